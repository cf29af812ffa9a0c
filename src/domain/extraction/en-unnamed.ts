/** Promises whose owner does not lead the sentence: assigned, spoken of before, or nobody [EX6d–EX6f]. */
import type { EnglishOwner } from './en-owner.ts';
import { readEnglishOwners } from './en-owner.ts';
import type { EnglishText } from './en-text.ts';
import {
	ANY_WORD,
	DOER,
	DOUBT,
	IN_SPEECH,
	NOBODY,
	OF_AGENDA,
	STAYS,
	at_,
	isImperative,
	MUSES,
	isOffice,
	make,
	strangeness,
	wholeLine
} from './en-text.ts';
import { isListedOrder, isStrangeOrder, nobodysPromise } from './en-listed-orders.ts';
import type { Promised, Range } from './promise.ts';
import { daysWithin } from './promise.ts';

const ASSIGN = /(?:^|[\s;,(-])(?:(?:re-?)?assign(?:ed)?\s?(?:to|:)|volunteers?:|taken by:?)\s/g;
const PLAIN_WILL =
	/(?:^|[\s,;])(?:will\s(?:then\s|also\s|try to\s)?|(?<=\band\s)(?:plans|is going|is|agreed|volunteered|offered|promised|intends) to\s)/g;

/** "The quote: over to Ana", where "over to" is the workspace's own [EX66]. */
export function handedByCue(masked: string, sentence: Range, text: EnglishText): Promised | null {
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

/** `ana: I'll take that`. */
const SPEAKS_OF_SELF =
	/^[^:]{1,30}:\s(?:(?:ok(?:ay)?|yes|sure|well|so|and|but|then|in the meantime|meanwhile|for now|after that|next|later|\uE001+),?\s){0,3}(?:i'll|i will|i can|i could|i'm going to|(?:i'm )?happy to(?! (?:announce|report|say|see|hear|be|wait|note))|let me|gonna|going to)\s(?:also\s|then\s|just\s)?/;

/** "Chris: 34 tests fail. I'll look into them.": whoever the line is of speaks on. */
const SELF_WILL =
	/(?:^|[,;]\s?)(?:(?:so|and|but|then|in the meantime|meanwhile|for now|after that|next|later|\uE001+),?\s){0,3}(?:i'll|i will|i can|i'm going to|i'm gonna)\s(?:also\s|then\s|just\s)?/;

/** `[Ana] volunteered to …` */
const TOOK_UP = /^(?:has |have )?(?:volunteered|agreed|offered|promised|committed|undertook) to\s/;

/** `Joe: agreed to …` */
const SAID_TAKEN =
	/^[^:]{1,40}:\s(?:has |have )?(?:volunteered|agreed|offered|promised|committed|undertook) to\s/;

/** "He will call them tomorrow": the one spoken of just before. */
const PRONOUN_WILL =
	/(?:^|[,;]\s?(?:so |and |but )?)(?:(?:next|then|now|later|after that),?\s)?(?:he|she|they)(?:'ll|\s(?:also\s|then\s)?(?:will|agreed to|is going to|promised to|volunteered to|offered to|undertook to|is to))\s(?:also\s|then\s)?/;

/** "Ana wrote to the packaging team; they will …": it is theirs. */
const OTHERS =
	/\b(?:teams?|groups?|committees?|boards?|council|compan(?:y|ies)|vendor|supplier|landlord|folks|people|students|staff|both|wg|sig|[a-z]{3,}(?:[eo]rs|ists))\b/;

/** Below a title that is only somebody's name: "Will switch off the VPN". */
const OWN_LINE = /^(?:i'll|(?:i )?will|i'm going to)\s(?:also\s|then\s)?/;

/** `Wei: …`: the line is theirs. */
function speaks_({ start, folded }: EnglishText, owner: EnglishOwner): boolean {
	return (
		owner.start === start && owner.form !== 'group' && /^\s?:/.test(folded.slice(owner.end, owner.end + 2))
	);
}

/** "… was referred to the board, which will submit a draft". */
export function whoWillPromise(masked: string, sentence: Range, text: EnglishText): Promised | null {
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

/** "It will be opened by Wei on the 15th" */
export function passivePromise(masked: string, sentence: Range, text: EnglishText): Promised | null {
	const words = masked.slice(sentence.start, sentence.end);
	const found = BY_WHOM.exec(words);
	if (
		!found ||
		DOUBT.test(words) ||
		/\b(?:await|waiting)/.test(words) ||
		/\b(?:chair|host|moderat|minut|record)ed by\s$/.test(found[0])
	)
		return null;
	const at = sentence.start + found.index + found[0].length;
	const owner = readEnglishOwners(text.folded, text.original, at, text.names);
	if (!owner || owner.form === 'shape' || masked.slice(at, owner.end).endsWith('members')) return null;
	const cut = { start: at - 3, end: owner.end };
	const strange = strangeness(owner, text);
	return make(text, sentence, sentence.start, owner, sentence.start, 0.72 - strange, 'EX6d', cut);
}

const BY_WHOM =
	/\b(?:will|to|must|shall) be (?:[a-z]+ed|sent|done|made|brought|given|written|drawn up|set up|taken|run|led|put together) by\s/;

/** "…; assign to BW", "assigned to Ana, Ben". */
export function assignedPromise(masked: string, sentence: Range, text: EnglishText): Promised | null {
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

/** "…; will look at and address": the one spoken of, or who speaks, will. */
export function impliedPromise(
	words: string,
	sentence: Range,
	text: EnglishText,
	before: EnglishOwner | null
): Promised | null {
	const own = before === null && text.place.speaker ? OWN_LINE.exec(words) : null;
	if (own) {
		const from = sentence.start + own[0].length;
		const rest = text.folded.slice(from, sentence.end);
		if (!at_(DOER, text.folded, from) || STAYS.test(rest) || (/^i/.test(own[0]) && IN_SPEECH.test(rest)))
			return null;
		return make(text, sentence, sentence.start, NOBODY, from, 0.66, 'EX6e');
	}
	const spoken = before && before.start === sentence.start ? SPEAKS_OF_SELF.exec(words) : null;
	if (spoken) {
		const from = sentence.start + spoken[0].length;
		if (IN_SPEECH.test(text.folded.slice(from, from + 24))) return null;
		if (!at_(DOER, text.folded, from) || STAYS.test(text.folded.slice(from, sentence.end))) return null;
		if (/can|could/.test(spoken[0]) && DOUBT.test(text.folded.slice(from, sentence.end))) return null;
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
		before && (speaks_(text, before) || text.folded[text.start] === '[') ? SELF_WILL.exec(words) : null;
	if (self && !DOUBT.test(words.slice(0, self.index))) {
		const from = sentence.start + self.index + self[0].length;
		const does = IN_SPEECH.test(text.folded.slice(from, from + 24)) ? null : at_(DOER, text.folded, from);
		if (!does || STAYS.test(text.folded.slice(from, sentence.end))) return null;
		const offered = self[0].includes('can');
		if (offered && DOUBT.test(text.folded.slice(from, sentence.end))) return null;
		return make(text, sentence, sentence.start, before!, from, offered ? 0.55 : 0.72, 'EX6e');
	}
	const pronoun = before && before.form !== 'group' ? PRONOUN_WILL.exec(words) : null;
	const ofOthers =
		pronoun?.[0].includes('they') &&
		before!.parts.length === 1 &&
		OTHERS.test(text.folded.slice(before!.end, sentence.start + pronoun.index));
	if (pronoun && !ofOthers && !DOUBT.test(words.slice(0, pronoun.index))) {
		const from = sentence.start + pronoun.index + pronoun[0].length;
		const does =
			at_(DOER, text.folded, from) ?? (/\bs?he\b/.test(pronoun[0]) ? at_(ANY_WORD, text.folded, from) : null);
		if (!does || STAYS.test(text.folded.slice(from, sentence.end))) return null;
		return make(text, sentence, sentence.start, before!, from, 0.7, 'EX6e');
	}
	const offered =
		before && text.folded[text.start] === '[' && before.start === text.start + 1
			? TOOK_UP.exec(words)
			: before && before.start === sentence.start && speaks_(text, before)
				? SAID_TAKEN.exec(words)
				: null;
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
		const nearer = nearerSubject(found.index, sentence, text);
		if (nearer)
			return make(text, { start: nearer.start, end: sentence.end }, nearer.start, nearer, from, 0.66, 'EX6e');
		const speaks =
			before !== null &&
			(lead === '' ||
				(before.start === sentence.start && /^[^:]{1,40}:\s*(?:i)?$/.test(words.slice(0, found.index + 1))) ||
				(before.start === sentence.start &&
					(before.form !== 'group' || isOffice(text, before)) &&
					/(?:\band|\bbut|\bthen|,|&)$/.test(lead.trimEnd().slice(-5))));
		if (!speaks || DOUBT.test(lead)) continue;
		const start = sentence.start + found.index + (/^[\s,;]/.test(found[0]) ? 1 : 0);
		const later = DOUBT.test(text.folded.slice(from, Math.min(sentence.end, from + 80))) ? 0.12 : 0;
		return make(text, { start, end: sentence.end }, start, before, from, 0.66 - later, 'EX6e');
	}
	return null;
}

/** How far before "will" such a clause may begin. */
const NEAR = 120;
const NEARER = /[,;] (?:and |so |but )?(?=[^,;]*\band$)|\sby (?=[^,;]*,?$)/;

/** "Costs went up, Ana has the numbers and will share them", "Report by Ana, will share it": whom the words before "will" speak of. */
function nearerSubject(at: number, sentence: Range, text: EnglishText): EnglishOwner | null {
	const from = sentence.start + Math.max(0, at - NEAR);
	const words = text.folded.slice(from, sentence.start + at);
	const found = NEARER.exec(words);
	const start = found && from + found.index + found[0].length;
	const owner = start && readEnglishOwners(text.folded, text.original, start, text.names);
	if (!owner || (owner.form !== 'known' && owner.form !== 'handle')) return null;
	const isMaker =
		found[0].endsWith('by ') &&
		words.slice(owner.end - from) === ',' &&
		/^[^,;]*\b(?:it|them|this|that)\b/.test(text.folded.slice(sentence.start + at + 6, sentence.end)) &&
		readEnglishOwners(text.folded, text.original, sentence.start, text.names)?.form !== 'known';
	return isMaker ||
		(!found[0].endsWith('by ') &&
			/^ (?:has|is|was|had|will)\b/.test(text.folded.slice(owner.end, owner.end + 6)))
		? owner
		: null;
}

/**
 * An order with its owner in brackets or a day of limit: "Announce it on the list by Friday (Ana)". Without either an order is only an idea.
 * "By Friday should have a draft" is one too.
 */
export function orderedPromise(masked: string, sentence: Range, text: EnglishText): Promised | null {
	const words = masked.slice(sentence.start, sentence.end);
	const order = orderIn(words, sentence, text);
	return order && !DOUBT.test(words) ? order : null;
}

function orderIn(words: string, sentence: Range, text: EnglishText): Promised | null {
	const limit = daysWithin(text.days, sentence).find((day) => day.limit && day.sense !== 'vague');
	if (limit && /^\uE001+,?\s(?:we )?(?:should|will|must|need to|to)\s/.test(words)) {
		return make(text, sentence, sentence.start, NOBODY, sentence.start, 0.62, 'EX6f');
	}
	if (limit && /^(?:aim(?:ing)? to|plan(?:ning)? to|goal is to|target(?:ing)? to)\s/.test(words)) {
		return make(text, sentence, sentence.start, NOBODY, sentence.start, 0.66, 'EX6f');
	}
	if (limit && WANTS.test(words))
		return make(text, sentence, sentence.start, NOBODY, sentence.start, 0.58, 'EX6f');
	if (limit && PASSIVE.test(words) && !/\b(?:remind|note)/.test(words))
		return make(text, sentence, sentence.start, NOBODY, sentence.start, 0.55, 'EX6f');
	const own = OWN_WILL.exec(words);
	if (own) {
		const from = sentence.start + own.index + own[0].length;
		const rest = text.folded.slice(from, sentence.end);
		const isDated = daysWithin(text.days, sentence).some((day) => day.day && day.sense === 'exact');
		const isMeant = limit || isDated || own[1] === 'i';
		if (
			isMeant &&
			at_(DOER, text.folded, from) &&
			(/^be [a-z]+ing\b/.test(rest) || !STAYS.test(rest)) &&
			!MUSES.test(rest) &&
			!IN_SPEECH.test(rest)
		)
			return make(text, sentence, sentence.start, NOBODY, from, limit ? 0.62 : 0.5, 'EX6f');
	}
	const nobodys = limit === undefined ? nobodysPromise(words, sentence, text) : null;
	if (nobodys) return nobodys;
	const polite = (PLEASE.exec(words) ?? NEEDED.exec(words))?.[0].length ?? 0;
	const isOrder = isImperative(text.folded, sentence.start + polite);
	if (!isOrder && !isStrangeOrder(words, sentence, text)) return null;
	if (/\b(?:needed|required|is|are|was|were)\b/.test(words.slice(0, 48))) return null;
	if (!limit && OF_AGENDA.test(words)) return null;
	const bracket = /\(([^()]{2,40})\)\s?$/.exec(words);
	if (bracket && /\S\s\S/.test(words.slice(0, bracket.index).trim())) {
		const at = sentence.start + bracket.index + 1;
		const owner = readEnglishOwners(text.folded, text.original, at, text.names);
		const whole = owner !== null && owner.end >= at + bracket[1]!.trimEnd().length;
		const sure = owner?.form === 'known' || owner?.form === 'handle';
		if (
			owner &&
			whole &&
			(sure || (owner.form === 'name' && daysWithin(text.days, sentence).some((day) => day.day)))
		) {
			const cut = { start: at - 1, end: sentence.end };
			return make(text, sentence, sentence.start, owner, sentence.start, 0.74, 'EX6f', cut);
		}
	}
	const pointed =
		/\S\s\S/.test(words) &&
		!MUSES.test(words) &&
		/(?:=>|->|→|➔)\s?$/.test(text.folded.slice(Math.max(0, sentence.start - 3), sentence.start));
	const listed = polite === 0 && isListedOrder(sentence, text);
	if (!isOrder && !listed) return null;
	if (!limit && !listed && (!pointed || !text.place.inList)) return null;
	return make(text, sentence, sentence.start, NOBODY, sentence.start, limit ? 0.58 : 0.5, 'EX6f');
}

/** "I will circulate it by 31 August", where nobody says who speaks. */
const OWN_WILL =
	/(?:^|[,;]\s?)(?:(?:so|and|but|then)\s)?(i|we)(?:'ll| will|'m going to| am going to|'re going to| are going to)\s(?:also\s|then\s)?/;
/** "Expenses must be handed in by Friday" */
const PASSIVE =
	/\b(?:(?:must|(?:has|have|needs?) to|(?:is|are) to) be|^[^:,]{3,40} to be) (?:[a-z]+ed|sent|done|made|brought|put|handed|given|written|paid|in|ready)\b/;
const NEEDED =
	/^(?:we |they |someone |somebody )?(?:still )?(?:needs? to|must|have to|has to|should(?: try to| aim to)?) /;
/** "Need flyers by the 20th" */
const WANTS = /^(?:we )?(?:still )?need (?!to\b)[a-z].*\uE001/;
const PLEASE = /^(?:please|pls|kindly)\s/;
