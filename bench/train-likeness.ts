/**
 * `node bench/train-likeness.ts FOLDER …`: learns what the sentences of annotated minutes have in common that are action items, and writes
 * it to `src/domain/extraction/likeness-weights.ts` (not with `--no-write`) [EX68].
 *
 * A FOLDER holds, anywhere below it, pairs `NAME.md` and `NAME.json` as `bench/evaluate-extraction.ts` reads them. A sentence counts as an
 * item when it says most of an item's task, as none when no annotation touches it; all others are left out. The minutes that were written
 * for the tests of the rules (`src/domain/extraction/examples`) are read too. What is learnt is logistic: a
 * weight for each sign, small ones (a prior of variance `PRIOR`), first for all signs, then for the most telling `MOST` of a language. No
 * randomness: the same folders give the same file. It also says how it does on every fifth document when it learns from the others.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { format, resolveConfig } from 'prettier';
import type { Day } from '#domain/day.ts';
import { followingOf, readMinutes, readerFor } from '#domain/extraction/extract-action-items.ts';
import { ALIKE, readableLines, sentencesOf } from '#domain/extraction/likeness.ts';
import { languageOf, tellSigns } from '#domain/extraction/likeness-signs.ts';
import type { Language } from '#domain/extraction/likeness-signs.ts';
import { linesOf, namesFor } from '#domain/extraction/line.ts';
import { fold } from '#domain/extraction/fold.ts';
import { readMarkdown } from '#domain/extraction/markdown-blocks.ts';
import { annotated, annotationsIn, contextOf } from './annotated-minutes.ts';

type Range = { readonly start: number; readonly end: number };
type Annotated = Range & {
	readonly lines: readonly [number, number];
	readonly taskStart?: number;
	readonly taskEnd?: number;
	readonly span?: string;
};
type Gold = {
	readonly meetingDate: Day;
	readonly items: readonly Annotated[];
	readonly optional?: readonly Annotated[];
};
type Example = { readonly signs: ReadonlySet<string>; readonly isItem: boolean; readonly document: number };
type Learnt = { readonly bias: number; readonly weights: ReadonlyMap<string, number> };

/** How far weights may go from nothing. */
const PRIOR = 0.3;
/** How many signs of a language are kept. */
const MOST = 300;

function main(): number {
	const folders = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
	const files = folders.flatMap(annotationsIn);
	if (files.length === 0) {
		console.error('train-likeness: name folders with annotated minutes');
		return 2;
	}
	const examples: Record<Language, Example[]> = { en: [], zh: [] };
	const documents = [...files.map((file): Document => annotated(file)), ...writtenForTests()];
	for (const [document, { text, gold }] of documents.entries())
		readExamples({ text, gold, document }, examples);
	const learnt = { en: report('en', examples.en), zh: report('zh', examples.zh) };
	if (!process.argv.includes('--no-write')) void write(learnt);
	return 0;
}

type Document = { readonly text: string; readonly gold: Gold };

/** There a line that holds items is followed by comments; of a line of several sentences they do not say which one is meant. */
function writtenForTests(): Document[] {
	const folder = new URL('../src/domain/extraction/examples/', import.meta.url);
	return readdirSync(folder)
		.sort()
		.flatMap((name) => {
			const file = readFileSync(new URL(name, folder), 'utf8');
			const [, meetingDate, body] = /^---\nmeeting: (\S+)\n---\n\n([\s\S]*)$/.exec(file)!;
			return body!.split('\n\n=====\n\n').map((minutes) => uncommented(minutes, meetingDate as Day));
		});
}

function uncommented(minutes: string, meetingDate: Day): Document {
	const isComment = (line: string | undefined) => line !== undefined && /^[=?]>/.test(line);
	const commented = minutes.split('\n');
	const items: Annotated[] = [];
	const optional: Annotated[] = [];
	const lines: string[] = [];
	let start = 0;
	for (const [at, line] of commented.entries()) {
		if (isComment(line)) continue;
		lines.push(line);
		const end = start + line.length;
		const annotated: Annotated = { start, end, lines: [lines.length, lines.length] };
		if (isComment(commented[at + 1])) (/[.。;；!！?？](?=.)/.test(line) ? optional : items).push(annotated);
		start = end + 1;
	}
	return { text: lines.join('\n'), gold: { meetingDate, items, optional } };
}

/** The sentences of a document, read where they stand. */
function readExamples(
	{ text, gold, document }: Document & { readonly document: number },
	examples: Record<Language, Example[]>
): void {
	const minutes = readMarkdown(text);
	const context = contextOf(minutes.blocks, gold.meetingDate);
	const reader = readerFor(context);
	const sentences = readMinutes(minutes.blocks, context).units.flatMap(({ blocks, next, before }) =>
		readableLines(linesOf(blocks[0]!, fold(blocks[0]!.text), followingOf(next), reader), before).flatMap(
			(line) =>
				sentencesOf(line).map((sentence) => {
					const signs = new Set<string>();
					tellSigns(sentence, before, namesFor(line, before), signs);
					const { start, end } = sentence;
					const place = minutes.locate({ block: blocks[0]!.id, start, end });
					return { ...place, language: languageOf(sentence), signs };
				})
		)
	);
	const items = itemsAmong(sentences, gold);
	for (const [at, { language, signs }] of sentences.entries()) {
		const isItem = items[at];
		if (isItem !== null) examples[language].push({ signs, isItem: isItem!, document });
	}
}

