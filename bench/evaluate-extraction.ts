/**
 * `npm run eval:extraction -- FOLDER`: how well action items are found in annotated minutes, by language, format and repository.
 *
 * FOLDER (or the environment's EXTRACTION_CORPUS) holds, anywhere below it, pairs of a text `NAME.md` and its annotation `NAME.json`:
 * `{id, lang, format, meetingDate, items: [{start, end, lines, task, owners, due: {iso, from, to} | null, priority, state, span}], optional: [{lines, …}]}`.
 * Lines count from 1; predictions on optional lines count neither way. The extractor is given the meeting's day and nothing else.
 * A file `dates-zh.tsv` beside them (phrase, script, wanted day or nothing; said on 4 June 2025) is read phrase by phrase.
 * Prints a table and writes docs/extraction-quality.md (not with --no-write). Exits 2 when there is nothing to measure.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
import type { Day } from '#domain/day.ts';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import { findDays } from '#domain/extraction/day-mention.ts';
import { readMinutes } from '#domain/extraction/extract-action-items.ts';
import { fold } from '#domain/extraction/fold.ts';
import { readMarkdown } from '#domain/extraction/markdown-blocks.ts';
import { annotated, annotationsIn, contextOf } from './annotated-minutes.ts';

type GoldItem = {
	readonly start: number;
	readonly end: number;
	readonly lines: readonly [number, number];
	readonly task?: string;
	readonly taskStart?: number;
	readonly taskEnd?: number;
	readonly owners: readonly string[];
	readonly due: { readonly iso: string | null; readonly from?: string; readonly to?: string } | null;
	readonly priority: string | null;
	readonly state: 'open' | 'done';
	readonly span?: string;
};

type Gold = {
	readonly id: string;
	readonly lang: string;
	readonly format: string;
	readonly meetingDate: Day;
	readonly items: readonly GoldItem[];
	readonly optional?: readonly Pick<GoldItem, 'lines' | 'span' | 'start' | 'end'>[];
};

type Found = {
	readonly start: number;
	readonly end: number;
	readonly lines: readonly [number, number];
	readonly task: string;
	readonly owners: readonly string[];
	readonly due: string | null;
	readonly priority: string | null;
	readonly state: 'open' | 'done';
	readonly sure: boolean;
};

const COUNTS = [
	'documents',
	'gold',
	'hit',
	'wrong',
	'missed',
	'ignored',
	'sureHit',
	'sureWrong',
	'owned',
	'ownerExact',
	'ownerAny',
	'unowned',
	'ownerInvented',
	'dated',
	'dayRight',
	'dayMissing',
	'undated',
	'dayInvented',
	'urgent',
	'urgentRight',
	'stateRight',
	'done',
	'doneRight'
] as const;

type Counts = Record<(typeof COUNTS)[number], number>;

function main(): number {
	const args = process.argv.slice(2);
	const folder = args.find((arg) => !arg.startsWith('--')) ?? process.env.EXTRACTION_CORPUS;
	if (!folder) return complain('name the folder with the annotated minutes, or set EXTRACTION_CORPUS');
	const files = annotationsIn(folder);
	if (files.length === 0) return complain(`no annotated minutes below ${folder}`);
	const repositories = repositoriesOf(folder);
	const groups = new Map<string, Counts>();
	const mistakes: string[] = [];
	for (const file of files) {
		const { gold, text } = annotated<Gold>(file);
		const counts = score(gold, text, predict(gold, text), mistakes);
		for (const key of [
			'all',
			`language ${gold.lang}`,
			`format ${gold.lang}/${gold.format}`,
			`repository ${repositories.get(gold.id) ?? '?'}`
		]) {
			add(groups, key, counts);
		}
	}
	const table = tableOf(groups);
	const phrases = phrasesOf(folder, mistakes);
	if (args.includes('--mistakes')) console.log(`${mistakes.join('\n')}\n`);
	console.log(`${table}\n\n${phrases}`);
	if (!args.includes('--no-write')) writeReport(table, phrases, groups.get('all')!.documents);
	return 0;
}

/** How many of the phrases of days mean the day they should; empty without such a file. */
function phrasesOf(folder: string, mistakes: string[]): string {
	const file = join(folder, 'dates-zh.tsv');
	if (!existsSync(file)) return '';
	const days = {
		meetingDay: '2025-06-04' as Day,
		nextMeetingDay: null,
		ownWords: noOwnWords,
		calendar: chineseCalendar
	};
	const lines = readFileSync(file, 'utf8')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'));
	const right = lines.filter((line) => {
		const [phrase = '', , wanted = ''] = line.split('\t');
		const day = findDays(fold(phrase), phrase, days).find((mention) => mention.day !== null)?.day ?? '';
		if (day !== wanted) mistakes.push(`day ${day || 'none'} for ${wanted || 'none'}  ${phrase}`);
		return day === wanted;
	});
	return `Chinese phrases of days (\`dates-zh.tsv\`): ${right.length} of ${lines.length} mean the wanted day.`;
}

