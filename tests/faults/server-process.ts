import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DeathPoint } from './server-that-dies.ts';
import { findFreePort } from '#support/free-port.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the server in tests/faults/server-that-dies.ts can be asked while it runs. */
export type Question =
	| { readonly pass: number }
	| { readonly dieAt: DeathPoint; readonly times: number }
	| { readonly measure: true };
export type Measured = {
	/** The longest that its event loop stood still since the last question, in milliseconds. */
	readonly longestStall: number;
	/** What is in use after everything unused was collected, in bytes. */
	readonly used: number;
};

/** A server on a data folder, on one port for all its lives. */
export type ServerProcess = {
	readonly port: number;
	/** Everything it printed. */
	log(): string;
	/** Starts it and waits until it serves; answers after how many milliseconds. Throws when it ends before that. */
	start(env?: Record<string, string>): Promise<number>;
	/** SIGKILL, waited for. */
	kill(): Promise<void>;
	/** SIGTERM, waited for; answers how it ended and after how many milliseconds. */
	stop(): Promise<{ readonly code: number | null; readonly signal: string | null; readonly ms: number }>;
	/** When it has ended, by whatever. */
	ended(): Promise<{ readonly code: number | null; readonly signal: string | null }>;
	readonly isRunning: boolean;
	/** Resident memory in bytes. */
	memory(): number;
	/** Sets its clock on (or back) by milliseconds. Only of the server that dies. */
	pass(milliseconds: number): void;
	/** Has it end itself at the so-many-th of these points from now. Only of the server that dies. */
	dieAt(point: DeathPoint, times: number): void;
	measure(): Promise<Measured>;
};

/**
 * `program`: the product as `npm start` runs it (its pages must be built), or the server of the tests, which has no pages
 * and ends itself where it is told to.
 */
export async function createServerProcess(parts: {
	readonly folder: string;
	readonly program?: 'product' | 'tests';
	readonly env?: Record<string, string>;
}): Promise<ServerProcess> {
	const { folder, program = 'tests', env: common = {} } = parts;
	const port = await findFreePort();
	const script = program === 'product' ? 'server/main.ts' : 'tests/faults/server-that-dies.ts';
	let child: ChildProcess | null = null;
	let end: Promise<{ code: number | null; signal: string | null }> = Promise.resolve({
		code: null,
		signal: null
	});
	let log = '';
	const isRunning = () => child !== null && child.exitCode === null && child.signalCode === null;

	return {
		port,
		log: () => log,
		get isRunning() {
			return isRunning();
		},
		async start(env = {}) {
			const began = performance.now();
			// The tether ends the server when this process is gone, however it went.
			const tether = new URL('../../server/launch/tether.mjs', import.meta.url).href;
			const started = spawn(process.execPath, ['--import', tether, join(root, script)], {
				cwd: root,
				env: {
					...process.env,
					NODE_ENV: 'production',
					LOG_LEVEL: 'warn',
					PORT: String(port),
					HOST: '127.0.0.1',
					DATA_DIR: folder,
					...common,
					...env
				},
				stdio: ['ignore', 'pipe', 'pipe', 'ipc']
			});
			child = started;
			end = new Promise((resolve) =>
				started.once('close', (code, signal) => resolve({ code, signal: signal ?? null }))
			);
			const from = log.length;
			for (const stream of [started.stdout, started.stderr])
				stream?.setEncoding('utf8').on('data', (part: string) => (log += part));
			while (!log.slice(from).includes('is running at')) {
				if (!isRunning() || performance.now() - began > 60_000) {
					started.kill('SIGKILL');
					await end;
					throw new Error(`The server did not start:\n${log.slice(from)}`);
				}
				await pause(5);
			}
			return performance.now() - began;
		},
		async kill() {
			child?.kill('SIGKILL');
			await end;
		},
		async stop() {
			const began = performance.now();
			child?.kill('SIGTERM');
			const how = await end;
			return { ...how, ms: performance.now() - began };
		},
		ended: () => end,
		memory: () => {
			const pages = Number(readFileSync(`/proc/${child!.pid}/statm`, 'utf8').split(' ')[1]);
			return pages * 4_096;
		},
		dieAt: (point, times) => void child?.send({ dieAt: point, times } satisfies Question),
		pass: (milliseconds) => void child?.send({ pass: milliseconds } satisfies Question),
		measure: () =>
			new Promise((resolve, reject) => {
				const gone = () => reject(new Error('the server is gone'));
				child!.once('close', gone);
				child!.once('message', (measured) => {
					child!.off('close', gone);
					resolve(measured as Measured);
				});
				child!.send({ measure: true } satisfies Question);
			})
	};
}
