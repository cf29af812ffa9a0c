// One quiet command with its progress line, and the failure that says in one sentence what went wrong.
import { spawn } from 'node:child_process';
import { text } from './messages.mjs';

/** Something the person at the terminal can act on: `message` is the sentence, `output` what the command printed. */
export class LaunchError extends Error {
	/** @param {string} message @param {string} [output] */
	constructor(message, output = '') {
		super(message);
		this.name = 'LaunchError';
		this.output = output;
	}
}

/**
 * What the system refused us ourselves (a full disk, a folder of somebody else), as a sentence; other errors as they are.
 * @param {unknown} error
 */
export function asLaunchError(error) {
	const { code, path = '' } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
	if (code === 'ENOSPC') return new LaunchError(text('diskFull'));
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
		return new LaunchError(text('notWritable', { path }));
	return error;
}

/**
 * The last part of a command's output: enough to see why, short enough to read.
 * @param {string} output @param {number} [lines]
 */
export function tail(output, lines = 40) {
	return output.trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * Shows on stderr that something is going on: on a terminal a line that counts seconds, elsewhere a line at the start
 * and one every 20 seconds.
 * @param {string} what
 * @returns {{ done(sentence: string): void, end(): void }}
 */
export function showProgress(what) {
	const started = performance.now();
	const seconds = () => Math.round((performance.now() - started) / 1000);
	const terminal = process.stderr.isTTY;
	const draw = () => process.stderr.write(`\r\x1b[K${text('stillBusy', { what, seconds: seconds() })}`);
	if (terminal) draw();
	else process.stderr.write(`${what} …\n`);
	const timer = setInterval(
		() => (terminal ? draw() : process.stderr.write(`${text('stillBusy', { what, seconds: seconds() })}\n`)),
		terminal ? 1000 : 20_000
	);
	const end = () => {
		clearInterval(timer);
		if (terminal) process.stderr.write('\r\x1b[K');
	};
	return {
		end,
		done(sentence) {
			end();
			process.stderr.write(`${sentence} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`);
		}
	};
}

/**
 * Runs a command to its end. Its output is collected, or shown at once when `verbose`.
 * When `signal` fires, the command gets SIGTERM, and the promise rejects once it has really ended, so that nothing
 * still writes into node_modules or build afterwards.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, verbose?: boolean, signal?: AbortSignal, onPid?: (pid: number) => void }} options
 * @returns {Promise<{ code: number, output: string }>} rejects only when the command cannot be run at all, or was stopped
 */
export function run(command, args, { cwd, env, verbose = false, signal, onPid }) {
	return new Promise((resolve, reject) => {
		signal?.throwIfAborted();
		// npm is a .cmd file on Windows, which only a shell can run; the arguments are our own constants.
		const shell = process.platform === 'win32' && command.endsWith('.cmd');
		const child = spawn(command, args, {
			cwd,
			env,
			shell,
			stdio: verbose ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe']
		});
		if (child.pid) onPid?.(child.pid);
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream?.setEncoding('utf8').on('data', (/** @type {string} */ part) => {
				// A command that floods its output must not fill the memory.
				output = (output + part).slice(-200_000);
			});
		const stop = () => child.kill('SIGTERM');
		signal?.addEventListener('abort', stop, { once: true });
		child.on('error', reject);
		child.on('close', (code, by) => {
			signal?.removeEventListener('abort', stop);
			if (signal?.aborted) reject(signal.reason);
			else resolve({ code: code ?? 1, output: by ? `${output}\n${by}` : output });
		});
	});
}
