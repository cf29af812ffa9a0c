import { expect, test } from 'vitest';
import { chooseLocale } from './locale.ts';

test.each([
	['zh', 'zh-CN'],
	['zh-Hans', 'zh-CN'],
	['zh-SG', 'zh-CN'],
	['zh-Hans-HK', 'zh-CN'],
	['zh-HK', 'zh-TW'],
	['zh-Hant', 'zh-TW'],
	['zh-MO', 'zh-TW'],
	['zh-TW,zh;q=0.9,en;q=0.8', 'zh-TW'],
	['en-GB,en;q=0.9', 'en'],
	['fr-FR,fr;q=0.9,zh-CN;q=0.7,en;q=0.5', 'zh-CN'],
	['en;q=0.3, zh-TW;q=0.8', 'zh-TW'],
	['zh-CN;q=0, en', 'en'],
	['fr, de', 'en'],
	['*', 'zh-CN'],
	['', 'zh-CN']
] as const)('a browser that asks for "%s" is answered in %s', (acceptLanguage, expected) => {
	expect(chooseLocale({ acceptLanguage })).toBe(expected);
});

test("the reader's own choice wins over the browser", () => {
	expect(chooseLocale({ cookie: 'en', acceptLanguage: 'zh-CN' })).toBe('en');
});

test('a cookie we do not know is passed over', () => {
	expect(chooseLocale({ cookie: 'tlh', acceptLanguage: 'zh-HK' })).toBe('zh-TW');
});

test('who says nothing is answered in Simplified Chinese', () => {
	expect(chooseLocale({})).toBe('zh-CN');
});
