/**
 * Why a sentence is no action item, and what would make it one [EX70]. It is asked of a reading, and what it proposes is read by the engine
 * itself before it is said: so it never speaks against what `readMinutes` found.
 */
import { addDays, partsOf } from '../day.ts';
import type { Block, Span } from './block.ts';
import { findDays } from './day-mention.ts';
import type { DayMention } from './day-mention.ts';
import { DOUBT, ENGLISH_PAST } from './en-text.ts';
import { BASE_VERBS } from './en-lexicon.ts';
import { readEnglishOwners } from './en-owner.ts';
import { readMinutes, SILENT } from './extract-action-items.ts';
import type { Reading } from './extract-action-items.ts';
import type { Quoted } from './extracted-item.ts';
import { quote } from './draft.ts';
import { fold } from './fold.ts';
import { NOTHING } from './marker.ts';
import { indexNames } from './names.ts';
import type { NameIndex } from './names.ts';
import { indexOwnWords } from './own-words.ts';
import { maskDays } from './promise.ts';
import type { Range } from './promise.ts';
import { isChinese } from './prose.ts';
import type { ReadingContext } from './reading-context.ts';
import { isDetail, kindAt } from './section.ts';
import type { SectionKind, SectionState } from './section.ts';
import { splitStatements } from './statement.ts';
import { bareTitle, classifyTitle } from './titles.ts';
import { clausesOf } from './zh-clause.ts';
import type { ChineseText } from './zh-clause.ts';
import {
	ASKING,
	CONDITION_WORDS,
	DONE_WORDS,
	EXHORTATION,
	MEETING_HELD,
	OPINION_WORDS
} from './zh-lexicon.ts';
import { readChineseOwners } from './zh-owner.ts';
import { hasVerb } from './zh-verbs.ts';

/** What stands against a sentence, the most telling first. `words`: those that say so. */
export type Reason =
	| { readonly kind: 'section'; readonly section: SectionKind }
	| {
			readonly kind:
				| 'nothing'
				| 'title'
				| 'detail'
				| 'question'
				| 'past'
				| 'progress'
				| 'opinion'
				| 'condition'
				| 'exhortation'
				| 'meeting'
				| 'no-owner'
				| 'no-work'
				| 'no-day'
				| 'no-order';
			readonly words: Quoted | null;
	  };
export type ReasonKind = Reason['kind'];

/** A change that makes an item of it. `example`: the sentence as it would be written, where words are what is missing. */
export type Remedy =
	{ readonly kind: 'owner' | 'day' | 'owner-and-day'; readonly example: string } | { readonly kind: 'task' };

export type WhyNot = {
	/** The sentence that was looked at. */
	readonly sentence: Quoted;
	/** At least one. */
	readonly reasons: readonly [Reason, ...Reason[]];
	/** Each of them was read, and made an item. */
	readonly remedies: readonly Remedy[];
};

/**
 * Why the sentence at a place of the minutes is no item. Null exactly when an item of the reading shares words with it, or nothing is written
 * there. `where` is a caret or a selection; of a selection its first sentence counts.
 */
export function whyNot(reading: Reading, where: Span): WhyNot | null {
	const { context } = reading;
	const unit = reading.units.find(({ blocks }) => blocks.some(({ id }) => id === where.block));
	const block = unit?.blocks.find(({ id }) => id === where.block);
	if (!context || !unit || !block) return null;
	const folded = fold(block.text);
	const range = sentenceAt(folded, where.start);
	if (!range || isItem(reading, { block: block.id, ...range })) return null;
	const seen: Seen = { block, folded, range, state: unit.before, context, reading };
	const reasons = reasonsOf(seen);
	return {
		sentence: quote(block.id, block.text, range),
		reasons,
		remedies: remediesFor(seen, reasons)
	};
}

type Seen = {
	readonly block: Block;
	readonly folded: string;
	readonly range: Range;
	readonly state: SectionState;
	readonly context: ReadingContext;
	readonly reading: Reading;
};

