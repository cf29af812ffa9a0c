/** Tables: rows under recognised heads are items [EX9]; other cells are read as small texts of their own. */
import { namesInAttendance } from './attendance.ts';
import type { Block } from './block.ts';
import { fold } from './fold.ts';
import { linesOf, titleKind } from './line.ts';
import type { Note, Reader, Step } from './line.ts';
import { isDoneWord } from './marks.ts';
import { withNames } from './names.ts';
import type { NameIndex } from './names.ts';
import { readNamesOnly } from './owner-list.ts';
import { readBlock } from './read-block.ts';
import { isActionKind, isDoneAt, kindAt, scope, withLabel, withRoster } from './section.ts';
import type { SectionState } from './section.ts';
import { distinctBlocks, rangeOf, rowsOf, saysWords } from './table-cells.ts';
import type { Cell, Row } from './table-cells.ts';
import { headsOf, isTaskTable, isTimetable, tellsOnly, withAreas, withNamesBefore } from './table-heads.ts';
import type { Column, Heads } from './table-heads.ts';
import { NO_TASK_TYPE, rowItem } from './table-row.ts';
import { bareTitle } from './titles.ts';
import { sortOfOwner } from './zh-owner.ts';

/** Reads all cells of one table. A table leaves the section state as it found it, but for the names it lists. */
export function readTable(blocks: readonly Block[], state: SectionState, reader: Reader): Step {
	const rows = rowsOf(blocks);
	const notes: Note[] = [];
	const kind = kindAt(state, -1);
	if (kind === 'boilerplate') return { state, notes };
	if (kind === 'attendance' || isRollCall(rows)) {
		const names = blocks.flatMap((block) => namesInAttendance(fold(block.text)));
		return { state: withRoster(state, withNames(state.roster, names)), notes };
	}
	let heads: Heads | null = null;
	let actions: number | undefined;
	let hours: number | undefined;
	let section: 'done' | null = isDoneAt(state, -1) ? 'done' : null;
	let roster = state.roster;
	for (const row of rows) {
		roster = withNames(roster, attendeesIn(row, reader));
		const said = headsOf(row);
		if (said) {
			heads = withAreas(
				withNamesBefore(said, row, rows, reader.names(state.roster)),
				row,
				rows,
				reader.names(state.roster)
			);
			roster = withNames(roster, peopleBelow(heads, rows, reader.names(roster)));
			actions = row.find((cell) => OF_ACTIONS.test(bareTitle(cell.folded)))?.place.column;
			hours = isActionKind(kind)
				? undefined
				: row.find((cell) => OF_HOURS.test(bareTitle(cell.folded)))?.place.column;
			continue;
		}
		if (row.some((cell) => cell.place.column === hours && TIME_OF_DAY.test(cell.folded))) continue;
		if (
			heads &&
			((isTaskTable(heads) && !(kind === 'report' && tellsOnly(heads))) ||
				(isActionKind(kind) && [...heads.values()].includes('content')))
		) {
			const merged = distinctBlocks(row);
			if (merged.length === 1 && row.length > 0 && row[0]!.place.columnSpan > 1) {
				section = isDoneWord(merged[0]!.folded) ? 'done' : null;
				continue;
			}
			notes.push(...rowItem(row, heads, state, reader, section));
			continue;
		}
		if (kind === 'schedule' || (heads && isTimetable(heads))) continue;
		const now = withRoster(state, roster);
		const owned = ownedRow(row, actions, reader.names(now.roster));
		if (owned) {
			notes.push(...rowItem(row, owned, now, reader, section));
			continue;
		}
		const ordered = row.filter(
			(cell) => cell.place.column === actions && saysWords(cell) && !NO_TASK_TYPE.test(cell.folded.trim())
		);
		notes.push(
			...readLabelledRow(
				row.filter((cell) => !ordered.includes(cell)),
				now,
				reader
			)
		);
		for (const cell of ordered) notes.push(...readCell(cell, withLabel(now, scope(0, 'action')), reader));
	}
	const known = withRoster(state, roster);
	const { label } = known;
	// A plain paragraph below the table of a list of tasks is not under its label any more.
	const isOver = isActionKind(kind) && label && !label.isHeading && label.style === '';
	return { state: isOver ? withLabel(known, { ...label, style: 'list' }) : known, notes };
}

