/** What the forms of days are made of, in both languages. */
import type { Day } from '../day.ts';
import type { DayCore } from './day-mention.ts';

/** One sign of a Chinese number. */
export const NUMBER = '[0-9零一二三四五六七八九十两廿卅]';

export const MONTH =
	'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
export const WEEKDAY =
	'mon(?:day)?|tues?(?:day)?|wed(?:nesday|s)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';

/** What may stand between the parts of a Chinese date. */
export const GAP = '\\s{0,2}';

/** A pattern that matches where it is put, as forms of days need it. */
export function sticky(source: string): RegExp {
	return new RegExp(source, 'y');
}

/** A day that is named; null when there is no such day. */
export function exact(end: number, day: Day | null, more: Partial<DayCore> = {}): DayCore | null {
	return day && { end, day, sense: 'exact', ...more };
}

/** A stretch of time, by its last day. */
export function period(end: number, day: Day, more: Partial<DayCore> = {}): DayCore {
	return { end, day, sense: 'period', ...more };
}

/** A time that names no day. */
export function vague(end: number, more: Partial<DayCore> = {}): DayCore {
	return { end, day: null, sense: 'vague', ...more };
}

/** Where a match ends. */
export function endOf(found: RegExpExecArray): number {
	return found.index + found[0].length;
}
