// `npm run bench:start`: how long from the command to the first answer, once in a fresh clone (which installs and builds)
// and then on the installed and built project. `-- --runs 9` for more runs; `-- --demo` with the demo's meetings and cards
// in the data folder; `-- --tests` also times `npm test` in the fresh clone.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { npmEnvironment } from '../server/launch/node-runtime.mjs';
import { table, writeSection } from './report.ts';
import { findFreePort } from '#support/free-port.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
	options: { runs: { type: 'string', default: '7' }, demo: { type: 'boolean' }, tests: { type: 'boolean' } }
});
const runs = Number(values.runs);
const serverArgs = values.demo ? ['--demo'] : [];
const env = npmEnvironment(root);
const dataDir = mkdtempSync(join(tmpdir(), 'minuteboard-bench-'));

/** The three ways to start that are compared, one after the other in every run. */
const ways = [
	{ name: 'npm start', command: 'npm', args: ['start', '--', ...serverArgs], end: 'SIGTERM' },
	{
		name: 'node server/start.mjs',
		command: 'node',
		args: ['server/start.mjs', ...serverArgs],
		end: 'SIGKILL'
	},
	{ name: '… after kill -9', command: 'node', args: ['server/start.mjs', ...serverArgs], end: 'SIGTERM' }
] as const;

try {
	const prepared = spawnSync('node', ['server/start.mjs', '--build'], { cwd: root, env, stdio: 'inherit' });
	if (prepared.status !== 0) throw new Error('The build failed.');
	const fresh = await measureFreshClone();
	const times = new Map<string, number[]>(ways.map(({ name }) => [name, []]));
	for (let run = -1; run < runs; run += 1)
		for (const { name, command, args, end } of ways) {
			const port = await findFreePort();
			const { answeredAfter, server } = await start({ command, args, port, folder: root });
			// The first run warms the disk cache and fills the data folder.
			if (run >= 0) times.get(name)!.push(answeredAfter);
			await stop(server, end);
		}
	report(times, fresh);
} finally {
	rmSync(dataDir, { recursive: true, force: true });
}

/** Starts in a process group of its own and waits for the first answer to GET /; throws when it ends before that. */
async function start(how: {
	readonly command: string;
	readonly args: readonly string[];
	readonly port: number;
	readonly folder: string;
}): Promise<{ answeredAfter: number; server: ChildProcess }> {
	const { command, args, port, folder } = how;
	const began = performance.now();
	const server = spawn(command, args, {
		cwd: folder,
		env: { ...env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir },
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true
	});
	let output = '';
	for (const stream of [server.stdout, server.stderr])
		stream.setEncoding('utf8').on('data', (part: string) => (output += part));
	while (!(await answers(port))) {
		if (server.exitCode !== null) throw new Error(`It ended instead of answering:\n${output}`);
		await pause(10);
	}
	return { answeredAfter: performance.now() - began, server };
}

/** Ends the whole group, and waits until the last process in it is gone. */
async function stop(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	const group = -(server.pid ?? 0);
	process.kill(group, signal);
	for (;;) {
		try {
			process.kill(group, 0);
		} catch {
			return;
		}
		await pause(20);
	}
}

async function answers(port: number): Promise<boolean> {
	try {
		const { status } = await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' });
		return status < 500;
	} catch {
		return false;
	}
}

/** Seconds of `npm start` up to the first answer in a clone of what is committed, and of `npm test` there when asked for. */
async function measureFreshClone(): Promise<{ start: number; test: number | null }> {
	const folder = mkdtempSync(join(tmpdir(), 'minuteboard-clone-'));
	try {
		const cloned = spawnSync('git', ['clone', '--quiet', root, folder], { stdio: 'inherit' });
		if (cloned.status !== 0) throw new Error('The clone failed.');
		const port = await findFreePort();
		const { answeredAfter, server } = await start({ command: 'npm', args: ['start'], port, folder });
		await stop(server, 'SIGTERM');
		if (!values.tests) return { start: answeredAfter / 1_000, test: null };
		// As on a machine that never saw the project: what `npm start` left behind goes.
		spawnSync('git', ['clean', '-fdxq'], { cwd: folder });
		const began = performance.now();
		const { status } = spawnSync('npm', ['test'], { cwd: folder, env, stdio: 'inherit' });
		if (status !== 0) throw new Error('npm test failed.');
		return { start: answeredAfter / 1_000, test: (performance.now() - began) / 1_000 };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function report(
	times: ReadonlyMap<string, number[]>,
	fresh: { readonly start: number; readonly test: number | null }
): void {
	const load = loadavg()
		.map((each) => each.toFixed(1))
		.join(' ');
	const seconds = (value: number) => `${value.toFixed(1)} s`;
	const again = [...times].map(([name, all]) => {
		const sorted = all.toSorted((a, b) => a - b);
		const shown = [sorted[Math.floor(sorted.length / 2)], sorted[0], sorted.at(-1)];
		return [`${name}, again`, ...shown.map((each) => seconds((each ?? 0) / 1_000))];
	});
	const body = table(
		['', 'median', 'least', 'most'],
		[
			['npm start, fresh clone', seconds(fresh.start), '–', '–'],
			...again,
			...(fresh.test === null ? [] : [['npm test, fresh clone', seconds(fresh.test), '–', '–']])
		]
	);
	process.stdout.write(`${body}\n`);
	writeSection({
		name: 'start',
		title: 'Starting and testing',
		command: `npm run bench:start${values.tests ? ' -- --tests' : ''}`,
		body: `${body}\n\nFrom the command to the first answer; in a fresh clone with installing and building, once; again: ${runs} runs each in turn. Load of the machine meanwhile ${load}. Goal for starting again: 3 s; for the tests: 15 min.`
	});
}
