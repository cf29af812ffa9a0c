/** One line of a block on its way through the rules, and what a rule makes of it. */
import type { Block, Place } from './block.ts';
import type { DayContext, DayMention } from './day-mention.ts';
import type { Draft } from './draft.ts';
import type { ExtractedDue, Quoted } from './extracted-item.ts';
import type { NameIndex, Roster } from './names.ts';
import type { OwnWordIndex } from './own-words.ts';
import { daysWithin, maskDays } from './promise.ts';
import { scope, withListEntry } from './section.ts';
import type { Scope, SectionState } from './section.ts';
import { splitStatements } from './statement.ts';
import type { Statement } from './statement.ts';
import { classifyTitle } from './titles.ts';
import type { TitleKind } from './titles.ts';

/** What one reading needs besides blocks and state. */
export type Reader = {
	readonly days: DayContext;
	/** The days of a text. */
	daysIn(folded: string, original: string): readonly DayMention[];
	readonly ownWords: OwnWordIndex;
	names(roster: Roster): NameIndex;
};

/** What of the next block is looked at: whether entries follow, and how deep. */
export type Following = {
	readonly place: Place;
	readonly numbered: boolean;
	/** Numbered in brackets, (1) or ①: below a line that is numbered without. */
	readonly bracketed: boolean;
} | null;

/** What a block tells of itself and of the blocks before it. */
export type Note =
	| { readonly type: 'draft'; readonly draft: Draft }
	/** Running text: what it says is read when the lines around it have their place, of which it says nothing. */
	| { readonly type: 'prose'; read(): readonly Note[] }
	| { readonly type: 'heading'; readonly level: number }
	/** `责任人：王利忠` on a line of its own: the owner of what was said last. */
	| { readonly type: 'owners'; readonly owners: readonly Quoted[] }
	/** `Status: done` on a line of its own: what was said last is finished. */
	| { readonly type: 'done' }
	/**
	 * A deadline on a line of its own: of the entry before it, of that only where it was just given to somebody, of the entries beside it,
	 * or of the section.
	 */
	| {
			readonly type: 'deadline';
			readonly due: ExtractedDue;
			readonly depth: number;
			readonly reach: Reach;
	  };

export type Reach = 'last' | 'owned' | 'list' | 'section';

/** A note that holds nothing to be read any more. */
export type Told = Exclude<Note, { type: 'prose' }>;

/** What came of a line. */
export type Step = { readonly state: SectionState; readonly notes: readonly Note[] };

export type Line = {
	readonly block: Block;
	/** `fold` of the block's text. */
	readonly folded: string;
	readonly statement: Statement;
	readonly following: Following;
	readonly reader: Reader;
	/** List depth, -1 outside lists; lines of an entry after its first lie below it. */
	readonly depth: number;
	readonly isFirst: boolean;
	/** The days of the line. */
	days(): readonly DayMention[];
	/** The folded text of the block with its days blotted out. */
	masked(): string;
};

/** The lines of a block; `folded` is `fold` of its text. They know its days once one of them was asked for its own. */
export function linesOf(block: Block, folded: string, following: Following, reader: Reader): readonly Line[] {
	const statements = splitStatements(folded);
	let found: readonly DayMention[] | null = null;
	let blotted: string | null = null;
	const days = () => (found ??= reader.daysIn(folded, block.text));
	const masked = () => (blotted ??= maskDays(folded, days()));
	const { place } = block;
	const depth = place.kind === 'list' || place.kind === 'task' ? place.depth : -1;
	return statements.map((statement, at) => ({
		block,
		folded,
		statement,
		following: followingIn(block, statements[at + 1], following),
		reader,
		depth: at > 0 && depth >= 0 ? depth + 1 : depth,
		isFirst: at === 0,
		days: () => daysWithin(days(), statement),
		masked
	}));
}

/** What follows a line of a paragraph is the next line of it, while there is one. */
function followingIn({ place }: Block, next: Statement | undefined, after: Following): Following {
	if (!next || place.kind !== 'paragraph') return after;
	return { place, numbered: next.number !== null, bracketed: next.number === '(1)' || next.number === '①' };
}

/** The words of a line, without bullet and number. */
export function wordsOf({ folded, statement }: Line): string {
	return folded.slice(statement.body, statement.end);
}

export function namesFor(line: Line, state: SectionState): NameIndex {
	return line.reader.names(state.roster);
}

/** What a title means to the workspace, else to anybody; null when its words are no title's [EX65]. */
export function titleKind({ ownWords }: Reader, bare: string): TitleKind | null {
	return ownWords.titleKind(bare) ?? classifyTitle(bare);
}

/** An entry of a list, or a numbered line. */
export function isEntry(line: Line): boolean {
	return line.depth >= 0 || line.statement.number !== null;
}

/** Entries deeper than this one follow. */
export function hasChildren({ following, depth }: Line): boolean {
	const place = following?.place;
	return (place?.kind === 'list' || place?.kind === 'task') && place.depth > depth;
}

/** `2) Open tasks`, then bullets no deeper than the number, as plain texts have them. */
export function hasBulletsBeside({ block: { place }, following, depth, isFirst }: Line): boolean {
	const next = following?.place;
	return (
		isFirst &&
		place.kind === 'list' &&
		place.ordered &&
		next?.kind === 'list' &&
		!next.ordered &&
		next.depth === depth
	);
}

/** A list, numbered lines or a table follow. */
export function isFollowedByEntries({ following }: Line): boolean {
	const kind = following?.place.kind;
	return kind === 'list' || kind === 'task' || kind === 'cell' || following?.numbered === true;
}

/** Chinese lists of tasks often come without bullets; English ones hardly ever do. */
export function isHan(line: Line): boolean {
	return /[\u3400-\u9fff]/.test(line.folded.slice(line.statement.start, line.statement.end));
}

/** The state inside a list entry, for the entries below it; lines outside lists change nothing. */
export function entered(
	line: Line,
	state: SectionState,
	kind: Scope['kind'] = null,
	more: Partial<Scope> = {}
): SectionState {
	if (line.depth < 0 || !line.isFirst) return state;
	return withListEntry(state, scope(line.depth, kind, more));
}

export function step(state: SectionState, ...notes: Note[]): Step {
	return { state, notes };
}

export function draftNote(draft: Draft): Told {
	return { type: 'draft', draft };
}
