import { describe, expect, it } from 'vitest';
import { directory } from '#support/cast.ts';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import { readMinutes } from './extract-action-items.ts';
import { readMarkdown } from './markdown-blocks.ts';
import { noOwnWords } from './own-words.ts';
import { proposedItems, type Proposal } from './proposals.ts';
import { isProposed } from './proposed-rule.ts';
import { fingerprintOf } from './reconcile.ts';

const context = {
	meetingDay: '2024-06-05',
	nextMeetingDay: null,
	ownWords: noOwnWords,
	directory,
	calendar: chineseCalendar
} as const;
const text = `# 海报排版

王芳那边展会的灯箱画面下周五前应该就有了。

由市场部负责短视频内容制作，6月10日前完成初稿。

老周那边的样机还得再催一催，老周那边的样机还得再催一催。`;
const { blocks } = readMarkdown(text);
const { items } = readMinutes(blocks, context);

const check = (proposals: Proposal[], dismissed: string[] = []) =>
	proposedItems(proposals, { blocks, items, dismissed: new Set(dismissed.map(fingerprintOf)), context });
const lightbox = '展会的灯箱画面下周五前应该就有了';

describe('what a model proposes', () => {
	it('[EX60] is doubtful, however sure the model is, and known for a proposal', () => {
		const [item] = check([{ quote: lightbox, owner: null }]);
		expect(item).toMatchObject({ band: 'doubtful', state: 'open', owners: [] });
		expect(isProposed(item!)).toBe(true);
		expect(items.some(isProposed)).toBe(false);
	});

	it.each([
		['words that are not there', '王芳负责订酒店'],
		['words with one letter changed', '展会的灯箱画面下周四前应该就有了'],
		['words of two blocks', '下周五前应该就有了。由市场部负责'],
		['a heading', '海报排版'],
		['what is an item already', '短视频内容制作，6月10日前完成初稿'],
		['part of what is an item already', '6月10日前完成'],
		['next to nothing', '王芳那'],
		['nothing', '  ']
	])('[EX60] is nothing for %s', (_, quote) => {
		expect(check([{ quote, owner: null }])).toEqual([]);
	});

	it('[EX60] is nothing once it was waved away, and comes once however often it is said', () => {
		expect(check([{ quote: lightbox, owner: null }], [`${lightbox}。`])).toEqual([]);
		expect(check(Array.from({ length: 3 }, () => ({ quote: lightbox, owner: null })))).toHaveLength(1);
	});

	it('[EX60] takes the place that is free when the words stand there twice', () => {
		const quote = '老周那边的样机还得再催一催';
		const found = check([quote, quote, quote].map((quote) => ({ quote, owner: null })));
		expect(found.map(({ spans }) => spans[0].start)).toEqual([0, quote.length + 1]);
	});

	it('[EX61] has an owner who is named beside it, from the directory or as written', () => {
		const { id } = directory.people.find(({ name }) => name === '王芳')!;
		expect(check([{ quote: lightbox, owner: '王芳' }])[0]!.owners).toMatchObject([
			{ text: '王芳', match: { kind: 'person', id } }
		]);
		expect(check([{ quote: '老周那边的样机还得再催一催', owner: '老周' }])[0]).toMatchObject({
			owners: [{ text: '老周', match: null }],
			content: '那边的样机还得再催一催'
		});
	});

	it.each(['刘洋', '王芳芳', 'Ana', '市场部'])(
		'[EX61] is nothing with the owner %s, who is not named there',
		(owner) => {
			expect(check([{ quote: lightbox, owner }])).toEqual([]);
		}
	);

	it('[EX62] has the day that our own grammar reads in its words', () => {
		expect(check([{ quote: lightbox, owner: '王芳' }])[0]!.due).toMatchObject({
			day: '2024-06-14',
			text: '下周五前'
		});
		expect(check([{ quote: '展会的灯箱画面', owner: '王芳' }])[0]!.due).toBeNull();
	});
});
