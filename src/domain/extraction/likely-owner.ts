/**
 * Who a sentence that is only like a task leaves it to [EX68]: somebody known, a body or an office that begins a clause of work, or is
 * asked in it. Which of these words give work for sure is for the rules to say; here nothing is sure.
 */
import { quote } from './draft.ts';
import { isWork } from './en-likeness.ts';
import { readEnglishOwners } from './en-owner.ts';
import type { Quoted } from './extracted-item.ts';
import type { Line } from './line.ts';
import type { NameIndex } from './names.ts';
import type { Range } from './promise.ts';
import { isChinese } from './prose.ts';
import { DONE_WORDS } from './zh-lexicon.ts';
import { readChineseOwners } from './zh-owner.ts';
import { hasVerb } from './zh-verbs.ts';

/** Empty when nobody is left it in so many words. */
export function likelyOwners(line: Line, range: Range, names: NameIndex): readonly Quoted[] {
	const { block, folded } = line;
	const parts = isChinese(folded, range)
		? [chineseParts(folded, range, names), speakerParts(line, names)].find(({ length }) => length > 0)
		: englishParts(folded, block.text, range, names);
	return (parts?.length ? parts : onlyOneKnown(folded, range, names)).map((part) =>
		quote(block.id, block.text, part)
	);
}

/** 「宣传部：已推两期。下周出第三期」: the body whose report the line is. */
function speakerParts({ folded, statement }: Line, names: NameIndex): readonly Range[] {
	const owner = readChineseOwners(folded, statement.body, names, 'strict');
	return owner?.form === 'department' && folded[owner.end] === ':' ? owner.parts : [];
}

/** Where a clause may begin with who does it. */
const CLAUSE = /^|[,:;，→]\s?|(?:->|→|—|–|\s-)\s{1,3}/g;
/** Behind these words stands who is asked. */
const ASKS = /(?:请|由|让|交给?|责成|@)/g;

function chineseParts(folded: string, { start, end }: Range, names: NameIndex): readonly Range[] {
	const words = folded.slice(start, end);
	for (const found of words.matchAll(ASKS)) {
		const at = start + found.index + (found[0] === '@' ? 0 : found[0].length);
		const owner = readChineseOwners(folded, at, names, 'shape');
		if (owner && owner.end < end && !/^[的:]/.test(folded.slice(owner.end))) return owner.parts;
	}
	for (const found of words.matchAll(CLAUSE)) {
		const at = start + found.index + found[0].length;
		const owner = readChineseOwners(folded, at, names, 'strict');
		if (!owner || owner.end >= end || /^[的:、]/.test(folded.slice(owner.end))) continue;
		const clause = /^[^,;]*/.exec(folded.slice(owner.end, end))![0];
		const isWork = owner.form === 'known' || hasVerb(clause);
		if (isWork && !DONE_WORDS.test(folded.slice(at, owner.end + clause.length))) return owner.parts;
	}
	return [];
}

function englishParts(
	folded: string,
	original: string,
	{ start, end }: Range,
	names: NameIndex
): readonly Range[] {
	for (const found of folded.slice(start, end).matchAll(CLAUSE)) {
		const at = start + found.index + found[0].length;
		const owner = readEnglishOwners(folded, original, at, names);
		if (!owner || owner.form === 'shape' || owner.end >= end) continue;
		const next = /^(?:\s\([^()]{1,30}\))?\s([a-z']+)/.exec(folded.slice(owner.end, owner.end + 60))?.[1];
		if (next && isWork(next)) return owner.parts;
	}
	return [];
}

/** Behind these words stands whom it is for, not who does it. */
const FOR_WHOM = /(?:[给跟和与向问找对同为是被]|\b(?:to|from|with|for|of|by|at|about|than|asks?|and|see)\s)$/;

/** Somebody the minutes know, anywhere in the sentence, when nobody else is. */
function onlyOneKnown(folded: string, { start, end }: Range, names: NameIndex): readonly Range[] {
	const found: Range[] = [];
	for (let at = start; at < end && found.length < 2; at++) {
		const name = names.at(folded, at);
		if (!name || name.end > end) continue;
		found.push({ start: at, end: name.end });
		at = name.end - 1;
	}
	const [only, ...others] = found;
	if (!only || others.length > 0 || FOR_WHOM.test(folded.slice(Math.max(start, only.start - 8), only.start)))
		return [];
	return /^(?:[的:]|'s\b)/.test(folded.slice(only.end, only.end + 3)) ? [] : [only];
}
