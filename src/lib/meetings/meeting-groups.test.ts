import { expect, test } from 'vitest';
import { instantAt, type Day } from '#domain/day.ts';
import type { MeetingState } from '#domain/meeting.ts';
import { groupMeetings, isMissed } from './meeting-groups.ts';

const at = (day: Day, time: string) => instantAt({ day, time, timeZone: 'Asia/Shanghai' });
const meeting = (id: string, state: MeetingState, day: Day, from: string, to: string) => ({
	id,
	state,
	day,
	startsAt: at(day, from),
	endsAt: at(day, to)
});

const meetings = [
	meeting('next-week', 'notice', '2024-06-12', '09:00', '10:00'),
	meeting('now', 'live', '2024-06-05', '14:00', '15:00'),
	meeting('late', 'notice', '2024-06-05', '14:20', '15:00'),
	meeting('soon', 'notice', '2024-06-05', '16:00', '17:00'),
	meeting('missed', 'notice', '2024-06-05', '09:00', '10:00'),
	meeting('written', 'draft', '2024-06-05', '11:00', '12:00'),
	meeting('old', 'archived', '2024-05-30', '11:00', '12:00'),
	meeting('still-on', 'live', '2024-06-04', '23:00', '23:30')
];
const now = at('2024-06-05', '14:30');

test('those going on come first, then the next ones, then the past, each by day', () => {
	const { live, coming, earlier } = groupMeetings(meetings, now);
	const ids = (days: typeof coming) =>
		days.map(({ day, meetings }) => [day, ...meetings.map(({ id }) => id)]);
	expect(live.map(({ id }) => id)).toEqual(['still-on', 'now']);
	expect(ids(coming)).toEqual([
		['2024-06-05', 'late', 'soon'],
		['2024-06-12', 'next-week']
	]);
	expect(ids(earlier)).toEqual([
		['2024-06-05', 'written', 'missed'],
		['2024-05-30', 'old']
	]);
});

test('a notice becomes a missed meeting when its time is over', () => {
	const late = meetings[2]!;
	expect(isMissed(late, now)).toBe(false);
	expect(isMissed(late, at('2024-06-05', '15:01'))).toBe(true);
	expect(isMissed(meetings[5]!, now)).toBe(false);
});
