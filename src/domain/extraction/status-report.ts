/**
 * Sentences that say how something known goes on, or what stands in its way: 「…已完成80%，因接口对接问题需延迟2天，预计6月22日上线」
 * [EX51]. They are no new items; a page may offer them as updates to the card they speak of (board/update-offer.ts).
 */
import type { Block } from './block.ts';
import type { DayMention } from './day-mention.ts';
import { dueOf, quote } from './draft.ts';
import type { ExtractedDue, Quoted } from './extracted-item.ts';
import { readNumber } from './chinese-number.ts';
import { DAY, daysWithin, maskDays } from './promise.ts';
import type { Range } from './promise.ts';

/** What a sentence tells of work that is under way. */
export type StatusReport = {
	/** Unique within one reading. */
	readonly key: string;
	/** The sentence. */
	readonly words: Quoted;
	/** What it speaks of, as written: 「技术部数据监测系统」. */
	readonly matter: Quoted;
	readonly says: 'done' | 'progress' | 'delayed' | 'blocked';
	/** Per cent. */
	readonly progress: number | null;
	/** By how many days it is late, when that is said without a day. */
	readonly delayDays: number | null;
	readonly newDay: ExtractedDue | null;
	readonly reason: Quoted | null;
	/** What would help: 「市场部协调1名设计师临时支援」. */
	readonly support: Quoted | null;
};

/** Whether a folded text may hold a report at all; most do not, and are not looked at further. */
export function mayReport(folded: string): boolean {
	return MAYBE.test(folded);
}

const MAYBE =
	/\d\s?%|已|进度|一半|延[迟期后误]|推迟|滞后|落后|受阻|卡[在住]|阻塞|停滞|不足|缺人|\b(?:done|complete[d]?|finished|delayed|blocked|stuck|behind|slip(?:s|ped)|postponed|on hold|has been|have been|shipped|sent)\b/;

/** The reports of one block's text, in reading order. `daysOf` answers those of the block. */
export function reportsIn(
	block: Block,
	folded: string,
	daysOf: () => readonly DayMention[]
): readonly StatusReport[] {
	if (!MAYBE.test(folded) || newsAt(folded) === null) return [];
	const days = daysOf();
	const masked = maskDays(folded, days);
	return sentences(masked)
		.flatMap((sentence) => newsIn(masked, sentence))
		.flatMap((news) => reportIn(block, masked, news, days) ?? []);
}

/** 「登录模块已完成，支付模块完成60%」: what says something of another matter is a report of its own. */
function newsIn(masked: string, { start, end }: Range): Range[] {
	const found: Range[] = [];
	let from = start;
	for (const clause of masked.slice(start, end).split(/(?<=,\s?)/)) {
		const at = from;
		from += clause.length;
		const last = found.at(-1);
		const first = newsAt(clause);
		const isNew = first !== null && !GOES_ON.test(clause) && matterBefore(clause, first) !== null;
		if (!last || (isNew && newsAt(masked.slice(last.start, last.end)) !== null))
			found.push({ start: at, end: from });
		else found[found.length - 1] = { ...last, end: from };
	}
	return found.map((range) => ({
		...range,
		end: range.end - /[,\s]*$/.exec(masked.slice(range.start, range.end))![0].length
	}));
}

const GOES_ON =
	/^\s?(?:因|由于|原因|预计|预期|争取|计划|需|导致|但|所以|较|比|影响|剩|其余|余|but|so|because|due|and|now)/;

/** Where the news of a clause begins; null when it tells none. */
function newsAt(words: string): number | null {
	const at = [PERCENT, HALF, LATE, BLOCKED, DONE].flatMap((pattern) => pattern.exec(words)?.index ?? []);
	return at.length > 0 ? Math.min(...at) : null;
}

const LONGEST = 240;
const END = /[。；;!?\n]|\.(?=\s|$)/g;

