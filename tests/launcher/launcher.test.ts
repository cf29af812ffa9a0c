import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runsServer } from '../../server/launch/node-runtime.mjs';
import {
	createLauncherCopy,
	isAlive,
	lockOf,
	until,
	type LauncherCopy,
	type Running
} from './launcher-copy.ts';

let copy: LauncherCopy;
beforeEach(() => {
	copy = createLauncherCopy();
});
afterEach(() => copy.remove());

/** Waits until the server is up and gives its process id. */
async function serverOf(running: Running): Promise<number> {
	return Number((await running.says(/server (\d+) /))[1]);
}

/** A start that goes all the way, and its end. */
async function startOnce(args: string[] = [], env: Record<string, string> = {}): Promise<string> {
	const running = copy.start(['--exit', '0', ...args], env);
	expect(await running.ended).toEqual({ code: 0, signal: null });
	return running.output();
}

describe('what is done before the server starts', () => {
	it('a fresh clone is installed and built', async () => {
		const running = copy.start(['--demo']);
		expect((await running.says(/server .*/))[0]).toMatch(/--demo built: true/);
		expect(copy.calls()).toEqual(['ci', 'sync', 'build']);
	});

	it('the second start does neither, and says nothing of its own', async () => {
		await startOnce();
		copy.forgetCalls();
		expect(await startOnce()).toBe('');
		expect(copy.calls()).toEqual([]);
	});

	it('another lock is installed and built anew', async () => {
		await startOnce();
		copy.forgetCalls();
		copy.write('package-lock.json', lockOf('2.0.0'));
		await startOnce();
		expect(copy.calls()).toEqual(['ci', 'sync', 'build']);
	});

	it('another page is only built', async () => {
		await startOnce();
		copy.forgetCalls();
		copy.write('src/page.ts', 'export const page = 2;');
		await startOnce();
		expect(copy.calls()).toEqual(['sync', 'build']);
	});

	it('a new, a renamed and a removed page each are built', async () => {
		await startOnce();
		copy.write('src/other.ts', '');
		await startOnce();
		rmSync(join(copy.root, 'src/other.ts'));
		copy.write('src/another.ts', '');
		await startOnce();
		rmSync(join(copy.root, 'src/another.ts'));
		await startOnce();
		expect(copy.calls().filter((call) => call === 'build')).toHaveLength(4);
	});

	it('a test, a text or the server changes nothing in the pages', async () => {
		await startOnce();
		copy.forgetCalls();
		copy.write('src/page.test.ts', '');
		copy.write('src/SPEC.md', '');
		copy.write('server/other.ts', '');
		await startOnce();
		expect(copy.calls()).toEqual([]);
	});

	it('packages installed by hand are taken as they are', async () => {
		await copy.run('npm', ['ci']).ended;
		copy.forgetCalls();
		await startOnce();
		expect(copy.calls()).toEqual(['sync', 'build']);
	});

	it('packages installed by hand from another lock are not', async () => {
		await copy.run('npm', ['ci']).ended;
		copy.forgetCalls();
		copy.write('package-lock.json', lockOf('2.0.0'));
		await startOnce();
		expect(copy.calls()).toEqual(['ci', 'sync', 'build']);
	});

	it("npm judges packages by the project's Node and runs none of their scripts", async () => {
		await startOnce();
		expect(copy.read('npm-saw')).toMatch(/^v99\.0\.0 ci .*--ignore-scripts/);
	});

	it("the project's Node becomes a command where npm has not made it one", async () => {
		await startOnce();
		const link = copy.run(join(copy.root, 'node_modules/.bin/node'), ['--version']);
		await link.ended;
		expect(link.output().trim()).toBe(process.version);
	});
});

