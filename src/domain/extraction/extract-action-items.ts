/**
 * The reading of minutes: blocks in, action items out.
 * Blocks flow from top to bottom with what the sections say. A block whose text, place and incoming state did not change is not read
 * again, so a keystroke in a long document costs one block; the result is always that of a full reading. A change in the list of
 * attendees is in every state below it, but only blocks that say one of the changed names are read again.
 * What the lines say of each other is read first; running text, a thousand blocks of it together, follows language by language, then
 * what they report, then what is offered of them.
 */
import { daysBetween, makeDay, partsOf } from '../day.ts';
import { assemble } from './assemble.ts';
import type { Block, Place, Span } from './block.ts';
import { findDays } from './day-mention.ts';
import type { DayContext, DayMention } from './day-mention.ts';
import type { ExtractedItem } from './extracted-item.ts';
import { fold } from './fold.ts';
import { indexNames, signsOfChange } from './names.ts';
import type { NameIndex, Roster } from './names.ts';
import { likelyItems } from './likeness.ts';
import { linesOf } from './line.ts';
import type { Following, Line, Note, Reader, Told } from './line.ts';
import { indexOwnWords } from './own-words.ts';
import { isBracketed, isNumbered, readBlock } from './read-block.ts';
import type { ReadingContext } from './reading-context.ts';
import { kindAt, openingState, sameScopesOf } from './section.ts';
import type { SectionKind, SectionState } from './section.ts';
import { mayReport, reportsIn } from './status-report.ts';
import type { StatusReport } from './status-report.ts';
import { readTable } from './task-table.ts';

/** The items of the minutes, and what the next reading can reuse. */
export type Reading = {
	readonly items: readonly ExtractedItem[];
	/** What is said of work that is under way, and is no new item [EX51]. */
	readonly reports: readonly StatusReport[];
	/** For `readMinutes` only. */
	readonly units: readonly UnitReading[];
	/** For `readMinutes` only: what the units were read with. */
	readonly context: ReadingContext | null;
};

/** Nothing read yet. */
export const emptyReading: Reading = { items: [], reports: [], units: [], context: null };

/** One block, or all cells of one table, as it was read. */
type UnitReading = {
	readonly blocks: readonly Block[];
	/** The block that follows. */
	readonly next: Block | undefined;
	readonly before: SectionState;
	readonly after: SectionState;
	readonly notes: readonly Told[];
	readonly reports: readonly StatusReport[];
	/** What is offered although no rule made it [EX68]. */
	readonly likely: readonly ExtractedItem[];
	/** The folded text of the blocks, one a line. */
	readonly folded: string;
};

/**
 * All action items of the minutes in reading order. `previous` is an earlier reading, usually of the same minutes: what did not change
 * since is taken over. The items are exactly those of a reading without it. Reads no clock; days are resolved against
 * `context.meetingDay`.
 */
