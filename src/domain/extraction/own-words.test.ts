import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import type { Directory } from '../directory.ts';
import { emptyReading, readMinutes } from './extract-action-items.ts';
import { readMarkdown } from './markdown-blocks.ts';
import { isOwnWord, noOwnWords, ownWordsLimits, sameOwnWord } from './own-words.ts';
import type { OwnWords } from './own-words.ts';

const directory: Directory = {
	people: [
		{ id: 'ana', name: 'Ana', aliases: [], departmentIds: [] },
		{ id: 'liu', name: '刘洋', aliases: ['小刘'], departmentIds: [] }
	],
	departments: [{ id: 'mkt', name: '市场部', code: 'MKT', aliases: [], headId: null }]
};

const own: OwnWords = {
	heads: [
		{ words: '跟办', kind: 'action' },
		{ words: 'Our promises', kind: 'action' },
		{ words: '流水账', kind: 'boilerplate' },
		{ words: '办妥', kind: 'done' },
		{ words: '到场同仁', kind: 'attendance' },
		{ words: '拍板', kind: 'decision' }
	],
	cues: [
		{ words: '盯到底', place: 'behind-owner' },
		{ words: '归口', place: 'before-owner' },
		{ words: '是船长', place: 'behind-owner' },
		{ words: 'is all over', place: 'behind-owner' },
		{ words: 'has the ball', place: 'behind-owner' },
		{ words: 'over to', place: 'before-owner' },
		{ words: '包袱', place: 'opens-line' },
		{ words: '#do', place: 'opens-line' },
		{ words: '【急办】', place: 'opens-line' },
		{ words: '⚑ next', place: 'opens-line' }
	]
};

function read(text: string, ownWords: OwnWords = own) {
	const { blocks } = readMarkdown(text);
	const context = {
		meetingDay: '2024-06-05',
		nextMeetingDay: null,
		directory,
		ownWords,
		calendar: chineseCalendar
	} as const;
	return readMinutes(blocks, context).items.map(({ content, owners, due, band, rules, state }) => ({
		content,
		owner: owners.map(({ text }) => text).join('、'),
		due: due?.day ?? null,
		band,
		rule: rules[0],
		state
	}));
}

describe('[EX65] heads of the workspace’s own', () => {
	test.each([
		['a heading', '## 跟办\n\n- 报价单\n- 场地'],
		['a heading in the other script', '## 跟辦\n\n- 报价单\n- 场地'],
		['a label', '跟办：\n\n- 报价单\n- 场地'],
		['with a number and brackets', '## 三、【跟办】\n\n- 报价单\n- 场地'],
		['in English, whatever the case', '## OUR PROMISES\n\n- quotes\n- venue']
	])('%s opens a list of items', (_, text) => {
		expect(read(text)).toHaveLength(2);
		expect(read(text, noOwnWords)).toEqual([]);
	});

	test('a line that is the title alone opens one too, without a colon', () => {
		expect(read('跟办\n\n1. 报价单\n2. 场地')).toHaveLength(2);
	});

	test('below a title of what does not count nothing does', () => {
		expect(read('## 流水账\n\n- 小刘周五前提交报价')).toEqual([]);
		expect(read('## 流水账\n\n- 小刘周五前提交报价', noOwnWords)).toHaveLength(1);
	});

	test('what is finished is finished', () => {
		const items = read('## 跟办\n\n- 办妥\n  - 报价单\n- 未办\n  - 场地');
		expect(items.filter(({ state }) => state === 'done').map(({ content }) => content)).toEqual(['报价单']);
	});

	test('whoever was there is known from then on', () => {
		expect(read('到场同仁：欧阳春雪、司徒静\n\n欧阳春雪盯到底')).toEqual([]);
		expect(read('到场同仁：欧阳春雪、司徒静\n\n报价：欧阳春雪盯到底')[0]).toMatchObject({
			owner: '欧阳春雪'
		});
	});

	test('a resolution orders', () => {
		expect(read('## 拍板\n\n- 张贴公告')).toMatchObject([{ rule: 'EX5l' }]);
	});

	test('the words of a title inside a sentence are no title', () => {
		expect(read('跟办的事情很多\n\n- 报价单')).toEqual([]);
	});
});

