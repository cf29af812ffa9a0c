import { setTimeout as pause } from 'node:timers/promises';
import { openClient } from './client.ts';
import type { SyncServer } from './servers/server.ts';

/** Nothing more is expected of a server that has been silent for so long after it answered. */
const silence = 1_000;

/**
 * What a server gives to somebody who comes in with nothing: per client id the clock up to which everything is there. Waits
 * on after the answer, for servers that give it before they have loaded the document.
 */
export async function readState(
	server: SyncServer,
	{ document, client }: { readonly document: number; readonly client: number }
): Promise<ReadonlyMap<number, number>> {
	const clocks = new Map<number, number>();
	let heardAt = performance.now();
	const reader = openClient(server.door({ document, client }), {
		frame: (_, at) => (heardAt = at),
		run(id, clock, length) {
			const have = clocks.get(id) ?? 0;
			if (clock <= have) clocks.set(id, Math.max(have, clock + length));
		},
		closed: () => {}
	});
	await reader.joined;
	while (performance.now() - heardAt < silence) await pause(50);
	reader.leave();
	return clocks;
}