/** `Discussion | Action: Lesley`: a column of actions that says nothing but names gives them what was talked about. */
function ownedRow(row: Row, actions: number | undefined, names: NameIndex): Heads | null {
	const signed = row.find((cell) => cell.place.column === actions);
	const [said] = row
		.filter((cell) => cell !== signed && saysWords(cell))
		.sort((a, b) => b.folded.length - a.folded.length);
	if (!signed || !said || signed.place.head || signed.folded.length > 40) return null;
	if (NEXT_MEETING.test(said.folded)) return null;
	const owners = readNamesOnly(signed.block, signed.folded, rangeOf(signed), names, true);
	if (!owners?.length && !SIGNED.test(signed.block.text)) return null;
	return new Map<number, Column>([
		[said.place.column, 'content'],
		[signed.place.column, 'owner']
	]);
}

const NEXT_MEETING = /^\s*(?:(?:date|time)[a-z ]{0,12} of )?(?:the )?next (?:[a-z]+ )?meeting\b/;

/** `JT`, `AG/DM` */
const SIGNED = /^\s*(?!NA|OK|NB)\p{Lu}{2}(?:\s?[/&,]\s?\p{Lu}{2}){0,3}\s*$/u;

/** The column of a table of minutes that says what is to be done. */
const OF_ACTIONS =
	/^(?:actions?(?: (?:items?|points?|required|needed|agreed))?|a\.?i\.?s?|to-?dos?|follow[- ]?ups?)$/;

/** A column of what happens when. */
const OF_HOURS = /^(?:时间|time|when)$/;
/** `17:30`, `9:15–10:00`: when something happens, not until when. */
const TIME_OF_DAY = /^\s*\d{1,2}:\d{2}(?:\s?[ap]m)?(?:\s?[-–—~]{1,2}\s?\d{1,2}:\d{2}(?:\s?[ap]m)?)?\s*$/;

/** Whom a table names as those who do its work: known in the lines below it too. */
function peopleBelow(heads: Heads, rows: readonly Row[], names: NameIndex): string[] {
	return rows.flatMap((row) =>
		row
			.filter((cell) => /^(?:owner|who)$/.test(heads.get(cell.place.column) ?? '') && !cell.place.head)
			.map((cell) => cell.folded.trim())
			.filter((name) => /^[\u3400-\u9fff]{2,4}$/.test(name) && sortOfOwner(name, names) === 'person')
	);
}

const OF_PEOPLE: ReadonlySet<Column> = new Set(['who', 'owner', 'number', 'note']);

/** A table of names: people and accounts, no work. */
function isRollCall(rows: readonly Row[]): boolean {
	const first = rows[0];
	if (!first) return false;
	const heads = headsOf(first);
	if (!heads || heads.size === 0) return false;
	// `Who | Role`: whoever is called an owner is one of the people.
	return (
		[...heads.values()].every((column) => OF_PEOPLE.has(column)) &&
		[...heads.values()].includes('who') &&
		(heads.size === first.length || ![...heads.values()].includes('owner'))
	);
}

/** The names in a form's row of attendees. */
function attendeesIn(row: Row, reader: Reader): string[] {
	const first = row[0];
	if (!first || row.length < 2 || titleKind(reader, bareTitle(first.folded)) !== 'attendance') return [];
	return row.slice(1).flatMap((cell) => cell.folded.split('\n').flatMap(namesInAttendance));
}

/** A form: the first cell of a row names what the others hold, 「行动项 | 1、… 2、…」. */
function readLabelledRow(row: Row, state: SectionState, reader: Reader): Note[] {
	const first = row[0];
	const kind =
		first && row.length > 1 && first.folded.length <= 40 ? titleKind(reader, bareTitle(first.folded)) : null;
	if (kind === null || kind === 'topic') return row.flatMap((cell) => readCell(cell, state, reader));
	if (kind === 'attendance' || kind === 'schedule' || kind === 'boilerplate' || kind === 'agenda') return [];
	const inside = withLabel(state, scope(0, kind));
	return row.slice(1).flatMap((cell) => readCell(cell, inside, reader));
}

/** A cell outside task tables: its lines are paragraphs, and labels in it hold inside it only. */
function readCell(cell: Cell, state: SectionState, reader: Reader): readonly Note[] {
	if (cell.place.head || cell.folded.trim().length < 4) return [];
	if (titleKind(reader, bareTitle(cell.folded)) !== null && !cell.folded.includes('\n')) return [];
	const inside = { ...state, lists: [] };
	const paragraph: Block = { ...cell.block, place: { kind: 'paragraph' } };
	return readBlock(paragraph, cell.folded, linesOf(paragraph, cell.folded, null, reader), inside).notes;
}
