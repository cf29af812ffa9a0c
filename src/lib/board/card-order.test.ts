import { expect, test } from 'vitest';
import { makeCard } from '#support/cast.ts';
import { boardCardOf, type BoardCard } from './board-card.ts';
import { namesOf } from './board-roster.ts';
import { sortCards, type SortKey } from './card-order.ts';

const names = namesOf({
	people: [
		{ id: 'li', name: '李四' },
		{ id: 'zhang', name: '张三' }
	],
	departments: [],
	projects: []
});
const card = (id: string, more: Partial<BoardCard>): BoardCard => ({
	...boardCardOf(makeCard({ id, rank: id })),
	owner: null,
	due: null,
	priority: null,
	...more
});
const cards = [
	card('a', {
		content: 'Thing 10',
		owner: { kind: 'person', id: 'zhang' },
		due: '2024-06-05',
		status: 'delayed'
	}),
	card('b', { content: 'Thing 9', owner: { kind: 'person', id: 'li' }, priority: 'low' }),
	card('c', { content: 'Another', due: '2024-06-03', priority: 'high', status: 'done' })
];

test.each<[SortKey, boolean, string]>([
	['content', false, 'cba'],
	['content', true, 'abc'],
	['owner', false, 'bac'],
	['owner', true, 'abc'],
	['due', false, 'cab'],
	['due', true, 'acb'],
	['priority', false, 'cba'],
	['priority', true, 'bca'],
	['status', false, 'bca'],
	['status', true, 'acb']
])('by %s, downwards %s: %s', (by, down, wanted) => {
	const sorted = sortCards(cards, { by, down, names, locale: 'zh-CN' });
	expect(sorted.map(({ id }) => id).join('')).toBe(wanted);
});
