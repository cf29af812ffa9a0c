import { rankBetween } from '#domain/board/board.ts';
import type { Status } from '#domain/board/status.ts';

/** Where a card is dropped: a column, and the two cards it comes between; null for an end of the column. */
export type Place = { readonly to: Status; readonly above: string | null; readonly below: string | null };

type Ranked = { readonly id: string; readonly rank: string };

/**
 * The place of a card that is dropped as number `index` among the shown cards of a column (itself not counted).
 * Cards that a filter hides stand in between as well: the dropped card keeps close to the shown card above it, or to
 * the one below it at the top. In a column that shows none it goes to the end.
 */
export function placeAt({
	cardId,
	to,
	index,
	shown,
	all
}: {
	readonly cardId: string;
	readonly to: Status;
	readonly index: number;
	/** What the column shows, in order. */
	readonly shown: readonly Ranked[];
	/** The whole column, in order. */
	readonly all: readonly Ranked[];
}): Place {
	const visible = shown.filter(({ id }) => id !== cardId);
	const others = all.filter(({ id }) => id !== cardId);
	const at = (id: string) => others.findIndex((card) => card.id === id);
	if (visible.length === 0) return { to, above: others.at(-1)?.id ?? null, below: null };
	const above = visible[Math.min(index, visible.length) - 1];
	if (above) return { to, above: above.id, below: others[at(above.id) + 1]?.id ?? null };
	const below = visible[0]!;
	return { to, above: others[at(below.id) - 1]?.id ?? null, below: below.id };
}

/** The place a card has in its whole column: moving it there again brings it back. */
export function placeOf(cardId: string, to: Status, all: readonly Ranked[]): Place {
	const at = all.findIndex(({ id }) => id === cardId);
	return { to, above: all[at - 1]?.id ?? null, below: all[at + 1]?.id ?? null };
}

/** Between which cards several come to stand together: the nearest beside a place that are not among them. */
export function placeOfMany(
	{ above, below }: Pick<Place, 'above' | 'below'>,
	ids: readonly string[],
	all: readonly Ranked[]
): Pick<Place, 'above' | 'below'> {
	const chosen = new Set(ids);
	const nearest = (id: string | null, step: 1 | -1) => {
		let at = id === null ? -1 : all.findIndex((card) => card.id === id);
		while (at >= 0 && at < all.length && chosen.has(all[at]!.id)) at += step;
		return all[at]?.id ?? null;
	};
	return { above: nearest(above, -1), below: nearest(below, 1) };
}

/** True when dropping the card as number `index` leaves it where it is. */
export function isOwnPlace(cardId: string, index: number, shown: readonly Ranked[]): boolean {
	return shown.findIndex(({ id }) => id === cardId) === index;
}

/** The rank that the server will most likely give, so that the card can be shown there at once. */
export function guessRank({ above, below }: Place, all: readonly Ranked[]): string {
	const rankOf = (id: string | null) => all.find((card) => card.id === id)?.rank ?? null;
	return rankBetween(rankOf(above), rankOf(below));
}

/**
 * Which number among a column's cards a pointer at height `y` means: before the first card whose middle is below it.
 * `middleOf` gives the middle of the card of a number; the cards stand in order from top to bottom.
 */
export function indexAt(y: number, count: number, middleOf: (index: number) => number): number {
	let from = 0;
	let to = count;
	while (from < to) {
		const half = (from + to) >> 1;
		if (middleOf(half) > y) to = half;
		else from = half + 1;
	}
	return from;
}
