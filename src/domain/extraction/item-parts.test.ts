import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import { emptyDirectory } from '../directory.ts';
import { noOwnWords } from './own-words.ts';
import { readMinutes } from './extract-action-items.ts';
import type { ExtractedItem } from './extracted-item.ts';
import { readMarkdown } from './markdown-blocks.ts';

function items(minutes: string): readonly ExtractedItem[] {
	return readMinutes(readMarkdown(minutes).blocks, {
		meetingDay: '2024-06-05',
		nextMeetingDay: null,
		ownWords: noOwnWords,
		directory: emptyDirectory,
		calendar: chineseCalendar
	}).items;
}

function only(minutes: string): ExtractedItem {
	const found = items(minutes);
	expect(found).toHaveLength(1);
	return found[0]!;
}

test('two promises in one sentence are two items that do not overlap', () => {
	const text =
		'推广渠道以短视频为主，由市场部负责短视频内容制作（6月10日前完成初稿），销售部负责线下展会对接（6月15日前确定场地）';
	const [first, second, ...more] = items(text);
	expect(more).toEqual([]);
	expect([first, second].map((item) => item!.owners.map((owner) => owner.text))).toEqual([
		['市场部'],
		['销售部']
	]);
	expect([first, second].map((item) => item!.due?.day)).toEqual(['2024-06-10', '2024-06-15']);
	expect([first, second].map((item) => item!.band)).toEqual(['sure', 'sure']);
	expect([first, second].map((item) => item!.deliverable?.text)).toEqual(['初稿', '确定场地']);
	expect(first!.spans[0].end).toBeLessThanOrEqual(second!.spans[0].start);
});

describe('what is to be done', () => {
	test.each([
		['由市场部负责短视频制作', '短视频制作'],
		['6月6日前，请各部门把预算表上传到共享盘', '把预算表上传到共享盘'],
		['财务部需在6月12日前完成对账', '完成对账'],
		['由住建局牵头，财政局配合，于6月底前完成申报', '完成申报'],
		['接口还不稳定，需要找对方确认，陈晨跟进', '接口还不稳定，需要找对方确认'],
		['- [ ] **Ana** to send the report by Friday', 'send the report'],
		['- [x] 李娜：预订会议室（已完成）', '预订会议室'],
		['- [ ] Check the licence [due: 14 June]', 'Check the licence'],
		['Ana will draft the letter and Ben will check it', 'draft the letter']
	])('%s', (minutes, content) => {
		expect(items(minutes)[0]?.content ?? null).toBe(content);
	});
});

describe('[EX8] priority is only taken from words', () => {
	test.each([
		['- [ ] 修复登录问题（高优）', 'high'],
		['- [ ] 修复登录问题（重点）', 'high'],
		['- [ ] 修复登录问题 优先级：高', 'high'],
		['- [ ] 整理归档（置后）', 'low'],
		['- [ ] fix the login, priority: high', 'high'],
		['- [ ] P1 fix the login', 'high'],
		['- [ ] urgent: fix the login', 'high'],
		['- [ ] tidy the archive (low)', 'low'],
		['- [ ] 修复登录问题（中）', 'medium'],
		['- [ ] 修复登录问题', null]
	])('%s', (minutes, value) => {
		expect(only(minutes).priority?.value ?? null).toBe(value);
	});
});

describe('[EX7] what is done', () => {
	test.each([
		['- [x] 提交预算', 'done'],
		['- [ ] 提交预算 √', 'done'],
		['- [ ] 提交预算，已完成', 'done'],
		['- [ ] 提交预算，已闭环', 'done'],
		['- [ ] submit the budget – DONE', 'done'],
		['- [ ] ✅ submit the budget', 'done'],
		['- [ ] 提交预算，未完成', 'open'],
		['- [ ] 提交预算 完成80%', 'open'],
		['- [ ] submit the budget, not done yet', 'open'],
		['- [ ] submit the budget\n      Status: Done.', 'done'],
		['- [ ] submit the budget\n      Status: waiting', 'open'],
		['## 行动项\n\n### 已完成\n\n- 提交预算', 'done']
	])('%s', (minutes, state) => {
		expect(only(minutes).state).toBe(state);
	});

	test('what is done was due before the meeting', () => {
		expect(only('- [x] 提交预算，6月1日前').due?.day).toBe('2024-06-01');
		expect(only('- [ ] 提交预算，6月1日前').due?.day).toBe('2025-06-01');
	});
});

describe('[EX3] fields', () => {
	test.each([
		['- 整理清单 责任人：李娜 完成时间：6月12日', '李娜', '2024-06-12'],
		['- 整理清单（责任单位：办公室；完成时限：2024年6月12日前）', '办公室', '2024-06-12'],
		['- Task: tidy up; Owner: Ana; Due: June 12', 'Ana', '2024-06-12'],
		['- tidy up [owner: Ana] [due: 6/12]', 'Ana', '2024-06-12'],
		['1. 选择B供应商\n\n责任人：李娜\n\n完成时间：6月12日', '李娜', '2024-06-12'],
		['## 待办\n\n- 整理清单\n\n截止日期：6月12日', '', '2024-06-12']
	])('%s', (minutes, owner, day) => {
		const item = only(minutes);
		expect([item.owners.map(({ text }) => text).join(), item.due?.day]).toEqual([owner, day]);
	});

	test('help that is asked for', () => {
		const item = only('- 改造支路（责任领导：王强；责任单位：交通局；配合单位：财政局；完成时限：6月12日）');
		expect(item.owners.map(({ text }) => text)).toEqual(['王强', '交通局']);
		expect(item.support.map(({ text }) => text)).toEqual(['财政局']);
		const prose = only('由交通局牵头，财政局、公安局配合，6月12日前完成改造');
		expect(prose.support.map(({ text }) => text)).toEqual(['财政局', '公安局']);
	});
});

