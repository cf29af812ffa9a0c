/** A civil day as ISO text, `2024-06-05`: no time, no zone. Compares correctly with `<`. */
export type Day = `${number}-${number}-${number}`;

/** A moment in UTC milliseconds since 1970. Always passed in: the domain has no clock. */
export type Instant = number;

const DAY_MS = 86_400_000;

/** Builds a day; months count from 1. Out-of-range values roll over as on a calendar (`makeDay(2024, 14, 1)` is 2025-02-01). */
export function makeDay(year: number, month: number, day: number): Day {
	return toDay(Date.UTC(year, month - 1, day));
}

/** True for a text that is a real day on the calendar ("2024-02-30" is not). */
export function isDay(text: string): text is Day {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && toDay(Date.parse(`${text}T00:00:00Z`)) === text;
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
	return toDay(toMs(day) + count * DAY_MS);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween({ from, to }: { from: Day; to: Day }): number {
	return Math.round((toMs(to) - toMs(from)) / DAY_MS);
}

/** 1 Monday … 7 Sunday (ISO 8601). */
export function weekdayOf(day: Day): number {
	return new Date(toMs(day)).getUTCDay() || 7;
}

/** The Monday of the ISO week that `day` lies in. */
export function mondayOf(day: Day): Day {
	return addDays(day, 1 - weekdayOf(day));
}

/** Year, month (from 1) and day of month. */
export function partsOf(day: Day): { year: number; month: number; day: number } {
	return { year: Number(day.slice(0, -6)), month: Number(day.slice(-5, -3)), day: Number(day.slice(-2)) };
}

/** The last day of a month (month from 1, rolls over). */
export function lastDayOfMonth(year: number, month: number): Day {
	return makeDay(year, month + 1, 0);
}

/** The civil day it is at an instant, as the clocks of an IANA time zone show it. */
export function dayInZone(instant: Instant, timeZone: string): Day {
	const parts = zoneFormat(timeZone).formatToParts(instant);
	const value = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
	return `${value('year')}-${value('month')}-${value('day')}` as Day;
}

/** The instant at which the clocks of a zone show this day and time (`14:30`). In a gap of summer time, the moment after it. */
export function instantAt({ day, time, timeZone }: { day: Day; time: string; timeZone: string }): Instant {
	const [hours = 0, minutes = 0] = time.split(':').map(Number);
	const wall = toMs(day) + (hours * 60 + minutes) * 60_000;
	// The offset at the guess may differ from the one at the answer when summer time changes between: look twice.
	const first = wall - offsetAt(wall, timeZone);
	return wall - offsetAt(first, timeZone);
}

/** The time of day that the clocks of a zone show, `14:30`. */
export function timeInZone(instant: Instant, timeZone: string): string {
	return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(11, 16);
}

function offsetAt(instant: Instant, timeZone: string): number {
	const parts = zoneFormat(timeZone).formatToParts(instant);
	const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
	const wall = Date.UTC(
		value('year'),
		value('month') - 1,
		value('day'),
		value('hour'),
		value('minute'),
		value('second')
	);
	return wall - Math.floor(instant / 1000) * 1000;
}

function toMs(day: Day): number {
	return Date.parse(`${day}T00:00:00Z`);
}

function toDay(ms: number): Day {
	if (!Number.isFinite(ms)) return '' as Day;
	const date = new Date(ms);
	const year = date.getUTCFullYear();
	if (year < 1000 || year > 9999) return date.toISOString().slice(0, 10) as Day;
	return `${year}-${twoFigures(date.getUTCMonth() + 1)}-${twoFigures(date.getUTCDate())}` as Day;
}

/** Written out: reading minutes asks for days by the thousand. */
function twoFigures(value: number): string {
	return value < 10 ? `0${value}` : String(value);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
	let format = formats.get(timeZone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-US', {
			timeZone,
			calendar: 'gregory',
			numberingSystem: 'latn',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
			hourCycle: 'h23'
		});
		formats.set(timeZone, format);
	}
	return format;
}
