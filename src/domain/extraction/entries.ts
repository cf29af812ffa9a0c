/** Checkboxes, and lines that say who and when of the entry before them [EX1a, EX3]; what the readers of all entries share. */
import { namesInAttendance } from './attendance.ts';
import type { Draft } from './draft.ts';
import { GROUP_NAME } from './en-lexicon.ts';
import type { EntryOwner } from './entry-owner.ts';
import type { ExtractedDue, ExtractedItem, Quoted } from './extracted-item.ts';
import { findFields } from './fields.ts';
import { fold } from './fold.ts';
import { deadlineIn } from './labels.ts';
import { draftNote, entered, hasChildren, isHan, namesFor, step, wordsOf } from './line.ts';
import type { Line, Note, Step } from './line.ts';
import { partsOfEntry, readMarked } from './marked-item.ts';
import { NOTHING, markerAt } from './marker.ts';
import type { Marker } from './marker.ts';
import { withNames } from './names.ts';
import type { NameIndex } from './names.ts';
import { readOwnerList } from './owner-list.ts';
import { SMALL_WORK } from './zh-head.ts';
import { verbAt } from './zh-verbs.ts';
import { dueAt, isActionKind, isDoneAt, kindAt, ownersAt, withRoster } from './section.ts';
import type { SectionKind, SectionState } from './section.ts';

/** A checkbox is an item unless the list is of people, a check-list of the meeting or an agenda ticked off, or it says nothing [EX1a]. */
export function readTask(line: Line, state: SectionState, checked: boolean): Step {
	const kind = kindAt(state, line.depth);
	if (kind === 'attendance') {
		const roster = withNames(state.roster, namesInAttendance(wordsOf(line)));
		return step(entered(line, withRoster(state, roster)));
	}
	if (kind === 'boilerplate' || kind === 'schedule') return step(entered(line, state));
	if (ONLY_SOMEBODY.test(wordsOf(line)) || (!isActionKind(kind) && saysOnlyWho(line, state))) {
		const roster = withNames(state.roster, namesInAttendance(wordsOf(line)));
		return step(entered(line, withRoster(state, roster)));
	}
	const marker = markerAt(line.folded, line.statement.body);
	const isLed = marker?.strength === 'strong' && marker.owner === null;
	const from = isLed ? marker.end : line.statement.body;
	const draft = marked(line, state, from, { base: 0.9, rule: 'EX1a', kind, checked });
	const isItem =
		kind === 'agenda'
			? draft !== null &&
				(draft.item.due !== null || (line.depth > 0 && !isHan(line) && draft.item.owners.length > 0))
			: kind !== 'decision' || isHan(line) || (draft !== null && draft.item.owners.length > 0);
	return drafted(
		line,
		entered(line, state, null, { isItem: isItem && draft !== null }),
		isItem ? draft : null
	);
}

/** `@ana (on leave)`: who is there, whatever the list is called. */
const ONLY_SOMEBODY = /^\s?@[\p{L}\p{N}_.-]{1,40}\s?(?:\([^()]{1,40}\)\s?)?$/u;

/** `- [x] Ana (late)`: a name the minutes know, and nothing to do. */
function saysOnlyWho(line: Line, state: SectionState): boolean {
	const words = wordsOf(line)
		.replace(/\((?![^()]*\d)([^()]{1,20})\)\s?$/, (all, said: string) =>
			verbAt(said, 0) > 0 || SMALL_WORK.test(said) ? all : ''
		)
		.trim();
	const known = namesFor(line, state).at(words, 0);
	return known !== null && known.end === words.length;
}

type Marking = {
	readonly base: number;
	readonly rule: string;
	readonly kind: SectionKind;
	readonly checked?: boolean;
	readonly marker?: Marker;
	/** Of the section around. */
	readonly owners?: readonly Quoted[];
	/** Said outright, whatever else the entry says. */
	readonly given?: EntryOwner | null;
	/** Where the content's field begins, in a line of fields. */
	readonly content?: number;
};

export function marked(line: Line, state: SectionState, from: number, marking: Marking): Draft | null {
	const { block, folded, statement, depth } = line;
	if (NOTHING.test(folded.slice(from, statement.end))) return null;
	const draft = readMarked({
		block,
		folded,
		masked: line.masked(),
		range: { start: statement.start, end: statement.end },
		from,
		days: line.days(),
		names: namesFor(line, state),
		ownWords: line.reader.ownWords,
		depth,
		owners: marking.owners ?? ownersAt(state, depth),
		checked: marking.checked === true || statement.isChecked || isDoneAt(state, depth),
		base: marking.base,
		rule: marking.rule,
		kind: marking.kind,
		marker: marking.marker ?? null,
		content: marking.content ?? null,
		given: marking.given ?? null
	});
	const due = draft && !draft.item.due && isActionKind(marking.kind) ? dueAt(state) : null;
	return draft && due ? { ...draft, item: dueBelow(draft.item, due) } : draft;
}

