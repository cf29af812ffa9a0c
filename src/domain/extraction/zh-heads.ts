/** How a Chinese clause gives somebody work [EX5]: each form is one function, tried in the order of how much it says. */
import { DAY, daysWithin } from './promise.ts';
import type { Range } from './promise.ts';
import type { FoundCue } from './own-words.ts';
import { clauseIn, isOnlyDay, withoutLeadingDays } from './zh-clause.ts';
import type { ChineseText, Clause } from './zh-clause.ts';
import {
	ASKING,
	CHARGE,
	DONE_WORDS,
	EXHORTATION,
	MEETING_HELD,
	MODALS,
	OPINION_WORDS
} from './zh-lexicon.ts';
import { isChineseOwner, readChineseOwners } from './zh-owner.ts';
import type { OwnerPhrase } from './zh-owner.ts';
import { hasVerb, isPastVerb, verbAt, WORK_VERBS } from './zh-verbs.ts';

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

/** Below this a clause begins nothing unless what follows says more. */
const WORTH = 0.45;

/** The head of a clause; null when it gives nobody work. `dayBefore`: a day stood alone before it (「6月6日前，市场部…」). */
export function headOf(clause: Clause, text: ChineseText, dayBefore: boolean): Head | null {
	const { words } = clause;
	const trimmed = words.trim();
	if (trimmed.endsWith('?') || NAMES_PAPER.test(trimmed) || WAITS.test(trimmed)) return null;
	const given = byHead(clause, text) ?? appointHead(clause, text) ?? delegatedHead(clause, text);
	if (given) return given;
	const past = DONE_WORDS.test(words);
	const own = past ? null : ownCueHead(clause, text);
	if (own) return own;
	const ask = past ? null : askHead(clause, text);
	if (ask) return ask;
	const word = past ? null : givenWord(clause, text);
	if (word) return word;
	if (OPINION_WORDS.test(trimmed) || ASKING.test(trimmed)) return null;
	const subject =
		subjectHead(clause, text, dayBefore) ?? behindColon(clause, text) ?? behindTopic(clause, text);
	if (subject && subject.confidence >= WORTH) return subject;
	const open = past ? null : openHead(clause, text);
	const isShape = subject?.owner?.form === 'person' || subject?.owner?.form === 'handle';
	const firm = subject && (!isShape || text.place.kind === 'action' || text.place.inList) ? subject : null;
	if (open) return firm ? { ...open, owner: firm.owner, cuts: firm.cuts } : open;
	return firm ?? (past ? null : orderHead(clause, text));
}

/** 「6月局务会议追踪列管事项表」 is the name of a paper. */
const NAMES_PAPER = /(?:事项表|会议[纪记]录|会议纪要|签到[表簿]|追踪表|进度表)$/;
/** 「待老板拍板」: it is waited for. */
const WAITS = /^(?:目前|暂|还|仍|尚|需|正)?(?:等待|等(?!级|[一二三四五]|效|待遇)|待(?![办定确遇]))/;

/** 「陈经理表示三月底前可完成转换」: whoever says by when it will be done gives their word [EX5g]. */
function givenWord(clause: Clause, { masked, names }: ChineseText): Head | null {
	if (!clause.hasLimit || !GIVES_WORD.test(clause.words)) return null;
	const start = clause.start + clause.lead;
	const owner = readChineseOwners(masked, start, names, 'shape');
	const rest = owner ? masked.slice(owner.end, clause.end) : '';
	const said = /^\s?(?:表示|承诺|答应|反馈)[,:]?(?:会|将|可以?|能)?/.exec(rest);
	if (!owner || !said || !hasVerb(rest) || /希望|建议|认为|不/.test(rest)) return null;
	const cuts = [{ start: owner.start, end: owner.end + said[0].length }];
	return { form: 'modal', owner, start, cuts, confidence: 0.74, rule: 'EX5g' };
}

const GIVES_WORD = /表示|承诺|答应|反馈/;

/** 「小王跟一下报价」, 「归口市场部：报价」, where 跟一下 and 归口 are words of the workspace's own [EX66]. */
function ownCueHead(clause: Clause, text: ChineseText): Head | null {
	const cues = text.ownWords.cuesIn(text.masked, clause).slice(0, MOST_TRIED);
	if (cues.length === 0 || OPINION_WORDS.test(clause.words.trim()) || ASKING.test(clause.words)) return null;
	for (const cue of cues) {
		const owner =
			cue.place === 'behind-owner' ? ownerBeforeCue(clause, text, cue) : ownerBehindCue(clause, text, cue);
		if (!owner) continue;
		const end = Math.max(owner.end, cue.end);
		const start = Math.min(owner.start, cue.start);
		const lead = clause.start + clause.lead;
		const closes = !SAYS_MORE.test(text.masked.slice(end, clause.end));
		const topic = SAYS_MORE.test(text.masked.slice(lead, start));
		const cuts = cue.place === 'behind-owner' && !closes ? [owner] : [{ start, end }];
		const base = { form: 'by' as const, owner, cuts, rule: 'EX66', closes: closes && !topic };
		return { ...base, start: topic ? lead : start, confidence: owner.form === 'group' ? 0.72 : 0.8 };
	}
	return null;
}

const SAYS_MORE = /[\u3400-\u9fffa-z0-9]/;
/** How long a name right before a cue may be. */
const LONGEST_NAME = 12;
const BEFORE_CUE = new RegExp(`(?:[\\s${DAY}前内]|${MODALS})*$`);

/** Who stands right before a cue: as the clause begins, else behind what it is about (「报价小王跟一下」). */
function ownerBeforeCue(clause: Clause, { masked, names }: ChineseText, cue: FoundCue): OwnerPhrase | null {
	const lead = clause.start + clause.lead;
	const near = masked.slice(Math.max(lead, cue.start - 40), cue.start);
	const end = cue.start - (BEFORE_CUE.exec(near)?.[0].length ?? 0);
	const from = lead + leadingDays(clause.words, clause.lead) - clause.lead;
	const opening = end - from <= LONGEST_NAME ? ownerFrom(masked, from, end, names) : null;
	if (opening) return opening;
	// Whoever is known first: 「报价单小刘跟一下」 is not of somebody called 单小刘.
	let shaped: OwnerPhrase | null = null;
	for (let at = Math.max(from + 1, end - LONGEST_NAME); at < end; at++) {
		if (NOT_TOPIC.test(masked[at - 1]!) || /[a-z0-9]/.test(masked[at - 1]!)) continue;
		const owner = ownerFrom(masked, at, end, names);
		if (owner?.form === 'known' || masked[at] === '@') return owner;
		shaped ??= owner?.form === 'handle' ? null : owner;
	}
	return shaped;
}

