/**
 * The public holidays of the People's Republic of China and the weekends worked in exchange (调休), as announced each year by the
 * State Council; the dates come from the `chinese-days` package.
 */
import chineseDays from 'chinese-days';
import type { Day } from '../day.ts';
import { addDays, makeDay, weekdayOf } from '../day.ts';
import type { Calendar } from './working-days.ts';

/** The calendar of a Chinese workplace. Years that are not announced yet count weekends only (`knowsYear` is false). */
export const chineseCalendar: Calendar = {
	isWorkingDay: (day) => yearOf(day).working.get(day) ?? weekdayOf(day) <= 5,
	holiday: (name, year) => readYear(year).holidays.get(ALIASES[name] ?? name) ?? null,
	knowsYear: (year) => readYear(year).holidays.size > 0
};

/** Other names of the holidays, in simplified characters. */
const ALIASES: Readonly<Record<string, string>> = {
	国庆: '国庆节',
	十一: '国庆节',
	五一: '劳动节',
	劳动: '劳动节',
	五一劳动节: '劳动节',
	清明节: '清明',
	端午节: '端午',
	中秋节: '中秋',
	新年: '元旦',
	过年: '春节',
	农历新年: '春节'
};

type Year = {
	/** Only the days that differ from a plain week. */
	readonly working: ReadonlyMap<Day, boolean>;
	readonly holidays: ReadonlyMap<string, { first: Day; last: Day }>;
};

const years = new Map<number, Year>();

function yearOf(day: Day): Year {
	return readYear(Number(day.slice(0, 4)));
}

/** Reads a year once; the package looks at every day, which is too slow to ask for each question. */
function readYear(year: number): Year {
	const known = years.get(year);
	if (known) return known;
	const working = new Map<Day, boolean>();
	const holidays = new Map<string, { first: Day; last: Day }>();
	for (let day = makeDay(year, 1, 1); day < makeDay(year + 1, 1, 1); day = addDays(day, 1)) {
		const { work, name } = chineseDays.getDayDetail(day);
		if (work !== weekdayOf(day) <= 5) working.set(day, work);
		const holiday = name.split(',')[1];
		if (holiday && !work) holidays.set(holiday, { first: holidays.get(holiday)?.first ?? day, last: day });
	}
	const read = { working, holidays };
	years.set(year, read);
	return read;
}
