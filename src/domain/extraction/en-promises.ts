/** Promises in English running text [EX6]: "Alexis will open an issue", "Brian to keep us posted", "assigned to Ana". */
import type { DayMention } from './day-mention.ts';
import { BASE_VERBS, ROLE } from './en-lexicon.ts';
import { readEnglishOwners } from './en-owner.ts';
import type { EnglishOwner } from './en-owner.ts';
import type { NameIndex } from './names.ts';
import type { OwnWordIndex } from './own-words.ts';
import { daysWithin } from './promise.ts';
import type { Promised, ProsePlace, Range } from './promise.ts';

export type EnglishText = {
	readonly folded: string;
	/** The same length, with days blotted out. */
	readonly masked: string;
	readonly original: string;
	readonly start: number;
	readonly end: number;
	readonly days: readonly DayMention[];
	readonly names: NameIndex;
	readonly ownWords: OwnWordIndex;
	readonly place: ProsePlace;
};

/** All promises of a range of text, in reading order. */
export function findEnglishPromises(text: EnglishText): readonly Promised[] {
	const { masked } = text;
	const promises: Promised[] = [];
	const speaker = speakerOf(text);
	let subject: EnglishOwner | null = speaker;
	const tag = tagOf(text);
	for (const sentence of sentencesOf({ ...text, start: text.start + tag })) {
		const own = subjectOf(masked, sentence, text, speaker);
		for (const found of readSentence(masked, sentence, text, own ?? subject)) {
			const last = promises.at(-1);
			if (last && found.rules[0] === 'EX6e' && sameOwners(found, last)) {
				promises[promises.length - 1] = {
					...last,
					end: found.end,
					due: last.due?.day ? last.due : found.due
				};
			} else promises.push(found);
		}
		subject = own ?? subject;
	}
	return promises;
}

/** "Ana promised to do the work. Will try by Friday." is one promise. */
function sameOwners(a: Promised, b: Promised): boolean {
	return (
		a.owners.length === b.owners.length && a.owners.every((owner, at) => owner.start === b.owners[at]!.start)
	);
}

const BOUNDARY = /[.!?;](?=\s|$)|\n|\s-{1,2}\s|\s(?:=>|->|→|➔|–|—)\s/g;

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
			/(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|st|no|prof|rev|cllr|approx|min|nos|para|sec|art|dept|inc|ltd|fig|al|cf|jr|sr)|\b[a-z])$/.test(
				text.slice(Math.max(start, found.index - 5), found.index)
			)
		)
			continue;
		if (found.index + 1 > start)
			ranges.push({ start, end: found[0] === '?' ? found.index + 1 : found.index });
		start = found.index + found[0].length;
	}
	if (to > start) ranges.push({ start, end: to });
	return ranges.map((range) => trimmed(masked, range)).filter((range) => range.end > range.start);
}

