import type Sqlite from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { readMigrationFiles, type MigrationMeta } from 'drizzle-orm/migrator';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StartFailure } from '#server/errors.ts';
import type { OnPoint } from '#server/points.ts';
import * as schema from '../schema.ts';
import { openToRead, openToWrite } from './sqlite-file.ts';

export type Db = BetterSQLite3Database<typeof schema>;
export type Connection = { readonly sqlite: Sqlite.Database; readonly db: Db };

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** Opens the one connection that writes: every commit is on disk when it returns (`synchronous=FULL`). */
export function openWriter(file: string): Connection {
	return withTables(openToWrite(file));
}

/** Opens a connection that only reads, and so sees nothing but committed data. */
export function openReader(file: string): Connection {
	return withTables(openToRead(file));
}

/**
 * Throws StartFailure when the file was written by a newer version. Only reads, so that not a byte of the data changes;
 * a file that does not exist is not made.
 */
export function refuseNewerDatabase(file: string): void {
	if (!existsSync(file) || versionOf(file) <= newestKnown()) return;
	throw new StartFailure(
		'The database was written by a newer version of Minuteboard. Start that version; nothing was changed.'
	);
}

/** Whether opening the file would bring its tables up to date. Only reads; false when there is no such file. */
export function needsMigration(file: string): boolean {
	return existsSync(file) && versionOf(file) < newestKnown();
}

function versionOf(file: string): number {
	const { sqlite } = openReader(file);
	try {
		return lastMigration(sqlite);
	} finally {
		sqlite.close();
	}
}

function newestKnown(): number {
	return readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0;
}

/**
 * Brings the tables up to this version, all or nothing; `folder` is another than the usual one only in tests.
 * Ours and not drizzle's migrator, because a table that others refer to can be rebuilt only with foreign keys off, and
 * they cannot be switched within a transaction (sqlite.org/lang_altertable.html, section 7).
 */
export function migrateDatabase({ sqlite }: Connection, folder = migrationsFolder, onPoint?: OnPoint): void {
	const known = readMigrationFiles({ migrationsFolder: folder });
	sqlite.pragma('foreign_keys = OFF');
	try {
		sqlite.transaction(applyMissing).immediate(sqlite, known, onPoint);
	} finally {
		sqlite.pragma('foreign_keys = ON');
	}
	assertDurable(sqlite);
}

function applyMissing(
	sqlite: Sqlite.Database,
	known: readonly MigrationMeta[],
	onPoint: OnPoint | undefined
): void {
	const last = lastMigration(sqlite);
	const missing = known.filter(({ folderMillis }) => folderMillis > last);
	if (missing.length === 0) return;
	// The table that `drizzle-kit migrate` keeps too.
	sqlite.exec(
		'CREATE TABLE IF NOT EXISTS __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)'
	);
	const note = sqlite.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)');
	for (const { sql, hash, folderMillis } of missing) {
		for (const statement of sql) {
			sqlite.exec(statement);
			onPoint?.('migrating');
		}
		note.run(hash, folderMillis);
	}
	const orphans = sqlite.pragma('foreign_key_check') as { table: string }[];
	if (orphans.length > 0)
		throw new StartFailure(
			`The database could not be brought up to date: rows of ${orphans[0]!.table} refer to nothing. Nothing was changed.`
		);
}

/** When the newest migration in the file was made; 0 for a new file. */
function lastMigration(sqlite: Sqlite.Database): number {
	const hasTable = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
	if (!hasTable) return 0;
	return Number(sqlite.prepare('SELECT MAX(created_at) FROM __drizzle_migrations').pluck().get());
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

function withTables(sqlite: Sqlite.Database): Connection {
	return { sqlite, db: drizzle(sqlite, { schema }) };
}
