import * as z from 'zod';
import type { Meeting } from '#domain/meeting.ts';
import { may, type Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import { fields, parse } from '#server/parse.ts';
import { createQueue } from '#server/storage/queue.ts';
import type { Storage } from '#server/storage/storage.ts';
import { readHistory } from '#server/sync/history.ts';
import {
	beginningOf,
	findRemovals,
	isBroughtBack,
	updateThatBringsBack,
	type Removal
} from '#server/sync/removals.ts';
import { RefusedUpdate } from '#server/sync/room.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import type { RemovedPassage } from '#sync/protocol.ts';

/** One that is told in a list. */
export type ListedPassage = RemovedPassage & { readonly beginning: string };

const bringBackInput = z.object({ meetingId: fields.id, key: z.string().max(60) });
/** So much of a passage is shown in a list, in letters. */
const shown = 160;

/**
 * Passages that somebody took out of minutes, and how they come back. They are found in the history, which keeps everything
 * (server/sync/SPEC.md, SY35, SY37). Not for guests: what was taken out may have been taken out before they came.
 */
export type RemovedPassages = ReturnType<typeof createRemovedPassages>;

export function createRemovedPassages({
	storage,
	rooms
}: {
	readonly storage: Storage;
	readonly rooms: Rooms;
}) {
	/** One after the other: two who press at once do not bring it back twice. */
	const presses = createQueue();
	/** One search of a document for all who ask meanwhile. */
	const searches = new Map<string, Promise<Removal[]>>();
	const search = (documentId: string) => {
		const running = searches.get(documentId);
		if (running) return running;
		const found = readHistory(storage.documents, documentId)
			.then(({ entries }) => findRemovals(entries))
			.finally(() => searches.delete(documentId));
		searches.set(documentId, found);
		return found;
	};

	const find = async (actor: Actor, meetingId: string): Promise<Meeting> => {
		const meeting = await storage.read.meetings.find(meetingId);
		if (!meeting || !may.seeMeeting(actor, meeting)) throw new Refusal('not-found');
		if (!may.seeWorkspace(actor)) throw new Refusal('forbidden');
		return meeting;
	};

	return {
		/** Everything large that was taken out and is not back, latest first. */
		async list(actor: Actor, meetingId: string): Promise<ListedPassage[]> {
			const { documentId } = await find(actor, meetingId);
			const removals = await search(documentId);
			return removals
				.map((removal) => ({
					key: removal.key,
					by: removal.authorId,
					at: removal.at,
					letters: removal.letters,
					beginning: beginningOf(removal, shown)
				}))
				.reverse();
		},

		/**
		 * Writes a removed passage again, as an edit of the actor's, for everybody; on disk when it resolves. Throws `conflict` when it
		 * is back already, `meeting-closed` when the minutes are signed, `too-large` when there is no room for it.
		 */
		async bringBack(actor: Actor, input: z.input<typeof bringBackInput>): Promise<void> {
			const { meetingId, key } = parse(bringBackInput, input);
			const memberId = actor.kind === 'member' ? actor.id : null;
			await presses.run(async () => {
				const meeting = await find(actor, meetingId);
				if (!may.writeMinutes(actor, meeting)) throw new Refusal('meeting-closed');
				await writeAgain(meeting.documentId, { key, memberId });
			});
		}
	};

	async function writeAgain(
		documentId: string,
		{ key, memberId }: { readonly key: string; readonly memberId: string | null }
	): Promise<void> {
		const room = await rooms.open(documentId);
		if (!room) throw new Refusal('not-found');
		try {
			const removal =
				room.removals.find((one) => one.key === key) ??
				(await search(documentId)).find((one) => one.key === key);
			if (!removal || isBroughtBack(room.doc, removal)) throw new Refusal('conflict');
			await room.write(updateThatBringsBack(room.doc, removal), { memberId, send: () => {} });
		} catch (failure) {
			if (failure instanceof RefusedUpdate && failure.reason === 'too-large') throw new Refusal('too-large');
			throw failure;
		} finally {
			rooms.release(room);
		}
	}
}
