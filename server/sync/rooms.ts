import * as Y from 'yjs';
import type { DocumentLog, StoredDocument } from '#server/storage/storage.ts';
import type { Instant } from '#domain/day.ts';
import { createRoom, type Peer, type Room } from './room.ts';

/** All live documents of this process: opened when first asked for, let go when nobody has been there for a while. */
export type Rooms = {
	/** The room of a document, loaded from disk first; null when there is no such document. */
	open(documentId: string): Promise<Room | null>;
	/** Called with every room as it opens, before anybody joins it. */
	onOpen(listener: (room: Room) => void): void;
	/** Tries to let an empty room go; it stays while updates are being stored. */
	release(room: Room): void;
	close(): Promise<void>;
};

/** How long an empty room is kept for somebody to come back. */
const keepEmpty = 30_000;
/** Loading more single updates than this is slow: then a snapshot is written. */
const updatesBeforeSnapshot = 500;

export function createRooms(parts: { readonly log: DocumentLog; readonly now: () => Instant }): Rooms {
	const { log, now } = parts;
	const opening = new Map<string, Promise<Room | null>>();
	const listeners: ((room: Room) => void)[] = [];
	const timers = new Map<Room, NodeJS.Timeout>();
	const saving = new Set<Promise<void>>();
	/** The rooms that are neither let go nor abandoned. */
	const live = new Set<Room>();

	const load = async (documentId: string) => {
		const stored = await log.load(documentId);
		if (!stored) return null;
		const doc = loadDocument(stored);
		const onBroken = (peer: Peer) => {
			forget(room);
			room.abandon(peer);
		};
		const room = createRoom({ documentId, doc, lastSeq: stored.lastSeq, log, now, onBroken });
		live.add(room);
		if (stored.updates.length > updatesBeforeSnapshot) saveSnapshot(room);
		for (const listener of listeners) listener(room);
		return room;
	};

	const saveSnapshot = (room: Room) => {
		const saved = log
			.saveSnapshot(room.documentId, Y.encodeStateAsUpdate(room.doc), room.lastSeq)
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
		forget(room);
		saveSnapshot(room);
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
			for (const timer of timers.values()) clearTimeout(timer);
			const rooms = await Promise.all(opening.values());
			for (const room of rooms) if (room) saveSnapshot(room);
			await Promise.all(saving);
			for (const room of rooms) room?.close();
			opening.clear();
		}
	};
}

/**
 * The document as it is stored. An update that Yjs decodes but cannot take in is left out, as the room left it out when it
 * came: one forged frame must not cost everybody the minutes.
 */
export function loadDocument({ snapshot, updates }: Pick<StoredDocument, 'snapshot' | 'updates'>): Y.Doc {
	const unusable = new Set<Uint8Array>();
	for (;;) {
		const doc = new Y.Doc();
		let current: Uint8Array | null = null;
		try {
			doc.transact(() => {
				if (snapshot) Y.applyUpdate(doc, snapshot);
				for (const update of updates) {
					current = update;
					if (!unusable.has(update)) Y.applyUpdate(doc, update);
				}
			});
			return doc;
		} catch (failure) {
			doc.destroy();
			if (current === null) throw failure;
			unusable.add(current);
		}
	}
}
