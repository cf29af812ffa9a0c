// What was installed or built from which files: a hash of their contents, kept in a stamp beside the result.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * One hash over the names and contents of files. Folders are walked; what does not exist counts as absent.
 * @param {string} root
 * @param {string[]} paths files or folders below root
 * @param {(path: string) => boolean} [counts] leaves files out; gets the path below root with `/`
 */
export function fingerprint(root, paths, counts = () => true) {
	const hash = createHash('sha256');
	for (const path of paths.flatMap((each) => filesIn(root, each)).filter(counts)) {
		const content = readFileSync(join(root, path));
		hash.update(`${path}\0${content.length}\0`).update(content);
	}
	return hash.digest('hex');
}

/** @param {string} root @param {string} path @returns {string[]} */
function filesIn(root, path) {
	const found = statSync(join(root, path), { throwIfNoEntry: false });
	if (!found) return [];
	if (!found.isDirectory()) return [path];
	return readdirSync(join(root, path))
		.sort()
		.flatMap((name) => filesIn(root, `${path}/${name}`));
}

/**
 * The stamp at a path, or null when there is none or it is not readable as one.
 * @param {string} path
 * @returns {Record<string, unknown> | null}
 */
export function readStamp(path) {
	try {
		const stamp = JSON.parse(readFileSync(path, 'utf8'));
		return stamp !== null && typeof stamp === 'object' ? stamp : null;
	} catch {
		return null;
	}
}

/**
 * Writes the stamp whole or not at all: a cut in between leaves no stamp, and the work is done again.
 * @param {string} path @param {Record<string, unknown>} stamp
 */
export function writeStamp(path, stamp) {
	mkdirSync(dirname(path), { recursive: true });
	const draft = `${path}.${process.pid}`;
	writeFileSync(draft, `${JSON.stringify(stamp)}\n`);
	renameSync(draft, path);
}

/** @param {string} path */
export function removeStamp(path) {
	rmSync(path, { force: true });
}
