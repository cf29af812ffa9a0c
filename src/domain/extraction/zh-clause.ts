/** Sentences and clauses of Chinese text, with what the rules ask of every clause. */
import type { DayMention } from './day-mention.ts';
import type { NameIndex } from './names.ts';
import type { OwnWordIndex } from './own-words.ts';
import { BRACKET, DAY, daysWithin } from './promise.ts';
import type { ProsePlace, Range } from './promise.ts';
import { MODALS } from './zh-lexicon.ts';
import { hasVerb, WORK_VERBS } from './zh-verbs.ts';

export type ChineseText = {
	readonly folded: string;
	/** The same length, with days blotted out. */
	readonly masked: string;
	readonly start: number;
	readonly end: number;
	readonly days: readonly DayMention[];
	readonly names: NameIndex;
	readonly ownWords: OwnWordIndex;
	readonly place: ProsePlace;
	/** Where the words of the one who speaks begin, when the line begins with who that is. */
	readonly spoken?: number;
};

export type Clause = Range & {
	/** The clause alone: days and the inside of brackets blotted out; same length. */
	readonly words: string;
	/** How long its opening small words are: 并, 同时, 后续. */
	readonly lead: number;
	/** The insides of its round brackets. */
	readonly brackets: readonly Range[];
	/** The days that can be its own: those of events and beginnings are left out. */
	readonly days: readonly DayMention[];
	/** A day with a word of limit, 前 or 内. */
	readonly hasLimit: boolean;
	readonly hasVerb: boolean;
};

/** The sentences of a range. */
export function sentencesOf({ masked, start, end }: ChineseText): Range[] {
	return splitAt(masked, start, end, SENTENCE_ENDS);
}

/** The clauses of a sentence; commas inside brackets part none, a dash of two does. */
export function clausesOf(text: ChineseText, sentence: Range): Clause[] {
	return splitAt(text.masked, sentence.start, sentence.end, CLAUSE_ENDS).map((range) =>
		clauseIn(text, range)
	);
}

const SENTENCE_ENDS = /[()[\]。!?;\n]/g;
const CLAUSE_ENDS = /[()[\],→…]|-(?=-)|、(?=[^、,;。负]{1,6}负责)(?<=负责[^、,;。]{1,16}、)/g;

/** A range as a clause of its own: the inside of brackets, the words behind a colon. */
export function clauseIn({ masked, folded, days }: ChineseText, range: Range): Clause {
	const brackets = bracketsIn(masked, range);
	const words = withoutBrackets(masked, range, brackets);
	const own = daysWithin(days, range).filter((day) => day.kind !== 'from' && !isAttribute(day, folded));
	LEAD_IN.lastIndex = 0;
	return {
		start: range.start,
		end: range.end,
		words,
		lead: LEAD_IN.exec(words)![0].length,
		brackets,
		days: own,
		hasLimit:
			own.some((day) => day.limit && day.sense !== 'vague') ||
			(FINISHED_BY.test(words) && own.some((day) => day.day !== null)) ||
			brackets.some(({ start, end }) => BRACKETED_DAY.test(masked.slice(start, end))),
		hasVerb: hasVerb(words)
	};
}

/** 「录播周四完成」: what is finished on a day is finished by it. */
export const FINISHED_BY = new RegExp(
	`[\\u3400-\\u9fffa-z]\\s?${DAY}+\\s?(?:全部|统一)?(?:完成|做完|写完|弄完|搞定|定稿|交稿|收尾)\\s?$`
);

