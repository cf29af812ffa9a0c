import { expect, test } from 'vitest';
import { markedQuote } from './marked-quote.ts';

const quote = '由市场部负责短视频内容制作，6月10日前完成初稿';
const marked = (evidence: (string | null)[]) =>
	markedQuote(quote, evidence).map(({ text, evidence }) => (evidence ? `[${text}]` : text));

test('the words that fields were read from are marked', () => {
	expect(marked(['市场部', '6月10日前'])).toEqual([
		'由',
		'[市场部]',
		'负责短视频内容制作，',
		'[6月10日前]',
		'完成初稿'
	]);
	expect(marked(['6月10日前', '由市场部'])[0]).toBe('[由市场部]');
});

test('nothing is marked twice, and nothing that is not there', () => {
	expect(marked([null, '', '销售部'])).toEqual([quote]);
	expect(marked(['由市场部', '市场部负责']).join('')).toBe(`[由市场部]${quote.slice(4)}`);
	expect(markedQuote('', ['x'])).toEqual([]);
});
