import * as z from 'zod';
import { rankBetween } from '#domain/board/board.ts';
import { joinDeltas, revertDelta, stillStands } from '#domain/board/card-delta.ts';
import type { Card } from '#domain/board/card.ts';
import type { CardView } from '#domain/board/card-view.ts';
import { fingerprintOf } from '#domain/extraction/reconcile.ts';
import { may, type Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import type { CardEvent, Stores } from '#server/storage/storage.ts';
import { cardToChange } from './access.ts';

const undoInput = z.object({
	cardId: fields.id,
	/** Any event of the act: the card's version after it. */
	seq: z.int().positive(),
	/** Although others have changed the card since. */
	evenSo: z.boolean().optional()
});

/** Taking back what one did oneself, by a further event: nothing that happened is ever removed. */
export type Undo = ReturnType<typeof createUndo>;

export function createUndo({ ledger }: { readonly ledger: Ledger }) {
	return {
		/**
		 * Makes what an act of one's own changed in a card what it was before, and leaves alone what others changed elsewhere in it.
		 * Throws `changed-since` when others have changed the card since, unless that is said to be known; `already-undone`; `cannot-undo`
		 * for what made the card, for what others did, and for acts of versions that did not keep what they changed.
		 */
		async undo(actor: Actor, input: z.input<typeof undoInput>): Promise<CardView> {
			const { cardId, seq, evenSo } = parse(undoInput, input);
			const undone = await ledger.write(actor, async (entry) => {
				const { stores } = entry;
				const card = await cardToChange(stores, actor, cardId);
				const events = await stores.events.changesOf(cardId);
				const act = actOf(events, seq);
				const own = act.length > 0 && act.every((event) => isBy(actor, event));
				const deltas = act.flatMap(({ delta }) => (delta ? [delta] : []));
				if (!own || deltas.length < act.length || act.some(({ what }) => what.type === 'card-said'))
					throw new Refusal('cannot-undo');
				const undoes = act[0]!.seq;
				if (events.some(({ what }) => what.type === 'card-undone' && what.undoes === undoes))
					throw new Refusal('already-undone');
				const delta = joinDeltas(deltas);
				const isTouched = events.some((event) => event.seq > act.at(-1)!.seq && !isBy(actor, event));
				if (!evenSo && (isTouched || !stillStands(card, delta))) throw new Refusal('changed-since');
				const before = revertDelta(card, delta);
				if (before.source !== card.source) await keepDismissals(stores, actor, before);
				const rank = 'rank' in delta ? await freeRank(stores, before) : card.rank;
				return entry.card((version) => ({
					card: { ...before, rank, version },
					what: { type: 'card-undone', undoes, what: act[0]!.what }
				}));
			});
			return (await ledger.viewCards([undone]))[0]!;
		}
	};
}

/** All events of the command that an event was made by. */
function actOf(events: readonly CardEvent[], seq: number): CardEvent[] {
	const act = events.find((event) => event.seq === seq)?.act ?? null;
	return act === null ? [] : events.filter((event) => event.act === act);
}

function isBy(actor: Actor, { by }: CardEvent): boolean {
	return actor.kind === 'member' && by.kind === 'member' && by.id === actor.id;
}

/** Just after the place it had: another card may stand exactly there by now. */
async function freeRank(stores: Stores, { workspaceId, status, rank }: Card): Promise<string> {
	return rankBetween(rank, await stores.cards.rankBeside(workspaceId, status, { after: rank }));
}

/** The sentence is remembered, or no longer, as no action item. */
async function keepDismissals(
	stores: Stores,
	actor: Actor,
	{ meetingId, source, said }: Card
): Promise<void> {
	const meeting = meetingId ? await stores.meetings.find(meetingId) : null;
	if (!meeting || !may.writeMinutes(actor, meeting)) throw new Refusal('meeting-closed');
	const words = fingerprintOf(said?.quote ?? '');
	if (source === 'dismissed') await stores.cards.dismiss(meeting.id, words);
	else await stores.cards.undismiss(meeting.id, words);
}
