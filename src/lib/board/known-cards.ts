import { isOnBoard } from '#domain/board/card.ts';
import type { BoardCard } from './board-card.ts';

/** The cards as the server last told of them, by id. */
export type KnownCards = ReadonlyMap<string, BoardCard>;

/** All cards of a page that was just loaded. */
export function knownCards(cards: readonly BoardCard[]): KnownCards {
	return new Map(cards.map((card) => [card.id, card]));
}

/** The same with cards that changed. An older card never replaces a newer one; without news, the very same map. */
export function takeCards(known: KnownCards, cards: readonly BoardCard[]): KnownCards {
	const news = cards.filter((card) => (known.get(card.id)?.version ?? -1) < card.version);
	if (news.length === 0) return known;
	const after = new Map(known);
	for (const card of news) {
		// Of two in one batch, too.
		if ((after.get(card.id)?.version ?? -1) < card.version) after.set(card.id, card);
	}
	return after;
}

/**
 * The same for a screen that only listens: cards that left the board are forgotten, so that it holds no more after
 * weeks than after a minute. They come with news when they come back, and news comes in its order.
 */
export function followCards(known: KnownCards, cards: readonly BoardCard[]): KnownCards {
	const after = new Map(takeCards(known, cards));
	for (const card of cards) if (!isOnBoard(card)) after.delete(card.id);
	return after;
}
