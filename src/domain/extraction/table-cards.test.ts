import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import { noOwnWords } from './own-words.ts';
import { readHeads, readRow, type ColumnMeaning } from './table-cards.ts';

const context = {
	meetingDay: '2024-06-05' as const,
	nextMeetingDay: null,
	directory: {
		people: [{ id: 'zhangsan', name: '张三', aliases: [], departmentIds: [] }],
		departments: [{ id: 'mkt', name: '市场部', code: 'MKT', aliases: [], headId: null }]
	},
	ownWords: noOwnWords,
	calendar: chineseCalendar
};
const meanings: ColumnMeaning[] = ['content', 'owner', 'due', 'priority', 'status'];
const read = (...cells: string[]) => readRow(cells, meanings, context);

describe('[EX83] heads are known by the words of minutes', () => {
	test.each([
		[
			['序号', '行动项', '责任人', '完成时限', '所需支持'],
			['skip', 'content', 'owner', 'due', 'support']
		],
		[
			['任务名稱', '負責人', '截止日期', '優先級', '當前進度'],
			['content', 'owner', 'due', 'priority', 'status']
		],
		[
			['Task', 'Owner', 'Due date', 'Deliverable', 'Notes'],
			['content', 'owner', 'due', 'deliverable', 'skip']
		]
	])('%j', (heads, expected) => {
		expect(readHeads([heads, heads.map(() => 'x')])).toEqual({ meanings: expected, hasHeads: true });
	});

	test('a table without heads is a list of work', () => {
		expect(readHeads([['提交报价', '张三']])).toEqual({ meanings: ['content', 'skip'], hasHeads: false });
	});
});

describe('a row', () => {
	test('says who does what by when, how urgent it is and where it stands', () => {
		const { cards, problem, unread } = read('提交报价', '张三', '2024/6/10', '高', '进行中 50%');
		expect(
			cards.map(({ item, status, progress }) => [
				item.content,
				item.owners[0]?.match,
				item.due?.day,
				item.priority?.value,
				status,
				progress
			])
		).toEqual([['提交报价', { kind: 'person', id: 'zhangsan' }, '2024-06-10', 'high', 'in_progress', 50]]);
		expect({ problem, unread }).toEqual({ problem: null, unread: [] });
	});

	test.each([
		['6月10日', '2024-06-10'],
		['2024-06-10', '2024-06-10'],
		['2024年6月10日', '2024-06-10'],
		['6/10', '2024-06-10'],
		['10 Jun 2024', '2024-06-10'],
		['下周五', '2024-06-14']
	])('knows the day %s', (due, day) => {
		expect(read('提交报价', '', due).cards[0]?.item.due?.day).toBe(day);
	});

	test('is a task without any other column', () => {
		expect(readRow(['提交报价'], ['content'], context).cards).toHaveLength(1);
	});

	test('whose cell lists several makes several', () => {
		expect(read('1. 写方案\n2. 出海报', '市场部').cards.map(({ item }) => item.content)).toEqual([
			'写方案',
			'出海报'
		]);
	});

	test('names the cells that say nothing it understands', () => {
		expect(read('提交报价', '张三', '待定再说', '很蓝', '???').unread).toEqual([2, 3, 4]);
		expect(read('提交报价', '', '-', '', '').unread).toEqual([]);
	});

	test.each([
		['', '张三', 'no-content'],
		['无', '', 'no-task'],
		['长'.repeat(501), '', 'too-long']
	])('%# that cannot be read says why', (content, owner, problem) => {
		expect(read(content, owner)).toMatchObject({ problem, cards: [] });
	});

	test.each([
		['已完成', 'done'],
		['100%', 'done'],
		['延期', 'in_progress'],
		['处理中', 'in_progress'],
		['未开始', 'not_started'],
		['', 'not_started'],
		['not started', 'not_started']
	])('in the state %s', (state, status) => {
		expect(read('提交报价', '', '', '', state).cards[0]?.status).toBe(status);
	});
});
