import * as Y from 'yjs';
import {
	DamagedDocument,
	type DocumentLog,
	type Snapshot,
	type StoredDocument
} from '#server/storage/storage.ts';
import type { Instant } from '#domain/day.ts';
import type { OnPoint } from '#server/points.ts';
import type { Broadcast } from './broadcast.ts';
import { clientsOf, foldHistory, readHistory } from './history.ts';
import { createRoom, type Room } from './room.ts';
import { takeIn } from './take-in.ts';

/** All live documents of this process: opened when first asked for, let go when nobody has been there for a while. */
export type Rooms = {
	/** The room of a document, loaded from disk first; null when there is no such document. Rejects with DamagedDocument. */
	open(documentId: string): Promise<Room | null>;
	/** Called with every room when its document is there, before anything is written in it. */
	onOpen(listener: (room: Room) => void): void;
	/** Tries to let an empty room go; it stays while updates are being stored. */
	release(room: Room): void;
	close(): Promise<void>;
};

/** How long an empty room is kept for somebody to come back. */
const keepEmpty = 30_000;
/** Loading more single updates than this is slow: then a snapshot is written. */
const updatesBeforeSnapshot = 500;
/** A document is decoded so many milliseconds after it was opened, or as soon as somebody writes in it. */
const decodeAfter = 30;
/** In a room that stays open, a snapshot is written after so many. */
const updatesBetweenSnapshots = 5_000;
const bytesBetweenSnapshots = 4_000_000;

