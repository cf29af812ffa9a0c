import * as Y from 'yjs';
import { encodeAnswer, encodeAwareness, encodeStateVector, encodeUpdate } from '#sync/protocol.ts';
import { encodePresence, type PresenceEntry, type PresenceState } from '#sync/presence.ts';
import type { DocumentLog } from '#server/storage/storage.ts';
import type { Instant } from '#domain/day.ts';

/**
 * One live document. An update is on disk before anybody else sees it: decode, append (group commit over all rooms),
 * apply, send on (once per turn), acknowledge. What is applied here is therefore always stored.
 */
export type Room = {
	readonly documentId: string;
	readonly doc: Y.Doc;
	/** The number of the newest stored update that is applied. */
	readonly lastSeq: number;
	join(peer: Peer): void;
	leave(peer: Peer): void;
	readonly isEmpty: boolean;
	/** Whether updates are on their way to the disk. */
	readonly isStoring: boolean;
	/** The answer to a page's state vector: everything it lacks. Throws on a malformed vector. */
	answer(stateVector: Uint8Array): Uint8Array;
	/**
	 * Stores and shows an update; resolves when it is on disk and applied. Throws MalformedUpdate (nothing is stored
	 * then), or the storage's error when it could not be written.
	 */
	write(update: Uint8Array, peer: Peer): Promise<void>;
	/** Takes a peer's presence entry, already stamped; null state means gone. */
	present(peer: Peer, entry: PresenceEntry): void;
	/** States of everybody here. */
	presence(): ReadonlyMap<number, PresenceState>;
	/** Called after updates were applied, with their number; and when presence changed. */
	onApplied(listener: () => void): () => void;
	onPresence(listener: () => void): () => void;
	close(): void;
	/** Closes without another word and has everybody but `except` come back, to a room loaded anew. */
	abandon(except: Peer): void;
};

/** One socket, as the room sees it. */
export type Peer = {
	readonly memberId: string | null;
	send(frame: Uint8Array): void;
	/** Has the page come back; without it the peer is told nothing. */
	sendHome?(): void;
};

type Presence = PresenceEntry & { readonly peer: Peer };

export function createRoom(parts: {
	readonly documentId: string;
	readonly doc: Y.Doc;
	readonly lastSeq: number;
	readonly log: DocumentLog;
	readonly now: () => Instant;
	/** An update that is stored broke the document: `peer` sent it. The room must be abandoned. */
	readonly onBroken: (peer: Peer) => void;
}): Room {
	const { documentId, doc, log, now, onBroken } = parts;
	const peers = new Set<Peer>();
	const present = new Map<number, Presence>();
	const appliedListeners = new Set<() => void>();
	const presenceListeners = new Set<() => void>();
	const outbox = createOutbox(peers);
	let lastSeq = parts.lastSeq;
	let storing = 0;

	doc.on('update', (update: Uint8Array, origin: unknown) => outbox.add(update, origin as Peer));

	const tellPresence = (entries: readonly PresenceEntry[]) => {
		const frame = encodeAwareness(encodePresence(entries));
		for (const peer of peers) peer.send(frame);
		for (const listener of presenceListeners) listener();
	};

	return {
		documentId,
		doc,
		get lastSeq() {
			return lastSeq;
		},
		get isEmpty() {
			return peers.size === 0;
		},
		get isStoring() {
			return storing > 0;
		},
		join(peer) {
			peers.add(peer);
			peer.send(encodeStateVector(Y.encodeStateVector(doc)));
			if (present.size > 0)
				peer.send(encodeAwareness(encodePresence([...present.values()].map(withoutPeer))));
		},
		leave(peer) {
			peers.delete(peer);
			const gone = [...present.values()].filter((entry) => entry.peer === peer);
			for (const { clientId } of gone) present.delete(clientId);
			if (gone.length > 0) {
				tellPresence(gone.map(({ clientId, clock }) => ({ clientId, clock: clock + 1, state: null })));
			}
		},
		answer: (stateVector) => encodeAnswer(Y.encodeStateAsUpdate(doc, stateVector)),
		async write(update, peer) {
			if (isEmptyUpdate(update)) return;
			storing++;
			try {
				const seq = await log.append({ documentId, update, authorId: peer.memberId, at: now() });
				try {
					Y.applyUpdate(doc, update, peer);
				} catch (cause) {
					// It could be decoded but not taken in: loading leaves it out, and what it left half done goes with the room.
					onBroken(peer);
					throw new MalformedUpdate('no update of this document', { cause });
				}
				lastSeq = seq;
			} finally {
				storing--;
			}
			for (const listener of appliedListeners) listener();
		},
		present(peer, entry) {
			const before = present.get(entry.clientId);
			if (before && (before.peer !== peer || before.clock > entry.clock)) return;
			if (entry.state === null) present.delete(entry.clientId);
			else present.set(entry.clientId, { ...entry, peer });
			tellPresence([entry]);
		},
		presence: () => new Map([...present].flatMap(([id, { state }]) => (state ? [[id, state]] : []))),
		onApplied(listener) {
			appliedListeners.add(listener);
			return () => void appliedListeners.delete(listener);
		},
		onPresence(listener) {
			presenceListeners.add(listener);
			return () => void presenceListeners.delete(listener);
		},
		close() {
			outbox.flush();
			doc.destroy();
		},
		abandon(except) {
			outbox.clear();
			for (const peer of peers) if (peer !== except) peer.sendHome?.();
			doc.destroy();
		}
	};
}

/** Sends what was applied within one turn of the event loop as one frame, encoded once for everybody. */
function createOutbox(peers: ReadonlySet<Peer>) {
	let updates: Uint8Array[] = [];
	const origins = new Set<Peer>();

	const flush = () => {
		if (updates.length === 0) return;
		const frame = encodeUpdate(updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates));
		// With a single author in the turn, that page has everything already.
		const author = origins.size === 1 ? [...origins][0] : undefined;
		updates = [];
		origins.clear();
		for (const peer of peers) if (peer !== author) peer.send(frame);
	};

	return {
		add(update: Uint8Array, origin: Peer) {
			updates.push(update);
			origins.add(origin);
			if (updates.length === 1) setImmediate(flush);
		},
		clear: () => void (updates = []),
		flush
	};
}

/** The bytes are no Yjs update. */
export class MalformedUpdate extends Error {
	override readonly name = 'MalformedUpdate';
}

function isEmptyUpdate(update: Uint8Array): boolean {
	try {
		const { structs, ds } = Y.decodeUpdate(update);
		return structs.length === 0 && ds.clients.size === 0;
	} catch (cause) {
		throw new MalformedUpdate('not a Yjs update', { cause });
	}
}

function withoutPeer({ clientId, clock, state }: Presence): PresenceEntry {
	return { clientId, clock, state };
}
