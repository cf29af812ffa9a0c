/** Days that are named after holidays: 国庆前, 双十一 [EX39]. */
import type { Day } from '../day.ts';
import { addDays, partsOf } from '../day.ts';
import type { DayContext, DayCore } from './day-mention.ts';
import { resolveMonthDay } from './resolve-day.ts';
import { endOf, exact, vague } from './day-core.ts';

/**
 * `国庆前` is the day before the first day off; in traditional script 國慶 is the tenth of October [EX39]. Holidays that move are
 * resolved only within the meeting's year (or from November on): earlier the days off are not announced. After a holiday is no day.
 */
export function holiday(
	found: RegExpExecArray,
	{ meetingDay, calendar }: DayContext,
	original: string
): DayCore | null {
	const end = endOf(found);
	const edge = found[2]!;
	if (/后$/.test(edge)) return vague(end, { kind: 'from' });
	const first = firstDayOff(found, { meetingDay, calendar }, original);
	if (!first) return vague(end, { kind: 'by', limit: true });
	return exact(end, /前$/.test(edge) ? addDays(first, -1) : first, { kind: 'by', limit: true });
}

function firstDayOff(
	found: RegExpExecArray,
	{ meetingDay, calendar }: Pick<DayContext, 'meetingDay' | 'calendar'>,
	original: string
): Day | null {
	const { year, month } = partsOf(meetingDay);
	const written = original.slice(found.index, endOf(found));
	const name = found[1]!;
	const fixed = /國慶|雙十(?!一)/.test(written) ? [10, 10] : FIXED_HOLIDAYS[name];
	if (fixed) return resolveMonthDay({ month: fixed[0]!, day: fixed[1]!, weekday: null }, meetingDay);
	const plain = name.replace(/(..)节$/, '$1');
	const thisYear = calendar.holiday(plain, year)?.first;
	if (thisYear && thisYear >= meetingDay) return thisYear;
	const nextYear = month >= 11 ? calendar.holiday(plain, year + 1)?.first : undefined;
	if (nextYear) return nextYear;
	const usual = USUAL_HOLIDAYS[plain];
	return usual ? resolveMonthDay({ month: usual[0]!, day: usual[1]!, weekday: null }, meetingDay) : null;
}

const FIXED_HOLIDAYS: Readonly<Record<string, readonly number[]>> = {
	圣诞: [12, 25],
	圣诞节: [12, 25],
	双十一: [11, 11],
	双十: [10, 10],
	双十节: [10, 10],
	六一: [6, 1],
	六一儿童节: [6, 1],
	儿童节: [6, 1],
	三八: [3, 8],
	三八妇女节: [3, 8],
	妇女节: [3, 8]
};

/** Holidays that always begin on or about the same day, for years the calendar does not know. */
const USUAL_HOLIDAYS: Readonly<Record<string, readonly number[]>> = {
	国庆: [10, 1],
	十一: [10, 1],
	元旦: [1, 1],
	新年: [1, 1],
	五一: [5, 1],
	劳动: [5, 1],
	五一劳动: [5, 1]
};
