/** Entries that are items by their mark or place, and lines that speak of the entry before them [EX1–EX3]. */
import { namesInAttendance } from './attendance.ts';
import { readEnglishOwners } from './en-owner.ts';
import { GROUP_NAME } from './en-lexicon.ts';
import { isImperative } from './en-text.ts';
import { quote } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Quoted } from './extracted-item.ts';
import { EVERYBODY, leadingOwner, trailingOwner, withoutDays } from './entry-owner.ts';
import type { EntryOwner } from './entry-owner.ts';
import { findFields } from './fields.ts';
import { fold } from './fold.ts';
import { deadlineIn, proseNotes, SINGULAR } from './labels.ts';
import {
	draftNote,
	entered,
	hasChildren,
	isEntry,
	isFollowedByEntries,
	isHan,
	namesFor,
	step,
	titleKind,
	wordsOf
} from './line.ts';
import type { Line, Note, Step } from './line.ts';
import { partsOfEntry, readMarked } from './marked-item.ts';
import { markerAt, NOTHING } from './marker.ts';
import type { Marker } from './marker.ts';
import { withNames } from './names.ts';
import type { NameIndex } from './names.ts';
import type { Range } from './promise.ts';
import { readNamesOnly, readOwnerList } from './owner-list.ts';
import { isDetail, isDoneAt, kindAt, ownersAt, saidPast, scope, withLabel, withRoster } from './section.ts';
import type { SectionKind, SectionState } from './section.ts';
import { bareTitle } from './titles.ts';
import { MEETING_HELD } from './zh-lexicon.ts';
import { readChineseOwners } from './zh-owner.ts';
import { hasVerb } from './zh-verbs.ts';

