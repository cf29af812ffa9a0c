import { expect, test } from 'vitest';
import { makeCard } from '#support/cast.ts';
import { boardCardOf } from './board-card.ts';
import { followCards, knownCards, takeCards } from './known-cards.ts';

const card = (id: string, version: number) => boardCardOf(makeCard({ id, version }));
const versions = (known: ReturnType<typeof knownCards>) =>
	[...known.values()].map((one) => [one.id, one.version]);

test('a newer card takes the place of an older one, never the other way round', () => {
	const known = knownCards([card('a', 2), card('b', 2)]);
	expect(versions(takeCards(known, [card('a', 3), card('b', 1), card('c', 1)]))).toEqual([
		['a', 3],
		['b', 2],
		['c', 1]
	]);
	expect(versions(takeCards(known, [card('a', 5), card('a', 4)]))).toEqual([
		['a', 5],
		['b', 2]
	]);
});

test('without news it is the very same', () => {
	const known = knownCards([card('a', 2)]);
	expect(takeCards(known, [card('a', 2)])).toBe(known);
	expect(takeCards(known, [])).toBe(known);
});

test('a screen that only listens forgets what left the board, and takes it again', () => {
	const known = knownCards([card('a', 2), card('b', 2)]);
	const left = followCards(known, [
		boardCardOf(makeCard({ id: 'a', version: 3, source: 'withdrawn' })),
		card('b', 3)
	]);
	expect(versions(left)).toEqual([['b', 3]]);
	expect(versions(followCards(left, [card('a', 4)]))).toEqual([
		['b', 3],
		['a', 4]
	]);
});
