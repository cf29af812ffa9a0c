/** Entries of other lists that say who is to do them: in front, behind, or below what was promised before [EX1e, EX1f, EX1g]. */
import { quote } from './draft.ts';
import { soundsLikeAThing } from './en-owner.ts';
import { AS_A_NOUN, OF_AGENDA, isImperative } from './en-text.ts';
import { drafted, isKnown, isOwnerForSure, marked } from './entries.ts';
import { EVERYBODY, leadingOwner, trailingOwner } from './entry-owner.ts';
import type { EntryOwner } from './entry-owner.ts';
import { fold } from './fold.ts';
import { entered, isEntry, isHan, namesFor, wordsOf } from './line.ts';
import type { Line, Step } from './line.ts';
import { readNamesOnly } from './owner-list.ts';
import type { Range } from './promise.ts';
import type { SectionState } from './section.ts';
import { readChineseOwners } from './zh-owner.ts';
import { hasVerb } from './zh-verbs.ts';

/**
 * `Ben - send out the survey (by Friday)`, `Dora & Eli: clean up the backlog`: outside lists of tasks a name before an order is somebody's
 * work when a day of limit or a second name says that nobody is only quoted [EX1g].
 */
export function readLed(line: Line, state: SectionState): Step | null {
	const { block, folded, statement } = line;
	if (!line.isFirst || isHan(line)) return null;
	const names = namesFor(line, state);
	const body = { start: statement.body, end: statement.end };
	const found = leadingOwner({ block, folded, days: line.days(), names }, body);
	if (!found?.cut || /\b(?:to|will|shall)\s$/.test(folded.slice(found.cut.start, found.cut.end))) return null;
	/** `=> Ana, Ben: three each until Friday` */
	const isArrowed = /[→⇒➔➜>]\s{1,3}$/.test(folded.slice(statement.start, statement.body));
	const pointed = /(?:->|=>|→|➔)\s?$/.test(folded.slice(found.cut.start, found.cut.end));
	/** `Ana → booth for nine`: an arrow from somebody known hands them whatever stands behind it. */
	const isHanded =
		pointed &&
		found.owners.every(({ text }) => isKnown(text, names)) &&
		/^\S+\s\S/.test(folded.slice(found.cut.end, statement.end));
	/** `@ana check the names` */
	const isCalled = isEntry(line) && /^@[^\s:]+$/.test(folded.slice(found.cut.start, found.cut.end));
	const order = found.cut.end + (isCalled && folded[found.cut.end] === ' ' ? 1 : 0);
	const isPair =
		found.owners.length > 1 &&
		isEntry(line) &&
		/:\s$/.test(folded.slice(found.cut.start, found.cut.end)) &&
		found.owners.every(({ text }) => isKnown(text, names)) &&
		SAYS_NOTHING_OF.test(folded.slice(found.cut.end, statement.end));
	if (!isArrowed && !isHanded && !isPair && !isImperative(folded, order)) return null;
	const isSure = (written: string) =>
		isOwnerForSure(written, names) || ONE_LETTER.test(written) || (pointed && CALLED.test(written));
	if (!found.owners.every(({ text }) => isSure(text))) return null;
	const called =
		/^@.*:\s?$/.test(folded.slice(found.cut.start, found.cut.end)) && !wordsOf(line).includes('?');
	const everybody =
		/:\s?$/.test(folded.slice(found.cut.start, found.cut.end)) && EVERYBODY.test(fold(found.owners[0]!.text));
	const limited = line.days().some((day) => day.day && day.start > found.cut!.end);
	if (!isEntry(line) && !called && !limited) return null;
	/** `Erik: reply to them about the licence`: one short order, and no more, may be what somebody has to do. */
	const isOrder =
		isEntry(line) &&
		/(?::|\s[-–—])\s?$/.test(folded.slice(found.cut.start, found.cut.end)) &&
		ONE_ORDER.test(folded.slice(found.cut.end, statement.end)) &&
		!(
			/-\s?$/.test(folded.slice(found.cut.start, found.cut.end)) &&
			AS_A_NOUN.test(folded.slice(found.cut.end, statement.end))
		) &&
		found.owners.every(({ text }) => isKnown(text, names));
	const isTold = isArrowed || limited || pointed || called || isCalled || everybody;
	if (found.owners.length < 2 && !isTold && !isOrder) return null;
	const draft = marked(line, state, statement.body, {
		base: everybody || ((isOrder || isPair) && !isTold) ? 0.62 : 0.72,
		rule: 'EX1g',
		kind: 'plain',
		given: found
	});
	return draft ? drafted(line, entered(line, state, null, { isItem: true }), draft) : null;
}

/** `Ana & Ben: emails to former mentors`: a thing, and nothing is said of it. */
const SAYS_NOTHING_OF =
	/^(?!.*\b(?:is|are|was|were|has|have|had|can|could|would|think|we|i|it|they|you|yes|no|not|agreed?|want|on|away|late|absent)\b)[a-z][^.;?!+,]{6,60}$/;