export function readMinutes(
	blocks: readonly Block[],
	context: ReadingContext,
	previous: Reading = emptyReading
): Reading {
	const steps = readInSteps(blocks, context, previous);
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

/** The same in small steps, a block or a table at most, for who must let others in between. */
export function* readInSteps(
	blocks: readonly Block[],
	context: ReadingContext,
	previous: Reading = emptyReading
): Generator<void, Reading, void> {
	const reusable = previous.context !== null && sameContext(previous.context, context) ? previous.units : [];
	const reader = readerFor(context);
	const changes = rosterChanges(reader);
	const units: UnitReading[] = [];
	const placed: PlacedUnit[] = [];
	let state = openingState;
	let moved: Map<string, UnitReading> | null = null;
	for (let at = 0; at < blocks.length;) {
		const end = unitEnd(blocks, at);
		const here = reusable[units.length];
		const isInPlace = here?.blocks[0]!.id === blocks[at]!.id;
		let old = here && isSame(here, blocks, at, end, state) ? here : null;
		if (!old && !isInPlace && reusable.length > 0) {
			moved ??= new Map(reusable.map((unit) => [unit.blocks[0]!.id, unit]));
			const elsewhere = moved.get(blocks[at]!.id);
			if (elsewhere && isSame(elsewhere, blocks, at, end, state)) old = elsewhere;
		}
		const kept = old && withStateOf(old, state, changes);
		const fresh = kept ? null : placeUnit(blocks.slice(at, end), blocks[end], state, reader);
		if (fresh) placed.push(fresh);
		const unit = fresh ? withAfterOf(fresh.unit, here) : withNext(kept!, blocks[end]);
		units.push(unit);
		state = unit.after;
		at = end;
		if (fresh) yield;
		if (placed.length >= READ_TOGETHER || at >= blocks.length) yield* listen(placed.splice(0));
	}
	const items = assemble(units, reader);
	return { items, reports: reportsBeside(items, units), units, context };
}

/** What a reading asks besides blocks and state. */
export function readerFor(context: ReadingContext): Reader {
	const { meetingDay, nextMeetingDay, calendar, directory, ownWords } = context;
	const days: DayContext = { meetingDay, nextMeetingDay, calendar };
	// Promises and reports of a block ask for the days of the same text.
	let last: { readonly text: string; readonly found: readonly DayMention[] } | null = null;
	// Most lines know the same names as the line before.
	let named: { readonly roster: Roster; readonly index: NameIndex } | null = null;
	return {
		days,
		daysIn(folded, original) {
			if (last?.text !== original) last = { text: original, found: findDays(folded, original, days) };
			return last.found;
		},
		ownWords: indexOwnWords(ownWords),
		names(roster) {
			if (named?.roster !== roster) named = { roster, index: indexNames(directory, roster) };
			return named.index;
		}
	};
}

function sameContext(a: ReadingContext, b: ReadingContext): boolean {
	return (
		a.meetingDay === b.meetingDay &&
		a.nextMeetingDay === b.nextMeetingDay &&
		a.directory === b.directory &&
		a.ownWords === b.ownWords &&
		a.calendar === b.calendar
	);
}

/** A unit is one block; the cells of a table that follow each other are one unit together. */
function unitEnd(blocks: readonly Block[], at: number): number {
	const { place } = blocks[at]!;
	let end = at + 1;
	if (place.kind !== 'cell') return end;
	for (
		let next = blocks[end];
		next?.place.kind === 'cell' && next.place.table === place.table;
		next = blocks[end]
	)
		end++;
	return end;
}

function isSame(
	unit: UnitReading,
	blocks: readonly Block[],
	at: number,
	end: number,
	state: SectionState
): boolean {
	if (unit.blocks.length !== end - at) return false;
	for (let index = at; index < end; index++)
		if (!sameBlock(unit.blocks[index - at]!, blocks[index]!)) return false;
	return sameNext(unit.next, blocks[end]) && sameScopesOf(unit.before, state);
}

/** What follows, in words of its own: so that the next reading sees at once that it did not change. */
function withNext(unit: UnitReading, next: Block | undefined): UnitReading {
	return unit.next === next || (unit.next && next && sameBlock(unit.next, next)) ? unit : { ...unit, next };
}

/** A unit that hands on what it handed on before hands on the very same: then all units below it are known by one look. */
function withAfterOf(unit: OpenUnit, before: UnitReading | undefined): UnitReading {
	if (before && before.after.roster.key === unit.after.roster.key && sameScopesOf(before.after, unit.after))
		unit.after = before.after;
	return unit;
}

/** The unit as it would read in a state that differs by its roster at most; null when it has to be read again. */
function withStateOf(
	unit: UnitReading,
	state: SectionState,
	changes: ReturnType<typeof rosterChanges>
): UnitReading | null {
	const { before, after } = unit;
	if (before === state || before.roster.key === state.roster.key) return unit;
	if (after.roster !== before.roster) return null;
	const signs = changes(before.roster, state.roster);
	if (signs === null || signs.some((parts) => parts.every((part) => unit.folded.includes(part)))) return null;
	return { ...unit, before: state, after: { ...after, roster: state.roster } };
}

/** What a text must say for a change of rosters to matter to it; null when it may matter anywhere. */
function rosterChanges(reader: Reader): (from: Roster, to: Roster) => ReturnType<typeof signsOfChange> {
	const known = new Map<string, ReturnType<typeof signsOfChange>>();
	const knowsPeople = (roster: Roster) => reader.names(roster).knowsPeople;
	return (from, to) => {
		const key = `${from.key}\0${to.key}`;
		if (!known.has(key))
			known.set(key, knowsPeople(from) === knowsPeople(to) ? signsOfChange(from, to) : null);
		return known.get(key)!;
	};
}

function sameBlock(a: Block, b: Block): boolean {
	return a === b || (a.id === b.id && a.text === b.text && samePlace(a.place, b.place));
}

function samePlace(a: Place, b: Place): boolean {
	if (a === b) return true;
	if (a.kind === 'heading') return b.kind === 'heading' && a.level === b.level;
	if (a.kind === 'list')
		return b.kind === 'list' && a.depth === b.depth && a.ordered === b.ordered && a.index === b.index;
	if (a.kind === 'task') return b.kind === 'task' && a.depth === b.depth && a.checked === b.checked;
	if (a.kind === 'paragraph') return b.kind === 'paragraph';
	return (
		b.kind === 'cell' &&
		a.table === b.table &&
		a.row === b.row &&
		a.column === b.column &&
		a.rowSpan === b.rowSpan &&
		a.columnSpan === b.columnSpan &&
		a.head === b.head
	);
}

/** What a line may know of the block that follows. */
export function followingOf(block: Block | undefined): Following {
	return block ? { place: block.place, numbered: isNumbered(block), bracketed: isBracketed(block) } : null;
}

function sameNext(a: Block | undefined, b: Block | undefined): boolean {
	return a === b || (a && b && sameBlock(a, b)) === true || sameFollowing(followingOf(a), followingOf(b));
}

/** Of the block that follows only kind, depth and whether it is numbered are looked at. */
function sameFollowing(a: Following, b: Following): boolean {
	if (
		a === null ||
		b === null ||
		a.place.kind !== b.place.kind ||
		a.numbered !== b.numbered ||
		a.bracketed !== b.bracketed
	)
		return false;
	if (a.place.kind === 'list' && b.place.kind === 'list' && a.place.ordered !== b.place.ordered) return false;
	return !('depth' in a.place) || ('depth' in b.place && a.place.depth === b.place.depth);
}

/** What is read of a unit that knows its place: what its running text says, what it reports, what may be offered of it. */
const STEPS = ['listen', 'report', 'offer'] as const;
/** While it is being read. */
type OpenUnit = { -readonly [Part in keyof UnitReading]: UnitReading[Part] };
type PlacedUnit = { readonly unit: OpenUnit; readonly isHan: boolean } & Readonly<
	Record<(typeof STEPS)[number], () => void>
>;

function placeUnit(
	blocks: readonly Block[],
	next: Block | undefined,
	before: SectionState,
	reader: Reader
): PlacedUnit {
	const texts = blocks.map((block) => fold(block.text));
	const [block, text] = [blocks[0]!, texts[0]!];
	const isTable = block.place.kind === 'cell';
	const lines = isTable ? NO_LINES : linesOf(block, text, followingOf(next), reader);
	const { state, notes } = isTable
		? readTable(blocks, before, reader)
		: readBlock(block, text, lines, before);
	const folded = texts.join('\n');
	const unit: OpenUnit = {
		blocks,
		next,
		before,
		after: state,
		notes: NOTHING_TOLD,
		reports: NONE,
		likely: NOTHING_LIKELY,
		folded
	};
	return {
		unit,
		isHan: /[\u3400-\u9fff]/.test(folded),
		listen() {
			unit.notes = toldBy(notes).map((note) => lookingBack(note, reader));
		},
		report() {
			unit.reports = reportsOf(block, text, before, reader);
		},
		offer() {
			unit.likely = likelyItems(lines, before, takenBy(block, unit.notes, unit.reports));
		}
	};
}

const NO_LINES: readonly Line[] = [];
const NOTHING_TOLD: readonly Told[] = [];
const NOTHING_LIKELY: readonly ExtractedItem[] = [];

function toldBy(notes: readonly Note[]): Told[] {
	return notes.flatMap((note) => (note.type === 'prose' ? toldBy(note.read()) : [note]));
}

/** What is read of a block already; a line that speaks of the line before it is nothing else. */
function takenBy(
	{ id, text }: Block,
	notes: readonly Told[],
	reports: readonly StatusReport[]
): readonly Span[] {
	const spans = reports.map(({ words }) => words.span);
	for (const note of notes) {
		if (note.type === 'draft') spans.push(...(note.draft.latent ? [] : note.draft.item.spans));
		else if (note.type !== 'heading') spans.push({ block: id, start: 0, end: text.length });
	}
	return spans;
}

/** How many units wait for each other. */
const READ_TOGETHER = 1024;

/**
 * One step for all units, in one language, then in the other: taking turns the rules push each other out of the processor's memory, and
 * reading takes about a tenth longer.
 */
function* listen(units: readonly PlacedUnit[]): Generator<void, void, void> {
	for (const step of STEPS)
		for (const isHan of [true, false])
			for (const unit of units)
				if (unit.isHan === isHan) {
					unit[step]();
					yield;
				}
}

/** Lists of people and plans of meetings report of no work; a checkbox is an item itself. */
function reportsOf(
	block: Block,
	folded: string,
	state: SectionState,
	{ daysIn }: Reader
): readonly StatusReport[] {
	const { place } = block;
	if ((place.kind !== 'paragraph' && place.kind !== 'list') || !mayReport(folded)) return NONE;
	if (SILENT.has(kindAt(state, place.kind === 'list' ? place.depth : -1))) return NONE;
	return reportsIn(block, folded, () => daysIn(folded, block.text));
}

const NONE: readonly StatusReport[] = [];
/** Sections whose lines neither promise nor report. */
export const SILENT: ReadonlySet<SectionKind> = new Set(['attendance', 'agenda', 'schedule', 'boilerplate']);

/** The reports that share no words with an item. */
function reportsBeside(
	items: readonly ExtractedItem[],
	units: readonly UnitReading[]
): readonly StatusReport[] {
	const reports: StatusReport[] = [];
	for (const unit of units) if (unit.reports.length > 0) reports.push(...unit.reports);
	if (reports.length === 0) return NONE;
	const spans = new Map<string, Span[]>(reports.map(({ words }) => [words.span.block, []]));
	for (const item of items) for (const span of item.spans) spans.get(span.block)?.push(span);
	return reports.filter(
		({ words: { span } }) =>
			!spans.get(span.block)?.some((other) => other.start < span.end && span.start < other.end)
	);
}

/**
 * What is done was due before the meeting, and the tasks of a table may have been due for weeks: a day without a year is that of the last
 * year when it lies almost a year ahead [EX30].
 */
function lookingBack(note: Told, reader: Reader): Told {
	const { days } = reader;
	if (note.type !== 'draft' || note.draft.latent) return note;
	const { item } = note.draft;
	const { due } = item;
	// 「节目册 3/5 完成」 said on 12 March was finished.
	if (item.state === 'open' && due?.day && due.kind === 'on' && /完成$/.test(item.content)) {
		const ahead = daysBetween({ from: days.meetingDay, to: due.day });
		if (ahead < 0 || (ahead >= 200 && !/\d{4}|[今明后]年/.test(due.text))) {
			const done = {
				...item,
				state: 'done' as const,
				content: item.content.slice(0, -2).trim() || item.content
			};
			return lookingBack({ ...note, draft: { ...note.draft, item: done } }, reader);
		}
	}
	const most = item.state === 'done' ? 200 : item.rules[0] === 'EX9' ? 320 : Infinity;
	if (most === Infinity || !due?.day || /\d{4}|[今明后]年/.test(due.text)) return note;
	if (daysBetween({ from: days.meetingDay, to: due.day }) < most) return note;
	const { year, month, day } = partsOf(due.day);
	return {
		...note,
		draft: { ...note.draft, item: { ...item, due: { ...due, day: makeDay(year - 1, month, day) } } }
	};
}
