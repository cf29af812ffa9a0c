// Runs the server as a child that lives and dies with this process: signals go through, the exit code comes back.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { text } from './messages.mjs';
import { LaunchError } from './step.mjs';

/** @type {NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** One key press reaches the launcher twice: from the terminal, and from npm, which passes it on. */
const samePressWithin = 300;

/** A server asked to stop gets this long before it is stopped by force. */
const patience = 20_000;

/**
 * Calls `stop` when this process is asked to end: by a signal, or because the npm that runs it is gone (a SIGTERM to npm
 * ends npm and its shell and never arrives here).
 * @param {(signal: NodeJS.Signals) => void} stop
 * @returns {() => void} stops listening
 */
export function onStopRequest(stop) {
	let last = -Infinity;
	/** @param {NodeJS.Signals} signal */
	const heard = (signal) => {
		const now = performance.now();
		if (now - last < samePressWithin) return;
		last = now;
		stop(signal);
	};
	for (const signal of passedOn) process.on(signal, heard);
	const stopWatching = watchNpm(() => heard('SIGTERM'));
	return () => {
		for (const signal of passedOn) process.off(signal, heard);
		stopWatching();
	};
}

/**
 * Calls `gone` once when the npm above this process has ended. Without npm above there is nothing to watch: somebody who
 * starts the launcher itself in the background may well log out.
 * @param {() => void} gone
 * @returns {() => void}
 */
function watchNpm(gone) {
	if (!process.env.npm_lifecycle_event) return () => {};
	const parent = process.ppid;
	const above = readProcess(parent);
	// npm runs scripts in a shell, which outlives an npm that was killed.
	const npm = above && /^(sh|dash|bash|ash|zsh)$/.test(above.name) ? above.parent : null;
	const timer = setInterval(() => {
		const shellIsThere = process.ppid === parent;
		const npmIsThere = npm === null || readProcess(parent)?.parent === npm;
		if (shellIsThere && npmIsThere) return;
		clearInterval(timer);
		gone();
	}, 250);
	timer.unref();
	return () => clearInterval(timer);
}

/**
 * Name and parent of a process, or null where the system has no /proc.
 * @param {number} pid
 */
function readProcess(pid) {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const end = stat.lastIndexOf(')');
		return {
			name: stat.slice(stat.indexOf('(') + 1, end),
			parent: Number(stat.slice(end + 2).split(' ')[1])
		};
	} catch {
		return null;
	}
}

/**
 * Runs a command in the foreground until it ends. Requests to stop are passed on; the third, or 20 s without an end,
 * becomes SIGKILL.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ code: number } | { signal: NodeJS.Signals }>} how it ended
 * @throws {LaunchError} when it cannot be started at all
 */
export function supervise(command, args, { cwd, env }) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
		let requests = 0;
		/** @type {NodeJS.Timeout | undefined} */
		let force;
		const stopListening = onStopRequest((signal) => {
			requests += 1;
			child.kill(requests > 2 ? 'SIGKILL' : signal);
			force ??= setTimeout(() => child.kill('SIGKILL'), patience);
		});
		child.on('error', (error) => {
			stopListening();
			reject(new LaunchError(text('serverMissing', { reason: error.message })));
		});
		child.on('exit', (code, signal) => {
			stopListening();
			clearTimeout(force);
			resolve(signal ? { signal } : { code: code ?? 1 });
		});
	});
}

/** Ends this process the way the child ended. @param {{ code: number } | { signal: NodeJS.Signals }} end @returns {never} */
export function endAs(end) {
	process.exit('signal' in end ? 128 + (constants.signals[end.signal] ?? 0) : end.code);
}
