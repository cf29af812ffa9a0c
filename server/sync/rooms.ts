import { DamagedDocument, type DocumentLog, type StoredDocument } from '#server/storage/storage.ts';
import type { Instant } from '#domain/day.ts';
import type { OnPoint } from '#server/points.ts';
import type { Broadcast } from './broadcast.ts';
import { foldHistory } from './history.ts';
import { createRoom, type Room } from './room.ts';
import {
	decodeStored,
	loadDocument,
	loadStored,
	ownersOf,
	sizeOf,
	snapshotOf,
	type OnDamage
} from './stored-document.ts';

/** All live documents of this process: opened when first asked for, let go when nobody has been there for a while. */
export type Rooms = {
	/** The room of a document, loaded from disk first; null when there is no such document. Rejects with DamagedDocument. */
	open(documentId: string): Promise<Room | null>;
	/** Called with every room when its document is there, before anything is written in it. */
	onOpen(listener: (room: Room) => void): void;
	/** Tries to let an empty room go; it stays while updates are being stored, or somebody works on it. */
	release(room: Room): void;
	/** Keeps a room while somebody works on it, though nobody is there, and for the usual while after; the answer ends that. */
	hold(room: Room): () => void;
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
	readonly onDamage?: OnDamage;
	readonly onPoint?: OnPoint | undefined;
}): Rooms {
	const { log, now, broadcast, onDamage = () => {}, onPoint } = parts;
	const opening = new Map<string, Promise<Room | null>>();
	const listeners: ((room: Room) => void)[] = [];
	const timers = new Map<Room, NodeJS.Timeout>();
	const decoding = new Set<NodeJS.Timeout>();
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
	/** How many work on a room. */
	const held = new Map<Room, number>();

	const load = async (documentId: string) => {
		const first = await loadStored(log, documentId, onDamage);
		if (!first) return null;
		const { owners, isKept } = await ownersOf(log, documentId, first);
		// What is stored as one piece can be sent as it is, and decoded when nobody waits for it.
		const isPiece = first.snapshot !== null && first.vector !== null && first.updates.length === 0;
		const mayWait = isPiece && isKept && !unreadable.has(documentId);
		const { stored, doc } = mayWait
			? { stored: first, doc: null }
			: await decodeStored(log, { documentId, stored: first, onDamage });
		unreadable.delete(documentId);
		const room: Room = createRoom({
			documentId,
			epoch: stored.epoch,
			stored: mayWait ? { state: stored.snapshot!, vector: stored.vector! } : null,
			// Not written out here: what stands here lives as long as the room, and what is stored may be large.
			load: doc ? () => ({ doc, owners }) : decodeLate({ stored, owners, onUnreadable: () => giveUp(room) }),
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
		const isSaved = isKept && stored.updates.length === 0;
		live.set(room, { savedAt: isSaved ? stored.lastSeq : 0, since: 0, size: room.size });
		room.onApplied(() => countTowardsSnapshot(room));
		if (!isKept || stored.updates.length > updatesBeforeSnapshot)
			saveSnapshot(room, isKept ? undefined : owners);
		decodeSoon(room);
		return room;
	};

	/** Those whose snapshot could not be read when it was decoded late: decoded before anybody comes in, and so mended. */
	const unreadable = new Set<string>();

	const giveUp = (room: Room): never => {
		unreadable.add(room.documentId);
		forget(room);
		room.abandon(null);
		throw new DamagedDocument(room.documentId, 'snapshot');
	};

	const decodeSoon = (room: Room) => {
		const timer = setTimeout(() => {
			decoding.delete(timer);
			if (!live.has(room)) return;
			try {
				void room.doc;
			} catch (failure) {
				if (!(failure instanceof DamagedDocument)) throw failure;
			}
		}, decodeAfter);
		decoding.add(timer);
	};

	const countTowardsSnapshot = (room: Room) => {
		const counted = live.get(room);
		if (!counted) return;
		const hasGrown = room.size - counted.size >= bytesBetweenSnapshots;
		if (++counted.since >= updatesBetweenSnapshots || hasGrown) saveSnapshot(room);
	};

	/** `owners`: of client ids, when they are not kept yet. */
	const saveSnapshot = (room: Room, owners?: ReadonlyMap<number, string | null>) => {
		const counted = live.get(room);
		const upTo = room.lastSeq;
		if (counted?.savedAt === upTo) return;
		const snapshot = snapshotOf(room.doc);
		room.shrink(snapshot.state.length);
		if (counted) Object.assign(counted, { savedAt: upTo, since: 0, size: room.size });
		const saved = log
			.saveSnapshot(room.documentId, { ...snapshot, ...(owners && { owners }) }, upTo)
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
		// Who works on it has the wait begin anew.
		if (!room.isEmpty || held.has(room)) return;
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
		hold(room) {
			held.set(room, (held.get(room) ?? 0) + 1);
			return () => {
				const others = held.get(room)! - 1;
				if (others > 0) return void held.set(room, others);
				held.delete(room);
				clearTimeout(timers.get(room));
				timers.delete(room);
				this.release(room);
			};
		},
		async close() {
			stopHearing?.();
			for (const timer of timers.values()) clearTimeout(timer);
			const rooms = await Promise.all([...opening.values()].map((room) => room.catch(() => null)));
			for (const room of rooms) if (room) saveSnapshot(room);
			await Promise.all(saving);
			for (const timer of decoding) clearTimeout(timer);
			for (const room of rooms) room?.close();
			opening.clear();
		}
	};
}

/** Decodes what is stored when it is called; `onUnreadable` is to throw. */
function decodeLate({
	stored,
	owners,
	onUnreadable
}: {
	readonly stored: StoredDocument;
	readonly owners: Map<number, string | null>;
	readonly onUnreadable: () => never;
}) {
	return () => {
		try {
			return { doc: loadDocument(stored).doc, owners };
		} catch {
			return onUnreadable();
		}
	};
}
