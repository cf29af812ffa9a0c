import Sqlite from 'better-sqlite3';
import { StartFailure } from '#server/errors.ts';

/**
 * The database as SQLite knows it, without our tables: all that the thread that commits needs, which is up the sooner the less it
 * has to load.
 */

/** WAL-reset bug fixed in 3.51.3 (sqlite.org release notes): older libraries can corrupt a database with two connections. */
const oldestSqlite = [3, 51, 3] as const;

/** Opens a connection that writes: every commit is on disk when it returns (`synchronous=FULL`). Throws StartFailure. */
export function openToWrite(file: string): Sqlite.Database {
	const sqlite = open(file, {});
	// Folded history gives its room back. Only of use before the first table is made, and afterwards it would wait for whoever writes.
	if (sqlite.pragma('page_count', { simple: true }) === 0) sqlite.pragma('auto_vacuum = INCREMENTAL');
	sqlite.pragma('journal_mode = WAL');
	// Every so many pages (16 MB) what stands in the log is written where it belongs, and SQLite begins the log anew. While many
	// minutes are written the same pages come again and again: a longer log writes each of them less often.
	sqlite.pragma('wal_autocheckpoint = 4000');
	// A log that grew once does not stay large. It is not cut to less than those 16 MB either: a commit that makes the file longer has
	// the file system write its own log too (a third more processor time and waiting).
	sqlite.pragma('journal_size_limit = 24000000');
	sqlite.pragma('synchronous = FULL');
	sqlite.pragma('foreign_keys = ON');
	return sqlite;
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
