import { addDays, mondayOf, type Day } from '#domain/day.ts';
import { byRank } from '#domain/board/board.ts';
import type { BoardCard } from '#lib/board/board-card.ts';

/** Somebody, and the departments that this person answers for as their head. */
export type Answerable = { readonly id: string; readonly headOf: readonly string[] };

/** Promised by the person, or by a department the person is the head of. */
export function isMine({ owner }: Pick<BoardCard, 'owner'>, me: Answerable): boolean {
	if (owner === null || owner.kind === 'name') return false;
	return owner.kind === 'person' ? owner.id === me.id : me.headOf.includes(owner.id);
}

export const cardGroups = ['overdue', 'week', 'later', 'noDay'] as const;
export type CardGroup = (typeof cardGroups)[number];

type Grouped = Pick<BoardCard, 'id' | 'rank' | 'due' | 'priority' | 'status'>;

/**
 * Open cards by how soon they are due: before today, until Sunday, later, without a day. Within a group the earlier
 * day first, then the higher priority. Groups with nothing in them are left out, and done cards altogether.
 */
export function groupMyCards<Item extends Grouped>(
	cards: readonly Item[],
	today: Day
): { readonly group: CardGroup; readonly cards: readonly Item[] }[] {
	const open = cards.filter(({ status }) => status !== 'done').sort(bySoonest);
	return cardGroups
		.map((group) => ({ group, cards: open.filter((card) => groupOf(card, today) === group) }))
		.filter(({ cards }) => cards.length > 0);
}

function groupOf({ due }: Pick<Grouped, 'due'>, today: Day): CardGroup {
	if (due === null) return 'noDay';
	if (due < today) return 'overdue';
	return due <= addDays(mondayOf(today), 6) ? 'week' : 'later';
}

const weight = { high: 0, medium: 1, low: 3 };

function bySoonest(a: Grouped, b: Grouped): number {
	if (a.due !== b.due) return (a.due ?? '') < (b.due ?? '') ? -1 : 1;
	const heavier = (card: Grouped) => (card.priority ? weight[card.priority] : 2);
	return heavier(a) - heavier(b) || byRank(a, b);
}
