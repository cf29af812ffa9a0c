import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { describe, expect, it } from 'vitest';
import config from '#server/storage/drizzle.config.ts';
import * as schema from '#server/storage/schema.ts';
import { migrateDatabase, openWriter } from '#server/storage/sqlite/database.ts';

type Snapshot = Awaited<ReturnType<typeof generateSQLiteDrizzleJson>>;

/** When one of these fails, somebody changed `schema.ts` without `npm run db:generate`. */
describe('the migrations', () => {
	it('make exactly the tables that the schema describes', async () => {
		expect(tablesOf(migrated())).toEqual(tablesOf(await madeFrom(schema)));
	});

	it('end at the schema as drizzle-kit keeps it for the next migration', async () => {
		const journal = readMeta('_journal.json') as { entries: { tag: string }[] };
		const latest = readMeta(`${journal.entries.at(-1)!.tag.slice(0, 4)}_snapshot.json`) as Snapshot;
		const now = await snapshotOf(schema);
		expect(now.tables).toEqual(latest.tables);
	});

	it.each([
		'ALTER TABLE dismissals ADD COLUMN reason text',
		'ALTER TABLE dismissals RENAME COLUMN text TO words',
		'DROP INDEX members_by_sign_in_name',
		'DROP TABLE anchors'
	])('would be told apart after %s', async (edit) => {
		const edited = await madeFrom(schema);
		edited.exec(edit);
		expect(tablesOf(edited)).not.toEqual(tablesOf(migrated()));
	});
});

function migrated(): Sqlite.Database {
	const connection = openWriter(':memory:');
	migrateDatabase(connection);
	return connection.sqlite;
}

/** A database made from a schema at one stroke, without migrations. */
async function madeFrom(tables: Record<string, unknown>): Promise<Sqlite.Database> {
	const sqlite = new Sqlite(':memory:');
	const statements = await generateSQLiteMigration(await snapshotOf({}), await snapshotOf(tables));
	for (const statement of statements) sqlite.exec(statement);
	return sqlite;
}

function snapshotOf(tables: Record<string, unknown>): Promise<Snapshot> {
	return generateSQLiteDrizzleJson(tables, undefined, config.casing);
}

/** Columns, foreign keys and indexes of every table, in an order that does not depend on how they came about. */
function tablesOf(sqlite: Sqlite.Database) {
	const names = sqlite
		.prepare(
			`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
			 AND name <> '__drizzle_migrations' ORDER BY name`
		)
		.pluck()
		.all() as string[];
	const about = (pragma: string, table: string) =>
		(sqlite.pragma(`${pragma}(${table})`) as Record<string, unknown>[])
			.map(({ cid: _cid, seq: _seq, id: _id, ...row }) => JSON.stringify(row))
			.toSorted();
	const indexes = sqlite
		// Those of SQLite's own say nothing that the columns do not.
		.prepare("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL")
		.pluck();
	const autoIncrement = sqlite
		.prepare("SELECT sql LIKE '%autoincrement%' FROM sqlite_master WHERE name = ?")
		.pluck();
	return Object.fromEntries(
		names.map((table) => [
			table,
			{
				columns: about('table_xinfo', table),
				foreignKeys: about('foreign_key_list', table),
				indexes: indexes.all(table).toSorted(),
				autoIncrement: autoIncrement.get(table)
			}
		])
	);
}

function readMeta(name: string): unknown {
	const url = new URL(`../../server/storage/migrations/meta/${name}`, import.meta.url);
	return JSON.parse(readFileSync(fileURLToPath(url), 'utf8'));
}
