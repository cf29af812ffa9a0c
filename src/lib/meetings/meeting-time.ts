import { dayInZone, daysBetween, timeInZone, type Day, type Instant } from '#domain/day.ts';

/** When a meeting is held, as it is typed: a civil day and two times of the workspace's zone. */
export type MeetingTime = { readonly day: Day; readonly from: string; readonly to: string };

const minute = 60_000;
/** How long a meeting is unless somebody says otherwise. */
const usualLength = 90;

/** The next full or half hour, for an hour and a half. */
export function nextHalfHour(now: Instant, timeZone: string): MeetingTime {
	const [hours, minutes] = timeInZone(now, timeZone).split(':').map(Number) as [number, number];
	const wait = 30 - (minutes % 30);
	const start = now + wait * minute;
	const from = hours * 60 + minutes + wait;
	return { day: dayInZone(start, timeZone), from: clock(from), to: clock(from + usualLength) };
}

/** Minutes from one time of day to another, which may be on the next day. The same time twice is a whole day. */
export function lengthOf({ from, to }: Pick<MeetingTime, 'from' | 'to'>): number {
	return (minutesOf(to) - minutesOf(from) + 1440) % 1440 || 1440;
}

/**
 * A meeting that is started now begins now, and lasts as long as was typed. One that should have begun earlier today
 * keeps its time.
 */
export function startingNow(typed: MeetingTime, now: Instant, timeZone: string): MeetingTime {
	const today = dayInZone(now, timeZone);
	const time = timeInZone(now, timeZone);
	const isAhead =
		daysBetween({ from: today, to: typed.day }) > 0 || (typed.day === today && typed.from > time);
	if (!isAhead) return typed;
	return { day: today, from: time, to: clock(minutesOf(time) + lengthOf(typed)) };
}

function minutesOf(time: string): number {
	const [hours = 0, minutes = 0] = time.split(':').map(Number);
	return hours * 60 + minutes;
}

function clock(minutes: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}
