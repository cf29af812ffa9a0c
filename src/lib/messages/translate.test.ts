import { expect, test } from 'vitest';
import { loadMessages } from './load.ts';
import { locales } from './locale.ts';

test.each(locales)('%s says which language it speaks', async (locale) => {
	expect((await loadMessages(locale)).locale).toBe(locale);
});

test('a plural follows the language: English has two, Chinese one', async () => {
	const en = await loadMessages('en');
	const zhCN = await loadMessages('zh-CN');
	expect(en('board.cards', { count: 1 })).toBe('1 card');
	expect(en('board.cards', { count: 2 })).toBe('2 cards');
	expect(en('board.cards', { count: 0 })).toBe('0 cards');
	expect(zhCN('board.cards', { count: 1 })).toBe('1张卡片');
	expect(zhCN('board.cards', { count: 2 })).toBe('2张卡片');
});

test('large counts are written with separators', async () => {
	const en = await loadMessages('en');
	expect(en('board.cards', { count: 5000 })).toBe('5,000 cards');
});

test('a value is put in as it is, whatever it looks like', async () => {
	const en = await loadMessages('en');
	expect(en('common.removeNamed', { name: '<b>$t(common.save) {{count}} & "x"' })).toBe(
		'Remove <b>$t(common.save) {{count}} & "x"'
	);
});

test('keys and values are checked by the compiler', async () => {
	const t = await loadMessages('en');
	// @ts-expect-error there is no such message
	expect(t('board.nothing')).toBe('board.nothing');
	// @ts-expect-error the message names a value
	expect(t('common.removeNamed')).toContain('Remove');
	// @ts-expect-error the message names another value
	expect(t('common.removeNamed', { title: 'x' })).toContain('Remove');
	// @ts-expect-error this message takes none
	expect(t('common.save', { count: 1 })).toBe('Save');
	const status = 'done' as 'done' | 'delayed';
	expect(t(`board.column.${status}`)).toBe('Done');
});