export function createRooms(parts: {
	readonly log: DocumentLog;
	readonly now: () => Instant;
	/** Other nodes with the same storage; without it this is the only one. */
	readonly broadcast?: Broadcast;
	/** Hears of damage that was mended, and of updates that had to be left out. */
	readonly onDamage?: (damage: { readonly documentId: string; readonly what: string }) => void;
	readonly onPoint?: OnPoint | undefined;
}): Rooms {
	const { log, now, broadcast, onDamage = () => {}, onPoint } = parts;
	const opening = new Map<string, Promise<Room | null>>();
	const listeners: ((room: Room) => void)[] = [];
	const timers = new Map<Room, NodeJS.Timeout>();
	const saving = new Set<Promise<void>>();
	const stopHearing = broadcast?.hear((news) => {
		// A room that is still being loaded finds it in the storage.
		void opening.get(news.documentId)?.then(
			(room) => room?.hear(news),
			() => undefined
		);
	});
	/** The rooms that are neither let go nor abandoned, with the number their last snapshot stands for. */
	const live = new Map<Room, { savedAt: number; since: number; size: number }>();

	const load = async (documentId: string) => {
		const stored = await loadStored(documentId);
		if (!stored) return null;
		const owners = await ownersOf(stored, documentId);
		const room: Room = createRoom({
			documentId,
			epoch: stored.epoch,
			// What is stored as one piece can be sent as it is, and decoded when nobody waits for it.
			stored:
				stored.snapshot && stored.vector && stored.updates.length === 0
					? { state: stored.snapshot, vector: stored.vector }
					: null,
			load: () => ({ doc: decode(stored, room), owners }),
			onLoaded: () => {
				for (const listener of listeners) listener(room);
			},
			lastSeq: stored.lastSeq,
			size: sizeOf(stored),
			log,
			now,
			onBroken: () => {
				onDamage({ documentId, what: 'an update could not be taken in' });
				forget(room);
				room.abandon(null);
			},
			tell: broadcast ? (news) => broadcast.tell({ ...news, documentId }) : () => {},
			onPoint
		});
		live.set(room, { savedAt: stored.updates.length === 0 ? stored.lastSeq : 0, since: 0, size: room.size });
		room.onApplied(() => countTowardsSnapshot(room));
		if (stored.updates.length > updatesBeforeSnapshot) saveSnapshot(room);
		setTimeout(() => live.has(room) && room.doc, decodeAfter);
		return room;
	};

	/** Those whose snapshot is whole but no document: not opened any more. */
	const unreadable = new Set<string>();

	const decode = (stored: StoredDocument, room: Room): Y.Doc => {
		const { documentId } = room;
		try {
			const { doc, leftOut } = loadDocument(stored);
			if (leftOut > 0) onDamage({ documentId, what: `${leftOut} updates cannot be taken in` });
			return doc;
		} catch {
			onDamage({ documentId, what: 'the snapshot cannot be read' });
			unreadable.add(documentId);
			queueMicrotask(() => {
				forget(room);
				room.abandon(null);
			});
			return new Y.Doc();
		}
	};

	/** A damaged snapshot is made anew from the history, which says the same. */
	const loadStored = async (documentId: string): Promise<StoredDocument | null> => {
		if (unreadable.has(documentId)) throw new DamagedDocument(documentId, 'snapshot');
		try {
			return await log.load(documentId);
		} catch (failure) {
			if (!(failure instanceof DamagedDocument) || failure.part !== 'snapshot') throw failure;
			const { entries, lastSeq } = await readHistory(log, documentId);
			const { doc } = loadDocument({ snapshot: null, updates: entries.map(({ update }) => update) });
			await log.saveSnapshot(documentId, snapshotOf(doc), lastSeq);
			doc.destroy();
			onDamage({ documentId, what: 'the snapshot was damaged and is made anew from the history' });
			return log.load(documentId);
		}
	};

	/** Whose a client id is. Documents older than the table have in it only those that came later: the history tells the rest. */
	const ownersOf = async ({ clients, vector, epoch }: StoredDocument, documentId: string) => {
		const isOlder =
			clients.size === 0 ||
			// Neither had the first version.
			(vector === null
				? epoch === ''
				: !Y.decodeStateVector(vector)
						.keys()
						.every((id) => clients.has(id)));
		if (!isOlder) return new Map(clients);
		return new Map([...clientsOf((await readHistory(log, documentId)).entries), ...clients]);
	};

	const countTowardsSnapshot = (room: Room) => {
		const counted = live.get(room);
		if (!counted) return;
		const hasGrown = room.size - counted.size >= bytesBetweenSnapshots;
		if (++counted.since >= updatesBetweenSnapshots || hasGrown) saveSnapshot(room);
	};

	const saveSnapshot = (room: Room) => {
		const counted = live.get(room);
		const upTo = room.lastSeq;
		if (counted?.savedAt === upTo) return;
		const snapshot = snapshotOf(room.doc);
		room.shrink(snapshot.state.length);
		if (counted) Object.assign(counted, { savedAt: upTo, since: 0, size: room.size });
		const saved = log
			.saveSnapshot(room.documentId, snapshot, upTo)
			// While people are at it, they come first.
			.then(() => (room.isEmpty ? foldHistory(log, room.documentId) : undefined))
			// The single updates are all on disk: without the snapshot the next opening is slower, nothing else.
			.catch(() => undefined)
			.then(() => void saving.delete(saved));
		saving.add(saved);
	};

	/** The next who asks for the document loads it anew. */
	const forget = (room: Room) => {
		if (!live.delete(room)) return;
		opening.delete(room.documentId);
		clearTimeout(timers.get(room));
		timers.delete(room);
	};

	const letGo = (room: Room) => {
		timers.delete(room);
		if (!room.isEmpty) return;
		if (room.isStoring)
			return void timers.set(
				room,
				setTimeout(() => letGo(room), 1_000)
			);
		saveSnapshot(room);
		forget(room);
		room.close();
	};

	return {
		open(documentId) {
			let room = opening.get(documentId);
			if (!room) {
				room = load(documentId);
				opening.set(documentId, room);
				room.then(
					(loaded) => loaded ?? opening.delete(documentId),
					() => opening.delete(documentId)
				);
			}
			return room;
		},
		onOpen: (listener) => void listeners.push(listener),
		release(room) {
			if (live.has(room) && room.isEmpty && !timers.has(room))
				timers.set(
					room,
					setTimeout(() => letGo(room), keepEmpty)
				);
		},
		async close() {
			stopHearing?.();
			for (const timer of timers.values()) clearTimeout(timer);
			const rooms = await Promise.all([...opening.values()].map((room) => room.catch(() => null)));
			for (const room of rooms) if (room) saveSnapshot(room);
			await Promise.all(saving);
			for (const room of rooms) room?.close();
			opening.clear();
		}
	};
}

function snapshotOf(doc: Y.Doc): Snapshot {
	return { state: Y.encodeStateAsUpdate(doc), vector: Y.encodeStateVector(doc) };
}

/** Bytes that a document takes, as far as its limit is concerned. */
function sizeOf({ snapshot, updates }: StoredDocument): number {
	return (snapshot?.length ?? 0) + updates.reduce((sum, { length }) => sum + length, 0);
}

/**
 * The document as it is stored. An update that Yjs decodes but cannot take in is left out, as the room left it out when it
 * came: one forged frame must not cost everybody the minutes. What waits for something that never came is forgotten.
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
