import { doneStays } from '#domain/board/board.ts';
import { may } from '#domain/rights.ts';
import { orError } from '#lib/answer.ts';
import { boardCardOf } from '#lib/board/board-card.ts';
import { isComing } from '#lib/meetings/meeting-groups.ts';
import { summaryOf } from '#lib/meetings/meeting-summary.ts';
import { membersOnly } from '#lib/people/members-only.ts';
import { isMine, type Answerable } from '#lib/today/my-cards.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor, signedIn } = membersOnly(locals);
	const { app } = locals;
	const [{ cards, seq }, meetings, { members, departments }] = await orError(
		Promise.all([
			app.boards.list(actor, { doneSince: app.now() - doneStays }),
			app.meetings.list(actor),
			app.people.roster(actor)
		])
	);
	const now = app.now();
	const headed = departments.filter(({ headId }) => headId === signedIn.member.id);
	const me: Answerable = { id: signedIn.member.id, headOf: headed.map(({ id }) => id) };
	const mine = cards.map(boardCardOf).filter((card) => isMine(card, me) && card.status !== 'done');
	const sources = new Set(mine.map(({ meetingId }) => meetingId));
	const colleagues = members.filter(({ role, removedAt }) => role !== 'guest' && removedAt === null);
	return {
		cards: mine,
		seq,
		now,
		me,
		departments: departments.map(({ id, name }) => ({ id, name })),
		titles: meetings.filter(({ id }) => sources.has(id)).map(({ id, title }) => ({ id, title })),
		meetings: meetings.filter((meeting) => meeting.state === 'live' || isComing(meeting, now)).map(summaryOf),
		mayAdminister: may.administer(actor),
		tried: {
			departments: departments.length > 1,
			people: colleagues.length > 1,
			meeting: cards.length > 0
		}
	};
};
