import { setImmediate as othersTurn } from 'node:timers/promises';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { encode } from '#sync/encode.ts';
import type { Instant } from '#domain/day.ts';
import type { DocumentLog, LoggedUpdate } from '#server/storage/storage.ts';
import { pausesEvery } from '#server/pauses.ts';

/** What somebody wrote within ten seconds. */
export type HistoryEntry = {
	readonly authorId: string | null;
	/** The beginning of the ten seconds for folded entries, the moment itself for others. */
	readonly at: Instant;
	readonly update: Uint8Array;
};

/** Folded history tells time in steps of so many milliseconds: every key by itself would take more room than the text. */
export const historyStep = 10_000;

/** Merging goes on no longer than so many milliseconds before others get their turn. */
const slice = 5;

/** Packs single updates, oldest first, so that each author's writing of ten seconds is one update. */
export async function packHistory(updates: readonly LoggedUpdate[]): Promise<Uint8Array> {
	const groups = new Map<string, { authorId: string | null; at: Instant; updates: Uint8Array[] }>();
	for (const { authorId, at, update } of updates) {
		const begin = at - (at % historyStep);
		const key = `${begin} ${authorId ?? ''}`;
		const group = groups.get(key);
		if (group) group.updates.push(update);
		else groups.set(key, { authorId, at: begin, updates: [update] });
	}
	const entries: { readonly authorId: string | null; readonly at: Instant; readonly update: Uint8Array }[] =
		[];
	const pause = pausesEvery(slice);
	for (const { authorId, at, updates } of groups.values()) {
		entries.push({ authorId, at, update: updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates) });
		await pause();
	}
	const authors = [...new Set([...groups.values()].map(({ authorId }) => authorId ?? ''))];
	return encode((encoder) => {
		encoding.writeVarUint(encoder, authors.length);
		for (const author of authors) encoding.writeVarString(encoder, author);
		encoding.writeVarUint(encoder, entries.length);
		let before = 0;
		for (const { authorId, at, update } of entries) {
			encoding.writeVarUint(encoder, authors.indexOf(authorId ?? ''));
			// A clock that was set back makes a step back.
			encoding.writeVarInt(encoder, at / historyStep - before);
			before = at / historyStep;
			encoding.writeVarUint8Array(encoder, update);
		}
	});
}

/** Throws on bytes that `packHistory` did not make. */
export function unpackHistory(chunk: Uint8Array): HistoryEntry[] {
	const decoder = decoding.createDecoder(chunk);
	const authors = Array.from({ length: decoding.readVarUint(decoder) }, () =>
		decoding.readVarString(decoder)
	);
	let before = 0;
	return Array.from({ length: decoding.readVarUint(decoder) }, () => {
		const author = authors[decoding.readVarUint(decoder)]!;
		before += decoding.readVarInt(decoder);
		return {
			authorId: author === '' ? null : author,
			at: before * historyStep,
			update: decoding.readVarUint8Array(decoder)
		};
	});
}

/** Everything that was ever written into a document, oldest first, up to the update `lastSeq`. Rejects with DamagedDocument. */
export async function readHistory(
	log: Pick<DocumentLog, 'history'>,
	documentId: string
): Promise<{ readonly entries: readonly HistoryEntry[]; readonly lastSeq: number }> {
	const { chunks, updates, lastSeq } = await log.history(documentId);
	return { entries: [...chunks.flatMap(unpackHistory), ...updates], lastSeq };
}

/** Fewer single updates than this are not worth a chunk. */
const leastToFold = 64;
const mostAtOnce = 20_000;

/** Folds what the snapshot stands for, a piece at a time; broken off at any point, nothing is lost or twice there. */
export async function foldHistory(log: DocumentLog, documentId: string): Promise<void> {
	for (let pieces = 0; ; pieces++) {
		const updates = await log.foldable(documentId, mostAtOnce);
		if (updates.length < leastToFold) {
			if (pieces > 0) await log.reclaim();
			return;
		}
		await log.fold({
			documentId,
			firstSeq: updates[0]!.seq,
			lastSeq: updates.at(-1)!.seq,
			entries: await packHistory(updates)
		});
		await othersTurn();
	}
}

/** Whose a client id is, as the history tells: for documents older than the table of client ids. */
export function clientsOf(entries: readonly HistoryEntry[]): Map<number, string | null> {
	const clients = new Map<number, string | null>();
	for (const { authorId, update } of entries) {
		for (const { id } of Y.decodeUpdate(update).structs)
			if (!clients.has(id.client)) clients.set(id.client, authorId);
	}
	return clients;
}
