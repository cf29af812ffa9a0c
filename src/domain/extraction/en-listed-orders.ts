/** Bare orders that are entries of a list: "Repaint the gate", where nobody says who or when [EX6f]. */
import type { EnglishText } from './en-text.ts';
import { AS_A_NOUN } from './en-text.ts';
import type { Range } from './promise.ts';

/** True when a sentence is the order an entry of a list begins with: outward work, said in a sentence and not in the words of a title. */
export function isListedOrder(
	sentence: Range,
	{ place, start, end, folded, original }: EnglishText
): boolean {
	if (!place.inList || place.isHead || place.isIdea || sentence.start > start + 3) return false;
	if (!ORDERING.has(place.kind)) return false;
	const words = folded.slice(sentence.start, sentence.end);
	if (!SAID_WHOLE.test(words) || OF_MEETING.test(words) || TOLD.test(words.slice(0, 40))) return false;
	if ((AS_A_NOUN.test(words) || IS_PAST_TOO.test(words)) && !HAS_OBJECT.test(words)) return false;
	if (/[?:]\s?$|#\d|\uE000/.test(folded.slice(sentence.start, end))) return false;
	return /^\p{Lu}(?!\p{Lu}+\s\p{Lu}{2})/u.test(original.slice(sentence.start, sentence.end));
}

/** Sections in which an order stands for what was agreed. */
const ORDERING: ReadonlySet<string> = new Set(['plain', 'department', 'decision', 'review']);

/** An article or a preposition, which titles do without. */
const SAID_WHOLE =
	/^(?=\S+\s\S+\s\S).*?\s(?:the|a|an|our|all|this|that|these|those|their|another|more|some|any|each|every|to|with|from|for|on|onto|into|in|at|out|up|about|by|as|of)\s/;

/** What a verb that may be a noun must have right behind it to be one: "Test the pump". */
const HAS_OBJECT =
	/^\S+\s(?:the|an?|our|all|this|that|these|those|their|another|more|some|any|each|every|both|up|out|it|them)\s/;

/** What may be told or be no verb at all: "Cut plates", "Shop made $60", "Brief recap". */
const IS_PAST_TOO =
	/^(?:open|brief|cut|hit|interview|let|put|read|set|shop|shut|split|spread|triage|warn|time|clean|clear|complete|direct|secure|double)\b/;

/** What is done in the meeting itself, or only thought. */
const OF_MEETING =
	/^(?:think|see|know|use|keep|consider|agree|do|go|let|understand|wait|leave|have|suggest|propose|note|vote|talk(?! (?:to|with)\b)|report(?! (?:to|back)\b)|discuss|approve|accept|adopt (?:the )?(?:minutes|agenda)|call (?:the meeting )?to order|welcome|decide|set a (?:date|time)|join|link|like|look|listen|enjoy|try|learn|help|be|add (?:topics|items|your)|open (?:the )?(?:floor|forum|meeting)|close|continue to|call it|dial|click|second|move (?:to|that)|attend|serve|stop|start|support|allow|avoid|hope)\b/;
/** "Tell us", "Send Ana anything", past days and how something went. */
const TOLD =
	/\byesterday\b|\blast (?:week|month|night|year)\b|\bif\b|\b(?:us|you|your)\b|\bis |\bare |\bwas |\bwere /;