const ONE_ORDER =
	/^(?!(?:do|let|see|think|agree|approve|support|vote|note|keep|consider|try|use|wait|go|understand|suggest|propose|recommend|start|work|like|hope|be|put|read|thank|welcome|move|leave|show)\b)[^.;?!+]{8,70}[.]?$/;

/** `D: collect examples, by Friday`; `Q:` and `A:` are question and answer. */
const ONE_LETTER = /^[B-PR-Z]$/;

/** A name as names look, where an arrow says that one must stand. */
const CALLED = /^\p{Lu}\p{Ll}{1,14}(?:\s\p{Lu}\p{Ll}{1,14})?$/u;

/**
 * 「主页（徐浩）」, 「问一下学校 @阿明」, `Rotate the keys -- Carol`, `Poster: Fran, by Friday`: a line that closes with people the minutes know
 * gives them the work [EX1f].
 */
export function readAssigned(line: Line, state: SectionState): Step | null {
	const { block, folded, statement } = line;
	const han = isHan(line);
	const isMatter = line.depth < 0 && line.following?.place.kind === 'list';
	if (!line.isFirst || (han && (!isEntry(line) || isMatter))) return null;
	const words = wordsOf(line);
	if (!(han ? HAN_CLOSES : CLOSES).test(words)) return null;
	const names = namesFor(line, state);
	const body = { start: statement.body, end: statement.end };
	const found = trailingOwner({ block, folded, days: line.days(), names }, body);
	const pointed = (han ? POINTS_TO_NICK : POINTS).test(words);
	const isSure = (written: string) =>
		isOwnerForSure(written, names) || (pointed && (han || CALLED.test(written)));
	if (!found?.cut) return null;
	const isStranger = !found.owners.every(({ text }) => isSure(text));
	if (isStranger && !isCalledOn(line, found)) return null;
	if (COMMA_LAST.test(words) && found.cut.end < body.end) return null;
	const before = folded.slice(body.start, found.cut.start);
	const behindColon = folded[found.cut.start] === ':' || before.trimEnd().endsWith(':');
	const handed = /^\s?(?:->|=>|→|➔)/.test(folded.slice(found.cut.start, found.cut.end));
	const ordersAll = isImperative(folded, body.start) && /\S\s\S/.test(before.trim());
	const isWork = han
		? !IN_MEETING.test(before) && (handed || !/@/.test(words) || ASKS_WORK.test(before) || hasVerb(before))
		: behindColon
			? isEntry(line) &&
				(hasDeadline(line, found.cut) ||
					(ordersAll && /\s(?:the|an?|our|to|with|for|on|of|up|out)\s/.test(before)))
			: ordersAll ||
				(isEntry(line) && /[)\]]$/.test(words) && line.days().some((day) => day.limit && day.day)) ||
				ordersInside(before) ||
				(isEntry(line) && /[)\]]$/.test(words) && /(?:->|=>|→|➔)\s[a-z]/.test(before)) ||
				NEEDED.test(before) ||
				(handed && isEntry(line) && !/\?|\b(?:asks|asked|wonders|wondered)\b/.test(before));
	if (!isWork || OF_AGENDA.test(before)) return null;
	const isFirm = !han || line.days().some(({ limit }) => limit);
	const base = isFirm && !isStranger ? 0.74 : 0.62;
	const draft = marked(line, state, statement.body, { base, rule: 'EX1f', kind: 'plain', given: found });
	return draft ? drafted(line, entered(line, state, null, { isItem: true }), draft) : null;
}