describe('what was broken off is done again', () => {
	it('an install whose launcher and npm were killed', async () => {
		copy.hold('ci');
		const first = copy.start();
		process.kill(await copy.heldPid('ci'), 'SIGKILL');
		first.kill('SIGKILL');
		await first.ended;
		rmSync(join(copy.root, 'hold-ci'));
		copy.forgetCalls();
		await startOnce();
		expect(copy.calls()).toEqual(['ci', 'sync', 'build']);
	});

	it('a build whose launcher and Vite were killed', async () => {
		copy.hold('build');
		const first = copy.start();
		const vite = await copy.heldPid('build');
		first.kill('SIGKILL');
		await first.ended;
		process.kill(vite, 'SIGKILL');
		rmSync(join(copy.root, 'hold-build'));
		copy.forgetCalls();
		await startOnce();
		expect(copy.calls()).toEqual(['sync', 'build']);
	});

	it('a rebuild that failed, also when the old build is still there', async () => {
		await startOnce();
		copy.write('src/page.ts', 'export const page = 2;');
		expect((await copy.start([], { VITE_FAILS: '1' }).ended).code).toBe(1);
		copy.forgetCalls();
		await startOnce();
		expect(copy.calls()).toEqual(['sync', 'build']);
	});

	it('a rebuild that failed, also when the sources are as before: it may have touched the old build', async () => {
		await startOnce();
		copy.write('src/page.ts', 'export const page = 2;');
		expect((await copy.start([], { VITE_FAILS: '1' }).ended).code).toBe(1);
		copy.write('src/page.ts', 'export const page = 1;');
		copy.forgetCalls();
		await startOnce();
		expect(copy.calls()).toEqual(['sync', 'build']);
	});

	it('an install that was told to stop: npm ends first, then the launcher, and the lock is free', async () => {
		copy.hold('ci');
		const first = copy.start();
		const npm = await copy.heldPid('ci');
		first.kill('SIGINT');
		expect(await first.ended).toEqual({ code: 130, signal: null });
		expect(isAlive(npm)).toBe(false);
		expect(copy.has('.prepare.lock')).toBe(false);
	});

	it('sources that change while they are built are built again', async () => {
		const letGo = copy.hold('build');
		const first = copy.start(['--exit', '0']);
		await copy.heldPid('build');
		copy.write('src/page.ts', 'export const page = 2;');
		letGo();
		await first.ended;
		copy.forgetCalls();
		await startOnce();
		expect(copy.calls()).toEqual(['sync', 'build']);
	});
});

describe('two at once', () => {
	it('one installs and builds, the other waits and says for whom; both run', async () => {
		const letGo = copy.hold('ci');
		const first = copy.start();
		await copy.heldPid('ci');
		const second = copy.start();
		await second.says(new RegExp(`process ${first.pid}\\)`));
		letGo();
		await Promise.all([serverOf(first), serverOf(second)]);
		expect(copy.calls()).toEqual(['ci', 'sync', 'build']);
	});

	it('five at once on a fresh clone still install and build once', async () => {
		const all = Array.from({ length: 5 }, () => copy.start(['--exit', '0']));
		for (const each of all) expect(await each.ended).toEqual({ code: 0, signal: null });
		expect(copy.calls()).toEqual(['ci', 'sync', 'build']);
	});

	it('a lock whose holder is gone does not block', async () => {
		copy.hold('ci');
		const first = copy.start();
		const npm = await copy.heldPid('ci');
		first.kill('SIGKILL');
		await first.ended;
		process.kill(npm, 'SIGKILL');
		await until(() => !isAlive(npm));
		rmSync(join(copy.root, 'hold-ci'));
		expect(copy.has('.prepare.lock')).toBe(true);
		expect(await startOnce()).not.toMatch(/Another start/);
	});

	it('several starts meet a lock whose holder is gone, and only one of them works', async () => {
		copy.write('.prepare.lock', await lockOfSomeoneGone());
		const all = Array.from({ length: 4 }, () => copy.start(['--exit', '0']));
		for (const each of all) expect(await each.ended).toEqual({ code: 0, signal: null });
		expect(copy.calls()).toEqual(['ci', 'sync', 'build']);
	});

	it('while the npm of a killed launcher still works, the next one waits for it', async () => {
		const letGo = copy.hold('ci');
		const first = copy.start();
		await copy.heldPid('ci');
		first.kill('SIGKILL');
		await first.ended;
		const second = copy.start();
		await second.says(/Another start/);
		expect(copy.calls()).toEqual(['ci']);
		letGo();
		await serverOf(second);
		// What the orphaned npm installed is whole, so it counts.
		expect(copy.calls()).toEqual(['ci', 'sync', 'build']);
	});

	/** A lock as a start leaves it behind that was killed with everything it had started. */
	async function lockOfSomeoneGone(): Promise<string> {
		copy.hold('ci');
		const gone = copy.start();
		const npm = await copy.heldPid('ci');
		gone.kill('SIGKILL');
		await gone.ended;
		const lock = copy.read('.prepare.lock');
		process.kill(npm, 'SIGKILL');
		await until(() => !isAlive(npm));
		rmSync(join(copy.root, 'hold-ci'));
		copy.forgetCalls();
		return lock;
	}
});

