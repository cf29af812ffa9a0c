import { describe, expect, it } from 'vitest';
import {
	addDays,
	dayInZone,
	instantAt,
	timeInZone,
	daysBetween,
	isDay,
	lastDayOfMonth,
	mondayOf,
	weekdayOf
} from './day.ts';

describe('a day', () => {
	it('is only a real day on the calendar', () => {
		expect(isDay('2024-02-29')).toBe(true);
		expect(isDay('2023-02-29')).toBe(false);
		expect(isDay('2024-6-5')).toBe(false);
	});

	it('moves over month, year and leap day', () => {
		expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
		expect(addDays('2024-01-01', -1)).toBe('2023-12-31');
		expect(daysBetween({ from: '2024-02-28', to: '2024-03-01' })).toBe(2);
	});

	it('knows its weekday and the Monday of its week', () => {
		expect(weekdayOf('2023-10-20')).toBe(5);
		expect(weekdayOf('2023-10-22')).toBe(7);
		expect(mondayOf('2023-10-22')).toBe('2023-10-16');
	});

	it('ends a month where the calendar does', () => {
		expect(lastDayOfMonth(2024, 2)).toBe('2024-02-29');
		expect(lastDayOfMonth(2024, 12)).toBe('2024-12-31');
	});

	it('depends on the zone the clock hangs in', () => {
		const instant = Date.UTC(2024, 5, 5, 17, 0);
		expect(dayInZone(instant, 'Asia/Shanghai')).toBe('2024-06-06');
		expect(dayInZone(instant, 'UTC')).toBe('2024-06-05');
	});

	it('and a time are an instant, in summer as in winter', () => {
		const shanghai = instantAt({ day: '2024-06-05', time: '14:30', timeZone: 'Asia/Shanghai' });
		expect(new Date(shanghai).toISOString()).toBe('2024-06-05T06:30:00.000Z');
		const berlin = instantAt({ day: '2024-10-27', time: '12:00', timeZone: 'Europe/Berlin' });
		expect(new Date(berlin).toISOString()).toBe('2024-10-27T11:00:00.000Z');
		expect(timeInZone(berlin, 'Europe/Berlin')).toBe('12:00');
	});
});
