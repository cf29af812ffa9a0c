import type { Card } from '#domain/board/card.ts';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import type { LiveFeed } from '#server/feed/live-feed.ts';
import type { People } from '#server/people/people.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { followRoom, type FollowedRoom, type KnownWords, type RoomReading } from './follow-room.ts';

/**
 * Reads the minutes while they are written, and is the only one that makes cards of them, so that five co-editors
 * make no duplicates. A block is read when nobody has touched it for a moment and nobody composes in it; until then
 * it counts as it was last read.
 */
export type MinutesFollower = {
	/** Reads what was written but not read before the last stop. */
	catchUp(): Promise<void>;
	/**
	 * Makes a card of a doubtful item. Throws `conflict` when the text no longer says so.
	 * `quote` is the promise as the page shows it.
	 */
	accept(actor: Actor, meeting: Meeting, quote: string): Promise<Card>;
	/** Makes cards of all sure items that are open and have none, in one transaction; answers how many. */
	acceptOpen(actor: Actor, meeting: Meeting): Promise<number>;
	/** Reads everything but what is being composed, settled or not, and waits for it: for tests and the demo. */
	readNow(documentId: string): Promise<void>;
	close(): Promise<void>;
};

export function createMinutesFollower(
	parts: Omit<RoomReading, 'wordsOf' | 'hold'> & {
		readonly rooms: Rooms;
		readonly feed: LiveFeed;
		readonly people: People;
	}
): MinutesFollower {
	const { storage, rooms, feed, onFailure } = parts;
	const following = new Map<string, FollowedRoom>();
	/** One for all rooms of a workspace: reading it, and the index of its names, is work that grows with the company. */
	const known = new Map<string, Promise<KnownWords>>();
	const wordsOf = (workspaceId: string) => {
		const before = known.get(workspaceId);
		if (before) return before;
		const read = readWords(workspaceId);
		known.set(workspaceId, read);
		read.catch(() => known.delete(workspaceId));
		return read;
	};
	const readWords = async (workspaceId: string): Promise<KnownWords> => {
		const [directory, workspace] = await Promise.all([
			parts.people.directory(workspaceId),
			storage.read.workspaces.get()
		]);
		return { directory, ownWords: workspace?.ownWords ?? noOwnWords };
	};

	rooms.onOpen((room) => {
		const one = followRoom(room, { ...parts, wordsOf, hold: () => rooms.hold(room) });
		following.set(room.documentId, one);
		room.doc.on('destroy', () => {
			following.delete(room.documentId);
			one.stop();
		});
	});

	const unsubscribe = feed.subscribe((entries) => {
		for (const { event } of entries) {
			const type = event.what.type;
			if (type === 'people-changed' || type === 'workspace-changed') {
				known.clear();
				for (const one of following.values()) one.forgetContext();
			} else if (type === 'meeting-edited') {
				for (const one of following.values()) if (one.meetingId === event.meetingId) one.forgetContext();
			}
		}
	});

	const open = async (documentId: string) => {
		const room = await rooms.open(documentId);
		// Asking for the document has it decoded, and followed.
		const one = room?.doc && following.get(documentId);
		if (!room || !one) throw new Refusal('not-found');
		return { room, one };
	};

	return {
		async catchUp() {
			for (const documentId of await storage.documents.unread()) {
				try {
					const { room, one } = await open(documentId);
					await one.readNow().catch(onFailure);
					rooms.release(room);
				} catch (failure) {
					onFailure(failure); // those of one meeting do not hold up all others
				}
			}
		},
		async accept(actor, meeting, quote) {
			const { room, one } = await open(meeting.documentId);
			try {
				return await one.accept(actor, quote);
			} finally {
				rooms.release(room);
			}
		},
		async acceptOpen(actor, meeting) {
			const { room, one } = await open(meeting.documentId);
			try {
				return await one.acceptOpen(actor);
			} finally {
				rooms.release(room);
			}
		},
		async readNow(documentId) {
			const { room, one } = await open(documentId);
			try {
				await one.readNow();
			} finally {
				rooms.release(room);
			}
		},
		async close() {
			unsubscribe();
			for (const one of following.values()) one.stop();
			await Promise.all([...following.values()].map((one) => one.finish()));
		}
	};
}
