import * as Y from 'yjs';
import type { DocumentLog } from '#server/storage/storage.ts';
import type { Instant } from '#domain/day.ts';
import { createRoom, type Room } from './room.ts';

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

	const load = async (documentId: string) => {
		const stored = await log.load(documentId);
		if (!stored) return null;
		const doc = new Y.Doc();
		doc.transact(() => {
			if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot);
			for (const update of stored.updates) Y.applyUpdate(doc, update);
		});
		const room = createRoom({ documentId, doc, lastSeq: stored.lastSeq, log, now });
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

	const letGo = (room: Room) => {
		timers.delete(room);
		if (!room.isEmpty) return;
		if (room.isStoring)
			return void timers.set(
				room,
				setTimeout(() => letGo(room), 1_000)
			);
		opening.delete(room.documentId);
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
			if (room.isEmpty && !timers.has(room))
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
