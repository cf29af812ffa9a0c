import { describe, expect, test } from 'vitest';
import { weekendCalendar } from '../calendar/working-days.ts';
import { emptyDirectory } from '../directory.ts';
import { noOwnWords } from './own-words.ts';
import type { Directory } from '../directory.ts';
import { readMinutes } from './extract-action-items.ts';
import { readMarkdown } from './markdown-blocks.ts';

const person = (id: string, name: string, aliases: string[] = [], departmentIds: string[] = []) => ({
	id,
	name,
	aliases,
	departmentIds
});

const DIRECTORY: Directory = {
	people: [
		person('zhang1', '张伟', [], ['market']),
		person('zhang2', '张伟', [], ['sales']),
		person('li', '李明', ['小李', '@liming'], ['sales']),
		person('liang', '李明亮', [], ['market']),
		person('chen', '陳詩芸', ['Shiyun'], []),
		person('ana', 'Ana Ruiz', ['ana'], []),
		person('costa', 'Ana Costa', [], []),
		person('brian', 'Brian O’Neil', ['Brian'], []),
		person('ian', 'Ian Ko', ['Ian'], [])
	],
	departments: [
		{ id: 'market', name: '市场部', code: 'MKT', aliases: ['市场'], headId: null },
		{ id: 'sales', name: '销售部', code: 'SAL', aliases: [], headId: null },
		{ id: 'ops', name: 'Operations', code: 'OPS', aliases: ['the ops team'], headId: null }
	]
};

/** Owners of the only item: the words, whom they match, and whom they could be. */
function owners(minutes: string, directory = DIRECTORY): [string, string | null, string[]][] {
	const { items } = readMinutes(readMarkdown(minutes).blocks, {
		meetingDay: '2024-06-05',
		nextMeetingDay: null,
		ownWords: noOwnWords,
		directory,
		calendar: weekendCalendar
	});
	expect(items).toHaveLength(1);
	return items[0]!.owners.map(({ text, match, candidates }) => [
		text,
		match?.id ?? null,
		candidates.map(({ id }) => id)
	]);
}

describe('[EX24] owners are looked up in the directory', () => {
	test.each([
		['市场部6月12日前提交预算', '市场部', 'market'],
		['李明6月12日前提交预算', '李明', 'li'],
		['李明亮6月12日前提交预算', '李明亮', 'liang'],
		['小李6月12日前提交预算', '小李', 'li'],
		['@liming 6月12日前提交预算', '@liming', 'li'],
		['李明经理6月12日前提交预算', '李明经理', 'li'],
		['请销售部李明6月12日前提交预算', '销售部李明', 'li'],
		['陈诗芸6月12日前提交预算', '陈诗芸', 'chen'],
		['陳詩芸6月12日前提交預算', '陳詩芸', 'chen'],
		['Ana Ruiz will send the budget by 12 June', 'Ana Ruiz', 'ana'],
		['Brian will send the budget by 12 June', 'Brian', 'brian'],
		['Shiyun will send the budget by 12 June', 'Shiyun', 'chen'],
		['The ops team will send the budget by 12 June', 'The ops team', 'ops'],
		['- [ ] OPS: send the budget', 'OPS', 'ops']
	])('%s', (minutes, written, id) => {
		expect(owners(minutes)).toEqual([[written, id, []]]);
	});

	test('several bearers of a name are candidates, and nobody is guessed', () => {
		expect(owners('张伟6月12日前提交预算')).toEqual([['张伟', null, ['zhang1', 'zhang2']]]);
	});

	test('a department said with the name tells which of them', () => {
		expect(owners('请销售部张伟6月12日前提交预算')).toEqual([['销售部张伟', 'zhang2', []]]);
	});

	test('another surname makes a candidate of the one who is called so', () => {
		expect(owners('- [ ] Ana Lopez: send the budget')).toEqual([['Ana Lopez', null, ['ana']]]);
	});

	test('a masked name matches nobody, and offers those it fits', () => {
		expect(owners('- [ ] 李*（市场部）：提交预算')).toEqual([['李*（市场部）', null, ['liang']]]);
		expect(owners('- [ ] 王*（市场部）：提交预算')[0]!.slice(1)).toEqual([null, []]);
	});

	test('a masked role of a department matches the department', () => {
		expect(owners('市场部*6月12日前提交预算')[0]![1]).toBe('market');
	});

	test('a name inside another word is none', () => {
		expect(owners('- [ ] Briana: send the budget')).toEqual([['Briana', null, []]]);
		expect(owners('- [ ] 王李明: 提交预算')[0]![1]).toBeNull();
	});

	test('without a directory nothing matches', () => {
		const nobody: Directory = { people: [], departments: [] };
		expect(owners('市场部6月12日前提交预算', nobody)).toEqual([['市场部', null, []]]);
	});
});