describe('the server lives and dies with the launcher', () => {
	it.each([0, 1, 7])('its exit code %i comes through', async (code) => {
		expect(await copy.start(['--exit', String(code)]).ended).toEqual({ code, signal: null });
	});

	it('its death by a signal comes through as 128 and the number', async () => {
		expect(await copy.start(['--die', 'SIGKILL']).ended).toEqual({ code: 137, signal: null });
	});

	it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
		'%s reaches it, and its end is waited for',
		async (signal) => {
			const running = copy.start();
			const server = await serverOf(running);
			running.kill(signal);
			expect(await running.ended).toEqual({ code: 0, signal: null });
			expect(running.output()).toContain(`server got ${signal}`);
			expect(isAlive(server)).toBe(false);
		}
	);

	it('a signal that arrives twice at once is passed on once', async () => {
		const running = copy.start();
		await serverOf(running);
		running.kill('SIGINT');
		running.kill('SIGTERM');
		await running.ended;
		expect(running.output().match(/server got/g)).toHaveLength(1);
	});

	it('Ctrl-C, which reaches all of them, and once more for impatience, does not cut the closing short', async () => {
		const running = copy.start(['--slow']);
		await serverOf(running);
		running.killAll('SIGINT');
		await running.says(/server got/);
		await pause(400);
		running.killAll('SIGINT');
		expect(await running.ended).toEqual({ code: 0, signal: null });
		expect(running.output()).toContain('server closed');
	});

	it('the third Ctrl-C ends a server that does not come to its end', async () => {
		copy.write(
			'server/main.ts',
			"process.on('SIGINT', () => console.log('no')); console.log('server', process.pid, ''); setInterval(() => {}, 1000);"
		);
		const running = copy.start();
		const server = await serverOf(running);
		for (let press = 0; press < 3; press += 1) {
			running.kill('SIGINT');
			await pause(400);
		}
		expect(await running.ended).toEqual({ code: 137, signal: null });
		expect(isAlive(server)).toBe(false);
	});

	it('a server that does not listen for signals yet ends at once', async () => {
		copy.write('server/main.ts', 'console.log("server", process.pid, ""); setInterval(() => {}, 1000);');
		const running = copy.start();
		await serverOf(running);
		running.kill('SIGINT');
		expect(await running.ended).toEqual({ code: 130, signal: null });
	});

	it('a killed launcher leaves no server behind', async () => {
		const running = copy.start();
		const server = await serverOf(running);
		running.kill('SIGKILL');
		await until(() => !isAlive(server));
		expect(running.output()).toContain('server got SIGTERM');
	});

	it.each(['SIGTERM', 'SIGKILL'] as const)(
		'an npm that ends by %s takes the server along',
		async (signal) => {
			// npm runs a script in a shell and tells it the script's name; a signal to npm never reaches the script.
			const npm =
				"require('node:child_process').spawn('sh', ['-c', 'node server/start.mjs; exit $?'], { stdio: 'inherit' })";
			const running = copy.run(process.execPath, ['-e', npm], { npm_lifecycle_event: 'start' });
			const server = await serverOf(running);
			running.kill(signal);
			await until(() => !isAlive(server));
			expect(running.output()).toContain('server got SIGTERM');
		}
	);

	it('started by hand in the background it outlives its shell', async () => {
		const shell = copy.run('sh', ['-c', 'node server/start.mjs & echo launcher $!']);
		const launcher = Number((await shell.says(/launcher (\d+)/))[1]);
		await shell.ended;
		const server = await serverOf(shell);
		// Longer than the launcher takes to notice a parent that is gone.
		await pause(700);
		expect(isAlive(server)).toBe(true);
		process.kill(launcher, 'SIGTERM');
		await until(() => !isAlive(server));
	});
});

describe('other ways to use it', () => {
	it('--run gives a script the project’s Node, its arguments and its exit code, without building', async () => {
		copy.write(
			'server/cli/say.ts',
			'console.log("said", process.argv.slice(2).join(" ")); process.exitCode = 3;'
		);
		const running = copy.start(['--run', 'server/cli/say.ts', '--verbose', 'x']);
		expect(await running.ended).toEqual({ code: 3, signal: null });
		expect(running.output()).toContain('said --verbose x');
		expect(copy.calls()).toEqual(['ci']);
	});

	it('--build only prepares', async () => {
		expect(await copy.start(['--build']).ended).toEqual({ code: 0, signal: null });
		expect(copy.calls()).toEqual(['ci', 'sync', 'build']);
	});

	it('--dev starts Vite with the rest of the arguments, without building', async () => {
		const running = copy.start(['--dev', '--demo', '--port', '4000']);
		// Vite refuses an option that it does not know, unless it stands behind the two dashes.
		await running.says(/vite dev --port 4000 -- --demo\n/);
		await running.ended;
		expect(copy.calls()).toEqual(['ci', 'dev']);
	});
});

