import type { Day, Instant } from '#domain/day.ts';
import type { MeetingSummary } from './meeting-summary.ts';

type Placed = Pick<MeetingSummary, 'id' | 'state' | 'startsAt' | 'endsAt' | 'day'>;

/** Meetings of one day, in the order they are read. */
export type MeetingDay<Item> = { readonly day: Day; readonly meetings: readonly Item[] };

/**
 * Meetings as people look for them: those going on now, those to come (soonest first), and what has been (latest
 * first). A meeting whose time has passed although nobody started it has been, too.
 */
export function groupMeetings<Item extends Placed>(
	meetings: readonly Item[],
	now: Instant
): {
	readonly live: readonly Item[];
	readonly coming: readonly MeetingDay<Item>[];
	readonly earlier: readonly MeetingDay<Item>[];
} {
	const live = meetings.filter(({ state }) => state === 'live').sort(byStart);
	const coming = meetings.filter((meeting) => isComing(meeting, now)).sort(byStart);
	const earlier = meetings
		.filter((meeting) => meeting.state !== 'live' && !isComing(meeting, now))
		.sort((a, b) => byStart(b, a));
	return { live, coming: byDay(coming), earlier: byDay(earlier) };
}

/** Announced, and its time has not passed. */
export function isComing({ state, endsAt }: Pick<Placed, 'state' | 'endsAt'>, now: Instant): boolean {
	return state === 'notice' && endsAt >= now;
}

/** Announced, but its time passed and nobody started it. */
export function isMissed({ state, endsAt }: Pick<Placed, 'state' | 'endsAt'>, now: Instant): boolean {
	return state === 'notice' && endsAt < now;
}

function byStart(a: Placed, b: Placed): number {
	return a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1);
}

function byDay<Item extends Placed>(meetings: readonly Item[]): MeetingDay<Item>[] {
	const days: { day: Day; meetings: Item[] }[] = [];
	for (const meeting of meetings) {
		const last = days.at(-1);
		if (last?.day === meeting.day) last.meetings.push(meeting);
		else days.push({ day: meeting.day, meetings: [meeting] });
	}
	return days;
}
