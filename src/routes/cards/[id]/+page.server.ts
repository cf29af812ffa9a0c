import { isOnBoard } from '#domain/board/card.ts';
import { may } from '#domain/rights.ts';
import { orError } from '#lib/answer.ts';
import { rosterOf } from '#lib/board/board-data.server.ts';
import type { PageServerLoad } from './$types';
import { neededEvents } from './history.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { app } = locals;
	const actor = locals.actor!;
	const { card, events, seq } = await orError(app.boards.find(actor, params.id));
	const meeting = card.meetingId ? await orError(app.meetings.find(actor, card.meetingId)) : null;
	const { people, departments } = await app.people.directory(actor.workspaceId);
	return {
		card,
		...neededEvents(events, card),
		seq,
		now: app.now(),
		roster: await rosterOf(locals, [card]),
		/** Whom the card may be given to. */
		owners: {
			people: people.map(({ id, name, aliases, departmentIds }) => ({
				id,
				name,
				aliases,
				departments: departments.filter((one) => departmentIds.includes(one.id)).map((one) => one.name)
			})),
			departments: departments.map(({ id, name, code, aliases }) => ({ id, name, code, aliases }))
		},
		mayEdit: may.moveCards(actor),
		/** Whether people may still say that the sentence is (no) action item: the minutes are not signed yet. */
		mayDismiss:
			meeting !== null && may.writeMinutes(actor, meeting) && (isOnBoard(card) || card.source === 'dismissed')
	};
};
