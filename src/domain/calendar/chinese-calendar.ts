/** The public holidays of the People's Republic of China and the weekends worked in exchange (调休). */
import type { Day } from '../day.ts';
import { addDays, daysBetween, weekdayOf } from '../day.ts';
import { ANNOUNCED } from './chinese-holidays.ts';
import type { Calendar } from './working-days.ts';

/** The calendar of a Chinese workplace. Years that are not announced yet count weekends only (`knowsYear` is false). */
export const chineseCalendar: Calendar = {
	isWorkingDay: (day) => readYear(Number(day.slice(0, 4)))?.working.get(day) ?? weekdayOf(day) <= 5,
	holiday: (name, year) => readYear(year)?.holidays.get(ALIASES[name] ?? name) ?? null,
	announced: (day) => readYear(Number(day.slice(0, 4)))?.names.get(day) ?? null,
	knowsYear: (year) => ANNOUNCED[year] !== undefined
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

const WORKED_INSTEAD = '补班';
/** Two stretches of one holiday belong together when no more lies between them than another holiday (2025: 国庆 with 中秋 in it). */
const LONGEST_GAP = 4;

type Stretch = { readonly first: Day; readonly last: Day };

type Year = {
	/** The announced days alone. */
	readonly working: ReadonlyMap<Day, boolean>;
	readonly names: ReadonlyMap<Day, string>;
	readonly holidays: ReadonlyMap<string, Stretch>;
};

const years = new Map<number, Year>();

function readYear(year: number): Year | null {
	const announced = ANNOUNCED[year];
	if (announced === undefined) return null;
	const known = years.get(year) ?? parseYear(year, announced);
	years.set(year, known);
	return known;
}

function parseYear(year: number, announced: string): Year {
	const working = new Map<Day, boolean>();
	const names = new Map<Day, string>();
	const holidays = new Map<string, Stretch>();
	let name = '';
	for (const word of announced.split(' ')) {
		if (!/^\d/.test(word)) {
			name = word;
			continue;
		}
		const [first, last = first] = word.split('-').map((date) => dayOf(year, date)) as [Day, Day?];
		for (let day = first; day <= last; day = addDays(day, 1)) {
			working.set(day, name === WORKED_INSTEAD);
			names.set(day, name);
		}
		const before = holidays.get(name);
		if (!before) holidays.set(name, { first, last });
		else if (daysBetween({ from: before.last, to: first }) <= LONGEST_GAP)
			holidays.set(name, { first: before.first, last });
	}
	return { working, names, holidays };
}

function dayOf(year: number, date: string): Day {
	return `${year}-${date.slice(0, 2)}-${date.slice(2)}` as Day;
}
