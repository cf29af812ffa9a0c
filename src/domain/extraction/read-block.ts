/**
 * Reads one block in its place: what it says about the lines below it (headings, labels, lists of attendees), and which items are in it.
 * Pure: the same block in the same state always reads the same, which is what lets a reading be reused.
 */
import { readActionEntry } from './action-entries.ts';
import { readAssigned, readLed, readReviewed } from './assigned-entries.ts';
import { namesInAttendance } from './attendance.ts';
import type { Block } from './block.ts';
import { quote } from './draft.ts';
import type { Draft } from './draft.ts';
import { NOT_A_NAME } from './en-lexicon.ts';
import { readTask, readTrailing } from './entries.ts';
import type { Quoted } from './extracted-item.ts';
import { fold } from './fold.ts';
import { readHeading } from './heading.ts';
import { readLabel } from './labels.ts';
import { entered, hasChildren, isEntry, isHan, namesFor, step, wordsOf } from './line.ts';
import type { Line, Note, Step } from './line.ts';
import { markerAt } from './marker.ts';
import { readMarkerLine, readMidMarker } from './marker-entries.ts';
import { withNames } from './names.ts';
import { readNamesOnly, readOwnerList } from './owner-list.ts';
import { chatterIn, GOES_ON, prose, RESOLVED } from './prose-notes.ts';
import {
	isActionKind,
	NUMBERED,
	kindAt,
	withIdeas,
	withLabel,
	withOwnersOf,
	withPast,
	withRoster,
	withSpeaker
} from './section.ts';
import type { SectionKind, SectionState } from './section.ts';
import { speaksOfIdeas } from './titles.ts';

/** What a block says, line by line, and the state for the block after it. `folded` is `fold` of its text. */
export function readBlock(block: Block, folded: string, lines: readonly Line[], state: SectionState): Step {
	if (block.place.kind === 'heading') return readHeading(block, block.place.level, lines[0] ?? null, state);
	let now = state;
	const notes: Note[] = [];
	for (const line of lines) {
		const read = readLine(line, now);
		now = read.state;
		notes.push(...read.notes);
	}
	const isOneLine = lines.length > 1 && block.place.kind === 'paragraph' && !folded.includes('\n');
	const after = isOneLine ? withLabelOf(state, now) : now;
	const known = withRoster(after, withNames(after.roster, namesWithInitials(block.text)));
	return { state: withTold(withSpeaker(known, speakerIn(block, folded, known)), block), notes };
}

/** `Rachel Meadows (RM)`: who is called by these letters from here on [EX22]. */
function namesWithInitials(text: string): string[] {
	if (!MAY_SHORTEN.test(text)) return [];
	return [...text.slice(0, 4000).matchAll(SHORTENED)].flatMap(([, name, letters]) => {
		const initials = name!.replace(/(?:^|[\s-])(\p{Lu})[^\s-]*/gu, '$1');
		return initials === letters ? [fold(name!)] : [];
	});
}