function isItem({ items }: Reading, { block, start, end }: Span): boolean {
	return items.some(({ spans }) =>
		spans.some((span) => span.block === block && span.start < end && start < span.end)
	);
}

const BOUNDARY = /[。!?;\n]|\.(?=\s|$)/g;

/** The sentence around an offset of a block; the nearest before it when it stands behind the last. */
function sentenceAt(folded: string, offset: number): Range | null {
	const statements = splitStatements(folded);
	const statement = statements.find(({ end }) => offset <= end) ?? statements.at(-1);
	if (!statement) return null;
	let start = statement.body;
	const { end } = statement;
	const ranges: Range[] = [];
	const add = (to: number) => {
		const range = trimmed(folded, { start, end: to });
		if (range.end > range.start) ranges.push(range);
		start = to;
	};
	for (const found of folded.slice(0, end).matchAll(BOUNDARY))
		if (found.index >= statement.body) add(found.index + 1);
	add(end);
	return ranges.find((range) => offset <= range.end) ?? ranges.at(-1) ?? null;
}

function trimmed(folded: string, { start, end }: Range): Range {
	let from = start;
	let to = end;
	while (from < to && /\s/.test(folded[from]!)) from++;
	while (to > from && /\s/.test(folded[to - 1]!)) to--;
	return { start: from, end: to };
}

function reasonsOf(seen: Seen): [Reason, ...Reason[]] {
	const reasons = [...placeReasons(seen), ...(isHan(seen) ? chineseReasons(seen) : englishReasons(seen))];
	const [first, ...more] = reasons;
	return first ? [first, ...more] : [{ kind: 'no-order', words: null }];
}

function isHan({ folded, range }: Seen): boolean {
	return isChinese(folded, range);
}

/** What its place and its whole say, before any of its words. */
function placeReasons({ block, folded, range, state, reading }: Seen): Reason[] {
	const { place } = block;
	const depth = place.kind === 'list' || place.kind === 'task' ? place.depth : -1;
	const words = folded.slice(range.start, range.end);
	const reasons: Reason[] = [];
	const bare = bareTitle(words);
	const own = reading.context ? indexOwnWords(reading.context.ownWords).titleKind(bare) : null;
	const isTitle = place.kind === 'heading' || (place.kind === 'cell' && place.head);
	if (NOTHING.test(words)) reasons.push({ kind: 'nothing', words: null });
	else if (isTitle || own !== null || (classifyTitle(bare) !== null && words.length <= 40))
		reasons.push({ kind: 'title', words: null });
	const section = kindAt(state, depth);
	if (SILENT.has(section) || section === 'report') reasons.push({ kind: 'section', section });
	if (isDetail(state, depth)) reasons.push({ kind: 'detail', words: null });
	const report = reading.reports.find(
		({ words: { span } }) => span.block === block.id && span.start < range.end && range.start < span.end
	);
	if (report) reasons.push({ kind: 'progress', words: report.words });
	return reasons;
}

const CHINESE: readonly (readonly [
	ReasonKind & ('past' | 'opinion' | 'condition' | 'exhortation' | 'meeting'),
	RegExp
])[] = [
	['past', DONE_WORDS],
	['opinion', OPINION_WORDS],
	['condition', CONDITION_WORDS],
	['exhortation', EXHORTATION],
	['meeting', MEETING_HELD]
];

