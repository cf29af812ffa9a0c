// The pages, built by SvelteKit and Vite into build/, or nothing at all when nothing they are made of has changed.
import { join } from 'node:path';
import { fingerprint, readStamp, removeStamp, writeStamp } from './fingerprint.mjs';
import { text } from './messages.mjs';
import { commandOf, toolEnvironment } from './node-runtime.mjs';
import { LaunchError, run, showProgress, tail } from './step.mjs';

/** Everything the build reads. The pages take only types from server/, so server/ is not among it. */
const sources = [
	'src',
	'static',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json',
	'package.json',
	'package-lock.json'
];

/** @param {string} path */
const isBuilt = (path) => !path.endsWith('.test.ts') && !path.endsWith('.md');

/** @param {string} root */
const stampPath = (root) => join(root, 'build', '.minuteboard-build.json');

/** @param {string} root */
const sourceHash = (root) => fingerprint(root, sources, isBuilt);

/** Whether build/ holds a finished build of the sources as they are now. @param {string} root */
export function hasBuild(root) {
	return readStamp(stampPath(root))?.sources === sourceHash(root);
}

/**
 * Builds. Sources changed while it ran are not taken for built: the stamp names those from before.
 * @param {string} root
 * @param {{ node: string, verbose: boolean, signal: AbortSignal, onPid: (pid: number) => void }} options
 * @throws {LaunchError} with the end of the output when the build fails
 */
export async function build(root, { node, verbose, signal, onPid }) {
	const hash = sourceHash(root);
	removeStamp(stampPath(root));
	const env = { ...toolEnvironment(root, node), NODE_ENV: 'production' };
	const progress = showProgress(text('building'));
	try {
		for (const args of [
			[commandOf(root, '@sveltejs/kit', 'svelte-kit'), 'sync'],
			[commandOf(root, 'vite'), 'build']
		]) {
			const { code, output } = await run(node, args, { cwd: root, env, verbose, signal, onPid });
			if (code !== 0)
				throw new LaunchError(
					/\bENOSPC\b/.test(output) ? text('diskFull') : text('failed', { what: 'vite build' }),
					tail(output)
				);
		}
		writeStamp(stampPath(root), { sources: hash });
		progress.done(text('built'));
	} finally {
		progress.end();
	}
}