/** For each sentence whether it is an item; null where the annotation does not say. */
function itemsAmong(
	sentences: readonly (Range & Pick<Annotated, 'lines'>)[],
	{ items, optional = [] }: Gold
): (boolean | null)[] {
	const found = sentences.map((sentence): boolean | null =>
		[...items, ...optional].some((annotated) => touches(annotated, sentence)) ? null : false
	);
	for (const item of items) {
		const task = { start: item.taskStart ?? item.start, end: item.taskEnd ?? item.end };
		const shared = sentences.map((sentence) => (touches(item, sentence) ? overlap(task, sentence) : -1));
		const most = Math.max(...shared);
		if (most >= 0) found[shared.indexOf(most)] = true;
	}
	return found;
}

function touches(annotated: Annotated, sentence: Range & Pick<Annotated, 'lines'>): boolean {
	if (annotated.lines[0] > sentence.lines[1] || sentence.lines[0] > annotated.lines[1]) return false;
	return annotated.span !== 'chars' || overlap(annotated, sentence) > 0;
}

function overlap(a: Range, b: Range): number {
	return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Says how well it would do on documents it does not know, and learns from all. */
function report(language: Language, examples: readonly Example[]): Learnt {
	let [right, wrong] = [0, 0];
	for (let part = 0; part < 5; part++) {
		const known = learn(examples.filter(({ document }) => document % 5 !== part));
		for (const { signs, isItem, document } of examples) {
			if (document % 5 !== part || likeness(known, signs) < ALIKE) continue;
			if (isItem) right++;
			else wrong++;
		}
	}
	const items = examples.filter(({ isItem }) => isItem).length;
	console.log(
		`${language}: ${examples.length} sentences, ${items} items; of those of unknown documents it takes ${right} items and ${wrong} others`
	);
	return learn(examples);
}

function likeness({ bias, weights }: Learnt, signs: ReadonlySet<string>): number {
	let sum = bias;
	for (const sign of signs) sum += weights.get(sign) ?? 0;
	return 1 / (1 + Math.exp(-sum));
}

/** The weights of the most telling signs. */
function learn(examples: readonly Example[]): Learnt {
	const times = new Map<string, number>();
	for (const { signs } of examples) for (const sign of signs) times.set(sign, (times.get(sign) ?? 0) + 1);
	const all = [...times.keys()].filter((sign) => times.get(sign)! >= 2 && !/[\n\t]/.test(sign)).sort();
	const first = fit(examples, all, PRIOR).weights;
	const telling = (sign: string) => Math.abs(first.get(sign)!) * Math.sqrt(times.get(sign)!);
	const kept = all.sort((a, b) => telling(b) - telling(a) || (a < b ? -1 : 1)).slice(0, MOST);
	// Fewer signs may weigh more.
	return fit(examples, kept.sort(), 1.5 * PRIOR);
}

/** Logistic regression, one weight after the other by a Newton step, until nothing moves. */
function fit(examples: readonly Example[], signs: readonly string[], prior: number): Learnt {
	const rows = new Map(signs.map((sign) => [sign, [] as number[]]));
	for (const [row, { signs: own }] of examples.entries()) for (const sign of own) rows.get(sign)?.push(row);
	const every = examples.map((_, row) => row);
	const sums = new Float64Array(examples.length);
	const wanted = examples.map(({ isItem }) => (isItem ? 1 : 0));
	const weights = new Map<string, number>(signs.map((sign) => [sign, 0]));
	let bias = 0;
	const stepFor = (own: readonly number[], weight: number, held: number) => {
		let slope = held * weight;
		let bend = held;
		for (const row of own) {
			const likely = 1 / (1 + Math.exp(-sums[row]!));
			slope += prior * (likely - wanted[row]!);
			bend += prior * likely * (1 - likely);
		}
		const step = Math.max(-0.5, Math.min(0.5, -slope / bend));
		for (const row of own) sums[row]! += step;
		return step;
	};
	for (let round = 0; round < 40; round++) {
		const step = stepFor(every, bias, 0.01);
		bias += step;
		let moved = Math.abs(step);
		for (const sign of signs) {
			const weight = weights.get(sign)!;
			const change = stepFor(rows.get(sign)!, weight, 1);
			weights.set(sign, weight + change);
			moved = Math.max(moved, Math.abs(change));
		}
		if (moved < 0.002) break;
	}
	return { bias, weights };
}

/** Weights in tenths, the signs of one weight on one line. */
function packed({ bias, weights }: Learnt) {
	const tenths = new Map<number, string[]>();
	for (const [sign, weight] of weights) {
		const tenth = Math.round(weight * 10);
		if (tenth !== 0) tenths.set(tenth, [...(tenths.get(tenth) ?? []), sign]);
	}
	return {
		bias: Math.round(bias * 10) / 10,
		tenths: [...tenths].sort(([a], [b]) => a - b).map(([tenth, signs]) => [tenth, signs.sort().join('\n')])
	};
}

async function write(learnt: Record<Language, Learnt>): Promise<void> {
	const file = new URL('../src/domain/extraction/likeness-weights.ts', import.meta.url).pathname;
	const data = { en: packed(learnt.en), zh: packed(learnt.zh) };
	const text = `/** Written by bench/train-likeness.ts: what weighs for a task (above zero) and against one, in tenths [EX68]. */
type Weights = { readonly bias: number; readonly tenths: readonly (readonly [number, string])[] };

export const likenessWeights: Readonly<Record<'en' | 'zh', Weights>> = ${JSON.stringify(data)};
`;
	const written = await format(text, { ...(await resolveConfig(file)), filepath: file });
	writeFileSync(file, written);
	console.log(`${(gzipSync(written).length / 1000).toFixed(1)} kB gzip`);
}

process.exitCode = main();
