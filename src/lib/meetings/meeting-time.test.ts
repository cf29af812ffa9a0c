import { expect, test } from 'vitest';
import { instantAt, type Day } from '#domain/day.ts';
import { lengthOf, nextHalfHour, startingNow } from './meeting-time.ts';

const timeZone = 'Asia/Shanghai';
const at = (day: Day, time: string) => instantAt({ day, time, timeZone });

test.each([
	['14:05', '2024-06-05', '14:30', '16:00'],
	['14:30', '2024-06-05', '15:00', '16:30'],
	['14:59', '2024-06-05', '15:00', '16:30'],
	['22:40', '2024-06-05', '23:00', '00:30'],
	['23:45', '2024-06-06', '00:00', '01:30']
])('at %s a new meeting is offered for %s %s–%s', (time, day, from, to) => {
	expect(nextHalfHour(at('2024-06-05', time), timeZone)).toEqual({ day, from, to });
});

test('a meeting may last over midnight', () => {
	expect(lengthOf({ from: '14:00', to: '15:30' })).toBe(90);
	expect(lengthOf({ from: '23:30', to: '01:00' })).toBe(90);
	expect(lengthOf({ from: '09:00', to: '09:00' })).toBe(1440);
});

test('a meeting started before its time begins now and is as long as it was to be', () => {
	const now = at('2024-06-05', '14:05');
	const planned = { day: '2024-06-05', from: '14:30', to: '16:00' } as const;
	expect(startingNow(planned, now, timeZone)).toEqual({ day: '2024-06-05', from: '14:05', to: '15:35' });
	const tomorrow = { ...planned, day: '2024-06-06' } as const;
	expect(startingNow(tomorrow, now, timeZone)).toEqual({ day: '2024-06-05', from: '14:05', to: '15:35' });
});

test('one that should have begun earlier keeps its time', () => {
	const now = at('2024-06-05', '14:05');
	const begun = { day: '2024-06-05', from: '14:00', to: '15:00' } as const;
	expect(startingNow(begun, now, timeZone)).toEqual(begun);
	const yesterday = { ...begun, day: '2024-06-04', from: '16:00' } as const;
	expect(startingNow(yesterday, now, timeZone)).toEqual(yesterday);
});

test('started shortly before midnight it ends on the next day', () => {
	const planned = { day: '2024-06-05', from: '23:55', to: '01:25' } as const;
	expect(startingNow(planned, at('2024-06-05', '23:40'), timeZone)).toEqual({
		day: '2024-06-05',
		from: '23:40',
		to: '01:10'
	});
});
