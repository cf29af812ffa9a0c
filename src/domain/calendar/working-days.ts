import type { Day } from '../day.ts';

/** Which days are worked: weekends, public holidays and make-up working days (调休). */
export type Calendar = {
	isWorkingDay(day: Day): boolean;
	/** The first and last day of a named holiday in a year (国庆, 中秋, 春节 …); null when the calendar does not know it. */
	holiday(name: string, year: number): { readonly first: Day; readonly last: Day } | null;
	/** True when the year's public holidays are known; otherwise only weekends are counted. */
	knowsYear(year: number): boolean;
};
