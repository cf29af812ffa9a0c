import { expect, test } from 'vitest';
import { addMonths, weekOf, weeksOfMonth } from './calendar-weeks.ts';

test('a week runs from Monday to Sunday', () => {
	expect(weekOf('2024-06-09')).toEqual([
		'2024-06-03',
		'2024-06-04',
		'2024-06-05',
		'2024-06-06',
		'2024-06-07',
		'2024-06-08',
		'2024-06-09'
	]);
});

test('a month has the weeks that any of its days is in', () => {
	const ends = (day: Parameters<typeof weeksOfMonth>[0]) => {
		const weeks = weeksOfMonth(day);
		return [weeks.length, weeks[0]![0], weeks.at(-1)![6]];
	};
	expect(ends('2024-06-15')).toEqual([5, '2024-05-27', '2024-06-30']);
	expect(ends('2024-09-30')).toEqual([6, '2024-08-26', '2024-10-06']);
	expect(ends('2027-02-01')).toEqual([4, '2027-02-01', '2027-02-28']);
});

test('a month later is the same day, or the last one of a shorter month', () => {
	expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
	expect(addMonths('2024-12-05', 1)).toBe('2025-01-05');
	expect(addMonths('2024-01-05', -1)).toBe('2023-12-05');
});
