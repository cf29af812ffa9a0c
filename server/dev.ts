import type { Server } from 'node:http';
import { setRunningApp } from './app.ts';
import { readConfig } from './config.ts';
import { openDemo } from './demo/demo.ts';
import { openInstallation } from './installation.ts';
import { createLog } from './log.ts';

/**
 * `npm run dev`: the App behind Vite's own server. Called by the plugin in vite.config.ts. Changes in server/ need a
 * restart; pages are replaced while they run.
 */
export async function attachApp(server: Server): Promise<void> {
	const config = readConfig(process.env);
	const log = createLog(config);
	const { app, close } = await openInstallation({ config, log });
	setRunningApp(app);
	// Vite's own sockets (hot reload) are left alone: the door takes only /sync and /live.
	server.on('upgrade', (request, stream, head) => app.door.upgrade(request, stream, head));
	const say = (line: string) => process.stdout.write(`${line}\n`);
	server.once('listening', () => {
		announce().catch((failure: unknown) =>
			log.error({ failure }, 'the development server could not be prepared')
		);
	});

	async function announce() {
		if (process.argv.includes('--demo')) {
			for (const { name, secret } of await openDemo(app)) say(`Sign in as ${name}: /enter/${secret}`);
		}
		const setup = await app.entrance.setupLink();
		if (setup) say(`Set up your workspace: /setup/${setup}`);
		await app.follower.catchUp();
		app.dayClock.start();
	}

	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => void close().finally(() => process.exit(0)));
	}
}
