import * as Y from 'yjs';
import {
	DamagedDocument,
	type DocumentLog,
	type Snapshot,
	type StoredDocument
} from '#server/storage/storage.ts';
import { clientsOf, readHistory } from './history.ts';
import { takeIn } from './take-in.ts';

/** Hears of damage that was mended, and of updates that had to be left out. */
export type OnDamage = (damage: { readonly documentId: string; readonly what: string }) => void;

/**
 * A document as it is stored; null when there is none. A damaged snapshot is made anew from the history, which says the same
 * (server/sync/SPEC.md, SY33). Rejects with DamagedDocument when something else is damaged.
 */
export async function loadStored(
	log: DocumentLog,
	documentId: string,
	onDamage: OnDamage
): Promise<StoredDocument | null> {
	try {
		return await log.load(documentId);
	} catch (failure) {
		if (!(failure instanceof DamagedDocument) || failure.part !== 'snapshot') throw failure;
		const stored = await remakeSnapshot(log, documentId);
		onDamage({ documentId, what: 'the snapshot was damaged and is made anew from the history' });
		return stored;
	}
}

/**
 * A stored document, decoded. A snapshot that is what was written, and yet nothing that can be read, is made anew like a damaged
 * one: `stored` is then what is stored now.
 */
export async function decodeStored(
	log: DocumentLog,
	{
		documentId,
		stored,
		onDamage
	}: { readonly documentId: string; readonly stored: StoredDocument; readonly onDamage: OnDamage }
): Promise<{ readonly stored: StoredDocument; readonly doc: Y.Doc }> {
	const tellOf = ({ doc, leftOut }: ReturnType<typeof loadDocument>) => {
		if (leftOut > 0) onDamage({ documentId, what: `${leftOut} updates cannot be taken in` });
		return doc;
	};
	let loaded: ReturnType<typeof loadDocument>;
	try {
		loaded = loadDocument(stored);
	} catch {
		const remade = await remakeSnapshot(log, documentId);
		onDamage({ documentId, what: 'the snapshot could not be read and is made anew from the history' });
		return { stored: remade, doc: tellOf(loadDocument(remade)) };
	}
	return { stored, doc: tellOf(loaded) };
}

async function remakeSnapshot(log: DocumentLog, documentId: string): Promise<StoredDocument> {
	const { entries, lastSeq } = await readHistory(log, documentId);
	const { doc } = loadDocument({ snapshot: null, updates: entries.map(({ update }) => update) });
	await log.saveSnapshot(documentId, snapshotOf(doc), lastSeq);
	doc.destroy();
	return (await log.load(documentId))!;
}

/**
 * Whose a client id is. Documents older than the table have in it only those that came later: then the history tells the rest, and
 * `isKept` is false. With the next snapshot they are kept.
 */
export async function ownersOf(
	log: DocumentLog,
	documentId: string,
	{ clients, vector, epoch }: StoredDocument
): Promise<{ readonly owners: Map<number, string | null>; readonly isKept: boolean }> {
	const areAllKept =
		clients.size > 0 &&
		// Neither had the first version.
		(vector === null ? epoch !== '' : clientsIn(vector).every((id) => clients.has(id)));
	if (areAllKept) return { owners: new Map(clients), isKept: true };
	const { entries } = await readHistory(log, documentId);
	const owners = new Map([...clientsOf(entries), ...clients]);
	return { owners, isKept: owners.size === clients.size };
}

/** Of a vector that cannot be read, an id that nobody has. */
function clientsIn(vector: Uint8Array): number[] {
	try {
		return [...Y.decodeStateVector(vector).keys()];
	} catch {
		return [-1];
	}
}

/** What stands for a document as it is now. */
export function snapshotOf(doc: Y.Doc): Snapshot {
	return { state: Y.encodeStateAsUpdate(doc), vector: Y.encodeStateVector(doc) };
}

/** Bytes that a document takes, as far as its limit is concerned. */
export function sizeOf({ snapshot, updates }: StoredDocument): number {
	return (snapshot?.length ?? 0) + updates.reduce((sum, { length }) => sum + length, 0);
}

/**
 * The document as it is stored. An update that Yjs decodes but cannot take in is left out, as the room left it out when it
 * came: one forged frame must not cost everybody the minutes. What waits for something that never came is forgotten. Throws when
 * the snapshot cannot be read.
 */
export function loadDocument({ snapshot, updates }: Pick<StoredDocument, 'snapshot' | 'updates'>): {
	readonly doc: Y.Doc;
	readonly leftOut: number;
} {
	const unusable = new Set<Uint8Array>();
	for (;;) {
		const doc = new Y.Doc();
		let current: Uint8Array | null = null;
		const usable = function* () {
			for (current of updates) if (!unusable.has(current)) yield current;
		};
		try {
			if (snapshot) takeIn(doc, [snapshot]);
			takeIn(doc, usable());
			doc.store.pendingStructs = null;
			doc.store.pendingDs = null;
			return { doc, leftOut: unusable.size };
		} catch (failure) {
			doc.destroy();
			if (current === null) throw failure;
			unusable.add(current);
		}
	}
}