const MAY_SHORTEN = /\(\p{Lu}{2,4}\)/u;
const SHORTENED =
	/(?<![\p{L}'’-])(\p{Lu}[\p{L}'’-]{1,20}(?:\s\p{Lu}[\p{L}'’-]{1,20}){1,2})\s\((\p{Lu}{2,4})\)/gu;

/** "Lee opens the meeting", "Jorge points out that": minutes that tell the meeting in the present. */
function withTold(state: SectionState, { text }: Block): SectionState {
	return state.told < MOST_TOLD && TELLS.test(text) ? { ...state, told: state.told + 1 } : state;
}

const MOST_TOLD = 2;
const TELLS =
	/(?:^|[.;,]\s|\band\s)\p{Lu}[\p{L}'’-]{1,20}\.?(?:\s\p{Lu}[\p{L}'’-]{0,20}\.?)?\s(?:opens the|closes the|presents|explains|asks|says|reports|shows|points|introduces|describes|mentions|reads|goes (?:over|through)|starts with|summari[sz]es|brings up|walks|shares (?:his|her|their|the) ?screen|demos|wonders|outlines|welcomes|thanks|informs that)\b/u;

/** Who speaks in a line, `ivan: …`; a line that goes on (`… will send it`) is of the one before. */
function speakerIn(block: Block, folded: string, { speaker }: SectionState): Quoted | null {
	if (block.place.kind !== 'paragraph') return null;
	if (GOES_ON.test(folded)) return speaker;
	const word = SPEAKS.exec(folded)?.[1];
	return word && !NOT_A_NAME.test(word) ? quote(block.id, block.text, { start: 0, end: word.length }) : null;
}

const SPEAKS = /^(@?[a-z][a-z0-9_.-]{1,24}):\s/;

/** What the label before a line is still good for: 「2. 宣传部：①…②…」 closes with its line. */
function withLabelOf(before: SectionState, after: SectionState): SectionState {
	const { label } = before;
	if (after.label?.isHeading) return after;
	return { ...after, label };
}

function readLine(line: Line, before: SectionState): Step {
	const { place } = line.block;
	const chatter = chatterIn(line);
	const state = chatter ? withRoster(before, withNames(before.roster, [fold(chatter.text)])) : before;
	if (place.kind === 'task' && line.isFirst) return readTask(line, state, place.checked);
	// What somebody writes in a chat ("link?") is no title.
	const read = (chatter ? null : readLabel(line, state)) ?? readEntry(line, state);
	if (OF_LAST_WEEK.test(wordsOf(line))) return { ...read, state: withPast(read.state, line.depth) };
	const leads = leadsOf(line, read.state);
	if (leads.length > 0) return { ...read, state: withOwnersOf(read.state, line.depth, leads) };
	return opensIdeas(line) ? { ...read, state: withIdeas(read.state, line.depth) } : read;
}

/** `New roof (Ana):` above entries: what they say is hers to do. */
function leadsOf(line: Line, state: SectionState): readonly Quoted[] {
	if (!hasChildren(line) || isHan(line)) return [];
	const found = CLOSES_WITH_NAMES.exec(wordsOf(line));
	if (!found) return [];
	const start = line.statement.body + found.index + found[0].indexOf(found[1]!);
	const range = { start, end: start + found[1]!.length };
	const names = namesFor(line, state);
	const owners = readNamesOnly(line.block, line.folded, range, names, true) ?? [];
	return owners.every(
		({ span }) =>
			names.at(line.folded, span.start)?.end === span.end || / /.test(line.folded.slice(span.start, span.end))
	)
		? owners
		: [];
}

const CLOSES_WITH_NAMES = /\(([^()]{2,40})\)\s?[*_]{0,2}:[*_]{0,2}\s?$/;

/** "Ways to raise money", "Things to ask the council" above a list. */
function opensIdeas(line: Line): boolean {
	const { depth, statement } = line;
	const leads = depth < 0 ? statement.number === null && isFollowedByList(line) : hasChildren(line);
	return leads && statement.end - statement.body <= 100 && speaksOfIdeas(wordsOf(line));
}

const OF_LAST_WEEK = /^上(?:一?周|个?(?:星期|礼拜))(?!前)/;

function readEntry(line: Line, before: SectionState): Step {
	const state = isOver(line, before) ? withLabel(before, null) : before;
	const kind = kindAt(state, line.depth);
	if (kind === 'attendance') {
		const roster = withNames(state.roster, namesInAttendance(wordsOf(line)));
		const style = line.block.place.kind === 'list' && !line.block.place.ordered ? BULLETS : '';
		return step(entered(line, withRoster(state, roster), null, { style }));
	}
	if (ONLY_HANDLES.test(wordsOf(line))) {
		const roster = withNames(state.roster, namesInAttendance(wordsOf(line)));
		const known = withRoster(state, roster);
		// One alone may be a title of a list of tasks too.
		return wordsOf(line).includes('@', 2) ? step(entered(line, known)) : readPlaced(line, known, kind);
	}
	return readPlaced(line, state, kind);
}

function readPlaced(line: Line, state: SectionState, kind: SectionKind): Step {
	const stands = STANDS.exec(wordsOf(line));
	if (stands && line.depth < 0 && isActionKind(kind))
		return step(
			state,
			...(stands[1]!.startsWith('c') || stands[1] === 'done' ? [{ type: 'done' } as const] : [])
		);
	const handed = handedOver(line, state);
	if (handed) return step(entered(line, state), { type: 'owners', owners: handed });
	if (kind === 'owners') return step(entered(line, withOwners(line, state)));
	const marked = readTrailing(line, state) ?? readMarkerLine(line, state);
	if (marked) return marked;
	if (kind === 'boilerplate') return readMidMarker(line, state) ?? step(entered(line, state));
	if (kind === 'schedule' && !isHan(line)) return readMidMarker(line, state) ?? readOutright(line, state);
	if (kind === 'schedule') return readMidMarker(line, state) ?? step(entered(line, state));
	const found =
		(isActionKind(kind) ? readActionEntry(line, state, kind) : null) ??
		readMidMarker(line, state) ??
		(kind === 'review' ? readReviewed(line, state) : null);
	if (found) return found;
	const isNamed =
		kind === 'plain' ||
		kind === 'department' ||
		(kind === 'agenda' && line.depth > 0 && !isHan(line)) ||
		(kind === 'decision' && isHan(line) && line.days().some(({ limit }) => limit));
	const assigned = () => (isNamed ? (readAssigned(line, state) ?? readLed(line, state)) : null);
	const after = withoutLabelAfterList(line, state);
	if (line.depth >= 0 || after !== state) return assigned() ?? readProse(line, after);
	// Whoever a paragraph is given to, it says nothing of the lines around it.
	return step(state, { type: 'prose', read: () => (assigned() ?? readProse(line, after)).notes });
}

/** "Ana sent the draft. AI closed.": how the task above stands. */
const STANDS =
	/(?:^|[.;] )(?:this )?(?:ai|action(?: item)?|item|task)\s(?:is |was |has been |remains |kept |left |stays |still )?(open|closed|done|completed?|ongoing|in progress|pending)\.?$/;

/** `-> Ana` alone on a line: who is to do what was said last [EX3b]. */
function handedOver(line: Line, state: SectionState): readonly Quoted[] | null {
	const { block, folded, statement } = line;
	if (statement.end - statement.body > 40 || isHan(line)) return null;
	if (!/(?:->|=>|→|⇒|➔|➜)\s{1,3}$/.test(folded.slice(statement.start, statement.body))) return null;
	const names = namesFor(line, state);
	const range = { start: statement.body, end: statement.end };
	const owners = readNamesOnly(block, folded, range, names, true);
	const isKnown = ({ span }: Quoted) => names.at(folded, span.start)?.end === span.end;
	return owners && owners.length > 0 && owners.every(isKnown) ? owners : null;
}

/** A resolution ends with the next number or title, a list of what is on the agenda or who is there with the list. */
function isOver(line: Line, { label, lists }: SectionState): boolean {
	const { place } = line.block;
	const isNumber = line.isFirst && place.kind === 'list' && place.ordered;
	if (label?.level === NUMBERED && isNumber) return true;
	// Who is there is listed in one way: a number behind bullets is of the next list.
	if (label?.kind === 'attendance' && isNumber && place.depth === 0 && lists[0]?.style === BULLETS)
		return true;
	if (!label || line.depth >= 0) return false;
	// 「2. 原型（张铎）」 with a list of its own, below a list of tasks: the next matter.
	if (label.style === 'list' && !label.isHeading && line.statement.number !== null && isFollowedByList(line))
		return true;
	if (label.kind === 'attendance' && !label.isHeading && isNotOfPeople(line)) return true;
	if (label.style === RESOLVED)
		return line.statement.number !== null || /^(?:第.{1,3}案|[^,。:]{1,10}:)/.test(wordsOf(line));
	return lists.length > 0 && !label.isHeading && (label.kind === 'agenda' || label.kind === 'attendance');
}

/** How an entry with a bullet is marked in a list of who is there. */
const BULLETS = 'bullets';

/** "The lease was renewed for a year.", `2   Old business`, `ACTION: …`: below who is there a sentence of something else, or the next number. */
function isNotOfPeople(line: Line): boolean {
	const words = wordsOf(line);
	if (isHan(line)) return false;
	if (line.statement.number === null && /^\d{1,2}\s{2,4}[a-z]/.test(words)) return true;
	if (markerAt(line.folded, line.statement.body)?.strength === 'strong') return true;
	return words.length > 30 && TELLS_SOMETHING.test(words) && !OF_PEOPLE.test(words);
}

const TELLS_SOMETHING = /^(?=.*[a-z]{2}[.!]$).*\b(?:will|is|are|was|were|has|have|had|we|agreed|approved)\b/;
const OF_PEOPLE =
	/\b(?:present|attend|apolog|absent|absence|regrets|quor|excus|join|arriv|left|late|call|phone|guest|represent|member|vot|chair|staff|introduc|welcom|minutes|prepared|took|unable|invit|visitor|observ|here|people|participants)/;

function isFollowedByList({ following }: Line): boolean {
	return following?.place.kind === 'list' || following?.place.kind === 'task';
}

/** `@noor @petra @silas`: who is there, or who speaks below. */
const ONLY_HANDLES = /^\s?@[\p{L}\p{N}_.-]{1,40}(?:[\s,、]{1,3}@[\p{L}\p{N}_.-]{1,40}){0,30}\s?$/u;

function readProse(line: Line, state: SectionState): Step {
	const { statement } = line;
	const range = { start: statement.body, end: statement.end };
	return step(entered(line, state), prose(line, state, range, kindAt(state, line.depth)));
}

/** Among dates and events: what somebody named will do, said outright. */
function readOutright(line: Line, state: SectionState): Step {
	const { statement } = line;
	const range = { start: statement.body, end: statement.end };
	const isOutright = ({ latent, item }: Draft) =>
		!latent && item.owners.length > 0 && item.band === 'sure' && !TAKES_PART.test(item.content);
	return step(entered(line, state), prose(line, state, range, 'plain', isOutright));
}

const TAKES_PART =
	/^(?:present|speak|give|giv|attend|join|talk|cover|host|run|lead|chair|moderat|facilitat|represent|demo|show|meet|be )/i;

/** `### Leads` / `- Ana`: the names own the tasks of the section around. */
function withOwners(line: Line, state: SectionState): SectionState {
	const { block, folded, statement } = line;
	const owners = readOwnerList(
		block,
		folded,
		{ start: statement.body, end: statement.end },
		namesFor(line, state)
	);
	const { headings } = state;
	if (owners.length === 0 || headings.length === 0) return state;
	const at = Math.max(0, headings.length - 2);
	const outer = headings[at]!;
	const named = { ...outer, owners: [...outer.owners, ...owners] };
	return { ...state, headings: headings.map((heading, index) => (index === at ? named : heading)) };
}

/** A plain paragraph after a labelled list is not under the label any more. */
function withoutLabelAfterList(line: Line, state: SectionState): SectionState {
	const { label } = state;
	if (
		!label ||
		label.isHeading ||
		isEntry(line) ||
		label.kind === 'plain' ||
		label.style === '' ||
		label.style === 'none'
	) {
		return state;
	}
	return withLabel(state, null);
}

/** A paragraph that begins with (1) or ①. */
export function isBracketed({ place, text }: Block): boolean {
	return place.kind === 'paragraph' && /^\s{0,8}(?:[(（][\d一二三四五六七八九十]{1,2}[)）]|[①-⑳])/.test(text);
}

/** A paragraph that begins with a number or a bullet typed as text. */
export function isNumbered({ place, text }: Block): boolean {
	return (
		place.kind === 'paragraph' &&
		/^\s{0,8}(?:\d{1,2}\s?[.、)．）]|[(（][\d一二三四五六七八九十]{1,2}[)）]|[①-⑳•○●▪□☐☑-])/.test(text)
	);
}
