/** From the parts of a date that were said to one day of the calendar, seen from the day of the meeting. */
import type { Day } from '../day.ts';
import { addDays, daysBetween, lastDayOfMonth, makeDay, partsOf, weekdayOf } from '../day.ts';

/** A month of a year; months count from 1. */
export type Month = { readonly year: number; readonly month: number };

/**
 * The day a month and day without a year mean: the next one on or after the meeting [EX30]. When a weekday is said too, the
 * nearest year in which it fits decides, up to half a year back (minutes look back on what was due) [EX31].
 * Null when there is no such day ("2月30日").
 */
export function resolveMonthDay(
	said: { month: number; day: number; weekday: number | null },
	meeting: Day
): Day | null {
	const { year } = partsOf(meeting);
	const thisYear = realDay(year, said.month, said.day);
	if (said.weekday === null && thisYear && thisYear >= meeting) return thisYear;
	const nextYear = realDay(year + 1, said.month, said.day);
	if (said.weekday === null) return nextYear ?? leapDay(said, year);
	const candidates = [thisYear, nextYear, realDay(year - 1, said.month, said.day)].filter(
		(day) => day !== null
	);
	const coming = candidates.find((day) => day >= meeting) ?? null;
	const fitting = candidates.find(
		(day) => weekdayOf(day) === said.weekday && Math.abs(daysBetween({ from: meeting, to: day })) <= 190
	);
	return fitting ?? coming;
}

/** 29 February in the next leap year. */
function leapDay(said: { month: number; day: number }, year: number): Day | null {
	if (said.month !== 2 || said.day !== 29) return null;
	for (let ahead = 0; ahead <= 8; ahead++) {
		const day = realDay(year + ahead, 2, 29);
		if (day) return day;
	}
	return null;
}

/** The day, or null when the calendar has no such day. */
export function realDay(year: number, month: number, day: number): Day | null {
	if (month < 1 || month > 12 || day < 1 || year < 1900 || year > 2199) return null;
	if (day > 28 && day > partsOf(lastDayOfMonth(year, month)).day) return null;
	return makeDay(year, month, day);
}

/** The month a month's name means when no year is said: this one or the next to come [EX30]. */
export function resolveMonth(month: number, meeting: Day): Month {
	const now = partsOf(meeting);
	return { year: month < now.month ? now.year + 1 : now.year, month };
}

/** The month `ahead` months after the meeting's. */
export function monthAhead(ahead: number, meeting: Day): Month {
	const { year, month } = partsOf(makeDay(partsOf(meeting).year, partsOf(meeting).month + ahead, 1));
	return { year, month };
}

/** The day a part of a month ends: 上旬 the 10th, 中旬 the 20th, 下旬 and 底 its last; `early` is its first day [EX34]. */
export function partOfMonth(
	{ year, month }: Month,
	part: 'early' | 'first' | 'middle' | 'mid' | 'last'
): Day {
	if (part === 'early') return makeDay(year, month, 1);
	if (part === 'first') return makeDay(year, month, 10);
	if (part === 'mid') return makeDay(year, month, 15);
	if (part === 'middle') return makeDay(year, month, 20);
	return lastDayOfMonth(year, month);
}

/** The last day of a quarter (1–4) of a year. */
export function endOfQuarter(year: number, quarter: number): Day {
	return lastDayOfMonth(year, quarter * 3);
}

/** The quarter (1–4) a day lies in. */
export function quarterOf(day: Day): number {
	return Math.ceil(partsOf(day).month / 3);
}

/** A weekday said alone: the next such day after the meeting, a week later when it is the meeting's own [EX32]. */
export function comingWeekday(weekday: number, meeting: Day): Day {
	return addDays(meeting, ((weekday - weekdayOf(meeting) + 6) % 7) + 1);
}

/** A weekday of the week `weeks` after the meeting's (0 this week, 1 next week), weeks beginning on Monday [EX33]. */
export function weekdayOfWeek(weekday: number, weeks: number, meeting: Day): Day {
	return addDays(meeting, weeks * 7 + weekday - weekdayOf(meeting));
}

/** `count` months later, on the last day of that month when it is shorter. */
export function addMonths(day: Day, count: number): Day {
	const { year, month, day: date } = partsOf(day);
	const last = lastDayOfMonth(year, month + count);
	const wanted = makeDay(year, month + count, date);
	return wanted < last ? wanted : last;
}