function trimmed(masked: string, { start, end }: Range): Range {
	let from = start;
	let to = end;
	while (from < to && /[\s"'(*_>:]/.test(masked[from]!)) from++;
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
	const owner = readEnglishOwners(text.folded, text.original, text.start, text.names);
	if (!owner || owner.form === 'shape') return null;
	return /^\s?:/.test(text.folded.slice(owner.end, owner.end + 2)) ? owner : null;
}

/** Who a sentence speaks of. Where somebody speaks, only names that are known take the word from him. */
function subjectOf(
	masked: string,
	sentence: Range,
	text: EnglishText,
	speaker: EnglishOwner | null
): EnglishOwner | null {
	const owner = readEnglishOwners(text.folded, text.original, sentence.start, text.names);
	if (!owner || owner.form === 'shape' || (owner.form === 'group' && !isOffice(text, owner))) return null;
	if (speaker && owner.form === 'name') return null;
	const behind = /^[^:,;]{2,40}:\s/.exec(masked.slice(sentence.start, sentence.end))?.[0].length ?? 0;
	if (behind > 0 && !/^\s?:/.test(masked.slice(owner.end, owner.end + 2))) {
		// "Colours: Ana showed the palette. She'll …": the topic is nobody.
		const named = readEnglishOwners(text.folded, text.original, sentence.start + behind, text.names);
		return named && named.form !== 'group' && named.form !== 'shape' ? named : null;
	}
	return /^[\s:]/.test(masked.slice(owner.end, owner.end + 1)) ? owner : null;
}

const ADVERB = '(?:also|then|just|now|first|still|both|all|and|each|now|already)';
const WILL = new RegExp(
	`(?:\\s${ADVERB})?\\s?(?:will(?! not|n't| have (?:to wait)?\\b(?! a look))|'ll|'s going to|is going to|are going to|is to|are to|(?:(?:ha(?:s|ve)|had) )?(?:kindly |also )?(?:agree[sd]?|volunteer(?:s|ed)?|offer(?:s|ed)|promise[sd]?|commit(?:s|ted)?|undert(?:akes?|ook|aken)|pledged) to|aims? to|plans? to|intends? to|owes|needs? to|has to|have to|(?:is|was|were|has been) tasked (?:with|to)|has been asked to|was asked to|is asked to|shall|must|has an action(?: item)? to|(?:takes?|took|accepts?|accepted) (?:an |the )?(?:action|ai|todo)(?: item)? to)\\s(?:${ADVERB}\\s)?(?:be (?=[a-z]+ing\\b))?`,
	'y'
);
/** "Lee said he would add them", "agreed that the clerk would write". */
const SAYS_WILL =
	/\s(?:said|says|confirmed|stated|mentioned|promised|indicated|advised|announced) (?:that )?(?:he|she|they)(?:'ll| will|'d| would| is going to| are going to)\s(?:also\s|then\s)?/y;
const AGREED = /\b(?:agreed|decided|resolved|confirmed|and)\s(?:that\s)?$/;
const WOULD = /\s(?:would|should)\s(?:also\s|then\s)?(?:be asked to\s)?/y;
const TO = new RegExp(
	`(?:\\s${ADVERB})?\\sto\\s(?:${ADVERB}\\s)?(?:try (?:and|to)\\s)?(?:re-)?(?=(?:${BASE_VERBS})(?![a-z])|follow[- ]up|set[- ]?up|be\\s[a-z]+ing\\b)`,
	'y'
);
/** Whatever a known person is to do. */
const TO_ANY =
	/\sto\s(?!(?:the|an?|be|have|her|him|his|it|its|my|our|their|them|this|that|us|you|your|everyone|all|do with)\b)(?=[a-z]{3,}\s)/y;
const VOLUNTEERS =
	/\s(?:duly |kindly |has |have )?(?:volunteer(?:s|ed)(?! to)|taking (?:this |it )?(?:as )?an? (?:action|ai)|takes? (?:this|it) (?:on|as an action)|(?:takes?|took|owns?|will own) (?:this|it|that)(?: over| on)?(?=\s?(?:$|[.,;]))|(?:has|have) (?:an |the )?(?:action|ai)\b|promised (?=(?:an?|one|some|the)\s)|signed up|is on it|on point)/y;
/** "pms, please …", "Ana can you …". */
const ASKED = /[,:]?\s(?:please|pls|kindly|(?:can|could) you(?: please)?)\s/y;
const DOER = new RegExp(
	`(?:re-?|co-)?(?:${BASE_VERBS}|ordinate|be (?:pinging|sending|working|reaching|writing|looking))(?![a-z-])`,
	'y'
);
/** Whatever a known person will do, but what only happens to people. */
const ANY_WORD =
	/(?!(?:be|become|remain|stay|like|love|prefer|know|see|hear|miss|lose|fail|cost|take over|happen|not|no|never|also be)\b)[a-z][a-z-]{2,}(?![a-z])/y;
const ING = /[a-z]{3,}ing(?![a-z])/y;
const ASSIGN = /(?:^|[\s;,(-])(?:re-?)?assign(?:ed)?\s?(?:to|:)\s/g;
/** Words by which a sentence weighs what might be, and promises nothing. */
export const DOUBT =
	/\b(?:if|unless|maybe|might|may(?! meeting| \d)|could|would|perhaps|possibly|whether|suggests?|suggestion|proposal|proposes?|ideally|hopefully|in case|not sure|nobody|no one)\b/;
const PLAIN_WILL = /(?:^|[\s,;])will\s(?:then\s|also\s|try to\s)?/g;

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
	const other =
		whoWillPromise(masked, sentence, text) ??
		assignedPromise(masked, sentence, text) ??
		handedByCue(masked, sentence, text) ??
		impliedPromise(words, sentence, text, before) ??
		(text.place.kind === 'agenda' ? null : orderedPromise(masked, sentence, text));
	return other ? [other] : [];
}

/** "@ana could you open an issue?" */
function requestOf(masked: string, sentence: Range, text: EnglishText): readonly Promised[] {
	const owner = readEnglishOwners(text.folded, text.original, sentence.start, text.names);
	if (!owner || (owner.form !== 'handle' && owner.form !== 'known')) return [];
	const named = { sentence, text, owner, at: sentence.start, lead: '', strange: 0.08, sure: true };
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
		if (last) found[found.length - 1] = { ...last, end: trimmedEnd(masked, last.start, at) };
		found.push(promise);
		free = promise.owners.at(-1)?.end ?? at;
	}
	return found;
}

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
	const owner = readEnglishOwners(text.folded, text.original, at, text.names);
	if (!owner || owner.end >= sentence.end) return null;
	const lead = masked.slice(from, at);
	if (DOUBT.test(lead)) return null;
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

/** "Ana is all over the rollout", where "is all over" is the workspace's own [EX66]. */
function ownCuePromise(masked: string, { sentence, text, owner, at, strange }: Named): Promised | null {
	const space = masked[owner.end] === ' ' ? 1 : 0;
	const cue = text.ownWords.cueAt(masked, owner.end + space);
	if (cue?.place !== 'behind-owner' || cue.end > sentence.end) return null;
	if (/[a-z]/.test(masked.slice(cue.end, sentence.end)))
		return make(text, sentence, at, owner, owner.end, 0.8 - strange, 'EX66');
	const start = wholeLine(masked, sentence, text);
	const cut = { start: at, end: sentence.end };
	return make(text, { start, end: sentence.end }, start, owner, owner.end, 0.8 - strange, 'EX66', cut);
}

/** "The quote: over to Ana", where "over to" is the workspace's own [EX66]. */
function handedByCue(masked: string, sentence: Range, text: EnglishText): Promised | null {
	for (const cue of text.ownWords.cuesIn(masked, sentence)) {
		if (cue.place !== 'before-owner') continue;
		const from = cue.end + /^[\s:]{0,2}/.exec(masked.slice(cue.end, cue.end + 2))![0].length;
		const owner = readEnglishOwners(text.folded, text.original, from, text.names);
		if (!owner || owner.end > sentence.end || DOUBT.test(masked.slice(sentence.start, cue.start))) continue;
		const start = wholeLine(masked, sentence, text);
		const cut = { start: cue.start, end: owner.end + (masked[owner.end] === ':' ? 1 : 0) };
		const whole = { start, end: sentence.end };
		return make(text, whole, start, owner, start, 0.8 - strangeness(owner, text), 'EX66', cut);
	}
	return null;
}

/** "The Board requested that counsel review the agreements". */
function orderedTo(masked: string, { sentence, text, owner, at, lead, strange }: Named): Promised | null {
	if (!/\b(?:requested|asked|directed|instructed|resolved) that (?:the )?$/.test(lead)) return null;
	if (masked[owner.end] !== ' ' || !at_(DOER, masked, owner.end + 1)) return null;
	return make(text, sentence, at, owner, owner.end + 1, 0.74 - strange, 'EX6b');
}

/** Where a name stands, and how sure it is one. */
type Named = {
	readonly sentence: Range;
	readonly text: EnglishText;
	readonly owner: EnglishOwner;
	readonly at: number;
	/** The words of the sentence before the name. */
	readonly lead: string;
	readonly strange: number;
	readonly sure: boolean;
};

/** "Ana will …", "agreed that Ana would …". */
function willPromise(
	masked: string,
	{ sentence, text, owner, at, lead, strange, sure }: Named
): Promised | null {
	if (owner.form === 'group' && /^(?!all).*members$/.test(text.folded.slice(owner.start, owner.end)))
		return null;
	const will =
		at_(WILL, masked, owner.end) ??
		at_(SAYS_WILL, masked, owner.end) ??
		(AGREED.test(lead) ? at_(WOULD, masked, owner.end) : null);
	if (!will)
		return (
			shouldPromise(masked, { sentence, text, owner, at, lead, strange, sure }) ??
			chargePromise(masked, { sentence, text, owner, at, lead, strange, sure })
		);
	const needs = at_(NEEDS_TO, masked, owner.end + will.length)?.length ?? 0;
	const from = owner.end + will.length + needs;
	const rest = masked.slice(from, sentence.end);
	const does = at_(DOER, masked, from) ?? (/ be | with $/.test(will) ? at_(ING, masked, from) : null);
	const other = !does && sure && /^\s?(?:will|'ll)\s/.test(will) ? at_(ANY_WORD, masked, from) : null;
	if ((!does && !other) || STAYS.test(rest)) return null;
	const weak = needs > 0 || /need|has to|have to|plan|must/.test(will) ? 0.2 : 0;
	const resolved = owner.form === 'group' && /agreed/.test(will) ? 0.2 : 0;
	const later = DOUBT.test(
		rest
			.slice(0, 80)
			.replace(FINDS_OUT, '')
			.split(/,? (?:and|but) /)[0]!
	)
		? 0.12
		: 0;
	const confidence = (sure ? 0.84 : 0.76) - weak - resolved - (does ? 0 : 0.14) - later - strange;
	return make(text, sentence, at, owner, from, confidence, 'EX6a');
}

const NEEDS_TO = /need to /y;
/** "will ask the head if we can": to find that out is the work. */
const FINDS_OUT =
	/^(?:ask|check|see|find out|enquire|inquire|confirm|verify|investigate|explore|look|assess|test|determine|clarify|figure out|research)\b[^,;.]{0,40}?\b(?:if|whether)\b.{0,40}/;

/** "Ana should send it by Monday": only with a day it is more than advice. */
function shouldPromise(masked: string, { sentence, text, owner, at, strange, sure }: Named): Promised | null {
	const should = at_(SHOULD, masked, owner.end);
	if (!should || !at_(DOER, masked, owner.end + should.length)) return null;
	if (!daysWithin(text.days, sentence).some((day) => day.limit && day.day)) return null;
	return make(text, sentence, at, owner, owner.end + should.length, (sure ? 0.7 : 0.62) - strange, 'EX6a');
}

const SHOULD = /\s(?:also\s)?should\s(?:also\s|then\s)?/y;

/** "Ana is responsible for …", "Ben takes care of …". */
function chargePromise(masked: string, { sentence, text, owner, at, strange }: Named): Promised | null {
	const charge = at_(IN_CHARGE, masked, owner.end);
	if (!charge || masked.slice(owner.end + charge.length, sentence.end).trim().length < 3) return null;
	return make(text, sentence, at, owner, owner.end + charge.length, 0.7 - strange, 'EX6h');
}

const IN_CHARGE =
	/\s(?:(?:is|are|will be) (?:responsible for|in charge of|taking care of|on the hook for)|takes? care of|owns(?= [^.]*\uE001))\s/y;

/** "Ana to …". */
function toPromise(
	masked: string,
	{ sentence, text, owner, at, lead, strange, sure }: Named
): Promised | null {
	const to =
		at_(TO, masked, owner.end) ?? (sure && lead.trim() === '' ? at_(TO_ANY, masked, owner.end) : null);
	if (!to || TOWARDS.test(lead)) return null;
	if (
		REQUESTED.test(lead) &&
		IN_MEETING.test(masked.slice(owner.end + to.length, owner.end + to.length + 16))
	)
		return null;
	if (owner.form === 'group' && !/^(?:\s|.*[:,]\s)?$/.test(lead) && !GIVES_WORK.test(lead)) return null;
	return make(text, sentence, at, owner, owner.end + to.length, (sure ? 0.84 : 0.74) - strange, 'EX6b');
}

/** "requests the CEO to prepare a report" */
const GIVES_WORK =
	/\b(?:asked|instructed|tasked|requested|directed|requests|instructs|directs|authori[sz]es|on|for)\s$/;
/** "Sam asked Priya to explain": what is asked for in the meeting itself is over with it. */
const REQUESTED = /\b(?:asked|requested|directed)\s$/;
const IN_MEETING =
	/^\s?(?:explain|clarify|comment|repeat|describe|elaborate|speak|introduce|say|tell|summari[sz]e|share (?:his|her|their|an?|some|any|more|thoughts|updates?)|give|present|report)\b/;
const TOWARDS =
	/(?:^|\s)(?:thanks?|according|similar|up|back|due|next|response|reply|need|link|access|talk|speak|spoke|talked|invite|question|ping|reached out)\s$/;

/** "Bettina chases Paul": in notes the present tense often is a promise. */
const DOES =
	/\s(?:also |then )?(?:chases|orders|sends|books|fixes|escalates|organi[sz]es|prepares|writes|drafts|contacts|files|schedules|arranges|buys|brings|prints|submits|uploads|sets up|follows up|takes over|picks up|sorts out|calls|emails|rings|invites|circulates|collects|updates|merges|deploys|translates|replies to|coordinates|handles|takes care|looks after|talks to)\s/y;
/** "Kwame can take a stab at it" */
const OFFERS =
	/\scan (?=take (?:a |it|this|that|on)|do (?:it|this|that|the)|help (?:with|out)|look into|handle|write|draft|send|set up|follow up|pick (?:it|this|that) up|own)/y;

/** "Ana, please …", "Ana volunteers": asked to, or taken up. */
function takenPromise(
	masked: string,
	{ sentence, text, owner, at, lead, strange, sure }: Named
): Promised | null {
	const does = owner.form === 'known' && lead.trim() === '' ? at_(DOES, masked, owner.end) : null;
	if (does && text.place.kind !== 'report') return make(text, sentence, at, owner, owner.end, 0.56, 'EX6i');
	const offers = sure ? at_(OFFERS, masked, owner.end) : null;
	if (offers) return make(text, sentence, at, owner, owner.end + offers.length, 0.62, 'EX6g');
	const asked = at_(ASKED, masked, owner.end);
	if (asked && at_(DOER, masked, owner.end + asked.length)) {
		return make(text, sentence, at, owner, owner.end + asked.length, (sure ? 0.8 : 0.7) - strange, 'EX6g');
	}
	const volunteers = at_(VOLUNTEERS, masked, owner.end);
	if (!volunteers) return null;
	const confidence = (sure ? 0.8 : 0.72) - strange;
	if (masked.slice(owner.end + volunteers.length, sentence.end).trim() !== '')
		return make(text, sentence, at, owner, owner.end, confidence, 'EX6c');
	const start = wholeLine(masked, sentence, text);
	return make(text, { start, end: sentence.end }, start, owner, owner.end, confidence, 'EX6c', {
		start: at,
		end: sentence.end
	});
}

/** `ana: I'll take that`. */
const SPEAKS_OF_SELF =
	/^[^:]{1,30}:\s(?:ok(?:ay)?,?\s|yes,?\s|sure,?\s)?(?:i'll|i will|i can|i could|i'm going to|let me)\s(?:also\s|then\s)?/;

/** "I'll start with the slides": done while it is said. */
const IN_SPEECH =
	/^(?:just |now |quickly |briefly )?(?:go (?:through|over|back|first|next|ahead)|start|begin|present|say|tell|let|explain|talk|speak|share my|show|stop|hand|give (?:a|an|you|some|it)|move on|continue|read (?:it|this|out|through)|wait|repeat|skip|mention|add that|note|point|summari[sz]e|close the|open (?:the|it up)|ask|answer|defer|take (?:questions|notes|a (?:quick|short|moment|minute)|that|it from)|keep|see|be |try and|step|walk|put (?:it|that|up)|leave|join|vote|have)\b/;

/** "Chris: 34 tests fail. I'll look into them.": whoever the line is of speaks on. */
const SELF_WILL = /(?:^|[,;]\s?(?:so |and |but )?)(?:i'll|i will|i'm going to)\s(?:also\s|then\s)?/;

/** `[Ana] volunteered to …` */
const TOOK_UP = /^(?:has |have )?(?:volunteered|agreed|offered|promised|committed|undertook) to\s/;

/** "He will call them tomorrow": the one spoken of just before. */
const PRONOUN_WILL =
	/(?:^|[,;]\s?(?:so |and |but )?)(?:(?:next|then|now|later|after that),?\s)?(?:he|she|they)(?:'ll|\s(?:also\s|then\s)?(?:will|agreed to|is going to|promised to|volunteered to|offered to|undertook to|is to))\s(?:also\s|then\s)?/;

/** `Wei: …`: the line is theirs. */
function speaks_({ start, folded }: EnglishText, owner: EnglishOwner): boolean {
	return (
		owner.start === start && owner.form !== 'group' && /^\s?:/.test(folded.slice(owner.end, owner.end + 2))
	);
}

/** "The Director" is somebody, "the team" is not. */
function isOffice({ folded }: EnglishText, { start, end }: EnglishOwner): boolean {
	return OFFICE.test(folded.slice(start, end));
}

const OFFICE = new RegExp(`^(?:the )?(?:[a-z]{2,14} )?${ROLE}$`);

/** How much less sure a name is that nobody knows: least where the minutes list nobody, most for capitals among known people. */
function strangeness(owner: EnglishOwner, { original, folded, names }: EnglishText): number {
	if (owner.form === 'shape') return 0.2;
	if (owner.form !== 'name') return 0;
	const written = original.slice(owner.start, owner.end);
	if (/^(?:Mr|Mrs|Ms|Dr|Prof|Professor|Cllr|Councillor|Rev|Sir|Fr)\b/.test(written)) return 0;
	if (/^\p{Lu}{2,4}$/u.test(written)) {
		if (names.hasInitials(folded.slice(owner.start, owner.end))) return 0;
		return names.knowsPeople ? 0.34 : 0.1;
	}
	return names.knowsPeople ? 0.2 : 0.04;
}

/** What will come by itself is no work: "will be ready", "will need more time". */
const STAYS =
	/^(?:be |have |need(?! to )|not |only |likely|probably |never |see (?:if|how)|wait (?:for|until|to see) |meet again|take (?:place|office|effect|part|about|around|at least|some time|\d))(?!a look)/;

function at_(pattern: RegExp, text: string, at: number): string | null {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0] ?? null;
}

const PLACES =
	/(?:^(?:(?:asked|requested|instructed|directed|requests|instructs|directs|authori[sz]es|action (?:item )?(?:on|for))\s)?|[:;,(]\s?|\b(?:so|and|then|but|agreed|agrees|that|where|asked|instructed|tasked|requested|directed|requests|instructs|directs|authori[sz]es|action (?:item )?(?:on|for)|;)\s|\uE001+\s?)/g;

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

/** "… was referred to the board, which will submit a draft". */
function whoWillPromise(masked: string, sentence: Range, text: EnglishText): Promised | null {
	const words = masked.slice(sentence.start, sentence.end);
	const found = /,\s(?:who|which)\s(?:will|is to|has agreed to|agreed to)\s/.exec(words);
	if (!found || DOUBT.test(words.slice(0, found.index))) return null;
	const from = sentence.start + found.index + found[0].length;
	if (!at_(DOER, masked, from) || STAYS.test(masked.slice(from, sentence.end))) return null;
	const comma = sentence.start + found.index;
	for (const word of masked.slice(Math.max(sentence.start, comma - 30), comma).matchAll(/\b[a-z@]/g)) {
		const at = Math.max(sentence.start, comma - 30) + word.index;
		const owner = readEnglishOwners(text.folded, text.original, at, text.names);
		if (!owner || owner.end !== comma || owner.form === 'shape' || PREPOSITION.test(masked.slice(at, comma)))
			continue;
		return make(text, sentence, at, owner, from, 0.72 - strangeness(owner, text), 'EX6a');
	}
	return null;
}

const PREPOSITION = /^(?:to|of|by|with|for|from|at|on|in|and|back|a|an)\b/;

/** "…; assign to BW", "assigned to Ana, Ben". */
function assignedPromise(masked: string, sentence: Range, text: EnglishText): Promised | null {
	const range = masked.slice(0, sentence.end);
	ASSIGN.lastIndex = Math.max(0, sentence.start - 2);
	for (let found = ASSIGN.exec(range); found; found = ASSIGN.exec(range)) {
		const at = found.index + found[0].length;
		const owner = readEnglishOwners(text.folded, text.original, at, text.names);
		if (!owner) continue;
		const start = wholeLine(masked, sentence, text);
		return make(text, { start, end: sentence.end }, start, owner, start, 0.84, 'EX6d', {
			start: found.index,
			end: owner.end
		});
	}
	return null;
}

/** An assignment belongs to what stands before it on the line, also across a semicolon or a dash. */
function wholeLine(masked: string, sentence: Range, text: EnglishText): number {
	const newline = masked.lastIndexOf('\n', sentence.start - 1);
	return Math.max(text.start, newline + 1);
}

/** "…; will look at and address": the one spoken of, or who speaks, will. */
function impliedPromise(
	words: string,
	sentence: Range,
	text: EnglishText,
	before: EnglishOwner | null
): Promised | null {
	const spoken = before && before.start === sentence.start ? SPEAKS_OF_SELF.exec(words) : null;
	if (spoken) {
		const from = sentence.start + spoken[0].length;
		if (IN_SPEECH.test(text.folded.slice(from, from + 24))) return null;
		if (!at_(DOER, text.folded, from) || STAYS.test(text.folded.slice(from, sentence.end))) return null;
		return make(
			text,
			sentence,
			sentence.start,
			before!,
			from,
			/can|could/.test(spoken[0]) ? 0.6 : 0.76,
			'EX6e'
		);
	}
	const self =
		before && before.start === text.start && before.form !== 'group' ? SELF_WILL.exec(words) : null;
	if (self && !DOUBT.test(words.slice(0, self.index))) {
		const from = sentence.start + self.index + self[0].length;
		const does = IN_SPEECH.test(text.folded.slice(from, from + 24)) ? null : at_(DOER, text.folded, from);
		if (!does || STAYS.test(text.folded.slice(from, sentence.end))) return null;
		return make(text, sentence, sentence.start, before!, from, 0.72, 'EX6e');
	}
	const pronoun = before && before.form !== 'group' ? PRONOUN_WILL.exec(words) : null;
	if (pronoun && !DOUBT.test(words.slice(0, pronoun.index))) {
		const from = sentence.start + pronoun.index + pronoun[0].length;
		if (!at_(DOER, text.folded, from) || STAYS.test(text.folded.slice(from, sentence.end))) return null;
		return make(text, sentence, sentence.start, before!, from, 0.7, 'EX6e');
	}
	const offered =
		before && text.folded[text.start] === '[' && before.start === text.start + 1 ? TOOK_UP.exec(words) : null;
	if (offered && at_(DOER, text.folded, sentence.start + offered[0].length))
		return make(text, sentence, sentence.start, before!, sentence.start + offered[0].length, 0.76, 'EX6e');
	PLAIN_WILL.lastIndex = 0;
	for (let found = PLAIN_WILL.exec(words); found; found = PLAIN_WILL.exec(words)) {
		const lead = words.slice(0, found.index).replace(/^[\s:,-]+/, '');
		const from = sentence.start + found.index + found[0].length;
		const known =
			before !== null &&
			(before.form === 'known' || before.form === 'handle' || (speaks_(text, before) && found.index === 0));
		const does = at_(DOER, text.folded, from) ?? (known ? at_(ANY_WORD, text.folded, from) : null);
		if (!does || STAYS.test(text.folded.slice(from, sentence.end))) continue;
		const speaks =
			before !== null &&
			(lead === '' ||
				(before.start === sentence.start && /^[^:]{1,40}:\s*(?:i)?$/.test(words.slice(0, found.index + 1))) ||
				(before.start === sentence.start &&
					(before.form !== 'group' || isOffice(text, before)) &&
					/(?:\band|\bbut|\bthen|,)$/.test(lead.trimEnd())));
		if (!speaks || DOUBT.test(lead)) continue;
		const start = sentence.start + found.index + (/^[\s,;]/.test(found[0]) ? 1 : 0);
		return make(text, { start, end: sentence.end }, start, before, from, 0.66, 'EX6e');
	}
	return null;
}

/**
 * An order with its owner in brackets or a day of limit: "Announce it on the list by Friday (Ana)". Without either an order is only an idea.
 * "By Friday should have a draft" is one too.
 */
function orderedPromise(masked: string, sentence: Range, text: EnglishText): Promised | null {
	const words = masked.slice(sentence.start, sentence.end);
	const limit = daysWithin(text.days, sentence).find((day) => day.limit && day.sense !== 'vague');
	if (DOUBT.test(words)) return null;
	if (limit && /^\uE001+,?\s(?:we )?(?:should|will|must|need to|to)\s/.test(words)) {
		return make(text, sentence, sentence.start, NOBODY, sentence.start, 0.62, 'EX6f');
	}
	if (limit && /^(?:aim(?:ing)? to|plan(?:ning)? to|goal is to|target(?:ing)? to)\s/.test(words)) {
		return make(text, sentence, sentence.start, NOBODY, sentence.start, 0.66, 'EX6f');
	}
	const polite = (PLEASE.exec(words) ?? NEEDED.exec(words))?.[0].length ?? 0;
	if (!isImperative(text.folded, sentence.start + polite)) return null;
	if (/\b(?:needed|required|is|are|was|were)\b/.test(words.slice(0, 48))) return null;
	const bracket = /\(([^()]{2,40})\)\s?$/.exec(words);
	if (bracket) {
		const at = sentence.start + bracket.index + 1;
		const owner = readEnglishOwners(text.folded, text.original, at, text.names);
		const whole = owner !== null && owner.end >= at + bracket[1]!.trimEnd().length;
		const sure = owner?.form === 'known' || owner?.form === 'handle';
		if (owner && whole && (sure || (limit !== undefined && owner.form === 'name'))) {
			const cut = { start: at - 1, end: sentence.end };
			return make(text, sentence, sentence.start, owner, sentence.start, 0.74, 'EX6f', cut);
		}
	}
	if (!limit) return null;
	return make(text, sentence, sentence.start, NOBODY, sentence.start, 0.58, 'EX6f');
}

const NEEDED = /^(?:we |they |someone |somebody )?(?:still )?(?:needs? to|must|have to|has to) /;
const PLEASE = /^(?:please|pls|kindly)\s/;

const NOBODY: EnglishOwner = { start: 0, end: 0, parts: [], form: 'group' };

function make(
	text: EnglishText,
	sentence: Range,
	start: number,
	owner: EnglishOwner,
	contentFrom: number,
	confidence: number,
	rule: string,
	cut: Range = { start, end: contentFrom }
): Promised {
	const inside = daysWithin(text.days, sentence).filter(
		(day) => day.kind !== 'from' && (day.end >= start || isLead(text, sentence, day, start))
	);
	const due =
		inside.find((day) => day.limit && day.day) ?? inside.find((day) => day.day) ?? inside[0] ?? null;
	return {
		start,
		end: sentence.end,
		owners: owner.parts,
		due,
		cuts: due ? [cut, due] : [cut],
		deliverable: null,
		support: [],
		confidence: Math.min(0.97, confidence + (due?.limit ? 0.06 : 0)),
		rules: [rule]
	};
}

/** "By Friday Ana will …": a day before the owner is the promise's when it opens the sentence or stands right before the name. */
function isLead({ masked }: EnglishText, sentence: Range, day: DayMention, start: number): boolean {
	const before = masked.slice(sentence.start, day.start);
	const clause = before.slice(
		Math.max(before.lastIndexOf(','), before.lastIndexOf(';'), before.lastIndexOf(':')) + 1
	);
	return clause.trim() === '' || (start - day.end <= 1 && /\b(?:and|then|so|but)\s$/.test(before));
}

/** True when the words from an offset begin with a verb of work: an order, "Create new rooms". */
export function isImperative(folded: string, at: number): boolean {
	return (
		at_(DOER, folded, at) !== null &&
		!/^(?:see|do|work|plan|test|support|use|need|update|release|report|review|process|change|list|link|open|close|start|end|map|point|schedule|sync|talk|vote|wait|order|handle|keep|let|show|think|understand|wait|go|get|see|give) (?:is|was|are|from|by|in progress|of|for the|updates?)\b/.test(
			folded.slice(at, at + 40)
		)
	);
}
