// Only one process at a time installs or builds in a folder. The lock is a file that names its holder; one whose holder
// is gone counts as free, so a killed start never blocks the next.
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {{ pid: number, started: string | null }} Holder */
/** @typedef {{ host: string, holders: Holder[] }} Claim */

const pollEvery = 250;
const beatEvery = 5_000;
/** A holder on another machine cannot be asked; one that has not touched its lock for so many polls is gone. */
const pollsUntilForeignIsStale = 120;

/**
 * Waits for the lock, does the work, gives the lock back whatever happens.
 * `work` gets a function to name further processes (npm, vite): the lock stays taken while any of them lives, also when
 * the launcher itself was killed.
 * @template T
 * @param {string} path
 * @param {{ onWait?: (pid: number) => void, signal?: AbortSignal }} options `onWait` is called once, if it has to wait
 * @param {(alsoHeldBy: (pid: number) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, { onWait, signal }, work) {
	/** @type {Claim} */
	const claim = { host: hostname(), holders: [holder(process.pid)] };
	let waitedFor = '';
	let polls = 0;
	let told = false;
	while (!take(path, claim)) {
		const found = look(path);
		if (!found) continue;
		polls = found.mark === waitedFor ? polls + 1 : 0;
		waitedFor = found.mark;
		if (isStale(found.claim, polls)) {
			breakLock(path, found.mark);
			continue;
		}
		if (!told) onWait?.(found.claim?.holders[0]?.pid ?? 0);
		told = true;
		await pause(pollEvery, undefined, { signal });
	}
	const beat = setInterval(() => touch(path), beatEvery);
	try {
		return await work((pid) => {
			claim.holders.push(holder(pid));
			const draft = draftOf(path);
			writeFileSync(draft, JSON.stringify(claim));
			renameSync(draft, path);
		});
	} finally {
		clearInterval(beat);
		rmSync(path, { force: true });
	}
}

/**
 * Puts the lock there whole, or not at all when there is one: a reader never sees half a claim.
 * @param {string} path @param {Claim} claim
 */
function take(path, claim) {
	const draft = draftOf(path);
	writeFileSync(draft, JSON.stringify(claim));
	try {
		linkSync(draft, path);
		return true;
	} catch (error) {
		const code = /** @type {NodeJS.ErrnoException} */ (error).code;
		if (code === 'EEXIST') return false;
		// Some file systems have no links: then a claim can be seen half written for an instant, and counts as taken.
		return takeWithoutLink(path, claim);
	} finally {
		rmSync(draft, { force: true });
	}
}

/** @param {string} path @param {Claim} claim */
function takeWithoutLink(path, claim) {
	try {
		writeFileSync(path, JSON.stringify(claim), { flag: 'wx' });
		return true;
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
		throw error;
	}
}

/** The claim, and a mark that changes with every sign of life; null when the lock is gone by now. @param {string} path */
function look(path) {
	try {
		const content = readFileSync(path, 'utf8');
		return { mark: `${statSync(path).mtimeMs} ${content}`, claim: readClaim(content) };
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
		throw error;
	}
}

/** @param {string} content @returns {Claim | null} */
function readClaim(content) {
	try {
		const claim = JSON.parse(content);
		return typeof claim?.host === 'string' && Array.isArray(claim.holders) ? claim : null;
	} catch {
		return null;
	}
}

/** @param {Claim | null} claim null for an unreadable one @param {number} polls how long it has shown no sign of life */
function isStale(claim, polls) {
	if (claim === null || claim.host !== hostname()) return polls >= pollsUntilForeignIsStale;
	return !claim.holders.some(isAlive);
}

/**
 * Takes a stale lock away. Another start may have broken it and locked anew since we looked: then its lock goes back.
 * @param {string} path @param {string} mark of the lock that was judged stale
 */
function breakLock(path, mark) {
	const aside = draftOf(path);
	try {
		renameSync(path, aside);
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return;
		throw error;
	}
	const taken = look(aside);
	if (taken && taken.mark !== mark) {
		try {
			linkSync(aside, path);
		} catch (error) {
			if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
		}
	}
	rmSync(aside, { force: true });
}

/** @param {string} path */
function touch(path) {
	const now = new Date();
	try {
		utimesSync(path, now, now);
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
	}
}

/** @param {number} pid @returns {Holder} */
function holder(pid) {
	return { pid, started: startOf(pid) };
}

/** Alive, and not another process that got the same number later. @param {Holder} who */
function isAlive({ pid, started }) {
	try {
		process.kill(pid, 0);
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') return false;
	}
	return started === startOf(pid);
}

/**
 * When a process started, as the kernel says it, with the boot it belongs to; null where that cannot be asked.
 * @param {number} pid
 */
function startOf(pid) {
	try {
		const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The name in brackets may itself hold spaces and brackets; the start is the 20th field after it.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return fields[0] === 'Z' ? 'ended' : `${boot} ${fields[19]}`;
	} catch {
		return null;
	}
}

let drafts = 0;
/** @param {string} path */
function draftOf(path) {
	return `${path}.${process.pid}.${drafts++}`;
}
