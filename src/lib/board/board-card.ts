import { effectiveFields, hasDeliverable, type Card, type CardFields } from '#domain/board/card.ts';
import type { Day } from '#domain/day.ts';

/**
 * What the board and the wall show of a card: the values that count now. A workspace has thousands of cards and all of
 * them travel with the page, so the words of the minutes stay behind until the card itself is opened.
 */
export type BoardCard = Pick<
	Card,
	| 'id'
	| 'meetingId'
	| 'projectId'
	| 'departmentId'
	| 'status'
	| 'progress'
	| 'rank'
	| 'delay'
	| 'source'
	| 'version'
	| 'statusSince'
> &
	Pick<CardFields, 'content' | 'owner' | 'due' | 'priority'> & {
		/** Something is named or there that it will have brought about. */
		readonly hasDeliverable: boolean;
	};

/** A card as the board shows it. */
export function boardCardOf(card: Card): BoardCard {
	const fields = effectiveFields(card);
	const { content, owner, due, priority } = fields;
	return {
		id: card.id,
		meetingId: card.meetingId,
		projectId: card.projectId,
		departmentId: card.departmentId,
		status: card.status,
		progress: card.progress,
		rank: card.rank,
		delay: card.delay,
		source: card.source,
		version: card.version,
		statusSince: card.statusSince,
		content,
		owner,
		due,
		priority,
		hasDeliverable: hasDeliverable(fields)
	};
}

/** Its day is before today and it is not done. */
export function isLate(card: Pick<BoardCard, 'due' | 'status'>, today: Day): boolean {
	return card.due !== null && card.due < today && card.status !== 'done';
}
