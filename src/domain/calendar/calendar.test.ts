import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day } from '../day.ts';
import { addDays, makeDay, weekdayOf } from '../day.ts';
import { chineseCalendar } from './chinese-calendar.ts';
import { ANNOUNCED } from './chinese-holidays.ts';
import {
	addWorkingDays,
	onOrAfterWorkingDay,
	onOrBeforeWorkingDay,
	weekendCalendar,
	workingDaysBetween
} from './working-days.ts';

const day: fc.Arbitrary<Day> = fc.integer({ min: 0, max: 8400 }).map((count) => addDays('2004-01-01', count));

describe('the Chinese calendar', () => {
	const years = Object.keys(ANNOUNCED).map(Number);

	test.each(years)('%i says of every day what the package says', (year) => {
		for (let date = makeDay(year, 1, 1); date <= makeDay(year, 12, 31); date = addDays(date, 1))
			expect([date, chineseCalendar.isWorkingDay(date)]).toEqual([date, chineseDays.isWorkday(date)]);
	});

	test('knows every year the package knows', () => {
		const announced = (year: number) =>
			Array.from({ length: 366 }, (_, at) => addDays(makeDay(year, 1, 1), at)).some(
				(date) => chineseDays.isWorkday(date) !== weekdayOf(date) <= 5
			);
		for (let year = 2004; year <= 2035; year++)
			expect([year, chineseCalendar.knowsYear(year)]).toEqual([year, announced(year)]);
	});

	test('a year that is not announced has weekends only', () => {
		expect(chineseCalendar.knowsYear(2031)).toBe(false);
		expect(chineseCalendar.isWorkingDay('2031-10-01')).toBe(true);
		expect(chineseCalendar.holiday('国庆', 2031)).toBeNull();
	});

	test.each([
		['国庆', 2024, '2024-10-01', '2024-10-07'],
		['国庆节', 2025, '2025-10-01', '2025-10-08'],
		['中秋', 2025, '2025-10-06', '2025-10-06'],
		['春节', 2024, '2024-02-10', '2024-02-17'],
		['五一', 2023, '2023-04-29', '2023-05-03'],
		['端午节', 2011, '2011-06-04', '2011-06-06'],
		['元旦', 2022, '2022-01-01', '2022-01-03'],
		['清明', 2024, '2024-04-04', '2024-04-06']
	])('%s %i is off from %s to %s', (name, year, first, last) => {
		expect(chineseCalendar.holiday(name, year)).toEqual({ first, last });
	});
});

describe('working days', () => {
	test.each([
		['2024-06-05', 3, '2024-06-11', 'Dragon Boat Monday is off'],
		['2024-09-27', 1, '2024-09-29', 'a Sunday worked in exchange'],
		['2024-09-30', 1, '2024-10-08', 'the week of the national day'],
		['2024-06-05', 0, '2024-06-05', 'none'],
		['2024-06-11', -3, '2024-06-05', 'back over the holiday']
	] as [Day, number, Day, string][])('%s and %i working days is %s: %s', (from, count, to) => {
		expect(addWorkingDays(from, count, chineseCalendar)).toBe(to);
	});

	test('counting undoes adding', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: -60, max: 60 }), (from, count) => {
				const start = onOrAfterWorkingDay(from, chineseCalendar);
				const to = addWorkingDays(start, count, chineseCalendar);
				expect(workingDaysBetween({ from: start, to }, chineseCalendar)).toBe(count === 0 ? 0 : count);
			})
		);
	});

	test('the nearest working day is one, and nothing worked lies between', () => {
		fc.assert(
			fc.property(day, (from) => {
				const after = onOrAfterWorkingDay(from, chineseCalendar);
				const before = onOrBeforeWorkingDay(from, chineseCalendar);
				expect(before <= from && from <= after).toBe(true);
				expect([after, before].every((date) => chineseCalendar.isWorkingDay(date))).toBe(true);
				for (let date = from; date < after; date = addDays(date, 1))
					expect(chineseCalendar.isWorkingDay(date)).toBe(false);
			})
		);
	});

	test('the calendar of weekends knows no holidays', () => {
		expect(weekendCalendar.isWorkingDay('2024-10-01')).toBe(true);
		expect(weekendCalendar.isWorkingDay('2024-10-05')).toBe(false);
		expect(weekendCalendar.holiday('国庆', 2024)).toBeNull();
		expect(weekendCalendar.knowsYear(2024)).toBe(false);
	});
});
