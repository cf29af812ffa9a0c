import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadMessages } from '#lib/messages/load.ts';
import { reasonAgainst, reasonsFor } from './reason-words.ts';

/** Every rule that the engine can give an item; those of days say when, not why. */
function rulesOfItems(): string[] {
	const folder = new URL('../../domain/extraction/', import.meta.url);
	const sources = readdirSync(folder).filter(
		(name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !/^(?:zh|en)-days\.ts$/.test(name)
	);
	const code = sources.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
	return [...new Set([...code.matchAll(/'(EX\d+[a-z]?)'/g)].map(([, rule]) => rule!))];
}

test.each(['en', 'zh-CN', 'zh-TW'] as const)(
	'every rule that makes an item has words in %s',
	async (locale) => {
		const t = await loadMessages(locale);
		const rules = rulesOfItems();
		expect(rules.length).toBeGreaterThan(35);
		expect(rules.filter((rule) => reasonsFor({ rules: [rule] }, t).length === 0)).toEqual([]);
	}
);

test('the words that speak against a sentence are quoted', async () => {
	const t = await loadMessages('en');
	const words = { text: 'maybe', span: { block: 'a', start: 0, end: 5 } };
	expect(reasonAgainst({ kind: 'condition', words }, t)).toBe('It only might be: “maybe”');
	expect(reasonAgainst({ kind: 'no-owner', words: null }, t)).toBe('Nobody is named who does it');
	expect(reasonAgainst({ kind: 'section', section: 'agenda' }, t)).toBe('It stands in an agenda');
});