describe('[EX22] the minutes say who was there', () => {
	test.each([
		['参会人员：林晓、赵一鸣\n\n资料请赵一鸣尽快整理', '赵一鸣'],
		['出席：活動長小杰、公關長Vivi\n\n- 場地小杰會在週五前確認', '小杰'],
		['出席人員：黃秘書長詩芸\n\n- 黃詩芸負責聯繫場地', '黃詩芸'],
		['Present: jo costa, @max\n\n- jo to split the list in two', 'jo'],
		['Present: Jo Costa (JC), Max Li\n\n- JC will call the bank', 'JC'],
		['## Attendees\n- Kim Park (Acme)\n\n## Talk\n- Kim will call the bank', 'Kim'],
		['| Present | Absent |\n|---|---|\n| Kim Park | Lee |\n\n- Kim will call the bank', 'Kim']
	])('%s', (minutes, name) => {
		expect(owners(minutes).map(([text]) => text)).toEqual([name]);
	});
});

describe('[EX20] [EX21] [EX23] who is named, and where', () => {
	test.each([
		['- [ ] 张三、李四：准备材料', ['张三', '李四']],
		['- [ ] 准备材料（张三，6月12日）', ['张三']],
		['- [ ] 准备材料 @张三', ['@张三']],
		['- [ ] 准备材料——张三', ['张三']],
		['- [ ] 市场部、销售部：准备材料', ['市场部', '销售部']],
		['产品部*经理6月12日前准备材料', ['产品部*经理']],
		['张*（市场部）6月12日前准备材料', ['张*（市场部）']],
		['市场部跟踪人6月12日前汇总材料', ['市场部跟踪人']],
		['各部门负责人6月12日前提交材料', ['各部门负责人']],
		['- [ ] Ana & Ben: prepare the slides', ['Ana', 'Ben']],
		['- [ ] Prepare the slides (Ana, by Friday)', ['Ana']],
		['- [ ] Prepare the slides -> Ana', ['Ana']],
		['- [ ] @ana-b prepare the slides', ['@ana-b']],
		['## Action items for Ana\n\n- prepare the slides', ['ana']],
		['### 行动项\n\n#### 李娜\n\n- 准备材料', ['李娜']],
		['- [ ] 提交给 @张三', []],
		['- [ ] talk to @ana', []]
	])('%s', (minutes, wanted) => {
		const nobody: Directory = { people: [], departments: [] };
		expect(owners(minutes, nobody).map(([text]) => text.toLowerCase())).toEqual(
			wanted.map((name) => name.toLowerCase())
		);
	});
});

describe('[EX23] a person and where they work', () => {
	test.each([
		['- [ ] 张伟（市场部）：提交预算', '张伟（市场部）'],
		['- [ ] 提交预算（张伟（市场部））', '张伟（市场部）'],
		['- [ ] 提交预算（张伟，市场部）', '张伟，市场部'],
		['- [ ] 提交预算（市场部 张伟）', '市场部 张伟'],
		['- [ ] 提交预算 - 张伟（市场部）', '张伟（市场部）'],
		['- [ ] 提交预算 @张伟（市场部）', '@张伟（市场部）'],
		['- [ ] 张伟(市场部) 提交预算', '张伟(市场部)'],
		['請張偉（市場部）6月12日前提交預算', '張偉（市場部）'],
		['张*（市场部）6月12日前提交预算', '张*（市场部）']
	])('%s: as written, and of all 张伟 the one of the 市场部', (minutes, text) => {
		expect(owners(minutes, emptyDirectory)).toEqual([[text, null, []]]);
		const [[, match, candidates]] = owners(minutes) as [[string, string | null, string[]]];
		expect(match ?? candidates.join()).toBe('zhang1');
	});

	test('several, each with their own', () => {
		expect(owners('- [ ] 提交预算：张伟（市场部）、李明（销售部）')).toEqual([
			['张伟（市场部）', 'zhang1', []],
			['李明（销售部）', 'li', []]
		]);
	});
});
