import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import { emptyDirectory } from '../directory.ts';
import { noOwnWords } from './own-words.ts';
import type { Block, Place } from './block.ts';
import { readMinutes } from './extract-action-items.ts';
import type { Reading } from './extract-action-items.ts';
import type { ReadingContext } from './reading-context.ts';

const CONTEXT: ReadingContext = {
	meetingDay: '2024-06-05',
	nextMeetingDay: null,
	ownWords: noOwnWords,
	directory: emptyDirectory,
	calendar: chineseCalendar
};

const TEXTS = [
	'',
	'参会人员：张伟、李娜、王芳',
	'Attendees: Ana, Ben, Chen',
	'待办事项：',
	'遗留问题：',
	'Next steps:',
	'会议结论：',
	'财务部',
	'1、补充测试用例说明',
	'市场部负责短视频制作（6月10日前完成初稿）',
	'Ana will send the quote by Friday',
	'责任人：王芳',
	'截止日期：6月20日',
	'DDL：周五',
	'请各部门于6月15日前上传资料',
	'下周会公布名单',
	'张伟：整理会议纪要',
	'ACTION: Ben to follow up with the client',
	'无',
	'今天天气不错，大家讨论了很多。',
	'出席：黄秘书长诗芸、丁晓、Jo Costa',
	'出席：黄诗芸',
	'Present: Jo Costa, @max, Lee Wong',
	'JC will update the page by Friday',
	'Jo Costa volunteered to send the notes',
	'Costa to send the notes',
	'诗芸整理通讯稿',
	'黄诗芸6月12日联系场地',
	'主页（丁晓）',
	'max: update the page',
	'短视频制作完成60%，因人手不足延迟2天，预计6月22日完成',
	'首页已上线',
	'项目 A\n遗留问题：\n1）整理数据 责任人：李娜'
];

const place: fc.Arbitrary<Place> = fc.oneof(
	fc.record({ kind: fc.constant('heading' as const), level: fc.integer({ min: 1, max: 3 }) }),
	fc.constant({ kind: 'paragraph' as const }),
	fc.record({
		kind: fc.constant('list' as const),
		depth: fc.integer({ min: 0, max: 2 }),
		ordered: fc.boolean(),
		index: fc.constant(1)
	}),
	fc.record({
		kind: fc.constant('task' as const),
		depth: fc.integer({ min: 0, max: 2 }),
		checked: fc.boolean()
	}),
	fc.record({
		kind: fc.constant('cell' as const),
		table: fc.constantFrom('t1', 't2'),
		row: fc.integer({ min: 0, max: 2 }),
		column: fc.integer({ min: 0, max: 2 }),
		rowSpan: fc.constant(1),
		columnSpan: fc.constant(1),
		head: fc.boolean()
	})
);

const blocks = fc
	.array(fc.record({ text: fc.constantFrom(...TEXTS), place }), { maxLength: 14 })
	.map((drafts): Block[] => drafts.map((draft, at) => ({ ...draft, id: `b${at}` })));

type Edit = (before: readonly Block[]) => readonly Block[];

const edit: fc.Arbitrary<Edit> = fc.oneof(
	fc.record({ at: fc.nat(13), text: fc.constantFrom(...TEXTS) }).map(
		({ at, text }): Edit =>
			(before) =>
				before.map((block, index) => (index === at ? { ...block, text } : block))
	),
	fc.record({ at: fc.nat(13), place }).map(
		({ at, place: wanted }): Edit =>
			(before) =>
				before.map((block, index) => (index === at ? { ...block, place: wanted } : block))
	),
	fc.nat(13).map(
		(at): Edit =>
			(before) =>
				before.filter((_, index) => index !== at)
	),
	fc
		.record({
			at: fc.nat(13),
			text: fc.constantFrom(...TEXTS),
			place,
			id: fc.integer({ min: 100, max: 10_000 })
		})
		.map(
			({ at, id, ...draft }): Edit =>
				(before) =>
					before.some((block) => block.id === `n${id}`)
						? before
						: [...before.slice(0, at), { ...draft, id: `n${id}` }, ...before.slice(at)]
		),
	fc.record({ from: fc.nat(13), to: fc.nat(13) }).map(({ from, to }): Edit => (before) => {
		const moved = before[from];
		if (!moved) return before;
		const rest = before.filter((_, index) => index !== from);
		return [...rest.slice(0, to), moved, ...rest.slice(to)];
	}),
	fc.constant<Edit>((before) => before.map((block) => ({ ...block, place: { ...block.place } })))
);

