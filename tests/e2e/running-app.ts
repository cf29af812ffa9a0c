// A real server for the tests in the browser: the built app on its own port with its own, empty data folder.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '#support/free-port.ts';
import { test as base } from './live-pages.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A server under test. After `stop` or `kill`, `start` brings it back on the same port and data. */
export type RunningApp = {
	readonly url: string;
	readonly dataDir: string;
	/** Everything the server has printed so far, of all its lives. */
	log(): string;
	/** Starts it, with these variables too, and waits until it answers; throws with its output when it ends before that, or after 30 s. */
	start(more?: Record<string, string>): Promise<void>;
	/** A polite end (SIGTERM), waited for. */
	stop(): Promise<void>;
	/** As if the plug were pulled (SIGKILL), waited for. */
	kill(): Promise<void>;
	/** Its lines stay open and nothing comes over them (SIGSTOP), until `thaw`. */
	freeze(): void;
	thaw(): void;
};

/**
 * The app on a free port, not yet started. `args` go to server/main.ts (`--demo`), `env` comes on top of PORT, HOST and
 * DATA_DIR. The caller removes `dataDir`.
 */
export async function createRunningApp({
	args = [],
	env = {}
}: { args?: string[]; env?: Record<string, string> } = {}): Promise<RunningApp> {
	const port = await findFreePort();
	const url = `http://127.0.0.1:${port}`;
	const dataDir = mkdtempSync(join(tmpdir(), 'minuteboard-e2e-'));
	let server: ChildProcess | null = null;
	let log = '';

	async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		const ending = server;
		if (!ending || hasEnded(ending)) return;
		const ended = new Promise((resolve) => ending.once('exit', resolve));
		ending.kill(signal);
		await ended;
	}

	return {
		url,
		dataDir,
		log: () => log,
		async start(more = {}) {
			// The tether ends the server when this process is gone, however it went.
			const tether = new URL('../../server/launch/tether.mjs', import.meta.url).href;
			const starting = spawn(process.execPath, ['--import', tether, join(root, 'server/main.ts'), ...args], {
				cwd: root,
				env: {
					...process.env,
					NODE_ENV: 'production',
					PORT: String(port),
					HOST: '127.0.0.1',
					DATA_DIR: dataDir,
					...env,
					...more
				},
				stdio: ['ignore', 'pipe', 'pipe', 'ipc']
			});
			server = starting;
			for (const stream of [starting.stdout, starting.stderr])
				stream?.setEncoding('utf8').on('data', (part: string) => (log += part));
			for (let waited = 0; !(await answers(url)); waited += 50) {
				if (hasEnded(starting) || waited > 30_000) {
					starting.kill('SIGKILL');
					throw new Error(`The server did not start:\n${log}`);
				}
				await pause(50);
			}
		},
		stop: () => end('SIGTERM'),
		kill: () => end('SIGKILL'),
		freeze: () => void server?.kill('SIGSTOP'),
		thaw: () => void server?.kill('SIGCONT')
	};
}

/** Playwright's `test` with a started app per worker, `page.goto('/')` goes there; and with `fresh`, one for the test alone. */
export const test = base.extend<{ fresh: RunningApp }, { app: RunningApp }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern.
	fresh: async ({}, use) => useApp(use),
	app: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern.
		async ({}, use) => useApp(use),
		{ scope: 'worker' }
	],
	baseURL: async ({ app }, use) => use(app.url)
});

export { expect } from '@playwright/test';

async function useApp(use: (app: RunningApp) => Promise<void>): Promise<void> {
	const app = await createRunningApp();
	await app.start();
	await use(app);
	await app.stop();
	rmSync(app.dataDir, { recursive: true, force: true });
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

async function answers(url: string): Promise<boolean> {
	try {
		await fetch(url, { redirect: 'manual' });
		return true;
	} catch {
		return false;
	}
}