describe('[EX9] rows of tables', () => {
	const table = (head: string, row: string) =>
		`| ${head} |\n|${'---|'.repeat(head.split('|').length)}\n| ${row} |\n`;

	test('all columns are read, and quoted from their cells', () => {
		const item = only(
			table(
				'序号 | 行动项 | 责任部门/人 | 截止时间 | 输出成果 | 优先级 | 所需支持 | 状态',
				'1 | 制定方案 | 市场部、李* | 6月12日 | 方案初稿 | 高 | 财务数据 | 进行中'
			)
		);
		expect(item).toMatchObject({ content: '制定方案', state: 'open', band: 'sure', rules: ['EX9'] });
		expect(item.owners.map(({ text }) => text)).toEqual(['市场部', '李*']);
		expect([item.due?.day, item.deliverable?.text, item.priority?.value]).toEqual([
			'2024-06-12',
			'方案初稿',
			'high'
		]);
		expect(item.support.map(({ text }) => text)).toEqual(['财务数据']);
		expect(new Set(item.spans.map(({ block }) => block)).size).toBe(item.spans.length);
	});

	test.each([
		['What | Who | When', 'Send it | Ana | 12 June'],
		['Action item | Assigned to | Due date', 'Send it | Ana | 12 June'],
		['Issue | Action | PIC | Target', 'Slow | Send it | Ana | Jun 12'],
		['工作項目 | 負責窗口 | 預計完成日', '寄出 | Ana | 6/12'],
		['任务 | 负责人 | 截止日期', '寄出 | Ana | 6.12'],
		['事项 | 谁 | 何时', '寄出 | Ana | 2024-06-12'],
		['Task | Responsible | Deadline', 'Send it | Ana | 12.06.2024']
	])('%s', (head, row) => {
		const item = only(table(head, row));
		expect([item.owners[0]?.text, item.due?.day]).toEqual(['Ana', '2024-06-12']);
	});

	test.each([
		['时间 | 议程 | 主讲人', '14:00 | 市场汇报 | 李娜'],
		['姓名 | 部门 | 签到', '李娜 | 市场部 | 已到'],
		['Name | Organization', 'Ana Ruiz | Acme'],
		['Type | Description | Owner', 'D | We use YAML | Ana'],
		['Date | Event | Place', '12 June | Summer party | Garden']
	])('%s is no table of tasks', (head, row) => {
		expect(items(table(head, row))).toEqual([]);
	});

	test('rows without work, and days that were not set', () => {
		expect(items(table('任务 | 负责人 | 截止日期', '无 | | '))).toEqual([]);
		expect(only(table('任务 | 负责人 | 截止日期', '寄出 | Ana | -')).due).toBeNull();
		expect(only(table('任务 | 负责人 | 截止日期', '寄出 | Ana | 尽快')).due?.day).toBeNull();
		expect(only(table('任务 | 负责人 | 截止日期 | 状态', '寄出 | Ana | 6/12 | 已完成')).state).toBe('done');
	});
});

describe('what is said of nothing', () => {
	test.each([
		['ACTION: none.'],
		['遗留问题：无'],
		['- [ ]'],
		['- [ ] TODO'],
		['- [ ] Action 1'],
		['## Action items\n\n- N/A'],
		['待办：\n\n1. 暂无'],
		['Action Item:\n\nWe talked about the party.']
	])('[EX2] %s', (minutes) => {
		expect(items(minutes)).toEqual([]);
	});
});

describe('sections', () => {
	const entry = '- 联系场地';
	test.each([
		['## 待办事项', 1],
		['## 三、行动项', 1],
		['## 遗留问题', 1],
		['## Next steps', 1],
		['## 下周计划', 1],
		['## 任务分工', 1],
		['## Action items from the last meeting', 1],
		['## 议程', 0],
		['## 参会人员', 0],
		['## 下次会议安排', 0],
		['## 上周完成情况', 0],
		['## 会议结论', 1],
		['## Parking lot', 0]
	])('[EX10] below %s %i item', (heading, count) => {
		expect(items(`${heading}\n\n${entry}`)).toHaveLength(count);
	});

	test('[EX11] a heading of the same level ends a section, one below it does not', () => {
		expect(items(`## 待办\n\n### 后端\n\n${entry}`)).toHaveLength(1);
		expect(items(`## 待办\n\n## 讨论\n\n${entry}`)).toEqual([]);
	});

	test('[EX11] a label holds for the list below it', () => {
		expect(items(`待办：\n\n${entry}\n\n大家辛苦了。\n\n- 海报已经印好`)).toHaveLength(1);
	});

	test('[EX11] a label inside an entry holds inside it', () => {
		const minutes = '1. Website\n   Next steps:\n     - revise the page\n2. Budget\n   - fine as it is';
		expect(items(minutes).map(({ content }) => content)).toEqual(['revise the page']);
	});

	test('[EX1d] what stands below an item is its detail', () => {
		expect(items('## 待办\n\n- 联系场地\n  - 电话在群里\n  - 预算两千')).toHaveLength(1);
	});

	test('[EX12] a check-list of the meeting and an agenda ticked off are no items', () => {
		expect(items('## Agenda\n\n- [x] Roll call\n- [ ] Budget')).toEqual([]);
		expect(items('## Meeting checklist\n\n- [ ] start the recording')).toEqual([]);
		expect(items('## 出席\n\n- [x] 张三\n- [ ] 李四')).toEqual([]);
	});
});
