/** How a Chinese clause gives somebody work [EX5]: each form is one function, tried in the order of how much it says. */
import { askHead } from './zh-asked.ts';
import type { ChineseText, Clause } from './zh-clause.ts';
import { appointHead, byHead, delegatedHead, givenWord, offered } from './zh-given.ts';
import type { Head } from './zh-head.ts';
import { ASKING, DONE_WORDS, OPINION_WORDS } from './zh-lexicon.ts';
import { openHead, orderHead } from './zh-open.ts';
import { ownCueHead } from './zh-own-cue.ts';
import { subjectHead } from './zh-subject.ts';
import { behindColon, behindTopic } from './zh-topic.ts';

/** Below this a clause begins nothing unless what follows says more. */
const WORTH = 0.45;

/** The head of a clause; null when it gives nobody work. `dayBefore`: a day stood alone before it (「6月6日前，市场部…」). */
export function headOf(clause: Clause, text: ChineseText, dayBefore: boolean): Head | null {
	const { words } = clause;
	const trimmed = words.trim();
	// Two signs that are no verb are nobody's work: a long line of them would ask every form below.
	if (trimmed.length < 3 && !clause.hasVerb) return null;
	if (trimmed.endsWith('?') || NO_WORK.test(trimmed)) return null;
	const given = byHead(clause, text) ?? appointHead(clause, text) ?? delegatedHead(clause, text);
	if (given) return given;
	// Whether it is past is asked only where something was found.
	let past: boolean | null = null;
	const unlessPast = (head: Head | null) => (head && !(past ??= DONE_WORDS.test(words)) ? head : null);
	const said = unlessPast(
		ownCueHead(clause, text) ?? askHead(clause, text) ?? givenWord(clause, text) ?? offered(clause, text)
	);
	if (said) return said;
	if (OPINION_WORDS.test(trimmed) || ASKING.test(trimmed)) return null;
	const subject =
		subjectHead(clause, text, dayBefore) ?? behindColon(clause, text) ?? behindTopic(clause, text);
	if (subject && subject.confidence >= WORTH) return subject;
	const open = unlessPast(openHead(clause, text));
	const isShape = subject?.owner?.form === 'person' || subject?.owner?.form === 'handle';
	const firm = subject && (!isShape || text.place.kind === 'action' || text.place.inList) ? subject : null;
	if (open) return firm ? { ...open, owner: firm.owner, cuts: firm.cuts } : open;
	return firm ?? unlessPast(orderHead(clause, text));
}

/** 「6月局务会议追踪列管事项表」 is the name of a paper. */
const NAMES_PAPER = /(?:事项表|会议?[纪记]录|会议?纪要|签到[表簿]|追踪表|进度表)$/;

/** 「依据院教评会6月8日决议办理」: on what a matter rests. */
const AS_RULED = /^(?:依据|依照|依(?!法|序|次)|根据|按照?|遵照)[^,]{4,40}(?:办理|执行|处理|实施)$/;

/** 「待老板拍板」: it is waited for. */
const WAITS = /^(?:目前|暂|还|仍|尚|需|正)?(?:等待|等(?!级|[一二三四五]|效|待遇)|待(?![办定确遇]))/;

/** 「院办发〔2022〕5号」: the number of a paper. */
const NUMBER_OF_PAPER = /^[\u3400-\u9fff]{1,8}[发函字令办]\s?[[〔(]\d{4}[\])〕]\s?第?\d{1,4}号/;

const NO_WORK = new RegExp(
	[NAMES_PAPER, NUMBER_OF_PAPER, AS_RULED, WAITS].map(({ source }) => source).join('|')
);