describe('when it cannot go on, it says why in one sentence', () => {
	it.each([
		['ENOTFOUND', /registry cannot be reached/],
		['ECONNREFUSED', /registry cannot be reached/],
		['E404', /refused or does not have one of them/],
		['ENOSPC', /disk is full/],
		['EACCES', /cannot be written to/]
	])('npm fails with %s', async (code, sentence) => {
		const running = copy.start([], { NPM_FAILS: code });
		expect(await running.ended).toEqual({ code: 1, signal: null });
		expect(running.output()).toMatch(sentence);
		expect(running.output()).toContain(`npm error code ${code}`);
		expect(copy.has('.prepare.lock')).toBe(false);
	});

	it('npm runs out of disk and does not call it an error', async () => {
		const running = copy.start([], { NPM_WARNS: 'ENOSPC: no space left on device' });
		expect(await running.ended).toEqual({ code: 1, signal: null });
		expect(running.output()).toMatch(/disk is full/);
		copy.forgetCalls();
		await startOnce();
		expect(copy.calls()).toEqual(['ci', 'sync', 'build']);
	});

	it('npm leaves out a package for this machine and does not call it an error', async () => {
		const running = copy.start([], { NPM_LEAVES_OUT: 'for-here' });
		expect(await running.ended).toEqual({ code: 1, signal: null });
		expect(running.output()).toMatch(/left out packages that are needed here: for-here\./);
		copy.forgetCalls();
		await startOnce();
		expect(copy.calls()).toEqual(['ci', 'sync', 'build']);
	});

	it('a package for another machine is left out rightly', async () => {
		await startOnce([], { NPM_LEAVES_OUT: 'for-elsewhere' });
		expect(copy.calls()).toEqual(['ci', 'sync', 'build']);
	});

	it('npm itself says nothing of the cause, but its log does', async () => {
		const running = copy.start([], { NPM_FAILS: 'ECONNREFUSED', NPM_IS_SILENT: '1' });
		await running.ended;
		expect(running.output()).toMatch(/registry cannot be reached/);
	});

	it('in Chinese where the terminal is Chinese', async () => {
		const running = copy.start([], { NPM_FAILS: 'ENOTFOUND', LC_ALL: 'zh_CN.UTF-8' });
		await running.ended;
		expect(running.output()).toContain('连不上 npm 源');
	});

	it('a failing build shows the end of its output', async () => {
		const running = copy.start([], { VITE_FAILS: '1' });
		expect(await running.ended).toEqual({ code: 1, signal: null });
		expect(running.output()).toContain('a page does not parse');
	});

	it('there is no npm', async () => {
		const empty = join(copy.root, 'nothing');
		copy.write('nothing/.keep', '');
		symlinkSync(process.execPath, join(empty, 'node'));
		const running = copy.start([], { PATH: empty });
		expect(await running.ended).toEqual({ code: 1, signal: null });
		expect(running.output()).toContain('npm was not found');
	});
});

describe('every sentence of the launcher', () => {
	it('exists in both languages with the same places to fill in', () => {
		const source = readFileSync(new URL('../../server/launch/messages.mjs', import.meta.url), 'utf8');
		const [, english = '', chinese = ''] = source.split(/const (?:english|chinese) = /);
		const placesIn = (table: string) =>
			[...table.matchAll(/^\t(\w+):([\s\S]*?)(?=^\t\w+:|^\};)/gm)].map(([, key, sentence = '']) => ({
				key,
				places: [...sentence.matchAll(/\{\w+\}/g)].map(String).sort()
			}));
		expect(placesIn(english).length).toBeGreaterThan(10);
		expect(placesIn(chinese)).toEqual(placesIn(english));
	});
});

it.each([
	['20.20.2', false],
	['22.17.1', false],
	['22.18.0', true],
	['23.5.0', false],
	['23.6.0', true],
	['26.10.0', true]
])('Node %s runs the server: %s', (version, answer) => {
	expect(runsServer(version)).toBe(answer);
});
