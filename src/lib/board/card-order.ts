import { byRank } from '#domain/board/board.ts';
import { statuses } from '#domain/board/status.ts';
import type { BoardCard } from './board-card.ts';
import type { Names } from './board-roster.ts';

/** What a list of cards can be sorted by. */
export const sortKeys = ['content', 'owner', 'due', 'priority', 'status'] as const;
export type SortKey = (typeof sortKeys)[number];

const weight = { high: 0, medium: 1, low: 2 };

/**
 * Cards sorted by a field, downwards when `down`; those that do not have it come last either way. Names and texts in
 * the order of the reader's language; equal ones as they stand on the board.
 */
export function sortCards(
	cards: readonly BoardCard[],
	{
		by,
		down,
		names,
		locale
	}: { readonly by: SortKey; readonly down: boolean; readonly names: Names; readonly locale: string }
): BoardCard[] {
	const texts = new Intl.Collator(locale, { numeric: true });
	const valueOf: Record<SortKey, (card: BoardCard) => string | number | null> = {
		content: ({ content }) => content,
		owner: ({ owner }) => names.owner(owner),
		due: ({ due }) => due,
		priority: ({ priority }) => priority && weight[priority],
		status: ({ status }) => statuses.indexOf(status)
	};
	const keyed = cards.map((card) => ({ card, value: valueOf[by](card) }));
	const compare = (a: string | number, b: string | number) =>
		typeof a === 'string' && typeof b === 'string' ? texts.compare(a, b) : Number(a) - Number(b);
	return keyed
		.sort((a, b) => {
			if (a.value === null || b.value === null)
				return Number(a.value === null) - Number(b.value === null) || byRank(a.card, b.card);
			return compare(a.value, b.value) * (down ? -1 : 1) || byRank(a.card, b.card);
		})
		.map(({ card }) => card);
}
