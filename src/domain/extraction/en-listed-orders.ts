/** What is to be done where nobody says who or when: bare orders of a list, "need to …", "we decided to …" [EX6f]. */
import { NOT_A_NAME } from './en-lexicon.ts';
import type { EnglishText } from './en-text.ts';
import { AS_A_NOUN, DOER, IN_SPEECH, MUSES, NOBODY, STAYS, at_, make } from './en-text.ts';
import type { Promised, ProsePlace, Range } from './promise.ts';

/** True when a sentence is the order an entry of a list begins with: outward work, said in a sentence and not in the words of a title. */
export function isListedOrder(
	sentence: Range,
	{ place, start, end, folded, original }: EnglishText
): boolean {
	if (!isOrderingPlace(place) || sentence.start > start + 3) return false;
	const words = folded.slice(sentence.start, sentence.end);
	if (!SAID_WHOLE.test(words) || OF_MEETING.test(words) || TOLD.test(words.slice(0, 40))) return false;
	if ((AS_A_NOUN.test(words) || IS_PAST_TOO.test(words)) && !HAS_OBJECT.test(words)) return false;
	if (/[?:]\s?$|#\d|\uE000/.test(folded.slice(sentence.start, end))) return false;
	return (
		HAS_OBJECT.test(words) ||
		/^\p{Lu}(?!\p{Lu}+\s\p{Lu}{2})/u.test(original.slice(sentence.start, sentence.end))
	);
}

/** "Rinse the tank", "Varnish all oars": before an article a word nobody is called by is a verb, though no list has it. */
export function isStrangeOrder(
	words: string,
	{ start }: Range,
	{ folded, original, names }: EnglishText
): boolean {
	const found = BEFORE_ARTICLE.exec(words);
	return (
		found !== null &&
		!NOT_A_NAME.test(found[1]!) &&
		!NO_VERB.test(found[1]!) &&
		/^\p{Lu}/u.test(original.slice(start, start + 2)) &&
		names.at(folded, start) === null
	);
}

const BEFORE_ARTICLE =
	/^([a-z]{3,14}(?<!(?:ing|ed|ly|s|tion|ment|ness|ity)))\s(?:the|an?|our|all|another|those|these|their|some|every|each)\s/;

/** Words that stand before an article and are no verbs in an order: prepositions, questions, what is past. */
const NO_VERB =
	/^(?:about|above|across|along|amid|among|around|behind|below|beneath|beside|between|beyond|despite|during|except|for|from|inside|into|like|minus|near|off|onto|outside|over|past|per|plus|than|through|toward|under|upon|versus|via|with|within|without|and|but|nor|yet|though|although|whether|whereas|even|only|just|almost|nearly|quite|rather|such|half|double|twice|both|not|never|ever|always|often|again|already|soon|later|today|tonight|does|did|has|had|have|was|were|are|can|could|may|might|must|shall|should|would|will|been|being|got|ran|lost|sent|made|found|met|put|held|took|gave|bought|paid|went|came|left|kept|built|brought|began|broke|chose|drew|fell|felt|grew|heard|knew|led|lent|meant|read|rose|said|saw|set|sold|spent|spoke|stood|told|thought|understood|won|wrote|let|cut|hit|shut|spread|become|became|remember|mind|enjoy|need|want|hope|wish|love|hate|prefer|believe|feel|seem|perhaps|maybe|same|part|none|most|many|much|more|less|few|either|neither|what|who|how|why|when|where|which|whose|that|this|there|here|yes|also|else|next|then|than|once|till|until|unless|because|since|too|now|per|re)$/;

/** An entry in which an order stands for what was agreed: no head of others, and no idea. */
export function isOrderingPlace({ inList, isHead, isIdea, kind }: ProsePlace): boolean {
	return inList && !isHead && !isIdea && ORDERING.has(kind);
}

/** Sections in which an order stands for what was agreed. */
const ORDERING: ReadonlySet<string> = new Set(['plain', 'department', 'decision', 'review']);

/** An article or a preposition, which titles do without. */
const SAID_WHOLE =
	/^(?=\S+\s\S+\s\S).*?\s(?:the|a|an|our|all|this|that|these|those|their|another|more|some|any|each|every|to|with|from|for|on|onto|into|in|at|out|up|about|by|as|of)\s/;

/** What a verb that may be a noun must have right behind it to be one: "Test the pump". */
const HAS_OBJECT =
	/^(?:(?:talk|work) (?:to|with|on)|\S+)\s(?:the|an?|our|all|this|that|these|those|their|another|more|some|any|each|every|both|up|out|it|them)\s/;

/** What may be told or be no verb at all: "Cut plates", "Shop made $60", "Brief recap". */
const IS_PAST_TOO =
	/^(?:open|brief|cut|hit|interview|let|put|read|set|shop|shut|split|spread|triage|warn|time|clean|clear|complete|direct|secure|double)\b/;

/** What is done in the meeting itself, or only thought. */
const OF_MEETING =
	/^(?:think|see|know|use|keep|consider|agree|do|go|let|understand|wait|leave|have|suggest|propose|note|vote|talk(?! (?:to|with)\b)|report(?! (?:to|back)\b)|discuss|approve|accept|adopt (?:the )?(?:minutes|agenda)|call (?:the meeting )?to order|welcome|decide|set a (?:date|time)|join|link|like|look|listen|enjoy|try|learn|help|be|add (?:topics|items|your)|open (?:the )?(?:floor|forum|meeting)|close|continue to|call it|dial|click|second|move (?:to|that)|attend|serve|stop|start|support|allow|avoid|hope)\b/;
/** "Tell us", "Send Ana anything", past days and how something went. */
const TOLD =
	/\byesterday\b|\blast (?:week|month|night|year)\b|\bif\b|\b(?:us|you|your)\b|\bis |\bare |\bwas |\bwere /;

/** "Currently a draft, will send it round", "We decided to ask the school", "need to order a lock": work of nobody named. */
export function nobodysPromise(words: string, sentence: Range, text: EnglishText): Promised | null {
	const isEntry = isOrderingPlace(text.place);
	const isWill = isEntry || words.startsWith('will ');
	const from =
		(isWill ? behind(LEFT_OUT, words, IN_SPEECH) : null) ??
		behind(WE_AGREED, words, DECIDES) ??
		(isEntry && words.length <= 240 && !/\?\s?$/.test(words) ? behind(NEEDS, words, MUSES) : null);
	if (from === null || !at_(DOER, text.folded, sentence.start + from)) return null;
	return make(text, sentence, sentence.start, NOBODY, sentence.start + from, 0.5, 'EX6f');
}

/** Where the work begins behind a cue; null without the cue, or where no work follows it. */
function behind(cue: RegExp, words: string, none: RegExp): number | null {
	const found = cue.exec(words);
	if (!found) return null;
	const from = found.index + found[0].length;
	const rest = words.slice(from);
	return STAYS.test(rest) || none.test(rest) || MUSES.test(rest.replace(/^ask /, '')) ? null : from;
}

/** "She'll ask them", where nobody says who. */
const LEFT_OUT =
	/(?:^|^[^.;:]{3,60},\s(?:so |and |but )?)(?:(?:he|she)(?:'ll| will)|will)\s(?:also\s|then\s|try to\s)?/;
const WE_AGREED =
	/^(?:we|the (?:board|committee|team|group|council)) (?:also |then |further )?(?:agreed|decided|determined|resolved) to\s/;
const NEEDS = /(?:^|[,;]\s(?:and |but |so )?)(?:we )?(?:still |also )?need to\s/;

/** What is settled by agreeing to it. */
const DECIDES =
	/^(?:continue|accept|approve|adopt|allow|support|postpone|meet|move|hold|change|start (?:at|the meeting)|stop|increase|reduce|set|add|remove|make|pay|join|be|not|stick|stay|skip|cancel|close|extend|appoint|elect|table|defer|delay|proceed|drop|merge|use|take|go|buy|purchase|spend|fund|sponsor|give|limit|open)\b/;
