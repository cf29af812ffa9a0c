/** Where in the minutes a line stands: under which headings, labels and list entries, and who is known so far [EX10–EX19]. */
import type { ExtractedDue, Quoted } from './extracted-item.ts';
import { emptyRoster } from './names.ts';
import type { Roster } from './names.ts';
import type { TitleKind } from './titles.ts';

export type SectionKind = TitleKind | 'plain' | 'department';

/** One open heading, label or list entry. */
export type Scope = {
	/** A heading's level, or the depth of a list entry; a label inside an entry lies half a level below it. */
	readonly level: number;
	/** Null: it says nothing of its own, the scope around it holds. */
	readonly kind: SectionKind | null;
	readonly owners: readonly Quoted[];
	/** The day a title says (「明日任务」), when what stands below is due. */
	readonly due: ExtractedDue | null;
	/** A list entry that is an item itself: what stands below are its details. */
	readonly isItem: boolean;
	/** A numbered line that is the heading of a plain text. */
	readonly isHeading: boolean;
	/** What stands below is finished. */
	readonly isDone: boolean;
	/** How the entries under a label are numbered, told by the first of them; '' before it. */
	readonly style: string;
};

export type SectionState = {
	readonly headings: readonly Scope[];
	readonly label: Scope | null;
	readonly lists: readonly Scope[];
	readonly roster: Roster;
	/** Who spoke in the line before, for a line that goes on with it (`… will send it`). */
	readonly speaker: Quoted | null;
	/** How many lines so far tell in the present what somebody said or showed; no more than a few are counted. */
	readonly told: number;
};

export const openingState: SectionState = {
	headings: [],
	label: null,
	lists: [],
	roster: emptyRoster,
	speaker: null,
	told: 0
};

export function scope(level: number, kind: SectionKind | null, more: Partial<Scope> = {}): Scope {
	return {
		level,
		kind,
		owners: [],
		due: null,
		isItem: false,
		isDone: false,
		isHeading: false,
		style: '',
		...more
	};
}

/** The level of a label that is the numbered entry of a list; the next number ends it. */
export const NUMBERED = 0.5;

/** How a scope is marked in which a line told of the week before. */
const PAST = 'past';

/** A new heading closes those of its level and below, every label and list. */
export function withHeading(state: SectionState, heading: Scope): SectionState {
	const open = state.headings.filter((outer) => outer.level < heading.level);
	return { ...state, headings: [...open, heading], label: null, lists: [], speaker: null };
}

export function withLabel(state: SectionState, label: Scope | null): SectionState {
	return { ...state, label, lists: [] };
}

/** A list entry closes the entries beside and below it. */
export function withListEntry(state: SectionState, entry: Scope): SectionState {
	const open = state.lists.filter((outer) => outer.level < entry.level);
	const follows = entry.style === '' && saidPast(state, entry.level);
	return { ...state, lists: [...open, follows ? { ...entry, style: PAST } : entry] };
}

export function withRoster(state: SectionState, roster: Roster): SectionState {
	return roster === state.roster ? state : { ...state, roster };
}

export function withSpeaker(state: SectionState, speaker: Quoted | null): SectionState {
	return speaker === state.speaker ? state : { ...state, speaker };
}

/** Kinds that hold for unknown headings below them too. */
const INHERITED = new Set<SectionKind>(['action', 'issues', 'decision']);

/** Sections whose entries are items. */
export function isActionKind(kind: SectionKind | null): boolean {
	return kind === 'action' || kind === 'issues';
}

/** What holds at a place: the kind of the nearest scope that says one. `depth` is the list depth, -1 outside lists. */
export function kindAt(state: SectionState, depth: number): SectionKind {
	for (let at = state.lists.length - 1; at >= 0; at--) {
		const entry = state.lists[at]!;
		if (entry.level < depth && entry.kind) return entry.kind;
	}
	if (state.label?.kind) return state.label.kind;
	for (let at = state.headings.length - 1; at >= 0; at--) {
		const { kind } = state.headings[at]!;
		if (!kind || kind === 'plain') continue;
		return at === state.headings.length - 1 || INHERITED.has(kind) || kind === 'department' ? kind : 'plain';
	}
	return 'plain';
}

/** Who the scopes around a place name as owners, the nearest first to speak. */
export function ownersAt(state: SectionState, depth: number): readonly Quoted[] {
	for (let at = state.lists.length - 1; at >= 0; at--) {
		const entry = state.lists[at]!;
		if (entry.level < depth && entry.owners.length > 0) return entry.owners;
	}
	if (state.label && state.label.owners.length > 0) return state.label.owners;
	for (let at = state.headings.length - 1; at >= 0; at--) {
		if (state.headings[at]!.owners.length > 0) return state.headings[at]!.owners;
	}
	return [];
}

