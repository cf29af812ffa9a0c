import { brotliDecompressSync, inflateRawSync } from 'node:zlib';
import { DamagedDocument, type DocumentLog, type LoggedUpdate, type StoredDocument } from '../storage.ts';
import {
	checksumOfClients,
	checksumOfDocument,
	checksumOfHistory,
	checksumOfSnapshot,
	checksumOfUpdates,
	isOldChecksum
} from './checksums.ts';
import type { Connection } from './database.ts';
import { unpackRecords } from './records.ts';

type Read<Verb extends 'load' | 'ids' | 'epoch' | 'foldable' | 'history' | 'unread'> = (
	...given: Parameters<DocumentLog[Verb]>
) => Awaited<ReturnType<DocumentLog[Verb]>>;

/**
 * What of `DocumentLog` only reads. Every answer is of one moment, whoever commits meanwhile, and is what was written: else
 * DamagedDocument is thrown. Rows of versions before 0002, whose checksums cover less, are read too.
 */
export type DocumentReader = {
	readonly [Verb in 'load' | 'ids' | 'epoch' | 'foldable' | 'history' | 'unread']: Read<Verb>;
};

export function createDocumentReader({ sqlite }: Connection): DocumentReader {
	// A changed bit can make of bytes a text of the same bytes; hence the casts.
	const selectDocument = sqlite.prepare<[string], DocumentRow>(
		`SELECT epoch, last_seq AS lastSeq, read_seq AS readSeq, clients_checksum AS clientsChecksum, checksum
			FROM documents WHERE id = ?`
	);
	const selectSnapshot = sqlite.prepare<[string], SnapshotRow>(
		`SELECT seq, CAST(state AS BLOB) AS state, CAST(vector AS BLOB) AS vector, checksum
			FROM document_snapshots WHERE document_id = ?`
	);
	const selectSnapshotSeq = sqlite
		.prepare<[string], number>('SELECT seq FROM document_snapshots WHERE document_id = ?')
		.pluck();
	// Not by an index: one that is damaged leaves some out.
	const selectIds = sqlite.prepare<[], string>('SELECT id FROM documents NOT INDEXED').pluck();
	const selectEpoch = sqlite.prepare<[string], string>('SELECT epoch FROM documents WHERE id = ?').pluck();
	const selectUpdates = sqlite.prepare<[string, number, number], UpdateRow>(
		`SELECT seq, CAST("update" AS BLOB) AS "update", records, author_id AS authorId, at, checksum
			FROM document_updates WHERE document_id = ? AND seq > ? AND seq <= ? ORDER BY seq`
	);
	const selectClients = sqlite.prepare<[string], { clientId: number; memberId: string | null }>(
		'SELECT client_id AS clientId, member_id AS memberId FROM document_clients WHERE document_id = ?'
	);
	const selectChunks = sqlite.prepare<[string], ChunkRow>(
		`SELECT first_seq AS firstSeq, last_seq AS lastSeq, CAST(entries AS BLOB) AS entries, checksum
			FROM document_history WHERE document_id = ? ORDER BY first_seq`
	);
	const selectFolded = sqlite
		.prepare<[string], number | null>('SELECT MAX(last_seq) FROM document_history WHERE document_id = ?')
		.pluck();
	const selectUnread = sqlite
		.prepare<[], string>('SELECT id FROM documents WHERE read_seq < last_seq')
		.pluck();

	/** Statements that are one read: what a fold moves between two of them would be in neither. */
	const transaction = sqlite.transaction((read: () => unknown) => read());
	const atOneMoment = <Answer>(documentId: string, read: () => Answer): Answer => {
		try {
			return transaction(read) as Answer;
		} catch (failure) {
			if (isCorrupt(failure)) throw new DamagedDocument(documentId, 'document');
			throw failure;
		}
	};

	/** Numbers after `after`; whole rows, until there are `limit` updates. `last`: the number of the last row. */
	const readUpdates = (
		documentId: string,
		{
			after,
			upTo = Number.MAX_SAFE_INTEGER,
			limit = Infinity
		}: { after: number; upTo?: number; limit?: number }
	): { readonly updates: LoggedUpdate[]; readonly last: number } => {
		const updates: LoggedUpdate[] = [];
		let last = after;
		for (const row of selectUpdates.iterate(documentId, after, upTo)) {
			const { seq, update, records, authorId, at } = row;
			if (!isAsWritten(row, { documentId, before: last })) throw new DamagedDocument(documentId, 'update');
			last = seq;
			if (records === null) updates.push({ seq, update, authorId, at });
			else for (const one of unpackRecords(update, { count: records, at, seq })) updates.push(one);
			if (updates.length >= limit) break;
		}
		return { updates, last };
	};

	const readSnapshot = (documentId: string) => {
		const row = selectSnapshot.get(documentId);
		if (!row) {
			// What is folded stands in a snapshot.
			if (selectFolded.get(documentId) != null) throw new DamagedDocument(documentId, 'snapshot');
			return null;
		}
		const { seq, state, vector, checksum } = row;
		// Those of the first version have neither checksum nor vector, and are not deflated.
		if (checksum === null && !vector) return row;
		const isWhole =
			vector &&
			(checksum === checksumOfSnapshot({ documentId, snapshotSeq: seq, vector, snapshot: state }) ||
				isOldChecksum(checksum, state));
		if (!isWhole) throw new DamagedDocument(documentId, 'snapshot');
		return { ...row, state: inflateRawSync(state) };
	};

	const readClients = (documentId: string, checksum: number | null) => {
		const clients = selectClients.all(documentId);
		if (checksum !== null && checksum !== checksumOfClients(documentId, clients))
			throw new DamagedDocument(documentId, 'client');
		return new Map(clients.map(({ clientId, memberId }) => [clientId, memberId]));
	};

	return {
		load: (documentId) =>
			atOneMoment(documentId, (): StoredDocument | null => {
				const row = selectDocument.get(documentId);
				if (!row) return null;
				const { epoch, lastSeq, readSeq } = row;
				if (row.checksum !== null && row.checksum !== checksumOfDocument({ documentId, epoch, readSeq }))
					throw new DamagedDocument(documentId, 'document');
				const snapshot = readSnapshot(documentId);
				const { updates, last } = readUpdates(documentId, { after: snapshot?.seq ?? 0 });
				if (last !== lastSeq) throw new DamagedDocument(documentId, 'update');
				return {
					epoch,
					snapshot: snapshot?.state ?? null,
					vector: snapshot?.vector ?? null,
					updates: updates.map(({ update }) => update),
					clients: readClients(documentId, row.clientsChecksum),
					lastSeq,
					readSeq
				};
			}),
		ids: () => selectIds.all(),
		epoch: (documentId) => selectEpoch.get(documentId) ?? null,
		foldable: (documentId, limit) =>
			atOneMoment(documentId, () => {
				const upTo = selectSnapshotSeq.get(documentId) ?? 0;
				return readUpdates(documentId, { after: selectFolded.get(documentId) ?? 0, upTo, limit }).updates;
			}),
		history: (documentId) =>
			atOneMoment(documentId, () => {
				let before = 0;
				const chunks = selectChunks.all(documentId).map((row) => {
					const { lastSeq, entries, checksum } = row;
					if (
						checksum !== checksumOfHistory({ ...row, documentId, before }) &&
						!isOldChecksum(checksum, entries)
					)
						throw new DamagedDocument(documentId, 'history');
					before = lastSeq;
					return brotliDecompressSync(entries);
				});
				const { updates, last } = readUpdates(documentId, { after: before });
				const lastSeq = selectDocument.get(documentId)?.lastSeq ?? 0;
				if (last !== lastSeq) throw new DamagedDocument(documentId, 'update');
				return { lastSeq, chunks, updates };
			}),
		unread: () => selectUnread.all()
	};
}

