/** A topic first, then who does what to it: 「场地：公关这周内联络」, 「培训材料赵敏准备」. */
import type { Range } from './promise.ts';
import { BRACKET, DAY } from './promise.ts';
import type { ChineseText, Clause } from './zh-clause.ts';
import { clauseIn, isOnlyDay } from './zh-clause.ts';
import type { Head } from './zh-head.ts';
import { NOT_TOPIC, wholeOwner } from './zh-head.ts';
import { DONE_WORDS, OPINION_WORDS } from './zh-lexicon.ts';
import { AREA, COMMON_SURNAME, readChineseOwners } from './zh-owner.ts';
import { subjectHead } from './zh-subject.ts';
import { verbAt } from './zh-verbs.ts';

/** 「场地：公关这周内联络」: behind a short topic the sentence begins again. */
export function behindColon(clause: Clause, text: ChineseText): Head | null {
	const colon = clause.words.indexOf(':');
	if (colon < 1 || colon > 16 || colon > clause.words.length - 4) return null;
	if (isOnlyDay(clause.words.slice(0, colon))) return null;
	const rest = clauseIn(text, { start: clause.start + colon + 1, end: clause.end });
	if (DONE_WORDS.test(rest.words) || OPINION_WORDS.test(rest.words)) return null;
	const head = subjectHead(rest, text, false);
	const named = head?.owner?.form === 'known' || head?.owner?.form === 'role';
	return head && named && text.place.inList && text.place.kind !== 'report'
		? { ...head, confidence: head.confidence + 0.08 }
		: head;
}

/** 「流程表小杰会在周五前放云端」: a topic, then somebody known. */
export function behindTopic(clause: Clause, text: ChineseText): Head | null {
	const closing = closedBy(clause, text);
	if (closing) return closing;
	const last = Math.min(clause.words.length, clause.lead + LONGEST_TOPIC);
	const isOrder = verbAt(clause.words, clause.lead) > 0;
	for (let at = clause.lead + 2; at < last; at++) {
		if (clause.words[at] === BRACKET) continue;
		const name =
			text.names.at(text.masked, clause.start + at) ??
			calledPerson(clause, at) ??
			(isOrder ? null : groupAt(text, clause.start + at)) ??
			behindSpace(clause, text, at);
		if (!name || name.end - name.start < 2) continue;
		if (NOT_TOPIC.test(clause.words.slice(0, at).trimEnd().slice(-1))) {
			// What is left of a whole name is no name of its own.
			at = Math.max(at, name.end - clause.start - 1);
			continue;
		}
		if (THROUGH.test(clause.words.slice(0, at))) return null;
		const rest = clauseIn(text, { start: name.start, end: clause.end });
		const head = DONE_WORDS.test(rest.words) ? null : subjectHead(rest, text, false);
		if (
			!head ||
			head.form === 'colon' ||
			(head.form === 'verb' &&
				!AFTERWARDS.test(clause.words.slice(0, at)) &&
				!mayLead(clause, { start: at, end: name.end - clause.start }, text))
		)
			return null;
		return { ...head, start: clause.start + clause.lead, confidence: head.confidence - 0.04 };
	}
	return null;
}

/** 「复盘报告姚远整理后发全员」: in an entry what stands before somebody known is what is done, unless it tells of the past. */
function mayLead({ words, lead }: Clause, name: Range, { place }: ChineseText): boolean {
	const topic = words.slice(lead, name.start);
	return (
		(place.inList || words.length - name.end <= 2) &&
		place.kind !== 'report' &&
		/[\u3400-\u9fffa-z]{2}/.test(topic) &&
		!DONE_WORDS.test(topic) &&
		!OPINION_WORDS.test(topic)
	);
}

/** 「曲目每组自己讨论」 */
function groupAt({ masked, names }: ChineseText, at: number): Range | null {
	if (!'大每各全所'.includes(masked[at]!) || /[醒诉谢迎励便帮供望苦烦议求织领使]/.test(masked[at - 1]!))
		return null;
	if (verbAt(masked, at - 2) > 0) return null;
	const owner = readChineseOwners(masked, at, names, 'strict');
	return owner?.form === 'group' && masked[owner.end] !== '的' ? owner : null;
}

/** 「培训材料赵敏准备」: an entry that closes with who does what to its topic. */
function closedBy({ start, words, lead }: Clause, { place }: ChineseText): Head | null {
	if (!place.inList || words.length > 24 || DONE_WORDS.test(words)) return null;
	const found = CLOSED_BY.exec(words);
	if (!found || found.index < lead + 2 || NOT_TOPIC.test(words[found.index - 1]!)) return null;
	const at = start + found.index;
	const owner = wholeOwner(at, found[1]!.length, 'person');
	const cuts = [{ start: at, end: found[0].endsWith('负责') ? at + found[0].length : owner.end }];
	return { form: 'verb', owner, start: start + lead, cuts, confidence: 0.7, rule: 'EX5h' };
}

const CLOSED_BY = new RegExp(
	`((?:${COMMON_SURNAME}[\\u3400-\\u9fff]{1,2}|[小老阿][\\u3400-\\u9fff]|${AREA}|(?<=\\s)(?![对由]|自[己行]|本人|全权|认真|轮流|终身|概不|谁|目前|一直|共同|分别|各自)[\\u3400-\\u9fff]{2,4}(?<![不来])(?=负责$)))(?:去|来)?(?:负责|跟进|准备|整理|联系|联络|安排|处理|跟踪|对接|采购|购买|邀请|订|买|写|做|出|追|跟|盯|邀|问|找|管)$`
);

/** 「备件清单老刘今天给采购」: people as colleagues call them, with a day right behind. */
function calledPerson({ start, words }: Clause, at: number): Range | null {
	if (!'老小阿'.includes(words[at]!)) return null;
	CALLED.lastIndex = at;
	const found = CALLED.exec(words);
	return found && { start: start + at, end: start + at + found[0].length };
}

/** 「5S红牌整改 各班组长 7月8日前关闭」: a body or a role between the topic and the day. */
function behindSpace(
	{ start, words }: Clause,
	{ masked, names, place }: ChineseText,
	at: number
): Range | null {
	if (words[at - 1] !== ' ' || !place.inList) return null;
	const owner = readChineseOwners(masked, start + at, names, 'strict');
	return owner && owner.form !== 'handle' && /^\s?\uE001/.test(words.slice(owner.end - start)) ? owner : null;
}

/** 「经群友小林联系」: through whom it came about. */
const THROUGH = /(?:^|[:,\s])(?:经|通过|据|承蒙)[^,:]{0,6}$/;
/** 「上架后 Amy 发」 */
const AFTERWARDS = /[后完]\s?$/;
const CALLED = new RegExp(`[老小阿][\\u3400-\\u9fff](?=[${DAY}]|负责)`, 'y');
const LONGEST_TOPIC = 14;
