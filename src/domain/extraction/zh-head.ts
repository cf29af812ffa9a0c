/** What a Chinese clause begins with, and what the forms of it share. */
import type { Range } from './promise.ts';
import { DAY } from './promise.ts';
import { withoutLeadingDays } from './zh-clause.ts';
import { CHARGE, MEETING_HELD, MODALS } from './zh-lexicon.ts';
import type { OwnerPhrase } from './zh-owner.ts';
import { WORK_VERBS } from './zh-verbs.ts';

/** What a clause begins: who is to do something, and how sure that is. */
export type Head = {
	readonly form:
		'by' | 'charge' | 'modal' | 'day' | 'ask' | 'colon' | 'verb' | 'open' | 'section' | 'appoint';
	readonly owner: OwnerPhrase | null;
	/** Where the promise begins in the block. */
	readonly start: number;
	/** Words that are not what is to be done. */
	readonly cuts: readonly Range[];
	readonly confidence: number;
	readonly rule: string;
	/** It only says whose work it is: what is to be done was said before it. */
	readonly closes?: boolean;
};

/** Of another time, or of part of it. */
export const NOT_NOW =
	/^\s*(?:其中|目前|现在|此前|去年|以往|之前|一直|原来|过去|当前|现阶段|经(?![理费济营销贸办手常委发信管典验]))/;

/** A clause says 由 or 请 once or twice; a line of nothing else is no text. */
export const MOST_TRIED = 4;

/** 「麻烦球鱼帮大家调权限」: whoever is asked to help is somebody, whatever they are called. */
export function nicknamed(masked: string, at: number, end: number): OwnerPhrase | null {
	const found = ASKED_TO_HELP.exec(masked.slice(at, Math.min(end, at + 12)));
	return found && wholeOwner(at + found[1]!.length, found[2]!.length, 'person');
}

const ASKED_TO_HELP =
	/^(\s?)(?!有|能|可|再|先|的|在于|事情|务必|大家|各位|他|她|你|我|谁|一[起同]|尽|多|也|都|还|协)([\u3400-\u9fff]{2,4}?(?<![者众友员人们])|[a-z][a-z0-9_-]{1,9})(?=\s?(?:再|先|去|来)?(?:帮(?!助|派|厨)|协助|协调|联系|确认|提供|安排|处理|跟进|整理|把))/;

/** What stands behind an owner, and says that the name ended there. */
export const FOLLOWS_OWNER = new RegExp(
	`^\\s?(?:$|[${DAY}:,(]|${CHARGE}|${MODALS}|在|于|把|对|向|与|和|来|进行|给|按|根据|通过|为|以|${WORK_VERBS})`
);

/** Words that name one owner as a whole. */
export function wholeOwner(start: number, length: number, form: OwnerPhrase['form']): OwnerPhrase {
	const range = { start, end: start + length };
	return { ...range, parts: [range], form };
}

/** 「负责短视频制作」 is 「短视频制作」: the word only gives charge; other words of charge (牵头, 跟进) say what is done. */
export function chargeCut(masked: string, from: number, to: number): Range[] {
	const found = ONLY_CHARGE.exec(masked.slice(from, Math.min(to, from + 40)));
	if (!found) return [];
	const end = from + found[0].length;
	return [{ start: end - 2, end }];
}

const ONLY_CHARGE = /^[\uE001\s]{0,30}(?:主要|全权|具体|统筹)?负责(?=[\s\uE001]*[^\s\uE001,。;)])/;

/** Single-character work, only where an owner was asked: 把…交给, 写一份, 填. */
export const SMALL_WORK =
	/(?:把|将).{1,30}(?:给|到|至|好|完|交|放|贴|出来|清楚|起来|下来|干净)|开(?!会|始|心|车|放|口|头|支|课|学|幕|业|工|场|演|赛|展|通)|出(?=一|个|份|版|新|两|\d)|想(?!要)|[写填交做定订拿寄传放贴印买借查找换修拍录改清洗搬发送备办催排编剪画译盯约]|拟(?=[公草一出定办])|推荐(?![位人信函系算])|[\u3400-\u9fff](?<!了)一下|还(?=书|给|款|钱|清|回)|洽(?![公购商谈询])|[去来][办问找查买拿看弄谈跑租借领]|打(?=[a-z\s]|包|样|印|电话|款|标|版)|问(?!题|卷|世|候)|投票|上传|宣导|当(?=[主组队班会社编副])/;

/** People as a whole phrase calls them. */
export const SOMEBODY =
	'(?:[成人部员组社团队会]员|委员|议员|员工|人|同[学仁]|干部|部门|单位|厂商|伙伴|住户|家长)';

/** Words that announce a meeting or an event. */
export function isMeeting(rest: string): boolean {
	if (MEETING_HELD.test(rest)) return true;
	const isLed = rest[0] === DAY || rest.trimStart() !== rest;
	return isLed && MEETING_HELD.test(withoutLeadingDays(rest));
}

/** The name behind these is spoken to or of. */
export const NOT_TOPIC = /[给向和与跟及由请让叫对找为、的被把@(]/;

/** Where the words begin behind the days that open them. */
export function leadingDays(words: string, from: number): number {
	let at = from;
	while (at < words.length && (words[at] === DAY || words[at] === ' ' || (at > from && words[at] === '前')))
		at++;
	return at;
}

/** 「下午去现场看一下3号泵」, 「再压一压」, 「抓包看看」: a word of any kind, softened as what is asked of somebody. */
export const LOOKS_INTO =
	/^\s?(?:再|先|去|来)?(?:看看|问问|试试|想想|查查|[看问查]一?下|确认一?下)(?:能不能|能否|可否|有没有|可不可以|会不会|是不是|是否|怎么|有哪些)|^(?!.{0,6}(?:想(?!想)|没|不|能|可以|要不))\s?(?:上午|下午|晚上|中午|明早|回头|会后|去|来|到|再|先|也|各|帮忙|帮|[\uE001])*[\u3400-\u9fff]{0,6}(?:[\u3400-\u9fff](?<![了过])一[下声](?![子])|[\u3400-\u9fff](?<![有是这那哪每几整一各多两二三四五六七八九十半单某另前后上下本首第数百千万了过])个(?=\s?[\u3400-\u9fffa-z])|[看问查改试跟催聊弄]下(?![来去个周次午班载架单])|([\u3400-\u9fff](?<![楼层天年月日个人步点号栋座室期对]))一\1|([看试想问查聊谈催找])\2(?!再说))/;

/** 「问伦理中心」, 「先改图二」: a clause that begins like an order. */
export const BEGINS_WORK = new RegExp(
	`^(?:先|再|去|来|请)*(?:${WORK_VERBS}|[问找约催买借订补改查](?![题]))(?!了|过|中)`
);
