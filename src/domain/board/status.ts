import type { Day } from '../day.ts';

/** 完成状态, the four columns of the board. */
export const statuses = ['not_started', 'in_progress', 'done', 'delayed'] as const;
export type Status = (typeof statuses)[number];

export type StatusChange = {
	readonly to: Status;
	/** Why it is late; needed for `delayed`. */
	readonly reason?: string | undefined;
	/** When it will be done instead; needed for `delayed`. */
	readonly newDay?: Day | undefined;
};

export type StatusRefusal = 'needs-reason' | 'needs-new-day' | 'day-not-after';

/**
 * Whether a card may take this status. Moving to delayed is a form, not a colour: it needs a reason and a
 * new day that is neither past nor before the day it replaces. A delayed card may be told a new reason or day.
 */
export function checkStatusChange(
	card: { readonly status: Status; readonly due: Day | null },
	change: StatusChange,
	today: Day
): { ok: true } | { ok: false; reason: StatusRefusal } {
	if (change.to !== 'delayed') return { ok: true };
	const staysDelayed = card.status === 'delayed' && !change.reason && !change.newDay;
	if (staysDelayed) return { ok: true };
	if (!change.reason?.trim()) return { ok: false, reason: 'needs-reason' };
	if (!change.newDay) return { ok: false, reason: 'needs-new-day' };
	if (change.newDay < today || (card.due !== null && change.newDay < card.due)) {
		return { ok: false, reason: 'day-not-after' };
	}
	return { ok: true };
}
