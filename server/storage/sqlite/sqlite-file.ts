import Sqlite from 'better-sqlite3';
import { closeSync, fsyncSync, openSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartFailure } from '#server/errors.ts';

/**
 * The database as SQLite knows it, without our tables: all that the thread that commits needs, which is up the sooner the less it
 * has to load.
 */

/** WAL-reset bug fixed in 3.51.3 (sqlite.org release notes): older libraries can corrupt a database with two connections. */
const oldestSqlite = [3, 51, 3] as const;
const pageSize = 4_096;
/** So many bytes of the log are written before they are written where they belong. */
const wholeLog = 4_000 * pageSize;
/** With less than that free, in bytes, the disk is left to what is needed. */
const scarce = 500_000_000;

/** Opens a connection that writes: every commit is on disk when it returns (`synchronous=FULL`). Throws StartFailure. */
export function openToWrite(file: string): Sqlite.Database {
	const sqlite = open(file, {});
	// Folded history gives its room back. Only of use before the first table is made, and afterwards it would wait for whoever writes.
	if (sqlite.pragma('page_count', { simple: true }) === 0) sqlite.pragma('auto_vacuum = INCREMENTAL');
	sqlite.pragma('journal_mode = WAL');
	// Every so many pages (16 MB) what stands in the log is written where it belongs, and SQLite begins the log anew. While many
	// minutes are written the same pages come again and again: a longer log writes each of them less often.
	sqlite.pragma(`wal_autocheckpoint = ${wholeLog / pageSize}`);
	// A log that grew once does not stay large. It is not cut to less than those 16 MB either: a commit that makes the file longer has
	// the file system write its own log too (a third more processor time and waiting).
	sqlite.pragma('journal_size_limit = 24000000');
	sqlite.pragma('synchronous = FULL');
	sqlite.pragma('foreign_keys = ON');
	return sqlite;
}

/**
 * Gives the log its whole length at once: a commit that makes the file longer takes half as long again as one that writes into what is
 * there (0.31 ms and 0.20, one after the other), and of the first thousands of keys after every start all did. A transaction that is
 * taken back leaves its pages behind the end of the log, where the next commits write over them. Does nothing where the log has its
 * length already, or where room is scarce.
 */
export function lengthenLog(sqlite: Sqlite.Database): void {
	const log = `${sqlite.name}-wal`;
	const length = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
	const { bavail, bsize } = statfsSync(dirname(log));
	if (length >= wholeLog * 0.9 || bavail * bsize < scarce) return;
	const cache = sqlite.pragma('cache_size', { simple: true });
	try {
		// Pages that do not fit are written to the log before the end of their transaction.
		sqlite.pragma('cache_size = 100');
		sqlite.exec(
			`BEGIN IMMEDIATE; CREATE TABLE length_of_log (x); INSERT INTO length_of_log VALUES (zeroblob(${wholeLog})); ROLLBACK`
		);
		// Else the first commit would wait for all of it.
		const file = openSync(log, 'r+');
		fsyncSync(file);
		closeSync(file);
	} catch {
		// The log stays as long as it became.
		if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
	} finally {
		sqlite.pragma(`cache_size = ${String(cache)}`);
	}
}

/** Opens a connection that only reads, and so sees nothing but committed data. Throws StartFailure. */
export function openToRead(file: string): Sqlite.Database {
	return open(file, { readonly: true });
}

function open(file: string, options: Sqlite.Options): Sqlite.Database {
	const sqlite = new Sqlite(file, options);
	sqlite.pragma('busy_timeout = 5000');
	const version = (sqlite.prepare('SELECT sqlite_version() AS v').get() as { v: string }).v;
	if (isOlder(version))
		throw new StartFailure(`SQLite ${version} is too old; ${oldestSqlite.join('.')} or newer is needed.`);
	return sqlite;
}

function isOlder(version: string): boolean {
	const parts = version.split('.').map(Number);
	for (const [index, wanted] of oldestSqlite.entries()) {
		if ((parts[index] ?? 0) !== wanted) return (parts[index] ?? 0) < wanted;
	}
	return false;
}
