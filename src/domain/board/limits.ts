import { isOnBoard, type Card, type CardOwner } from './card.ts';
import type { BoardRules, Status } from './status.ts';

/** What may be limited: the columns of what is not done, and what one owner has in progress. */
export const limitNames = ['not_started', 'in_progress', 'delayed', 'owner'] as const;
export type LimitName = (typeof limitNames)[number];

/** How many cards the board holds before it warns; without a number, any. A limit never refuses a move. */
export type Limits = { readonly [name in LimitName]?: number };

/** What a workspace decided about its board, as far as somebody chose. */
export type BoardChoices = Partial<BoardRules> & { readonly limits?: Limits };

/** More cards than there should be. */
export type Excess = { readonly count: number; readonly limit: number };

export type Overload = {
	readonly columns: ReadonlyMap<Status, Excess>;
	/** By `ownerKey`. */
	readonly owners: ReadonlyMap<string, Excess>;
};

type Counted = Pick<Card, 'status' | 'source'> & { readonly owner: CardOwner | null };

/** Where a board holds more than its limits. What stands exactly at its limit is not over it. */
export function overloadOf(cards: Iterable<Counted>, limits: Limits): Overload {
	const columns = new Map<Status, number>();
	const owners = new Map<string, number>();
	for (const { status, owner, ...card } of cards) {
		if (!isOnBoard(card)) continue;
		columns.set(status, (columns.get(status) ?? 0) + 1);
		if (status !== 'in_progress' || !owner) continue;
		const key = ownerKey(owner);
		owners.set(key, (owners.get(key) ?? 0) + 1);
	}
	return {
		columns: beyond(columns, (status) => (status === 'done' ? undefined : limits[status])),
		owners: beyond(owners, () => limits.owner)
	};
}

/** The same text for the same owner. */
export function ownerKey(owner: CardOwner): string {
	return owner.kind === 'name' ? `name:${owner.name}` : `${owner.kind}:${owner.id}`;
}

function beyond<Key>(
	counts: ReadonlyMap<Key, number>,
	limitOf: (key: Key) => number | undefined
): Map<Key, Excess> {
	const over = new Map<Key, Excess>();
	for (const [key, count] of counts) {
		const limit = limitOf(key);
		if (limit !== undefined && count > limit) over.set(key, { count, limit });
	}
	return over;
}
