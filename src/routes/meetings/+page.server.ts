import { orError } from '#lib/answer.ts';
import { summaryOf } from '#lib/meetings/meeting-summary.ts';
import { membersOnly } from '#lib/people/members-only.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor } = membersOnly(locals);
	const { app } = locals;
	const [{ counts, seq }, meetings, { departments }] = await orError(
		Promise.all([app.boards.countByMeeting(actor), app.meetings.list(actor), app.people.roster(actor)])
	);
	return {
		meetings: meetings.map(summaryOf),
		cardCounts: Object.fromEntries(counts),
		departments: departments.map(({ id, name }) => ({ id, name })),
		now: app.now(),
		seq
	};
};
