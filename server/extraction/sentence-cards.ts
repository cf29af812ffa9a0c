import { rankBetween } from '#domain/board/board.ts';
import { isWorkedOn, justMade, type Card } from '#domain/board/card.ts';
import { resayCard } from '#domain/board/edit.ts';
import { goesOn, moveCard } from '#domain/board/move.ts';
import { saidChanges, saidOf, saysOtherwise, statusAsked } from '#domain/board/said.ts';
import type { Calendar } from '#domain/calendar/working-days.ts';
import { dayInZone, type Instant } from '#domain/day.ts';
import type { IdRun } from '#domain/extraction/id-runs.ts';
import type { Meeting } from '#domain/meeting.ts';
import { newId } from '#server/auth/secrets.ts';
import { departmentOf } from '#server/board/access.ts';
import type { LedgerEntry } from '#server/ledger.ts';
import type { LocatedItem } from '#sync/located-items.ts';

/** What is written of one card because of the sentence it is of. */
export type CardChange = (entry: LedgerEntry) => Promise<void>;

/** Makes a card of a sentence that has none. */
export async function makeCard(
	{ stores, card, now }: LedgerEntry,
	meeting: Meeting,
	{ item, runs, quote }: LocatedItem
): Promise<Card> {
	const status = item.state === 'done' ? 'done' : 'not_started';
	const rank = rankBetween(await stores.cards.lastRank(meeting.workspaceId, status), null);
	const preview = saidOf(item, quote, null, 0);
	const departmentId = await departmentOf(stores, meeting.workspaceId, preview.owner);
	const id = newId();
	const made = await card((seq) => {
		const said = saidOf(item, quote, null, seq);
		return {
			isNew: true,
			card: {
				id,
				workspaceId: meeting.workspaceId,
				meetingId: meeting.id,
				projectId: meeting.projectId,
				departmentId,
				said,
				changed: {},
				status,
				progress: status === 'done' ? 100 : 0,
				rank,
				delay: null,
				source: 'said',
				...justMade,
				version: seq,
				createdAt: now,
				statusSince: now
			},
			what: { type: 'card-said', said, status, rank }
		};
	});
	await stores.cards.saveAnchor({ cardId: id, meetingId: meeting.id, runs });
	return made;
}

/**
 * The card says what its sentence says now, which stood at the characters `before`; a card that had left the board comes back.
 * null: nothing is to be written.
 */
export function sayAgain(
	card: Card,
	{ item, runs, quote }: LocatedItem,
	before: readonly IdRun[],
	calendar: Calendar
): CardChange | null {
	const isBack = card.source === 'withdrawn' || card.source === 'detached';
	const hasMoved = JSON.stringify(before) !== JSON.stringify(runs);
	const reads = saidOf(item, quote, card.said, 0);
	if (!isBack && !hasMoved && !saysOtherwise(card.said!, reads)) return null;

	return async ({ stores, card: save, now: at }) => {
		if (hasMoved) await stores.cards.saveAnchor({ cardId: card.id, meetingId: card.meetingId!, runs });
		let current = (await stores.cards.find(card.id))!;
		if (isBack) {
			const from = current.source;
			current = await save((seq) => ({
				card: { ...current, source: 'said', version: seq },
				what: { type: 'card-source-changed', from, to: 'said', quote }
			}));
		}
		const said = current.said!;
		const ownerDepartment = await departmentOf(stores, current.workspaceId, reads.owner);
		current = await save((seq) => {
			const after = saidOf(item, quote, said, seq);
			return {
				card: resayCard(current, after, { seq, ownerDepartment }),
				what: { type: 'card-resaid', changes: saidChanges(said, after), quote }
			};
		});
		const { timeZone } = (await stores.workspaces.get())!;
		const today = dayInZone(at, timeZone);
		const hasNewDay = said.due !== current.said!.due;
		const status =
			statusAsked(current, said, current.said!) ??
			(hasNewDay && goesOn(current, today) ? 'in_progress' : null);
		if (status && current.source === 'said') {
			const rank = rankBetween(await stores.cards.lastRank(current.workspaceId, status), null);
			await save((seq) => moveCard(current, { to: status, rank }, { seq, now: at, today, calendar }));
		}
	};
}

/** The card leaves the board with its sentence, which is gone since `missingSince`; one that was worked on stays, detached. */
export function takeAway(cardId: string, missingSince: Instant): CardChange {
	return async ({ stores, card: save }) => {
		const current = (await stores.cards.find(cardId))!;
		if (current.source !== 'said') return;
		const to = isWorkedOn(current) ? 'detached' : 'withdrawn';
		const quote = current.said?.quote ?? '';
		await save((seq) => ({
			card: { ...current, source: to, version: seq },
			what: { type: 'card-source-changed', from: 'said', to, quote, missingSince }
		}));
	};
}

/** The card, untouched since it was read as `card`, leaves its sentence, and the board, to the card `owner`. */
export function giveUp(card: Card, owner: string): CardChange {
	return async ({ stores, card: save }) => {
		await stores.cards.saveAnchor({ cardId: card.id, meetingId: card.meetingId!, runs: [] });
		if (card.source !== 'said') return;
		const quote = card.said?.quote ?? '';
		await save((seq) => ({
			card: { ...card, source: 'withdrawn', version: seq },
			what: { type: 'card-source-changed', from: 'said', to: 'withdrawn', quote, heldBy: owner }
		}));
	};
}
