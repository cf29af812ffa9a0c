import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import type { Directory } from '../directory.ts';
import type { Block } from './block.ts';
import { emptyReading, readMinutes } from './extract-action-items.ts';
import { readMarkdown } from './markdown-blocks.ts';
import { noOwnWords } from './own-words.ts';
import type { ReadingContext } from './reading-context.ts';
import { whyNot } from './why-not.ts';

const directory: Directory = {
	people: [
		{ id: 'ana', name: 'Ana', aliases: [], departmentIds: [] },
		{ id: 'liu', name: '刘洋', aliases: ['小刘'], departmentIds: [] }
	],
	departments: [{ id: 'mkt', name: '市场部', code: 'MKT', aliases: [], headId: null }]
};
const context: ReadingContext = {
	meetingDay: '2024-06-05',
	nextMeetingDay: null,
	ownWords: noOwnWords,
	directory,
	calendar: chineseCalendar
};

/** What is said of the last line of a text. */
function ask(text: string) {
	const { blocks } = readMarkdown(text);
	const block = blocks.at(-1)!;
	return whyNot(readMinutes(blocks, context), { block: block.id, start: 0, end: 0 });
}

const kinds = (text: string) => ask(text)?.reasons.map(({ kind }) => kind) ?? [];

describe('[EX70] the reasons', () => {
	test.each([
		['整理报价', ['no-owner', 'no-day']],
		['場地與音響', ['no-owner', 'no-work', 'no-day']],
		['小刘的电脑很好', ['no-work', 'no-day']],
		['研发部认为服务器预算太高', ['opinion', 'no-work', 'no-day']],
		['建议优化首页', ['opinion', 'no-owner', 'no-day']],
		['首页已经上线了', ['progress', 'past', 'no-owner', 'no-day']],
		['如果预算不够，再讨论', ['condition', 'no-owner', 'no-day']],
		['请大家多多参与', ['exhortation', 'no-day']],
		['谁来整理报价？', ['question', 'no-owner', 'no-day']],
		['Ana', ['no-work', 'no-day']],
		['Send the quote to the landlord', ['no-owner', 'no-day']],
		['Ana thinks the plan is too long', ['opinion', 'no-day']],
		['Ana sent the quote', ['past', 'no-work', 'no-day']],
		['Maybe we should move', ['condition', 'no-owner', 'no-day']],
		['Could we move the desk?', ['question', 'condition', 'no-owner', 'no-day']]
	])('%s: %j', (text, wanted) => {
		expect(kinds(text)).toEqual(wanted);
	});

	test('the section it stands in', () => {
		expect(ask('## 议程\n\n- 讨论报价')!.reasons[0]).toEqual({ kind: 'section', section: 'agenda' });
		expect(ask('## Attendees\n\n- Ana')!.reasons[0]).toEqual({ kind: 'section', section: 'attendance' });
	});

	test('a heading is a title, and what is below an item is its detail', () => {
		expect(kinds('## 推广方案')[0]).toBe('title');
		expect(kinds('## 待办\n\n- 小刘：整理报价\n  - 供应商名单')[0]).toBe('detail');
	});

	test('progress is news of a card', () => {
		expect(kinds('技术部数据监测系统已完成80%')[0]).toBe('progress');
	});

	test('name the words that say so', () => {
		expect(ask('研发部认为服务器预算太高')!.reasons[0]).toMatchObject({ words: { text: '研发部认为' } });
	});
});

describe('[EX70] the remedies', () => {
	test.each([
		['整理报价', ['由市场部整理报价', '整理报价，6月12日前完成']],
		[
			'Send the quote to the landlord',
			['Ana will send the quote to the landlord', 'Send the quote to the landlord by 12 June']
		]
	])('%s', (text, wanted) => {
		expect(ask(text)!.remedies.flatMap((remedy) => ('example' in remedy ? [remedy.example] : []))).toEqual(
			wanted
		);
	});

	test('a checkbox makes an item of anything but a list of people', () => {
		expect(ask('研发部认为服务器预算太高')!.remedies).toEqual([{ kind: 'task' }]);
		expect(ask('## 参会人员\n\n- 欧阳春雪')!.remedies).toEqual([]);
	});

	test('none is proposed for what was, was asked or was thought', () => {
		for (const text of ['首页已经上线了', 'Could we move the desk?', '建议优化首页'])
			expect(ask(text)!.remedies).toEqual([{ kind: 'task' }]);
	});
});

test('of a paragraph the sentence at the caret counts', () => {
	const { blocks } = readMarkdown('由市场部负责报价，6月10日前完成。研发部认为预算太高。');
	const reading = readMinutes(blocks, context);
	const at = (start: number) => whyNot(reading, { block: blocks[0]!.id, start, end: start });
	expect(at(3)).toBeNull();
	expect(at(22)!.sentence.text).toBe('研发部认为预算太高。');
});

const examples = readdirSync(new URL('./examples/', import.meta.url)).flatMap((name) => {
	const file = readFileSync(new URL(`./examples/${name}`, import.meta.url), 'utf8');
	return file
		.replace(/^---[\s\S]*?---/, '')
		.split('\n\n=====\n\n')
		.map((text) => text.replace(/^[=?]>.*\n/gm, ''));
});

/** An item shares words with a place exactly when nothing is said against it. */
function agrees(blocks: readonly Block[], block: Block, offset: number): void {
	const reading = readMinutes(blocks, context, emptyReading);
	const answer = whyNot(reading, { block: block.id, start: offset, end: offset });
	const isIn = (start: number, end: number) =>
		reading.items.some(({ spans }) =>
			spans.some((span) => span.block === block.id && span.start < end && start < span.end)
		);
	if (answer) {
		const { span } = answer.sentence;
		expect(isIn(span.start, span.end)).toBe(false);
		expect(answer.reasons.length).toBeGreaterThan(0);
	} else if (block.text.trim() !== '') {
		const onLine = reading.items.some(({ spans }) => spans.some((span) => span.block === block.id));
		expect(onLine || /^[\s\p{P}\d]*$/u.test(block.text)).toBe(true);
	}
}

test('every line of the examples is an item or has a reason, never both', () => {
	fc.assert(
		fc.property(fc.nat(examples.length - 1), fc.nat(10_000), fc.nat(10_000), (example, line, offset) => {
			const { blocks } = readMarkdown(examples[example]!);
			if (blocks.length === 0) return;
			const block = blocks[line % blocks.length]!;
			agrees(blocks, block, offset % (block.text.length + 1));
		}),
		{ numRuns: 600 }
	);
});

test('every remedy that is proposed makes an item', () => {
	fc.assert(
		fc.property(fc.nat(examples.length - 1), fc.nat(10_000), (example, line) => {
			const { blocks } = readMarkdown(examples[example]!);
			const block = blocks[line % blocks.length]!;
			const answer = whyNot(readMinutes(blocks, context), { block: block.id, start: 0, end: 0 });
			for (const remedy of answer?.remedies ?? []) {
				const { start, end } = answer!.sentence.span;
				const changed: Block =
					'example' in remedy
						? { ...block, text: block.text.slice(0, start) + remedy.example + block.text.slice(end) }
						: {
								...block,
								place: { kind: 'task', depth: 'depth' in block.place ? block.place.depth : 0, checked: false }
							};
				const items = readMinutes(
					blocks.map((one) => (one.id === block.id ? changed : one)),
					context
				).items;
				expect(items.some(({ spans }) => spans.some((span) => span.block === block.id))).toBe(true);
			}
		}),
		{ numRuns: 300 }
	);
});
