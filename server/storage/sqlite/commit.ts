import { crc32 } from 'node:zlib';
import type Sqlite from 'better-sqlite3';

/** What one room stores in one turn. */
export type Append = {
	readonly documentId: string;
	readonly at: number;
	/** Packed updates, and how many they are (records.ts). */
	readonly records: Uint8Array;
	readonly count: number;
	readonly newClients: readonly { readonly clientId: number; readonly memberId: string | null }[];
};

/** Extraction has read a document up to here. */
type MarkRead = { readonly documentId: string; readonly readSeq: number };
/** A state, deflated, that stands for everything up to a number. */
type SaveSnapshot = {
	readonly documentId: string;
	readonly snapshot: Uint8Array;
	readonly vector: Uint8Array;
	readonly upToSeq: number;
};
/** Compressed history in the place of single updates. */
type Fold = {
	readonly documentId: string;
	readonly firstSeq: number;
	readonly lastSeq: number;
	readonly history: Uint8Array;
};

/** What is stored in one commit with everything else of its turn. */
export type Entry = Append | MarkRead | SaveSnapshot | Fold;

/** `seq`: the number of an append. */
export type Appended = { readonly seq: number } | { readonly code: string; readonly message: string };

/** Stores a group in one commit; one that cannot be stored does not take the others with it. */
export function createCommit(sqlite: Sqlite.Database): (group: readonly Entry[]) => Appended[] {
	const write = prepareEntries(sqlite);
	const save = sqlite.transaction((group: readonly Entry[]) =>
		group.map((entry) => ({ seq: write(entry) }))
	).immediate;

	return function commit(group): Appended[] {
		try {
			return save(group);
		} catch (failure) {
			const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
			const message = failure instanceof Error ? failure.message : String(failure);
			// A second fsync after a failed one may lie: nothing is tried again.
			if (isLost(code)) return group.map(() => ({ code, message }));
			return group.length > 1 ? group.flatMap((one) => commit([one])) : [{ code, message }];
		}
	};
}

/** Whether a failure leaves unknown what is on the disk. */
export function isLost(code: string): boolean {
	return /^SQLITE_IOERR_(DIR_)?FSYNC$/.test(code);
}

function prepareEntries(sqlite: Sqlite.Database): (entry: Entry) => number {
	const append = prepareAppend(sqlite);
	const markRead = sqlite.prepare('UPDATE documents SET read_seq = ? WHERE id = ?');
	const saveSnapshot = sqlite.prepare(
		'UPDATE documents SET snapshot = ?, snapshot_vector = ?, snapshot_seq = ?, snapshot_checksum = ? WHERE id = ? AND snapshot_seq <= ?'
	);
	const insertHistory = sqlite.prepare(
		'INSERT INTO document_history (document_id, first_seq, last_seq, entries, checksum) VALUES (?, ?, ?, ?, ?)'
	);
	const deleteUpdates = sqlite.prepare(
		'DELETE FROM document_updates WHERE document_id = ? AND seq BETWEEN ? AND ?'
	);

	return (entry) => {
		if ('records' in entry) return append(entry);
		const { documentId } = entry;
		if ('readSeq' in entry) {
			markRead.run(entry.readSeq, documentId);
			return entry.readSeq;
		}
		if ('snapshot' in entry) {
			const bytes = asBuffer(entry.snapshot);
			// One that was made earlier and comes later must not take the place of a newer one: what that stands for may be folded.
			saveSnapshot.run(bytes, asBuffer(entry.vector), entry.upToSeq, crc32(bytes), documentId, entry.upToSeq);
			return entry.upToSeq;
		}
		const { firstSeq, lastSeq } = entry;
		const bytes = asBuffer(entry.history);
		insertHistory.run(documentId, firstSeq, lastSeq, bytes, crc32(bytes));
		deleteUpdates.run(documentId, firstSeq, lastSeq);
		return lastSeq;
	};
}

/**
 * Writes one append within a transaction; answers its number. Prepared by hand: this runs for every key that anybody
 * presses. Throws when there is no such document: such an update could never be loaded again.
 */
export function prepareAppend(sqlite: Sqlite.Database): (append: Append) => number {
	const insertUpdates = sqlite.prepare(
		'INSERT INTO document_updates (document_id, "update", records, at, checksum) VALUES (?, ?, ?, ?, ?)'
	);
	const insertClient = sqlite.prepare(
		'INSERT OR IGNORE INTO document_clients (document_id, client_id, member_id) VALUES (?, ?, ?)'
	);
	const setLast = sqlite.prepare('UPDATE documents SET last_seq = ? WHERE id = ?');

	return ({ documentId, at, records, count, newClients }) => {
		const bytes = asBuffer(records);
		const seq = Number(insertUpdates.run(documentId, bytes, count, at, crc32(bytes)).lastInsertRowid);
		for (const { clientId, memberId } of newClients) insertClient.run(documentId, clientId, memberId);
		if (setLast.run(seq, documentId).changes === 0) throw new Error(`There is no document ${documentId}`);
		return seq;
	};
}

/** The same bytes, not copied. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
	return Buffer.from(buffer, byteOffset, byteLength);
}
