// From a fresh clone to something that can run; shared by `npm start`, `npm run dev` and `npm test`.
import { join } from 'node:path';
import { build, hasBuild } from './build.mjs';
import { findInstall, install } from './install.mjs';
import { withLock } from './lock.mjs';
import { text } from './messages.mjs';
import { chooseNode } from './node-runtime.mjs';
import { asLaunchError } from './step.mjs';

/** @param {string} root */
export const lockPath = (root) => join(root, '.prepare.lock');

/**
 * Installs if needed, builds if asked and needed. Does nothing, quickly, when all is up to date. Safe to call from
 * several processes at once: one works, the others wait and then find it done.
 * @param {string} root
 * @param {{ pages: boolean, verbose?: boolean, signal?: AbortSignal }} options `pages`: whether the built pages are wanted
 * @returns {Promise<string>} the absolute path of the Node to run things on
 * @throws {LaunchError} when something stands in the way that a person can remove
 */
export async function prepare(root, { pages, verbose = false, signal = new AbortController().signal }) {
	const installed = findInstall(root);
	if (installed && (!pages || hasBuild(root))) return chooseNode(root, installed.node);

	const onWait = (/** @type {number} */ pid) =>
		process.stderr.write(`${text('waiting', { pid, lock: lockPath(root) })}\n`);
	try {
		return await withLock(lockPath(root), { onWait, signal }, async (onPid) => {
			const found = findInstall(root) ?? (await install(root, { verbose, signal, onPid }));
			const node = chooseNode(root, found.node);
			if (pages && !hasBuild(root)) await build(root, { node, verbose, signal, onPid });
			return node;
		});
	} catch (error) {
		throw asLaunchError(error);
	}
}