/** "Clean the filter in the vent - Sanne": behind a whole order of an entry a name, though nobody knows it. */
function isCalledOn(line: Line, { owners, cut }: EntryOwner): boolean {
	const { folded, statement } = line;
	if (isHan(line) || !isEntry(line) || !cut || !/^\s?[-–—([]/.test(folded.slice(cut.start, cut.end)))
		return false;
	return (
		isImperative(folded, statement.body) &&
		!line.days().some(({ day }) => day !== null) &&
		/^\S+\s\S+\s\S+/.test(folded.slice(statement.body, cut.start)) &&
		owners.every(({ text }) => CALLED.test(text) && !soundsLikeAThing(fold(text)))
	);
}

const CLOSES = /(?:[)\]]|\s@[a-z][a-z .'-]{1,30}|(?:->|=>|→|-|—|:)\s?@?[a-z][^:;.()]{0,40})\s?[.]?$/;
/** "Letters page: nothing yet, put a call-out on social" */
function ordersInside(before: string): boolean {
	if (/^(?:proposal|suggestion|idea|question|option|request|maybe)/.test(before)) return false;
	return [...before.slice(0, 160).matchAll(/(?:[:,;.]|\s[-–—])\s(?:to\s)?/g)].some(
		(sign) =>
			isImperative(before, sign.index + sign[0].length) ||
			/^(?:needs |remember )/.test(before.slice(sign.index + sign[0].length))
	);
}

const POINTS = /(?:->|=>|→|➔)\s?@?[a-z][^:;.()]{0,40}(?:\([^()]{1,40}\)\s?)?[.]?$/;
/** 「借教室 → 阿廷」: called as only people are. */
const POINTS_TO_NICK = /(?:->|=>|→|➔)\s?[小阿老][\u3400-\u9fff]\s?$/;
const HAN_CLOSES =
	/(?:[)\]]|[\u3400-\u9fff][,]\s?(?:[\u3400-\u9fff]{2,4}|[a-z][a-z.'-]{1,14})|[\s:](?:[\u3400-\u9fff]{2,4}(?:[、&,/和][\u3400-\u9fff]{2,4}){0,3}|[a-z]{2,14})\s\d{1,2}[/.月]\d{1,2}日?\s?前?|[\s。;,)\]」]@[\p{L}\p{N}_.-]{1,40}|(?:->|=>|→|➔)\s?[\u3400-\u9fffa-z、&/ ]{2,16}|(?:—{1,2}|\s-{1,2}\s)\s?[\u3400-\u9fffa-z、&/]{2,16})\s?$/u;
/** 「发投票，Chihao」: the last clause must be the name and nothing else. */
const COMMA_LAST = /[\u3400-\u9fff],\s?[\u3400-\u9fffa-z.'-]{2,15}$/;
/** 「祷告开会（志豪）」 */
const IN_MEETING = /(?:开会|开场|主持|致[词辞]|祷告|敬拜|破冰|导读|记录|主讲|分享|报告)\s?$/;
const ASKS_WORK = /[要需请问找](?!求|点)/;

function hasDeadline(line: Line, cut: Range): boolean {
	return line.days().some((day) => day.limit && day.start >= cut.start);
}

/** "We need to rotate the keys", "Frank to be invited": words that ask for something to be done. */
const NEEDED =
	/^(?:(?:we|they|someone|somebody|it)\s)?(?:still\s)?(?:need(?:s)? to|needs? [a-z]+ing|must|should|have to|has to|to|(?:decided|agreed|want|plan) to)\s|\b(?:to|will) be (?:[a-z]+ed|brought|sent|done|made|put|given|written|drawn|set|taken)\b|\bneeds? (?:to be )?[a-z]+(?:ing|ed)\b/;

/** What became of earlier promises: entries that name their owner [EX1e]. */
export function readReviewed(line: Line, state: SectionState): Step | null {
	if (!isEntry(line)) return null;
	const draft = marked(line, state, line.statement.body, {
		base: 0.74,
		rule: 'EX1e',
		kind: 'review',
		owners: [],
		given: toldOf(line, state)
	});
	if (!draft || (draft.item.owners.length === 0 && !CLOSED.test(wordsOf(line)))) return null;
	if (!isHan(line) && TOLD_PAST.test(wordsOf(line))) return null;
	return drafted(line, entered(line, state, null, { isItem: true }), draft);
}

/** 「影片更新：职安室拍摄中」: whoever is told of behind the colon has it in hand. */
function toldOf(line: Line, state: SectionState): EntryOwner | null {
	const { block, folded, statement } = line;
	const colon = folded.slice(statement.body, Math.min(statement.end, statement.body + 40)).indexOf(':');
	const signed = /^[^:]{2,60}\(([^()]{2,16})\)\s?:/.exec(wordsOf(line));
	if (signed && isHan(line)) {
		const end = statement.body + signed[0].lastIndexOf(')');
		const start = end - signed[1]!.length;
		const owners = readNamesOnly(block, folded, { start, end }, namesFor(line, state), true);
		if (owners && owners.length > 0)
			return { owners, cut: { start: start - 1, end: statement.end }, rule: 'EX20' };
	}
	if (colon < 4 || !isHan(line) || NOT_OURS.test(folded.slice(statement.body + colon))) return null;
	const start = statement.body + colon + 1;
	const owner = readChineseOwners(folded, start, namesFor(line, state), 'strict');
	if (!owner || owner.end >= statement.end || (owner.form !== 'department' && owner.form !== 'known'))
		return null;
	const owners = owner.parts.map((part) => quote(block.id, block.text, part));
	return { owners, cut: { start: start - 1, end: statement.end }, rule: 'EX20' };
}

/** "All plots had now been paid for", "no progress had been made" */
const TOLD_PAST = /\bhad (?:now |already |since )?(?:been|not)\b|\bno [a-z]+ (?:had|has|have) been\b/;

const NOT_OURS = /^:\s?(?:厂商|承商|包商|供应商|对方|客户)/;

/** 「耳塞选用：结案」 */
const CLOSED =
	/^[^,。:→]{4,30}(?::|→|->)\s?(?:[^,。:]{2,20},\s?(?=(?:已?结案|解除列管)[。.]?$))?(?:[^,。:]{0,12}(?<!预计.{0,6})(?:已|业)[^,;。未]{0,10}(?:完成|完毕|完竣|办结)|已?结案|已?完成|解除列管|续管|持续追踪|办理中|进行中)[。.]?$/;
