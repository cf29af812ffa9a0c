import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findFaults } from '#server/cli/check.ts';
import { createQueue } from '#server/storage/queue.ts';
import { restoreDatabase } from '#server/storage/sqlite/backup.ts';
import { createCommit } from '#server/storage/sqlite/commit.ts';
import { openReader, openWriter } from '#server/storage/sqlite/database.ts';
import { createDocumentLog } from '#server/storage/sqlite/document-log.ts';
import { createDocumentReader, type DocumentReader } from '#server/storage/sqlite/document-reader.ts';
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts';
import { DamagedDocument, type Storage, type StoredDocument } from '#server/storage/storage.ts';
import { makeMeeting, moveIn } from '#support/cast.ts';
import { inTemporaryFolder } from './temporary-folder.ts';

const newPath = inTemporaryFolder();
let whole: string;
let file: string;
beforeAll(async () => {
	whole = newPath('.db');
	await using(whole, async (storage) => {
		for (const documentId of ['weekly', 'review']) await write(storage, documentId);
	});
});
beforeEach(() => {
	file = newPath('.db');
	copyFileSync(whole, file);
});

describe('[SY33] what somebody else changed in the database', () => {
	it.each([
		[
			'an update',
			`UPDATE document_updates SET "update" = x'00' WHERE document_id = 'weekly' AND seq = :third`,
			'update'
		],
		[
			'when it was made',
			`UPDATE document_updates SET at = 8 WHERE document_id = 'weekly' AND seq = :third`,
			'update'
		],
		[
			'how many it holds',
			`UPDATE document_updates SET records = 0 WHERE document_id = 'weekly' AND seq = :third`,
			'update'
		],
		[
			'its number',
			`UPDATE document_updates SET seq = 900 WHERE document_id = 'weekly' AND seq = :third`,
			'update'
		],
		[
			'whose it is',
			`UPDATE document_updates SET document_id = 'retro' WHERE document_id = 'weekly' AND seq = :third`,
			'update'
		],
		[
			'that it is there',
			`DELETE FROM document_updates WHERE document_id = 'weekly' AND seq = :third`,
			'update'
		],
		[
			'that the last is there',
			`DELETE FROM document_updates WHERE document_id = 'weekly' AND seq = :last`,
			'update'
		],
		['the last number', 'UPDATE documents SET last_seq = last_seq + 1', 'update'],
		['the snapshot', `UPDATE document_snapshots SET state = x'00'`, 'snapshot'],
		['that it is there', 'DELETE FROM document_snapshots', 'snapshot'],
		['what it stands for', 'UPDATE document_snapshots SET seq = :third', 'snapshot'],
		['its vector', `UPDATE document_snapshots SET vector = x'01'`, 'snapshot'],
		['its checksum', 'UPDATE document_snapshots SET checksum = NULL', 'snapshot'],
		['which life it is', `UPDATE documents SET epoch = 'second'`, 'document'],
		['what extraction has read', 'UPDATE documents SET read_seq = 900', 'document'],
		['whose a client id is', `UPDATE document_clients SET member_id = 'ben'`, 'client'],
		['a client id', 'UPDATE document_clients SET client_id = 8', 'client'],
		['that it is there', 'DELETE FROM document_clients', 'client']
	])('is found when it is loaded: %s', (_what, change, part) => {
		edit(change);
		reading(file, ({ load }) =>
			expect(() => load('weekly')).toThrow(expect.objectContaining({ name: 'DamagedDocument', part }))
		);
	});

	it.each([
		['a piece of it', `UPDATE document_history SET entries = x'00'`, 'history'],
		['where it begins', 'UPDATE document_history SET first_seq = 0', 'history'],
		['where it ends', 'UPDATE document_history SET last_seq = last_seq + 1', 'history'],
		['that it is there', 'DELETE FROM document_history', 'update'],
		[
			'that an update is there',
			`DELETE FROM document_updates WHERE document_id = 'weekly' AND seq = :third`,
			'update'
		]
	])('is found in the history: %s', (_what, change, part) => {
		edit(change);
		reading(file, ({ history }) =>
			expect(() => history('weekly')).toThrow(expect.objectContaining({ name: 'DamagedDocument', part }))
		);
	});

	it('closes that one document and no other', async () => {
		edit(`DELETE FROM document_updates WHERE document_id = 'weekly' AND seq = :third`);
		await using(file, async ({ documents }) => {
			await expect(documents.load('weekly')).rejects.toThrow(DamagedDocument);
			expect((await documents.load('review'))?.updates.map((one) => [...one])).toEqual([[3], [4]]);
			await documents.append([{ documentId: 'review', update: Uint8Array.of(5), authorId: 'ana', at: 2 }]);
			expect((await documents.load('review'))?.updates).toHaveLength(3);
		});
	});

	it.each([
		['which life it is', `UPDATE documents SET epoch = 'second' WHERE id = 'weekly'`],
		['what extraction has read', `UPDATE documents SET read_seq = 900 WHERE id = 'weekly'`]
	])('does not look whole after a restore, nor after it was read: %s', async (_what, change) => {
		edit(change);
		const restored = newPath('.db');
		await restoreDatabase({ from: file, to: restored, keepAs: newPath('.db') });
		for (const path of [file, restored])
			await using(path, async ({ documents }) => {
				await documents.markRead('weekly', 2);
				await expect(documents.load('weekly')).rejects.toThrow(DamagedDocument);
				expect((await documents.load('review'))?.updates).toHaveLength(2);
			});
	});

	it('is named by the check, by its meeting', async () => {
		await using(file, async (storage) => {
			await moveIn(storage);
			await storage.transaction(async ({ meetings }) => {
				for (const id of ['weekly', 'review'])
					await meetings.insert(makeMeeting({ id: `meeting-${id}`, documentId: id }));
			});
		});
		edit(`DELETE FROM document_updates WHERE document_id = 'weekly' AND seq = :third`);
		await using(file, async (storage) => {
			const faults = await findFaults(storage);
			expect(faults.filter((fault) => fault.includes('damaged'))).toEqual([
				'The minutes of meeting meeting-weekly (document weekly) are damaged on the disk (update).'
			]);
		});
	});

	it('is named also when its meeting cannot be found', async () => {
		edit('DELETE FROM document_updates WHERE seq = :last');
		await using(file, async (storage) => {
			expect(await findFaults(storage)).toContain(
				'The minutes of an unknown meeting (document weekly) are damaged on the disk (update).'
			);
		});
	});

	it('is named also when a list cannot be read, without quoting it', async () => {
		await using(file, async (storage) => {
			await moveIn(storage);
			await storage.transaction(({ meetings }) =>
				meetings.insert(makeMeeting({ id: 'meeting-weekly', documentId: 'weekly' }))
			);
		});
		edit("UPDATE members SET aliases = '[\"Secret'");
		edit(`DELETE FROM document_updates WHERE document_id = 'weekly' AND seq = :last`);
		await using(file, async (storage) => {
			expect((await findFaults(storage)).filter((fault) => fault.includes('damaged'))).toEqual([
				'The members cannot be read: a row is damaged.',
				'The minutes of meeting meeting-weekly (document weekly) are damaged on the disk (update).'
			]);
		});
	});

	it('does not stand in the way of a snapshot that is made anew', async () => {
		edit('UPDATE document_snapshots SET seq = 900');
		await using(file, async ({ documents }) => {
			const { lastSeq } = await documents.history('weekly');
			await documents.saveSnapshot('weekly', { state: Uint8Array.of(9), vector: Uint8Array.of(0) }, lastSeq);
			expect(await documents.load('weekly')).toMatchObject({ updates: [], lastSeq });
		});
	});

	/** As a damaged disk would, with the numbers of the third and the last row of the first document. */
	function edit(change: string): void {
		const sqlite = new Sqlite(file);
		sqlite.pragma('synchronous = OFF');
		const seqs = sqlite
			.prepare<[], number>("SELECT seq FROM document_updates WHERE document_id = 'weekly' ORDER BY seq")
			.pluck()
			.all();
		sqlite.exec(change.replace(':third', String(seqs[0])).replace(':last', String(seqs.at(-1))));
		sqlite.close();
	}
});

