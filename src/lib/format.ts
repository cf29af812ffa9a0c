import { dayInZone, daysBetween, partsOf, type Day, type Instant } from '#domain/day.ts';
import { getContext, setContext } from 'svelte';

/**
 * Days, times and numbers as people write them in one language, on the clocks of one time zone: the workspace's,
 * never the machine's.
 */
export interface Format {
	/** The day it is at an instant, for the reader's workspace. */
	dayOf(at: Instant): Day;
	/** "6月10日 周一", "Mon 10 Jun"; with the year when it is not the year of `today` (always without `today`). */
	day(day: Day, today?: Day): string;
	/** "昨天", "3天前", "in 2 days": counted in days. Never the only way a due day is shown. */
	relativeDay(day: Day, today: Day): string;
	/** "5分钟前", "3 days ago": the largest whole unit. */
	ago(at: Instant, now: Instant): string;
	/** "14:05" */
	time(at: Instant): string;
	/** "6月10日 周一 14:05" */
	dateTime(at: Instant, today?: Day): string;
	/** "周一", "Mon" */
	weekday(day: Day): string;
	/** "2024年6月", "June 2024" */
	month(day: Day): string;
	/** "12,345" */
	number(value: number): string;
	/** "80%" of a share between 0 and 1. */
	percent(share: number): string;
	/** "张三、李四和王五", "Ana, Ben and Chen" */
	list(parts: readonly string[]): string;
}

/** Makes a format. `timeZone` is an IANA name; an unknown one throws a RangeError. */
export function createFormat({ locale, timeZone }: { locale: string; timeZone: string }): Format {
	// British order ("Mon 10 Jun") is understood everywhere and never mistaken for a month first.
	const tag = locale === 'en' ? 'en-GB' : locale;
	const chinese = tag.startsWith('zh');
	const dates = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const;
	const shortDay = new Intl.DateTimeFormat(tag, {
		...dates,
		month: chinese ? 'long' : 'short',
		day: 'numeric',
		weekday: 'short'
	});
	const fullDay = new Intl.DateTimeFormat(tag, {
		...dates,
		year: 'numeric',
		month: chinese ? 'long' : 'short',
		day: 'numeric',
		weekday: 'short'
	});
	const weekday = new Intl.DateTimeFormat(tag, { ...dates, weekday: 'short' });
	const month = new Intl.DateTimeFormat(tag, { ...dates, year: 'numeric', month: 'long' });
	const clock = new Intl.DateTimeFormat(tag, {
		timeZone,
		numberingSystem: 'latn',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	});
	const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
	const number = new Intl.NumberFormat(tag);
	const percent = new Intl.NumberFormat(tag, { style: 'percent' });
	const list = new Intl.ListFormat(tag, { type: 'conjunction' });

	const dayOf = (at: Instant) => dayInZone(at, timeZone);
	const day = (value: Day, today?: Day) =>
		writeDay(today && partsOf(today).year === partsOf(value).year ? shortDay : fullDay, value, chinese);
	const relativeDay = (value: Day, today: Day) =>
		tighten(relative.format(daysBetween({ from: today, to: value }), 'day'), chinese);

	return {
		dayOf,
		day,
		relativeDay,
		ago: (at, now) => tighten(sayAgo(relative, at, now), chinese),
		time: (at) => clock.format(at),
		dateTime: (at, today) => `${day(dayOf(at), today)} ${clock.format(at)}`,
		weekday: (value) => weekday.format(noonOf(value)),
		month: (value) => month.format(noonOf(value)),
		number: (value) => number.format(value),
		percent: (share) => percent.format(share),
		list: (parts) => list.format(parts)
	};
}

const key = Symbol('format');

/** Gives all components below the format of their reader. */
export function setFormat(current: () => Format): void {
	setContext(key, current);
}

/** The reader's format, to be called while the component is made; follows a change of language at once. */
export function useFormat(): Format {
	const current = getContext<(() => Format) | undefined>(key);
	if (!current) throw new Error('useFormat() needs setFormat() in a component above');
	return new Proxy({} as Format, { get: (_, name) => current()[name as keyof Format] });
}

/** Puts the pieces of a date in the order people write them: weekday last in Chinese, first in English, no commas. */
function writeDay(format: Intl.DateTimeFormat, day: Day, chinese: boolean): string {
	const parts = format.formatToParts(noonOf(day));
	const weekday = parts.find((part) => part.type === 'weekday')?.value ?? '';
	const date = chinese
		? parts.filter((part) => part.type !== 'weekday' && !/^[\s()（）]+$/.test(part.value))
		: parts.filter((part) => ['day', 'month', 'year'].includes(part.type));
	const written = date.map((part) => part.value.trim()).join(chinese ? '' : ' ');
	return chinese ? `${written} ${weekday}` : `${weekday} ${written}`;
}

/** Chinese is written without the spaces that some data sets put around digits; the style sheet sets the gap. */
function tighten(text: string, chinese: boolean): string {
	return chinese ? text.replaceAll(' ', '') : text;
}

const units = [
	['year', 365 * 86_400_000],
	['month', 30 * 86_400_000],
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000]
] as const;

function sayAgo(relative: Intl.RelativeTimeFormat, at: Instant, now: Instant): string {
	const distance = at - now;
	for (const [unit, size] of units) {
		if (Math.abs(distance) >= size) return relative.format(Math.trunc(distance / size), unit);
	}
	return relative.format(0, 'second');
}

function noonOf(day: Day): number {
	return Date.parse(`${day}T12:00:00Z`);
}
