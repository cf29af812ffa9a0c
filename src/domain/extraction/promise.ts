/** What the readers of prose hand back, before it becomes an item; offsets are in the block's text. */
import type { DayMention } from './day-mention.ts';

export type Range = { readonly start: number; readonly end: number };

/** One promise found in running text. */
export type Promised = {
	/** The words of the promise from first to last; ranges of two promises never overlap. */
	readonly start: number;
	readonly end: number;
	readonly owners: readonly Range[];
	readonly due: DayMention | null;
	/** Words inside the range that are not part of what is to be done: owner, day, "will". */
	readonly cuts: readonly Range[];
	readonly deliverable: Range | null;
	readonly support: readonly Range[];
	readonly confidence: number;
	readonly rules: readonly string[];
};

/** What a reader of prose knows about the place a sentence stands in. */
export type ProsePlace = {
	/** The section speaks for somebody: a department's report, a person's update. */
	readonly speaker: boolean;
	/** An entry of a list, where `name: work` gives work. */
	readonly inList: boolean;
	readonly kind: string;
	/** The minutes tell the meeting in the present ("Ana explains"): there a bare present tense promises nothing. */
	readonly isTold: boolean;
	/** Entries of its own stand below it. */
	readonly isHead: boolean;
	/** Among ideas, questions or duties, of which none was given to anybody. */
	readonly isIdea: boolean;
};

/** Stands for a unit of a phrase that says when, so that patterns can see it. */
export const DAY = '\uE001';
/** Stands for a unit inside brackets, which are read on their own. */
export const BRACKET = '\uE002';

/** The text with days blotted out; same length. */
export function maskDays(folded: string, days: readonly DayMention[]): string {
	if (days.length === 0) return folded;
	let masked = '';
	let from = 0;
	for (const day of days) {
		masked += folded.slice(from, day.start) + DAY.repeat(day.end - day.start);
		from = day.end;
	}
	return masked + folded.slice(from);
}

/** The days of an ordered list that lie inside a range. */
export function daysWithin(days: readonly DayMention[], { start, end }: Range): readonly DayMention[] {
	let low = 0;
	let high = days.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (days[middle]!.start < start) low = middle + 1;
		else high = middle;
	}
	let last = low;
	while (last < days.length && days[last]!.end <= end) last++;
	return low === 0 && last === days.length ? days : days.slice(low, last);
}