describe('what versions before the checksums of whole rows wrote', () => {
	it('is read, and what is written after it is chained to it', async () => {
		const sqlite = new Sqlite(file);
		sqlite.function('crc32', { deterministic: true }, (bytes) => crc32(bytes as Buffer));
		sqlite.exec(`UPDATE document_updates SET checksum = crc32("update");
			UPDATE document_history SET checksum = crc32(entries);
			UPDATE document_snapshots SET checksum = crc32(state);
			UPDATE documents SET clients_checksum = NULL, checksum = NULL`);
		sqlite.close();
		await using(file, async ({ documents }) => {
			const update = { documentId: 'weekly', update: Uint8Array.of(5), authorId: 'ana', at: 2 };
			await documents.append([{ ...update, newClients: [8] }]);
			await documents.append([update]);
			expect((await documents.load('weekly'))?.updates.map((one) => [...one])).toEqual([[3], [4], [5], [5]]);
			expect((await documents.load('weekly'))?.clients.size).toBe(2);
			expect((await documents.history('weekly')).updates).toHaveLength(4);
		});
		const changed = new Sqlite(file);
		changed.exec('DELETE FROM document_updates WHERE seq = (SELECT MAX(seq) - 1 FROM document_updates)');
		changed.close();
		reading(file, ({ load }) => expect(() => load('weekly')).toThrow(DamagedDocument));
	});
});

