import { isOnBoard } from '#domain/board/card.ts';
import { emptyDirectory } from '#domain/directory.ts';
import { may } from '#domain/rights.ts';
import { orError } from '#lib/answer.ts';
import { rosterOf } from '#lib/board/board-data.server.ts';
import { namesFor } from '../../board/names-for-guests.ts';
import type { PageServerLoad } from './$types';
import { neededEvents } from './history.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { app } = locals;
	const actor = locals.actor!;
	const { card, events, seq } = await orError(app.boards.find(actor, params.id));
	const meeting = card.meetingId ? await orError(app.meetings.find(actor, card.meetingId)) : null;
	const roster = await rosterOf(locals, [card]);
	const mayEdit = may.moveCards(actor);
	return {
		card,
		...(url.searchParams.has('all') ? { events, earlier: 0 } : neededEvents(events, card)),
		seq,
		now: app.now(),
		roster: may.seeWorkspace(actor) ? roster : namesFor(roster, { card, events }),
		/** Whom the card may be given to. */
		owners: mayEdit ? await app.people.directory(actor.workspaceId) : emptyDirectory,
		mayEdit,
		/** Who reads, to answer for the owner or a department. */
		me: locals.signedIn && {
			id: locals.signedIn.member.id,
			departmentIds: locals.signedIn.member.departmentIds
		},
		/** Whether people may still say that the sentence is (no) action item: the minutes are not signed yet. */
		mayDismiss:
			meeting !== null && may.writeMinutes(actor, meeting) && (isOnBoard(card) || card.source === 'dismissed')
	};
};
