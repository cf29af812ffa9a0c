import { expect, test } from 'vitest';
import { filterOptions } from './filter-options.ts';

const people = [
	{ value: '1', label: '张小明', detail: '市场部', keywords: ['zhang xiaoming', 'MKT'] },
	{ value: '2', label: '李明', detail: '销售部', keywords: ['li ming'] },
	{ value: '3', label: 'Ana Lopez', detail: 'Marketing' },
	{ value: '4', label: '明月', detail: '产品部' }
];
const found = (text: string) => filterOptions(people, text).map(({ label }) => label);

test('nothing typed finds everybody, in their order', () => {
	expect(found('  ')).toEqual(people.map(({ label }) => label));
});

test('names that begin with the text come before those that hold it', () => {
	expect(found('明')).toEqual(['明月', '张小明', '李明']);
});

test('a department, an alias and pinyin find their people', () => {
	expect(found('销售')).toEqual(['李明']);
	expect(found('mkt')).toEqual(['张小明']);
	expect(found('xiaom')).toEqual(['张小明']);
});

test('full-width letters and capitals do not matter', () => {
	expect(found('ＡＮＡ')).toEqual(['Ana Lopez']);
});

test('all words must be found', () => {
	expect(found('明 市场')).toEqual(['张小明']);
	expect(found('明 财务')).toEqual([]);
});