describe('[SY35] a reader', () => {
	it.each(['load', 'history'] as const)(
		'sees everything when a snapshot and a fold are committed in the midst of “%s”',
		async (read) => {
			const writer = openWriter(file);
			const commit = createCommit(writer.sqlite);
			const reader = openReader(file);
			const queue = createQueue();
			const log = createDocumentLog({
				reader: { ...reader, sqlite: afterEachStatement(reader.sqlite, () => foldOnce()) },
				alone: (work) => queue.run(async () => work()),
				commit: async (group) => commit(group),
				reclaim: async () => null,
				onLost: () => {}
			});
			let isFolded = true;
			const foldOnce = () => {
				if (isFolded) return;
				isFolded = true;
				const [firstSeq, upToSeq] = writer.sqlite
					.prepare("SELECT MIN(seq), MAX(seq) FROM document_updates WHERE document_id = 'weekly'")
					.raw()
					.get() as [number, number];
				const documentId = 'weekly';
				const bytes = Uint8Array.of(1);
				expect(
					commit([
						{ documentId, snapshot: bytes, vector: bytes, upToSeq },
						{ documentId, firstSeq, lastSeq: upToSeq, history: bytes }
					])
				).toEqual([{ seq: upToSeq }, { seq: upToSeq }]);
			};
			const seen = await log[read]('weekly');
			isFolded = false;
			expect(await log[read]('weekly')).toEqual(seen);
			expect(isFolded).toBe(true);
			reader.sqlite.close();
			writer.sqlite.close();
		}
	);

	/** Calls `work` whenever a statement was run. */
	function afterEachStatement(sqlite: Sqlite.Database, work: () => void): Sqlite.Database {
		const around = (given: Sqlite.Statement): Sqlite.Statement => {
			const { get, all } = given;
			const then = <Answer>(answer: Answer) => (work(), answer);
			return Object.assign(given, {
				get: (...parameters: unknown[]) => then(get.apply(given, parameters)),
				all: (...parameters: unknown[]) => then(all.apply(given, parameters))
			});
		};
		const prepare = sqlite.prepare.bind(sqlite);
		return Object.assign(sqlite, { prepare: (source: string) => around(prepare(source)) });
	}
});

describe('[SY30] a log that breaks off at any byte', () => {
	it('leaves every document as it was after one of the commits', async () => {
		const storage = openSqliteStorage(file);
		const { documents } = storage;
		const states: string[] = [];
		const note = async () => states.push(textOf(await documents.load('weekly')));
		await note();
		for (let number = 10; number < 14; number++) {
			await documents.append([
				{ documentId: 'weekly', update: Uint8Array.of(number), authorId: 'ana', at: 3, newClients: [number] }
			]);
			await note();
		}
		const { lastSeq, updates } = await documents.history('weekly');
		await documents.saveSnapshot('weekly', { state: Uint8Array.of(13), vector: Uint8Array.of(0) }, lastSeq);
		await note();
		const firstSeq = updates[0]!.seq;
		await documents.fold({ documentId: 'weekly', firstSeq, lastSeq, entries: Uint8Array.of(7) });
		const [database, log] = [readFileSync(file), readFileSync(`${file}-wal`)];
		await storage.close();

		const reached = new Set<string>();
		for (let length = log.length; length >= 0; length -= 777) {
			const copy = newPath('.db');
			writeFileSync(copy, database);
			writeFileSync(`${copy}-wal`, log.subarray(0, length));
			reading(copy, (found) => {
				reached.add(textOf(found.load('weekly')));
				found.history('weekly');
			});
		}
		expect([...reached].filter((one) => !states.includes(one))).toEqual([]);
		expect(reached.size).toBe(states.length);
	});

	const textOf = (stored: StoredDocument | null) =>
		JSON.stringify([
			[...(stored!.snapshot ?? [])],
			stored!.updates.map((one) => [...one]),
			[...stored!.clients.keys()].toSorted((a, b) => a - b)
		]);
});

/** A document with a snapshot, one folded piece, two single updates and a client id. */
async function write({ documents, transaction }: Storage, documentId: string): Promise<void> {
	const update = { documentId, epoch: 'first', authorId: 'ana', at: 1 };
	await transaction((stores) => stores.documents.create({ ...update, update: Uint8Array.of(1) }));
	const folded = await documents.append([{ ...update, update: Uint8Array.of(2), newClients: [7] }]);
	await documents.saveSnapshot(documentId, { state: Uint8Array.of(1, 2), vector: Uint8Array.of(0) }, folded);
	const [first] = await documents.foldable(documentId, 10);
	await documents.fold({ documentId, firstSeq: first!.seq, lastSeq: folded, entries: Uint8Array.of(1, 2) });
	for (const byte of [3, 4]) await documents.append([{ ...update, update: Uint8Array.of(byte) }]);
}

async function using<Result>(path: string, work: (storage: Storage) => Promise<Result>): Promise<Result> {
	const storage = openSqliteStorage(path);
	return work(storage).finally(() => storage.close());
}

function reading(path: string, look: (reader: DocumentReader) => void): void {
	const connection = openReader(path);
	try {
		look(createDocumentReader(connection));
	} finally {
		connection.sqlite.close();
	}
}
