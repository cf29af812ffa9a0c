import type { Server } from 'node:http';
import { setRunningApp } from './app.ts';
import { readConfig } from './config.ts';
import { openInstallation } from './installation.ts';
import { createLog } from './log.ts';

/**
 * `npm run dev`: the App behind Vite's own server. Called by the plugin in vite.config.ts. Changes in server/ need a
 * restart; pages are replaced while they run.
 */
export async function attachApp(server: Server): Promise<void> {
	const config = readConfig(process.env);
	const { app, close } = await openInstallation({ config, log: createLog(config) });
	setRunningApp(app);
	// Vite's own sockets (hot reload) are left alone: the door takes only /sync and /live.
	server.on('upgrade', (request, stream, head) => app.door.upgrade(request, stream, head));
	server.once('listening', () => {
		void app.entrance.setupLink().then((secret) => {
			if (secret) process.stdout.write(`Set up your workspace at /setup/${secret}\n`);
		});
		void app.follower.catchUp();
	});
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => void close().finally(() => process.exit(0)));
	}
}