/** The day that the nearest list of tasks says in its title. */
export function dueAt({ label, headings }: SectionState): ExtractedDue | null {
	const nearest = label?.kind ? label : headings.at(-1);
	return nearest?.due ?? null;
}

/** True below a title that says its entries are finished. */
export function isDoneAt(state: SectionState, depth: number): boolean {
	return (
		state.lists.some((entry) => entry.level < depth && entry.isDone) ||
		state.label?.isDone === true ||
		state.headings.some((heading) => heading.isDone)
	);
}

/** The state behind a line that tells of the week before: 「本周：」 beside it is what is planned. */
export function withPast(state: SectionState, depth: number): SectionState {
	if (isActionKind(kindAt(state, depth))) return state;
	if (depth < 0) return { ...state, label: { ...(state.label ?? scope(0, null)), style: PAST } };
	const lists = state.lists.map((entry) => (entry.level === depth ? { ...entry, style: PAST } : entry));
	return { ...state, lists };
}

/** True when a line before, in the same list or below the same label, told of the week before. */
export function saidPast({ label, lists }: SectionState, depth: number): boolean {
	return depth < 0
		? label?.style === PAST
		: lists.some((entry) => entry.level === depth && entry.style === PAST);
}

/** True below a head that speaks of ideas, questions or duties. */
export function isIdeaAt({ headings, label, lists }: SectionState, depth: number): boolean {
	return (
		lists.some((entry) => entry.level < depth && entry.style === IDEAS) ||
		label?.style === IDEAS ||
		(label === null && headings.at(-1)?.style === IDEAS)
	);
}

/** The state below a head that speaks of ideas; a list of tasks stays one. */
export function withIdeas(state: SectionState, depth: number): SectionState {
	if (depth >= 0) {
		const lists = state.lists.map((entry) => (entry.level === depth ? { ...entry, style: IDEAS } : entry));
		return { ...state, lists };
	}
	const { label } = state;
	if (label?.kind && label.kind !== 'plain') return state;
	return { ...state, label: { ...(label ?? scope(0, null)), style: IDEAS } };
}

/** The state below an entry that closes with who its entries are for. */
export function withOwnersOf(state: SectionState, depth: number, owners: readonly Quoted[]): SectionState {
	const lists = state.lists.map((entry) =>
		entry.level === depth && entry.owners.length === 0
			? { ...entry, owners, kind: entry.kind ?? ('department' as const) }
			: entry
	);
	return { ...state, lists };
}

/** How a scope is marked whose entries are only ideas, questions or duties. */
export const IDEAS = 'ideas';

/** The list entry right above a depth, if it is an item. */
export function isDetail(state: SectionState, depth: number): boolean {
	return state.lists.some((entry) => entry.level < depth && entry.isItem);
}

/** True when two states differ by their rosters at most. */
export function sameScopesOf(a: SectionState, b: SectionState): boolean {
	return (
		a === b ||
		(a.told === b.told &&
			sameScopes(a.headings, b.headings) &&
			sameScopes(a.lists, b.lists) &&
			(a.label === b.label || (a.label !== null && b.label !== null && sameScope(a.label, b.label))) &&
			(a.speaker === b.speaker ||
				(a.speaker !== null && b.speaker !== null && sameQuote(a.speaker, b.speaker))))
	);
}

function sameScopes(a: readonly Scope[], b: readonly Scope[]): boolean {
	return a === b || (a.length === b.length && a.every((one, at) => sameScope(one, b[at]!)));
}

function sameScope(a: Scope, b: Scope): boolean {
	return (
		a === b ||
		(a.level === b.level &&
			a.kind === b.kind &&
			a.isItem === b.isItem &&
			a.isDone === b.isDone &&
			a.isHeading === b.isHeading &&
			a.style === b.style &&
			sameDue(a.due, b.due) &&
			a.owners.length === b.owners.length &&
			a.owners.every((owner, at) => sameQuote(owner, b.owners[at]!)))
	);
}

function sameDue(a: ExtractedDue | null, b: ExtractedDue | null): boolean {
	return a === b || (a !== null && b !== null && a.day === b.day && sameQuote(a, b));
}

function sameQuote(a: Pick<Quoted, 'text' | 'span'>, b: Pick<Quoted, 'text' | 'span'>): boolean {
	return (
		a === b ||
		(a.text === b.text &&
			a.span.block === b.span.block &&
			a.span.start === b.span.start &&
			a.span.end === b.span.end)
	);
}
