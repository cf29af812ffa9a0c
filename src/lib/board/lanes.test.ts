import { describe, expect, test } from 'vitest';
import { makeCard } from '#support/cast.ts';
import { boardCardOf } from './board-card.ts';
import { namesOf } from './board-roster.ts';
import { Board } from './board.svelte.ts';
import { cardCommands } from './card-commands.ts';
import { laneKinds, laneLayout, laneOf, lanesOf, readCell, cellIn, valuesIn } from './lanes.ts';

const names = namesOf({
	people: [{ id: 'ana', name: 'Ana' }],
	departments: [{ id: 'mkt', name: 'Marketing' }],
	projects: [{ id: 'p', name: 'Launch' }],
	meetings: [{ id: 'm', title: 'Weekly' }]
});
const cards = [
	boardCardOf(
		makeCard({ id: 'a', rank: 'a0', projectId: 'p', said: { owner: { kind: 'person', id: 'ana' } } })
	),
	boardCardOf(
		makeCard({
			id: 'b',
			rank: 'a1',
			status: 'done',
			said: { owner: { kind: 'name', name: '张:三' }, priority: 'low' }
		})
	),
	boardCardOf(makeCard({ id: 'c', rank: 'a2', projectId: null, said: { owner: null } }))
];
const board = new Board({ cards, commands: cardCommands });
const lanesBy = (by: (typeof laneKinds)[number]) => lanesOf(board, by, { names, locale: 'en' });

describe('the lanes of a board', () => {
	test('stand by name, what has none last', () => {
		expect(lanesBy('owner').map(({ name, count }) => [name, count])).toEqual([
			['Ana', 1],
			['张:三', 1],
			[null, 1]
		]);
	});

	test('by priority are all there are, the high ones first', () => {
		expect(lanesBy('priority').map(({ id }) => id)).toEqual(['high', 'medium', 'low', '']);
	});

	test.each(laneKinds)('say of a card by %s what brings it there again', (by) => {
		for (const card of cards) {
			const lane = laneOf(card, by);
			expect(laneOf({ ...card, ...valuesIn(lane, by).shown }, by)).toBe(lane);
		}
	});

	test('may be set by hand, but not the meeting that it was said in', () => {
		expect(valuesIn('name:张:三', 'owner').request).toEqual({ owner: { kind: 'name', name: '张:三' } });
		expect(valuesIn('', 'priority').request).toEqual({ priority: null });
		expect(valuesIn('m', 'meeting').request).toBeNull();
	});
});

test('arrows lead from cell to cell, up and down into the next lane', () => {
	const lanes = lanesBy('priority');
	const { beside } = laneLayout(board, { by: () => 'priority', lanes: () => lanes });
	expect(beside(cellIn('not_started', 'high'), 'ArrowDown')).toBe(cellIn('not_started', 'medium'));
	expect(beside(cellIn('not_started', 'high'), 'ArrowUp')).toBeUndefined();
	expect(beside(cellIn('done', 'low'), 'ArrowRight')).toBe(cellIn('delayed', 'low'));
	expect(readCell('done|name:a|b')).toEqual({ status: 'done', lane: 'name:a|b' });
});