/** The owner that is all of a range. */
function ownerFrom(
	masked: string,
	start: number,
	end: number,
	names: ChineseText['names']
): OwnerPhrase | null {
	const owner = isChineseOwner(masked.slice(start, end), names);
	return owner && moved(owner, start);
}

function ownerBehindCue(clause: Clause, { masked, names }: ChineseText, cue: FoundCue): OwnerPhrase | null {
	const space = /^[\s:给]{0,2}/.exec(masked.slice(cue.end, cue.end + 2))![0].length;
	const owner = readChineseOwners(masked, cue.end + space, names, 'any');
	return owner && owner.end <= clause.end ? owner : null;
}

/** An owner that was read in a text of its own, as it stands in the block. */
function moved({ start, end, parts, form }: OwnerPhrase, by: number): OwnerPhrase {
	const there = (range: Range) => ({ start: range.start + by, end: range.end + by });
	return { ...there({ start, end }), parts: parts.map(there), form };
}

/** An entry that begins with its work waits for a day: 「提供服务器4台，最迟6月15日到位」 [EX5i]. */
function orderHead(clause: Clause, text: ChineseText): Head | null {
	if (!text.place.inList || text.place.kind === 'report' || EXHORTATION.test(clause.words)) return null;
	if (verbAt(clause.words, clause.lead) === 0 || isPastVerb(clause.words, clause.lead)) return null;
	return { form: 'verb', owner: null, start: clause.start, cuts: [], confidence: 0.34, rule: 'EX5i' };
}

/** 「由市场部负责…」, 「…，由市场部跟踪人汇总」 [EX5a]. */
function byHead(clause: Clause, { masked, names }: ChineseText): Head | null {
	const { words } = clause;
	let tried = 0;
	if (NOT_NOW.test(words)) return null;
	for (let at = words.indexOf('由'); at >= 0 && tried < MOST_TRIED; at = words.indexOf('由', at + 1)) {
		if (NO_BY_BEFORE.test(words[at - 1] ?? '') || /^[于此:]/.test(words[at + 1] ?? '')) continue;
		tried += 1;
		const start = clause.start + at;
		const space = words[at + 1] === ' ' ? 1 : 0;
		const owner = ownersAfterBy(masked, start + 1 + space, clause.end, names);
		if (!owner) continue;
		const rest = masked.slice(owner.end, Math.min(clause.end, owner.end + 60));
		if (
			NOT_WORK_BY.test(rest) ||
			CHARGED_OF.test(rest) ||
			/已(?:经)?$/.test(words.slice(Math.max(0, at - 3), at))
		)
			continue;
		const charged =
			CHARGED.test(rest) || SMALL_BY.test(rest) || TOGETHER_WITH.test(words.slice(owner.end - clause.start));
		if (!clause.hasLimit && PROCESS_ROLE.test(masked.slice(owner.start, owner.end))) continue;
		const known = owner.form === 'known' && /^走|^[\u3400-\u9fff]{3}/.test(rest);
		if (!charged && !known && !rest.startsWith(DAY) && !hasVerb(rest, 0, Math.min(24, rest.length))) continue;
		const topic =
			charged &&
			(ONLY_CHARGED.test(rest) || SMALL_BY.test(rest)) &&
			words.slice(clause.lead, at).trim().length > 1;
		return {
			form: 'by',
			owner,
			start: topic ? clause.start + clause.lead : start,
			cuts: topic
				? [{ start, end: clause.end }]
				: [{ start, end: owner.end }, ...chargeCut(masked, owner.end, clause.end)],
			confidence: charged ? 0.86 : 0.8,
			rule: 'EX5a'
		};
	}
	return null;
}

/** Of another time, or of part of it. */
const NOT_NOW = /^\s*(?:其中|目前|现在|此前|去年|以往|之前|一直|原来|过去|当前|现阶段)/;
/** 「由住建局会同交通局，于…前完成」 */
const TOGETHER_WITH = /^\s?(?:会同|联合|协同|商)[\u3400-\u9fff、]{2,24}\s?$/;
/** 「埋点方案由郑凯出」 */
const SMALL_BY = /^\s?(?:来|去)?[出写做填画拍订定管盯跟改发交建搭审译校测配装补搞弄办谈跑看]\s?$/;

/** A clause says 由 or 请 once or twice; a line of nothing else is no text. */
const MOST_TRIED = 4;
const NO_BY_BEFORE = /[理自缘经事来否]/;
const NOT_WORK_BY =
	/^\s?(?:负责同志|主持|主讲|担任主席|担任主持|组成|构成|产生|引起|导致|决定|投票|表决|赞助|主办|介绍|报告|汇报|分享|[作做](?:[\u3400-\u9fff]{0,4})(?:发言|报告|汇报|分享|介绍|交流)|致词|发言|提出|发起|代表|出席|所|们|于|同意|批准|认为|衷心|讨论后?决定|签字后?生效|陪同|带领|领取|已|所)/;
/** Whoever happens to be in a process: its rules speak of them, nobody is given work [EX53]. */
const PROCESS_ROLE =
	/(?:提交|申请|审批|修改|使用|报告|处理|操作|填写|领取|借用|购买)(?:人|者)$|用户$|开发者$/;
/** 「场地申请由办公室负责」: what is to be done stands before. */
const ONLY_CHARGED = new RegExp(`^[\\s${DAY}]*${CHARGE}[\\s${DAY}]*$`);
const CHARGED = new RegExp(`^(?:[\\s${DAY}]|来|统一|先|在会后|于会后|同步|另行)*${CHARGE}(?!同志)`);
/** 「由销售部负责的展会」 only tells which. */
const CHARGED_OF = new RegExp(`^[\\s${DAY}]*${CHARGE}的(?!具体)`);