function chineseReasons({ block, folded, range, state, context }: Seen): Reason[] {
	const days = findDays(folded, block.text, context);
	const masked = maskDays(folded, days);
	const names = indexNames(context.directory, state.roster);
	const text: ChineseText = {
		folded,
		masked,
		...range,
		days,
		names,
		ownWords: indexOwnWords(context.ownWords),
		place: { kind: 'plain', speaker: false, inList: false, isTold: false, isHead: false, isIdea: false }
	};
	const clauses = clausesOf(text, range);
	const reasons: Reason[] = [];
	if (ASKING.test(masked.slice(range.start, range.end))) reasons.push({ kind: 'question', words: null });
	for (const [kind, pattern] of CHINESE) {
		for (const clause of clauses) {
			const opening = clause.words.length - clause.words.trimStart().length;
			const found = pattern.exec(clause.words.slice(opening));
			if (!found) continue;
			const start = clause.start + opening + found.index;
			const end = start + found[0].length;
			// A whole clause is no word that says so.
			const words = end - start <= 8 ? quote(block.id, block.text, { start, end }) : null;
			reasons.push({ kind, words });
			break;
		}
	}
	if (!clauses.some((clause) => namesChineseOwner(clause, text)))
		reasons.push({ kind: 'no-owner', words: null });
	return [...reasons, ...missing({ hasWork: hasVerb(masked, range.start, range.end), days, range, reasons })];
}

/** Somebody stands where who does it can stand: at the beginning, behind 由 or 请, or is known wherever they are named. */
function namesChineseOwner(
	{ start, end, lead, words }: Range & { lead: number; words: string },
	text: ChineseText
): boolean {
	const { masked, names } = text;
	if (readChineseOwners(masked, start + lead, names, 'shape')) return true;
	for (let at = start; at < end; at++) {
		if (names.at(masked, at) || masked[at] === '@') return true;
		if ('由请交'.includes(words[at - start] ?? ' ') && readChineseOwners(masked, at + 1, names, 'shape'))
			return true;
	}
	return false;
}

const ENGLISH_VERB = new RegExp(`(?<![a-z])(?:${BASE_VERBS})(?![a-z])`);
const ENGLISH_OPINION =
	/\b(?:thinks?|feels?|believes?|hopes?|suggests?|suggestion|prefers?|wonders?|would like|wish(?:es)?)\b/;

function englishReasons({ block, folded, range, state, context }: Seen): Reason[] {
	const words = folded.slice(range.start, range.end);
	const names = indexNames(context.directory, state.roster);
	const said = (kind: 'past' | 'opinion' | 'condition', pattern: RegExp): Reason[] => {
		const found = pattern.exec(words);
		if (!found) return [];
		const start = range.start + found.index;
		return [{ kind, words: quote(block.id, block.text, { start, end: start + found[0].length }) }];
	};
	const reasons: Reason[] = words.endsWith('?') ? [{ kind: 'question', words: null }] : [];
	const opinion = said('opinion', ENGLISH_OPINION);
	reasons.push(...said('past', ENGLISH_PAST), ...opinion);
	if (opinion.length === 0) reasons.push(...said('condition', DOUBT));
	if (!namesEnglishOwner(block, folded, range, names)) reasons.push({ kind: 'no-owner', words: null });
	const days = findDays(folded, block.text, context);
	return [...reasons, ...missing({ hasWork: ENGLISH_VERB.test(words), days, range, reasons })];
}

function namesEnglishOwner(
	{ text }: Block,
	folded: string,
	{ start, end }: Range,
	names: NameIndex
): boolean {
	for (let at = start; at < end; at++) {
		if (at > start && /[\p{L}\p{N}]/u.test(folded[at - 1]!)) continue;
		const owner = readEnglishOwners(folded, text, at, names);
		if (owner && owner.form !== 'shape' && (at === start || owner.form !== 'name')) return true;
	}
	return false;
}

/** What is not there at all, and, when nothing else speaks against it, that nobody is told to do it. */
function missing(found: {
	readonly hasWork: boolean;
	readonly days: readonly DayMention[];
	readonly range: Range;
	readonly reasons: readonly Reason[];
}): Reason[] {
	const { hasWork, days, range, reasons } = found;
	const hasDay = days.some((day) => day.day !== null && day.start >= range.start && day.end <= range.end);
	const lacks: Reason[] = [];
	if (!hasWork) lacks.push({ kind: 'no-work', words: null });
	if (!hasDay) lacks.push({ kind: 'no-day', words: null });
	const isWhole = hasWork && reasons.length === 0;
	return isWhole ? [{ kind: 'no-order', words: null }, ...lacks] : lacks;
}