describe('readMinutes', () => {
	test('a reading that reuses the last one is the same as a full one', () => {
		fc.assert(
			fc.property(blocks, fc.array(edit, { minLength: 1, maxLength: 6 }), (start, edits) => {
				let now: readonly Block[] = start;
				let reading: Reading = readMinutes(now, CONTEXT);
				for (const change of edits) {
					now = change(now);
					reading = readMinutes(now, CONTEXT, reading);
					const full = readMinutes(now, CONTEXT);
					expect(reading.items).toEqual(full.items);
					expect(reading.reports).toEqual(full.reports);
				}
			}),
			{ numRuns: 600 }
		);
	});

	test('another day of the meeting reads the days anew', () => {
		const minutes: Block[] = [{ id: 'a', text: '市场部下周五前提交方案', place: { kind: 'paragraph' } }];
		const first = readMinutes(minutes, CONTEXT);
		const moved = readMinutes(minutes, { ...CONTEXT, meetingDay: '2024-07-03' }, first);
		expect([first, moved].map(({ items }) => items[0]?.due?.day)).toEqual(['2024-06-14', '2024-07-12']);
	});

	test('a block that did not change is not read again', () => {
		const minutes: Block[] = ['市场部6月10日前提交方案', '销售部6月11日前提交预算'].map((text, at) => ({
			id: `b${at}`,
			text,
			place: { kind: 'paragraph' }
		}));
		const first = readMinutes(minutes, CONTEXT);
		const next = readMinutes(
			[minutes[0]!, { ...minutes[1]!, text: '销售部6月12日前提交预算' }],
			CONTEXT,
			first
		);
		expect(next.units[0]!.notes).toBe(first.units[0]!.notes);
		expect(next.items[0]).toBe(first.items[0]);
		// What the changed block hands on to the blocks below it is the very same: one look tells.
		expect(next.units[1]!.after).toBe(first.units[1]!.after);
		expect(next.items[1]!.due?.day).toBe('2024-06-12');
	});

	test('another name among those present has only the lines read again that may say it', () => {
		const said = (present: string): Block[] =>
			[present, '请下周五前提交方案', '赵主任周五前提交预算', '赵周五前提交总结'].map((text, at) => ({
				id: `b${at}`,
				text,
				place: { kind: 'paragraph' }
			}));
		const first = readMinutes(said('参会人员：张伟、李娜、王芳'), CONTEXT);
		const next = readMinutes(said('参会人员：张伟、李娜、王芳、赵周'), CONTEXT, first);
		const isKept = next.units.map(({ notes }, at) => notes === first.units[at]!.notes);
		expect(isKept).toEqual([false, true, false, false]);
	});

	test('items of a long document in two languages stand in the order of its lines', () => {
		const lines = ['市场部6月10日前提交方案', 'Ana will send the quote by Friday', '张伟：整理会议纪要'];
		const minutes: Block[] = Array.from({ length: 900 }, (_, at) => ({
			id: `b${at}`,
			text: lines[at % 3]!,
			place: { kind: 'paragraph' }
		}));
		const inOrder = readMinutes(minutes, CONTEXT).items.map((item) => item.spans[0]!.block);
		const alone = minutes.flatMap((block) => readMinutes([block], CONTEXT).items.map(() => block.id));
		expect(inOrder).toEqual(alone);
		expect(inOrder).toHaveLength(600);
	});

	test('keys are unique and spans lie inside their blocks', () => {
		fc.assert(
			fc.property(blocks, (minutes) => {
				const { items } = readMinutes(minutes, CONTEXT);
				expect(new Set(items.map((item) => item.key)).size).toBe(items.length);
				const texts = new Map(minutes.map((block) => [block.id, block.text]));
				for (const item of items) {
					const quoted = [
						...item.owners,
						...item.support,
						...[item.due, item.deliverable, item.priority].filter((one) => one !== null)
					];
					for (const { text, span } of quoted)
						expect(texts.get(span.block)?.slice(span.start, span.end)).toBe(text);
					for (const span of item.spans) expect(span.end).toBeLessThanOrEqual(texts.get(span.block)!.length);
				}
			}),
			{ numRuns: 300 }
		);
	});
});

test('[EX1h] no entry is more than three hundred, however often it says so', () => {
	const read = (times: number) =>
		readMinutes(
			[
				{ id: 'h', text: '待办事项', place: { kind: 'heading', level: 2 } },
				{ id: 'a', text: '举办；'.repeat(times), place: { kind: 'list', depth: 0, ordered: false, index: 1 } }
			],
			CONTEXT
		).items.length;
	expect([read(20), read(3_000)]).toEqual([20, 300]);
});
