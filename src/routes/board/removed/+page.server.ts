import { effectiveFields, type Card } from '#domain/board/card.ts';
import { orError } from '#lib/answer.ts';
import { rosterOf } from '#lib/board/board-data.server.ts';
import { membersOnly } from '#lib/people/members-only.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor } = membersOnly(locals);
	const removed = await orError(locals.app.removedCards.list(actor));
	return {
		now: locals.app.now(),
		roster: await rosterOf(
			locals,
			removed.map(({ card }) => card)
		),
		removed: removed.map(({ card, at, by, isTypedAgain }) => ({
			id: card.id,
			content: effectiveFields(card).content,
			owner: effectiveFields(card).owner,
			meetingId: card.meetingId,
			why: whyOf(card, isTypedAgain),
			at,
			by: by.kind === 'member' ? by.name : null
		}))
	};
};

function whyOf({ source }: Card, isTypedAgain: boolean): 'dismissed' | 'typedAgain' | 'withdrawn' {
	if (source === 'dismissed') return 'dismissed';
	return isTypedAgain ? 'typedAgain' : 'withdrawn';
}
