import type { Day, Instant } from '#domain/day.ts';

/** Days and times as short as a wall needs them. */
export type WallDates = {
	/** "6月10日", "10 Jun" */
	readonly day: (day: Day) => string;
	/** "6月10日 周一", "Mon 10 Jun" */
	readonly dayOfWeek: (day: Day) => string;
	/** "14:05:30" */
	readonly time: (at: Instant) => string;
};

/** Throws a RangeError for a time zone that does not exist. */
export function wallDates({ locale, timeZone }: { locale: string; timeZone: string }): WallDates {
	const tag = locale === 'en' ? 'en-GB' : locale;
	const chinese = tag.startsWith('zh');
	const fields = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const;
	const date = new Intl.DateTimeFormat(tag, { ...fields, month: chinese ? 'long' : 'short', day: 'numeric' });
	const weekday = new Intl.DateTimeFormat(tag, { ...fields, weekday: 'short' });
	const clock = new Intl.DateTimeFormat(tag, {
		timeZone,
		numberingSystem: 'latn',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
		hourCycle: 'h23'
	});
	const noon = (day: Day) => Date.parse(`${day}T12:00:00Z`);
	const sayDay = (day: Day) => date.format(noon(day));
	return {
		day: sayDay,
		dayOfWeek: (day) =>
			chinese ? `${sayDay(day)} ${weekday.format(noon(day))}` : `${weekday.format(noon(day))} ${sayDay(day)}`,
		time: (at) => clock.format(at)
	};
}
