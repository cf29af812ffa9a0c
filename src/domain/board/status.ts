import type { Calendar } from '../calendar/working-days.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { Day } from '../day.ts';
import type { Notice } from './card.ts';

/** 完成状态, the four columns of the board. */
export const statuses = ['not_started', 'in_progress', 'done', 'delayed'] as const;
export type Status = (typeof statuses)[number];

/**
 * What a workspace decides: whether a missing answer blocks the move or is only asked for and noted.
 * delay: the reason and the new day · delivery: the deliverable, or why there is none · reopening: the reason.
 */
export const boardRuleNames = ['delay', 'delivery', 'reopening'] as const;
export type BoardRules = { readonly [name in (typeof boardRuleNames)[number]]: 'block' | 'warn' };

/** A delay without its reason helps nobody, nor does a result that silently is none any more; ticking off stays easy. */
const usualRules: BoardRules = { delay: 'block', delivery: 'warn', reopening: 'block' };

/** The rules as they count: what the workspace chose, and the usual ones where it chose nothing. */
export function boardRulesOf(chosen: Partial<BoardRules>): BoardRules {
	return { ...usualRules, ...chosen };
}

export type StatusChange = {
	readonly to: Status;
	/** Why it is late, or why it is open again. */
	readonly reason?: string | undefined;
	/** When it will be done instead. */
	readonly newDay?: Day | undefined;
	/** What was delivered … */
	readonly deliverable?: string | undefined;
	/** … where it lies (http or https) … */
	readonly link?: string | undefined;
	/** … or why there is nothing. */
	readonly noDeliverable?: string | undefined;
};

/** An answer that a move should bring with it and does not. */
export type Lack = 'needs-reason' | 'needs-new-day' | 'needs-deliverable' | 'needs-reopening-reason';
export type StatusRefusal = Lack | 'day-not-after';

type Standing = { readonly status: Status; readonly due: Day | null; readonly hasDeliverable: boolean };

/**
 * Whether a card may take a status, and what is missing where the rules let it pass. Delayed is a form, not a colour: it
 * needs a reason and a new day that is neither past nor before the day it replaces; a delayed card may be told new ones.
 * Done asks for the deliverable or why there is none; what was done is open again only for a reason.
 */
export function checkStatusChange(
	card: Standing,
	change: StatusChange,
	{ today, rules }: { readonly today: Day; readonly rules: BoardRules }
): { ok: true; lacks: Lack[] } | { ok: false; reason: StatusRefusal } {
	const { newDay } = change;
	if (change.to === 'delayed' && newDay && (newDay < today || (card.due !== null && newDay < card.due)))
		return { ok: false, reason: 'day-not-after' };
	const lacks = lacksOf(card, change);
	const blocking = lacks.find((lack) => rules[ruleOf[lack]] === 'block');
	return blocking ? { ok: false, reason: blocking } : { ok: true, lacks };
}

const ruleOf: Record<Lack, keyof BoardRules> = {
	'needs-reason': 'delay',
	'needs-new-day': 'delay',
	'needs-deliverable': 'delivery',
	'needs-reopening-reason': 'reopening'
};

function lacksOf(card: Standing, change: StatusChange): Lack[] {
	const says = (text: string | undefined) => Boolean(text?.trim());
	switch (formFor(card, change.to)) {
		case 'delay':
			return [
				...(says(change.reason) ? [] : (['needs-reason'] as const)),
				...(change.newDay ? [] : (['needs-new-day'] as const))
			];
		case 'delivery':
			return says(change.deliverable) || says(change.link) || says(change.noDeliverable)
				? []
				: ['needs-deliverable'];
		case 'reopening':
			return says(change.reason) ? [] : ['needs-reopening-reason'];
		case null:
			// A delayed card that is told more of its delay is told all of it.
			if (change.to !== 'delayed' || says(change.reason) === Boolean(change.newDay)) return [];
			return [says(change.reason) ? 'needs-new-day' : 'needs-reason'];
	}
}

/** The form that comes with a move; null when nothing is to be asked. */
export function formFor(
	card: Pick<Standing, 'status' | 'hasDeliverable'>,
	to: Status
): 'delay' | 'delivery' | 'reopening' | null {
	if (card.status === to) return null;
	if (to === 'delayed') return 'delay';
	if (card.status === 'done') return 'reopening';
	return to === 'done' && !card.hasDeliverable ? 'delivery' : null;
}

/** Whether a delay told today comes a working day before the due day; null when there is none to be kept. */
export function noticeOf(due: Day | null, today: Day, calendar: Calendar): Notice | null {
	if (due === null) return null;
	return today <= addWorkingDays(due, -1, calendar) ? 'in-time' : 'late';
}