/** A checkbox is an item unless the list is of people, a check-list of the meeting or an agenda ticked off, or it says nothing [EX1a]. */
export function readTask(line: Line, state: SectionState, checked: boolean): Step {
	const kind = kindAt(state, line.depth);
	if (kind === 'attendance') {
		const roster = withNames(state.roster, namesInAttendance(wordsOf(line)));
		return step(entered(line, withRoster(state, roster)));
	}
	if (kind === 'boilerplate' || kind === 'schedule') return step(entered(line, state));
	if (ONLY_SOMEBODY.test(wordsOf(line))) {
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

function marked(line: Line, state: SectionState, from: number, marking: Marking): Draft | null {
	const { block, folded, statement, depth } = line;
	if (NOTHING.test(folded.slice(from, statement.end))) return null;
	return readMarked({
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
}

function drafted(line: Line, state: SectionState, draft: Draft | null): Step {
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
			if (owners.length > 0) notes.push({ type: 'owners', owners });
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

/**
 * `Ben - send out the survey (by Friday)`, `Dora & Eli: clean up the backlog`: outside lists of tasks a name before an order is somebody's
 * work when a day of limit or a second name says that nobody is only quoted [EX1g].
 */
export function readLed(line: Line, state: SectionState): Step | null {
	const { block, folded, statement } = line;
	if (!line.isFirst || isHan(line)) return null;
	const names = namesFor(line, state);
	const body = { start: statement.body, end: statement.end };
	const found = leadingOwner({ block, folded, days: line.days(), names }, body);
	if (!found?.cut || /\b(?:to|will|shall)\s$/.test(folded.slice(found.cut.start, found.cut.end))) return null;
	/** `=> Ana, Ben: three each until Friday` */
	const isArrowed = /[→⇒➔➜>]\s{1,3}$/.test(folded.slice(statement.start, statement.body));
	const pointed = /(?:->|=>|→|➔)\s?$/.test(folded.slice(found.cut.start, found.cut.end));
	/** `Ana → booth for nine`: an arrow from somebody known hands them whatever stands behind it. */
	const isHanded =
		pointed &&
		found.owners.every(({ text }) => isKnown(text, names)) &&
		/^\S+\s\S/.test(folded.slice(found.cut.end, statement.end));
	/** `@ana check the names` */
	const isCalled = isEntry(line) && /^@[^\s:]+$/.test(folded.slice(found.cut.start, found.cut.end));
	const order = found.cut.end + (isCalled && folded[found.cut.end] === ' ' ? 1 : 0);
	const isPair =
		found.owners.length > 1 &&
		isEntry(line) &&
		/:\s$/.test(folded.slice(found.cut.start, found.cut.end)) &&
		found.owners.every(({ text }) => isKnown(text, names)) &&
		SAYS_NOTHING_OF.test(folded.slice(found.cut.end, statement.end));
	if (!isArrowed && !isHanded && !isPair && !isImperative(folded, order)) return null;
	const isSure = (written: string) =>
		isOwnerForSure(written, names) || ONE_LETTER.test(written) || (pointed && CALLED.test(written));
	if (!found.owners.every(({ text }) => isSure(text))) return null;
	const called =
		/^@.*:\s?$/.test(folded.slice(found.cut.start, found.cut.end)) && !wordsOf(line).includes('?');
	const everybody =
		/:\s?$/.test(folded.slice(found.cut.start, found.cut.end)) && EVERYBODY.test(fold(found.owners[0]!.text));
	const limited = line.days().some((day) => day.day && day.start > found.cut!.end);
	if (!isEntry(line) && !called && !limited) return null;
	/** `Erik: reply to them about the licence`: one short order, and no more, may be what somebody has to do. */
	const isOrder =
		isEntry(line) &&
		/:\s?$/.test(folded.slice(found.cut.start, found.cut.end)) &&
		ONE_ORDER.test(folded.slice(found.cut.end, statement.end)) &&
		found.owners.every(({ text }) => isKnown(text, names));
	const isTold = isArrowed || limited || pointed || called || isCalled || everybody;
	if (found.owners.length < 2 && !isTold && !isOrder) return null;
	const draft = marked(line, state, statement.body, {
		base: everybody || ((isOrder || isPair) && !isTold) ? 0.62 : 0.72,
		rule: 'EX1g',
		kind: 'plain',
		given: found
	});
	return draft ? drafted(line, entered(line, state, null, { isItem: true }), draft) : null;
}

/** `Ana & Ben: emails to former mentors`: a thing, and nothing is said of it. */
const SAYS_NOTHING_OF =
	/^(?!.*\b(?:is|are|was|were|has|have|had|can|could|would|think|we|i|it|they|you|yes|no|not|agreed?|want|on|away|late|absent)\b)[a-z][^.;?!+,]{6,60}$/;

const ONE_ORDER =
	/^(?!(?:do|let|see|think|agree|approve|support|vote|note|keep|consider|try|use|wait|go|understand|suggest|propose|recommend|start|work|like|hope|be|put|read|thank|welcome|move|leave|show)\b)[^.;?!+]{8,70}[.]?$/;

/** `ACTION: …`, `AI Ana to …`, 待办：… at the beginning of a line [EX1b]; null when there is none. */
export function readMarkerLine(line: Line, state: SectionState): Step | null {
	const { folded, statement } = line;
	const marker = ownMarker(line) ?? markerAt(folded, statement.body) ?? planMarker(line, state);
	if (!marker) return null;
	if (marker.strength === 'named') return readNamedMarker(line, state, marker);
	const rest = folded.slice(marker.end, statement.end);
	const title = bareTitle(
		folded.slice(statement.body, Math.max(statement.body, folded.indexOf(':', statement.body)))
	);
	if (NOTHING.test(rest)) {
		const opens =
			rest.trim() === '' &&
			(SINGULAR.test(title)
				? line.depth >= 0 && hasChildren(line)
				: isHan(line) || isFollowedByEntries(line));
		return step(opens ? opened(line, state) : entered(line, state));
	}
	const only = onlyOwners(line, state, marker.end);
	if (only) return step(entered(line, state), { type: 'owners', owners: only });
	const inner = { ...line, statement: { ...statement, body: marker.end } };
	const several = marker.owner ? [] : partsOfWork(inner, state, kindAt(state, line.depth));
	if (several.length > 1)
		return step(entered(line, state, null, { isItem: true }), ...several.map(draftNote));
	const base = marker.strength === 'strong' ? 0.9 : 0.76;
	const draft = marked(line, state, marker.end, {
		base,
		rule: marker.rule ?? 'EX1b',
		kind: kindAt(state, line.depth),
		marker
	});
	const listed =
		marker.strength === 'strong' &&
		line.depth < 0 &&
		statement.number === null &&
		isHan(line) &&
		titleKind(line.reader, title) !== null;
	const next = listed
		? withLabel(state, scope(0, 'action', { style: 'none' }))
		: entered(line, state, null, { isItem: true });
	return drafted(line, next, draft);
}

/** 「本周：…」 behind 「上周：…」 says what is planned. */
function planMarker({ folded, statement, depth }: Line, state: SectionState): Marker | null {
	if (!saidPast(state, depth)) return null;
	const found = /^(?:本周|这周)(?:计[划画])?\s?:\s?(?=\S)/.exec(folded.slice(statement.body, statement.end));
	return found && { end: statement.body + found[0].length, owner: null, strength: 'weak' };
}

/** A mark of the workspace's own [EX67]. */
function ownMarker({ folded, statement, reader }: Line): Marker | null {
	const end = reader.ownWords.markAt(folded, statement.body);
	return end === null ? null : { end, owner: null, strength: 'strong', rule: 'EX67' };
}

function opened(line: Line, state: SectionState): SectionState {
	return line.depth >= 0 ? entered(line, state, 'action') : withLabel(state, scope(0, 'action'));
}

/** `AI Ana to update the page`: without a name behind it the word is only a word. */
function readNamedMarker(line: Line, state: SectionState, marker: Marker): Step | null {
	const draft = marked(line, state, marker.end, {
		base: 0.84,
		rule: 'EX1b',
		kind: 'plain',
		marker,
		owners: []
	});
	const orders = () => /^[\s*_`~]*todo/.test(wordsOf(line)) && isImperative(line.folded, marker.end);
	if (!draft || (draft.item.owners.length === 0 && !orders())) return null;
	return drafted(line, entered(line, state, null, { isItem: true }), draft);
}

/** `ACTION: Clerk` says who is to do what was said before it; null when it says more, or names nobody who is known. */
function onlyOwners(
	line: Line,
	state: SectionState,
	from: number,
	/** Behind `ACTION:` at the end of a line initials are somebody's, known or not. */
	initials = false
): readonly Quoted[] | null {
	const { block, folded, statement } = line;
	const names = namesFor(line, state);
	const closed = /[\s.*_)\]]*$/.exec(folded.slice(from, statement.end))![0].length;
	const range = { start: from, end: statement.end - closed };
	const signs = initials && INITIALS.test(block.text.slice(from, statement.end));
	const owners = signs
		? readOwnerList(block, folded, range, names)
		: readNamesOnly(block, folded, range, names, true);
	const sure = (text: string) => isOwnerForSure(text, names) || (initials && /^\p{Lu}{2,4}$/u.test(text));
	return owners && owners.length > 0 && owners.every(({ text }) => sure(text)) ? owners : null;
}

const INITIALS = /^\s?\p{Lu}{2,4}(?:\s?[/&,]\s?\p{Lu}{2,4}){0,4}[\s.*_)]*$/u;

/** `D: collect examples, by Friday`; `Q:` and `A:` are question and answer. */
const ONE_LETTER = /^[B-PR-Z]$/;

/** A name as names look, where an arrow says that one must stand. */
const CALLED = /^\p{Lu}\p{Ll}{1,14}(?:\s\p{Lu}\p{Ll}{1,14})?$/u;

const TITLED = /^(?:Mrs?|Ms|Miss|Dr|Prof|Cllr|Rev|Fr)\.? \p{Lu}/u;

function isOwnerForSure(written: string, names: NameIndex): boolean {
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

/** `… new hold #todo:ana`, `Discussed it. ACTION: Ana to …`: the mark stands inside the line; null when there is none. */
export function readMidMarker(line: Line, state: SectionState): Step | null {
	const { block, folded, statement } = line;
	if (!SAYS_MARKER.test(wordsOf(line))) return null;
	const tag = TAG.exec(wordsOf(line));
	const tagged = tag && !/#[a-z]+,?\s#/.test(wordsOf(line)) ? tag : null;
	const signed = tagged ? null : signedAction(line, state);
	if (signed) return signed;
	const cried = tagged ? null : CRIED.exec(block.text.slice(statement.body, statement.end));
	const closing = tagged || cried ? null : CLOSING.exec(block.text.slice(statement.body, statement.end));
	if (closing)
		return drafted(
			line,
			state,
			marked(line, state, statement.body, { base: 0.72, rule: 'EX1b', kind: 'plain' })
		);
	const found = tagged ?? cried;
	if (!found) return null;
	const at = statement.body + found.index + found[0].indexOf(found[1]!);
	const marker = markerAt(folded, at);
	if (!marker || NOTHING.test(folded.slice(marker.end, statement.end))) {
		if (!tagged || !marker) return null;
	}
	const from = tagged ? statement.body : marker.end;
	const whole = tagged ? line : { ...line, statement: { ...statement, start: at } };
	const only = tagged ? null : onlyOwners(line, state, marker.end, true);
	if (only) return givenTo(line, state, at, only);
	const before = { start: statement.body, end: statement.body + found.index };
	const leads = cried ? readNamesOnly(block, folded, before, namesFor(line, state), true) : null;
	if (leads && leads.length > 0)
		return givenTo(line, state, at, leads, { start: statement.start, end: marker.end });
	const named = tagged ? behindTag(line, state, marker) : null;
	const draft = marked(whole, state, from, {
		base: 0.88,
		rule: 'EX1b',
		kind: 'plain',
		marker: named ?? marker
	});
	return drafted(line, entered(line, state, null, { isItem: true }), draft);
}

/** `To be followed up. **ACTION CLERK**`: who is to act stands behind the word, without a colon. */
function signedAction(line: Line, state: SectionState): Step | null {
	const { block, statement } = line;
	const found = SIGNED.exec(block.text.slice(statement.body, statement.end));
	if (!found || found.index < 3) return null;
	const from = statement.body + found.index + found[0].indexOf(found[1]!);
	const range = withoutDays(line.folded, { start: from, end: statement.end }, line.days());
	if (!range) return null;
	const named = readNamesOnly(block, line.folded, range, namesFor(line, state), true);
	const only =
		onlyOwners({ ...line, statement: { ...statement, end: range.end } }, state, from, true) ?? named;
	return only && only.length > 0 ? givenTo(line, state, statement.body + found.index, only) : null;
}

const SIGNED =
	/[\s*_([]{1,4}(?:ACTION|Action|TODO|AI)(?:\s(?:by|BY))?\s([A-Z][\p{L}.]{1,14}(?:(?:\s?[/&,]\s?|\s(?:and|AND)\s)[A-Z][\p{L}.]{1,14})?)[*_)\]]{0,3}(?:,\s[a-z0-9][^,:;.]{1,24})?\.?\s*$/u;

/** `#501 close as stale. AI: Tom`: what stands before the mark is theirs. */
function givenTo(
	line: Line,
	state: SectionState,
	at: number,
	owners: readonly Quoted[],
	cut: Range = { start: at, end: line.statement.end }
): Step {
	const given = { owners, cut, rule: 'EX1b' };
	const draft = marked(line, state, line.statement.body, { base: 0.86, rule: 'EX1b', kind: 'plain', given });
	return drafted(line, entered(line, state, null, { isItem: true }), draft);
}

/** `Reply to Eve -> #todo ana`: who is named right behind the tag. */
function behindTag(line: Line, state: SectionState, marker: Marker): Marker | null {
	const { block, folded, statement } = line;
	if (marker.owner) return null;
	const names = namesFor(line, state);
	const body = { start: marker.end, end: statement.end };
	const whole = readNamesOnly(block, folded, body, names, false);
	const owners = whole ?? leadingOwner({ block, folded, days: line.days(), names }, body)?.owners;
	const first = owners?.[0];
	return first ? { ...marker, owner: { start: first.span.start, end: owners.at(-1)!.span.end } } : null;
}

/** What every line with a mark inside it holds; an address may hide one. */
const SAYS_MARKER = /action|todo|tbd|follow|待办|行动项|(?<![a-z])ai(?![a-z])|\uE000/;

const TAG =
	/(?:^|\s)(?:->\s?)?(#(?:todo|action)|(?:\[|\*\*|->\s)(?:todo|action(?: item)?)(?:\]|\*\*|:))(?![a-z0-9])/;
/** In capitals, or as a sentence of its own. */
const CRIED =
	/(?:\s|[(>\])。；;，]|[*_]{2})((?:ACTION(?:[ _]ITEM)?S?|AI|TODO)\s?(?:[([][^()[\]]{2,30}[)\]]\s?)?[:：]|(?<=\s[*_]{2})Actions?\s?[:：]|(?<=[.;]\s{0,3})Action\s(?:on|for|to)\s[^:.\s]{2,24}(?:\s[^:.\s]{2,16})?[:：]|(?<=[.;。；]\s{0,3})(?:Action(?: item)?|Todo|Follow[- ]?ups?|待办|行动项)\s?[:：])/;

/** 「招募表单 TODO」 */
const CLOSING = /[^\s:]\s(?:TODO|TBD)[.。]?$/;

/** Every entry of an action list or of open issues is an item [EX1c]; details below an item are not [EX1d]. Null: read it as prose. */
export function readActionEntry(line: Line, state: SectionState, kind: SectionKind): Step | null {
	const styled = followStyle(line, state);
	if (styled === 'detail') return step(state);
	if (styled === 'outside') return null;
	const words = wordsOf(line);
	if (NOTHING.test(words)) return step(entered(line, styled));
	if (line.depth >= 0 && isDetail(state, line.depth)) {
		const range = { start: line.statement.body, end: line.statement.end };
		return step(entered(line, styled, null, { isItem: true }), ...proseNotes(line, state, range, 'detail'));
	}
	if (!isEntry(line)) {
		if (/[:]\s*$/.test(words)) return null;
		if (isHan(line) && isSubtitle(line, words)) return step(state);
		if (!isHan(line) && !speaksOfWork(line, namesFor(line, state))) return null;
	}
	if (GOES_ON.test(words) || IS_BUSY.test(words) || IS_TOPIC.test(words) || SUPPOSES.test(words)) return null;
	if (isHan(line) && announcesMeeting(words)) return null;
	const next = line.following?.place;
	if (line.depth >= 0 && next?.kind === 'task' && next.depth > line.depth) return step(entered(line, styled));
	const several = partsOfWork(line, styled, kind);
	if (several.length > 1)
		return step(entered(line, styled, null, { isItem: true }), ...several.map(draftNote));
	const draft = marked(line, styled, line.statement.body, {
		base: isEntry(line) ? 0.84 : 0.72,
		rule: 'EX1c',
		kind
	});
	return drafted(line, entered(line, styled, null, { isItem: draft !== null }), draft);
}

/** An entry that gives work to several is as many items [EX1h]. */
function partsOfWork(line: Line, state: SectionState, kind: SectionKind): Draft[] {
	const { block, folded, statement, depth } = line;
	const range = { start: statement.body, end: statement.end };
	const names = namesFor(line, state);
	const masked = line.masked();
	const parts = partsOfEntry(
		{ block, folded, masked, range, names, ownWords: line.reader.ownWords, days: line.days(), depth },
		line.days()
	);
	return parts.flatMap((part, at) => {
		const start = at === 0 ? statement.start : part.start;
		const only = { ...line, statement: { ...statement, start, body: part.start, end: part.end } };
		const draft = marked(only, state, part.start, { base: 0.8, rule: 'EX1h', kind });
		return draft ?? [];
	});
}

/** The first entry below a label tells how its entries look; lines that look otherwise are details or lie outside. */
function followStyle(line: Line, state: SectionState): SectionState | 'detail' | 'outside' {
	const { label } = state;
	const style = line.depth >= 0 ? 'list' : (line.statement.number ?? 'none');
	if (!label) return state;
	if (label.style === '') return { ...state, label: { ...label, style } };
	if (line.depth >= 0 || label.style === style) return state;
	if (line.statement.number === null) return 'outside';
	return label.style === 'none' || label.style === 'list' ? state : 'detail';
}

/** 「6月12日召开第二次沟通会」 in a list of tasks is a date to keep, unless somebody has to arrange it [EX52]. */
function announcesMeeting(words: string): boolean {
	const bare = words.replace(/^[\s\d年月日号上下午中晚周一二三四五六日天:点时半()于定在-]{1,24}/, '');
	return (
		bare.length < words.length && MEETING_HELD.test(bare) && !/组织|安排|筹备|准备|负责|邀请|由/.test(bare)
	);
}

/** What somebody is busy with, or wonders about: a state of things, no entry of a list of tasks [EX50]. */
const GOES_ON =
	/^\S{1,20}(?:\s\S{1,20})?\s(?:is|are|was|were|has been|have been)\s(?:currently |still |now )?[a-z]{3,}ing\b/;
/** 「如果超过两万就用小礼堂」 */
const SUPPOSES = /^(?:如果|假如|要是|万一|若是)/;

/** A few words above a list, among tasks: what the tasks below are about. */
function isSubtitle({ following }: Line, words: string): boolean {
	return (
		following?.place.kind === 'list' && words.length <= 20 && !/[,。;!?@]/.test(words) && !hasVerb(words)
	);
}

/** 「议题2、…」 begins another matter. */
const IS_BUSY = /正在[\u3400-\u9fff]{1,8}[。.]?$/;
const IS_TOPIC = /^(?:议题|提案|案由|议案)\s?[一二三四五六七八九十\d]{1,3}/;

/** `J/I - the shopping` */
const BY_INITIALS = /^\p{Lu}{1,3}(?:\s?[/&+,]\s?\p{Lu}{1,3}){0,3}\s?(?:[-–—]|:)\s\S/u;

/** An English paragraph in a list of tasks is one of them when it begins with who or with a verb. */
function speaksOfWork({ block, folded, statement }: Line, names: NameIndex): boolean {
	if (isImperative(folded, statement.body)) return true;
	if (BY_INITIALS.test(block.text.slice(statement.body, statement.end))) return true;
	const owner = readEnglishOwners(folded, block.text, statement.body, names);
	if (owner === null || owner.form === 'shape') return false;
	const behind = folded.slice(owner.end, statement.end);
	if (/^\s?(?:[:]|will\s|to\s|shall\s)/.test(behind)) return true;
	// `Nora Hill - book the hall`: a first and a last name, or somebody known; a single word before a dash is a topic.
	const isSomebody =
		owner.form !== 'name' || owner.parts.length > 1 || folded.slice(owner.start, owner.end).includes(' ');
	return isSomebody && owner.form !== 'group' && /^\s(?:-{1,2}|[–—])\s/.test(behind);
}

/**
 * 「主页（徐浩）」, 「问一下学校 @阿明」, `Rotate the keys -- Carol`, `Poster: Fran, by Friday`: a line that closes with people the minutes know
 * gives them the work [EX1f].
 */
export function readAssigned(line: Line, state: SectionState): Step | null {
	const { block, folded, statement } = line;
	const han = isHan(line);
	const isMatter = line.depth < 0 && line.following?.place.kind === 'list';
	if (!line.isFirst || (han && (!isEntry(line) || isMatter))) return null;
	const words = wordsOf(line);
	if (!(han ? HAN_CLOSES : CLOSES).test(words)) return null;
	const names = namesFor(line, state);
	const body = { start: statement.body, end: statement.end };
	const found = trailingOwner({ block, folded, days: line.days(), names }, body);
	const pointed = !han && POINTS.test(words);
	const isSure = (written: string) => isOwnerForSure(written, names) || (pointed && CALLED.test(written));
	if (!found?.cut || !found.owners.every(({ text }) => isSure(text))) return null;
	if (COMMA_LAST.test(words) && found.cut.end < body.end) return null;
	const before = folded.slice(body.start, found.cut.start);
	const behindColon = folded[found.cut.start] === ':' || before.trimEnd().endsWith(':');
	const handed = /^\s?(?:->|=>|→|➔)/.test(folded.slice(found.cut.start, found.cut.end));
	const ordersAll = isImperative(folded, body.start) && /\S\s\S/.test(before.trim());
	const isWork = han
		? !IN_MEETING.test(before) && (!/@/.test(words) || ASKS_WORK.test(before) || hasVerb(before))
		: behindColon
			? isEntry(line) &&
				(hasDeadline(line, found.cut) ||
					(ordersAll && /\s(?:the|an?|our|to|with|for|on|of|up|out)\s/.test(before)))
			: ordersAll ||
				(isEntry(line) && /[)\]]$/.test(words) && line.days().some((day) => day.limit && day.day)) ||
				ordersInside(before) ||
				(isEntry(line) && /[)\]]$/.test(words) && /(?:->|=>|→|➔)\s[a-z]/.test(before)) ||
				NEEDED.test(before) ||
				(handed && isEntry(line) && !/\?|\b(?:asks|asked|wonders|wondered)\b/.test(before));
	if (!isWork) return null;
	const base = han ? 0.62 : 0.74;
	const draft = marked(line, state, statement.body, { base, rule: 'EX1f', kind: 'plain', given: found });
	return draft ? drafted(line, entered(line, state, null, { isItem: true }), draft) : null;
}

const CLOSES = /(?:[)\]]|(?:->|=>|→|-|—|:)\s?@?[a-z][^:;.()]{0,40})\s?[.]?$/;
/** "Letters page: nothing yet, put a call-out on social" */
function ordersInside(before: string): boolean {
	if (/^(?:proposal|suggestion|idea|question|option|request|maybe)/.test(before)) return false;
	return [...before.slice(0, 160).matchAll(/(?:[:,;.]|\s[-–—])\s(?:to\s)?/g)].some(
		(sign) =>
			isImperative(before, sign.index + sign[0].length) ||
			/^(?:needs |remember )/.test(before.slice(sign.index + sign[0].length))
	);
}

const POINTS = /(?:->|=>|→|➔)\s?@?[a-z][^:;.()]{0,40}(?:\([^()]{1,40}\)\s?)?[.]?$/;
const HAN_CLOSES =
	/(?:[)\]]|[\u3400-\u9fff][,]\s?(?:[\u3400-\u9fff]{2,4}|[a-z][a-z.'-]{1,14})|[\s:](?:[\u3400-\u9fff]{2,4}(?:[、&,/和][\u3400-\u9fff]{2,4}){0,3}|[a-z]{2,14})\s\d{1,2}[/.月]\d{1,2}日?\s?前?|[\s。;,)\]」]@[\p{L}\p{N}_.-]{1,40}|(?:->|=>|→|➔)\s?[\u3400-\u9fffa-z、&/ ]{2,16})\s?$/u;
/** 「发投票，Chihao」: the last clause must be the name and nothing else. */
const COMMA_LAST = /[\u3400-\u9fff],\s?[\u3400-\u9fffa-z.'-]{2,15}$/;
/** 「祷告开会（志豪）」 */
const IN_MEETING = /(?:开会|开场|主持|致[词辞]|祷告|敬拜|破冰|导读|记录|主讲|分享|报告)\s?$/;
const ASKS_WORK = /[要需请问找](?!求|点)/;

function hasDeadline(line: Line, cut: Range): boolean {
	return line.days().some((day) => day.limit && day.start >= cut.start);
}

/** "We need to rotate the keys", "Frank to be invited": words that ask for something to be done. */
const NEEDED =
	/^(?:(?:we|they|someone|somebody|it)\s)?(?:still\s)?(?:need(?:s)? to|needs? [a-z]+ing|must|should|have to|has to|to|(?:decided|agreed|want|plan) to)\s|\b(?:to|will) be (?:[a-z]+ed|brought|sent|done|made|put|given|written|drawn|set|taken)\b|\bneeds? (?:to be )?[a-z]+(?:ing|ed)\b/;

function isKnown(name: string, names: NameIndex): boolean {
	const folded = fold(name);
	return names.at(folded, 0)?.end === folded.length;
}

/** What became of earlier promises: entries that name their owner [EX1e]. */
export function readReviewed(line: Line, state: SectionState): Step | null {
	if (!isEntry(line)) return null;
	const draft = marked(line, state, line.statement.body, {
		base: 0.74,
		rule: 'EX1e',
		kind: 'review',
		owners: [],
		given: toldOf(line, state)
	});
	if (!draft || (draft.item.owners.length === 0 && !CLOSED.test(wordsOf(line)))) return null;
	return drafted(line, entered(line, state, null, { isItem: true }), draft);
}

/** 「影片更新：职安室拍摄中」: whoever is told of behind the colon has it in hand. */
function toldOf(line: Line, state: SectionState): EntryOwner | null {
	const { block, folded, statement } = line;
	const colon = folded.slice(statement.body, Math.min(statement.end, statement.body + 40)).indexOf(':');
	const signed = /^[^:]{2,60}\(([^()]{2,16})\)\s?:/.exec(wordsOf(line));
	if (signed && isHan(line)) {
		const end = statement.body + signed[0].lastIndexOf(')');
		const start = end - signed[1]!.length;
		const owners = readNamesOnly(block, folded, { start, end }, namesFor(line, state), true);
		if (owners && owners.length > 0)
			return { owners, cut: { start: start - 1, end: statement.end }, rule: 'EX20' };
	}
	if (colon < 4 || !isHan(line) || NOT_OURS.test(folded.slice(statement.body + colon))) return null;
	const start = statement.body + colon + 1;
	const owner = readChineseOwners(folded, start, namesFor(line, state), 'strict');
	if (!owner || owner.end >= statement.end || (owner.form !== 'department' && owner.form !== 'known'))
		return null;
	const owners = owner.parts.map((part) => quote(block.id, block.text, part));
	return { owners, cut: { start: start - 1, end: statement.end }, rule: 'EX20' };
}

const NOT_OURS = /^:\s?(?:厂商|承商|包商|供应商|对方|客户)/;

/** 「耳塞选用：结案」 */
const CLOSED =
	/^[^,。:→]{4,30}(?::|→|->)\s?(?:[^,。:]{2,20},\s?(?=(?:已?结案|解除列管)[。.]?$))?(?:[^,。:]{0,12}(?<!预计.{0,6})(?:已|业)[^,;。未]{0,10}(?:完成|完毕|完竣|办结)|已?结案|已?完成|解除列管|续管|持续追踪|办理中|进行中)[。.]?$/;
