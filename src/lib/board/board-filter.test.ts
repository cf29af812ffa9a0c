import { describe, expect, test } from 'vitest';
import { makeCard } from '#support/cast.ts';
import { boardCardOf, type BoardCard } from './board-card.ts';
import { cleared, filterOf, isFiltering, parametersOf, passing, type BoardFilter } from './board-filter.ts';
import { namesOf } from './board-roster.ts';
import { Sounds } from './sounds.ts';

const everything = filterOf(new URLSearchParams());
const names = namesOf({
	people: [{ id: 'ben', name: 'Ben Li' }],
	departments: [{ id: 'marketing', name: '市场部' }],
	projects: [{ id: 'launch', name: 'Launch' }],
	meetings: [{ id: 'weekly', title: 'Weekly' }]
});
const card: BoardCard = {
	...boardCardOf(makeCard()),
	projectId: 'launch',
	departmentId: 'marketing',
	meetingId: 'weekly',
	content: 'Send the quote',
	owner: { kind: 'person', id: 'ben' },
	due: '2024-06-04',
	priority: 'high',
	status: 'not_started',
	version: 7
};
// A Wednesday.
const surroundings = {
	reader: { id: 'ana', departmentIds: ['marketing'] },
	today: '2024-06-05',
	seqBeforeWeek: 6,
	names,
	sounds: new Sounds()
} as const;
const isSeen = (filter: Partial<BoardFilter>, change: Partial<BoardCard> = {}) =>
	passing({ ...everything, ...filter }, surroundings)({ ...card, ...change });

test('a filter and its address say the same', () => {
	const address =
		'project=launch&department=sales&meeting=weekly&owner=ben&status=done&priority=low&due-from=2024-06-01' +
		'&due-to=2024-06-30&mine=1&late=1&week=1&unowned=1&vague=1&changed=1&view=list&done=all&q=zs';
	expect(parametersOf(filterOf(new URLSearchParams(address))).toString()).toBe(address);
	expect(parametersOf(everything).toString()).toBe('');
	expect(filterOf(new URLSearchParams('project=&mine=yes&status=gone&priority=&due-from=tomorrow'))).toEqual(
		everything
	);
});

test('what may hide something is told from what does not', () => {
	expect(isFiltering(everything)).toBe(false);
	expect(isFiltering({ ...everything, text: 'a' })).toBe(true);
	expect(isFiltering({ ...everything, view: 'list', allDone: true })).toBe(false);
	const some = filterOf(new URLSearchParams('view=calendar&day=2024-06-03&mine=1&q=a&done=all'));
	expect(parametersOf(cleared(some)).toString()).toBe('view=calendar&day=2024-06-03&done=all');
});

describe('a card is seen', () => {
	test('when nothing is filtered', () => expect(isSeen({})).toBe(true));

	test.each<[Partial<BoardFilter>, Partial<BoardFilter>]>([
		[{ projectId: 'launch' }, { projectId: 'other' }],
		[{ departmentId: 'marketing' }, { departmentId: 'sales' }],
		[{ meetingId: 'weekly' }, { meetingId: 'review' }],
		[{ ownerId: 'ben' }, { ownerId: 'ana' }],
		[{ status: 'not_started' }, { status: 'done' }],
		[{ priority: 'high' }, { priority: 'low' }],
		[{ from: '2024-06-04' }, { from: '2024-06-05' }],
		[{ to: '2024-06-04' }, { to: '2024-06-03' }],
		[
			{ projectId: 'launch', priority: 'high' },
			{ projectId: 'launch', priority: 'low' }
		]
	])('with %j, not with %j', (yes, no) => {
		expect(isSeen(yes)).toBe(true);
		expect(isSeen(no)).toBe(false);
	});

	test('by a range of days only when it has a day', () => {
		expect(isSeen({ from: '2024-06-01' }, { due: null })).toBe(false);
		expect(isSeen({ to: '2024-06-30' }, { due: null })).toBe(false);
	});

	test('as late from the day after its day until it is done', () => {
		expect(isSeen({ late: true })).toBe(true);
		expect(isSeen({ late: true }, { due: '2024-06-05' })).toBe(false);
		expect(isSeen({ late: true }, { due: null })).toBe(false);
		expect(isSeen({ late: true }, { status: 'done' })).toBe(false);
		expect(isSeen({ late: true }, { status: 'delayed' })).toBe(true);
	});

	test('as due this week from Monday to Sunday', () => {
		const days = ['2024-06-02', '2024-06-03', '2024-06-09', '2024-06-10', null] as const;
		expect(days.map((due) => isSeen({ week: true }, { due }))).toEqual([false, true, true, false, false]);
	});

	test('as without owner, and as vague while it is open', () => {
		const byName = { kind: 'name', name: 'the vendor' } as const;
		expect(isSeen({ unowned: true })).toBe(false);
		expect(isSeen({ unowned: true }, { owner: null })).toBe(true);
		expect(isSeen({ vague: true })).toBe(false);
		expect(isSeen({ vague: true }, { owner: null })).toBe(true);
		expect(isSeen({ vague: true }, { owner: byName })).toBe(true);
		expect(isSeen({ vague: true }, { due: null })).toBe(true);
		expect(isSeen({ vague: true }, { due: null, status: 'done' })).toBe(false);
	});

	test('as changed when an event of this week changed it', () => {
		expect(isSeen({ changed: true })).toBe(true);
		expect(isSeen({ changed: true }, { version: 6 })).toBe(false);
	});

	test('by words in its text and in the names on it', () => {
		expect(
			['quote', 'SEND', 'ben', '市场', 'launch', 'week', 'quote ben'].map((text) => isSeen({ text }))
		).toEqual([true, true, true, true, true, true, true]);
		expect(isSeen({ text: 'invoice' })).toBe(false);
		expect(isSeen({ text: 'quote chen' })).toBe(false);
		expect(isSeen({ text: '  ' })).toBe(true);
	});

	test('as mine when I or my department do it', () => {
		expect(isSeen({ mine: true })).toBe(false);
		expect(isSeen({ mine: true }, { owner: { kind: 'person', id: 'ana' } })).toBe(true);
		expect(isSeen({ mine: true }, { owner: { kind: 'department', id: 'marketing' } })).toBe(true);
		expect(isSeen({ mine: true }, { owner: { kind: 'department', id: 'sales' } })).toBe(false);
		expect(isSeen({ mine: true }, { owner: { kind: 'name', name: 'Ana' } })).toBe(false);
		expect(isSeen({ mine: true }, { owner: null })).toBe(false);
		expect(passing({ ...everything, mine: true }, { ...surroundings, reader: null })(card)).toBe(false);
	});
});