function sentences(masked: string): Range[] {
	const found: Range[] = [];
	let start = 0;
	const add = (end: number) => {
		const from = start + (/^[\s•·*-]*(?:\d{1,2}[、.)]\s?)?/.exec(masked.slice(start, end))?.[0].length ?? 0);
		if (end - from >= 5 && end - from <= LONGEST) found.push({ start: from, end });
	};
	END.lastIndex = 0;
	for (let sign = END.exec(masked); sign; sign = END.exec(masked)) {
		if (!/[?]/.test(sign[0])) add(sign.index);
		start = sign.index + sign[0].length;
	}
	add(masked.length);
	return found;
}

const PERCENT = /(?<![\d.])(\d{1,3})\s?%/;
const HALF = /(?:完成|做|进行)了?(?:一半|过半)|half(?:way)? (?:done|complete)/;
const PROGRESS = /完成|进度|推进|做了|做到|达到?|done|complete|progress/;
/** Of how much money, voters or prices: no progress. */
const NO_PROGRESS =
	/增长|下降|提升|提高|降低|占|折|费|率为|利|同比|环比|涨|跌|票|预算|discount|growth|revenue|up |down /;
const LATE =
	/(?:延[迟期误]|推迟|滞后|延后|落后|逾期|顺延|晚了)(?:了|约|大约)*\s?([\d一二两三四五六七八九十]{1,3})?\s?(?:个)?(天|日|周|星期|工作日|月)?|\b(?:delayed|postponed|behind schedule|slipped|slips|running late)\b(?: by (\d{1,2}|a|one|two|three) (day|week)s?)?/;
const NOT_LATE =
	/(?:不|没有?|未|避免|防止|无)(?:会|能|得|再)?(?:被)?(?:延|推迟|滞后|逾期)|申请延期|可(?:以)?延期|not (?:be )?delayed/;
const BLOCKED =
	/受阻|卡[在住]|阻塞|停滞|无法(?:推进|继续|进行)|人手不足|资源不足|缺人|进展不[顺大]|\b(?:blocked(?: by| on)?|stuck|on hold)\b/;
const DONE =
	/(?:已(?:经)?|均已|都已)(?:全部|顺利|按期|如期|基本)?(?:完成|上线|提交|发布|交付|解决|修复|办结|落实|闭环|搞定|做完|写完|发出|验收|确定|签订|签|采购|订购|通知|发送|审批|通过|下单|到货)(?!\s?\d|率|度|情况|[^,。;]{0,4}的)|\b(?:is|are|was|were|has been|have been) (?:now )?(?:done|complete|completed|finished|shipped|delivered|sent|published|fixed)\b/;
const NOT_DONE = /未完成|没完成|尚未|还没|not (?:yet )?(?:done|complete|finished)|部分/;
/** Meetings move, people are late: that is no card's news. */
const NO_MATTER = /^(?:会议|例会|周会|本次会|大家|我们|目前|其中|it|this|that|we|the meeting|he|she|they)?$/;
const REASON =
	/(?:因为|由于|因|原因(?:是|为|:)|受|because(?: of)?|due to)\s?(.{2,60}?)(?=影响|,|。|;|需(?!求)|导致|延|推迟|$)/;
const SUPPORT =
	/(?:,|^|;)\s?(?:需要?|希望|请求|请|申请)(?!要|延)([^,。;]{2,60}?(?:支援|支持|协助|协调|配合|增援|帮助|提供|补充|加派)[^,。;]{0,40})|needs? (?:help|support) (?:from|with) ([^,.;]{2,40})/;