/** Only what is missing can be added; what was is not made to come by more words. */
const CAN_BE_ADDED: ReadonlySet<ReasonKind> = new Set(['no-owner', 'no-work', 'no-day', 'no-order']);

function remediesFor(seen: Seen, reasons: readonly Reason[]): Remedy[] {
	const isLacking = reasons.every(({ kind }) => CAN_BE_ADDED.has(kind));
	const remedies: Remedy[] = [];
	const written = isLacking ? examplesFor(seen).filter(({ example }) => makesItem(seen, example)) : [];
	const single = written.filter(({ kind }) => kind !== 'owner-and-day');
	const chosen = single.length > 0 ? single : written;
	for (const remedy of chosen) if (!remedies.some(({ kind }) => kind === remedy.kind)) remedies.push(remedy);
	if (becomesTask(seen)) remedies.push({ kind: 'task' });
	return remedies;
}

type Written = Extract<Remedy, { readonly example: string }>;

const MONTHS = 'January February March April May June July August September October November December'.split(
	' '
);

/** The sentence with somebody, with a day, with both: as people write it. Whose names there are is taken from the directory. */
function examplesFor(seen: Seen): Written[] {
	const { block, range, context } = seen;
	const said = block.text.slice(range.start, range.end).replace(/[。.;；!！]+$/, '');
	const { month, day } = partsOf(addDays(context.meetingDay, 7));
	const { departments, people } = context.directory;
	if (isHan(seen)) {
		const who = departments[0]?.name ?? '市场部';
		const by = `${month}月${day}日前`;
		return [
			{ kind: 'owner', example: `由${who}${said}` },
			{ kind: 'owner', example: `由${who}负责${said}` },
			{ kind: 'day', example: `${said}，${by}完成` },
			{ kind: 'day', example: `${by}${said}` },
			{ kind: 'owner-and-day', example: `由${who}负责${said}，${by}完成` }
		];
	}
	const who = people.find(({ name }) => /^[A-Z]/.test(name))?.name ?? 'Ana';
	const by = `by ${day} ${MONTHS[month - 1]!}`;
	const begun = /^[A-Z][a-z]/.test(said) ? said[0]!.toLowerCase() + said.slice(1) : said;
	return [
		{ kind: 'owner', example: `${who} will ${begun}` },
		{ kind: 'day', example: `${said} ${by}` },
		{ kind: 'owner-and-day', example: `${who} will ${begun} ${by}` }
	];
}

/** The minutes with other words there are read: do they hold an item then? */
function makesItem({ block, range, reading, context }: Seen, example: string): boolean {
	const text = block.text.slice(0, range.start) + example + block.text.slice(range.end);
	const changed = { ...block, text };
	const span = { block: block.id, start: range.start, end: range.start + example.length };
	return isItem(readMinutes(blocksWith(reading, changed), context, reading), span);
}

/** A checkbox makes an item of a paragraph or an entry, unless its section never holds any. */
function becomesTask({ block, reading, context, range }: Seen): boolean {
	const { place } = block;
	if (place.kind !== 'paragraph' && place.kind !== 'list') return false;
	const depth = place.kind === 'list' ? place.depth : 0;
	const task: Block = { ...block, place: { kind: 'task', depth, checked: false } };
	const read = readMinutes(blocksWith(reading, task), context, reading);
	return isItem(read, { block: block.id, ...range });
}

function blocksWith({ units }: Reading, changed: Block): Block[] {
	return units.flatMap(({ blocks }) => blocks.map((block) => (block.id === changed.id ? changed : block)));
}
