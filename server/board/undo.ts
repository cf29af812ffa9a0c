import * as z from 'zod';
import { rankBetween } from '#domain/board/board.ts';
import { joinDeltas, revertDelta, stillStands } from '#domain/board/card-delta.ts';
import type { Card } from '#domain/board/card.ts';
import type { CardView } from '#domain/board/card-view.ts';
import { fingerprintOf } from '#domain/extraction/reconcile.ts';
import { may, type Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger, LedgerEntry } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import type { CardEvent, Stores } from '#server/storage/storage.ts';
import { cardToChange } from './access.ts';

/** Although others have changed the card since. */
const evenSo = z.boolean().optional();
/** `seq`: any event of the act; of a card its version after it. */
const undoInput = z.object({ cardId: fields.id, seq: z.int().positive(), evenSo });
const undoActInput = z.object({ seq: z.int().positive(), evenSo });

/** Taking back what one did oneself, by a further event: nothing that happened is ever removed. */
export type Undo = ReturnType<typeof createUndo>;

export function createUndo({ ledger }: { readonly ledger: Ledger }) {
	return {
		/**
		 * Makes what an act of one's own changed in a card what it was before, and leaves alone what others changed elsewhere in it;
		 * a card that the act made is taken off the board. Throws `changed-since` when others have changed the card since, unless that
		 * is said to be known; `already-undone`; `cannot-undo` for what the minutes made, for what others did, and for acts of
		 * versions that did not keep what they changed.
		 */
		async undo(actor: Actor, input: z.input<typeof undoInput>): Promise<CardView> {
			const { cardId, seq, evenSo } = parse(undoInput, input);
			const undone = await ledger.write(actor, async (entry) => {
				const card = await cardToChange(entry.stores, actor, cardId);
				const events = await entry.stores.events.changesOf(cardId);
				return takeBack(entry, actor, { card, events, act: actOf(events, seq) }, evenSo);
			});
			return (await ledger.viewCards([undone]))[0]!;
		},

		/**
		 * The same for all cards that an act changed, all or none; those of them that were taken back singly stay so. Throws
		 * `changed-since` when others have changed any of them since.
		 */
		async undoAct(actor: Actor, input: z.input<typeof undoActInput>): Promise<CardView[]> {
			if (!may.moveCards(actor)) throw new Refusal('forbidden');
			const { seq, evenSo } = parse(undoActInput, input);
			const undone = await ledger.write(actor, async (entry) => {
				const act = await entry.stores.events.ofAct(seq);
				const cardIds = [...new Set(act.flatMap(({ cardId }) => cardId ?? []))];
				const undone: Card[] = [];
				for (const cardId of cardIds) {
					const card = await cardToChange(entry.stores, actor, cardId);
					const events = await entry.stores.events.changesOf(cardId);
					const own = act.filter((event) => event.cardId === cardId);
					if (!isUndone(events, own))
						undone.push(await takeBack(entry, actor, { card, events, act: own }, evenSo));
				}
				if (undone.length === 0) throw new Refusal(cardIds.length > 0 ? 'already-undone' : 'cannot-undo');
				return undone;
			});
			return ledger.viewCards(undone);
		}
	};
}

/** Takes an act back in one card; `events` are all of the card, `act` those of the act. */
async function takeBack(
	entry: LedgerEntry,
	actor: Actor,
	{
		card,
		events,
		act
	}: { readonly card: Card; readonly events: readonly CardEvent[]; readonly act: readonly CardEvent[] },
	evenSo = false
): Promise<Card> {
	const own = act.length > 0 && act.every((event) => isBy(actor, event));
	const deltas = act.flatMap(({ delta }) => (delta ? [delta] : []));
	if (!own || deltas.length < act.length || act.some(({ what }) => what.type === 'card-said'))
		throw new Refusal('cannot-undo');
	if (isUndone(events, act)) throw new Refusal('already-undone');
	const delta = joinDeltas(deltas);
	const isTouched = events.some((event) => event.seq > act.at(-1)!.seq && !isBy(actor, event));
	if (!evenSo && (isTouched || !stillStands(card, delta))) throw new Refusal('changed-since');
	const isMaking = act.some(({ what }) => what.type === 'card-made');
	const before: Card = isMaking ? { ...card, source: 'removed' } : revertDelta(card, delta);
	if (before.source !== card.source) await keepDismissals(entry.stores, actor, before);
	const rank = 'rank' in delta && !isMaking ? await freeRank(entry.stores, before) : card.rank;
	const first = act[0]!;
	return entry.card((version) => ({
		card: { ...before, rank, version },
		what: { type: 'card-undone', undoes: first.seq, what: first.what }
	}));
}

function isUndone(events: readonly CardEvent[], act: readonly CardEvent[]): boolean {
	return events.some(({ what }) => what.type === 'card-undone' && what.undoes === act[0]?.seq);
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

/** The sentence is remembered, or no longer, as no action item. A card made by hand has none. */
async function keepDismissals(
	stores: Stores,
	actor: Actor,
	{ meetingId, source, said }: Card
): Promise<void> {
	if (source === 'made' || source === 'removed') return;
	const meeting = meetingId ? await stores.meetings.find(meetingId) : null;
	if (!meeting || !may.writeMinutes(actor, meeting)) throw new Refusal('meeting-closed');
	const words = fingerprintOf(said?.quote ?? '');
	if (source === 'dismissed') await stores.cards.dismiss(meeting.id, words);
	else await stores.cards.undismiss(meeting.id, words);
}
