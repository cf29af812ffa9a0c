import { expect, test } from 'vitest';
import { addressAsOf, asOfIn, becameOf } from './past-board.ts';

const today = '2024-06-05';

test.each([
	['asOf=2024-06-04', '2024-06-04'],
	['asOf=2024-06-05', null],
	['asOf=2024-06-06', null],
	['asOf=2024-02-30', null],
	['asOf=yesterday', null],
	['mine=1', null]
])('%s asks for the board of %s', (search, day) => {
	expect(asOfIn(new URLSearchParams(search), today)).toBe(day);
});

test('another day keeps the filters, and so does now', () => {
	const url = new URL('http://board.test/board?mine=1&asOf=2024-06-03&view=list');
	expect(addressAsOf(url, '2024-06-02')).toBe('/board?mine=1&asOf=2024-06-02&view=list');
	expect(addressAsOf(url, null)).toBe('/board?mine=1&view=list');
	expect(addressAsOf(new URL('http://board.test/board?asOf=2024-06-03'), null)).toBe('/board');
});

test('a card says where it is now, that it is gone, or nothing', () => {
	const past = {
		day: today,
		unknown: 0,
		since: { moved: { quote: 'done' }, gone: ['video'], made: 0 }
	} as const;
	expect(['quote', 'video', 'plan'].map((id) => becameOf(past, id))).toEqual(['done', 'gone', null]);
});
