import { promisify } from 'node:util';
import { crc32, deflateRaw, inflateRawSync } from 'node:zlib';
import { eq, sql } from 'drizzle-orm';
import { documents } from '../schema.ts';
import {
	DamagedDocument,
	StorageFull,
	type DocumentLog,
	type DocumentStore,
	type DocumentUpdate,
	type LoggedUpdate
} from '../storage.ts';
import type { Connection, Db } from './database.ts';

const deflate = promisify(deflateRaw);

export function createDocumentStore(db: Db, sqlite: Connection['sqlite']): DocumentStore {
	return {
		create: async ({ epoch, ...first }) => {
			const values = { id: first.documentId, epoch, lastSeq: 0, readSeq: 0, snapshotSeq: 0 };
			db.insert(documents).values(values).run();
			prepareAppend(sqlite)([first]);
		}
	};
}

/** A group is not begun sooner after the last than this share of what that cost, so that slow disks get larger groups. */
const restAfterCommit = 1;
/** … but nobody waits longer than this, in milliseconds. */
const longestRest = 5;

/**
 * Group commit: appends of one turn of the event loop, over all documents, share one transaction and so one fsync.
 * `writer` runs alone among writers (the same queue as `Storage.transaction`).
 */
export function createDocumentLog(parts: {
	readonly writer: Connection;
	readonly reader: Connection;
	readonly alone: <Result>(work: () => Result) => Promise<Result>;
	/** A commit failed in a way that leaves unknown what is on the disk. */
	readonly onLost: (failure: unknown) => void;
}): DocumentLog {
	const { writer, reader, alone, onLost } = parts;
	type Waiting = {
		updates: readonly DocumentUpdate[];
		resolve: (seq: number) => void;
		reject: (reason: unknown) => void;
	};
	let waiting: Waiting[] = [];
	let restUntil = 0;

	const append = prepareAppend(writer.sqlite);
	const save = writer.sqlite.transaction((group: readonly Waiting[]) =>
		group.map(({ updates }) => append(updates))
	).immediate;

	function settle(group: readonly Waiting[]) {
		try {
			const seqs = save(group);
			group.forEach(({ resolve }, index) => resolve(seqs[index]!));
		} catch (reason) {
			const code = codeOf(reason);
			// After a failed fsync nobody knows what is on the disk, and a second one may lie (fsyncgate).
			if (/^SQLITE_IOERR_(DIR_)?FSYNC$/.test(code)) onLost(reason);
			const failure =
				code === 'SQLITE_FULL' ? new StorageFull('The disk is full', { cause: reason }) : reason;
			// One that cannot be saved does not take the others with it.
			if (group.length > 1) group.forEach((one) => settle([one]));
			else group[0]?.reject(failure);
		}
	}

	const commitGroup = () =>
		alone(() => {
			// Taken only now: whatever came in while others were writing shares this commit.
			const group = waiting;
			waiting = [];
			const began = performance.now();
			settle(group);
			const ended = performance.now();
			restUntil = ended + Math.min(longestRest, (ended - began) * restAfterCommit);
		});

	const beginGroup = () => {
		const rest = restUntil - performance.now();
		if (rest < 1) setImmediate(() => void commitGroup());
		else setTimeout(() => void commitGroup(), rest);
	};

	const selectDocument = reader.sqlite.prepare<[string], DocumentRow>(
		`SELECT epoch, last_seq AS lastSeq, read_seq AS readSeq, snapshot, snapshot_seq AS snapshotSeq,
			snapshot_checksum AS snapshotChecksum FROM documents WHERE id = ?`
	);
	const selectUpdates = reader.sqlite.prepare<[string, number, number, number], UpdateRow>(
		`SELECT seq, "update", author_id AS authorId, at, checksum FROM document_updates
			WHERE document_id = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?`
	);
	const selectClients = reader.sqlite.prepare<[string], { clientId: number; memberId: string | null }>(
		'SELECT client_id AS clientId, member_id AS memberId FROM document_clients WHERE document_id = ?'
	);
	const selectChunks = reader.sqlite.prepare<[string], { entries: Buffer; checksum: number }>(
		'SELECT entries, checksum FROM document_history WHERE document_id = ? ORDER BY first_seq'
	);
	const insertChunk = writer.sqlite.prepare(
		'INSERT INTO document_history (document_id, first_seq, last_seq, entries, checksum) VALUES (?, ?, ?, ?, ?)'
	);
	const deleteUpdates = writer.sqlite.prepare(
		'DELETE FROM document_updates WHERE document_id = ? AND seq BETWEEN ? AND ?'
	);
	const fold = writer.sqlite.transaction(
		(documentId: string, first: number, last: number, entries: Buffer) => {
			insertChunk.run(documentId, first, last, entries, crc32(entries));
			deleteUpdates.run(documentId, first, last);
		}
	).immediate;

	/** Numbers after `from` up to `to`. */
	const updatesOf = (documentId: string, from: number, to = Number.MAX_SAFE_INTEGER, limit = -1) =>
		selectUpdates.all(documentId, from, to, limit).map(({ checksum, ...row }): LoggedUpdate => {
			if (checksum !== null && crc32(row.update) !== checksum)
				throw new DamagedDocument(documentId, 'update');
			return row;
		});

	return {
		append: (given) => {
			// The bytes as they are now: the caller may use its buffer again.
			const updates = given.map((one) => ({ ...one, update: Buffer.from(one.update) }));
			return new Promise((resolve, reject) => {
				waiting.push({ updates, resolve, reject });
				if (waiting.length === 1) beginGroup();
			});
		},
		load: async (documentId) => {
			const row = selectDocument.get(documentId);
			if (!row) return null;
			const { epoch, lastSeq, readSeq, snapshot, snapshotSeq, snapshotChecksum } = row;
			const isDamaged = snapshot && snapshotChecksum !== null && crc32(snapshot) !== snapshotChecksum;
			if (isDamaged) throw new DamagedDocument(documentId, 'snapshot');
			return {
				epoch,
				// Snapshots older than the checksum are not deflated.
				snapshot: snapshot && snapshotChecksum !== null ? inflateRawSync(snapshot) : snapshot,
				updates: updatesOf(documentId, snapshotSeq).map(({ update }) => update),
				clients: new Map(selectClients.all(documentId).map(({ clientId, memberId }) => [clientId, memberId])),
				lastSeq,
				readSeq
			};
		},
		saveSnapshot: async (documentId, state, upToSeq) => {
			const snapshot = await deflate(Buffer.from(state));
			await alone(() => {
				writer.db
					.update(documents)
					.set({ snapshot, snapshotSeq: upToSeq, snapshotChecksum: crc32(snapshot) })
					.where(eq(documents.id, documentId))
					.run();
			});
		},
		foldable: async (documentId, limit) => {
			const upTo = selectDocument.get(documentId)?.snapshotSeq ?? 0;
			return updatesOf(documentId, 0, upTo, limit);
		},
		fold: async ({ documentId, firstSeq, lastSeq, entries }) => {
			const packed = await deflate(Buffer.from(entries));
			await alone(() => fold(documentId, firstSeq, lastSeq, packed));
		},
		history: async (documentId) => ({
			lastSeq: selectDocument.get(documentId)?.lastSeq ?? 0,
			chunks: selectChunks.all(documentId).map(({ entries, checksum }) => {
				if (crc32(entries) !== checksum) throw new DamagedDocument(documentId, 'history');
				return inflateRawSync(entries);
			}),
			updates: updatesOf(documentId, 0)
		}),
		markRead: (documentId, seq) =>
			alone(() => {
				writer.db.update(documents).set({ readSeq: seq }).where(eq(documents.id, documentId)).run();
			}),
		unread: async () =>
			reader.db
				.select({ id: documents.id })
				.from(documents)
				.where(sql`${documents.readSeq} < ${documents.lastSeq}`)
				.all()
				.map(({ id }) => id)
	};
}

