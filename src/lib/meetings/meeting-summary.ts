import type { Meeting } from '#domain/meeting.ts';

/** What a list says of a meeting. */
export type MeetingSummary = Pick<
	Meeting,
	'id' | 'title' | 'formId' | 'state' | 'startsAt' | 'endsAt' | 'day' | 'ways' | 'place' | 'departmentIds'
>;

/** A meeting as lists show it. */
export function summaryOf(meeting: Meeting): MeetingSummary {
	const { id, title, formId, state, startsAt, endsAt, day, ways, place, departmentIds } = meeting;
	return { id, title, formId, state, startsAt, endsAt, day, ways, place, departmentIds };
}
