import type { Day } from '../day.ts';
import { addDays, weekdayOf } from '../day.ts';

/** Which days are worked: weekends, public holidays and make-up working days (调休). */
export type Calendar = {
	isWorkingDay(day: Day): boolean;
	/** The first and last day of a named holiday in a year (国庆, 中秋, 春节 …); null when the calendar does not know it. */
	holiday(name: string, year: number): { readonly first: Day; readonly last: Day } | null;
	/** What is announced of the day: the name of the public holiday (国庆节), or 补班 for a weekend worked instead; null for a usual day. */
	announced(day: Day): string | null;
	/** True when the year's public holidays are known; otherwise only weekends are counted. */
	knowsYear(year: number): boolean;
};

/** A calendar that knows weekends only. */
export const weekendCalendar: Calendar = {
	isWorkingDay: (day) => weekdayOf(day) <= 5,
	holiday: () => null,
	announced: () => null,
	knowsYear: () => false
};

/**
 * The `count`-th working day after a day, the day itself never counted ("within 3 working days" of a Wednesday is Monday).
 * Negative counts go back: the day by which something must be sent `count` working days before. Zero gives the day itself.
 */
export function addWorkingDays(day: Day, count: number, calendar: Calendar): Day {
	const step = Math.sign(count);
	let left = Math.min(Math.abs(count), 4000);
	let reached = day;
	while (left > 0) {
		reached = addDays(reached, step);
		if (calendar.isWorkingDay(reached)) left -= 1;
	}
	return reached;
}

/**
 * How many working days lie after `from` up to and with `to`: 0 for the same day, negative when `to` is earlier.
 * For working days it undoes `addWorkingDays`.
 */
export function workingDaysBetween({ from, to }: { from: Day; to: Day }, calendar: Calendar): number {
	if (to < from) return -workingDaysBetween({ from: to, to: from }, calendar);
	let count = 0;
	for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
		if (calendar.isWorkingDay(day)) count += 1;
	}
	return count;
}

/** The day itself when it is worked, otherwise the next one that is. */
export function onOrAfterWorkingDay(day: Day, calendar: Calendar): Day {
	return calendar.isWorkingDay(day) ? day : addWorkingDays(day, 1, calendar);
}

/** The day itself when it is worked, otherwise the last one before it that is. */
export function onOrBeforeWorkingDay(day: Day, calendar: Calendar): Day {
	return calendar.isWorkingDay(day) ? day : addWorkingDays(day, -1, calendar);
}
