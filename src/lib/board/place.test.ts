import { describe, expect, test } from 'vitest';
import { guessRank, indexAt, isOwnPlace, placeAt, placeOf, placeOfMany } from './place.ts';

const column = ['a', 'b', 'c', 'd'].map((id, index) => ({ id, rank: `a${index}` }));
const only = (...ids: string[]) => column.filter(({ id }) => ids.includes(id));

describe('a card dropped', () => {
	const drop = (index: number, shown = column, cardId = 'x') =>
		placeAt({ cardId, to: 'done', index, shown, all: column });

	test('comes between the two it is dropped between', () => {
		expect(drop(2)).toEqual({ to: 'done', above: 'b', below: 'c' });
	});

	test('at the ends has one neighbour', () => {
		expect(drop(0)).toEqual({ to: 'done', above: null, below: 'a' });
		expect(drop(4)).toEqual({ to: 'done', above: 'd', below: null });
	});

	test('beyond the end is at the end', () => {
		expect(drop(99)).toEqual({ to: 'done', above: 'd', below: null });
	});

	test('is no neighbour of itself', () => {
		expect(drop(1, column, 'b')).toEqual({ to: 'done', above: 'a', below: 'c' });
		expect(drop(0, column, 'a')).toEqual({ to: 'done', above: null, below: 'b' });
	});

	test('keeps close to the shown card above it when a filter hides those between', () => {
		expect(drop(1, only('a', 'd'))).toEqual({ to: 'done', above: 'a', below: 'b' });
		expect(drop(1, only('b'))).toEqual({ to: 'done', above: 'b', below: 'c' });
	});

	test('before the first shown card keeps close to that one', () => {
		expect(drop(0, only('c', 'd'))).toEqual({ to: 'done', above: 'b', below: 'c' });
	});

	test('into a column that shows none goes to its end', () => {
		expect(drop(0, [])).toEqual({ to: 'done', above: 'd', below: null });
		expect(placeAt({ cardId: 'x', to: 'done', index: 0, shown: [], all: [] })).toEqual({
			to: 'done',
			above: null,
			below: null
		});
	});
});

test('a card is brought back between the neighbours it had', () => {
	expect(placeOf('b', 'done', column)).toEqual({ to: 'done', above: 'a', below: 'c' });
	expect(placeOf('a', 'done', column)).toEqual({ to: 'done', above: null, below: 'b' });
	expect(placeOf('d', 'done', column)).toEqual({ to: 'done', above: 'c', below: null });
});

test('only its own number is its own place', () => {
	expect([0, 1, 2].map((index) => isOwnPlace('b', index, column))).toEqual([false, true, false]);
	expect(isOwnPlace('x', 0, column)).toBe(false);
});

describe('the rank it will most likely get', () => {
	test.each([
		['a', 'b'],
		[null, 'a'],
		['d', null]
	])('lies between %s and %s', (above, below) => {
		const rank = guessRank({ to: 'done', above, below }, column);
		const ranks = [...column.map((card) => card.rank), rank].sort();
		const at = ranks.indexOf(rank);
		expect(column.find((card) => card.id === above)?.rank).toBe(ranks[at - 1]);
		expect(column.find((card) => card.id === below)?.rank).toBe(ranks[at + 1]);
	});

	test('exists when the neighbours have gone', () => {
		expect(guessRank({ to: 'done', above: 'gone', below: 'gone too' }, column)).toMatch(/^\w+$/);
	});
});

test('a pointer means the place before the first card whose middle is below it', () => {
	const middles = [50, 150, 250, 350];
	const at = (y: number) => indexAt(y, middles.length, (index) => middles[index]!);
	expect([0, 49, 50, 51, 149, 251, 349, 9999].map(at)).toEqual([0, 0, 1, 1, 1, 3, 3, 4]);
	expect(indexAt(10, 0, () => 0)).toBe(0);
});

test('several that are dropped together come between the nearest that stay', () => {
	const all = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, rank: id }));
	expect(placeOfMany({ above: 'b', below: 'c' }, ['b', 'd'], all)).toEqual({ above: 'a', below: 'c' });
	expect(placeOfMany({ above: 'a', below: 'b' }, ['a', 'b', 'c'], all)).toEqual({ above: null, below: 'd' });
	expect(placeOfMany({ above: null, below: null }, ['a'], all)).toEqual({ above: null, below: null });
});
