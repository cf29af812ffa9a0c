import { crc32 } from 'node:zlib';

/**
 * What is kept of a document carries CRC-32 checksums over all that is needed to read it, so that a changed byte, a row that
 * is gone or one that stands in another's place is found when the document is next read (server/sync/SPEC.md, SY33). Rows are
 * chained: the checksum of each counts the number of the one before it in its document.
 */
function checksumOf(
	facts: readonly (string | number | null)[],
	bytes: Uint8Array = new Uint8Array()
): number {
	return crc32(bytes, crc32(JSON.stringify(facts)));
}

/** Of one row of updates. `before`: the number of the row before it in its document, 0 for the first. */
export function checksumOfUpdates(row: {
	readonly documentId: string;
	readonly before: number;
	readonly at: number;
	readonly count: number;
	readonly records: Uint8Array;
}): number {
	return checksumOf([row.documentId, row.before, row.at, row.count], row.records);
}

/** Of one piece of folded history. `before`: the last number of the piece before it, 0 for the first. */
export function checksumOfHistory(row: {
	readonly documentId: string;
	readonly before: number;
	readonly firstSeq: number;
	readonly lastSeq: number;
	readonly entries: Uint8Array;
}): number {
	return checksumOf([row.documentId, row.before, row.firstSeq, row.lastSeq], row.entries);
}

/** `snapshot` as it is stored. */
export function checksumOfSnapshot(row: {
	readonly documentId: string;
	readonly snapshotSeq: number;
	readonly vector: Uint8Array;
	readonly snapshot: Uint8Array;
}): number {
	return checksumOf([row.documentId, row.snapshotSeq, crc32(row.vector)], row.snapshot);
}

/** What else is read of a document. */
type DocumentFacts = { readonly documentId: string; readonly epoch: string; readonly readSeq: number };

/** Of what else is read of a document; its last number is known by the last row. */
export function checksumOfDocument({ documentId, epoch, readSeq }: DocumentFacts): number {
	return checksumOf([documentId, epoch, readSeq]);
}

/** The same after a change: what was damaged before, so that its checksum did not fit, does not fit afterwards either. */
export function checksumAfter(
	before: DocumentFacts & { readonly checksum: number | null },
	after: DocumentFacts
): number {
	const difference = before.checksum === null ? 0 : before.checksum ^ checksumOfDocument(before);
	return (checksumOfDocument(after) ^ difference) >>> 0;
}

type Client = { readonly clientId: number; readonly memberId: string | null };

/** Of a document's client ids, in any order; those that are added later are told with what was the sum `before`. */
export function checksumOfClients(documentId: string, clients: Iterable<Client>, before = 0): number {
	let sum = before;
	for (const { clientId, memberId } of clients) sum ^= checksumOf([documentId, clientId, memberId]);
	return sum >>> 0;
}

/** Whether a checksum is that of the bytes alone, as versions before 0002 wrote it. */
export function isOldChecksum(checksum: number | null, bytes: Uint8Array): boolean {
	return checksum === crc32(bytes);
}
