import { orError } from '#lib/answer.ts';
import { summaryOf } from '#lib/meetings/meeting-summary.ts';
import { membersOnly } from '#lib/people/members-only.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor } = membersOnly(locals);
	const { app } = locals;
	const [{ cards, seq }, meetings, { departments }] = await orError(
		Promise.all([app.boards.list(actor), app.meetings.list(actor), app.people.roster(actor)])
	);
	const cardCounts: Record<string, number> = {};
	for (const { meetingId } of cards) if (meetingId) cardCounts[meetingId] = (cardCounts[meetingId] ?? 0) + 1;
	return {
		meetings: meetings.map(summaryOf),
		cardCounts,
		departments: departments.map(({ id, name }) => ({ id, name })),
		now: app.now(),
		seq
	};
};
