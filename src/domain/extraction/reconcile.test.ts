import { describe, expect, it } from 'vitest';
import { reconcile, type FoundItem, type TrackedItem } from './reconcile.ts';

const runs = (client: number, clock: number, length: number) => [{ client, clock, length }];
const tracked = (id: string, at: TrackedItem['runs'], quote: string, present = true): TrackedItem => ({
	id,
	runs: at,
	quote,
	present
});
const found = (key: string, at: FoundItem['runs'], quote: string): FoundItem => ({ key, runs: at, quote });

describe('an item keeps its identity', () => {
	it('when its words are edited', () => {
		const result = reconcile(
			[tracked('a', runs(1, 0, 20), '市场部6月10日前完成初稿')],
			[found('x', [...runs(1, 0, 6), ...runs(2, 0, 2), ...runs(1, 8, 12)], '市场部6月12日前完成终稿')]
		);
		expect(result).toEqual({ same: [{ id: 'a', key: 'x' }], fresh: [], gone: [] });
	});

	it('when it is cut and pasted, as it was', () => {
		const cut = reconcile([tracked('a', runs(1, 0, 10), '产品部提交手册')], []);
		expect(cut.gone).toEqual(['a']);
		const pasted = reconcile(
			[tracked('a', runs(1, 0, 10), '产品部提交手册', false)],
			[found('x', runs(1, 50, 10), '产品部 提交手册')]
		);
		expect(pasted.same).toEqual([{ id: 'a', key: 'x' }]);
	});

	it('when its paragraph becomes a list item and a word changes at once', () => {
		const result = reconcile(
			[tracked('a', runs(1, 0, 18), 'Ana sends the quote by Friday')],
			[found('x', runs(1, 90, 19), 'Ana sends the quotes by Friday')]
		);
		expect(result.same).toHaveLength(1);
	});
});

describe('a new item', () => {
	it('is what a copy is, while the original stands', () => {
		const result = reconcile(
			[tracked('a', runs(1, 0, 10), '产品部提交手册')],
			[found('copy', runs(1, 50, 10), '产品部提交手册'), found('original', runs(1, 0, 10), '产品部提交手册')]
		);
		expect(result).toEqual({ same: [{ id: 'a', key: 'original' }], fresh: ['copy'], gone: [] });
	});

	it('is the smaller part of a sentence split in two', () => {
		const result = reconcile(
			[tracked('a', runs(1, 0, 30), 'whole')],
			[found('small', runs(1, 0, 10), 'first part'), found('large', runs(1, 12, 18), 'second part')]
		);
		expect(result).toEqual({ same: [{ id: 'a', key: 'large' }], fresh: ['small'], gone: [] });
	});

	it('is not a similar promise of a line that was withdrawn long ago', () => {
		const result = reconcile(
			[tracked('a', runs(1, 0, 10), '市场部提交周报初稿', false)],
			[found('x', runs(2, 0, 10), '市场部提交周报终稿')]
		);
		expect(result.fresh).toEqual(['x']);
	});
});

describe('two sentences merged', () => {
	it('leave one item and one gone', () => {
		const result = reconcile(
			[tracked('a', runs(1, 0, 10), 'one'), tracked('b', runs(1, 20, 5), 'two')],
			[found('x', [...runs(1, 0, 10), ...runs(1, 20, 5)], 'one two')]
		);
		expect(result).toEqual({ same: [{ id: 'a', key: 'x' }], fresh: [], gone: ['b'] });
	});
});
