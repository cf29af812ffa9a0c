/** Words with their looks, as web pages and Word documents give them → the text that a reader sees, and its marks. */
import type { Place } from '../extraction/block.ts';
import { keptMarks, tickOf, type MarkedBlock, type TextMark } from '../extraction/marked-text.ts';

export type Look = {
	readonly bold?: boolean;
	readonly italic?: boolean;
	readonly struck?: boolean;
	/** Not shown to readers. */
	readonly hidden?: boolean;
	/** Where a link leads. */
	readonly href?: string | null;
};

/** Words that look the same. Those of one block may come in many runs, also in the midst of a word. */
export type Run = { readonly text: string; readonly look: Look };

/** What runs say in their place. Struck words say what they say in Markdown; marks begin and end with a letter or sign. */
export function readRuns(runs: readonly Run[], place: Place): Pick<MarkedBlock, 'text' | 'marks'> {
	const said = withoutStruck(runs, place);
	const text = tidied(said.map((run) => run.text).join(''));
	const marks = said.some(({ look }) => look.bold || look.italic || look.href) ? marksOf(said, text) : [];
	return { text, ...(marks.length > 0 && { marks }) };
}

function withoutStruck(runs: readonly Run[], place: Place): readonly Run[] {
	if (!runs.some(({ look }) => look.struck)) return runs;
	const said: Run[] = [];
	let before = '';
	const say = (run: Run) => {
		said.push(run);
		if (before.length < enoughBefore) before = (before + run.text).trimStart().slice(0, enoughBefore);
	};
	const lastSaid = runs.findLastIndex(({ text, look }) => !look.struck && /[\p{L}\p{N}]/u.test(text));
	let passage: 'plain' | 'ticked-off' | 'taken-back' = 'plain';
	for (const [index, run] of runs.entries()) {
		const { text, look } = run;
		// A space that alone is struck ticks nothing off, and one that alone is not parts no struck words.
		if (text.trim() === '') say(run);
		else if (!look.struck) {
			passage = 'plain';
			say(run);
		} else if (passage === 'plain') {
			const tick = tickOf(place, before, lastSaid > index);
			passage = tick === null ? 'taken-back' : 'ticked-off';
			if (tick !== null) say({ text: tick + text, look });
		} else if (passage === 'ticked-off') say(run);
	}
	return said;
}

/** Longer than anything behind which an entry is still ticked off. */
const enoughBefore = 40;

/** Without control characters, and without spaces around lines. */
function tidied(text: string): string {
	return text
		.replace(/[^\P{Cc}\n]/gu, ' ')
		.replace(/[^\S\n\u3000]+/g, ' ')
		.replace(/ ?\n ?/g, '\n')
		.trim();
}

type Stretch = { readonly start: number; readonly end: number; readonly look: Look };

function marksOf(runs: readonly Run[], text: string): TextMark[] {
	const stretches = stretchesOf(runs, text);
	const bold = rangesOf(stretches, (look) => look.bold);
	const italic = rangesOf(stretches, (look) => look.italic);
	const links = rangesOf(stretches, (look) => look.href);
	return keptMarks([
		...bold.map(({ start, end }) => ({ start, end, kind: 'bold' }) as const),
		...italic.map(({ start, end }) => ({ start, end, kind: 'italic' }) as const),
		...links.map(({ start, end, value }) => ({ start, end, kind: 'link', href: value }) as const)
	]);
}

/** Where each run stands in the tidied text: that has the same letters and signs in the same order, and only other spaces. */
function stretchesOf(runs: readonly Run[], text: string): Stretch[] {
	let at = 0;
	return runs.map(({ text: words, look }) => {
		while (at < text.length && isSpace(text, at)) at++;
		const start = at;
		let end = at;
		for (let own = 0; own < words.length; own++) {
			if (isSpace(words, own)) continue;
			while (isSpace(text, at)) at++;
			end = ++at;
		}
		return { start, end, look };
	});
}

function isSpace(text: string, at: number): boolean {
	return /[\s\p{Cc}]/u.test(text[at]!);
}

/** Over which words a look goes on. One that spaces alone have reaches no further than the words beside them. */
function rangesOf<Value>(stretches: readonly Stretch[], valueOf: (look: Look) => Value | undefined) {
	const ranges: { readonly start: number; end: number; readonly value: NonNullable<Value> }[] = [];
	let before: Value | undefined;
	for (const { start, end, look } of stretches) {
		const value = valueOf(look);
		if (value && value !== before) ranges.push({ start, end, value });
		else if (value && end > start) ranges.at(-1)!.end = end;
		before = value;
	}
	return ranges.filter(({ start, end }) => end > start);
}
