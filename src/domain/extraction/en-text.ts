/** English running text as the rules read it, what they share, and the promise that is made of what they find. */
import type { DayMention } from './day-mention.ts';
import { BASE_VERBS } from './en-lexicon.ts';
import { OFFICE } from './en-owner.ts';
import type { EnglishOwner } from './en-owner.ts';
import type { NameIndex } from './names.ts';
import type { OwnWordIndex } from './own-words.ts';
import type { Promised, ProsePlace, Range } from './promise.ts';
import { daysWithin } from './promise.ts';

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

/** Small words that may stand beside a verb. */
export const ADVERB = '(?:also|then|just|now|first|still|both|all|and|each|now|already)';

/** "have staff inspect it", "have a draft ready" */
const CAUSES = `have(?= (?:(?!an? )(?:(?!to |for |of |and )[a-z]+ ){1,3}(?:${BASE_VERBS})|(?!to |nothing |time |enough |a lot |h(?:er|is) )(?:[a-z]+ ){1,4}(?:ready|done|finished|up(?= (?:by|before|on|and)\\b|\\s?(?:[.,;\uE001]|$))))(?![a-z-]))`;

/** A verb of work in its base form. */
export const DOER = new RegExp(
	`(?:re-?|co-)?(?:${BASE_VERBS}|ordinate|${CAUSES}|be (?!(?:being|having|going|coming|meeting|attending|joining|leaving|missing|seeing|needing|wanting|trying|moving|opening|closing|starting|ending|beginning|holding|happening|changing|waiting|looking forward|following|using|presenting|speaking|hosting|taking|bringing|travell?ing|returning|voting|interesting|existing|ongoing|during|nothing|something|anything|everything|morning|evening)\\b)[a-z]{3,}ing)(?![a-z-])`,
	'y'
);

/** Whatever a known person will do, but what only happens to people. */
export const ANY_WORD =
	/(?!(?:be|become|remain|stay|like|love|prefer|know|see|hear|miss|lose|fail|cost|take over|happen|not|no|never|also be)\b)[a-z][a-z-]{2,}(?![a-z])/y;

/** Words by which a sentence weighs what might be, and promises nothing. */
export const DOUBT =
	/\b(?:if|unless|barring|provided that|assuming|subject to|maybe|might|may(?! meeting| \d)|could|would|perhaps|possibly|whether|suggests?|suggestion|proposal|proposes?|ideally|hopefully|in case|not sure|nobody|no one)\b/;

/** A form that tells what was. */
export const ENGLISH_PAST =
	/\b(?:was|were|has|have|had|did|went|came|said|told|sent|made|took|gave|got|wrote|found|left|met|spoke|[a-z]{2,}(?:ed|ought|aught))\b/;

export function isOffice({ folded }: EnglishText, { start, end }: EnglishOwner): boolean {
	return OFFICE.test(folded.slice(start, end));
}

/** What somebody does in the meeting or in their mind. */
export const MUSES =
	/^(?:think|see|know|use|keep|consider|agree|do|try|go|let|understand|wait|leave|have|suggest|propose|note|ask(?! (?:m[rs]s?|dr|the|our|their|them|him|her|on|in)\b)|report|discuss|vote|talk)\b/;

/** How much less sure a name is that nobody knows: least where the minutes list nobody, most for capitals among known people. */
export function strangeness(owner: EnglishOwner, { original, folded, names }: EnglishText): number {
	if (owner.form === 'shape') return 0.2;
	if (owner.form !== 'name') return 0;
	const written = original.slice(owner.start, owner.end);
	if (/^(?:Mr|Mrs|Ms|Dr|Prof|Professor|Cllr|Councillor|Rev|Sir|Fr)\b/.test(written)) return 0;
	if (/^\p{Lu}{2,4}$/u.test(written)) {
		if (names.hasInitials(folded.slice(owner.start, owner.end))) return 0;
		if (!names.knowsPeople) return 0.1;
		return /^\p{Lu}{2}$/u.test(written) && !OF_TRADE.test(written) ? 0.2 : 0.3;
	}
	return names.knowsPeople ? 0.2 : 0.04;
}

/** Two capitals that are hardly anybody's. */
const OF_TRADE =
	/^(?:AI|AV|AR|BC|CD|CI|CE|CV|DB|DC|DM|DNS|EU|FE|BE|FY|GH|GA|GM|GP|HQ|HR|ID|IP|IT|JS|LA|LB|LP|ML|MR|NB|NY|OK|OS|PC|PM|PO|PR|PT|QA|QR|RC|RF|RT|SA|SC|SG|SU|TC|TS|TV|UI|UK|UN|US|UX|VM|VR|WG|WP|YT)$/;

