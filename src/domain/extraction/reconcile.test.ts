import { describe, expect, it } from 'vitest';
import { reconcile, type FoundItem, type TrackedItem } from './reconcile.ts';

const runs = (client: number, clock: number, length: number) => [{ client, clock, length }];
const tracked = (
	id: string,
	at: TrackedItem['runs'],
	quote: string,
	{ present = true, workedOn = false } = {}
): TrackedItem => ({ id, runs: at, quote, present, workedOn });
const found = (key: string, at: FoundItem['runs'], quote: string): FoundItem => ({ key, runs: at, quote });

describe('an item keeps its identity', () => {
	it('when its words are edited', () => {
		const result = reconcile(
			[tracked('a', runs(1, 0, 20), '市场部6月10日前完成初稿')],
			[found('x', [...runs(1, 0, 6), ...runs(2, 0, 2), ...runs(1, 8, 12)], '市场部6月12日前完成终稿')]
		);
		expect(result).toMatchObject({ same: [{ id: 'a', key: 'x' }], fresh: [], gone: [] });
	});

	it('when it is cut and pasted, as it was', () => {
		const cut = reconcile([tracked('a', runs(1, 0, 10), '产品部提交手册')], []);
		expect(cut.gone).toEqual(['a']);
		const pasted = reconcile(
			[tracked('a', runs(1, 0, 10), '产品部提交手册', { present: false })],
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
		expect(result).toMatchObject({ same: [{ id: 'a', key: 'original' }], fresh: ['copy'], gone: [] });
	});

	it('is the smaller part of a sentence split in two', () => {
		const result = reconcile(
			[tracked('a', runs(1, 0, 30), 'whole')],
			[found('small', runs(1, 0, 10), 'first part'), found('large', runs(1, 12, 18), 'second part')]
		);
		expect(result).toMatchObject({ same: [{ id: 'a', key: 'large' }], fresh: ['small'], gone: [] });
	});

	it('is not a similar promise of a line that was withdrawn long ago', () => {
		const result = reconcile(
			[tracked('a', runs(1, 0, 10), '市场部提交周报初稿', { present: false })],
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
		expect(result).toMatchObject({ same: [{ id: 'a', key: 'x' }], fresh: [], gone: ['b'] });
	});
});

describe('[EX92] a sentence that was deleted and is typed again', () => {
	const whole = '由市场部负责短视频内容制作，6月10日前完成初稿';
	const half = tracked('half', runs(2, 0, 9), '由市场部负责短视频');
	const typed = found('x', runs(2, 0, 24), whole);
	const lost = { present: false, workedOn: true };

	it('says its first item again, although it has the characters of the one made of its half', () => {
		const result = reconcile([tracked('a', runs(1, 0, 24), whole, lost), half], [typed]);
		expect(result).toEqual({
			same: [{ id: 'half', key: 'x' }],
			fresh: [],
			gone: [],
			saidAgain: [{ id: 'a', key: 'x', insteadOf: 'half' }]
		});
	});

	it('says it before anybody has noticed that it was gone', () => {
		const result = reconcile([tracked('a', runs(1, 0, 24), whole), half], [typed]);
		expect(result).toMatchObject({ gone: ['a'], saidAgain: [{ id: 'a', insteadOf: 'half' }] });
	});

	it('says the one that was worked on, of several with its words', () => {
		const items = [
			tracked('untouched', runs(1, 0, 24), whole, { present: false }),
			tracked('worked on', runs(1, 30, 24), whole, lost)
		];
		expect(reconcile([...items, half], [typed]).saidAgain).toMatchObject([{ id: 'worked on' }]);
		expect(reconcile(items, [typed]).same).toEqual([{ id: 'worked on', key: 'x' }]);
	});

	it.each([
		[
			'somebody worked on what was made of its half',
			[tracked('a', runs(1, 0, 24), whole, lost), { ...half, workedOn: true }]
		],
		['it goes on with other words', [tracked('a', runs(1, 0, 24), '由市场部负责短视频投放', lost), half]],
		[
			'its half is older and neither was worked on',
			[half, tracked('a', runs(1, 0, 24), whole, { present: false })]
		]
	])('says nothing again when %s', (_, items) => {
		expect(reconcile(items, [typed])).toMatchObject({ same: [{ id: 'half' }], saidAgain: [] });
	});

	it('says nothing again while the first still stands', () => {
		const result = reconcile(
			[tracked('a', runs(1, 0, 24), whole, { workedOn: true }), half],
			[found('first', runs(1, 0, 24), whole), typed]
		);
		expect(result.saidAgain).toEqual([]);
	});

	it('says one item again, where it is typed twice', () => {
		const result = reconcile(
			[
				tracked('a', runs(1, 0, 24), whole, lost),
				half,
				tracked('other', runs(3, 0, 9), '由市场部负责短视频')
			],
			[typed, found('y', runs(3, 0, 24), whole)]
		);
		expect(result.saidAgain).toHaveLength(1);
	});
});