/** The words after 由: names by form, else whatever stands before 负责 or a day. */
function ownersAfterBy(
	masked: string,
	at: number,
	end: number,
	names: ChineseText['names']
): OwnerPhrase | null {
	const known = readChineseOwners(masked, at, names, 'any');
	if (known?.form === 'known' && known.end < end - 1 && /^[\u3400-\u9fff]/.test(masked.slice(known.end)))
		return known;
	if (known && FOLLOWS_OWNER.test(masked.slice(known.end, Math.min(end, known.end + 12)))) return known;
	const near = masked.slice(at, Math.min(end, at + 20));
	const found = UP_TO_CHARGE.exec(near) ?? UP_TO_WORK.exec(near);
	if (!found || /[的把将]/.test(found[0]) || THING.test(found[0])) return known;
	const padded = found[0].length - found[0].trimStart().length;
	const named = found[0]
		.trim()
		.replace(
			/(?<=[\u3400-\u9fff]{2})(?:重新|尽快|继续|再次|先行|同步|统一|及时|逐步|进一步|另行|提前|一并|分别|共同|认真)+$/,
			''
		);
	return joinedOwners(masked, at + padded, named.length);
}

/** 「设委与物业经理」 are two. */
function joinedOwners(masked: string, start: number, length: number): OwnerPhrase {
	const whole = wholeOwner(start, length, 'person');
	const words = masked.slice(start, start + length);
	const joint = /(?<=^[\u3400-\u9fff]{2,6})(?:和|与|及|、)(?=[\u3400-\u9fff]{2,6}$)/.exec(words);
	if (!joint) return whole;
	const second = start + joint.index + joint[0].length;
	return {
		...whole,
		parts: [
			{ start, end: start + joint.index },
			{ start: second, end: start + length }
		]
	};
}

const UP_TO_CHARGE = new RegExp(`^[^,;。:(]{1,16}?(?=${CHARGE}|[${DAY}]|进行|来)`);
/** What works by itself is given no work. */
const THING =
	/(?:系统|平台|模块|程序|引擎|框架|服务器?|客户端|消费者|生产者|插件|脚本|接口|队列|线程|批量)\s?$/;
/** 「由设委拟定办法」; 「由五人改为七人」 only tells a change. */
const UP_TO_WORK = new RegExp(
	`^[\\u3400-\\u9fff、]{2,10}?(?=(?!写[入到进]|改为|改成|升级|调整|增加|减少|降低|提升|提高|切换|替换|迁移)(?:担任|兼任|出任|${WORK_VERBS}))`
);
const FOLLOWS_OWNER = new RegExp(
	`^\\s?(?:$|[${DAY}:,(]|${CHARGE}|${MODALS}|在|于|把|对|向|与|和|来|进行|给|按|根据|通过|为|以|${WORK_VERBS})`
);

function wholeOwner(start: number, length: number, form: OwnerPhrase['form']): OwnerPhrase {
	const range = { start, end: start + length };
	return { ...range, parts: [range], form };
}

/** 「负责短视频制作」 is 「短视频制作」: the word only gives charge; other words of charge (牵头, 跟进) say what is done. */
function chargeCut(masked: string, from: number, to: number): Range[] {
	const found = ONLY_CHARGE.exec(masked.slice(from, Math.min(to, from + 40)));
	if (!found) return [];
	const end = from + found[0].length;
	return [{ start: end - 2, end }];
}

const ONLY_CHARGE = /^[\uE001\s]{0,30}(?:主要|全权|具体|统筹)?负责(?=[\s\uE001]*[^\s\uE001,。;)])/;

/** 「确定…的负责人为王昕」, 「刘光为…主要负责人」 [EX5b]. */
function appointHead(clause: Clause, { folded, names }: ChineseText): Head | null {
	const { words } = clause;
	if (words.length > 80 || !words.includes('负责人')) return null;
	const named = /负责人(?:为|是)/.exec(words);
	if (!named && !/(?:为|担任|任|作为).{0,24}负责人$/.test(words)) return null;
	const from = clause.start + (named ? named.index + 4 : words.length - words.trimStart().length);
	const owner = readChineseOwners(folded, from, names, 'any');
	if (!owner || owner.form === 'role' || owner.form === 'group') return null;
	if (!named && !/^\s?(?:为|担任|任|作为)/.test(folded.slice(owner.end, clause.end))) return null;
	return { form: 'appoint', owner, start: clause.start, cuts: [], confidence: 0.78, rule: 'EX5b' };
}

/** 「授权环委全权处理」, 「责成安监部整改」, 「要求各部门制定…」 [EX5n]. */
function delegatedHead(clause: Clause, { masked, names }: ChineseText): Head | null {
	const found = DELEGATES.exec(clause.words);
	if (!found || DONE_WORDS.test(clause.words)) return null;
	const start = clause.start + found.index;
	const owner = readChineseOwners(masked, start + found[0].length, names, 'shape');
	if (!owner && /要求\s?$/.test(found[0]) && masked[start + found[0].length] === DAY && clause.hasLimit) {
		// 「教授要求12月11日前完成初稿」: of whoever the line is.
		const cuts = [{ start, end: start + found[0].length }];
		return clause.hasVerb ? { form: 'open', owner: null, start, cuts, confidence: 0.72, rule: 'EX5n' } : null;
	}
	if (!owner || owner.end >= clause.end || owner.form === 'handle') return null;
	const rest = masked.slice(owner.end, clause.end);
	if (EXHORTATION.test(rest) || OF_NOUN.test(rest) || (!hasVerb(rest) && !SMALL_WORK.test(rest))) return null;
	const cuts = [{ start, end: owner.end }];
	const soft = owner.form === 'group' || (/需/.test(found[0]) && owner.form !== 'known');
	return { form: 'by', owner, start, cuts, confidence: soft ? 0.62 : 0.76, rule: 'EX5n' };
}

/** 「需甲方协调解决的问题」 names a thing. */
const OF_NOUN = /的(?:问题|事项|工作|内容|资料|材料|地方|部分|支持|资源)\s?(?:$|:)|才(?:能|可|会)|方可/;
const DELEGATES =
	/授权|委托|委请|责成|责令|指派|指定|安排|要求|责由|改派|移请|麻烦|拜托|烦请|有劳|需要?(?!求|点)|(?<![提缴移转递上呈送成外社])交(?=[\u3400-\u9fff]{2,10}?(?:处理|办理|研议|研拟|研究|评估|负责|执行|规划|讨论|审议|追踪|跟进|落实))/;

