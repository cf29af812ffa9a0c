/** Promises in English running text [EX6]: "Alexis will open an issue", "Brian to keep us posted", "assigned to Ana". */
import { orderedTo, ownCuePromise, takenPromise, toPromise, willPromise } from './en-named.ts';
import { NOT_A_NAME } from './en-lexicon.ts';
import type { EnglishOwner } from './en-owner.ts';
import { readEnglishOwners } from './en-owner.ts';
import type { EnglishText } from './en-text.ts';
import { DOUBT, isOffice, strangeness } from './en-text.ts';
import {
	assignedPromise,
	handedByCue,
	impliedPromise,
	orderedPromise,
	passivePromise,
	whoWillPromise
} from './en-unnamed.ts';
import type { DayMention } from './day-mention.ts';
import { daysWithin } from './promise.ts';
import type { Promised, Range } from './promise.ts';

/** All promises of a range of text, in reading order. */
export function findEnglishPromises(text: EnglishText): readonly Promised[] {
	const { masked } = text;
	const promises: Promised[] = [];
	const speaker = speakerOf(text);
	let subject: EnglishOwner | null = speaker;
	const tag = tagOf(text);
	for (const sentence of sentencesOf({ ...text, start: text.start + tag })) {
		const last = promises.at(-1);
		const limit = last && !last.due?.day ? limitIn(masked, sentence, text) : null;
		if (last && limit) {
			promises[promises.length - 1] = {
				...last,
				end: sentence.end,
				due: limit,
				cuts: [...last.cuts, sentence]
			};
			continue;
		}
		const own = subjectOf(masked, sentence, text, speaker);
		for (const found of readSentence(masked, sentence, text, own ?? subject)) {
			const last = promises.at(-1);
			if (last && takesUp(masked, last, found)) {
				const cut = { start: found.start, end: found.end };
				promises[promises.length - 1] = { ...found, start: last.start, cuts: [...last.cuts, cut] };
			} else if (last && found.rules[0] === 'EX6e' && sameOwners(found, last)) {
				promises[promises.length - 1] = {
					...last,
					end: found.end,
					due: last.due?.day ? last.due : found.due
				};
			} else if (last && found.start <= last.start) {
				promises[promises.length - 1] =
					last.owners.length > 0 ? last : { ...found, due: last.due ?? found.due };
			} else promises.push(found);
		}
		// "Ana pointed it out. Maintainers were told. She'll …"
		if (own?.form !== 'group' || subject === null || subject.form === 'group') subject = own ?? subject;
	}
	return promises;
}

/** "Need to oil the gate. Ana will do that.": what nobody was given is hers. */
function takesUp(masked: string, last: Promised, found: Promised): boolean {
	if (last.owners.length > 0 || found.owners.length === 0) return false;
	return TAKES_UP.test(masked.slice(found.cuts[0]?.end ?? found.start, found.end));
}

const TAKES_UP =
	/^(?:do|take|handle|sort|work on|look (?:at|into|after)|take (?:care of|on)|see to|deal with) (?:it|this|that|them)(?: (?:on|out|up|over))?[\s.]*$/;

/** "…; deadline is 19 March", "… By Friday.": a sentence that only says when. */
function limitIn(masked: string, sentence: Range, text: EnglishText): DayMention | null {
	if (!ONLY_WHEN.test(masked.slice(sentence.start, sentence.end))) return null;
	return daysWithin(text.days, sentence).find((day) => day.day !== null && day.kind !== 'from') ?? null;
}

const ONLY_WHEN =
	/^(?:(?:the )?(?:deadline|due(?: date)?|eta|target(?: date)?)(?: is|:| for (?:this|that|it) is)?\s?)?\uE001[\uE001\s,.()]*[a-z]{0,4}$/;

/** "Ana promised to do the work. Will try by Friday." is one promise. */
function sameOwners(a: Promised, b: Promised): boolean {
	return (
		a.owners.length === b.owners.length && a.owners.every((owner, at) => owner.start === b.owners[at]!.start)
	);
}

