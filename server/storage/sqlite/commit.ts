import type Sqlite from 'better-sqlite3';
import {
	checksumAfter,
	checksumOfClients,
	checksumOfHistory,
	checksumOfSnapshot,
	checksumOfUpdates
} from './checksums.ts';

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
	/** Owners of client ids that may not be kept yet. */
	readonly newClients?: Append['newClients'];
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
export type Appended = { readonly seq: number } | Failed;
/** What SQLite says of a failure, in a form that passes between threads. */
export type Failed = { readonly code: string; readonly message: string };

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
			const failed = failedBy(failure);
			// A second fsync after a failed one may lie: nothing is tried again.
			if (isLost(failed.code)) return group.map(() => failed);
			return group.length > 1 ? group.flatMap((one) => commit([one])) : [failed];
		}
	};
}

export function failedBy(failure: unknown): Failed {
	const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
	return { code, message: failure instanceof Error ? failure.message : String(failure) };
}

/** Whether a failure leaves unknown what is on the disk. */
export function isLost(code: string): boolean {
	return /^SQLITE_IOERR_(DIR_)?FSYNC$/.test(code);
}

function prepareEntries(sqlite: Sqlite.Database): (entry: Entry) => number {
	const append = prepareAppend(sqlite);
	const selectRow = sqlite.prepare<
		[string],
		{ readonly epoch: string; readonly readSeq: number; readonly checksum: number | null }
	>('SELECT epoch, read_seq AS readSeq, checksum FROM documents WHERE id = ?');
	const markRead = sqlite.prepare('UPDATE documents SET read_seq = ?, checksum = ? WHERE id = ?');
	// One that was made earlier and comes later must not take the place of a newer one: what that stands for may be folded.
	// A number that was never given is damage.
	const saveSnapshot = sqlite.prepare(
		`INSERT INTO document_snapshots (document_id, seq, state, vector, checksum) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (document_id) DO UPDATE
			SET seq = excluded.seq, state = excluded.state, vector = excluded.vector, checksum = excluded.checksum
			WHERE seq <= excluded.seq OR seq > (SELECT last_seq FROM documents WHERE id = document_id)`
	);
	const selectClientsChecksum = sqlite
		.prepare<[string], number | null>('SELECT clients_checksum FROM documents WHERE id = ?')
		.pluck();
	const setClientsChecksum = sqlite.prepare('UPDATE documents SET clients_checksum = ? WHERE id = ?');
	const addClients = prepareClients(sqlite);
	const selectFolded = sqlite
		.prepare<[string], number>('SELECT MAX(last_seq) FROM document_history WHERE document_id = ?')
		.pluck();
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
			const { readSeq } = entry;
			const row = selectRow.get(documentId);
			if (row) {
				const before = { ...row, documentId };
				markRead.run(readSeq, checksumAfter(before, { ...before, readSeq }), documentId);
			}
			return readSeq;
		}
		if ('snapshot' in entry) {
			const { upToSeq, newClients = [] } = entry;
			const [snapshot, vector] = [asBuffer(entry.snapshot), asBuffer(entry.vector)];
			const checksum = checksumOfSnapshot({ documentId, snapshotSeq: upToSeq, vector, snapshot });
			saveSnapshot.run(documentId, upToSeq, snapshot, vector, checksum);
			if (newClients.length > 0) {
				const before = selectClientsChecksum.get(documentId) ?? null;
				setClientsChecksum.run(addClients(documentId, newClients, before), documentId);
			}
			return upToSeq;
		}
		const { firstSeq, lastSeq } = entry;
		const entries = asBuffer(entry.history);
		const before = selectFolded.get(documentId) ?? 0;
		const checksum = checksumOfHistory({ documentId, before, firstSeq, lastSeq, entries });
		insertHistory.run(documentId, firstSeq, lastSeq, entries, checksum);
		deleteUpdates.run(documentId, firstSeq, lastSeq);
		return lastSeq;
	};
}

/**
 * Writes one append within a transaction; answers its number. Prepared by hand: this runs for every key that anybody
 * presses. Throws when there is no such document: such an update could never be loaded again.
 */
export function prepareAppend(sqlite: Sqlite.Database): (append: Append) => number {
	const selectLast = sqlite.prepare<[string], { lastSeq: number; clientsChecksum: number | null }>(
		'SELECT last_seq AS lastSeq, clients_checksum AS clientsChecksum FROM documents WHERE id = ?'
	);
	const insertUpdates = sqlite.prepare(
		'INSERT INTO document_updates (document_id, seq, "update", records, at, checksum) VALUES (?, ?, ?, ?, ?, ?)'
	);
	const setLast = sqlite.prepare('UPDATE documents SET last_seq = ?, clients_checksum = ? WHERE id = ?');
	const addClients = prepareClients(sqlite);

	return ({ documentId, at, records, count, newClients }) => {
		const document = selectLast.get(documentId);
		if (!document) throw new Error(`There is no document ${documentId}`);
		const { lastSeq: before, clientsChecksum } = document;
		const bytes = asBuffer(records);
		const checksum = checksumOfUpdates({ documentId, before, at, count, records: bytes });
		const seq = before + 1;
		insertUpdates.run(documentId, seq, bytes, count, at, checksum);
		setLast.run(seq, addClients(documentId, newClients, clientsChecksum), documentId);
		return seq;
	};
}

/** Adds client ids that are nobody's yet, and answers the checksum of all; `before`: that of those before, null when unknown. */
function prepareClients(sqlite: Sqlite.Database) {
	const insertClient = sqlite.prepare(
		'INSERT OR IGNORE INTO document_clients (document_id, client_id, member_id) VALUES (?, ?, ?)'
	);
	const selectClients = sqlite.prepare<[string], Append['newClients'][number]>(
		'SELECT client_id AS clientId, member_id AS memberId FROM document_clients WHERE document_id = ?'
	);
	return (documentId: string, clients: Append['newClients'], before: number | null): number => {
		const added = clients.filter(
			({ clientId, memberId }) => insertClient.run(documentId, clientId, memberId).changes > 0
		);
		return before === null
			? checksumOfClients(documentId, selectClients.iterate(documentId))
			: checksumOfClients(documentId, added, before);
	};
}

/** The same bytes, not copied. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
	return Buffer.from(buffer, byteOffset, byteLength);
}