/** 「请各部门于6月5日前上传…」 [EX5c]. */
function askHead(clause: Clause, text: ChineseText): Head | null {
	const { words } = clause;
	let tried = 0;
	for (let at = words.indexOf('请'); at >= 0; at = words.indexOf('请', at + 1)) {
		if (NO_ASK_BEFORE.test(words[at - 1] ?? '') || NO_ASK.test(words.slice(at, at + 3))) continue;
		if (++tried > MOST_TRIED) return null;
		const after = words.slice(at + 1, at + 80);
		if (EXHORTATION.test(after) || STANDING.test(after) || ALWAYS.test(words.slice(Math.max(0, at - 40), at)))
			return null;
		const head = askedAt(clause, text, at);
		if (head) return head;
	}
	return null;
}

const NO_ASK_BEFORE = /[邀申提敬聘宴]/;
const NO_ASK = /^请(?:假|求|教(?![育务师学导练研职])|款|购|示|进|问|客|愿|柬|公假)/;
const STANDING = /^.{0,6}每[天日]|^(?:一律|提前|先行)|往后|今后|以后|每次|凡/;
const ALWAYS = /往后|今后|凡|每次/;

function askedAt(clause: Clause, text: ChineseText, at: number): Head | null {
	const { masked } = text;
	const start = clause.start + at;
	const behind = ownersAfterAsk(clause, text, start + 1);
	const owner = behind ?? ownersBeforeAsk(clause, text, at);
	const rest = masked.slice(behind ? behind.end : start + 1, clause.end);
	if (!hasVerb(rest) && !SMALL_WORK.test(rest)) return null;
	if (!owner) {
		const hurry = HURRY.test(text.folded.slice(start + 1, start + 8));
		if (!clause.hasLimit && !hurry) return null;
		const confidence = clause.hasLimit ? 0.74 : 0.56;
		return { form: 'ask', owner, start, cuts: [{ start, end: start + 1 }], confidence, rule: 'EX5c' };
	}
	const isUnknown = owner.form === 'person' && !text.names.at(text.folded, owner.start);
	return {
		form: 'ask',
		owner,
		start: Math.min(start, owner.start),
		cuts: [
			{ start: owner.start, end: owner.end },
			{ start, end: start + 1 }
		],
		confidence: owner.form === 'group' ? 0.76 : isUnknown ? 0.74 : 0.84,
		rule: 'EX5c'
	};
}

const HURRY = /^(?:大家)?(?:尽快|尽速|尽早|马上|立即|立刻)/;
/** Single-character work, only where an owner was asked: 把…交给, 写一份, 填. */
const SMALL_WORK =
	/(?:把|将).{1,30}(?:给|到|至|好|完|交|放|贴|出来|清楚|起来|下来|干净)|开(?!会|始|心|车|放|口|头|支|课|学|幕|业|工|场|演|赛|展|通)|出(?=一|个|份|版|新|两|\d)|想(?!要)|[写填交做定订拿寄传放贴印买借查找换修拍录改清洗搬发送备办催]|[\u3400-\u9fff](?<!了)一下|还(?=书|给|款|钱|清|回)|洽(?![公购商谈询])|[去来][办问找查买拿看弄谈跑]|打(?=[a-z\s]|包|样|印|电话|款|标|版)|问(?!题|卷|世|候)|投票|上传/;

const SOMEBODY = '(?:成员|人员|部员|同学|同仁|员工|人|部门|单位|厂商|伙伴|委员|组员|住户|家长)';
const RELATIVE_ASKED = new RegExp(`^[^,;。:]{2,26}?(?:的${SOMEBODY}|成员|人员)`);
const RELATIVE_BEFORE = new RegExp(`^[^,;。:]{2,26}?的${SOMEBODY}`);
const RELATIVE_SUBJECT = new RegExp(
	`^[^,;。:${DAY}]{2,30}?的${SOMEBODY}(?=\\s?(?:请|需|要|应|在|于)?\\s?[${DAY}])`
);

function ownersAfterAsk(clause: Clause, { masked, names }: ChineseText, at: number): OwnerPhrase | null {
	const owner = readChineseOwners(masked, at, names, 'shape');
	if (owner && (owner.form !== 'handle' || FOLLOWS_OWNER.test(masked.slice(owner.end, owner.end + 12))))
		return owner;
	const latin = LATIN_ASKED.exec(masked.slice(at, Math.min(clause.end, at + 20)));
	if (latin && !owner)
		return wholeOwner(at + latin[0].length - latin[0].trimStart().length, latin[0].trim().length, 'handle');
	const relative = RELATIVE_ASKED.exec(masked.slice(at, Math.min(clause.end, at + 32)));
	return relative && wholeOwner(at, relative[0].length, 'group');
}

/** 「请 HR 周二前给出」 */
const LATIN_ASKED = new RegExp(`^\\s?[a-z]{2,12}(?=\\s?(?:${DAY}|${WORK_VERBS}|协助|确认))`);

/** 「各位老师请于周五前…」, 「领完卡的成员请在名单上…」. */
function ownersBeforeAsk(clause: Clause, { masked, names }: ChineseText, at: number): OwnerPhrase | null {
	const start = clause.start + clause.lead;
	const ask = clause.start + at;
	const owner = readChineseOwners(masked, start, names, 'shape');
	if (owner && owner.end <= ask && ask - owner.end <= 8) return owner;
	const relative = RELATIVE_BEFORE.exec(masked.slice(start, Math.min(ask, start + 40)));
	return relative && ask - start - relative[0].length <= 8
		? wholeOwner(start, relative[0].length, 'group')
		: null;
}

