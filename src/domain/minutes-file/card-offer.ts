import { addDays, type Day } from '../day.ts';
import type { ExtractedItem } from '../extraction/extracted-item.ts';

/** How much minutes promise: surely, perhaps, and of the sure ones how much is still open. */
export type ItemCounts = { readonly sure: number; readonly doubtful: number; readonly open: number };

export function countItems(items: readonly ExtractedItem[]): ItemCounts {
	const sure = items.filter(({ band }) => band === 'sure');
	return {
		sure: sure.length,
		doubtful: items.length - sure.length,
		open: sure.filter(({ state }) => state === 'open').length
	};
}

/** Of which imported minutes the open promises become cards: of none, of those of the last weeks, of all. */
export const cardChoices = ['none', 'recent', 'all'] as const;
export type CardChoice = (typeof cardChoices)[number];

/** What was promised longer ago is mostly done or forgotten, and a board is looked through every week. */
export const recentWeeks = 4;

/** Whether the choice takes in minutes of that day. */
export function takesIn(
	choice: CardChoice,
	{ day, today }: { readonly day: Day; readonly today: Day }
): boolean {
	return choice === 'all' || (choice === 'recent' && day >= addDays(today, -7 * recentWeeks));
}