type DocumentRow = {
	readonly epoch: string;
	readonly lastSeq: number;
	readonly readSeq: number;
	readonly clientsChecksum: number | null;
	readonly checksum: number | null;
};
type SnapshotRow = {
	readonly seq: number;
	readonly state: Buffer;
	readonly vector: Buffer | null;
	readonly checksum: number | null;
};
type UpdateRow = LoggedUpdate & {
	readonly update: Buffer;
	readonly records: number | null;
	readonly checksum: number | null;
};
type ChunkRow = {
	readonly firstSeq: number;
	readonly lastSeq: number;
	readonly entries: Buffer;
	readonly checksum: number;
};

function isAsWritten(
	{ update, records, at, checksum }: UpdateRow,
	{ documentId, before }: { readonly documentId: string; readonly before: number }
): boolean {
	// A single update of the first version.
	if (records === null) return checksum === null || isOldChecksum(checksum, update);
	return (
		checksum === checksumOfUpdates({ documentId, before, at, count: records, records: update }) ||
		isOldChecksum(checksum, update)
	);
}

/** Whether SQLite found its own pages damaged. */
function isCorrupt(failure: unknown): boolean {
	return (
		failure instanceof Error && 'code' in failure && /^SQLITE_(CORRUPT|NOTADB)/.test(String(failure.code))
	);
}