/** A clause that begins with who does it: 「市场部负责…」, 「设计部3天内完成…」, 「产品部：6月20日前…」 [EX5d–EX5h]. */
export function subjectHead(clause: Clause, text: ChineseText, dayBefore: boolean): Head | null {
	const { words } = clause;
	if (NOT_NOW.test(words)) return null;
	const days = leadingDays(words, clause.lead);
	const at = clause.start + days;
	const owner =
		readChineseOwners(text.masked, at, text.names, 'shape') ?? relativeSubject(text.masked, at, clause.end);
	if (!owner || owner.end > clause.end) return null;
	const told = words.slice(owner.end - clause.start);
	const rest = told.slice(CLOCK.exec(told)?.[0].length ?? 0);
	if (DONE_WORDS.test(rest) || (isMeeting(rest) && !ARRANGES.test(rest))) return null;
	const dayFirst = days > clause.lead || dayBefore;
	const start = clause.start + clause.lead;
	const cut = { start: dayFirst ? owner.start : start, end: owner.end };
	const head = subjectForm(clause, text, { owner, rest, dayFirst });
	if (!head) return null;
	const pointed = /(?:→|->|=>)\s?$/.test(text.masked.slice(Math.max(0, clause.start - 3), clause.start));
	const confidence = pointed && owner.form !== 'group' ? Math.max(head.confidence, 0.74) : head.confidence;
	const cuts = head.form === 'charge' ? [cut, ...chargeCut(text.masked, owner.end, clause.end)] : [cut];
	if (head.form === 'colon') cuts[0] = { start, end: owner.end + rest.indexOf(':') + 1 };
	return { ...head, confidence, owner, start, cuts };
}

/** 「@小鹿 10点前确认样品」: the time of day stands between who and what. */
const CLOCK =
	/^\s?(?:今天|明天)?(?:上午|下午|晚上|中午|早上)?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?(?:点半?|[:]\d{2})(?:之?前|左右)?\s?(?=[\u3400-\u9fff])/;

type Subject = { readonly owner: OwnerPhrase; readonly rest: string; readonly dayFirst: boolean };

/** What stands behind the subject decides; the fields about it are filled in by `subjectHead`. */
function subjectForm(
	clause: Clause,
	text: ChineseText,
	{ owner, rest, dayFirst }: Subject
): Pick<Head, 'form' | 'confidence' | 'rule'> | null {
	const { hasLimit } = clause;
	const named =
		owner.form === 'known' ||
		owner.form === 'department' ||
		owner.form === 'group' ||
		owner.form === 'handle';
	const sure = named ? 0.04 : 0;
	if (SUBJECT_CHARGED.test(rest)) {
		return DESCRIBED.test(rest) ? null : { form: 'charge', confidence: 0.82 + sure, rule: 'EX5d' };
	}
	if (/^\s?:/.test(rest) && rest.length > 3) {
		const strong = owner.form === 'department' || owner.form === 'known';
		const isStrange = owner.form === 'person' && text.names.knowsPeople && text.place.kind !== 'action';
		if (isStrange) return null;
		if (hasLimit || text.place.kind === 'action')
			return { form: 'colon', confidence: strong ? 0.84 : 0.7, rule: 'EX5e' };
		const from = rest.search(/[^\s:]/);
		const tells = text.place.kind === 'report' || isPastVerb(rest, from);
		if (verbAt(rest, from) > 0 && text.place.inList && !tells) {
			return { form: 'colon', confidence: strong ? 0.6 : 0.5, rule: 'EX5e' };
		}
		return null;
	}
	const reminded = REMINDED.exec(rest)?.[0].length ?? 0;
	if (reminded > 0 && owner.form !== 'group' && hasVerb(rest))
		return { form: 'modal', confidence: 0.76, rule: 'EX5g' };
	if (EXHORTATION.test(rest)) return null;
	const works = hasVerb(rest) || SMALL_WORK.test(rest) || GIVES.test(rest);
	if (VISITS.test(rest) || TELLS_HOW.test(rest)) return null;
	if (DAY_BEHIND.test(rest) || (dayFirst && works && FOLLOWS_OWNER.test(rest))) {
		return works || (hasLimit && LIMITED_WORK.test(rest))
			? { form: 'day', confidence: (hasLimit ? 0.84 : 0.68) + sure, rule: 'EX5f' }
			: null;
	}
	if (NOT_A_TASK.test(rest)) return null;
	if (owner.form !== 'group' && LOOKS_INTO.test(rest))
		return { form: 'verb', confidence: limited(clause) ? 0.84 : 0.72, rule: 'EX5h' };
	if (MODAL_BEHIND.test(rest) && (works || (hasLimit && LIMITED_WORK.test(rest))))
		return modalForm(owner, rest, hasLimit, sure);
	const behind = rest.length - rest.trimStart().length;
	const isLimited = limited(clause);
	const called = /^[老小阿][\u3400-\u9fff]$/.test(text.folded.slice(owner.start, owner.end));
	const strange = owner.form === 'person' && text.place.kind !== 'action' && !(called && text.place.inList);
	if (
		verbAt(rest, behind) === 0 &&
		((strange && !TAKES.test(rest)) || !(SMALL_START.test(rest) || DOES_TO.test(rest) || TAKES.test(rest)))
	)
		return null;
	if (isPastVerb(rest, behind)) return null;
	if (!hasLimit && REPORTS.test(rest) && !SOFTLY.test(rest)) return null;
	if (SOFTLY.test(rest) && owner.form !== 'group')
		return { form: 'verb', confidence: isLimited ? 0.84 : 0.72, rule: 'EX5h' };
	if (TAKES.test(rest) && text.place.inList && owner.form !== 'group' && text.place.kind !== 'report')
		return { form: 'verb', confidence: isLimited ? 0.84 : 0.52, rule: 'EX5h' };
	const isBody = owner.form === 'department' || owner.form === 'role';
	const resolved = text.place.kind === 'decision' && isBody && !ONLY_WHEN.test(rest) ? RESOLVED_FOR : 0;
	const plain =
		PLAIN_VERB[called && text.place.inList ? 'known' : owner.form] +
		(PLACE_SAYS[text.place.kind] ?? 0) +
		resolved;
	return { form: 'verb', confidence: isLimited ? 0.84 : plain, rule: 'EX5h' };
}

/** 「@阿杜 明天给结论」, 「运维 3/17 出」 */
const GIVES = new RegExp(
	`${DAY}[前之内\\s]*(?:再|先)?(?:[给报催问盯](?:$|[\\u3400-\\u9fff])|出(?!差|席|现|生|来|去|国|院|发|勤|游|行)|[交发提](?!流|现|生|展|言|到|高|前|升|车))`
);
/** 「下午去现场看一下3号泵」: a word of any kind, softened as what is asked of somebody. */
const LOOKS_INTO =
	/^\s?(?:上午|下午|晚上|中午|明早|回头|会后|去|来|到|再|先|也|帮忙|帮|[\uE001])*[\u3400-\u9fff]{0,6}[\u3400-\u9fff](?<![了过])一下(?![子])/;
