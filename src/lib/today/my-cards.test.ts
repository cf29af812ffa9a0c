import { expect, test } from 'vitest';
import type { Day } from '#domain/day.ts';
import type { Status } from '#domain/board/status.ts';
import { groupMyCards, isMine } from './my-cards.ts';

const card = (id: string, due: Day | null, rest: { priority?: 'high' | 'low'; status?: Status } = {}) => ({
	id,
	due,
	rank: id,
	priority: rest.priority ?? null,
	status: rest.status ?? 'not_started'
});

test('cards stand by how soon they are due, Sunday still being this week', () => {
	// Wednesday
	const groups = groupMyCards(
		[
			card('no day', null),
			card('next monday', '2024-06-10'),
			card('sunday', '2024-06-09'),
			card('today', '2024-06-05'),
			card('yesterday', '2024-06-04', { status: 'delayed' }),
			card('last week', '2024-05-30'),
			card('done', '2024-06-01', { status: 'done' })
		],
		'2024-06-05'
	);
	expect(groups.map(({ group, cards }) => [group, ...cards.map(({ id }) => id)])).toEqual([
		['overdue', 'last week', 'yesterday'],
		['week', 'today', 'sunday'],
		['later', 'next monday'],
		['noDay', 'no day']
	]);
});

test('of one day the more important first, then as on the board', () => {
	const day = '2024-06-06';
	const [group] = groupMyCards(
		[
			card('b', day),
			card('c', day, { priority: 'low' }),
			card('a', day),
			card('d', day, { priority: 'high' })
		],
		'2024-06-05'
	);
	expect(group?.cards.map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c']);
});

test('mine is what I promised, and what my department did when I am its head', () => {
	const me = { id: 'ana', headOf: ['mkt'] };
	expect(isMine({ owner: { kind: 'person', id: 'ana' } }, me)).toBe(true);
	expect(isMine({ owner: { kind: 'department', id: 'mkt' } }, me)).toBe(true);
	expect(isMine({ owner: { kind: 'department', id: 'sal' } }, me)).toBe(false);
	expect(isMine({ owner: { kind: 'person', id: 'ben' } }, me)).toBe(false);
	expect(isMine({ owner: { kind: 'name', name: 'ana' } }, me)).toBe(false);
	expect(isMine({ owner: null }, me)).toBe(false);
});
