import { encodePresence, type PresenceEntry, type PresenceState } from '#sync/presence.ts';
import { encodeAwareness } from '#sync/protocol.ts';
import { frameOf } from './framing.ts';
import type { Peer } from './room.ts';

/** Who is in a room and where their carets are, as each last said. Never stored. */
export type RoomPresence = {
	/** The frame that tells who comes in of everybody; null when nobody is there. */
	greeting(): Buffer | null;
	/** Takes a peer's entry, already stamped; null state means gone. Answers who has the client id when it is another. */
	take(peer: Peer, entry: PresenceEntry): Peer | null;
	/** What was said on another node. */
	hear(entries: readonly PresenceEntry[]): void;
	leave(peer: Peer): void;
	/** States of everybody here. */
	states(): ReadonlyMap<number, PresenceState>;
	onChange(listener: () => void): () => void;
};

/** Where presence is from that came from another node; and the origin of such updates. */
export const ELSEWHERE: Peer = { memberId: null, send: () => {} };

/** `tell` hears what everybody is to be told, and whether the other nodes know it already. */
export function createRoomPresence(
	tell: (entries: readonly PresenceEntry[], isKnownElsewhere: boolean) => void
): RoomPresence {
	const present = new Map<number, PresenceEntry & { readonly peer: Peer }>();
	const listeners = new Set<() => void>();

	const change = (entries: readonly PresenceEntry[], isKnownElsewhere = false) => {
		tell(entries, isKnownElsewhere);
		for (const listener of listeners) listener();
	};
	const put = (peer: Peer, entry: PresenceEntry) => {
		if (entry.state === null) present.delete(entry.clientId);
		else present.set(entry.clientId, { ...entry, peer });
	};

	return {
		greeting() {
			if (present.size === 0) return null;
			const entries = [...present.values()].map(({ clientId, clock, state }) => ({ clientId, clock, state }));
			return frameOf(encodeAwareness(encodePresence(entries)));
		},
		take(peer, entry) {
			const before = present.get(entry.clientId);
			if (before && before.peer !== peer) return before.peer;
			if (before && before.clock > entry.clock) return null;
			put(peer, entry);
			change([entry]);
			return null;
		},
		hear(entries) {
			for (const entry of entries) put(ELSEWHERE, entry);
			change(entries, true);
		},
		leave(peer) {
			const gone = [...present.values()].filter((entry) => entry.peer === peer);
			for (const { clientId } of gone) present.delete(clientId);
			// Under the same clock: the page that comes back is seen again with its next one.
			if (gone.length > 0) change(gone.map(({ clientId, clock }) => ({ clientId, clock, state: null })));
		},
		states: () => new Map([...present].flatMap(([id, { state }]) => (state ? [[id, state]] : []))),
		onChange(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		}
	};
}
