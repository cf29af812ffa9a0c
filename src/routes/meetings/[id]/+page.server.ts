import { makesCards } from '#domain/meeting.ts';
import { may } from '#domain/rights.ts';
import { orError } from '#lib/answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { app } = locals;
	const actor = locals.actor!;
	const meeting = await orError(app.meetings.find(actor, params.id));
	const mayRun = may.runMeeting(actor, meeting);
	const [{ cards, seq }, names, dismissed, epoch, joinToken] = await Promise.all([
		app.boards.list(actor, { meetingId: meeting.id, offBoard: true }),
		app.people.namesForMeeting(actor, meeting),
		app.offers.dismissals(meeting.id),
		app.storage.documents.epoch(meeting.documentId),
		mayRun && locals.workspace!.guestsMayJoin ? app.meetings.joinLink(actor, meeting.id) : null
	]);
	return {
		meeting,
		cards,
		seq,
		names,
		ownWords: locals.workspace!.ownWords,
		dismissed,
		epoch: epoch ?? '',
		now: app.now(),
		/** Whoever writes here is told what reads along. */
		modelName: makesCards(meeting) ? app.modelName : null,
		mayRun,
		mayMoveCards: may.moveCards(actor),
		mayWrite: may.writeMinutes(actor, meeting),
		/** What was taken out of the minutes may have been taken out before a guest came. */
		maySeeRemoved: may.seeWorkspace(actor),
		joinAddress: joinToken && `${url.origin}/join/${joinToken}`
	};
};
