import { isWorkedOn, type Card } from '#domain/board/card.ts';
import { cameAfter, lostSince } from '#domain/board/typed-again.ts';
import type { Calendar } from '#domain/calendar/working-days.ts';
import type { Instant } from '#domain/day.ts';
import type { IdRun } from '#domain/extraction/id-runs.ts';
import { proposedItem } from '#domain/extraction/proposals.ts';
import type { ReadingContext } from '#domain/extraction/reading-context.ts';
import { fingerprintOf, reconcile, type SaidAgain, type TrackedItem } from '#domain/extraction/reconcile.ts';
import { makesCards, type Meeting } from '#domain/meeting.ts';
import type { Actor } from '#domain/rights.ts';
import type { Ledger } from '#server/ledger.ts';
import type { Storage } from '#server/storage/storage.ts';
import { locateItems, rangeOfRuns, type LocatedItem } from '#sync/located-items.ts';
import type { MinutesBlock } from '#sync/minutes-doc.ts';
import { giveUp, makeCard, sayAgain, takeAway, type CardChange } from './sentence-cards.ts';

/** The minutes of one meeting, as they were read last. */
export type MinutesAsRead = {
	readonly meeting: Meeting;
	readonly blocks: readonly MinutesBlock[];
	readonly context: ReadingContext;
	/** When the block was last touched, as far as that was seen. */
	writtenAt(block: string): Instant | undefined;
	/** Whether somebody's input method is at work in it. */
	isComposed(block: string): boolean;
};

/** The cards of one meeting, kept in line with the sentences that stand in its minutes (docs/decisions/002). */
export type MeetingCards = {
	/**
	 * Brings the cards in line with the sentences that were found, in one transaction. `wanted` says of which sentences without
	 * a card one is made, `by` in whose name; answers how many were.
	 */
	bringInLine(
		minutes: MinutesAsRead,
		found: readonly LocatedItem[],
		choice?: { readonly wanted?: (one: LocatedItem) => boolean; readonly by?: Actor }
	): Promise<number>;
	/** Makes a card of one sentence on somebody's word, or brings back the one that was waved away. */
	accept(minutes: MinutesAsRead, actor: Actor, sentence: LocatedItem): Promise<Card>;
	/** Whether a card is to be looked at again: its sentence cannot be found, or is another card's again. */
	readonly isWaiting: boolean;
	/** Whether the same sentences, found again, would change nothing. */
	readonly areSettled: boolean;
	/** When the first of those that wait is to be looked at; Infinity: not before something is written. */
	readonly lookAgainAt: Instant;
};

/** A card leaves its sentence only after this long: lines are cut to be pasted, and typed to the end. */
const goneAfter = 1_500;
/** A card that somebody laid a hand on while it was to be given up is looked at again after this long. */
const handAfter = 250;

