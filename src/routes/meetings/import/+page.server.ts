import { orError } from '#lib/answer.ts';
import { membersOnly } from '#lib/people/members-only.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor } = membersOnly(locals);
	const { app } = locals;
	const [directory, today] = await orError(
		Promise.all([app.people.directory(actor.workspaceId), app.meetings.today(actor.workspaceId)])
	);
	return { directory, today, ownWords: locals.workspace!.ownWords };
};