type DocumentRow = {
	readonly epoch: string;
	readonly lastSeq: number;
	readonly readSeq: number;
	readonly snapshot: Buffer | null;
	readonly snapshotSeq: number;
	readonly snapshotChecksum: number | null;
};
type UpdateRow = LoggedUpdate & { readonly update: Buffer; readonly checksum: number | null };

/**
 * Writes updates of one document, within a transaction; answers the last one's number. Prepared by hand: this runs for every
 * key that anybody presses. Throws when there is no such document: such an update could never be loaded again.
 */
function prepareAppend(sqlite: Connection['sqlite']): (updates: readonly DocumentUpdate[]) => number {
	const insertUpdate = sqlite.prepare(
		'INSERT INTO document_updates (document_id, "update", author_id, at, checksum) VALUES (?, ?, ?, ?, ?)'
	);
	const insertClient = sqlite.prepare(
		'INSERT OR IGNORE INTO document_clients (document_id, client_id, member_id) VALUES (?, ?, ?)'
	);
	const setLast = sqlite.prepare('UPDATE documents SET last_seq = ? WHERE id = ?');

	return (updates) => {
		const documentId = updates[0]?.documentId ?? '';
		let seq = 0;
		for (const { documentId: own, update, authorId, at, newClients = [] } of updates) {
			if (own !== documentId) throw new Error('Updates are of one document');
			const bytes = asBuffer(update);
			seq = Number(insertUpdate.run(documentId, bytes, authorId, at, crc32(bytes)).lastInsertRowid);
			for (const client of newClients) insertClient.run(documentId, client, authorId);
		}
		if (setLast.run(seq, documentId).changes === 0) throw new Error(`There is no document ${documentId}`);
		return seq;
	};
}

function codeOf(failure: unknown): string {
	return failure instanceof Error && 'code' in failure ? String(failure.code) : '';
}

/** The same bytes, not copied. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
	return Buffer.from(buffer, byteOffset, byteLength);
}