/** The cards of the meeting whose minutes are open in one room. */
export function createMeetingCards(parts: {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly calendar: Calendar;
	readonly now: () => Instant;
}): MeetingCards {
	const { storage, ledger, calendar, now } = parts;
	/** Since when a card's sentence cannot be found, or is another card's again. */
	const missing = new Map<string, Instant>();
	let lookAgainAt: Instant = Infinity;
	/** Some cards are of sentences that no rule finds: where those stand is looked up each time. */
	let hasProposed = false;

	/** Of the sentences that say a lost promise again those that were written since it was lost. */
	async function whatWasTypedAgain(
		saidAgain: readonly SaidAgain[],
		cardBy: ReadonlyMap<string, Card>
	): Promise<SaidAgain[]> {
		const typedAgain: SaidAgain[] = [];
		for (const one of saidAgain) {
			const { events } = storage.read;
			const isStillSaid = cardBy.get(one.id)!.source === 'said';
			const lost = isStillSaid ? missing.get(one.id) : lostSince(await events.ofCard(one.id));
			if (lost && cameAfter(lost, await events.ofCard(one.insteadOf))) typedAgain.push(one);
		}
		return typedAgain;
	}

	/** Whether a card has been without its sentence for long enough, and nobody writes where that stood or stands. */
	function hasLasted(id: string, block: string | undefined, minutes: MinutesAsRead): boolean {
		const since = missing.get(id) ?? now();
		missing.set(id, since);
		const touchedAt = block === undefined ? undefined : minutes.writtenAt(block);
		const isComposed = block !== undefined && minutes.isComposed(block);
		const calmSince = Math.max(since, isComposed ? now() : (touchedAt ?? since));
		const isOver = now() - calmSince >= goneAfter;
		if (!isOver) lookAgainAt = Math.min(lookAgainAt, calmSince + goneAfter);
		return isOver;
	}

	/** The sentence goes to the card whose promise it says again, the one that was made of its half leaves the board. */
	function giveBack(
		card: Card,
		to: { readonly owner: Card; readonly sentence: LocatedItem; readonly before: readonly IdRun[] }
	): CardChange {
		const { owner, sentence, before } = to;
		return async (entry) => {
			// A hand laid on it meanwhile makes it somebody's card.
			if ((await entry.stores.cards.find(card.id))!.version !== card.version) {
				lookAgainAt = Math.min(lookAgainAt, now() + handAfter);
				return;
			}
			missing.delete(card.id);
			await sayAgain(owner, sentence, before, calendar)?.(entry);
			await giveUp(card, owner.id)(entry);
		};
	}

	/** The sentences of cards that a model proposed, where their characters stand now, unless a rule finds them by now. */
	function takenProposals(
		proposed: readonly Card[],
		runsOf: ReadonlyMap<string, readonly IdRun[]>,
		found: readonly LocatedItem[],
		{ blocks, context }: MinutesAsRead
	): LocatedItem[] {
		const taken = found.flatMap(({ item }) => item.spans);
		return proposed.flatMap(({ id, said }) => {
			const place = rangeOfRuns(runsOf.get(id) ?? [], blocks) ?? placeOfWords(said!.quote, blocks);
			if (!place) return [];
			const { block, range } = place;
			const isTaken = taken.some(
				(span) => span.block === block.id && span.start < range.end && range.start < span.end
			);
			if (isTaken) return [];
			const item =
				proposedItem(block, range, said!.ownerText, context) ?? proposedItem(block, range, null, context);
			return item ? locateItems([item], blocks) : [];
		});
	}

	const isWaiting = () => missing.size > 0 || lookAgainAt < Infinity;

	return {
		get isWaiting() {
			return isWaiting();
		},
		get areSettled() {
			return !isWaiting() && !hasProposed;
		},
		get lookAgainAt() {
			return lookAgainAt;
		},

		async bringInLine(minutes, sentences, choice = {}) {
			const { meeting, blocks } = minutes;
			const wanted =
				choice.wanted ?? (({ item }: LocatedItem) => item.band === 'sure' && makesCards(meeting));
			const by: Actor = choice.by ?? { kind: 'extraction', workspaceId: meeting.workspaceId };
			const [cards, anchors, dismissed] = await Promise.all([
				storage.read.cards.list(meeting.workspaceId, { meetingId: meeting.id, offBoard: true }),
				storage.read.cards.anchors(meeting.id),
				storage.read.cards.dismissals(meeting.id)
			]);
			const runsOf = new Map(anchors.map((anchor) => [anchor.cardId, anchor.runs]));
			const cardBy = new Map(cards.map((card) => [card.id, card]));
			const proposed = cards.filter(({ said }) => said?.proposed);
			hasProposed = proposed.length > 0;
			const found = [...sentences, ...takenProposals(proposed, runsOf, sentences, minutes)];
			const foundBy = new Map(found.map((one) => [one.item.key, one]));
			const { same, fresh, gone, saidAgain } = reconcile(
				trackedItems(cards, runsOf),
				found.map(({ item, runs, quote }) => ({ key: item.key, runs, quote }))
			);
			const typedAgain = await whatWasTypedAgain(saidAgain, cardBy);
			const ownerOf = new Map(typedAgain.map(({ id, insteadOf }) => [insteadOf, cardBy.get(id)!]));
			const returning = new Set(typedAgain.map(({ id }) => id));

			const changes: CardChange[] = [];
			lookAgainAt = Infinity;
			for (const { id, key } of same) {
				const [card, sentence] = [cardBy.get(id)!, foundBy.get(key)!];
				const owner = ownerOf.get(id);
				const mayGo = () => card.source !== 'said' || hasLasted(id, sentence.item.spans[0]?.block, minutes);
				if (owner && mayGo()) {
					changes.push(giveBack(card, { owner, sentence, before: runsOf.get(owner.id) ?? [] }));
					continue;
				}
				if (!owner) missing.delete(id);
				const change = sayAgain(card, sentence, runsOf.get(id) ?? [], calendar);
				if (change) changes.push(change);
			}
			const isDismissed = new Set(dismissed);
			const toMake = fresh
				.map((key) => foundBy.get(key)!)
				.filter((one) => wanted(one) && !isDismissed.has(fingerprintOf(one.quote)));
			changes.push(
				...toMake.map(
					(one): CardChange =>
						async (entry) =>
							void (await makeCard(entry, meeting, one))
				)
			);
			for (const id of missing.keys()) if (!gone.includes(id) && !ownerOf.has(id)) missing.delete(id);
			for (const id of gone) {
				const block = rangeOfRuns(runsOf.get(id) ?? [], blocks)?.block.id;
				if (returning.has(id) || !hasLasted(id, block, minutes)) continue;
				const leave = takeAway(id, missing.get(id)!);
				changes.push(async (entry) => {
					await leave(entry);
					missing.delete(id);
				});
			}
			if (changes.length > 0)
				await ledger.write(by, async (entry) => {
					for (const change of changes) await change(entry);
				});
			return toMake.length;
		},

		async accept({ meeting }, actor, sentence) {
			const runs = JSON.stringify(sentence.runs);
			const anchors = await storage.read.cards.anchors(meeting.id);
			const existing = anchors.find((anchor) => JSON.stringify(anchor.runs) === runs);
			const known = existing && (await storage.read.cards.find(existing.cardId));
			if (known && known.source !== 'dismissed') return known;
			return ledger.write(actor, async (entry) => {
				await entry.stores.cards.undismiss(meeting.id, fingerprintOf(sentence.quote));
				if (!known) return makeCard(entry, meeting, sentence);
				return entry.card((seq) => ({
					card: { ...known, source: 'said', version: seq },
					what: { type: 'card-source-changed', from: 'dismissed', to: 'said', quote: sentence.quote }
				}));
			});
		}
	};
}

function trackedItems(cards: readonly Card[], runsOf: ReadonlyMap<string, readonly IdRun[]>): TrackedItem[] {
	return cards.flatMap((card) =>
		card.said
			? [
					{
						id: card.id,
						runs: runsOf.get(card.id) ?? [],
						quote: card.said.quote,
						present: card.source === 'said',
						workedOn: isWorkedOn(card)
					}
				]
			: []
	);
}

/** Where the words stand, as an undone deletion or a pasted line has them again. */
function placeOfWords(words: string, blocks: readonly MinutesBlock[]) {
	const block = words === '' ? undefined : blocks.find(({ text }) => text.includes(words));
	if (!block) return null;
	const start = block.text.indexOf(words);
	return { block, range: { start, end: start + words.length } };
}
