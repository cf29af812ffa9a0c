import {
	copyFileSync,
	lstatSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { restoreDatabase } from '#server/storage/sqlite/backup.ts';
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts';
import type { DamagedLog } from '#server/storage/sqlite/log-file.ts';
import { inTemporaryFolder } from './temporary-folder.ts';

const newPath = inTemporaryFolder();

/** A database as a kill leaves it: twelve commits stand in its log only. */
let killed: string;
let commits: number;
beforeAll(async () => {
	const file = newPath('.db');
	const storage = openSqliteStorage(file);
	const update = { documentId: 'weekly', update: Uint8Array.of(0), authorId: null, at: 0 };
	await storage.transaction(({ documents }) => documents.create({ ...update, epoch: 'first' }));
	for (let count = 1; count < 12; count++)
		await storage.documents.append([{ ...update, update: Uint8Array.of(count) }]);
	commits = 12;
	killed = newPath('.db');
	for (const end of ['', '-wal']) copyFileSync(file + end, killed + end);
	await storage.close();
});

let file: string;
beforeEach(() => {
	file = newPath('.db');
	for (const end of ['', '-wal']) copyFileSync(killed + end, file + end);
});

/** Changes one byte of the log, counted from its end when negative. */
function damage(at: number): void {
	const log = readFileSync(`${file}-wal`);
	const place = at < 0 ? log.length + at : at;
	log[place] = log[place]! ^ 4;
	writeFileSync(`${file}-wal`, log);
}

async function open(): Promise<{ found: DamagedLog[]; updates: number; sentences: string[] }> {
	const found: DamagedLog[] = [];
	const storage = openSqliteStorage(file, { onDamagedLog: (one) => found.push(one) });
	const sentences = await storage.findDamage();
	const updates = (await storage.documents.load('weekly'))?.updates.length ?? 0;
	await storage.close();
	return { found, updates, sentences };
}

const kept = () => readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.damaged-`));

it('a log as a kill left it is read to its end, and nothing is kept aside', async () => {
	expect(await open()).toEqual({ found: [], updates: commits, sentences: [] });
	expect(kept()).toEqual([]);
});

it.each([
	['in its head', 9],
	['in what its head is known by', 17],
	['in the midst', -30_000],
	['in the head of a frame', -7 * (4_096 + 24) + 3],
	['in the salts of a frame', -7 * (4_096 + 24) + 10]
])('[SY33] commits behind a damaged byte are kept aside and named: %s', async (_where, at) => {
	damage(at);
	const { found, updates, sentences } = await open();
	expect(updates).toBeLessThan(commits);
	expect(found).toEqual([{ keptAs: expect.stringContaining('.damaged-'), commits: expect.any(Number) }]);
	expect(found[0]!.commits).toBeGreaterThan(1);
	expect(sentences).toEqual([expect.stringContaining(found[0]!.keptAs)]);
	expect(kept()).toHaveLength(2);
	expect(readFileSync(`${found[0]!.keptAs}-wal`)).not.toEqual(readFileSync(`${killed}-wal`));
	expect((await open()).sentences).toEqual(sentences);
});

it('[SY33] a database that is named by a link has its log beside itself', async () => {
	damage(-30_000);
	const link = newPath('.db');
	symlinkSync(file, link);
	const found: DamagedLog[] = [];
	await openSqliteStorage(link, { onDamagedLog: (one) => found.push(one) }).close();
	expect(found).toHaveLength(1);
	expect(kept()).toHaveLength(2);
});

it('a backup replaces what a link leads to, and the link stays', async () => {
	const backup = newPath('.db');
	const storage = openSqliteStorage(file);
	await storage.backup(backup);
	await storage.close();
	const [link, keepAs] = [newPath('.db'), newPath('.db')];
	symlinkSync(file, link);
	expect(await restoreDatabase({ from: backup, to: link, keepAs })).toBe(keepAs);
	expect(readlinkSync(link)).toBe(file);
	expect(lstatSync(keepAs).isFile()).toBe(true);
	expect((await open()).updates).toBe(commits);
});

it('a commit that a crash cut short is no damage', async () => {
	const log = readFileSync(`${file}-wal`);
	writeFileSync(`${file}-wal`, log.subarray(0, log.length - 2_000));
	const { found, updates } = await open();
	expect({ found, updates }).toEqual({ found: [], updates: commits - 1 });
});
