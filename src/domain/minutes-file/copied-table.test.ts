import { expect, test } from 'vitest';
import { copiedTable } from './copied-table.ts';

const ofText = (text: string) => copiedTable({ html: '', text });
const ofHtml = (html: string) => copiedTable({ html, text: '' });

test('cells between tabs, rows on lines', () => {
	expect(ofText('任务\t负责人\r\n提交报价\t张三\r\n')).toEqual([
		['任务', '负责人'],
		['提交报价', '张三']
	]);
});

test('a cell in quotes holds lines, tabs and quotes of its own', () => {
	expect(ofText('a\t"1. 写\n2. ""改""\t再改"\tb\nc\td')).toEqual([
		['a', '1. 写\n2. "改"\t再改', 'b'],
		['c', 'd', '']
	]);
});

test('a quote that opens nothing is a sign like any other', () => {
	expect(ofText('"a\tb\n6" 屏\tc')).toEqual([
		['"a', 'b'],
		['6" 屏', 'c']
	]);
});

test('rows of nothing are left out, and rows are as long as the longest', () => {
	expect(ofText('a\n\t\nb\tc')).toEqual([
		['a', ''],
		['b', 'c']
	]);
});

test('one word, and one line, is no table', () => {
	expect(ofText('提交报价')).toBeNull();
	expect(ofText('')).toBeNull();
	expect(ofHtml('<p>提交报价</p>')).toBeNull();
});

test('a table of a page, with lines in a cell and merged cells', () => {
	const html = `<html><body><!--StartFragment--><table><tr><td>任务</td><td>负责人</td></tr>
		<tr><td>写方案<br>附预算</td><td rowspan=2>张三</td></tr><tr><td><p>出海报</p><p>两张</p></td></tr></table></body></html>`;
	expect(ofHtml(html)).toEqual([
		['任务', '负责人'],
		['写方案\n附预算', '张三'],
		['出海报\n两张', '张三']
	]);
});

test('of several tables the largest', () => {
	expect(ofHtml('<table><tr><td>a<td>b</table><table><tr><td>c<td>d<tr><td>e<td>f</table>')).toEqual([
		['c', 'd'],
		['e', 'f']
	]);
});

test('a row that is struck out is none', () => {
	expect(
		ofHtml('<table><tr><td>任务<td>负责人<tr><td><s>写方案</s><td><s>张三</s><tr><td>出海报<td>李四</table>')
	).toEqual([
		['任务', '负责人'],
		['出海报', '李四']
	]);
});
