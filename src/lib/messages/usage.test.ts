/**
 * Reads all sources: a message that does not exist, one that nobody says, and words that nobody can translate fail.
 * A key counts as said when it stands in the sources as a whole text ('board.title') or when a template text begins
 * with its prefix (`board.column.${status}`), which TypeScript checks as well.
 */
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';
import { en } from './en/index.ts';
import type { Area } from './translate.ts';
import { literalTexts } from './literal-texts.ts';

const sources = globSync(['src/**/*.{svelte,ts}', 'server/**/*.ts'])
	.filter((path) => !path.endsWith('.test.ts') && !/^src.lib.messages.(en|zh-CN|zh-TW)./.test(path))
	.map((path) => ({ path, code: readFileSync(path, 'utf8') }));
const areas = Object.keys(en) as Area[];
const keys = areas.flatMap((area) =>
	[...new Set(Object.keys(en[area]).map((key) => key.replace(/_(one|other)$/, '')))].map(
		(key) => `${area}.${key}`
	)
);
const said = sayings(sources.map(({ code }) => code).join('\n'));

test('every message asked for exists', () => {
	const asked = sources.flatMap(({ path, code }) =>
		[...code.matchAll(/\bt\(\s*(['"])([\w.-]+)\1/g)].map((match) => ({ path, key: match[2] as string }))
	);
	expect(asked.filter(({ key }) => !keys.includes(key))).toEqual([]);
});

describe('every message is said somewhere', () => {
	test.each(areas)('%s', (area) => {
		expect(keys.filter((key) => key.startsWith(`${area}.`) && !isSaid(key))).toEqual([]);
	});
});

describe('no words stand in the markup itself', () => {
	const components = sources.filter(({ path }) => path.endsWith('.svelte'));
	test.each(components)('$path', ({ path, code }) => {
		expect(literalTexts(parse(code, { modern: true, filename: path }).fragment)).toEqual([]);
	});
});

function isSaid(key: string): boolean {
	return said.whole.has(key) || said.prefixes.some((prefix) => key.startsWith(prefix));
}

/** All texts of a source that may be message keys, and the fixed beginnings of its template texts. */
function sayings(code: string): { whole: Set<string>; prefixes: string[] } {
	const whole = new Set(
		[...code.matchAll(/(['"`])([a-zA-Z]+\.[\w.-]+)\1/g)].map((match) => match[2] as string)
	);
	const prefixes = [...code.matchAll(/`([a-zA-Z]+\.(?:[\w-]+\.)*)\$\{/g)].map((match) => match[1] as string);
	return { whole, prefixes };
}
