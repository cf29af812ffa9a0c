/**
 * Sentences that no rule takes and that are like the tasks of annotated minutes [EX68]: each sign of a sentence weighs for or against it,
 * as `bench/train-likeness.ts` has found. They are only ever offered.
 */
import { rolesLine } from './attendance.ts';
import type { Block, Span } from './block.ts';
import { coveredBy } from './covered.ts';
import type { ExtractedItem } from './extracted-item.ts';
import { marked } from './entries.ts';
import { languageOf, tellSigns } from './likeness-signs.ts';
import type { Language, Sentence, Sink } from './likeness-signs.ts';
import { likenessWeights } from './likeness-weights.ts';
import { likelyOwners } from './likely-owner.ts';
import { isEntry, namesFor } from './line.ts';
import type { Line } from './line.ts';
import { daysWithin } from './promise.ts';
import { isChinese } from './prose.ts';
import { isDetail, kindAt } from './section.ts';
import type { SectionKind, SectionState } from './section.ts';
import { bareTitle, classifyTitle } from './titles.ts';
import { ENGLISH_PAST } from './en-text.ts';
import { CONDITION_WORDS, EXHORTATION } from './zh-lexicon.ts';
import { hasVerb } from './zh-verbs.ts';

/** How much a sentence of these signs is like a task, 0–1. */
export function likenessOf(language: Language, signs: Iterable<string>): number {
	const scale = scales[language];
	scale.clear();
	for (const sign of signs) scale.add(sign);
	return scale.likeness();
}

/** More is offered. */
export const ALIKE = 0.7;
/** Doubtful, whatever else the sentence says. */
const OFFERED = 0.5;

/** What of the lines of a block is offered beside what is `taken`: its items, and what is reported. */
export function likelyItems(
	lines: readonly Line[],
	state: SectionState,
	taken: readonly Span[]
): readonly ExtractedItem[] {
	const [first] = lines;
	if (!first) return NONE;
	const isTaken = coveredBy(taken.filter((span) => span.block === first.block.id));
	const found: ExtractedItem[] = [];
	for (const line of readableLines(lines, state)) {
		const alike: { readonly sentence: Sentence; readonly likeness: number }[] = [];
		if (isEntry(line) && isTaken(line.statement)) continue;
		for (const sentence of sentencesOf(line)) {
			if (isTaken(sentence) || isNone(sentence)) continue;
			const scale = scales[languageOf(sentence)];
			scale.clear();
			tellSigns(sentence, state, namesFor(line, state), scale);
			const likeness = scale.likeness();
			if (likeness >= ALIKE && !isTitle(sentence)) alike.push({ sentence, likeness });
		}
		// An entry is one task.
		if (isEntry(line)) alike.sort((a, b) => b.likeness - a.likeness).splice(1);
		for (const { sentence } of alike) found.push(...offered(sentence, state));
	}
	return found.length > 0 ? found : NONE;
}

const NONE: readonly ExtractedItem[] = [];

/** Where nothing is ever offered. */
const NEVER: ReadonlySet<SectionKind> = new Set(['attendance', 'schedule', 'boilerplate']);

/** Those of the lines in which something may be offered: tables are read by their heads alone. */
export function readableLines(lines: readonly Line[], state: SectionState): readonly Line[] {
	return lines.filter(
		({ block: { place }, depth }) =>
			place.kind !== 'heading' &&
			place.kind !== 'cell' &&
			!NEVER.has(kindAt(state, depth)) &&
			!isDetail(state, depth)
	);
}

const SHORTEST = 4;
/** Nobody asks for something in a sentence as long as a page. */
const LONGEST = 400;

const ENDS = /[。!?;](?=.)|\.(?=\s+\S)/g;
const ABBREVIATION = /(?:\b[a-z]|\b(?:mr|mrs|dr|ms|st|e\.g|i\.e|etc|inc|ltd|vs|no|\d+))\.$/;

/** The sentences of a line. */
export function sentencesOf(line: Line): readonly Sentence[] {
	const { folded, statement } = line;
	const words = folded.slice(0, statement.end);
	const isHan = isChinese(folded, { start: statement.body, end: statement.end });
	const ranges: { start: number; end: number }[] = [];
	let start = statement.body;
	const add = (to: number) => {
		const end = start + words.slice(start, to).trimEnd().length;
		const from = start + (words.slice(start, to).length - words.slice(start, to).trimStart().length);
		if (end - from >= 2) ranges.push({ start: from, end });
		start = to;
	};
	ENDS.lastIndex = start;
	for (let found = ENDS.exec(words); found; found = ENDS.exec(words)) {
		const end = found.index + 1;
		if (found[0] === ';' && !isHan) continue;
		if (found[0] === '.' && ABBREVIATION.test(words.slice(Math.max(start, end - 8), end))) continue;
		add(end);
	}
	add(statement.end);
	return ranges
		.map((range, at) => ({ ...range, line, at, of: ranges.length }))
		.filter(({ start, end }) => end - start >= SHORTEST && end - start <= LONGEST);
}

