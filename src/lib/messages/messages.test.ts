import { describe, expect, test } from 'vitest';
import { en } from './en/index.ts';
import type { Area, Messages } from './translate.ts';
import { zhCN } from './zh-CN/index.ts';
import { zhTW } from './zh-TW/index.ts';

const languages: { locale: string; messages: Messages; plurals: string[] }[] = [
	{ locale: 'en', messages: en, plurals: ['_one', '_other'] },
	{ locale: 'zh-CN', messages: zhCN, plurals: ['_other'] },
	{ locale: 'zh-TW', messages: zhTW, plurals: ['_other'] }
];
const areas = Object.keys(en).sort() as Area[];

describe.each(languages)('$locale', ({ locale, messages, plurals }) => {
	test('has the same areas as English', () => {
		expect(Object.keys(messages).sort()).toEqual(areas);
	});

	test.each(areas)('says everything in "%s" that English says, and nothing else', (area) => {
		expect(baseKeys(messages[area])).toEqual(baseKeys(en[area]));
	});

	test('has no empty text, and none with blanks around it', () => {
		expect(texts(messages).filter(({ text }) => text === '' || text !== text.trim())).toEqual([]);
	});

	test('names the same values as English in every text', () => {
		const wrong = texts(messages).filter(
			({ area, key, text }) =>
				!sameNames(namesIn(text), englishNames(area, key), { mayOmitCount: key.endsWith('_one') })
		);
		expect(wrong).toEqual([]);
	});

	test('has exactly the plurals that Intl knows for it', () => {
		const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
		expect(plurals.map((plural) => plural.slice(1)).sort()).toEqual([...categories].sort());
		for (const area of areas) {
			for (const base of pluralBases(en[area])) {
				const found = Object.keys(messages[area]).filter((key) => key.replace(/_[a-z]+$/, '') === base);
				expect(found.sort()).toEqual(plurals.map((plural) => base + plural).sort());
			}
		}
	});

	test('uses the brackets of values properly', () => {
		const broken = texts(messages).filter(({ text }) => /[{}]/.test(text.replace(/\{\{[a-zA-Z]+\}\}/g, '')));
		expect(broken).toEqual([]);
	});
});

test('Simplified Chinese uses no Traditional-only characters, and the other way round', () => {
	const traditional = /[會議紀錄員織稱覽設登錯誤開關閉儲檔連線網號碼簡體寫時間請將從這還]/;
	const simplified = /[会议纪录员织称览设错误开关闭储档连线网号码简体写时间请将从这还]/;
	const shared = /[登]/g;
	expect(texts(zhCN).filter(({ text }) => traditional.test(text.replace(shared, '')))).toEqual([]);
	expect(texts(zhTW).filter(({ text }) => simplified.test(text.replace(shared, '')))).toEqual([]);
});

test('Taiwan usage: words of the mainland are not carried over', () => {
	const mainland = /登錄|鏈接|用戶|默認|信息|視頻|軟件|網絡|服務器|屏幕|打印|搜索|激活|添加|文檔|賬號/;
	expect(texts(zhTW).filter(({ text }) => mainland.test(text))).toEqual([]);
});

function texts(messages: Messages): { area: string; key: string; text: string }[] {
	return Object.entries(messages).flatMap(([area, entries]) =>
		Object.entries(entries).map(([key, text]) => ({ area, key, text }))
	);
}

function baseKeys(entries: Record<string, string>): string[] {
	return [...new Set(Object.keys(entries).map(withoutPlural))].sort();
}

function pluralBases(entries: Record<string, string>): string[] {
	return [...new Set(Object.keys(entries).filter((key) => key.endsWith('_other')))].map(withoutPlural);
}

function withoutPlural(key: string): string {
	return key.replace(/_(zero|one|two|few|many|other)$/, '');
}

function namesIn(text: string): string[] {
	return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] as string))].sort();
}

function englishNames(area: string, key: string): string[] {
	const entries: Record<string, string> = en[area as Area];
	return namesIn(entries[key] ?? entries[`${withoutPlural(key)}_other`] ?? '');
}

/** "One card" need not write its count; every other text names what English names. */
function sameNames(found: string[], wanted: string[], { mayOmitCount }: { mayOmitCount: boolean }): boolean {
	const relevant = mayOmitCount ? wanted.filter((name) => name !== 'count') : wanted;
	const given = mayOmitCount ? found.filter((name) => name !== 'count') : found;
	return relevant.join() === given.join();
}
