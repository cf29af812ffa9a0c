/** What is said of somebody right behind the name: "Ana will …", "Ana to …", "Ana, please …" [EX6a–EX6c, EX6g–EX6i]. */
import { BASE_VERBS } from './en-lexicon.ts';
import type { EnglishOwner } from './en-owner.ts';
import type { EnglishText } from './en-text.ts';
import { ADVERB, ANY_WORD, DOER, DOUBT, MUSES, STAYS, at_, isOffice, make, wholeLine } from './en-text.ts';
import type { Promised, Range } from './promise.ts';
import { daysWithin } from './promise.ts';

const WILL = new RegExp(
	`(?:\\s${ADVERB})?\\s?(?:will be (?:asked|instructed|directed|requested|tasked|invited) to|will(?! not\\b|n't)|'ll|(?:'s|is|are) going to|(?:is |are )?gonna|is to|are to|(?:(?:ha(?:s|ve)|had) )?(?:kindly |also )?(?:agree[sd]?(?: with [a-z][a-z' ]{1,30}?)?|volunteer(?:s|ed)?|offer(?:s|ed)|promise[sd]?|commit(?:s|ted)?|undert(?:akes?|ook|aken)|pledged) to|aims? to|plans? to|intends? to|owes|needs? to|has to|have to|(?:is|are|was|were|ha(?:s|ve) been) (?:asked|instructed|directed|requested|tasked|charged|appointed|assigned|authori[sz]ed|delegated|nominated|chosen|elected) (?:to|with)|shall|must|be (?:asked|instructed|directed|requested|authori[sz]ed|empowered|and hereby is authori[sz]ed) to|(?:is|are) up for(?=\\s[a-z]+ing\\b)|has an action(?: item)? to|(?:takes?|took|accepts?|accepted) (?:an |the )?(?:action|ai|todo)(?: item)? to)\\s(?:${ADVERB}\\s)?(?:be (?=[a-z]+ing\\b))?`,
	'y'
);

/** "Lee said he would add them", "agreed that the clerk would write". */
const SAYS_WILL =
	/\s(?:has )?(?:agreed (?:that )?(?:he|she)|(?:said|says|confirmed|stated|mentioned|promised|indicated|advised|announced) (?:that )?(?:he|she|they))(?:'ll| will|'d| would| is going to| are going to)\s(?:also\s|then\s)?/y;
const AGREED =
	/\b(?:agreed|decided|determined|resolved|confirmed|and)\s(?:that\s)?$|\b(?:agreed|decided|determined|resolved) that\b[^.;]{1,160},\s$/;
/** "Gill would have a word with her": minutes written in the past. */
const WOULD_DO =
	/\swould (?!(?:like|love|prefer|want|rather|need|be|see|support|help|consider|agree|have to|use|expect|welcome|work|make|take|cost|mean|go|do|keep|put|let|leave|start|choose|pick|vote|say|think|try|wait)\b)/y;
const WOULD = /\s(?:would|should)\s(?:also\s|then\s)?(?:be asked to\s)?/y;
const TO = new RegExp(
	`(?:\\s${ADVERB})?\\sto\\s(?:${ADVERB}\\s)?(?:try (?:and|to)\\s)?(?:re-)?(?=(?:${BASE_VERBS})(?![a-z])|follow[- ]up|set[- ]?up|help(?! (?:needed|wanted))(?![a-z])|be\\s[a-z]+ing\\b)`,
	'y'
);

/** Whatever a known person is to do. */
const TO_ANY =
	/\sto\s(?!(?:the|an?|be|have|her|him|his|it|its|my|our|their|them|this|that|us|you|your|everyone|all|do with)\b)(?=[a-z]{3,}\s)/y;
