import { expect, test } from 'vitest';
import { en } from '#lib/messages/en/index.ts';
import { zhCN } from '#lib/messages/zh-CN/index.ts';
import { zhTW } from '#lib/messages/zh-TW/index.ts';
import { markWords } from './mark-words.ts';

test('the words that tell owner and day stand alone', () => {
	expect(markWords('由市场部负责，6月10日前完成。', { owner: '市场部', due: '6月10日前' })).toEqual([
		{ text: '由', mark: null },
		{ text: '市场部', mark: 'owner' },
		{ text: '负责，', mark: null },
		{ text: '6月10日前', mark: 'due' },
		{ text: '完成。', mark: null }
	]);
});

test('words that are not in the sentence, or overlap, change nothing of it', () => {
	const pieces = markWords('abcdef', { one: 'abc', two: 'bcd', three: 'x', four: '' });
	expect(pieces).toEqual([
		{ text: 'abc', mark: 'one' },
		{ text: 'def', mark: null }
	]);
});

test.each(Object.entries({ en, zhCN, zhTW }))(
	'the example on the first page is marked in %s',
	(_, { auth }) => {
		const pieces = markWords(auth['example.sentence'], {
			owner: auth['example.ownerWords'],
			task: auth['example.taskWords'],
			due: auth['example.dueWords']
		});
		expect(pieces.flatMap(({ mark }) => mark ?? []).sort()).toEqual(['due', 'owner', 'task']);
	}
);
