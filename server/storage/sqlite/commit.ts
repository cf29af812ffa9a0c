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

export type Appended = { readonly seq: number } | { readonly code: string; readonly message: string };

/** Stores a group in one commit; one that cannot be stored does not take the others with it. */
export function createCommit(sqlite: Sqlite.Database): (group: readonly Append[]) => Appended[] {
	const append = prepareAppend(sqlite);
	const save = sqlite.transaction((group: readonly Append[]) =>
		group.map((one) => ({ seq: append(one) }))
	).immediate;

	return function commit(group): Appended[] {
		try {
			return save(group);
		} catch (failure) {
			if (group.length > 1) return group.flatMap((one) => commit([one]));
			const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
			return [{ code, message: failure instanceof Error ? failure.message : String(failure) }];
		}
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
		const { buffer, byteOffset, byteLength } = records;
		const bytes = Buffer.from(buffer, byteOffset, byteLength);
		const seq = Number(insertUpdates.run(documentId, bytes, count, at, crc32(bytes)).lastInsertRowid);
		for (const { clientId, memberId } of newClients) insertClient.run(documentId, clientId, memberId);
		if (setLast.run(seq, documentId).changes === 0) throw new Error(`There is no document ${documentId}`);
		return seq;
	};
}