const BOUNDARY = /[.!?;…](?=\s|$)|\n|\s-{1,2}\s|\s(?:=>|->|→|➔|–|—)\s/g;

function sentencesOf({ masked, original, start: from, end: to }: EnglishText): Range[] {
	const ranges: Range[] = [];
	const text = masked.slice(0, to);
	let start = from;
	BOUNDARY.lastIndex = from;
	for (let found = BOUNDARY.exec(text); found; found = BOUNDARY.exec(text)) {
		if (
			found[0] === '.' &&
			!/^\.\s(?:The|A|An|It|This|These|We|They|He|She|All|No)\s/.test(
				original.slice(found.index, found.index + 8)
			) &&
			isAbbreviated(text, start, found.index)
		)
			continue;
		if (found.index + 1 > start)
			ranges.push({ start, end: found[0] === '?' ? found.index + 1 : found.index });
		start = found.index + found[0].length;
	}
	if (to > start) ranges.push({ start, end: to });
	return ranges.map((range) => trimmed(masked, range)).filter((range) => range.end > range.start);
}

/** "Dr. Moss", "No. 4": the full stop ends no sentence. */
function isAbbreviated(text: string, start: number, stop: number): boolean {
	const before = text.slice(Math.max(start, stop - 5), stop);
	if (BEFORE_NUMBERS.test(before)) return /^\.\s[\d(#~]/.test(text.slice(stop, stop + 3));
	return ABBREVIATED.test(before);
}

const BEFORE_NUMBERS = /\b(?:no|nos|approx|min|para|sec|art|fig)$/;
const ABBREVIATED =
	/(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|st|prof|rev|fr|bros|cllr|dept|inc|ltd|al|cf|jr|sr)|(?<!['’])\b[a-z])$/;

function trimmed(masked: string, { start, end }: Range): Range {
	let from = start;
	let to = end;
	while (from < to && /[\s"'(*_>:✓]/.test(masked[from]!)) from++;
	while (to > from && /[\s"'*_]/.test(masked[to - 1]!)) to--;
	return { start: from, end: to };
}

/** `[mike] will …`: how long the tag is that says who speaks; 0 without one. */
function tagOf(text: EnglishText): number {
	if (text.folded[text.start] !== '[') return 0;
	const found = /^\[[^\][]{2,30}\]\s?/.exec(text.folded.slice(text.start, text.start + 34));
	return found && taggedSpeaker(text) ? found[0].length : 0;
}

function taggedSpeaker(text: EnglishText): EnglishOwner | null {
	const owner = readEnglishOwners(text.folded, text.original, text.start + 1, text.names);
	const isSomebody = owner !== null && owner.form !== 'shape' && owner.form !== 'group';
	return isSomebody && text.folded[owner.end] === ']' ? owner : null;
}

/** `mike: …`: the one who speaks. */
function speakerOf(text: EnglishText): EnglishOwner | null {
	if (text.folded[text.start] === '[') return taggedSpeaker(text);
	const owner = readEnglishOwners(text.folded, text.original, text.start, text.names) ?? byHandle(text);
	if (!owner || owner.form === 'shape') return null;
	return /^\s?:/.test(text.folded.slice(owner.end, owner.end + 2)) ? owner : null;
}

/** `fred_t: I'll collect a list`: whoever says "I" behind a colon is somebody. */
function byHandle({ folded, start }: EnglishText): EnglishOwner | null {
	const word = SAYS_I.exec(folded.slice(start, start + 200))?.[1];
	if (!word || NOT_A_NAME.test(word)) return null;
	const part = { start, end: start + word.length };
	return { ...part, parts: [part], form: 'name' };
}

const SAYS_I =
	/^([a-z][a-z0-9_.-]{1,20}):\s(?:(?:[a-z]{1,10},?\s){0,3}|.{1,160}?[.!?;,]\s(?:so |and |but )?)(?:i'll|i will|i'm going to)\s/;

/** Who a sentence speaks of. Where somebody speaks, only names that are known take the word from him. */
function subjectOf(
	masked: string,
	sentence: Range,
	text: EnglishText,
	speaker: EnglishOwner | null
): EnglishOwner | null {
	const owner = readEnglishOwners(text.folded, text.original, sentence.start, text.names);
	const behind = /^[^:,;]{2,40}:\s/.exec(masked.slice(sentence.start, sentence.end))?.[0].length ?? 0;
	const isTold = owner?.form === 'known' && /^\s[a-z]/.test(masked.slice(owner.end, owner.end + 2));
	const speaks = owner !== null && /^\s?:/.test(masked.slice(owner.end, owner.end + 2));
	if (behind > 0 && !isTold && !speaks) {
		// "Colours: Ana showed the palette. She'll …": the topic is nobody.
		const named = readEnglishOwners(text.folded, text.original, sentence.start + behind, text.names);
		const isKnown = named?.form === 'known' || named?.form === 'handle';
		return isKnown || (owner && named?.form === 'name') ? named : null;
	}
	// "Parser: Ana explained it. She'll …": where a stranger seems to speak, somebody known is told of.
	const told =
		speaks &&
		owner.form === 'name' &&
		/\b(?:s?he|they)(?:'ll|\s)/.test(text.folded.slice(sentence.start, sentence.end + 40)) &&
		!/\bi\b/.test(text.folded.slice(sentence.start, sentence.end + 40))
			? readEnglishOwners(text.folded, text.original, sentence.start + behind, text.names)
			: null;
	if (told?.form === 'known' && /^\s[a-z]/.test(masked.slice(told.end, told.end + 2))) return told;
	if (!owner || owner.form === 'shape' || (owner.form === 'group' && !isOffice(text, owner)))
		return owner ? null : behindPhrase(masked, sentence, text);
	if (speaker && owner.form === 'name') return null;
	return /^(?:[\s:]|'s?\s)/.test(masked.slice(owner.end, owner.end + 3)) ? owner : null;
}

/** "As a follow-up, Scott asked for a guide. He'll …" */
function behindPhrase(masked: string, sentence: Range, text: EnglishText): EnglishOwner | null {
	const phrase = /^(?:as|in|at|on|for|after|with) [a-z' -]{2,30},\s/.exec(
		masked.slice(sentence.start, sentence.end)
	);
	const owner =
		phrase && readEnglishOwners(text.folded, text.original, sentence.start + phrase[0].length, text.names);
	return owner?.form === 'known' ? owner : null;
}

function readSentence(
	masked: string,
	sentence: Range,
	text: EnglishText,
	before: EnglishOwner | null
): readonly Promised[] {
	const words = masked.slice(sentence.start, sentence.end);
	if (words.length < 6) return [];
	if (words.endsWith('?')) return requestOf(masked, sentence, text);
	const named = subjectPromises(masked, sentence, text);
	if (named.length > 0) return named;
	const inside = insidePromise(masked, sentence, text);
	if (inside) return [inside];
	const other =
		whoWillPromise(masked, sentence, text) ??
		assignedPromise(masked, sentence, text) ??
		passivePromise(masked, sentence, text) ??
		handedByCue(masked, sentence, text) ??
		impliedPromise(words, sentence, text, before) ??
		(text.place.kind === 'agenda' ? null : orderedPromise(masked, sentence, text));
	return other ? [other] : [];
}

/** `fred: chris, can you do the request?` */
const CALLED_ON =
	/^(?:@?[a-z][a-z0-9_.-]{1,20}:\s)(?=@?[a-z][a-z0-9_.-]{1,20},\s(?:can|could|would|will) you\s)/;

function wordAt(folded: string, start: number): EnglishOwner {
	const end = folded.indexOf(',', start);
	return { start, end, parts: [{ start, end }], form: 'name' };
}

/** "@ana could you open an issue?" */
function requestOf(masked: string, sentence: Range, text: EnglishText): readonly Promised[] {
	const called = CALLED_ON.exec(masked.slice(sentence.start, Math.min(sentence.end, sentence.start + 60)));
	const at = sentence.start + (called ? called[0].length : 0);
	const owner =
		readEnglishOwners(text.folded, text.original, at, text.names) ??
		(called ? wordAt(text.folded, at) : null);
	if (!owner || (!called && owner.form !== 'handle' && owner.form !== 'known')) return [];
	const sure = owner.form === 'handle' || owner.form === 'known';
	const named = { sentence, text, owner, at, lead: '', strange: sure ? 0.08 : 0.2, sure };
	const asked = takenPromise(masked, named);
	return asked ? [asked] : [];
}

/** Somebody named will do something: at the beginning, or after `so`, `and`, a colon; each of them is a promise of its own. */
function subjectPromises(masked: string, sentence: Range, text: EnglishText): Promised[] {
	const found: Promised[] = [];
	let free = sentence.start;
	for (const at of subjectPlaces(masked, sentence)) {
		if (at < free) continue;
		const promise = subjectPromise(masked, sentence, text, {
			at,
			from: found.length > 0 ? at - JOINT : sentence.start
		});
		const last = found.at(-1);
		if (!promise || (last && !startsAnew(masked, last.start, at, promise))) continue;
		if (last) {
			const ownDay = last.due && last.due.start < at ? last.due : null;
			found[found.length - 1] = { ...last, end: trimmedEnd(masked, last.start, at), due: ownDay };
		}
		found.push(promise);
		free = promise.owners.at(-1)?.end ?? at;
	}
	return found;
}

/** "with Rob away Dana will call them", "a call which Ed will set up": somebody known will, wherever it is said. */
function insidePromise(masked: string, sentence: Range, text: EnglishText): Promised | null {
	const words = masked.slice(sentence.start, sentence.end);
	let tried = 0;
	for (const found of words.matchAll(/\s(will|to)\s/g)) {
		if (tried > MOST_TRIED) return null;
		const at = knownBefore(words.slice(0, found.index), sentence.start, text);
		if (at === null) continue;
		tried++;
		const lead = words.slice(0, at - sentence.start);
		if ((found[1] === 'will' ? TELLS_WHEN : IS_ASKED).test(lead)) continue;
		const promise = subjectPromise(masked, sentence, text, { at, from: sentence.start });
		if (promise) return { ...promise, confidence: Math.min(promise.confidence, 0.62) };
	}
	return null;
}

/** Where somebody known, or their initials, begins that these words close with. */
function knownBefore(words: string, from: number, { names, folded, original }: EnglishText): number | null {
	const end = from + words.length;
	const near = LAST_WORDS.exec(words.slice(-44));
	for (const length of near ? [near[0].length, near[1]!.length] : []) {
		const at = end - length;
		if (!/^\p{Lu}/u.test(original.slice(at, at + 1))) continue;
		if (names.at(folded, at)?.end === end) return at;
		if (/^\p{Lu}{2,3}$/u.test(original.slice(at, end)) && names.hasInitials(folded.slice(at, end))) return at;
	}
	return null;
}

/** A sentence of people knows its doer soon. */
const MOST_TRIED = 4;

const LAST_WORDS = /[a-z][a-z'-]{1,20}\s([a-z][a-z'-]{1,20})$/;
/** "asked Ana to …", "thanks to Ana to …", "the link for Ana to …": somebody else gives, or it is only told. */
const IS_ASKED =
	/\b(?:ask|asks|asked|asking|for|with|by|to|from|of|via|and|or|than|as|remind|reminds|reminded|emails?|emailed|tell|tells|told|wants?|wanted|get|gets|getting|got|lets?|invites?|invited|requests?|requested|needs?|needed|allow|allows|allowed|contact|contacted|thanks?|thanked|expects?|expected|helps?|helped|instructs?|instructed|suggests?|suggested|propos(?:es?|ed)|spoke|talk|talked|call|called|nominate[sd]?|elect|elected|appoint|appointed|like|liked|encouraged?|urged?|message|ping|pinged|chase|push|join|joined|follows?|followed|present(?:ed)?|introduced?|motion|moved)\s$/;
/** "until Ana will …", "the way Ana will …", "thinks Ana will …": told, not promised. */
const TELLS_WHEN =
	/\b(?:until|once|when|whenever|while|after|before|because|since|as|unless|how|why|what|where|whether|way|time|think|thinks|thought|hope|hopes|hoped|guess|expects?|believes?|assumes?|ask|asks|asked|wonders?|wondered)\s(?:[a-z]+\s)?$/;

/** "…, and Ben will": within a sentence another name needs its own verb. */
function startsAnew(masked: string, from: number, at: number, { rules }: Promised): boolean {
	return (
		rules[0] !== 'EX6b' ||
		/[,;]\s?(?:and\s)?$|(?:asked|instructed|tasked|requested|directed)\s$/.test(masked.slice(from, at))
	);
}

/** Where a promise ends that is followed by another: without the words between them. */
function trimmedEnd(masked: string, from: number, to: number): number {
	const tail = masked.slice(Math.max(from, to - 40), to);
	return (
		to -
		tail.length +
		tail.replace(
			/(?:[\s,;(:]|\b(?:and|so|then|but|that|where|asked|instructed|tasked|requested|directed)\b)+$/,
			''
		).length
	);
}

/** How much before a second name is looked at: the words that join it, `, and that `. */
const JOINT = 10;

/** The promise of the name at an offset; `from` is where the words that lead to it begin. */
function subjectPromise(
	masked: string,
	sentence: Range,
	text: EnglishText,
	{ at, from }: { at: number; from: number }
): Promised | null {
	const named = readEnglishOwners(text.folded, text.original, at, text.names);
	if (!named || named.end >= sentence.end) return null;
	// "The editor (Ana) will …", "Ana (Acme) to …"
	const told = /^\s\([^()]{2,30}\)(?=\s(?:will|to|has|is|volunteer|agree|shall)\b)/.exec(
		masked.slice(named.end, named.end + 44)
	);
	const owner = told ? { ...named, end: named.end + told[0].length } : named;
	const lead = masked.slice(from, at);
	const isOwnClause = /[,;]\s(?:and |so |but )?$/.test(lead);
	if (
		DOUBT.test(
			isOwnClause
				? lead.replace(/\b(?:could|would|might|proposal|proposes?|suggests?|suggestion)\b/g, '')
				: lead
		)
	)
		return null;
	const strange = strangeness(owner, text);
	const phrase = {
		sentence,
		text,
		owner,
		at,
		lead,
		strange,
		sure: owner.form === 'known' || owner.form === 'handle'
	};
	return (
		willPromise(masked, phrase) ??
		toPromise(masked, phrase) ??
		takenPromise(masked, phrase) ??
		orderedTo(masked, phrase) ??
		ownCuePromise(masked, phrase)
	);
}

const PLACES =
	/(?:^(?:(?:and|so|but|then|also|(?:agreed|decided)(?: that)?)\s)?(?:(?:asked|requested|instructed|directed|requests|instructs|directs|authori[sz]es|needs?|action (?:item )?(?:on|for))\s)?|[:;,(]\s?|\b(?:so|and|then|but|agreed|agrees|that|where|asked|instructed|tasked|requested|directed|(?:to |and )(?:ask|instruct|request|direct|authori[sz]e|invite)|asks|requests|instructs|directs|authori[sz]es|needs?|action (?:item )?(?:on|for)|;)\s|\uE001+\s?)/g;

function subjectPlaces(masked: string, sentence: Range): number[] {
	const words = masked.slice(sentence.start, sentence.end);
	const places: number[] = [];
	PLACES.lastIndex = 0;
	for (let found = PLACES.exec(words); found && places.length < 12; found = PLACES.exec(words)) {
		places.push(sentence.start + found.index + found[0].length);
		PLACES.lastIndex = Math.max(PLACES.lastIndex, found.index + 1);
	}
	return places;
}
