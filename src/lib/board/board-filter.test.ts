import { describe, expect, test } from 'vitest';
import { filterOf, isFiltering, passes, searchOf, type BoardFilter } from './board-filter.ts';

const everything: BoardFilter = { projectId: null, departmentId: null, mine: false, late: false };
const reader = { id: 'ana', departmentIds: ['marketing'] };
const card = {
	projectId: 'launch',
	departmentId: 'marketing',
	owner: { kind: 'person', id: 'ben' },
	due: '2024-06-04',
	status: 'not_started'
} as const;
const isSeen = (filter: Partial<BoardFilter>, change: Partial<Parameters<typeof passes>[0]> = {}) =>
	passes({ ...card, ...change }, { ...everything, ...filter }, { reader, today: '2024-06-05' });

test('a filter and its address say the same', () => {
	const filter: BoardFilter = { projectId: 'launch', departmentId: 'sales', mine: true, late: true };
	expect(searchOf(filter)).toBe('?project=launch&department=sales&mine=1&late=1');
	expect(filterOf(new URLSearchParams(searchOf(filter)))).toEqual(filter);
	expect(searchOf(everything)).toBe('');
	expect(filterOf(new URLSearchParams('project=&mine=yes'))).toEqual(everything);
	expect([isFiltering(everything), isFiltering(filter)]).toEqual([false, true]);
});

describe('a card is seen', () => {
	test('when nothing is filtered', () => expect(isSeen({})).toBe(true));

	test('by its project and department', () => {
		expect(isSeen({ projectId: 'launch', departmentId: 'marketing' })).toBe(true);
		expect(isSeen({ projectId: 'other' })).toBe(false);
		expect(isSeen({ departmentId: 'sales' })).toBe(false);
		expect(isSeen({ departmentId: 'sales' }, { departmentId: null })).toBe(false);
	});

	test('as late from the day after its day until it is done', () => {
		expect(isSeen({ late: true })).toBe(true);
		expect(isSeen({ late: true }, { due: '2024-06-05' })).toBe(false);
		expect(isSeen({ late: true }, { due: null })).toBe(false);
		expect(isSeen({ late: true }, { status: 'done' })).toBe(false);
		expect(isSeen({ late: true }, { status: 'delayed' })).toBe(true);
	});

	test('as mine when I or my department do it', () => {
		expect(isSeen({ mine: true })).toBe(false);
		expect(isSeen({ mine: true }, { owner: { kind: 'person', id: 'ana' } })).toBe(true);
		expect(isSeen({ mine: true }, { owner: { kind: 'department', id: 'marketing' } })).toBe(true);
		expect(isSeen({ mine: true }, { owner: { kind: 'department', id: 'sales' } })).toBe(false);
		expect(isSeen({ mine: true }, { owner: { kind: 'name', name: 'Ana' } })).toBe(false);
		expect(isSeen({ mine: true }, { owner: null })).toBe(false);
		expect(passes(card, { ...everything, mine: true }, { reader: null, today: '2024-06-05' })).toBe(false);
	});
});