/** Questions, what was, what is not, conditions, exhortations and what says nothing to do are no tasks, whatever they are like [EX50–EX54]. */
function isNone(sentence: Sentence): boolean {
	const { line, start, end } = sentence;
	const words = line.folded.slice(start, end);
	if (words.endsWith('?') || rolesLine(words)) return true;
	return languageOf(sentence) === 'zh'
		? CONDITION_WORDS.test(words) ||
				EXHORTATION.test(words) ||
				CHINESE_PAST.test(words) ||
				!hasVerb(line.folded, start, end)
		: ENGLISH_PAST.test(words) || NEGATED.test(words) || OPINION.test(words);
}

function isTitle({ line, start, end }: Sentence): boolean {
	return classifyTitle(bareTitle(line.folded.slice(start, end))) !== null;
}

/** What was done, by its endings and by words for the days before. */
const CHINESE_PAST =
	/[\u3400-\u9fff][了过](?!程|来|去|后|之后|以后|渡|滤|期|户|审|会)|已经?[^,;。]{0,8}[完成好过了]|刚刚?[才审做开]|稍早|昨[天晚日]|上周/;

/** "Ana suggests that …", "Proposal by Ben to …": what somebody would like. */
const OPINION =
	/^(?:(?:@?[a-z][a-z0-9'_-]*\s){1,2}(?:would (?:like|love|prefer)|suggests|proposes|recommends|thinks|prefers|wonders|wants|hopes|feels|argues)|(?:proposal|suggestion|request|idea|question|offer)s? (?:by|from|of))\b/;

const NEGATED = /\b(?:not|never|no longer)\b|n't\b/;

/** The sentence as an entry: whose it is and by when is read as everywhere. */
function offered({ line, start, end }: Sentence, state: SectionState): readonly ExtractedItem[] {
	const statement = { ...line.statement, start, body: start, end };
	const only = { ...line, statement, days: () => daysWithin(line.days(), statement) };
	const kind = kindAt(state, line.depth);
	const owners = likelyOwners(line, statement, namesFor(line, state));
	const first = owners[0]?.span.start === start;
	const cut = first ? { start, end: owners.at(-1)!.span.end } : null;
	const given = owners.length > 0 ? { owners, cut, rule: '' } : null;
	const draft = marked(only, state, start, { base: OFFERED, rule: 'EX68', kind, given });
	return draft ? [draft.item] : [];
}

/** The items with what is offered beside them, in reading order; what shares words with an item is not offered. */
export function withLikely(
	items: readonly ExtractedItem[],
	likely: readonly ExtractedItem[],
	units: readonly { readonly blocks: readonly Block[] }[]
): readonly ExtractedItem[] {
	if (likely.length === 0) return items;
	const order = new Map<string, number>();
	for (const { blocks } of units) for (const { id } of blocks) order.set(id, order.size);
	const spans = new Map<string, Span[]>(likely.map(({ spans: [{ block }] }) => [block, []]));
	for (const item of items) for (const span of item.spans) spans.get(span.block)?.push(span);
	const covered = new Map([...spans].map(([block, taken]) => [block, coveredBy(taken)]));
	const isBefore = ({ spans: [a] }: ExtractedItem, { spans: [b] }: ExtractedItem) =>
		a.block === b.block ? a.start < b.start : order.get(a.block)! < order.get(b.block)!;
	const merged: ExtractedItem[] = [];
	let next = 0;
	for (const offer of likely) {
		const [span] = offer.spans;
		if (covered.get(span.block)!(span)) continue;
		while (next < items.length && isBefore(items[next]!, offer)) merged.push(items[next++]!);
		merged.push(offer);
	}
	return [...merged, ...items.slice(next)];
}

type Scale = Sink & {
	/** Empties it. */
	clear(): void;
	likeness(): number;
};

/** Weighs the signs as they are told; each counts once. The weights are stored by weight: for each, in tenths, the signs that have it. */
function createScale(language: Language): Scale {
	const { bias, tenths } = likenessWeights[language];
	const weights = new Map<string, { readonly weight: number; weighed: number }>();
	for (const [weight, signs] of tenths)
		for (const sign of signs.split('\n')) weights.set(sign, { weight, weighed: 0 });
	let turn = 0;
	let sum = 0;
	const scale: Scale = {
		clear() {
			turn++;
			sum = 0;
		},
		add(sign) {
			const known = weights.get(sign);
			if (known && known.weighed !== turn) {
				known.weighed = turn;
				sum += known.weight;
			}
			return scale;
		},
		likeness: () => 1 / (1 + Math.exp(-bias - sum / 10))
	};
	return scale;
}

const scales: Readonly<Record<Language, Scale>> = { en: createScale('en'), zh: createScale('zh') };