function complain(words: string): number {
	console.error(`eval:extraction: ${words}`);
	return 2;
}

/** Which repository a document is from, where a manifest tells. */
function repositoriesOf(folder: string): Map<string, string> {
	try {
		const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
			docs?: { id: string; repo: string }[];
		};
		return new Map((manifest.docs ?? []).map(({ id, repo }) => [id, repo]));
	} catch {
		return new Map();
	}
}

function predict(gold: Gold, text: string): Found[] {
	const document = readMarkdown(text);
	const context = contextOf(document.blocks, gold.meetingDate);
	return readMinutes(document.blocks, context).items.map((item) => ({
		...document.locate(item.spans[0]),
		task: item.content,
		owners: item.owners.map((owner) => owner.text),
		due: item.due?.day ?? null,
		priority: item.priority?.value ?? null,
		state: item.state,
		sure: item.band === 'sure'
	}));
}

/** Pairs predictions with annotations, the best pairs first, and counts what is right about them. */
function score(gold: Gold, text: string, found: readonly Found[], mistakes: string[]): Counts {
	const counts = zero();
	counts.documents = 1;
	counts.gold = gold.items.length;
	const { pairs, usedGold, usedFound } = pair(gold.items, found, text);
	for (const [at, item] of found.entries()) {
		if (usedFound.has(at)) counts[item.sure ? 'sureHit' : 'hit'] += item.sure ? 1 : 0;
		else if ((gold.optional ?? []).some((optional) => touches(optional, item))) counts.ignored += 1;
		else {
			counts.wrong += 1;
			if (item.sure) counts.sureWrong += 1;
			mistakes.push(`too much  ${gold.id}:${item.lines[0]} ${item.task.slice(0, 90)}`);
		}
	}
	counts.hit = pairs.length;
	counts.missed = gold.items.length - pairs.length;
	gold.items.forEach((item, at) => {
		if (!usedGold.has(at))
			mistakes.push(
				`missed    ${gold.id}:${item.lines[0]} ${taskOf(item, text).slice(0, 90).replace(/\s+/g, ' ')}`
			);
	});
	for (const [wanted, item] of pairs)
		compare(gold.items[wanted]!, found[item]!, counts, (words) =>
			mistakes.push(`${words}  ${gold.id}:${found[item]!.lines[0]}`)
		);
	return counts;
}

function compare(wanted: GoldItem, item: Found, counts: Counts, mistake: (words: string) => void): void {
	const owners = wanted.owners.map(plain).filter(Boolean);
	const said = item.owners.map(plain).filter(Boolean);
	if (owners.length > 0) {
		const hits = owners.filter((owner) => said.some((other) => sameName(owner, other))).length;
		counts.owned += 1;
		if (hits > 0) counts.ownerAny += 1;
		if (hits === owners.length && said.length === owners.length) counts.ownerExact += 1;
		else mistake(`owner ${JSON.stringify(item.owners)} for ${JSON.stringify(wanted.owners)}`);
	} else {
		counts.unowned += 1;
		if (said.length > 0) {
			counts.ownerInvented += 1;
			mistake(`owner ${JSON.stringify(item.owners)} for none`);
		}
	}
	if (wanted.due?.iso) {
		const { iso, from, to } = wanted.due;
		counts.dated += 1;
		if (item.due === null) counts.dayMissing += 1;
		if (item.due === iso || (item.due && from && to && item.due >= from && item.due <= to))
			counts.dayRight += 1;
		else mistake(`day ${item.due} for ${iso}`);
	} else if (!wanted.due) {
		counts.undated += 1;
		if (item.due) {
			counts.dayInvented += 1;
			mistake(`day ${item.due} for none`);
		}
	}
	if (wanted.priority) {
		counts.urgent += 1;
		if (item.priority === wanted.priority) counts.urgentRight += 1;
	}
	if (item.state === wanted.state) counts.stateRight += 1;
	else mistake(`state ${item.state} for ${wanted.state}`);
	if (wanted.state === 'done') {
		counts.done += 1;
		if (item.state === 'done') counts.doneRight += 1;
	}
}

function pair(items: readonly GoldItem[], found: readonly Found[], text: string) {
	const candidates: { wanted: number; item: number; weight: number }[] = [];
	items.forEach((wanted, at) => {
		found.forEach((item, index) => {
			if (!touches(wanted, item)) return;
			const shared =
				overlap(wanted, item) / Math.max(1, Math.min(wanted.end - wanted.start, item.end - item.start));
			candidates.push({
				wanted: at,
				item: index,
				weight: shared + 2 * likeness(taskOf(wanted, text), item.task)
			});
		});
	});
	candidates.sort((a, b) => b.weight - a.weight || a.wanted - b.wanted || a.item - b.item);
	const usedGold = new Set<number>();
	const usedFound = new Set<number>();
	const pairs: [number, number][] = [];
	for (const { wanted, item } of candidates) {
		if (usedGold.has(wanted) || usedFound.has(item)) continue;
		usedGold.add(wanted);
		usedFound.add(item);
		pairs.push([wanted, item]);
	}
	return { pairs, usedGold, usedFound };
}

