import * as z from 'zod';
import type { CardView } from '#domain/board/card-view.ts';
import { statuses } from '#domain/board/status.ts';
import type { Calendar } from '#domain/calendar/working-days.ts';
import type { Instant } from '#domain/day.ts';
import type { MinuteboardEvent } from '#domain/event.ts';
import { may, type Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import type { CardFilter, Storage } from '#server/storage/storage.ts';
import { boardCardToChange, maySeeCard } from './access.ts';
import { checkNamed, editOne, moveOne, presentOf } from './card-changes.ts';
import { editInput, moveInput, type EditInput, type MoveInput } from './card-input.ts';

const filterInput = z.object({
	meetingId: fields.id.optional(),
	projectId: fields.id.optional(),
	departmentId: fields.id.optional(),
	status: z.enum(statuses).optional(),
	offBoard: z.boolean().optional(),
	doneSince: z.int().optional()
});

/** The board: reading it, and every way a person changes a card. */
export type Boards = ReturnType<typeof createBoards>;

export function createBoards(parts: {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly calendar: Calendar;
}) {
	const { storage, ledger, calendar } = parts;

	return {
		/** The cards that match, with the number of the newest event: live changes continue from it. */
		async list(actor: Actor, input: CardFilter = {}): Promise<{ cards: CardView[]; seq: number }> {
			const filter = parse(filterInput, input);
			const meetingId = may.seeWorkspace(actor)
				? filter.meetingId
				: (actor.kind === 'member' && actor.guestOf) || 'none';
			if (filter.meetingId && filter.meetingId !== meetingId) throw new Refusal('not-found');
			// The number is read first: what happens between the two reads arrives twice rather than never.
			const seq = await storage.read.events.lastSeq(actor.workspaceId);
			const cards = await storage.read.cards.list(actor.workspaceId, { ...filter, meetingId });
			return { cards: await ledger.viewCards(cards), seq };
		},

		/** How many cards each meeting has, with the number of the newest event. A guest is told of none. */
		async countByMeeting(actor: Actor): Promise<{ counts: ReadonlyMap<string, number>; seq: number }> {
			if (!may.seeWorkspace(actor)) throw new Refusal('forbidden');
			const seq = await storage.read.events.lastSeq(actor.workspaceId);
			return { counts: await storage.read.cards.countByMeeting(actor.workspaceId), seq };
		},

		/** The number of the last event before an instant: cards with a greater version have changed since. */
		newestBefore: (actor: Actor, instant: Instant): Promise<number> =>
			storage.read.events.lastSeq(actor.workspaceId, instant),

		/** One card with all that happened to it, oldest first. */
		async find(
			actor: Actor,
			id: string
		): Promise<{ card: CardView; events: MinuteboardEvent[]; seq: number }> {
			const seq = await storage.read.events.lastSeq(actor.workspaceId);
			const card = await storage.read.cards.find(id);
			if (!card || !maySeeCard(actor, card)) throw new Refusal('not-found');
			const [view] = await ledger.viewCards([card]);
			return { card: view!, events: await storage.read.events.ofCard(id), seq };
		},

		/**
		 * Puts a card into a column, between two others. The last of two people wins and all screens end equal. Moving to
		 * delayed needs a reason and a new day, which becomes the card's due day.
		 */
		async move(actor: Actor, input: MoveInput): Promise<CardView> {
			const { cardId, ...move } = parse(moveInput, input);
			const card = await ledger.write(actor, async (entry) => {
				const before = await boardCardToChange(entry.stores, actor, cardId);
				return moveOne(entry, before, move, await presentOf(entry, calendar));
			});
			return (await ledger.viewCards([card]))[0]!;
		},

		/** Changes fields by hand; from then on they count until the minutes say something newer. */
		async edit(actor: Actor, id: string, input: EditInput): Promise<CardView> {
			const edit = parse(editInput, input);
			const card = await ledger.write(actor, async (entry) => {
				const before = await boardCardToChange(entry.stores, actor, id);
				await checkNamed(entry.stores, actor.workspaceId, [edit]);
				return editOne(entry, before, edit, await presentOf(entry, calendar));
			});
			return (await ledger.viewCards([card]))[0]!;
		}
	};
}