function reportIn(
	block: Block,
	masked: string,
	sentence: Range,
	days: readonly DayMention[]
): StatusReport | null {
	const words = masked.slice(sentence.start, sentence.end);
	const late = NOT_LATE.test(words) ? null : LATE.exec(words);
	const percent = percentIn(words);
	const half = percent ? null : HALF.exec(words);
	const blocked = BLOCKED.exec(words);
	const done = percent || half || NOT_DONE.test(words) ? null : DONE.exec(words);
	const says = late ? 'delayed' : blocked ? 'blocked' : percent || half ? 'progress' : done ? 'done' : null;
	if (!says) return null;
	const first = Math.min(
		...[late, percent && (PROGRESS.exec(words) ?? percent), half, blocked, done].flatMap((found) =>
			found ? [found.index] : []
		)
	);
	const matter = matterBefore(words, first);
	if (!matter) return null;
	const at = (range: Range) =>
		quote(block.id, block.text, { start: sentence.start + range.start, end: sentence.start + range.end });
	const progress = percent ? Number(percent[1]) : half ? 50 : null;
	if (progress !== null && progress > 100) return null;
	const isDone = progress === 100 && says === 'progress';
	return {
		key: `${block.id}:${sentence.start}-${sentence.end}`,
		words: quote(block.id, block.text, sentence),
		matter: at(matter),
		says: isDone ? 'done' : says,
		progress,
		delayDays: late ? lengthOf(late) : null,
		newDay: late || blocked ? newDayIn(block, first, sentence, days) : null,
		reason: partOf(REASON.exec(words), at),
		support: partOf(SUPPORT.exec(words), at)
	};
}

/** How far the work is; null for shares of something else. */
function percentIn(words: string): RegExpExecArray | null {
	const found = PROGRESS.test(words) ? PERCENT.exec(words) : null;
	return found && !NO_PROGRESS.test(words.slice(Math.max(0, found.index - 5), found.index + 10))
		? found
		: null;
}

/** What stands before the news: without small words at its ends. */
function matterBefore(words: string, first: number): Range | null {
	const before = words.slice(0, first);
	const clause = before.search(/[^,，]*[,，]?\s*$/);
	const named = before.slice(clause).replace(/[,，\s]+$/, '');
	const from = named.length >= 3 ? clause : 0;
	const start =
		from +
		(/^\s*(?:目前|当前|现在|其中|[^:]{1,12}汇报:|the\s)?\s*/.exec(before.slice(from))?.[0].length ?? 0);
	const kept = before
		.slice(start)
		.replace(/(?<=..)(?:因为?|由于|受).*$/, '')
		.replace(
			/(?:[\s,，:：]|\d{1,3}\s?%|已经?|目前|当前|进展|进度|工作|总体|整体|的|比|较|还|了|is|are|was|has been)+$/,
			''
		);
	const end = start + kept.length;
	return end - start < 2 || NO_MATTER.test(kept.trim()) ? null : { start, end };
}

const WORDS: Readonly<Record<string, number>> = { a: 1, one: 1, two: 2, three: 3 };
const LENGTHS: Readonly<Record<string, number>> = { 周: 7, 星期: 7, 月: 30, week: 7 };

function lengthOf(late: RegExpExecArray): number | null {
	const count = late[1] ?? late[3];
	const unit = late[2] ?? late[4];
	if (!count || !unit) return null;
	const number = WORDS[count] ?? readNumber(count);
	return number === null ? null : number * (LENGTHS[unit] ?? 1);
}

/** The last day said behind the news. */
function newDayIn(
	block: Block,
	from: number,
	sentence: Range,
	days: readonly DayMention[]
): ExtractedDue | null {
	const behind = daysWithin(days, sentence).filter(
		({ start, day }) => day !== null && start > sentence.start + from
	);
	const day = behind.at(-1);
	return day ? dueOf(day, block.id, block.text) : null;
}

function partOf(found: RegExpExecArray | null, at: (range: Range) => Quoted): Quoted | null {
	const part = found?.[1] ?? found?.[2];
	if (!found || !part || part.includes(DAY)) return null;
	const start = found.index + found[0].indexOf(part);
	return at({ start, end: start + part.trimEnd().length });
}
