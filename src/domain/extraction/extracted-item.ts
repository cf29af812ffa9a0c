import type { Day } from '../day.ts';
import type { Span } from './block.ts';

/** A promise found in the text, before anybody decided whether it is a new one or one already known. */
export type ExtractedItem = {
	/** Unique within one reading; not an identity over time (see reconcile). */
	readonly key: string;
	/** Every piece of text the item was read from, in reading order; the first is the promise itself. */
	readonly spans: readonly [Span, ...Span[]];
	/** What is to be done, without marker, owner and day where they can be left out. */
	readonly content: string;
	readonly owners: readonly ExtractedOwner[];
	readonly due: ExtractedDue | null;
	readonly deliverable: Quoted | null;
	readonly priority: (Quoted & { readonly value: Priority }) | null;
	readonly support: readonly Quoted[];
	/** `done` when the minutes themselves mark it as done. */
	readonly state: 'open' | 'done';
	/** 0–1. */
	readonly confidence: number;
	/** `sure` becomes a card, `doubtful` is offered; anything less is not reported. */
	readonly band: 'sure' | 'doubtful';
	/** The numbered rules of SPEC.md that made it, most telling first. */
	readonly rules: readonly string[];
};

export type Priority = 'high' | 'medium' | 'low';

/** Words of the minutes and where they stand. */
export type Quoted = { readonly text: string; readonly span: Span };

export type ExtractedOwner = Quoted & {
	/** What the directory knows under this name; null when it knows nothing (or several: homonyms are asked, not guessed). */
	readonly match: { readonly kind: 'person' | 'department'; readonly id: string } | null;
	/** The people or departments it could be when more than one fits; empty otherwise. */
	readonly candidates: readonly { readonly kind: 'person' | 'department'; readonly id: string }[];
};

export type ExtractedDue = Quoted & {
	/** The absolute day; null when the words name none (尽快, "next meeting" when it is not known). */
	readonly day: Day | null;
	/** Time of day `16:00`, when one is said. */
	readonly time: string | null;
	readonly kind: 'by' | 'on' | 'within' | 'from' | 'recurring';
	/** For `recurring`: ISO weekday or day of month, and the stretch it holds for. */
	readonly recurrence: Recurrence | null;
};

export type Recurrence = {
	readonly every: 'day' | 'week' | 'month' | 'quarter';
	/** ISO weekday 1–7 for a week, day of month for a month; null when not said. */
	readonly on: number | null;
	readonly from: Day | null;
	readonly until: Day | null;
};
