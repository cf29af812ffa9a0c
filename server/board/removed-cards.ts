import * as z from 'zod';
import { isOnBoard, type Card, type Source } from '#domain/board/card.ts';
import type { CardView } from '#domain/board/card-view.ts';
import type { Instant } from '#domain/day.ts';
import type { EventAuthor } from '#domain/event.ts';
import { fingerprintOf } from '#domain/extraction/reconcile.ts';
import { may, type Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import type { Storage } from '#server/storage/storage.ts';
import { cardToChange } from './access.ts';

/** Cards that left the board are listed for so long, in milliseconds: 30 days. They are kept for ever. */
export const removedStay = 30 * 24 * 60 * 60 * 1_000;
/** The newest are listed; a company removes fewer in a month. */
const most = 500;

/** A card that is not on the board any more, with who took it off and when. */
export type RemovedCard = {
	readonly card: Card;
	readonly at: Instant;
	readonly by: EventAuthor;
	/** Its sentence has another card again, see `heldBy` of the event. */
	readonly isTypedAgain: boolean;
};

/** Cards that left the board: nothing is gone for good, and all of it can be taken back. */
export type RemovedCards = ReturnType<typeof createRemovedCards>;

export function createRemovedCards(parts: {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly now: () => Instant;
}) {
	const { storage, ledger, now } = parts;

	return {
		/** What left the board within 30 days, the newest first. Throws `forbidden` for guests. */
		async list(actor: Actor): Promise<RemovedCard[]> {
			if (!may.seeWorkspace(actor)) throw new Refusal('forbidden');
			const { cards, events } = storage.read;
			const before = await events.lastSeq(actor.workspaceId, now() - removedStay);
			const gone = await cards.offBoard(actor.workspaceId, before, most);
			return Promise.all(
				gone.map(async (card) => {
					const { at, by, what } = (await events.ofCard(card.id)).at(-1)!;
					const isTypedAgain = what.type === 'card-source-changed' && what.heldBy !== undefined;
					return { card, at, by, isTypedAgain };
				})
			);
		},

		/**
		 * Puts a card back on the board, whether its minutes are still written or signed: one whose sentence is gone as one
		 * that stays without it, one that was said to be no action item as one that is. Throws `stale-move` when it is there.
		 */
		async takeBack(actor: Actor, input: { readonly cardId: string }): Promise<CardView> {
			const { cardId } = parse(z.object({ cardId: fields.id }), input);
			const card = await ledger.write(actor, async (entry) => {
				const before = await cardToChange(entry.stores, actor, cardId);
				if (isOnBoard(before)) throw new Refusal('stale-move');
				const quote = before.said?.quote ?? '';
				const to = backAs[before.source] ?? 'said';
				if (before.meetingId && to === 'said')
					await entry.stores.cards.undismiss(before.meetingId, fingerprintOf(quote));
				return entry.card((version) => ({
					card: { ...before, source: to, version },
					what: { type: 'card-source-changed', from: before.source, to, quote }
				}));
			});
			return (await ledger.viewCards([card]))[0]!;
		}
	};
}

const backAs: Partial<Record<Source, Source>> = { withdrawn: 'detached', removed: 'made' };
