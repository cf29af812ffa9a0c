/** What is counted of a sentence to tell how much it is like a task [EX68]: its words, how it is built, and where it stands. */
import type { DayMention } from './day-mention.ts';
import { englishSigns } from './en-likeness.ts';
import type { Line } from './line.ts';
import { hasChildren } from './line.ts';
import type { NameIndex } from './names.ts';
import type { Range } from './promise.ts';
import { daysWithin } from './promise.ts';
import { isChinese } from './prose.ts';
import { isDetail, kindAt } from './section.ts';
import type { SectionState } from './section.ts';
import { bareTitle, classifyTitle } from './titles.ts';
import { chineseSigns } from './zh-likeness.ts';

/** One sentence of a line. */
export type Sentence = Range & {
	readonly line: Line;
	/** Which of the sentences of its line it is, from 0, and how many there are. */
	readonly at: number;
	readonly of: number;
};

/** A sentence with who and when it names, for what is counted of its words. */
export type Wording = Range & {
	readonly folded: string;
	readonly original: string;
	readonly place: Placing;
	readonly kind: string;
	readonly days: readonly DayMention[];
	/** Where people or bodies are named whom the directory or the minutes know. */
	readonly known: readonly Range[];
	readonly names: NameIndex;
};

/** An entry of a list, a numbered line, or running text. */
type Placing = 'L' | 'N' | 'P';

export type Language = 'en' | 'zh';

/** Takes the signs as they are found, the same one more than once. A set is one. */
export type Sink = { add(sign: string): Sink };

export function languageOf({ line, ...range }: Sentence): Language {
	return isChinese(line.folded, range) ? 'zh' : 'en';
}

/** Everything that is counted of a sentence. */
export function tellSigns(sentence: Sentence, state: SectionState, names: NameIndex, signs: Sink): void {
	const { line, start, end } = sentence;
	const { folded, block, statement } = line;
	const place = line.depth >= 0 ? 'L' : statement.number !== null ? 'N' : 'P';
	const days = daysMet(line.days(), sentence);
	const known = knownIn(folded, sentence, names);
	const kind = kindAt(state, line.depth);
	const wording = { folded, original: block.text, start, end, place, kind, days, known, names } as const;
	placeSigns(sentence, state, place, signs);
	namingSigns(wording, signs);
	markSigns(folded.slice(start, end), place, signs);
	if (languageOf(sentence) === 'zh') chineseSigns(wording, signs);
	else englishSigns(wording, signs);
}

/** Days that begin in the sentence or end in it. */
function daysMet(days: readonly DayMention[], { start, end }: Range): readonly DayMention[] {
	return daysWithin(days, { start: Math.max(0, start - 30), end: end + 30 }).filter(
		(day) => day.start < end && start < day.end
	);
}

function knownIn(folded: string, { start, end }: Range, names: NameIndex): Range[] {
	const known: Range[] = [];
	for (let at = start; at < end; at++) {
		const name = names.at(folded, at);
		if (!name || name.end > end) continue;
		known.push({ start: at, end: name.end });
		at = name.end - 1;
	}
	return known;
}

const LONGEST_TITLE = 70;
const LENGTHS = [4, 8, 12, 18, 25, 35, 50, 70, 100, 150, 220];

function placeSigns(
	{ line, start, end, at, of }: Sentence,
	state: SectionState,
	place: Placing,
	signs: Sink
): void {
	const kind = kindAt(state, line.depth);
	const length = end - start;
	signs.add(`at ${place}`);
	signs.add(`in ${kind}`);
	signs.add(`in ${kind} ${place}`);
	signs.add(`deep ${Math.min(line.depth, 3)}`);
	signs.add(`long ${LENGTHS.find((most) => length <= most) ?? 'most'}`);
	signs.add(`long ${place} ${Math.min(5, Math.floor(length / 20))}`);
	signs.add(`of ${Math.min(of, 4)}`);
	signs.add(`nth ${Math.min(at, 3)}`);
	signs.add(`told ${state.told}`);
	if (hasChildren(line)) signs.add('above entries');
	if (isDetail(state, line.depth)) signs.add('below an item');
	if (state.speaker) signs.add('spoken');
	const title = length <= LONGEST_TITLE ? classifyTitle(bareTitle(line.folded.slice(start, end))) : null;
	if (title) signs.add('title').add(`title ${title}`);
}

function namingSigns({ start, end, days, known }: Wording, signs: Sink): void {
	for (const day of days) {
		signs.add('day').add(`day ${day.kind}`);
		if (day.limit) signs.add('day limit');
		if (day.start - start <= 2) signs.add('day first');
		if (end - day.end <= 2) signs.add('day last');
	}
	if (known.length === 0) return;
	const isFirst = known[0]!.start === start;
	signs.add('name').add(`names ${Math.min(3, known.length)}`);
	signs.add(isFirst ? 'name first' : 'name inside');
	if (days.length > 0) signs.add('name and day');
	if (days.length > 0 && isFirst) signs.add('name first and day');
}

function markSigns(words: string, place: Placing, signs: Sink): void {
	const last = words.at(-1)!;
	signs.add(`ends ${/[\p{L}\p{N}]/u.test(last) ? 'a' : last}`);
	for (const mark of ':?()@"/%,;[') if (words.includes(mark)) signs.add(`has ${mark}`);
	if (/->|=>|→/.test(words)) signs.add('arrow');
	if (/\d/.test(words)) signs.add('figure');
	if (/^[^:]{1,24}:/.test(words)) signs.add('head').add(`head ${place}`);
	if (words.startsWith('@')) signs.add('handle first');
}