const VOLUNTEERS =
	/(?:'s|\s(?:is|are)) taking on(?= (?:the|this|that|it|#)\b)|\s(?:duly |kindly |has |have )?(?:will(?=\s?(?:$|[.,;!]))|volunteer(?:s|ed)(?! (?:to|as)\b)|taking (?:this |it )?(?:as )?an? (?:action|ai)|takes? (?:this|it) (?:on|as an action)|(?:takes?|took|owns?|will own|does|will do) (?:this|it|that)(?: over| on)?(?=\s?(?:$|[.,;]))|(?:has|have) (?:an |the )?(?:action|ai)\b|promised (?=(?:an?|one|some|the)\s)|signed up|is on it|(?:is|are) (?:sorting|in charge of|taking care of)(?: (?:this|it|that|them))?(?=\s?(?:$|[.,;]))|on point)/y;

/** "The certificate expires. Rhodri: I'm on it" */
const TAKES_UP =
	/\s?:\s(?:i'm on it|on it|will do|i'll do (?:it|that)|i'll take (?:it|that|this)|mine)(?=\s?(?:$|[.!,;]))/y;

/** "Everybody please mark your calendars" */
const HINT = /^(?:mark|note|remember|keep|mute|join|feel|save the|sign in|add (?:it|this|yoursel|your name))/;

/** "please do that, and then we'll revisit" tells no work. */
const SAYS_NO_MORE = /^(?:do|try|take|go|add) (?:it|that|this|so)(?=$|[,.;])/;

/** "pms, please …", "Ana can you …". */
const ASKED = /[,:]?\s(?:please|pls|kindly|(?:can|could|would|will) you(?: please)?)\s/y;
const ING = /[a-z]{3,}ing(?![a-z])/y;

/** "Ana is all over the rollout", where "is all over" is the workspace's own [EX66]. */
export function ownCuePromise(
	masked: string,
	{ sentence, text, owner, at, strange }: Named
): Promised | null {
	const space = masked[owner.end] === ' ' ? 1 : 0;
	const cue = text.ownWords.cueAt(masked, owner.end + space);
	if (cue?.place !== 'behind-owner' || cue.end > sentence.end) return null;
	if (/[a-z]/.test(masked.slice(cue.end, sentence.end)))
		return make(text, sentence, at, owner, owner.end, 0.8 - strange, 'EX66');
	const start = wholeLine(masked, sentence, text);
	const cut = { start: at, end: sentence.end };
	return make(text, { start, end: sentence.end }, start, owner, owner.end, 0.8 - strange, 'EX66', cut);
}

/** "The Board requested that counsel review the agreements". */
export function orderedTo(
	masked: string,
	{ sentence, text, owner, at, lead, strange }: Named
): Promised | null {
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
export function willPromise(
	masked: string,
	{ sentence, text, owner, at, lead, strange, sure }: Named
): Promised | null {
	const called = owner.form === 'group' ? text.folded.slice(owner.start, owner.end) : '';
	const will =
		at_(WILL, masked, owner.end) ??
		at_(SAYS_WILL, masked, owner.end) ??
		(AGREED.test(lead) || text.place.kind === 'action' ? at_(WOULD, masked, owner.end) : null);
	const would = !will && sure && lead.trim() === '' ? at_(WOULD_DO, masked, owner.end) : null;
	if (
		would &&
		at_(DOER, masked, owner.end + would.length) &&
		!DOUBT.test(masked.slice(owner.end + would.length, sentence.end))
	)
		return make(text, sentence, at, owner, owner.end + would.length, 0.6, 'EX6a');
	if (!will)
		return (
			shouldPromise(masked, { sentence, text, owner, at, lead, strange, sure }) ??
			chargePromise(masked, { sentence, text, owner, at, lead, strange, sure })
		);
	if (/^(?!all).*members$/.test(called) && !(/asked|requested|tasked/.test(will) && hasDay(text, sentence)))
		return null;
	// "All members must sign" is a rule, unless a day is set.
	if (/^(?:all|every)/.test(called) && /must|shall|need|ha[vs]e? to/.test(will) && !hasDay(text, sentence))
		return null;
	const needs = at_(NEEDS_TO, masked, owner.end + will.length)?.length ?? 0;
	const from = owner.end + will.length + needs;
	const rest = masked.slice(from, sentence.end);
	const does =
		at_(DOER, masked, from) ??
		at_(HELPS, masked, from) ??
		(/ be | with $| for $/.test(will) ? at_(ING, masked, from) : null);
	const other = !does && sure && /^\s?(?:will|'ll)\s/.test(will) ? at_(ANY_WORD, masked, from) : null;
	if ((!does && !other) || STAYS.test(rest) || IN_OFFICE.test(rest)) return null;
	if (SAYS.test(will) && /\b(?:if|unless|provided|assuming|as long as)\b/.test(rest.replace(FINDS_OUT, '')))
		return null;
	if (LEAVES.test(rest) || (/intend|plan/.test(will) && /^(?:continue|keep)\b/.test(rest))) return null;
	if (owner.form === 'group' && /agree/.test(will) && GOES_ALONG.test(rest)) return null;
	const weak = needs > 0 || /need|has to|have to|plan|must/.test(will) ? 0.2 : 0;
	const resolved = owner.form === 'group' && /agreed/.test(will) ? 0.2 : 0;
	const later = DOUBT.test(
		rest
			.slice(0, 80)
			.replace(FINDS_OUT, '')
			.replace(WHICH_MIGHT, '')
			.split(/,? (?:and|but) /)[0]!
	)
		? 0.12
		: 0;
	const confidence = (sure ? 0.84 : 0.76) - weak - resolved - (does ? 0 : 0.14) - later - strange;
	return make(text, sentence, at, owner, from, confidence, 'EX6a');
}

/** "will chair next week", "to take notes": who does what in the meeting [EX55]. */
const IN_OFFICE =
	/^(?:(?:be )?(?:chair|host|moderate|facilitate|minute|scribe)(?:ing)? (?:(?:the|our|this|next|following|\uE001+)\s?)*(?:meeting|call|session|telecon|week|time|one)?[\s.]*$|(?:chair|scribe)(?:ing)?[\s.]*$|(?:tak|do)(?:e|ing)? (?:the )?(?:notes|minutes)\b|(?:speak|attend|talk|present)ing at\b)/;

/** "said they'd take it if the others agree" */
const SAYS = /^\s(?:said|says|confirmed|stated|mentioned|promised|indicated|advised|announced)\b/;
const NEEDS_TO = /need to /y;

/** "will help go through them" */
const HELPS = /help (?=[a-z]{2,})(?!needed|wanted|is\b)/y;

/** "look at tools that might do": what things are like is no doubt. */
const WHICH_MIGHT = /\s(?:that|which|who) (?:might|may|could|would)\b.*/;

/** "offered to resign" */
const LEAVES =
	/^(?:resign|retire|join (?:the|our) (?:[a-z]+ )?(?:board|committee|team|council|group|club|project|society|jury|panel)\b|step (?:down|back|aside)|stand down|serve|stay on|run for|abstain|recuse)\b/;

/** "The group agreed to move ahead with this": a decision. */
const GOES_ALONG =
	/^(?:move (?:ahead|forward|on)|go ahead|proceed|keep|continue|hold|leave|table|defer|postpone|delay|adopt|accept|approve|endorse|support|use|wait|stop|cancel|close|drop)\b/;

/** "will ask the head if we can": to find that out is the work. */
const FINDS_OUT =
	/^[^,;.]{0,60}?\bto (?:see|ask|check|find out|determine|confirm) (?:if|whether)\b.{0,40}|^(?:ask|check|see|find out|enquire|inquire|confirm|verify|investigate|explore|look|assess|test|determine|clarify|figure out|research)\b[^,;.]{0,40}?\b(?:if|whether)\b.{0,40}/;

/** "Ana should send it by Monday": without a day it is hardly more than advice. */
function shouldPromise(
	masked: string,
	{ sentence, text, owner, at, lead, strange, sure }: Named
): Promised | null {
	const should = at_(SHOULD, masked, owner.end);
	if (!should || !at_(DOER, masked, owner.end + should.length)) return null;
	const from = owner.end + should.length;
	if (hasLimit(text, sentence))
		return make(text, sentence, at, owner, from, (sure ? 0.7 : 0.62) - strange, 'EX6a');
	const rest = masked.slice(from, sentence.end);
	const isAdvice = owner.form === 'group' || lead.trim() !== '' || STAYS.test(rest) || MUSES.test(rest);
	return isAdvice || DOUBT.test(rest) ? null : make(text, sentence, at, owner, from, 0.6 - strange, 'EX6a');
}

const SHOULD = /\s(?:also\s)?should\s(?:also\s|then\s)?/y;

/** "Ana is responsible for …", "Ben takes care of …". */
function chargePromise(masked: string, { sentence, text, owner, at, strange }: Named): Promised | null {
	const charge = at_(IN_CHARGE, masked, owner.end);
	if (!charge || masked.slice(owner.end + charge.length, sentence.end).trim().length < 3) return null;
	// "The captain is responsible for …" describes an office.
	if (owner.form === 'group' && isOffice(text, owner) && !hasDay(text, sentence)) return null;
	return make(text, sentence, at, owner, owner.end + charge.length, 0.7 - strange, 'EX6h');
}

const IN_CHARGE =
	/\s(?:(?:is|are|will be) (?:responsible for|in charge of|taking (?:care of|the lead on)|on the hook for)|takes? (?:care of|the lead on)|owns(?= [^.]*\uE001))\s/y;

const OF_RIGHTS = /^(?:Work|Rent|Buy|Wear|Know|Play)\b/;

/** "Ana to …". */
export function toPromise(
	masked: string,
	{ sentence, text, owner, at, lead, strange, sure }: Named
): Promised | null {
	const to =
		at_(TO, masked, owner.end) ?? (sure && lead.trim() === '' ? at_(TO_ANY, masked, owner.end) : null);
	if (to && IN_OFFICE.test(masked.slice(owner.end + to.length, sentence.end))) return null;
	// `Permit to Work` is a thing.
	if (to && !sure && OF_RIGHTS.test(text.original.slice(owner.end + to.length))) return null;
	if (!to || TOWARDS.test(lead) || /\bhad (?:asked|requested|directed|instructed)\s$/.test(lead)) return null;
	if (
		REQUESTED.test(lead) &&
		IN_MEETING.test(masked.slice(owner.end + to.length, owner.end + to.length + 16))
	)
		return null;
	if (/^(?:keep to|step down|follow[\s.]*$)/.test(masked.slice(owner.end + to.length, sentence.end)))
		return null;
	if (owner.form === 'group' && !/^(?:\s|.*[:,]\s)?$/.test(lead) && !GIVES_WORK.test(lead)) return null;
	return make(text, sentence, at, owner, owner.end + to.length, (sure ? 0.84 : 0.74) - strange, 'EX6b');
}

/** "requests the CEO to prepare a report" */
const GIVES_WORK =
	/\b(?:asked|instructed|tasked|requested|directed|asks|ask|instruct|request|direct|authori[sz]e|invite|requests|instructs|directs|authori[sz]es|needs?|agreed|on|for)\s$/;

/** "Sam asked Priya to explain": what is asked for in the meeting itself is over with it. */
const REQUESTED = /\b(?:asks|asked|requested|directed)\s$/;
const IN_MEETING =
	/^\s?(?:explain|clarify|comment|repeat|describe|estimate|elaborate|speak|introduce|say|tell|summari[sz]e|share (?:his|her|their|an?|some|any|more|thoughts|updates?)|give|present|report)\b/;
const TOWARDS =
	/(?:^|\s)(?:thanks?|according|similar|up|back|due|next|response|reply|link|access|talk|speak|spoke|talked|invite|question|ping|reached out)\s$/;

/** "Bettina chases Paul": in notes the present tense often is a promise. */
const DOES =
	/\s(?:also |then )?(?:chases|opens an?(?= (?:new )?(?:issue|ticket|pr|pull request|merge request|bug)\b)|orders|sends|books|fixes|escalates|organi[sz]es|prepares|writes|drafts|contacts|files|schedules|arranges|buys|brings|prints|submits|uploads|sets up|follows up|takes over|picks up|sorts out|calls|emails|rings|invites|circulates|collects|updates|merges|deploys|translates|replies to|coordinates|handles|takes care|looks (?:after|for|into|at)|(?:fills|hands|sends) (?:in|out|over)|writes up|puts (?:up|together)|finds out|talks to|pings|checks|informs(?! (?:that|us|the (?:board|group|committee|council|meeting|team|others) (?:that|about|of|on))\b)|reminds|removes|creates|designs|cleans|repairs|replaces|pays|signs|transfers|renews|reserves|registers|invoices|publishes|tags|rebases|reaches out|hands over|delivers|takes on|does(?= (?:the|an?) )|(?:doing|bringing|organi[sz]ing|booking|buying|printing|chasing|emailing|e-mailing|contacting|phoning|ringing|drafting|ordering|arranging|inviting)(?= (?:the|an?|some|up|all|our|their|[a-z]+s)\b))\s|\s(?:organi[sz]ing|handling|leading|coordinating|sorting)(?: (?:it|this|that))?(?=\s?(?:$|[.,;]))/y;

/** "Marcus visits them on Thursday" */
const DOES_THEN = new RegExp(
	`\\s(?:also |then )?(?!(?:says|sees|suggests|proposes|notes|asks(?! (?:them|him|her)\\b)|reports|thinks|explains|agrees|shows|presents|describes|raises|leaves|speaks(?! (?:to|with)\\b)|finds|puts|makes|wants|estimates|recommends|confirms|reminds|clarifies|understands|highlights|outlines|summari[sz]es|demos|discusses|continues|hosts|moderates|chairs|joins|attends|starts|plans|tries|works|returns|finishes|begins|moves|goes|gets|keeps|runs|does|owns|takes (?:it|this|that)|(?:plans|tries|needs|wants|hopes|offers|agrees|continues) to)\\b)(?:${BASE_VERBS})e?s[\\s,]\\s?(?!(?:and|or|of|is|are|was|were)\\b)`,
	'y'
);

/** "Devin is redoing those on Monday" */
const IS_DOING =
	/\s(?:(?:is|are|'s|'re)\s)?(?:then |also )?(?=(?!(?:going|com|leav|attend|join|visit|travel|speak|present|giv|mov|tak|hav|stay|meet|host|wait|look|work|runn|start|ask|say|think|try|hop|us|be|gett|see)ing\b)[a-z]{2,}ing\s(?:the|an?|those|these|this|that|it|them|all|up|out|some|our|his|her|their)\b)/y;

/** What is told of a meeting in the present: "Jan points at the spam". */
const TELLS =
	/^\s(?:also |then )?(?:points|adds|refers|mentions|gives|tells|informs (?:that|us|the (?:board|group|committee|council|meeting|team|others))|offers|introduces|announces|answers|replies|responds|states|questions|comments|argues|considers|seconds|votes|walks|shares|reads|records|calls|opens|closes|covers|updates|provides|brings up|talks|thinks|looks forward|learns|represents|supports|approves|asks|requests|interviews|uses|maintains|manages|works|supplies|owns|follows|leads|waits|watches|lists|believes|feels)\b/;

/** Behind an arrow stands what is to be done. */
const POINTED = /^.?(?:=>|->|→|➔)\s?$/;

/** "Stefano & Wen organise the hat" */
const DO_BOTH = new RegExp(
	`\\s(?:both )?(?=(?:${BASE_VERBS})\\s(?:the|an?|to|some|on|in|it|this|that|their|until|by|him|her|them|us|with|up|out|over|together)\\b)`,
	'y'
);

/** "Schuyler sets it up" */
const OBJECT = /^(?:it|this|them|him|her)\b/;

/** "Trina makes it", behind an arrow "Juno asks" */
const MAKES_IT =
	/\s(?:(?:makes|gets|puts|runs) (?:it|them|this|that|one|those)\b|makes (?:an?|the) (?!.{0,14}(?:point|suggestion|proposal|motion|case|argument|remark|comment|statement|difference)))/y;
const ALONE = /\s[a-z]{2,}s[\s.]*$/y;

/** `Egan/Luke update on the grant` */
const TELLS_OF = /^(?:update|report|review|feedback|comment|work)s? (?:on|from|about|of|with)\b/;

const EACH = /^(?:everyone|everybody|all|(?:each|every) [a-z -]+)$/;

const OF_THINGS =
	/^ (?:present|support|share|agree|plan|set)\b|^ [a-z]+ (?:[a-z]+ )?(?:is|are|was|were|had|has|have|gets?|goes?|ends?|stops?|stays?|closes?|must|fell|moved|approved|voted)\b/;

function hasLimit(text: EnglishText, sentence: Range): boolean {
	return daysWithin(text.days, sentence).some((day) => day.limit && day.day);
}

function hasDay(text: EnglishText, sentence: Range): boolean {
	return daysWithin(text.days, sentence).some((day) => day.day && day.kind !== 'from' && !day.recurrence);
}

/** "Kwame can take a stab at it" */
const OFFERS =
	/\scan (?=take (?:a |it|this|that|on)|do (?:it|this|that|the)|help (?:with|out)|look into|handle|write|draft|send|set up|follow up|pick (?:it|this|that) up|own|[a-z]{3,} (?:it|this|that|them|him|her|those)\b)/y;

/** "Bex can copy last year's" */
const CAN =
	/\s(?:also )?can (?!(?:see|get|find|reach|join|attend|make it|come|start|continue|access|read|merge|move|run|set|show|reproduce|confirm|vote|sign)\b)/y;

/** "Ana, please …", "Ana volunteers": asked to, or taken up. */
export function takenPromise(
	masked: string,
	{ sentence, text, owner, at, lead, strange, sure }: Named
): Promised | null {
	const pointed = POINTED.test(masked.slice(Math.max(0, sentence.start - 3), at));
	const isTold = text.place.isTold && !pointed && !hasDay(text, sentence);
	const isNoted = sure && !isTold && /^[^a-z]*$|[,;:]\s$/.test(lead) && text.place.kind !== 'report';
	const then = at_(DOES_THEN, masked, owner.end);
	const leads =
		text.place.inList &&
		sentence.start === at &&
		at - text.start < 4 &&
		!TELLS.test(masked.slice(owner.end, owner.end + 24));
	const isThen =
		then &&
		(pointed || leads || hasDay(text, sentence) || OBJECT.test(masked.slice(owner.end + then.length)));
	const does =
		(isNoted || (pointed && owner.form === 'name')) &&
		(at_(DOES, masked, owner.end) ?? (isThen ? then : null));
	if (does && !/^\d{1,2}:\d\d/.test(masked.slice(sentence.start, at)))
		return make(text, sentence, at, owner, owner.end, 0.56, 'EX6i');
	const plans = sure && hasDay(text, sentence) ? at_(IS_DOING, masked, owner.end) : null;
	if (plans && !/\b(?:since|until now|already|still)\b/.test(masked.slice(owner.end, sentence.end)))
		return make(text, sentence, at, owner, owner.end + plans.length, 0.56, 'EX6i');
	const each =
		EACH.test(text.folded.slice(owner.start, owner.end)) &&
		hasLimit(text, sentence) &&
		!OF_THINGS.test(masked.slice(owner.end, sentence.end));
	if (each && (then || (masked[owner.end] === ' ' && at_(DOER, masked, owner.end + 1))))
		return make(text, sentence, at, owner, owner.end, 0.56, 'EX6i');
	if (
		isNoted &&
		(at_(MAKES_IT, masked, owner.end) ??
			(pointed || /:\s$/.test(lead) ? at_(ALONE, masked, owner.end) : null))
	)
		return make(text, sentence, at, owner, owner.end, 0.56, 'EX6i');
	const isPair =
		owner.parts.length > 1 &&
		(owner.form === 'known' || text.place.kind === 'action' || hasDay(text, sentence));
	const both = isPair && !isTold && text.place.kind !== 'report' ? at_(DO_BOTH, masked, owner.end) : null;
	if (
		both &&
		!TELLS_OF.test(masked.slice(owner.end + both.length)) &&
		!MUSES.test(masked.slice(owner.end + both.length))
	)
		return make(text, sentence, at, owner, owner.end, 0.56, 'EX6i');
	const can = isNoted ? at_(CAN, masked, owner.end) : null;
	const isOffer =
		can !== null &&
		at_(DOER, masked, owner.end + can.length) !== null &&
		!MUSES.test(masked.slice(owner.end + can.length)) &&
		!DOUBT.test(masked.slice(owner.end + can.length, sentence.end));
	const offers = (sure ? at_(OFFERS, masked, owner.end) : null) ?? (isOffer ? can : null);
	if (offers) return make(text, sentence, at, owner, owner.end + offers.length, 0.62, 'EX6g');
	const asked = at_(ASKED, masked, owner.end);
	const hint = owner.form === 'group' && HINT.test(masked.slice(owner.end + (asked?.length ?? 0)));
	const over =
		asked &&
		(SAYS_NO_MORE.test(masked.slice(owner.end + asked.length, sentence.end)) ||
			(asked.includes('you') && IN_MEETING.test(masked.slice(owner.end + asked.length))));
	if (asked && !hint && !over && at_(DOER, masked, owner.end + asked.length)) {
		return make(text, sentence, at, owner, owner.end + asked.length, (sure ? 0.8 : 0.7) - strange, 'EX6g');
	}
	const volunteers =
		at_(VOLUNTEERS, masked, owner.end) ??
		(sure && at - text.start > 3 ? at_(TAKES_UP, masked, owner.end) : null);
	if (!volunteers || (owner.form === 'group' && / does /.test(volunteers))) return null;
	const confidence = (sure ? 0.8 : 0.72) - strange;
	if (masked.slice(owner.end + volunteers.length, sentence.end).trim() !== '')
		return make(text, sentence, at, owner, owner.end, confidence, 'EX6c');
	const start = wholeLine(masked, sentence, text);
	return make(text, { start, end: sentence.end }, start, owner, owner.end, confidence, 'EX6c', {
		start: at,
		end: sentence.end
	});
}
