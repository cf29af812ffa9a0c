/** What is counted of the words of an English sentence [EX68]: the words, and the parts of speech that follow each other. */
import { BASE_VERBS } from './en-lexicon.ts';
import { readEnglishOwners } from './en-owner.ts';
import type { Sink, Wording } from './likeness-signs.ts';

/** A word, or a sign for a day or who is named, and what part it plays. */
type Token = { readonly word: string; readonly part: string };

export function englishSigns(wording: Wording, signs: Sink): void {
	const { folded, original, start, end, place, kind } = wording;
	const words = folded.slice(start, end);
	if (PROMISES.test(words)) signs.add('modal');
	if (PAST.test(words)) signs.add('past');
	if (/^\p{Lu}/u.test(original.slice(start, start + 2))) signs.add('capital');
	if (/^[A-Z][\w'-]{0,30}\s{1,3}[A-Z]/.test(original.slice(start, start + 40))) signs.add('two capitals');
	const tokens = tokensOf(wording);
	const spoken = tokens.filter(({ word }) => /^[a-z]/.test(word)).map(({ word }) => word);
	const verbs = spoken.map((word) => VERBS.has(word));
	if (verbs.includes(true)) signs.add('verb');
	if (verbs[0]) signs.add('verb first').add(`verb first ${place}`);
	if (verbs[1] || verbs[2]) signs.add('verb second');
	for (const word of spoken) signs.add(word);
	if (spoken[0]) signs.add(`^${spoken[0]}`);
	if (spoken[1]) signs.add(`^^${spoken[1]}`);
	const parts = ['^', ...tokens.map(({ part }) => part), '$'];
	for (let at = 1; at < parts.length; at++) signs.add(`${parts[at - 1]!} ${parts[at]!}`);
	const [, first, second, third] = parts;
	signs.add(`^ ${first!} ${second ?? ''}`).add(`^ ${first!} ${second ?? ''} ${third ?? ''}`);
	signs.add(`${place}^ ${first!}`).add(`${place}^ ${first!} ${second ?? ''}`);
	signs.add(`${kind}^ ${first!}`);
}

const PROMISES =
	/\b(?:will|'ll|should|must|needs? to|to|please|can|could|going to|plans? to|has to|have to|would|let's|may|might|shall|ought)\b/;
const PAST = /\b(?:was|were|has|have|had|did|[a-z]{3,20}ed)\b/;

/** Base forms of verbs of work, in either spelling. */
const VERBS: ReadonlySet<string> = new Set(
	[BASE_VERBS.replaceAll('[sz]', 's'), BASE_VERBS.replaceAll('[sz]', 'z')].flatMap((verbs) =>
		verbs.split('|')
	)
);

/** Words that build a sentence: they stand for themselves. */
const PARTICLES: ReadonlySet<string> = new Set(
	(
		"will should must needs need to please can could going plans plan has have would let's may might shall is are was were be been not " +
		'and or the a an we i he she they it you this that there who what when how why if by before until for with on in at from of as so ' +
		'but then also no all everyone us our your his her their next still already just now do does did agreed volunteered offered ' +
		"don't yes ok i'll he'll she'll we'll they'll i'd it's i'm"
	).split(' ')
);

const TOKEN = /->|→|[a-z][a-z'’-]{0,40}|\d+|[^\sa-z\d]/g;

function tokensOf(wording: Wording): Token[] {
	const { folded, original, start, end } = wording;
	const tokens: Token[] = [];
	let from = start;
	for (const mark of [...marksOf(wording), { start: end, end, sign: '' }]) {
		if (mark.start < from) continue;
		for (const found of folded.slice(from, mark.start).matchAll(TOKEN)) {
			const word = found[0];
			const isCapital = /\p{Lu}/u.test(original[from + found.index] ?? '');
			tokens.push({ word, part: partOf(word, isCapital, tokens.length === 0) });
		}
		if (mark.sign) tokens.push({ word: mark.sign, part: mark.sign });
		from = mark.end;
	}
	return tokens;
}

/** Days, known names, and who else the sentence begins with. */
function marksOf({ folded, original, start, end, days, known, names }: Wording) {
	const marks = [
		...days.map((day) => ({ start: Math.max(start, day.start), end: day.end, sign: 'DAY' })),
		...known.map((name) => ({ ...name, sign: 'NAME' }))
	];
	if (known[0]?.start !== start) {
		const owner = readEnglishOwners(folded, original, start, names);
		if (owner && owner.form !== 'shape' && owner.end < end)
			marks.push({ start, end: owner.end, sign: owner.form === 'group' ? 'GROUP' : 'NAME' });
	}
	return marks.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** `V` a verb in its base form, `Vs`, `Vd`, `Vg` with an ending, `X` a capital, `9` a figure, `x` any other word. */
function partOf(word: string, isCapital: boolean, isFirst: boolean): string {
	if (PARTICLES.has(word)) return word;
	if (/^\d/.test(word)) return '9';
	if (!/^[a-z]/.test(word)) return word;
	const verb = verbForm(word);
	if (verb && (isFirst || !isCapital)) return verb;
	if (isCapital) return 'X';
	return word.endsWith('ly') ? 'ly' : 'x';
}

/** A verb of work as it stands behind who does it. */
export function isWork(word: string): boolean {
	const form = verbForm(word);
	return form === 'V' || form === 'Vs' || /^(?:will|to|should|must|can|needs?|is|are|takes)$/.test(word);
}

const ENDINGS: readonly (readonly [string, string])[] = [
	['ies', 'Vs'],
	['es', 'Vs'],
	['s', 'Vs'],
	['ied', 'Vd'],
	['ed', 'Vd'],
	['d', 'Vd'],
	['ing', 'Vg']
];

function verbForm(word: string): string | null {
	if (VERBS.has(word)) return 'V';
	for (const [ending, form] of ENDINGS) {
		if (!word.endsWith(ending)) continue;
		const bare = word.slice(0, -ending.length);
		if (ending.startsWith('i') && ending !== 'ing' ? VERBS.has(`${bare}y`) : isBare(bare)) return form;
	}
	return null;
}

/** `mak` of making, `stopp` of stopped. */
function isBare(bare: string): boolean {
	return (
		VERBS.has(bare) ||
		VERBS.has(`${bare}e`) ||
		(bare.length > 2 && bare.at(-1) === bare.at(-2) && VERBS.has(bare.slice(0, -1)))
	);
}
