import Sqlite from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { fileURLToPath } from 'node:url';
import { StartFailure } from '#server/errors.ts';
import * as schema from '../schema.ts';

export type Db = BetterSQLite3Database<typeof schema>;
export type Connection = { readonly sqlite: Sqlite.Database; readonly db: Db };

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** WAL-reset bug fixed in 3.51.3 (sqlite.org release notes): older libraries can corrupt a database with two connections. */
const oldestSqlite = [3, 51, 3] as const;

/** Opens the one connection that writes: every commit is on disk when it returns (`synchronous=FULL`). */
export function openWriter(file: string): Connection {
	const connection = open(file, {});
	connection.sqlite.pragma('journal_mode = WAL');
	connection.sqlite.pragma('synchronous = FULL');
	connection.sqlite.pragma('foreign_keys = ON');
	return connection;
}

/** Opens a connection that only reads, and so sees nothing but committed data. */
export function openReader(file: string): Connection {
	return open(file, { readonly: true });
}

/**
 * Brings the tables up to this version, all or nothing. Throws StartFailure when the database was written by a
 * newer version, and touches nothing then.
 */
export function migrateDatabase({ sqlite, db }: Connection): void {
	const known = readMigrationFiles({ migrationsFolder });
	const newest = known.at(-1)?.folderMillis ?? 0;
	const hasTable = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
	if (hasTable) {
		const row = sqlite.prepare('SELECT MAX(created_at) AS at FROM __drizzle_migrations').get() as {
			at: number | null;
		};
		if ((row.at ?? 0) > newest) {
			throw new StartFailure(
				'The database was written by a newer version of Minuteboard. Start that version; nothing was changed.'
			);
		}
	}
	migrate(db, { migrationsFolder });
	assertDurable(sqlite);
}

/** better-sqlite3 falls back to NORMAL after the first write unless FULL was asked for: trust only what is read after a write. */
function assertDurable(sqlite: Sqlite.Database): void {
	sqlite.exec('CREATE TABLE IF NOT EXISTS durability_probe (at INTEGER); DROP TABLE durability_probe;');
	const level = sqlite.pragma('synchronous', { simple: true });
	if (level !== 2)
		throw new StartFailure(
			`SQLite runs with synchronous=${String(level)}; FULL (2) is needed to keep every saved edit.`
		);
}

function open(file: string, options: Sqlite.Options): Connection {
	const sqlite = new Sqlite(file, options);
	sqlite.pragma('busy_timeout = 5000');
	const version = (sqlite.prepare('SELECT sqlite_version() AS v').get() as { v: string }).v;
	if (isOlder(version))
		throw new StartFailure(`SQLite ${version} is too old; ${oldestSqlite.join('.')} or newer is needed.`);
	return { sqlite, db: drizzle(sqlite, { schema }) };
}

function isOlder(version: string): boolean {
	const parts = version.split('.').map(Number);
	for (const [index, wanted] of oldestSqlite.entries()) {
		if ((parts[index] ?? 0) !== wanted) return (parts[index] ?? 0) < wanted;
	}
	return false;
}