/** 「（6月15日）」 behind the work is its limit. */
const BRACKETED_DAY = new RegExp(`^\\s?${DAY}+\\s?$`);
const LEAD_IN =
	/(?:[\s-]|#\d+\s|第[一二三四五六七八九][、,]|[一二三四五六七八九]是(?=[^否不])|并且|并|同时|另外|另|此外|然后|其次|首先|最后|后续|接下来|下一步|之后|其中|因此|所以|故|则|而|且|即|再|也|还|优先|为此|原则上|暂时|暂|先|具体|如下|需要|需|拟|建议)*/y;

/** Ranges between ends, which brackets are among; ends inside brackets do not count, and a question keeps its mark. */
function splitAt(masked: string, from: number, to: number, ends: RegExp): Range[] {
	const ranges: Range[] = [];
	let depth = 0;
	let start = from;
	// A dash that closes the range may have its second behind it.
	const text = masked.slice(from, to + 1);
	ends.lastIndex = 0;
	while (ends.test(text)) {
		const at = from + ends.lastIndex - 1;
		const sign = masked[at]!;
		if (at >= to) break;
		if (sign === '(' || sign === '[') depth++;
		else if (sign === ')' || sign === ']') depth = Math.max(0, depth - 1);
		if ((depth > 0 && sign !== '\n') || '()[]'.includes(sign)) continue;
		if (sign === '\n') depth = 0;
		const end = sign === '?' || sign === '!' ? at + 1 : at;
		if (end > start) ranges.push({ start, end });
		start = at + 1;
	}
	if (to > start) ranges.push({ start, end: to });
	return ranges;
}

function withoutBrackets(masked: string, range: Range, brackets: readonly Range[]): string {
	if (brackets.length === 0) return masked.slice(range.start, range.end);
	let words = '';
	let from = range.start;
	for (const bracket of brackets) {
		words += masked.slice(from, bracket.start - 1) + BRACKET.repeat(bracket.end - bracket.start + 2);
		from = bracket.end + 1;
	}
	return words + masked.slice(from, range.end);
}

function bracketsIn(masked: string, { start, end }: Range): Range[] {
	const found: Range[] = [];
	let depth = 0;
	let open = start;
	// Looked for within the range only: a long line has thousands of them.
	const first = masked.slice(start, end).indexOf('(');
	if (first < 0) return found;
	for (let at = start + first; at < end; at++) {
		if (masked[at] === '(' && depth++ === 0) open = at + 1;
		else if (masked[at] === ')' && depth > 0 && --depth === 0) found.push({ start: open, end: at });
	}
	return found;
}

const ONLY_DAY = new RegExp(`^[\\s并且另在于,:]*${DAY}[${DAY}\\s前内:]*$`);

/** True for words that say only when. */
export function isOnlyDay(words: string): boolean {
	return ONLY_DAY.test(words);
}

const LEADING_DAYS = new RegExp(`^[\\s${DAY}]+`);

export function withoutLeadingDays(words: string): string {
	return words.replace(LEADING_DAYS, '');
}

/** 「三季度促销方案」: the stretch of time belongs to the noun behind it. */
export function isAttribute(day: DayMention, folded: string): boolean {
	if (day.limit) return false;
	const behind = folded.slice(day.end, day.end + 8);
	if (day.sense !== 'period' && day.kind !== 'recurring') return EVENT.test(behind);
	return (
		OF_QUARTER.test(folded.slice(day.start, day.end + 3)) ||
		(/^[\u3400-\u9fff]/.test(behind) && !THEN_DOES.test(behind))
	);
}

/** 「填写 Q3 OKR」 */
const OF_QUARTER = /^q[1-4]\s[a-z]/;
const EVENT =
	/^(?:的)?(?:活动|会议|例会|周会|晚会|年会|演唱会|比赛|考试|课程|讲座|聚会|评审会|发布会)(?!上|前|汇报|报告|同步|说明|[带交提给])|^\s?有没有/;
const THEN_DOES = new RegExp(
	`^(?:${MODALS}|${WORK_VERBS}|开始|进行|由|请|把|召|举|再|出(?!差|席|现|行)|给|交(?!通|流)|做|写|与|和|跟|前|起|签|定(?!期)|搞|弄|拿|寄|送|搬|换|订|拍|买|补|改|修|弄|画|录|剪|印|贴|审|译|测|建|装|盯|催|抽|选|设|填|追|谈|清|搬|带|找|问|练|投|查|跑|收|付|聊|谈|约|报(?!告|表)|评|能|可|就|才|都|也|通过|上(?=$|线|架|传|稿)|一定|必须|务必|在|于|向|对|用|以|给|去(?!年)|到(?!期|达|场|底)|赴|每个?[人位]|大家|全[体员]|我(?![国院校司部市县省区镇])|[他她])`
);