/** 「小龚把文献整理成表格」: what is taken in hand. */
const TAKES = new RegExp(
	`^\\s?(?:再|先|去|来)?[把将](?!会|要|来)[^,;。]{1,20}?(?:${WORK_VERBS}|好|完|给|到|成|出来)(?!了)`
);
/** 「对全部容器进行排查」 */
const DOES_TO =
	/^\s?(?:对|针对|就|围绕|根据|按照|依据|依照|依(?!法|旧|然)|结合|联合|会同|向|为|把)[^,;。]{2,24}?(?:进行|开展|予以|做好|实施|提出|制定|编制|排查|整理|梳理|更新|提交|确认|纳入|列入|办理|调整|规划|处理|研拟|修正|修订|执行|改善)/;
/** 「评估一下」, 「处理下」: asked of somebody, not told of them. */
const SOFTLY = /一下|[\u3400-\u9fff]{2}下$/;
const SMALL_START =
	/^\s?(?:找|问(?!题|卷|世|候)|派(?!出所|对|遣|别)|出(?!席|差|现|生|来|去|国|院|于|勤|示|具|身|发)|开(?!始|会|心|车|放|口|头|支|发|展|通|设|课|工|盘|学|场)|提(?!出|到|前|高|升|醒|示|供|议|案|名|交|审|及|倡|纲)|捐|带(?!头|动|领|来|有|队)|收(?!到|获|益|入)|填|交|定|订|拿|寄|传|印|买|借|还(?=书|给|款|钱|清|回)|换|拍|录|画|搬|发(?!现|生|展|言)|做(?!为|法|到)|写|约|催|盯|补|跑|查(?!看过)|改)(?!了|过|得|不)/;

/** 「@小刘 记得更新看板」, 「老赵，你把权限开一下」 */
const REMINDED = /^\s?[,]?\s?(?:你|您)?(?:记得|别忘了?|不要忘了?|麻烦|辛苦)/;
/** What people do in the meeting itself. */
const REPORTS =
	/^\s?(?:提出|反馈|汇报|分享|展示|演示|介绍|说明|描述|记录|讨论|沟通|研究|了解|参加|参与|出席|支持|考虑|强化|降低|提升|提高|减少|增加|总结|复盘|回顾|答复|回复|澄清|询问|咨询|学习)/;

/** How sure "owner + verb" alone is: mostly it tells what happens. */
const PLAIN_VERB: Readonly<Record<OwnerPhrase['form'], number>> = {
	group: 0.6,
	handle: 0.56,
	known: 0.5,
	department: 0.4,
	role: 0.4,
	person: 0.4
};

/** A list of tasks makes work of it, a report tells what was done. */
const PLACE_SAYS: Readonly<Record<string, number>> = { action: 0.2, report: -0.2 };
/** A resolution that says what a body does orders it: 「结论：资讯室评估可行性」. */
const RESOLVED_FOR = 0.14;
const ONLY_WHEN = new RegExp(`^\\s?(?:${WORK_VERBS})(?:后|时|前|的|完|中|者|人|方)`);

function modalForm(
	owner: OwnerPhrase,
	rest: string,
	hasLimit: boolean,
	sure: number
): Pick<Head, 'form' | 'confidence' | 'rule'> | null {
	// 「各社区要…」 is an exhortation until a day is set.
	if (owner.form === 'group' && !hasLimit && /^\s?(?:要|应|应该|应当|必须|务必)/.test(rest))
		return { form: 'modal', confidence: 0.36, rule: 'EX5g' };
	const soft = /^\s?(?:将|会|需|应|要|可)/.test(rest);
	const named = owner.form !== 'person' && owner.form !== 'handle';
	return {
		form: 'modal',
		confidence: (hasLimit ? 0.84 : soft ? 0.56 : 0.62) + (named ? sure : 0),
		rule: 'EX5g'
	};
}

const SUBJECT_CHARGED = new RegExp(`^(?:[\\s${DAY}]|将|会)*${CHARGE}(?!人|同志|的(?!具体))`);
const DESCRIBED = /^(?:\s|将|会)*负责(?:的|与|介绍)/;
const DAY_BEHIND = new RegExp(
	`^\\s?(?:[\\u3400-\\u9fff]{1,6}(?<![最今往以然之会])后)?\\s?(?:需要?|应该?|要|须|会|将|将会|必须)?\\s?(?:在|于)?\\s?[${DAY}]`
);
/** Whatever is to be finished by a day is work: 「物业承诺3月底前补种完毕」. */
const LIMITED_WORK = new RegExp(`[${DAY}]\\s?[前内]?\\s?[\\u3400-\\u9fff]{2}`);
const MODAL_BEHIND = new RegExp(`^\\s?${MODALS}`);
/** 「质控科通报三季度检查情况」: what is told in the meeting itself. */
const TELLS_HOW =
	/^\s?(?:通报|汇报|报告|介绍|说明|传达|宣读|讲解|解读|回顾)了?[^,;。:]{0,30}(?:情况|进展|进度|精神|工作|结果|概况|数据)(?:[,;。:]|$)/;
/** 「甲方下周二来检查」: guests are announced. */
const VISITS = new RegExp(
	`^[\\s${DAY}]*(?:会|将)?(?:再)?(?:前来|过来|来(?:到|我.)?|莅临|到访|入驻)(?:现场|公司|校|我.)?(?:检查|参观|考察|调研|验收|审计|走访|视察|指导|访问|巡查|评审|做客|授课|拜访)`
);
const ARRANGES = /组织|安排|筹备|负责|发起|邀请/;
/** Words after a subject that say what it is or has, not what it will do. */
const NOT_A_TASK =
	/^\s?(?:将会|将|会|需要?|应)?(?:参加|出席|有|是|为|在于|与|和|作为|属于|具有|具备|包括|包含|主要由|不|无法|没有|可能|可以|能够?|表示|认可|赞同|已|一致|投票|表决|决定|选举|推选|举手)/;

