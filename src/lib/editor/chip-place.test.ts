import { expect, test } from 'vitest';
import { chipPlace } from './chip-place.ts';

const placeIn = (before: string, after: string) => {
	const text = before + after;
	const { start, end } = chipPlace(text, before.length);
	return [text.slice(0, start), text.slice(start, end), text.slice(end)];
};

test('the chip stands behind the last character, or behind what closes the sentence', () => {
	expect(placeIn('市场部6月10日前完成初稿', '')).toEqual(['市场部6月10日前完成初', '稿', '']);
	expect(placeIn('市场部6月10日前完成初稿', '。下一句')).toEqual(['市场部6月10日前完成初稿', '。', '下一句']);
	expect(placeIn('市场部负责初稿（6月10日前', '），销售部')).toEqual([
		'市场部负责初稿（6月10日前',
		'）',
		'，销售部'
	]);
	expect(placeIn('Ana will call by Friday', '.”')).toEqual(['Ana will call by Friday', '.', '”']);
	expect(placeIn('王敏联系供应商', '，李雷')).toEqual(['王敏联系供应', '商', '，李雷']);
});

test('an emoji is one character', () => {
	expect(placeIn('周航明天发布🎉', '')).toEqual(['周航明天发布', '🎉', '']);
});
