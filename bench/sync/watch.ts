import type { SyncServer } from './servers/server.ts';

/** What a stretch of time cost. */
export type Watched = {
	readonly seconds: number;
	/** Processor time of the server, all its threads. */
	readonly cpu: number;
	/** Share of its core that the server used, and the generator of its own. */
	readonly serverLoad: number;
	readonly generatorLoad: number;
};

/** Starts to watch a server; the function it answers says what it cost since. */
export function watch(server: SyncServer): () => Watched {
	const began = performance.now();
	const cpu = server.cpuSeconds();
	const own = process.cpuUsage();
	return () => {
		const seconds = (performance.now() - began) / 1_000;
		const { user, system } = process.cpuUsage(own);
		const used = server.cpuSeconds() - cpu;
		return {
			seconds,
			cpu: used,
			serverLoad: used / seconds,
			generatorLoad: (user + system) / 1_000_000 / seconds
		};
	};
}

/** Waits until something holds; false when it does not within the time. */
export async function waitUntil(holds: () => boolean, within: number): Promise<boolean> {
	const until = performance.now() + within;
	while (!holds()) {
		if (performance.now() > until) return false;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	return true;
}
