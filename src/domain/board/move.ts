import type { Calendar } from '../calendar/working-days.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { Day, Instant } from '../day.ts';
import type { Happening } from '../event.ts';
import { effectiveFields, isOnBoard, type Card, type Changed } from './card.ts';
import { noticeOf, type Lack, type StatusChange } from './status.ts';

type Moved = Extract<Happening, { type: 'card-moved' }>;

/** When and by which event something happens, on the workspace's calendar. */
export type Moment = {
	readonly seq: number;
	readonly now: Instant;
	readonly today: Day;
	readonly calendar: Calendar;
};

/**
 * The card in another column or at another rank, with all that goes with it, and the event that says so. A delay's new day
 * becomes the due day; done is all of it and starts the clock for reporting the result; back from done is none of it,
 * and what departments confirmed is void. Whether it may move is asked before (`checkStatusChange`).
 */
export function moveCard(
	card: Card,
	change: StatusChange & { readonly rank: string; readonly lacks?: readonly Lack[] },
	{ seq, now, today, calendar }: Moment
): { card: Card; what: Moved } {
	const { to, rank, newDay } = change;
	const reason = change.reason?.trim() ?? '';
	const isNew = to !== card.status;
	const fields = effectiveFields(card);
	const isPutOff = to === 'delayed' && (newDay !== undefined || reason !== '');
	const delay = isPutOff
		? { reason, newDay: newDay ?? null, at: now, notice: noticeOf(fields.due, today, calendar) }
		: to === 'delayed'
			? card.delay
			: null;
	const isDone = to === 'done';
	const completion = isDone
		? isNew
			? {
					noDeliverable: change.noDeliverable?.trim() || null,
					feedbackBy: addWorkingDays(today, 1, calendar)
				}
			: card.completion
		: null;
	const deliverable = isDone ? change.deliverable?.trim() : undefined;
	const link = isDone ? change.link?.trim() : undefined;
	const changed: Changed = {
		...card.changed,
		...(isPutOff && newDay && { due: { value: newDay, since: seq } }),
		...(deliverable && { deliverable: { value: deliverable, since: seq } }),
		...(link && {
			links: { value: [...fields.links, { title: deliverable || link, url: link }], since: seq }
		})
	};
	const isReopened = card.status === 'done' && isNew;
	return {
		card: {
			...card,
			status: to,
			rank,
			delay,
			completion,
			changed,
			progress: isDone ? 100 : card.progress === 100 ? 0 : card.progress,
			acknowledged: isReopened ? [] : card.acknowledged,
			statusSince: isNew ? now : card.statusSince,
			version: seq
		},
		what: {
			type: 'card-moved',
			from: card.status,
			to,
			rank,
			delay: isPutOff ? delay : null,
			...(isReopened && !isPutOff && reason && { reason }),
			...(deliverable && { deliverable }),
			...(link && { link }),
			...(isNew && completion && { completion }),
			...(change.lacks?.length && { lacks: change.lacks })
		}
	};
}

/** A delayed card whose due day now lies in the future goes on. */
export function goesOn(card: Pick<Card, 'status' | 'said' | 'changed'>, today: Day): boolean {
	const { due } = effectiveFields(card);
	return card.status === 'delayed' && due !== null && due > today;
}

/** A card that the clock makes delayed: overdue, and not for a day that the clock has seen to already. */
export function isDelayedByClock(
	card: Pick<Card, 'status' | 'said' | 'changed' | 'source' | 'lateFor'>,
	today: Day
): boolean {
	const { due } = effectiveFields(card);
	const isOpen = card.status === 'not_started' || card.status === 'in_progress';
	return isOnBoard(card) && isOpen && due !== null && due < today && card.lateFor !== due;
}

/** Whether the result of a done card was reported, is waited for, or should have been there by now. */
export function resultReport(
	card: Pick<Card, 'completion' | 'feedback' | 'statusSince'>,
	today: Day
): { readonly state: 'given' | 'awaited' | 'late'; readonly by: Day } | null {
	if (!card.completion) return null;
	const by = card.completion.feedbackBy;
	if (card.feedback.some(({ at }) => at >= card.statusSince)) return { state: 'given', by };
	return { state: today > by ? 'late' : 'awaited', by };
}
