import { execFile } from 'node:child_process';
import { copyFileSync, statSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startCommitThread } from '#server/storage/sqlite/commit-thread.ts';
import { migrateDatabase, openWriter } from '#server/storage/sqlite/database.ts';
import { keepDamagedLog } from '#server/storage/sqlite/log-file.ts';
import { packRecords } from '#server/storage/sqlite/records.ts';
import { inTemporaryFolder } from './temporary-folder.ts';

const newPath = inTemporaryFolder();

function newDatabase(): string {
	const file = newPath('.db');
	const writer = openWriter(file);
	migrateDatabase(writer);
	writer.sqlite.close();
	return file;
}

it('keeps a program alive until it has closed, though it still answers what was asked before', async () => {
	const program = newPath('.mjs');
	const threads = new URL('../../server/storage/sqlite/commit-thread.ts', import.meta.url).href;
	writeFileSync(
		program,
		`import { startCommitThread } from ${JSON.stringify(threads)};
		const thread = startCommitThread(process.argv[2]);
		const asked = thread.reclaim();
		await thread.close();
		console.log('closed', await asked);`
	);
	const run = promisify(execFile)(process.execPath, [program, newDatabase()]);
	expect(await run).toEqual({ stdout: 'closed null\n', stderr: '' });
});

it('is closed at once when it came to an end by itself', async () => {
	const thread = startCommitThread(`${newPath('.db')}/no-folder.db`);
	await expect(thread.commit([])).rejects.toThrow();
	await new Promise((resolve) => setTimeout(resolve, 200));
	await thread.close();
	await thread.close();
});

it('has nothing to wait for when it opens the database in the middle of a transaction', () => {
	const file = newDatabase();
	const { sqlite } = openWriter(file);
	sqlite.exec('BEGIN IMMEDIATE');
	expect(() => openWriter(file).sqlite.close()).not.toThrow();
	sqlite.exec('COMMIT');
	sqlite.close();
});

it('writes into a log that has its length from the start, of which a kill leaves nothing but what was committed', async () => {
	const file = newDatabase();
	const { sqlite } = openWriter(file);
	sqlite.exec("INSERT INTO documents (id, last_seq, read_seq) VALUES ('d', 0, 0)");
	sqlite.close();
	const thread = startCommitThread(file);
	await thread.ready();
	const length = statSync(`${file}-wal`).size;
	expect(length).toBeGreaterThan(15_000_000);
	const copies = [newPath('.db'), newPath('.db')];
	const copyTo = (copy: string) => {
		copyFileSync(file, copy);
		copyFileSync(`${file}-wal`, `${copy}-wal`);
	};

	copyTo(copies[0]!);
	for (let at = 1; at <= 50; at++) {
		const records = packRecords([{ update: new Uint8Array([at]), authorId: null, at }], at);
		await thread.commit([{ documentId: 'd', at, records, count: 1, newClients: [] }]);
	}
	copyTo(copies[1]!);
	expect(statSync(`${file}-wal`).size).toBe(length);
	await thread.close();

	expect(copies.map((copy) => keepDamagedLog(copy, 0))).toEqual([null, null]);
	const found = copies.map((copy) => {
		const { sqlite } = openWriter(copy);
		const tables = sqlite.prepare("SELECT name FROM sqlite_master WHERE name LIKE 'length%'").all();
		const { count } = sqlite.prepare('SELECT COUNT(*) AS count FROM document_updates').get() as {
			count: number;
		};
		const checked = sqlite.pragma('integrity_check', { simple: true });
		sqlite.close();
		return { tables, count, checked };
	});
	expect(found).toEqual([
		{ tables: [], count: 0, checked: 'ok' },
		{ tables: [], count: 50, checked: 'ok' }
	]);
});