function isMeeting(rest: string): boolean {
	return MEETING_HELD.test(rest) || MEETING_HELD.test(withoutLeadingDays(rest));
}

/** A day of limit in the clause or in its brackets. */
function limited({ hasLimit, brackets, days }: Clause): boolean {
	return hasLimit || brackets.some((bracket) => daysWithin(days, bracket).some((day) => day.limit));
}

/** 「场地：公关这周内联络」: behind a short topic the sentence begins again. */
function behindColon(clause: Clause, text: ChineseText): Head | null {
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
function behindTopic(clause: Clause, text: ChineseText): Head | null {
	const closing = closedBy(clause, text);
	if (closing) return closing;
	const last = Math.min(clause.words.length, clause.lead + LONGEST_TOPIC);
	for (let at = clause.lead + 2; at < last; at++) {
		const name = text.names.at(text.masked, clause.start + at) ?? calledPerson(clause, at);
		if (!name || name.end - name.start < 2 || NOT_TOPIC.test(clause.words[at - 1]!)) continue;
		const rest = clauseIn(text, { start: name.start, end: clause.end });
		const head = DONE_WORDS.test(rest.words) ? null : subjectHead(rest, text, false);
		if (!head || head.form === 'colon' || head.form === 'verb') return null;
		return { ...head, start: clause.start + clause.lead, confidence: head.confidence - 0.04 };
	}
	return null;
}

/** 「培训材料赵敏准备」: an entry that closes with who does what to its topic. */
function closedBy({ start, words, lead }: Clause, { place }: ChineseText): Head | null {
	if (!place.inList || words.length > 24 || DONE_WORDS.test(words)) return null;
	const found = CLOSED_BY.exec(words);
	if (!found || found.index < lead + 2 || NOT_TOPIC.test(words[found.index - 1]!)) return null;
	const at = start + found.index;
	const owner = wholeOwner(at, found[1]!.length, 'person');
	const cuts = [{ start: at, end: owner.end }];
	return { form: 'verb', owner, start: start + lead, cuts, confidence: 0.7, rule: 'EX5h' };
}

const CLOSED_BY = new RegExp(
	`((?:[王李张刘陈杨黄赵吴徐孙朱胡郭林何罗郑梁谢宋唐许邓韩冯曹彭曾肖董潘袁蔡蒋杜魏苏吕卢姚沈姜崔谭陆汪廖韦贾夏邹熊孟秦邱侯尹薛闫雷黎陶贺郝龚邵][\\u3400-\\u9fff]{1,2}|[小老阿][\\u3400-\\u9fff]))(?:去|来)?(?:负责|跟进|准备|整理|联系|联络|安排|处理|跟踪|对接|采购|购买|邀请|订|买|写|做|出|追|跟|盯|邀|问|找|管)$`
);

/** 「备件清单老刘今天给采购」: people as colleagues call them, with a day right behind. */
function calledPerson({ start, words }: Clause, at: number): Range | null {
	CALLED.lastIndex = at;
	const found = CALLED.exec(words);
	return found && { start: start + at, end: start + at + found[0].length };
}

const CALLED = new RegExp(`[老小阿][\\u3400-\\u9fff](?=[${DAY}]|负责)`, 'y');
const LONGEST_TOPIC = 14;
/** The name behind these is spoken to or of. */
const NOT_TOPIC = /[给向和与跟及由请让叫对找为、的被把@(]/;

/** 「有参加交流的部员在5月10日前…」: a whole phrase as the subject, known by its last word. */
function relativeSubject(masked: string, at: number, end: number): OwnerPhrase | null {
	const found = RELATIVE_SUBJECT.exec(masked.slice(at, Math.min(end, at + 44)));
	return found && wholeOwner(at, found[0].length, 'group');
}

function leadingDays(words: string, from: number): number {
	let at = from;
	while (at < words.length && (words[at] === DAY || words[at] === ' ' || (at > from && words[at] === '前')))
		at++;
	return at;
}

/** 「干部在会议结束后，留下来讨论…」: who and when, parted from the work by a comma; null for other clauses. */
export function ownerWithDay(clause: Clause, { masked, names }: ChineseText): OwnerPhrase | null {
	if (clause.days.length === 0 || clause.words.length > 60) return null;
	const owner = readChineseOwners(masked, clause.start + clause.lead, names, 'shape');
	if (!owner || owner.end > clause.end) return null;
	return isOnlyDay(clause.words.slice(owner.end - clause.start)) ? owner : null;
}

/** The work of somebody named in the clause before, together with the day. */
export function waitingHead(clause: Clause, owner: OwnerPhrase, start: number): Head | null {
	const words = clause.words.trimStart();
	if (DONE_WORDS.test(words) || EXHORTATION.test(words) || NOT_A_TASK.test(words)) return null;
	if (!hasVerb(words, 0, Math.min(16, words.length))) return null;
	const cuts = [{ start: owner.start, end: owner.end }];
	return { form: 'day', owner, start, cuts, confidence: 0.66, rule: 'EX5f' };
}

/** Work and nobody named: with a limit [EX5i], after the meeting [EX5m], ordered by a resolution [EX5l], of the department that reports [EX5j]. */
function openHead(clause: Clause, text: ChineseText): Head | null {
	const { words, hasLimit, hasVerb: works } = clause;
	if (
		isMeeting(words) ||
		isMeeting(words.slice(words.indexOf(':') + 1)) ||
		EXHORTATION.test(words) ||
		NOT_OPEN_WORK.test(words)
	)
		return null;
	if (UP_TO_NOW.test(text.folded.slice(clause.start, clause.start + 60))) return null;
	if (text.place.kind !== 'action' && (TAKES_PLACE.test(words) || IS_OVER.test(words))) return null;
	const base = { owner: null, start: clause.start, cuts: [] };
	if (
		text.place.speaker &&
		works &&
		!BEGINS.test(words) &&
		(hasLimit ? OWN_LIMIT.test(words) : speaksOfOwnWork(words))
	) {
		return { ...base, form: 'section', confidence: 0.74, rule: 'EX5j' };
	}
	if (text.place.kind !== 'action' && FORECAST.test(words)) return null;
	const recurs = clause.days.some((day) => day.kind === 'recurring');
	if (recurs && !hasLimit && text.place.kind === 'report') return null;
	if ((hasLimit || recurs) && works) {
		return { ...base, form: 'open', confidence: hasLimit ? 0.72 : 0.5, rule: 'EX5i' };
	}
	if (isAfterMeeting(clause, text)) return { ...base, form: 'open', confidence: 0.58, rule: 'EX5m' };
	if (text.place.kind === 'decision' && isDirective(clause)) {
		return { ...base, form: 'open', confidence: hasLimit ? 0.72 : 0.56, rule: 'EX5l' };
	}
	return null;
}

/** 「预计3月底前修复」: what is expected to be, of work that goes on. */
const FORECAST = new RegExp(`(?:预计|预期|预估|有望|可望|估计)[于在将会可能\\s]*${DAY}`);
/** 「友善校园周活动于9月办理」: nothing behind the verb, so it tells when, not what to do. */
const TAKES_PLACE = new RegExp(
	`(?:活动|[会礼赛展考周营]|典礼|仪式|讲座)\\s?(?:将|预[计定]|暂)?(?:[订定]?于|${DAY})[^,;。]{1,20}(?:办理|举办|举行|召开|实施|进行|登场|开幕)\\s?$`
);
/** 「截至5月底执行率43%」: a count up to a day. */
const UP_TO_NOW =
	/^[^,;。:]{0,12}[:]?\s?截[至止][^,;。]{1,16}(?:率|计|数|额|结余|结存|余额|收入|支出|达|共|累计)/;
/** 「晚会10/2办理完毕」 */
const IS_OVER = /(?:办理|举办|举行|执行|圆满)(?:完毕|完竣|完成|结束|落幕)/;
/** 「4/10开始缴费」 is a date of something. */
const BEGINS = new RegExp(`${DAY}\\s?(?:开始|起)(?:缴费|收费|报名|售票|放假|上课|考试|营业|受理)`);
const NOT_OPEN_WORK =
	/(?:报名|投稿|征稿|稿件|登记|投票|注册|收件|售票|早鸟)(?:时间|日期)?[\s于在至到]{0,3}\uE001+\s*(?:截止|止|结束)?\s*$|^.{0,8}(?:要求|规定|原订|原定|原计划|目标(?:是|为)|依照|按照)|自动|^(?:截至|截止).{0,6}(?:目前|已)|(?:开放(?!表单|报名|登记|申请|填写)|有效期|周期|工期|耗时|需要?花|为期|历时|营业|放假)/;

/** 「会后补齐…」, 「…会后做同步」: after the meeting is when work is done. */
function isAfterMeeting({ days, end }: Clause, { folded }: ChineseText): boolean {
	const after = days.find(
		(day) => day.sense === 'vague' && /会后|会议结束后/.test(folded.slice(day.start, day.end))
	);
	return after !== undefined && THEN_WORK.test(folded.slice(after.end, Math.min(end, after.end + 12)));
}

const THEN_WORK = new RegExp(`^\\s?(?:再|继续|尽快|统一|单独|线下)?(?:做|进行|补|${WORK_VERBS})`);

/** A resolution that begins with outward work orders it: 「洽谈三家厂商后提报」; one that agrees or sets something does not. */
function isDirective({ words, lead }: Clause): boolean {
	return DIRECTIVE.test(words.slice(lead)) && !AGREES.test(words);
}

const AGREES = /同意|通过|照案|不予|无需|不再|暂不|暂缓|维持/;
const DIRECTIVE = new RegExp(
	`^(?:[${DAY}\\s]|会后|后续|尽快|立即|继续|持续|先行|先|再|另行|统一|线下|在.{1,10}中?(?:开|发起)?)*(?:洽[谈商询]|联系|联络|委托|委请|发函|函请|函知|行文|公告|张贴|通知|转知|告知|安排|采购|购买|购置|添购|维修|修缮|修复|更换|汰换|加装|增设|拆除|清除|清理|移除|询价|比价|议价|估价|招标|提报|研议|研拟|研究|拟定|订定|制定|修订|修正|统计|调查|清查|盘点|收集|搜集|汇整|整理|办理|召集|成立|检讨|追踪|跟进|评估|补充|补齐|补办|提供|提交|完成|更新|上传|输出|梳理|组织|协调|推动|落实|投票|发布|编写|撰写|准备|启动|测试|验证|排查|优化|联合)(?!人|者|方(?!案)|后|前|时|用例|报告|结果|环节|环境|规则|规范|标准|流程|推迟|延|通过|正常|顺利|失败|情况|时间|工作(?:已|的)|为主|以)`
);

/** 「下周会公布名单」 in a department's report is a promise of that department. */
function speaksOfOwnWork(words: string): boolean {
	const colon = words.indexOf(':');
	const said = colon < 0 ? words : words.slice(0, colon);
	return SPEAKER_WILL.test(said) && !SPEAKER_NOT.test(said);
}

/** With a limit only words of intention tell one's own work from work that is asked of others. */
const OWN_LIMIT =
	/(?<![周例年月大开社学议协生员机宴晚聚])会(?!议|员|长|费|计|场|办|服|面|后|前|上|中|内|外)|将|预计|拟|打算/;
const SPEAKER_WILL = new RegExp(
	`(?:将会|将(?!.{1,20}(?:改至|改到))|(?<![周例年月大开社学议协生员机宴晚聚谈讨说训商])会(?!议|员|长|费|计|场|办|服|面|后|前|上|中|内|外|的|有|是))(?:再|先|把|将|在|于|和|与|跟|去|到|陆续|继续|针对|对|向|以|由|尽快|[${DAY}\\s]|${WORK_VERBS})|(?:预计|拟|计划|打算|准备)(?:[${DAY}\\s]|在|于)*(?:${WORK_VERBS})|[${DAY}]\\s?(?:再|会|将|进行|开始|给(?:出|答|回|结|初|客|大)|${WORK_VERBS})`
);
const SPEAKER_NOT =
	/可能会|不会|才会|就会|会有|会是|会在?.{0,12}(?:举办|举行|开始)|会与.{0,6}不同|会被|会导致|会影响|将在.{0,12}(?:举办|举行)|将由|将至|故将|将?会参加|时间(?:预计)?会在|报告事项/;