/** An item of a list whose title says the day [EX3c]. */
export function dueBelow(item: ExtractedItem, due: ExtractedDue): ExtractedItem {
	return { ...item, due, spans: [...item.spans, due.span], rules: [...item.rules, 'EX3c'] };
}

export function drafted(line: Line, state: SectionState, draft: Draft | null): Step {
	return draft ? step(state, draftNote(draft)) : step(state);
}

/** `责任人：王利忠` or `截止日期：6月5日` alone on a line, or behind a bullet; null for other lines. */
export function readTrailing(line: Line, state: SectionState): Step | null {
	const { block, folded, statement } = line;
	const fields = findFields(folded, statement.body, statement.end);
	if (fields.length === 0 || folded.slice(statement.body, fields[0]!.start).replace(/[\s*_(\-—]/g, '') !== '')
		return null;
	const content = fields.find((field) => field.name === 'content');
	if (content && fields.length > 1) return readFields(line, state, content.value);
	if (fields.some((field) => field.name !== 'owner' && field.name !== 'due')) return null;
	// `When: July 27` says when the meeting is.
	if (/^[\s*_]*when\b/.test(wordsOf(line))) return null;
	if (fields.some((field) => / - .{12}/.test(folded.slice(field.value, field.end)))) return null;
	const notes: Note[] = [];
	for (const field of fields) {
		if (field.name === 'owner') {
			const owners = readOwnerList(
				block,
				folded,
				{ start: field.value, end: field.end },
				namesFor(line, state)
			);
			// `Owner: Ana` above entries of its own: they are hers.
			if (owners.length > 0 && fields.length === 1 && hasChildren(line))
				return step(entered(line, state, 'action', { owners }));
			if (owners.length === 0) continue;
			notes.push({ type: 'owners', owners });
			// 「跟进人：林岚，6月10日前给结论」
			const due = deadlineIn(line, { start: owners.at(-1)!.span.end, end: field.end });
			if (due) notes.push({ type: 'deadline', due, depth: line.depth, reach: 'last' });
		} else {
			const due = deadlineIn(line, { start: field.value, end: Math.max(field.end, field.value) });
			if (due) notes.push({ type: 'deadline', due, depth: line.depth, reach: 'last' });
		}
	}
	return step(entered(line, state), ...notes);
}

/** `Owner: Ana; Task: clean up; Due: Friday`: a line of nothing but fields. */
function readFields(line: Line, state: SectionState, content: number): Step | null {
	const draft = marked(line, state, line.statement.body, { base: 0.86, rule: 'EX3', kind: 'plain', content });
	return draft ? drafted(line, entered(line, state, null, { isItem: true }), draft) : null;
}

const TITLED = /^(?:Mrs?|Ms|Miss|Dr|Prof|Cllr|Rev|Fr)\.? \p{Lu}/u;

export function isOwnerForSure(written: string, names: NameIndex): boolean {
	const folded = fold(written);
	if (
		/^@/.test(folded) ||
		isKnown(written, names) ||
		GROUP_NAME.test(folded) ||
		TITLED.test(written) ||
		folded === 'me'
	)
		return true;
	return /^\p{Lu}{2,4}$/u.test(written) && names.hasInitials(folded);
}

/** An entry that gives work to several is as many items [EX1h]. */
export function partsOfWork(line: Line, state: SectionState, kind: SectionKind): Draft[] {
	const { block, folded, statement, depth } = line;
	const range = { start: statement.body, end: statement.end };
	const names = namesFor(line, state);
	const masked = line.masked();
	const parts = partsOfEntry(
		{ block, folded, masked, range, names, ownWords: line.reader.ownWords, days: line.days(), depth },
		line.days()
	);
	return parts.slice(0, MOST_PARTS).flatMap((part, at) => {
		const start = at === 0 ? statement.start : part.start;
		const only = { ...line, statement: { ...statement, start, body: part.start, end: part.end } };
		const draft = marked(only, state, part.start, { base: 0.8, rule: 'EX1h', kind });
		return draft ?? [];
	});
}

/** Nobody gives more work in one entry; who writes 「举办；」 three thousand times holds nobody up. */
const MOST_PARTS = 300;

export function isKnown(name: string, names: NameIndex): boolean {
	const folded = fold(name);
	return names.at(folded, 0)?.end === folded.length;
}
