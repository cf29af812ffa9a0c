import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SyncServer } from './server.ts';
import { findFreePort } from '#support/free-port.ts';

/** Linux counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

/** The server ends when this process is gone, however it went. */
const tether = new URL('../../../server/launch/tether.mjs', import.meta.url).href;

/** Data folders that are still there: removed also when somebody ends the benchmark early. */
const folders = new Set<string>();
process.once('exit', () => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

type RunningParts = Pick<
	SyncServer,
	'start' | 'stop' | 'kill' | 'cpuSeconds' | 'memoryBytes' | 'diskBytes' | 'remove'
>;

/** A Node program that is started on one core, in a folder that is removed with it. */
export type PinnedProcess = RunningParts & { readonly port: number; readonly folder: string };

/**
 * Prepares a program; it is started by `start`, which waits until its port takes connections. `command` is told the port
 * and the folder for its data.
 */
export async function createPinnedProcess(parts: {
	readonly core: number;
	readonly nodeOptions?: readonly string[];
	readonly command: (given: { readonly port: number; readonly folder: string }) => {
		readonly args: readonly string[];
		readonly env?: Readonly<Record<string, string>>;
		readonly cwd?: string;
	};
}): Promise<PinnedProcess> {
	const port = await findFreePort();
	const folder = mkdtempSync(join(tmpdir(), 'minuteboard-bench-'));
	folders.add(folder);
	const { args, env = {}, cwd } = parts.command({ port, folder });
	let running: ChildProcess | null = null;
	let output = '';

	const end = async (signal: NodeJS.Signals) => {
		const ending = running;
		running = null;
		if (!ending || hasEnded(ending)) return;
		const ended = new Promise((resolve) => ending.once('exit', resolve));
		ending.kill(signal);
		await ended;
	};
	const pid = () => {
		if (!running?.pid || hasEnded(running)) throw new Error(`the server is not running:\n${output}`);
		return running.pid;
	};

	return {
		port,
		folder,
		async start() {
			const began = performance.now();
			const starting = spawn(
				'taskset',
				[
					'-c',
					String(parts.core),
					process.execPath,
					...(parts.nodeOptions ?? []),
					'--import',
					tether,
					...args
				],
				{
					cwd,
					env: { ...process.env, NODE_ENV: 'production', ...env },
					stdio: ['ignore', 'pipe', 'pipe', 'ipc']
				}
			);
			running = starting;
			for (const stream of [starting.stdout, starting.stderr])
				stream?.setEncoding('utf8').on('data', (part: string) => (output = (output + part).slice(-4_000)));
			while (!(await answers(port))) {
				if (hasEnded(starting)) throw new Error(`the server did not start:\n${output}`);
				await pause(5);
			}
			return performance.now() - began;
		},
		stop: () => end('SIGTERM'),
		kill: () => end('SIGKILL'),
		cpuSeconds() {
			// The name in brackets may hold spaces: fields are counted from behind it.
			const stat = readFileSync(`/proc/${pid()}/stat`, 'utf8');
			const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
			return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
		},
		memoryBytes() {
			const status = readFileSync(`/proc/${pid()}/status`, 'utf8');
			return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
		},
		diskBytes: () => sizeOf(folder),
		async remove() {
			await end('SIGKILL');
			rmSync(folder, { recursive: true, force: true });
			folders.delete(folder);
		}
	};
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

function answers(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = connect({ host: '127.0.0.1', port });
		probe.once('connect', () => resolve(true));
		probe.once('error', () => resolve(false));
		probe.once('close', () => probe.destroy());
		probe.once('connect', () => probe.destroy());
	});
}

function sizeOf(folder: string): number {
	return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
		const path = join(folder, entry.name);
		return sum + (entry.isDirectory() ? sizeOf(path) : statSync(path).size);
	}, 0);
}
