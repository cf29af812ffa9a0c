import { generateKeyBetween } from 'fractional-indexing';
import { isOnBoard, type Card } from './card.ts';
import { statuses, type Status } from './status.ts';

export type Column<Item> = { readonly status: Status; readonly cards: readonly Item[] };

type Placed = Pick<Card, 'id' | 'rank' | 'status' | 'source'>;

/** The four columns with the cards that are on the board, in their order. */
export function arrangeBoard<Item extends Placed>(cards: Iterable<Item>): Column<Item>[] {
	const byStatus = new Map<Status, Item[]>(statuses.map((status) => [status, []]));
	for (const card of cards) if (isOnBoard(card)) byStatus.get(card.status)!.push(card);
	return statuses.map((status) => ({ status, cards: byStatus.get(status)!.sort(byRank) }));
}

/** Milliseconds that a done card stays on the board, unless one asks for older ones: 30 days. */
export const doneStays = 30 * 24 * 60 * 60 * 1_000;

/** Order within a column: by rank, and by id where two people took the same gap. */
export function byRank(a: Pick<Card, 'id' | 'rank'>, b: Pick<Card, 'id' | 'rank'>): number {
	if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * A rank between two neighbours as they stand now; null for an end of the column.
 * Neighbours that meanwhile share a rank, or stand the other way round, give the place just after `above`.
 */
export function rankBetween(above: string | null, below: string | null): string {
	if (above !== null && below !== null && above >= below) return generateKeyBetween(above, null);
	return generateKeyBetween(above, below);
}
