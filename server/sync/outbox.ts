import { encodeAwareness } from '#sync/protocol.ts';
import { encodePresence, type PresenceEntry } from '#sync/presence.ts';
import type { OnPoint } from '#server/points.ts';
import { passingFrameOf } from './framing.ts';
import type { Peer } from './room.ts';

/** What everybody in a room is to be sent: gathered for a turn, then made into bytes once and written once per socket. */
export type Outbox = {
	/** A whole frame with the turn's changes of the document. */
	update(frame: Buffer): void;
	/** The page that made all changes of the turn: it has them already. */
	exceptFor(author: Peer | null): void;
	/** Presence entries; a later one of the same client replaces an earlier one. */
	presence(entries: readonly PresenceEntry[]): void;
	readonly isWaiting: boolean;
	flush(): void;
};

export function createOutbox(peers: ReadonlySet<Peer>, onPoint?: OnPoint): Outbox {
	let updates: Buffer[] = [];
	let author: Peer | null = null;
	let entries = new Map<number, PresenceEntry>();

	return {
		update: (frame) => void updates.push(frame),
		exceptFor: (peer) => void (author = peer),
		presence(news) {
			for (const entry of news) entries.set(entry.clientId, entry);
		},
		get isWaiting() {
			return updates.length > 0 || entries.size > 0;
		},
		flush() {
			if (updates.length === 0 && entries.size === 0) return;
			const presence =
				entries.size === 0 ? null : passingFrameOf(encodeAwareness(encodePresence([...entries.values()])));
			const all = presence ? [...updates, presence] : updates;
			const frames = all.length === 1 ? all[0]! : Buffer.concat(all);
			const has = updates.length > 0 ? author : null;
			updates = [];
			entries = new Map();
			author = null;
			for (const peer of peers) {
				if (peer !== has) peer.send(frames);
				else if (presence) peer.send(presence);
				if (frames !== presence) onPoint?.('sending');
			}
		}
	};
}
