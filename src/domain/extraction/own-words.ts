/**
 * What a workspace calls things [EX65–EX67]: its own titles, and its own words for giving somebody work. They are compared as they stand,
 * folded like the text, so both scripts are one; nothing of them is ever a pattern.
 */
import { fold } from './fold.ts';
import { isWhole } from './names.ts';
import type { Range } from './promise.ts';
import { bareTitle } from './titles.ts';
import type { TitleKind } from './titles.ts';

/** What a workspace may say of a title: see `TitleKind`. */
export const ownHeadKinds = [
	'action',
	'issues',
	'decision',
	'done',
	'agenda',
	'attendance',
	'boilerplate'
] as const satisfies readonly TitleKind[];

/** Where a cue stands: right behind who does it, right before them, or at the beginning of a line that is work as a whole. */
export const cuePlaces = ['behind-owner', 'before-owner', 'opens-line'] as const;
export type CuePlace = (typeof cuePlaces)[number];

export type OwnHead = { readonly words: string; readonly kind: (typeof ownHeadKinds)[number] };
export type OwnCue = { readonly words: string; readonly place: CuePlace };

/** A workspace's own words, as its administrators wrote them. */
export type OwnWords = { readonly heads: readonly OwnHead[]; readonly cues: readonly OwnCue[] };

export const noOwnWords: OwnWords = { heads: [], cues: [] };

/** How many heads and how many cues there may be, and how long each: every line is compared with them. */
export const ownWordsLimits = { most: 100, longest: 30 } as const;

/** Whether the words can be recognised at all: two signs at least when folded, one of them a letter or a digit. */
export function isOwnWord(words: string): boolean {
	const folded = fold(words).trim();
	return folded.length >= 2 && folded.length <= ownWordsLimits.longest && /[\p{L}\p{N}]/u.test(folded);
}

/** True when two of them are the same to a reader, whatever script they are written in. */
export function sameOwnWord(one: string, other: string): boolean {
	return fold(one).trim() === fold(other).trim();
}

export type FoundCue = Range & { readonly place: CuePlace };

/** Finds a workspace's own words in folded text. */
export type OwnWordIndex = {
	/** What a title of the workspace's own means; null for all others. `bare` is `bareTitle` of the line. */
	titleKind(bare: string): TitleKind | null;
	/** The longest cue that begins at an offset and names its owner; Latin words must be whole. */
	cueAt(folded: string, at: number): FoundCue | null;
	/** The cues of a range that name their owner, from left to right. */
	cuesIn(folded: string, range: Range): readonly FoundCue[];
	/** Where the content begins behind a mark of the workspace's own that opens a line at an offset; null without one. */
	markAt(folded: string, at: number): number | null;
};

/** The index of a workspace's own words; built once for each. */
export function indexOwnWords(own: OwnWords): OwnWordIndex {
	const index = indexes.get(own) ?? buildIndex(own);
	indexes.set(own, index);
	return index;
}

const indexes = new WeakMap<OwnWords, OwnWordIndex>();

function buildIndex({ heads, cues }: OwnWords): OwnWordIndex {
	const titles = new Map(heads.map(({ words, kind }) => [bareTitle(fold(words)), kind]));
	const naming = byBeginning(cues.filter(({ place }) => place !== 'opens-line'));
	const opening = byBeginning([
		...cues.filter(({ place }) => place === 'opens-line'),
		...heads
			.filter(({ kind }) => kind === 'action' || kind === 'issues')
			.map(({ words }) => ({ words, place: 'opens-line' as const }))
	]);
	const cueAt = (folded: string, at: number) => (naming.size === 0 ? null : found(naming, folded, at));
	return {
		titleKind: (bare) => titles.get(bare) ?? null,
		cueAt,
		cuesIn(folded, { start, end }) {
			const all: FoundCue[] = [];
			if (naming.size === 0) return all;
			for (let at = start; at < end; at++) {
				const cue = cueAt(folded, at);
				if (!cue || cue.end > end) continue;
				all.push(cue);
				at = cue.end - 1;
			}
			return all;
		},
		markAt: (folded, at) => (opening.size === 0 ? null : contentBehindMark(opening, folded, at))
	};
}

/** Words by their first two signs, the longest first. */
type Words = ReadonlyMap<string, readonly { readonly folded: string; readonly place: CuePlace }[]>;

function byBeginning(cues: readonly OwnCue[]): Words {
	const words = new Map<string, { folded: string; place: CuePlace }[]>();
	for (const cue of cues) {
		const folded = fold(cue.words).trim();
		if (!isOwnWord(folded)) continue;
		const key = folded.slice(0, 2);
		words.set(key, [...(words.get(key) ?? []), { folded, place: cue.place }]);
	}
	for (const list of words.values()) list.sort((a, b) => b.folded.length - a.folded.length);
	return words;
}

function found(words: Words, folded: string, at: number): FoundCue | null {
	for (const word of words.get(folded.slice(at, at + 2)) ?? [])
		if (folded.startsWith(word.folded, at) && isWhole(folded, at, word.folded))
			return { start: at, end: at + word.folded.length, place: word.place };
	return null;
}

const OPENS = /[\s*_`~[]{0,5}/y;
/** What parts a mark from what it marks: a colon, an arrow, a dash, the end of its bracket. */
const PARTS = /\]?[\s*_`~]{0,4}(?::|\s?-{1,2}(?=\s)|=>|->|→|\|)[\s*_`~]{0,4}/y;
const CLOSES = /\][\s*_`~]{0,4}/y;
const SPACE = /[\s*_`~]{1,4}/y;

function contentBehindMark(words: Words, folded: string, at: number): number | null {
	const start = endOf(OPENS, folded, at) ?? at;
	const enclosed = folded.slice(at, start).includes('[');
	const mark = found(words, folded, start) ?? (enclosed ? found(words, folded, start - 1) : null);
	if (!mark) return null;
	// 「#跟办 报价」: a word that begins with a sign needs no other; 「【跟办】报价」 may be written with its brackets.
	const isSign = !/[\p{L}\p{N}]/u.test(folded[mark.start]!);
	const closed = folded[mark.end - 1] === ']' || folded[mark.end - 1] === ':';
	return (
		endOf(PARTS, folded, mark.end) ??
		(enclosed && mark.start === start ? endOf(CLOSES, folded, mark.end) : null) ??
		(isSign ? endOf(SPACE, folded, mark.end) : null) ??
		(closed ? mark.end : null)
	);
}

function endOf(pattern: RegExp, text: string, at: number): number | null {
	pattern.lastIndex = at;
	const match = pattern.exec(text);
	return match && at + match[0].length;
}
