import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startCommitThread } from '#server/storage/sqlite/commit-thread.ts';
import { migrateDatabase, openWriter } from '#server/storage/sqlite/database.ts';
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
