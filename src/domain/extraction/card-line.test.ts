import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import type { Directory } from '../directory.ts';
import { lineFields, readCardLine, type LineField } from './card-line.ts';
import { noOwnWords } from './own-words.ts';

const directory: Directory = {
	people: [
		{ id: 'zhangsan', name: '张三', aliases: [], departmentIds: ['mkt'] },
		{ id: 'liming', name: 'Li Ming', aliases: [], departmentIds: [] },
		{ id: 'wei1', name: '张伟', aliases: [], departmentIds: ['mkt'] },
		{ id: 'wei2', name: '张伟', aliases: [], departmentIds: ['sal'] }
	],
	departments: [
		{ id: 'mkt', name: '市场部', code: 'MKT', aliases: [], headId: null },
		{ id: 'sal', name: '销售部', code: 'SAL', aliases: [], headId: null }
	]
};
const projects = [
	{ id: 'launch', name: '新品推广' },
	{ id: 'pad', name: 'Launchpad' },
	{ id: 'la', name: 'Launch' }
];
/** A Wednesday. */
const context = {
	meetingDay: '2024-06-05' as const,
	nextMeetingDay: null,
	directory,
	ownWords: noOwnWords,
	calendar: chineseCalendar
};
const read = (text: string, ...off: LineField[]) => readCardLine(text, context, { projects, off });
/** A line in short: what, who, when, how urgent, of which project. */
const brief = (text: string, ...off: LineField[]) =>
	read(text, ...off).map(({ content, owners, due, priority, projectId }) => [
		content,
		owners.map((owner) => owner.match?.id ?? owner.text).join(),
		due?.day ?? null,
		priority,
		projectId
	]);

describe('[EX80] a bare line is an item by itself', () => {
	test.each([
		['周五前 张三 提交报价 高', ['提交报价', 'zhangsan', '2024-06-07', 'high', null]],
		['Li Ming to send the quote by Friday, high', ['send the quote', 'liming', '2024-06-07', 'high', null]],
		['張三 6月10日前 提交報價', ['提交報價', 'zhangsan', '2024-06-10', null, null]],
		[
			'由市场部负责短视频内容制作，6月10日前完成初稿',
			['短视频内容制作，完成初稿', 'mkt', '2024-06-10', null, null]
		],
		['买牛奶', ['买牛奶', '', null, null, null]],
		['Buy milk', ['Buy milk', '', null, null, null]]
	])('%s', (text, expected) => {
		const [first] = brief(text);
		expect(first).toEqual(expected);
	});

	test('one line that gives work to two is two cards', () => {
		expect(
			brief('张三周五前提交方案，市场部6月10日前出海报').map(([content, owner, day]) => [content, owner, day])
		).toEqual([
			['提交方案', 'zhangsan', '2024-06-07'],
			['出海报', 'mkt', '2024-06-10']
		]);
	});

	test.each(['', '   ', '。。', '#', '，'])('nothing said is nothing: %j', (text) => {
		expect(read(text)).toEqual([]);
	});

	test('of two who bear the name nobody is guessed', () => {
		const [line] = read('张伟 周五前 提交报价');
		expect(line?.owners[0]).toMatchObject({ match: null });
		expect(line?.owners[0]?.candidates.map(({ id }) => id)).toEqual(['wei1', 'wei2']);
	});
});

describe('[EX81] a priority is a word that stands alone', () => {
	test.each([
		['提交报价，高', 'high'],
		['低 整理反馈', 'low'],
		['Send the quote; low.', 'low'],
		['High: send the quote', 'high'],
		['提交报价 高优', 'high'],
		['提高转化率', null],
		['Aim high', null],
		['中期报告', null],
		['Keep the noise low', null]
	])('%s', (text, priority) => expect(read(text)[0]?.priority).toBe(priority));
});

describe('[EX82] a project is named behind # or in brackets', () => {
	test.each([
		['提交报价 #新品推广', 'launch', '提交报价'],
		['【新品推广】张三 提交报价', 'launch', '提交报价'],
		['Send the quote #launchpad', 'pad', 'Send the quote'],
		['Send the quote #Launch', 'la', 'Send the quote'],
		['新品推广方案', null, '新品推广方案'],
		['Send the quote #Launches', null, 'Send the quote #Launches']
	])('%s', (text, projectId, content) => {
		expect(read(text)[0]).toMatchObject({ projectId, content });
	});
});

describe('what is taken off stays among what is to be done', () => {
	const line = '周五前 张三 提交报价 高 #新品推广';
	test.each([
		['owner', ['张三', '提交报价']],
		['due', ['周五前', '提交报价']],
		['priority', ['提交报价', '高']],
		['project', ['提交报价', '#新品推广']]
	] as const)('%s', (field, words) => {
		const [content, owner, due, priority, projectId] = brief(line, field)[0]!;
		for (const word of words) expect(content).toContain(word);
		const values = { owner, due, priority, project: projectId };
		const wanted = { owner: 'zhangsan', due: '2024-06-07', priority: 'high', project: 'launch' };
		expect(values).toEqual({ ...wanted, [field]: field === 'owner' ? '' : null });
	});

	test('all at once leave the line as it was typed', () => {
		expect(brief(line, ...lineFields)).toEqual([[line, '', null, null, null]]);
	});
});
