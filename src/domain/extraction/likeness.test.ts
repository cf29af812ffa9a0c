import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import { emptyDirectory } from '../directory.ts';
import type { Span } from './block.ts';
import { followingOf, readMinutes, readerFor } from './extract-action-items.ts';
import type { ExtractedItem } from './extracted-item.ts';
import { fold } from './fold.ts';
import { linesOf } from './line.ts';
import { likelyItems, likenessOf, withLikely } from './likeness.ts';
import { likenessWeights } from './likeness-weights.ts';
import { readMarkdown } from './markdown-blocks.ts';
import { noOwnWords } from './own-words.ts';

const CONTEXT = {
	meetingDay: '2024-06-05',
	nextMeetingDay: null,
	ownWords: noOwnWords,
	directory: emptyDirectory,
	calendar: chineseCalendar
} as const;

const PRESENT = '参会：阿木、许薇、海涛\n\nPresent: Ana Ruiz, Ben Okafor, Chen Li\n\n';

/** What would be offered of minutes with some people present, whatever the rules make of them. */
function alike(text: string, taken: readonly Span[] = []): readonly ExtractedItem[] {
	const { units } = readMinutes(readMarkdown(PRESENT + text).blocks, CONTEXT);
	const reader = readerFor(CONTEXT);
	return units.flatMap(({ blocks: [block], next, before }) =>
		likelyItems(linesOf(block!, fold(block!.text), followingOf(next), reader), before, taken)
	);
}

const owners = (item: ExtractedItem | undefined) => item?.owners.map(({ text }) => text);

describe('[EX68] what is like a task', () => {
	test('is offered with its owner and day, never sure', () => {
		const [item] = alike('- 报价单请许薇下周一发给客户');
		expect(item).toMatchObject({ band: 'doubtful', due: { day: '2024-06-10' }, rules: ['EX68'] });
		expect(owners(item)).toEqual(['许薇']);
	});

	test('is offered in English too', () => {
		const [item] = alike('- Ben Okafor will send the report to the board by Friday');
		expect(item).toMatchObject({ band: 'doubtful', due: { day: '2024-06-07' } });
		expect(owners(item)).toEqual(['Ben Okafor']);
	});

	test.each([
		['a title', '## 报价单请许薇下周一发给客户'],
		['an attendee', '## 参会人员\n\n- 报价单请许薇下周一发给客户'],
		['a question', '- 报价单请许薇下周一发给客户?'],
		['a condition', '- 如果没问题，报价单请许薇下周一发给客户'],
		['past', '- Ben Okafor will send the report that was promised by Friday'],
		['past in Chinese', '- 报价单请许薇下周一发给客户的事昨天谈过'],
		['not so', '- Ben Okafor will not send the report to the board by Friday'],
		['a cell', '| a | b |\n|---|---|\n| x | 报价单请许薇下周一发给客户 |'],
		['a detail of an item', '## 待办\n\n- 海涛：联系场地\n  - 报价单请许薇下周一发给客户']
	])('is not offered as %s', (_, text) => {
		expect(alike(text).filter(({ content }) => !content.includes('联系场地'))).toEqual([]);
	});

	test('is one sentence of an entry at most, and none where a rule takes another', () => {
		const entry = '- 报价单请许薇下周一发给客户。合同请海涛本周五前寄出。';
		expect(alike(entry)).toHaveLength(1);
		expect(alike(entry, [{ block: 'b3', start: 0, end: 3 }])).toEqual([]);
	});

	test('is every sentence of a paragraph but those that a rule takes', () => {
		const paragraph = '报价单请许薇下周一发给客户。合同请海涛本周五前寄出。';
		expect(alike(paragraph).map(owners)).toEqual([['许薇'], ['海涛']]);
		expect(alike(paragraph, [{ block: 'b3', start: 0, end: 3 }]).map(owners)).toEqual([['海涛']]);
	});
});

describe('withLikely', () => {
	const { units } = readMinutes(readMarkdown('one\n\ntwo').blocks, CONTEXT);
	const at = (block: string, start: number, end: number) =>
		({ key: `${block}:${start}`, spans: [{ block, start, end }] }) as unknown as ExtractedItem;

	test('keeps the reading order', () => {
		const items = [at('b1', 0, 1), at('b2', 2, 3)];
		const offers = [at('b1', 1, 3), at('b2', 0, 1)];
		expect(withLikely(items, offers, units).map(({ key }) => key)).toEqual(['b1:0', 'b1:1', 'b2:0', 'b2:2']);
	});

	test('offers nothing that shares words with an item', () => {
		const items = [at('b1', 0, 2)];
		expect(withLikely(items, [at('b1', 1, 3), at('b2', 0, 2)], units).map(({ key }) => key)).toEqual([
			'b1:0',
			'b2:0'
		]);
	});
});

describe('likenessOf', () => {
	test('lies between 0 and 1 and grows with signs that weigh for a task', () => {
		for (const language of ['en', 'zh'] as const) {
			const [heaviest] = [...likenessWeights[language].tenths].sort(([a], [b]) => b - a);
			const [sign] = heaviest![1].split('\n');
			const none = likenessOf(language, []);
			const one = likenessOf(language, [sign!]);
			expect(none).toBeGreaterThan(0);
			expect(one).toBeGreaterThan(none);
			expect(one).toBeLessThan(1);
			expect(likenessOf(language, [sign!, sign!])).toBe(one);
		}
	});

	test('no sign is weighed twice', () => {
		for (const { tenths } of Object.values(likenessWeights)) {
			const signs = tenths.flatMap(([, signs]) => signs.split('\n'));
			expect(new Set(signs).size).toBe(signs.length);
		}
	});
});
