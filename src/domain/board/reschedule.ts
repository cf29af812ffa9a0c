import type { Day } from '../day.ts';
import type { Status } from './status.ts';

/**
 * What it means to give a card another day, or none: nothing, a change like any other, or a delay, which is a form
 * what is not done yet would be there later than its owner has said.
 */
export function rescheduling(
	{ status, due }: { readonly status: Status; readonly due: Day | null },
	day: Day | null
): 'nothing' | 'change' | 'delay' {
	if (day === due) return 'nothing';
	return day !== null && due !== null && day > due && status !== 'done' ? 'delay' : 'change';
}
