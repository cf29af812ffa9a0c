import { expect, test } from 'vitest';
import { fetchSounds, Sounds } from './sounds.ts';

const sounds = await fetchSounds();

test.each([
	['张三', '张三', true],
	['zs', '张三', true],
	['ZS', '张三', true],
	['zhang', '张三', true],
	['zhangs', '张三', true],
	['zhangsan', '张三', true],
	['angs', '张三', false],
	['ls', '张三', false],
	['tjbj', '张三提交报价单', true],
	['baojia', '张三提交报价单', true],
	['报价 zs', '张三提交报价单', true],
	['报价 ls', '张三提交报价单', false],
	['lvshi', '律师函', true],
	['chongqing', '重庆分公司', true],
	['quote', 'Send the Quote', true],
	['stq', 'Send the quote', false]
])('%s in %s: %s', (typed, text, found) => {
	expect(sounds.search(typed)([text])).toBe(found);
});

test('each word may be in another text of the card', () => {
	expect(sounds.search('bj zs')(['提交报价单', '张三'])).toBe(true);
	expect(sounds.search('bj ls')(['提交报价单', '张三'])).toBe(false);
});

test('sounds are fetched for Latin letters only, and until then the letters themselves are found', () => {
	const none = new Sounds();
	expect(['zs', '张三', '12', '张 zs'].map((typed) => none.isNeededFor(typed))).toEqual([
		true,
		false,
		false,
		true
	]);
	expect(sounds.isNeededFor('zs')).toBe(false);
	expect(none.search('quote')(['Send the quote'])).toBe(true);
	expect(none.search('zs')(['张三'])).toBe(false);
});
