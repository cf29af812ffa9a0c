import { describe, expect, test } from 'vitest';
import { led } from './led.ts';

describe('a long alternation is led by its first signs', () => {
	test.each([
		['市场部|销售部', '市销'],
		['(?:部门|部(?!长)|组)', '部组'],
		['(?:副?总召|[中大]队(?![员长])|(?:清洁|环保)队)们?', '副总中大清环'],
		['(?:今年|明年)?的?预算', '今明的预'],
		['(?:待|未){0,2}办', '待未办'],
		['\\d{1,2}月|月底', '0123456789月']
	])('%s', (pattern, signs) => {
		expect(led(pattern)).toBe(`(?=[${signs}])(?:${pattern})`);
	});
});

test('what may begin with anything stays as it is', () => {
	const open = ['.{0,4}会', '^会', '[^的]会', '[一-九]月', '会?', '(?<!不)会', '(?:会|)', '-{1,2}会'];
	for (const pattern of open) expect(led(pattern)).toBe(pattern);
});

test('a led pattern matches what it matched before', () => {
	const pattern = '(?:副?经理|部(?!长)|[中大]队)';
	for (const text of ['副经理', '经理', '部长', '部里', '大队', '小队', ''])
		expect(new RegExp(led(pattern)).exec(text)?.[0]).toBe(new RegExp(pattern).exec(text)?.[0]);
});
