import { describe, expect, test } from 'vitest';
import type { Day } from '#domain/day.ts';
import { makeCard } from '#support/cast.ts';
import { boardCardOf } from '#lib/board/board-card.ts';
import { wallFacts } from './wall-facts.ts';
import { fitOf, unitOf } from './wall-measures.ts';
import { wallPages, type WallPage } from './wall-pages.ts';

// A Wednesday.
const today = '2024-06-05';
const departments = [
	{ id: 'marketing', name: '市场部' },
	{ id: 'sales', name: '销售部' },
	{ id: 'empty', name: '财务部' }
];
const fit = { cards: 3, lines: 4, rows: 4 };

type Facts = Parameters<typeof makeCard>[0];
const facts = (cards: Facts[]) =>
	wallFacts(
		cards.map((card) => boardCardOf(makeCard({ departmentId: null, ...card }))),
		{ today, departments }
	);
const due = (day: Day | null) => ({ said: { due: day } });
const many = (count: number, change: Facts = {}) =>
	Array.from({ length: count }, (_, n) => ({
		id: `card-${String(n).padStart(4, '0')}`,
		rank: `a${String.fromCharCode(65 + (n % 26))}${n}x`,
		said: { due: null },
		...change
	}));
const ids = (cards: readonly { id: string }[]) => cards.map(({ id }) => id);

describe('what the wall tells', () => {
	test('overdue is every open card before today, the longest late first', () => {
		const { overdue } = facts([
			{ id: 'a', ...due('2024-06-04') },
			{ id: 'b', ...due('2024-05-30'), status: 'delayed' },
			{ id: 'today', ...due(today) },
			{ id: 'done', ...due('2024-06-01'), status: 'done' },
			{ id: 'never', ...due(null) }
		]);
		expect(ids(overdue)).toEqual(['b', 'a']);
	});

	test('this week is from today to Sunday', () => {
		const { week } = facts([
			{ id: 'sunday', ...due('2024-06-09') },
			{ id: 'today', ...due(today) },
			{ id: 'monday', ...due('2024-06-10') },
			{ id: 'yesterday', ...due('2024-06-04') },
			{ id: 'done', ...due('2024-06-07'), status: 'done' }
		]);
		expect(ids(week)).toEqual(['today', 'sunday']);
	});

	test('departments with cards are counted by status, and what belongs to none as well', () => {
		const { departments } = facts([
			{ departmentId: 'sales', ...due('2024-06-01') },
			{ departmentId: 'sales', status: 'done', ...due('2024-06-01') },
			{ departmentId: null, status: 'in_progress', ...due(null) }
		]);
		expect(departments.map((row) => [row.department?.name ?? null, row.counts, row.overdue])).toEqual([
			['销售部', { not_started: 1, in_progress: 0, done: 1, delayed: 0 }, 1],
			[null, { not_started: 0, in_progress: 1, done: 0, delayed: 0 }, 0]
		]);
	});

	test('what was done last stands first', () => {
		const { columns } = facts([
			{ id: 'old', status: 'done', statusSince: 1, rank: 'a0' },
			{ id: 'new', status: 'done', statusSince: 2, rank: 'a1' }
		]);
		expect(ids(columns.find(({ status }) => status === 'done')!.cards)).toEqual(['new', 'old']);
	});
});

describe('pages', () => {
	const pagesOf = (cards: Facts[]) => wallPages(facts(cards), fit);
	const kinds = (pages: WallPage[]) => pages.map(({ key }) => key);

	test('an empty board is one page of four empty columns', () => {
		const pages = pagesOf([]);
		expect(kinds(pages)).toEqual(['columns-0']);
		expect(pages[0]).toMatchObject({ columns: [{ more: 0 }, { more: 0 }, { more: 0 }, { more: 0 }] });
	});

	test('what does not fit is counted, and comes with the next page', () => {
		const pages = pagesOf(many(7));
		expect(kinds(pages)).toEqual(['columns-0', 'columns-1', 'columns-2', 'departments-0']);
		const shown = pages.flatMap((page) => (page.kind === 'columns' ? [page.columns[0]!] : []));
		expect(shown.map(({ cards, more, total }) => [cards.length, more, total])).toEqual([
			[3, 4, 7],
			[3, 4, 7],
			[1, 6, 7]
		]);
		expect(new Set(shown.flatMap(({ cards }) => ids(cards))).size).toBe(7);
	});

	test('a shorter column stays while a longer one goes on', () => {
		const pages = pagesOf([...many(7), { id: 'one', status: 'done', said: { due: null } }]);
		for (const page of pages)
			if (page.kind === 'columns') expect(ids(page.columns[2]!.cards)).toEqual(['one']);
	});

	test('of very many only the first pages are shown, all are counted', () => {
		const pages = pagesOf(many(500, { said: { due: '2024-06-01' } }));
		expect(kinds(pages)).toEqual([
			'columns-0',
			'columns-1',
			'columns-2',
			'columns-3',
			'overdue-0',
			'overdue-1',
			'overdue-2',
			'departments-0'
		]);
		expect(pages.find(({ key }) => key === 'overdue-2')).toMatchObject({ more: 496 });
	});
});

describe('what fits', () => {
	test('on 16:9 it is the same at any size', () => {
		expect(unitOf({ width: 1920, height: 1080 })).toBeCloseTo(10.8);
		expect(unitOf({ width: 3840, height: 2160 })).toBeCloseTo(21.6);
		expect(fitOf(84)).toEqual({ cards: 3, lines: 8, rows: 6 });
	});

	test('a narrower screen has smaller letters and more lines', () => {
		const unit = unitOf({ width: 1024, height: 768 });
		expect(unit).toBeCloseTo(5.76);
		expect(fitOf(768 / unit - 18).cards).toBeGreaterThan(3);
	});

	test('a window of a few pixels still shows one', () => {
		expect(fitOf(0)).toEqual({ cards: 1, lines: 1, rows: 1 });
	});
});