describe('[EX66] cues of the workspace’s own', () => {
	test.each([
		['小刘盯到底报价单', '盯到底报价单', '小刘'],
		['报价单小刘盯到底', '报价单', '小刘'],
		['報價單小劉盯到底', '報價單', '小劉'],
		['报价单，小刘盯到底', '报价单', '小刘'],
		['报价单：市场部盯到底', '报价单：', '市场部'],
		['归口市场部：报价单', '报价单', '市场部'],
		['报价单归口市场部', '报价单', '市场部'],
		['新网站刘洋是船长', '新网站', '刘洋'],
		['Ana is all over the rollout.', 'is all over the rollout', 'Ana'],
		['Rollout of the new site: Ana has the ball.', 'Rollout of the new site', 'Ana'],
		['The landlord’s quote is over to Ana.', 'The landlord’s quote is', 'Ana']
	])('%s', (text, content, owner) => {
		const [item, ...more] = read(text);
		expect(more).toEqual([]);
		expect(item).toMatchObject({ owner, band: 'sure', rule: 'EX66' });
		expect(item!.content.replace(/[:：]$/, '')).toBe(content.replace(/[:：]$/, ''));
		expect(read(text, noOwnWords).filter(({ band }) => band === 'sure')).toEqual([]);
	});

	test('its day is read as everywhere', () => {
		expect(read('报价单小刘周五前盯到底')).toMatchObject([{ owner: '小刘', due: '2024-06-07' }]);
	});

	test.each([
		['what is past', '小刘已经盯到底了'],
		['an opinion', '建议小刘盯到底'],
		['a question', '报价单小刘盯到底吗？'],
		['a condition', '如果有空，小刘盯到底'],
		['nobody', '必须盯到底'],
		['part of a longer word', 'Ana is all overwhelmed by the rollout.'],
		['an idea', 'Maybe Ana is all over the rollout.']
	])('%s gives nobody work', (_, text) => {
		expect(read(text).filter(({ rule }) => rule === 'EX66')).toEqual([]);
	});
});

describe('[EX67] marks of the workspace’s own', () => {
	test.each([
		['包袱：报价单', '报价单'],
		['- 包袱 -> 报价单', '报价单'],
		['#do quotes for the venue', 'quotes for the venue'],
		['【急办】报价单', '报价单'],
		['[急办] 报价单', '报价单'],
		['⚑ NEXT quotes for the venue', 'quotes for the venue'],
		['跟办：报价单', '报价单']
	])('%s', (text, content) => {
		expect(read(text)).toMatchObject([{ content, rule: 'EX67' }]);
	});

	test('a word that only begins like one is none', () => {
		expect(read('包袱很重')).toEqual([]);
		expect(read('#dolphins are nice')).toEqual([]);
	});
});

test('words are literal: signs of patterns mean themselves', () => {
	const odd: OwnWords = {
		heads: [{ words: '(.*)+ [a-z]', kind: 'action' }],
		cues: [{ words: '.*', place: 'behind-owner' }]
	};
	expect(read('## 工作\n\n- 报价单\n\n小刘报价', odd)).toEqual(
		read('## 工作\n\n- 报价单\n\n小刘报价', noOwnWords)
	);
	expect(read('## (.*)+ [a-z]\n\n- 报价单', odd)).toHaveLength(1);
});

test.each([
	['盯', false],
	['..', false],
	['盯一下', true],
	['a'.repeat(ownWordsLimits.longest + 1), false]
])('%s can be recognised: %s', (words, wanted) => {
	expect(isOwnWord(words)).toBe(wanted);
});

test('both scripts and all cases are one word', () => {
	expect(sameOwnWord('跟辦 Own', '跟办 own ')).toBe(true);
	expect(sameOwnWord('跟辦', '跟进')).toBe(false);
});

test('other words read everything anew; the same words nothing', () => {
	const { blocks } = readMarkdown('## 跟办\n\n- 报价单');
	const context = {
		meetingDay: '2024-06-05',
		nextMeetingDay: null,
		directory,
		calendar: chineseCalendar
	} as const;
	const before = readMinutes(blocks, { ...context, ownWords: noOwnWords }, emptyReading);
	const after = readMinutes(blocks, { ...context, ownWords: own }, before);
	expect([before.items.length, after.items.length]).toEqual([0, 1]);
	expect(readMinutes(blocks, { ...context, ownWords: own }, after).units[1]).toBe(after.units[1]);
});

test('a hundred cues that begin alike stay linear in the text', () => {
	const cues = Array.from({ length: ownWordsLimits.most }, (_, at) => ({
		words: '盯'.repeat(2 + (at % 20)) + String(at),
		place: 'behind-owner' as const
	}));
	const time = (length: number) => {
		const text = '盯'.repeat(length);
		const times = Array.from({ length: 5 }, () => {
			// The thread's own processor time: what else the machine does is not in it.
			const before = process.threadCpuUsage();
			read(text, { heads: [], cues });
			return process.threadCpuUsage(before).user / 1_000;
		});
		return Math.min(...times);
	};
	time(10_000);
	const [one, two] = [time(10_000), time(20_000)];
	expect(one).toBeLessThan(200);
	expect(two / Math.max(one, 1)).toBeLessThan(4);
});
