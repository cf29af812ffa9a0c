import { randomBytes } from 'node:crypto';
import type Sqlite from 'better-sqlite3';
import { copyFileSync, existsSync, linkSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { StartFailure } from '#server/errors.ts';
import type { OnPoint } from '#server/points.ts';
import { checksumAfter } from './checksums.ts';
import { migrateDatabase, openReader, openWriter, refuseNewerDatabase } from './database.ts';

/**
 * Copies a database as it is at this moment into one new file, readable by its owner only, while others go on writing.
 * Throws when the file exists; a copy that breaks off leaves nothing behind.
 */
export async function copyDatabase({
	from,
	to,
	onPoint
}: {
	readonly from: string;
	readonly to: string;
	readonly onPoint?: OnPoint;
}): Promise<void> {
	if (existsSync(to)) throw new StartFailure(`${to} exists already. Nothing was written.`);
	const unfinished = `${to}.part`;
	removeDatabase(unfinished);
	try {
		writeFileSync(unfinished, '', { mode: 0o600 });
		await copyPages(from, unfinished, onPoint);
		renameSync(unfinished, to);
	} finally {
		removeDatabase(unfinished);
	}
}

async function copyPages(from: string, to: string, onPoint?: OnPoint): Promise<void> {
	const { sqlite } = openReader(from);
	try {
		// Holding a read transaction keeps the copy to this moment: without one, SQLite begins anew at every foreign commit.
		sqlite.exec('BEGIN');
		sqlite.prepare('SELECT COUNT(*) FROM sqlite_master').get();
		await sqlite.backup(to, {
			progress: () => {
				onPoint?.('copying');
				return 2_000;
			}
		});
	} finally {
		sqlite.close();
	}
	// One file that can be moved and read anywhere, without a log beside it.
	const copy = openWriter(to);
	copy.sqlite.pragma('journal_mode = DELETE');
	copy.sqlite.close();
}

/**
 * Puts a backup in the place of a database that nobody has open. The backup is read through first, and what it replaces
 * is kept; answers where, null when there was nothing. Throws StartFailure, with nothing changed, when the backup is
 * damaged, is no database of ours, or is of a newer version.
 */
export async function restoreDatabase({
	from,
	to: named,
	keepAs,
	onPoint
}: {
	readonly from: string;
	readonly to: string;
	readonly keepAs: string;
	readonly onPoint?: OnPoint;
}): Promise<string | null> {
	if (!existsSync(from)) throw new StartFailure(`There is no file ${from}.`);
	checkBackup(from);
	// What a link leads to is replaced, where it stands; the link stays.
	const to = existsSync(named) ? realpathSync(named) : named;
	const restored = `${to}.restored`;
	removeDatabase(restored);
	try {
		writeFileSync(restored, '', { mode: 0o600 });
		await copyPages(from, restored);
		beginNewLives(restored);
	} catch (failure) {
		removeDatabase(restored);
		throw failure;
	}
	const hadOne = existsSync(to);
	if (hadOne) setAside(to, keepAs);
	onPoint?.('replacing');
	renameSync(restored, to);
	return hadOne ? keepAs : null;
}

/**
 * Every document of a restored database is in another life: pages that saw what was written after the backup do not mix
 * their copies with it (server/sync/SPEC.md, SY51).
 */
function beginNewLives(file: string): void {
	const writer = openWriter(file);
	try {
		// The backup may be of a version before there were epochs.
		migrateDatabase(writer);
		const rows = writer.sqlite
			.prepare<[], { documentId: string; epoch: string; readSeq: number; checksum: number | null }>(
				'SELECT id AS documentId, epoch, read_seq AS readSeq, checksum FROM documents'
			)
			.all();
		const begin = writer.sqlite.prepare('UPDATE documents SET epoch = ?, checksum = ? WHERE id = ?');
		writer.sqlite.transaction(() => {
			for (const row of rows) {
				const epoch = randomBytes(8).toString('hex');
				begin.run(epoch, checksumAfter(row, { ...row, epoch }), row.documentId);
			}
		})();
		writer.sqlite.pragma('journal_mode = DELETE');
	} finally {
		writer.sqlite.close();
	}
}

function checkBackup(file: string): void {
	try {
		refuseNewerDatabase(file);
		const { sqlite } = openReader(file);
		try {
			const isOurs = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
			if (!isOurs) throw new StartFailure(`${file} is no backup of Minuteboard. Nothing was changed.`);
			const [damage] = findDamage(sqlite);
			if (damage) throw new StartFailure(`${file} is damaged: ${damage} Nothing was changed.`);
		} finally {
			sqlite.close();
		}
	} catch (failure) {
		if (!isDatabaseFailure(failure)) throw failure;
		throw new StartFailure(`${file} is damaged or no database: ${failure.message}. Nothing was changed.`);
	}
}

/** Leaves the database where it is, and its contents under a second name; a log beside it moves there. */
function setAside(file: string, keepAs: string): void {
	try {
		// Closing the last connection folds the log into the database.
		openWriter(file).sqlite.close();
	} catch (failure) {
		if (!isDatabaseFailure(failure)) throw failure;
	}
	try {
		linkSync(file, keepAs);
	} catch {
		copyFileSync(file, keepAs);
	}
	// A log that is left here would be played into the new database.
	if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${keepAs}-wal`);
	rmSync(`${file}-shm`, { force: true });
}

/** What SQLite itself finds wrong, one sentence each. */
export function findDamage(sqlite: Sqlite.Database): string[] {
	return [...findBroken(sqlite), ...findOrphans(sqlite)];
}

function findBroken(sqlite: Sqlite.Database): string[] {
	try {
		const found = sqlite.pragma('integrity_check(20)') as { integrity_check: string }[];
		const broken = found.map((row) => row.integrity_check).filter((text) => text !== 'ok');
		return broken.map((text) => `The database file: ${text}.`);
	} catch (failure) {
		// So damaged that it cannot even be looked through.
		if (!isDatabaseFailure(failure)) throw failure;
		return [`The database file: ${failure.message}.`];
	}
}

function findOrphans(sqlite: Sqlite.Database): string[] {
	try {
		const orphans = sqlite.pragma('foreign_key_check') as { table: string; parent: string }[];
		const pairs = new Set(
			orphans.map(({ table, parent }) => `Rows of ${table} refer to ${parent} that do not exist.`)
		);
		return [...pairs];
	} catch (failure) {
		if (!isDatabaseFailure(failure)) throw failure;
		return [`The database file: ${failure.message}.`];
	}
}

/** Whether SQLite refused a file, rather than us. */
export function isDatabaseFailure(failure: unknown): failure is Error & { readonly code: string } {
	return failure instanceof Error && 'code' in failure && /^SQLITE_/.test(String(failure.code));
}

function removeDatabase(file: string): void {
	for (const part of ['', '-journal', '-wal', '-shm']) rmSync(file + part, { force: true });
}