/** On a line that holds several items characters must meet, elsewhere lines. */
function touches(wanted: Pick<GoldItem, 'lines' | 'span' | 'start' | 'end'>, item: Found): boolean {
	if (wanted.lines[0] > item.lines[1] || item.lines[0] > wanted.lines[1]) return false;
	return wanted.span !== 'chars' || overlap(wanted, item) > 0;
}

function overlap(a: { start: number; end: number }, b: { start: number; end: number }): number {
	return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

function taskOf(item: GoldItem, text: string): string {
	return item.task ?? text.slice(item.taskStart ?? item.start, item.taskEnd ?? item.end);
}

function plain(name: string): string {
	return name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/^@+/, '')
		.replace(/[\s*_`"'“”‘’[\]()【】]+/g, ' ')
		.trim();
}

/** A name and its longer form are one: 「崔」 is too short for that. */
function sameName(a: string, b: string): boolean {
	if (a === b) return true;
	if (a.length < 2 || b.length < 2) return false;
	return a.startsWith(b) || b.startsWith(a) || a.endsWith(b) || b.endsWith(a);
}

/** Share of common character pairs, 0–1. */
function likeness(a: string, b: string): number {
	const left = pairsOf(a);
	const right = pairsOf(b);
	const total = left.length + right.length;
	if (total === 0) return 0;
	const bag = new Map<string, number>();
	for (const two of left) bag.set(two, (bag.get(two) ?? 0) + 1);
	let common = 0;
	for (const two of right) {
		const left = bag.get(two) ?? 0;
		if (left > 0) common += 1;
		bag.set(two, left - 1);
	}
	return (2 * common) / total;
}

function pairsOf(text: string): string[] {
	const bare = plain(text).replace(/\s+/g, '');
	return Array.from({ length: Math.max(0, bare.length - 1) }, (_, at) => bare.slice(at, at + 2));
}

function zero(): Counts {
	return Object.fromEntries(COUNTS.map((name) => [name, 0])) as Counts;
}

function add(groups: Map<string, Counts>, key: string, counts: Counts): void {
	const group = groups.get(key) ?? zero();
	for (const name of COUNTS) group[name] += counts[name];
	groups.set(key, group);
}

function percent(part: number, whole: number): string {
	return whole === 0 ? '–' : ((100 * part) / whole).toFixed(1);
}

const HEADS = [
	'',
	'docs',
	'gold',
	'P',
	'R',
	'F1',
	'sure P',
	'owner =',
	'owner ∩',
	'owner invented',
	'day',
	'day invented',
	'state'
];

function tableOf(groups: ReadonlyMap<string, Counts>): string {
	const keys = [...groups.keys()].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
	const rows = keys.map((key) => row(key, groups.get(key)!));
	const widths = HEADS.map((head, at) => Math.max(head.length, ...rows.map((cells) => cells[at]!.length)));
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join(' | ')} |`;
	return [
		line(HEADS),
		`|${widths.map((width, at) => (at === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`,
		...rows.map(line)
	].join('\n');
}

function rank(key: string): number {
	return ['all', 'language', 'repository', 'format'].indexOf(key.split(' ')[0]!);
}

function row(key: string, c: Counts): string[] {
	const predicted = c.hit + c.wrong;
	return [
		key,
		String(c.documents),
		String(c.gold),
		percent(c.hit, predicted),
		percent(c.hit, c.gold),
		percent(2 * c.hit, predicted + c.gold),
		percent(c.sureHit, c.sureHit + c.sureWrong),
		percent(c.ownerExact, c.owned),
		percent(c.ownerAny, c.owned),
		percent(c.ownerInvented, c.unowned),
		percent(c.dayRight, c.dated),
		percent(c.dayInvented, c.undated),
		percent(c.stateRight, c.hit)
	];
}

function writeReport(table: string, phrases: string, documents: number): void {
	const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
	const text = `# How well action items are found

Measured with \`npm run eval:extraction -- FOLDER\` at commit ${commit} on ${documents} real minutes with hand-made annotations. The texts are test data of
others and are not in this repository. The rules were made with these documents in sight, so minutes from elsewhere will be read less well:
what is measured here is what is known to be read, no promise for the next document.

Per cent; P precision, R recall, \`sure P\` the precision of items that become cards by themselves, \`owner =\` all owners exactly, \`owner ∩\`
at least one, \`invented\` where the minutes state none, \`day\` of the stated ones. Lines on which reasonable readers differ count neither way.

${table}

${phrases}
`;
	writeFileSync(new URL('../docs/extraction-quality.md', import.meta.url), `${text.trimEnd()}\n`);
}

process.exitCode = main();
