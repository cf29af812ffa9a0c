import { spawnSync } from 'node:child_process';
import {
	copyFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { migrateDatabase, openReader, openWriter } from '#server/storage/sqlite/database.ts';
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts';
import { loadDocument } from '#server/sync/stored-document.ts';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { createChance } from './chance.ts';
import { findBroken } from './oracle.ts';
import type { Report, Run } from './report.ts';
import { root } from './server-process.ts';
import { contentHash } from './typist.ts';

const documentId = 'weekly';

/** Killed after any statement of a migration: the file is the old one or the new one, and says the same. */
export async function killMigrations(run: Run & { readonly kills: number }): Promise<Report> {
	return inFolder('kill -9 within a migration', run, async ({ folder, kills, note }) => {
		const chance = createChance(`${run.seed}/migrations`);
		const original = join(folder, 'first.db');
		const hash = await makeFirstVersion(original, join(folder, 'migrations'));
		let between = 0;
		for (let kill = 0; kill < kills; kill++) {
			const file = join(folder, `${kill}.db`);
			copyFileSync(original, file);
			const signal = breakOff('migrate', 1 + chance.below(6), file);
			if (signal === 'SIGKILL') between++;
			const applied = count(file, 'SELECT COUNT(*) FROM __drizzle_migrations');
			if (signal === 'SIGKILL' && applied !== 1) note(`kill ${kill}: ${applied} migrations are noted`);
			note(...(await findChanged(file, hash)).map((one) => `kill ${kill}: ${one}`));
		}
		return `${between} of ${kills} fell within the migration; each file was the old one and then the new one, nothing lost`;
	});
}

/** Killed while a backup is copied: there is none then, and the next one is whole. */
export async function killBackups(run: Run & { readonly kills: number }): Promise<Report> {
	return inFolder('kill -9 within a backup', run, async ({ folder, kills, note }) => {
		const chance = createChance(`${run.seed}/backups`);
		const file = join(folder, 'minuteboard.db');
		// Large enough to be copied in four steps.
		const hash = await makeCurrentVersion(file, 3_000, 8_000);
		let within = 0;
		for (let kill = 0; kill < kills; kill++) {
			const copy = join(folder, `copy-${kill}.db`);
			const signal = breakOff('copy', 1 + chance.below(3), file, copy);
			if (signal === 'SIGKILL') {
				within++;
				if (existsSync(copy)) note(`kill ${kill}: half a backup is there`);
				if (breakOff('copy', 1_000_000, file, copy) !== null) note(`kill ${kill}: the next backup failed`);
			}
			note(...(await findChanged(copy, hash)).map((one) => `kill ${kill}: ${one}`));
			rmSync(copy, { force: true });
		}
		note(...(await findChanged(file, hash)));
		return `${within} of ${kills} fell within the copying; no half backup was left, every next one was whole`;
	});
}

/** Killed while a backup takes its place: the old contents or the backup are there, and the old ones are kept. */
export async function killRestores(run: Run & { readonly kills: number }): Promise<Report> {
	return inFolder('kill -9 within a restore', run, async ({ folder, kills, note }) => {
		const [backup, replaced] = [join(folder, 'backup.db'), join(folder, 'replaced.db')];
		const hashes = {
			backup: await makeCurrentVersion(backup, 100),
			replaced: await makeCurrentVersion(replaced, 50)
		};
		for (let kill = 0; kill < kills; kill++) {
			const file = join(folder, `${kill}.db`);
			const kept = join(folder, `${kill}-kept.db`);
			copyFileSync(replaced, file);
			const signal = breakOff('restore', 1, backup, file, kept);
			if (signal === 'SIGKILL') {
				note(...(await findChanged(file, hashes.replaced)).map((one) => `kill ${kill}: ${one}`));
				rmSync(kept, { force: true });
				if (breakOff('restore', 9, backup, file, kept) !== null)
					note(`kill ${kill}: it cannot be restored again`);
			}
			note(...(await findChanged(file, hashes.backup)).map((one) => `kill ${kill}: restored: ${one}`));
			note(...(await findChanged(kept, hashes.replaced)).map((one) => `kill ${kill}: kept: ${one}`));
		}
		return 'the old contents stood until the backup took their place, and are kept';
	});
}

async function inFolder(
	name: string,
	run: Run & { readonly kills: number },
	work: (parts: {
		readonly folder: string;
		readonly kills: number;
		readonly note: (...failures: readonly string[]) => void;
	}) => Promise<string>
): Promise<Report> {
	const folder = mkdtempSync(join(tmpdir(), 'minuteboard-files-'));
	const failures: string[] = [];
	try {
		const result = await work({ folder, kills: run.kills, note: (...more) => void failures.push(...more) });
		run.say(`${name}: ${run.kills}`);
		return { name, runs: `${run.kills} times`, result, failures };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function breakOff(work: 'migrate' | 'copy' | 'restore', times: number, ...files: string[]): string | null {
	const script = join(root, 'tests/faults/file-that-breaks-off.ts');
	const { signal, status, stderr } = spawnSync(process.execPath, [script, work, String(times), ...files], {
		encoding: 'utf8'
	});
	if (signal === null && status !== 0) throw new Error(`${work} failed: ${stderr}`);
	return signal;
}

/** What is not as it was in a database that is opened as the server opens it. */
async function findChanged(file: string, hash: string): Promise<string[]> {
	const storage = openSqliteStorage(file);
	try {
		const stored = await storage.documents.load(documentId);
		if (!stored) return ['the minutes are gone'];
		const is = contentHash(loadDocument(stored).doc);
		return [...(is === hash ? [] : ['the minutes say something else']), ...findBroken(file)];
	} finally {
		await storage.close();
	}
}

function count(file: string, query: string): number {
	const { sqlite } = openReader(file);
	const found = Number(sqlite.prepare(query).pluck().get());
	sqlite.close();
	return found;
}

function writing(lines: number, width = 0): { readonly updates: Uint8Array[]; readonly hash: string } {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	for (let line = 0; line < lines; line++)
		minutesBody(doc).push([paragraph(`line ${line}${'.'.repeat(width)}`)]);
	return { updates, hash: contentHash(doc) };
}

/** A file as the first version of the product wrote it, with minutes of a snapshot and updates after it. */
async function makeFirstVersion(file: string, migrations: string): Promise<string> {
	const real = join(root, 'server/storage/migrations');
	const journal = JSON.parse(readFileSync(join(real, 'meta/_journal.json'), 'utf8')) as {
		entries: { tag: string }[];
	};
	const first = journal.entries[0]!;
	mkdirSync(join(migrations, 'meta'), { recursive: true });
	cpSync(join(real, `${first.tag}.sql`), join(migrations, `${first.tag}.sql`));
	writeFileSync(join(migrations, 'meta/_journal.json'), JSON.stringify({ ...journal, entries: [first] }));
	const connection = openWriter(file);
	migrateDatabase(connection, migrations);
	const { updates, hash } = writing(100);
	const { sqlite } = connection;
	const insert = sqlite.prepare(
		'INSERT INTO document_updates (document_id, "update", author_id, at) VALUES (?, ?, ?, ?)'
	);
	for (const update of updates) insert.run(documentId, Buffer.from(update), 'ana', 1);
	const doc = new Y.Doc();
	for (const update of updates.slice(0, 60)) Y.applyUpdate(doc, update);
	sqlite
		.prepare(
			'INSERT INTO documents (id, last_seq, read_seq, snapshot, snapshot_seq) VALUES (?, 100, 100, ?, 60)'
		)
		.run(documentId, Buffer.from(Y.encodeStateAsUpdate(doc)));
	sqlite.pragma('journal_mode = DELETE');
	sqlite.close();
	return hash;
}

async function makeCurrentVersion(file: string, lines: number, width = 0): Promise<string> {
	const storage = openSqliteStorage(file);
	const { updates, hash } = writing(lines, width);
	await storage.transaction(({ documents }) =>
		documents.create({ documentId, epoch: 'first', update: updates[0]!, authorId: null, at: 0 })
	);
	for (let from = 1; from < updates.length; from += 1_000)
		await storage.documents.append(
			updates.slice(from, from + 1_000).map((update) => ({ documentId, update, authorId: 'ana', at: 1 }))
		);
	await storage.close();
	return hash;
}