/** What will come by itself is no work: "will be ready", "will need more time". */
export const STAYS = new RegExp(
	`^(?:be |(?:continue|remain|turn out) to be |(?!${CAUSES})have |need(?! to )|not |only |likely|probably |never |let (?:us|them|people|everyone) (?!know)|see (?:if|how)|wait (?:for|until|to see) |meet again|(?:return|come back) to (?:this|that|it)\\b|leave (?:early|soon|now|at|(?:the|our) (?:meeting|call|team|board|committee|council|group|company|project|club|band|cast)\\b)|take (?:place|office|effect|part|about|around|at least|some time|\\d))(?!a look)`
);

/** What a sticky pattern finds at an offset; null when it finds nothing. */
export function at_(pattern: RegExp, text: string, at: number): string | null {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0] ?? null;
}

/** An assignment belongs to what stands before it on the line, also across a semicolon or a dash. */
export function wholeLine(masked: string, sentence: Range, text: EnglishText): number {
	const newline = masked.lastIndexOf('\n', sentence.start - 1);
	return Math.max(text.start, newline + 1);
}

/** The promise of an owner, with the day of its sentence; its content begins at `contentFrom` unless `cut` says what is not content. */
export function make(
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
	// "It goes out this Saturday. Ana is on it.": of what was said before, the last.
	const isBehind = cut.start > start && cut.end === sentence.end;
	const exact = inside.filter((day) => day.day && day.sense === 'exact');
	const due =
		inside.find((day) => day.limit && day.day) ??
		exact.at(isBehind ? -1 : 0) ??
		inside.find((day) => day.day) ??
		inside[0] ??
		null;
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

/** "install is scheduled", "release went out": a noun. */
const STATES =
	/^(?:call for\b|[a-z-]+:\s|[a-z-]+\s(?:is|isn't|are|was|were|has|had|will|went|came|should|could|can|must|may|might|does|did|doesn't|didn't)\b)/;

/** True when the words from an offset begin with a verb of work: an order, "Create new rooms". */
export function isImperative(folded: string, at: number): boolean {
	return (
		at_(DOER, folded, at) !== null &&
		!STATES.test(folded.slice(at, at + 40)) &&
		!/^(?:feedback|see|do|work|plan|test|support|use|need|update|release|report|review|process|change|list|link|open|close|start|end|map|point|schedule|sync|talk|vote|wait|log|record|note|copy|draft|set|pick|request|order|handle|keep|let|show|think|understand|wait|go|get|see|give|set-?up) (?:is|was|are|from|by|in progress|of|for the|updates?)\b/.test(
			folded.slice(at, at + 40)
		)
	);
}

/** Verbs that behind another word are mostly nouns: "Docker update". */
export const AS_A_NOUN =
	/^(?:access|action|blog|bundle|catalogue|champion|drive|film|flip|fly|form|groom|lend|lint|pause|poke|port|prod|provision|reject|rent|retire|scout|slice|smooth|steward|sunset|surface|tailor|tweet|backport|build|call|change|chat|check|cleanup|cost|cover|demo|deposit|design|display|draft|email|export|fix|fork|format|fund|highlight|host|import|index|install|issue|label|launch|link|list|log|mail|map|mark|meet|merge|mirror|move|note|order|page|patch|pilot|plan|plot|poll|post|process|profile|progress|project|pull|purchase|push|query|quote|record|refresh|release|render|repair|report|request|research|reset|review|run|scan|schedule|scope|screen|script|search|service|share|show|sign|sketch|source|start|step|store|study|support|survey|switch|sync|tag|talk|target|task|test|text|track|train|transfer|trial|trigger|turn|update|upgrade|upload|use|view|visit|vote|walk|water|work|wrap)\b(?! (?:the|an?|our|their|his|her|this|these|all|some)\b)/;

/** "I'll start with the slides": done while it is said. */
export const IN_SPEECH =
	/^(?:just |now |quickly |briefly )?(?:go (?:through|over|back|first|next|ahead)|start|begin|present|say|tell|let|explain|talk(?! to| with)|speak(?! to| with)|share my|show|stop|hand|give (?:a|an|you|some|it)|move on|continue|read (?:it|this|out|through)|wait|repeat|skip|mention|add that (?!to )|note|point|summari[sz]e|close the (?:meeting|call|discussion|topic|session|floor)|open (?:the (?:meeting|call|floor|discussion|session)|it up)|ask (?:an?|one|the question|again|this|that|it|you)|answer|defer|take (?:questions|notes|a (?:quick|short|moment|minute)|that (?:question|one first)|it from)|keep|see|be (?![a-z]+ing\b)|try and|step|walk|put (?:it|that|up)|leave|join|attend|dial|call in|vote|have)\b/;

/** Whom a promise is of that names nobody. */
export const NOBODY: EnglishOwner = { start: 0, end: 0, parts: [], form: 'group' };

/** `Approve the minutes (Ana)`: what the meeting itself does, and who leads it. */
export const OF_AGENDA =
	/^(?:call (?:the meeting )?to order|adjourn|welcome|(?:approve|accept|adopt|review) .{0,40}\b(?:minutes|agenda)\b)/;
