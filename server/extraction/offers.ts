import * as z from 'zod';
import { isOnBoard, type Card } from '#domain/board/card.ts';
import { fingerprintOf } from '#domain/extraction/reconcile.ts';
import { may, type Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { MinutesFollower } from './follow-minutes.ts';

const quoteInput = z.object({ meetingId: fields.id, quote: fields.longText.pipe(z.string().min(1)) });

/** What people say of extraction: this is an action item, this is none. Remembered for that text. */
export type Offers = ReturnType<typeof createOffers>;

export function createOffers(parts: {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly follower: MinutesFollower;
}) {
	const { storage, ledger, follower } = parts;

	const meetingToWrite = async (actor: Actor, meetingId: string) => {
		const meeting = await storage.read.meetings.find(meetingId);
		if (!meeting || !may.seeMeeting(actor, meeting)) throw new Refusal('not-found');
		if (!may.writeMinutes(actor, meeting)) throw new Refusal('meeting-closed');
		return meeting;
	};

	return {
		/** Makes a card of a doubtful sentence. Throws `conflict` when the minutes no longer say so. */
		async accept(actor: Actor, input: z.input<typeof quoteInput>): Promise<Card> {
			const { meetingId, quote } = parse(quoteInput, input);
			return follower.accept(actor, await meetingToWrite(actor, meetingId), quote);
		},

		/** Makes cards of everything that the minutes promise surely and that is open; answers how many. */
		async acceptOpen(actor: Actor, input: { readonly meetingId: string }): Promise<number> {
			const { meetingId } = parse(z.object({ meetingId: fields.id }), input);
			return follower.acceptOpen(actor, await meetingToWrite(actor, meetingId));
		},

		/** The sentence is no action item and will not be offered again. */
		async dismiss(actor: Actor, input: z.input<typeof quoteInput>): Promise<void> {
			const { meetingId, quote } = parse(quoteInput, input);
			await meetingToWrite(actor, meetingId);
			await ledger.write(actor, async ({ stores, record }) => {
				await stores.cards.dismiss(meetingId, fingerprintOf(quote));
				await record({ type: 'offer-dismissed', text: fingerprintOf(quote) }, { meetingId });
			});
		},

		/** The card's sentence is no action item: takes the card off the board. `restoreCard` brings it back. */
		async dismissCard(actor: Actor, cardId: string): Promise<void> {
			await changeSource(actor, cardId, 'dismissed');
		},

		async restoreCard(actor: Actor, cardId: string): Promise<void> {
			await changeSource(actor, cardId, 'said');
		},

		/** Texts of a meeting that were said to be no action item, as fingerprints. */
		dismissals: (meetingId: string) => storage.read.cards.dismissals(meetingId)
	};

	async function changeSource(actor: Actor, cardId: string, to: 'said' | 'dismissed'): Promise<void> {
		const seen = await storage.read.cards.find(cardId);
		if (!seen?.meetingId) throw new Refusal('not-found');
		const { id: meetingId } = await meetingToWrite(actor, seen.meetingId);
		await ledger.write(actor, async (entry) => {
			const card = (await entry.stores.cards.find(cardId))!;
			const quote = card.said?.quote ?? '';
			if (card.source === to) return;
			if (to === 'dismissed' && !isOnBoard(card)) throw new Refusal('stale-move');
			// A card whose sentence is gone comes back with the sentence.
			if (to === 'said' && card.source !== 'dismissed') throw new Refusal('stale-move');
			if (to === 'dismissed') await entry.stores.cards.dismiss(meetingId, fingerprintOf(quote));
			else await entry.stores.cards.undismiss(meetingId, fingerprintOf(quote));
			await entry.card((seq) => ({
				card: { ...card, source: to, version: seq },
				what: { type: 'card-source-changed', from: card.source, to, quote }
			}));
		});
	}
}
