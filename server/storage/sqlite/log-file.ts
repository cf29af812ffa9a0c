import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { basename, dirname, join } from 'node:path';

/**
 * SQLite reads its write-ahead log up to the first frame that is not as it was written, and takes what follows for the rest
 * of a transaction that a crash cut short. After a damaged byte that is wrong: commits that were on the disk would be gone
 * without a word. So the log is looked through before SQLite sees it (format: sqlite.org/fileformat2.html, section 4).
 */

/** A crash leaves at most one commit behind the end: the next was not begun before that one was on the disk. */
const leftByCrash = 1;
const headerSize = 32;
const frameHeaderSize = 24;
const usualPageSize = 4_096;

/** Keeps a damaged log and its database under other names before they are opened; answers what was found, null when all is well. */
export function keepDamagedLog(file: string, now: number): DamagedLog | null {
	const commits = countUnreadable(`${file}-wal`);
	if (commits <= leftByCrash) return null;
	const keptAs = `${file}${mark}${new Date(now).toISOString().replaceAll(':', '-')}`;
	copyFileSync(file, keptAs);
	copyFileSync(`${file}-wal`, `${keptAs}-wal`);
	return { keptAs, commits };
}

export type DamagedLog = {
	readonly keptAs: string;
	/** How many commits stand behind the damage. */
	readonly commits: number;
};

/** The damaged logs of a database that are still kept. */
export function keptLogs(file: string): DamagedLog[] {
	return readdirSync(dirname(file))
		.filter((name) => name.startsWith(basename(file) + mark) && !name.endsWith('-wal'))
		.map((name) => join(dirname(file), name))
		.map((keptAs) => ({ keptAs, commits: countUnreadable(`${keptAs}-wal`) }));
}

const mark = '.damaged-';

/** How many commits stand in a log behind the point to which SQLite reads it. A log is read where it was written: same byte order. */
function countUnreadable(file: string): number {
	if (!existsSync(file)) return 0;
	const log = readFileSync(file);
	if (log.length < headerSize + frameHeaderSize) return 0;
	const sum = endianness() === 'BE' ? sumOf('readUInt32BE') : sumOf('readUInt32LE');
	let expected = storedSum(log, 24);
	let isBroken = !equal(sum(log.subarray(0, 24), [0, 0]), expected);
	const frameSize = frameHeaderSize + (isBroken ? usualPageSize : log.readUInt32BE(8));
	const salts = isBroken ? log.subarray(headerSize + 8, headerSize + 16) : log.subarray(16, 24);

	let commits = 0;
	for (let at = headerSize; at + frameSize <= log.length; at += frameSize) {
		const stored = storedSum(log, at + 16);
		const isCommit = log.readUInt32BE(at + 4) !== 0;
		// A frame of an earlier round of the log, or one whose salts are damaged: behind the latter more of this round follow.
		if (!log.subarray(at + 8, at + 16).equals(salts)) isBroken = true;
		else if (!isBroken || isCommit) {
			const page = log.subarray(at + frameHeaderSize, at + frameSize);
			const isWhole = equal(sum(page, sum(log.subarray(at, at + 8), expected)), stored);
			isBroken ||= !isWhole;
			if (isBroken && isWhole && isCommit) commits++;
		}
		expected = stored;
	}
	return commits;
}

type Sum = readonly [number, number];

/** The checksum of bytes after those that gave `before`, read as numbers of four bytes. */
function sumOf(read: 'readUInt32BE' | 'readUInt32LE'): (bytes: Buffer, before: Sum) => Sum {
	return (bytes, [first, second]) => {
		for (let at = 0; at < bytes.length; at += 8) {
			first = (first + bytes[read](at) + second) >>> 0;
			second = (second + bytes[read](at + 4) + first) >>> 0;
		}
		return [first, second];
	};
}

function storedSum(log: Buffer, at: number): Sum {
	return [log.readUInt32BE(at), log.readUInt32BE(at + 4)];
}

function equal(a: Sum, b: Sum): boolean {
	return a[0] === b[0] && a[1] === b[1];
}
