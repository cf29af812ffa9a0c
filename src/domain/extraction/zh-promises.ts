/**
 * Promises in Chinese running text [EX5]: who is given work, in the forms the language has for it.
 * A sentence is read clause by clause; a clause that names a new owner begins a new promise, one without an owner continues the last.
 */
import type { DayMention } from './day-mention.ts';
import type { NameIndex } from './names.ts';
import { BRACKET, DAY, maskDays } from './promise.ts';
import type { Promised, ProsePlace, Range } from './promise.ts';
import {
	ANY_VERB,
	ASKING,
	CHARGE,
	CONDITION_WORDS,
	DONE_WORDS,
	EXHORTATION,
	MEETING_HELD,
	MODALS,
	OPINION_WORDS,
	VERB_HERE,
	WORK_VERBS
} from './zh-lexicon.ts';
import { readChineseOwners } from './zh-owner.ts';
import type { OwnerPhrase } from './zh-owner.ts';

export type ChineseText = {
	readonly folded: string;
	readonly start: number;
	readonly end: number;
	readonly days: readonly DayMention[];
	readonly names: NameIndex;
	readonly place: ProsePlace;
};

/** All promises of a range of text, in reading order. */
export function findChinesePromises(text: ChineseText): readonly Promised[] {
	if (text.place.kind === 'agenda') return [];
	const masked = maskDays(text.folded, text.days);
	const promises: Promised[] = [];
	for (const sentence of splitAt(masked, text.start, text.end, /[。!?;\n]/g)) {
		promises.push(...readSentence(masked, sentence, text));
	}
	return promises;
}

type Clause = Range & {
	/** The clause alone: days and the inside of brackets blotted out. */
	readonly words: string;
	readonly brackets: readonly Range[];
};

/** Ranges between separators; separators inside brackets do not count. */
function splitAt(masked: string, from: number, to: number, separators: RegExp): Range[] {
	const ranges: Range[] = [];
	let depth = 0;
	let start = from;
	for (let at = from; at < to; at++) {
		const sign = masked[at]!;
		if (sign === '(' || sign === '[') depth++;
		else if (sign === ')' || sign === ']') depth = Math.max(0, depth - 1);
		separators.lastIndex = 0;
		if (sign !== '\n' && (depth > 0 || !separators.test(sign))) continue;
		if (sign === '\n') depth = 0;
		const end = sign === '?' || sign === '!' ? at + 1 : at;
		if (end > start) ranges.push({ start, end });
		start = at + 1;
	}
	if (to > start) ranges.push({ start, end: to });
	return ranges;
}

function clausesOf(masked: string, sentence: Range): Clause[] {
	return splitAt(masked, sentence.start, sentence.end, /[,]/g).map((range) => {
		const brackets = bracketsIn(masked, range);
		let words = '';
		let from = range.start;
		for (const bracket of brackets) {
			words += masked.slice(from, bracket.start - 1) + BRACKET.repeat(bracket.end - bracket.start + 2);
			from = bracket.end + 1;
		}
		words += masked.slice(from, range.end);
		return { ...range, words: words.slice(0, range.end - range.start), brackets };
	});
}

/** The insides of a clause's round brackets. */
function bracketsIn(masked: string, { start, end }: Range): Range[] {
	const found: Range[] = [];
	let depth = 0;
	let open = start;
	for (let at = start; at < end; at++) {
		if (masked[at] === '(' && depth++ === 0) open = at + 1;
		else if (masked[at] === ')' && depth > 0 && --depth === 0) found.push({ start: open, end: at });
	}
	return found;
}

/** A sentence that says how far a thing is, or what stands in its way, gives nobody new work [EX51]. */
const STATUS_SENTENCE =
	/已(?:经)?(?:完成)\s?\d{1,3}\s?%|进度\s?(?:为|是|:)?\s?\d{1,3}\s?%|人手不足|资源不足|(?:延迟|延期|滞后|受阻|卡住|阻塞)[,;]/;

function readSentence(masked: string, sentence: Range, text: ChineseText): Promised[] {
	const whole = masked.slice(sentence.start, sentence.end);
	const status = STATUS_SENTENCE.test(whole);
	const found: Growing[] = [];
	let current: Growing | null = null;
	let leading: Clause | null = null;
	let pending: OwnerPhrase | null = null;
	let conditional = false;
	for (const clause of clausesOf(masked, sentence)) {
		if (isOnlyDay(clause.words)) {
			if (!current) leading = clause;
			else if (!current.due) grow(current, clause, text);
			continue;
		}
		const waiting = current ? null : ownerWithDay(masked, clause, text);
		if (waiting) {
			leading = clause;
			pending = waiting;
			continue;
		}
		if (CONDITION_WORDS.test(clause.words.trimStart())) conditional = true;
		const head: Head | null = conditional
			? null
			: (headOf(masked, clause, text, status, leading !== null) ?? pendingHead(clause, leading, pending));
		pending = null;
		const inside =
			conditional || status || (head && head.owner) ? null : bracketPromise(masked, clause, text);
		if (inside) {
			current = inside;
			found.push(inside);
		} else if (head) {
			current = takeHead(head, current, found, { clause, leading, text });
		} else if (current && !conditional && continues(clause, current)) {
			grow(current, clause, text);
		} else {
			current = null;
		}
		leading = null;
	}
	return found.map(finish).filter((promise) => promise.confidence >= 0.3);
}

/** 「干部在会议结束后，留下来讨论…」: who and when, parted from the work by a comma. */
function ownerWithDay(masked: string, clause: Clause, text: ChineseText): OwnerPhrase | null {
	LEAD_IN.lastIndex = 0;
	const start = clause.start + LEAD_IN.exec(clause.words)![0].length;
	const owner = readChineseOwners(masked, start, text.names, 'shape');
	if (!owner || owner.end > clause.end) return null;
	return ONLY_DAY.test(clause.words.slice(owner.end - clause.start)) ? owner : null;
}

function pendingHead(clause: Clause, leading: Clause | null, owner: OwnerPhrase | null): Head | null {
	if (!owner || !leading) return null;
	const words = clause.words.trimStart();
	if (
		DONE_WORDS.test(words) ||
		EXHORTATION.test(words) ||
		NOT_A_TASK.test(words) ||
		!ANY_VERB.test(words.slice(0, 16))
	)
		return null;
	return {
		form: 'day',
		owner,
		start: leading.start,
		cuts: [{ start: owner.start, end: owner.end }],
		confidence: 0.66,
		rule: 'EX5f'
	};
}

/** What a clause with a head of its own does to the promise before it in the sentence: goes on with it, gives it its owner, or begins another. */
function takeHead(
	head: Head,
	current: Growing | null,
	found: Growing[],
	at: { clause: Clause; leading: Clause | null; text: ChineseText }
): Growing {
	const { clause, leading, text } = at;
	if (current && current.owners.length === 0 && head.form === 'by' && current.end >= clause.start - 1) {
		adopt(current, head, clause, text);
		return current;
	}
	if (current && goesOnWith(head, current, text)) {
		grow(current, clause, text);
		return current;
	}
	const background =
		current !== null && current.form === 'section' && head.form === 'ask' && head.owner !== null;
	if (background) found.splice(found.indexOf(current), 1);
	const owners = current && !head.owner && head.form === 'open' ? current.owners : [];
	const promise = begin(head, clause, leading, text);
	promise.owners.push(...owners);
	found.push(promise);
	return promise;
}

/** The same owner again without another day, an asking that names nobody, work handed on (交由…): still the same promise. */
function goesOnWith(head: Head, current: Growing, text: ChineseText): boolean {
	if (!head.owner) {
		if (head.form === 'open') return !current.due;
		return head.form === 'ask' || head.form === 'section';
	}
	if (head.form === 'by' && /[交转]$/.test(text.folded.slice(0, head.start))) return true;
	const first = current.owners[0];
	const named = first && text.folded.slice(first.start, first.end);
	return (
		head.form === 'ask' && named === text.folded.slice(head.owner.parts[0]!.start, head.owner.parts[0]!.end)
	);
}

type Growing = {
	form: Head['form'];
	start: number;
	end: number;
	owners: Range[];
	due: DayMention | null;
	cuts: Range[];
	deliverable: Range | null;
	support: Range[];
	confidence: number;
	rules: string[];
};

type Head = {
	readonly form:
		'by' | 'charge' | 'modal' | 'day' | 'ask' | 'colon' | 'mention' | 'verb' | 'open' | 'section' | 'appoint';
	readonly owner: OwnerPhrase | null;
	/** Where the promise begins in the block. */
	readonly start: number;
	readonly cuts: readonly Range[];
	readonly confidence: number;
	readonly rule: string;
};

const ONLY_DAY = new RegExp(`^[\\s并且另在于,:]*${DAY}[${DAY}\\s前内:]*$`);

function isOnlyDay(words: string): boolean {
	return ONLY_DAY.test(words);
}

const LEAD_IN =
	/(?:\s|并且|并|同时|另外|另|此外|然后|其次|首先|最后|后续|接下来|下一步|之后|其中|因此|所以|故|则|而|且|即|再|也|还|优先|为此|原则上|暂时|暂|先|具体|如下|需要|需|拟|建议)*/y;

function headOf(
	masked: string,
	clause: Clause,
	text: ChineseText,
	status: boolean,
	dayBefore: boolean
): Head | null {
	const { words } = clause;
	if (status || words.trimEnd().endsWith('?')) return null;
	const by = byHead(masked, clause, text);
	if (by) return by;
	const appointed = appointHead(clause, text);
	if (appointed) return appointed;
	const past = DONE_WORDS.test(words);
	const ask = past ? null : askHead(masked, clause, text);
	if (ask) return ask;
	if (OPINION_WORDS.test(words.trimStart()) || ASKING.test(words.trimEnd())) return null;
	const subject = subjectHead(masked, clause, text, dayBefore);
	if (subject && subject.confidence >= 0.45) return subject;
	return past ? null : openHead(clause, text);
}

/** 「由市场部负责…」, 「…，由市场部跟踪人汇总」 [EX5a]. */
function byHead(masked: string, clause: Clause, text: ChineseText): Head | null {
	const { words } = clause;
	for (let at = words.indexOf('由'); at >= 0; at = words.indexOf('由', at + 1)) {
		if (
			/[理自缘经事案来]$/.test(words.slice(Math.max(0, at - 1), at)) ||
			words[at + 1] === '于' ||
			words[at + 1] === '此'
		)
			continue;
		const start = clause.start + at;
		const owner = ownersAfterBy(masked, start + 1, clause.end, text.names);
		if (!owner) continue;
		const rest = masked.slice(owner.end, clause.end);
		if (NOT_WORK_BY.test(rest)) continue;
		if (/已(?:经)?$/.test(words.slice(0, at)) || /^\s?(?:已|所)/.test(rest)) continue;
		const charged = new RegExp(`^(?:[\\s${DAY}]|来|统一|先|在会后|于会后|同步|另行)*${CHARGE}`).test(rest);
		const works = charged || ANY_VERB.test(rest.slice(0, 24)) || rest.startsWith(DAY);
		if (!works) continue;
		return {
			form: 'by',
			owner,
			start,
			cuts: [{ start, end: owner.end }, ...chargeCut(masked, owner.end, clause.end)],
			confidence: charged ? 0.86 : 0.8,
			rule: 'EX5a'
		};
	}
	return null;
}

const NOT_WORK_BY =
	/^\s?(?:主持|主讲|担任主席|担任主持|组成|构成|产生|引起|导致|决定|投票|表决|赞助|主办|介绍|报告|汇报|分享|致词|发言|提出|发起|代表|出席|所|们|于|同意|批准|认为|衷心|讨论后?决定|签字后?生效|陪同|带领|领取)/;

/** The words after 由: names by form, else whatever stands before 负责 or a day. */
function ownersAfterBy(masked: string, at: number, end: number, names: NameIndex): OwnerPhrase | null {
	const known = readChineseOwners(masked, at, names, 'any');
	const rest = known ? masked.slice(known.end, end) : '';
	if (known && FOLLOWS_OWNER.test(rest)) return known;
	const limit = Math.min(end, at + 20);
	const found = new RegExp(`^[^,;。:(]{1,16}?(?=${CHARGE}|[${DAY}]|进行|来)`).exec(masked.slice(at, limit));
	if (!found || /[的把将]/.test(found[0])) return known;
	return {
		start: at,
		end: at + found[0].length,
		parts: [{ start: at, end: at + found[0].length }],
		form: 'person'
	};
}

const FOLLOWS_OWNER = new RegExp(
	`^\\s?(?:$|[${DAY}:,(]|${CHARGE}|${MODALS}|在|于|把|对|向|与|和|来|进行|给|按|根据|通过|为|以|${WORK_VERBS})`
);

/** 「负责短视频制作」 is 「短视频制作」: the word only gives charge; other words of charge (牵头, 跟进) say what is done. */
function chargeCut(masked: string, from: number, to: number): Range[] {
	const found = /^[\uE001\s]*(?:主要|全权|具体|统筹)?负责(?=[\s\uE001]*[^\s\uE001,。;)])/.exec(
		masked.slice(from, to)
	);
	if (!found) return [];
	const end = from + found[0].length;
	return [{ start: end - 2, end }];
}

/** 「确定…的负责人为王昕」, 「刘光为…主要负责人」 [EX5b]. */
function appointHead(clause: Clause, text: ChineseText): Head | null {
	const { words } = clause;
	const at = words.search(/负责人(?:为|是)|(?:为|担任|任).{0,24}负责人$|作为.{0,16}负责人$/);
	if (at < 0 || !/^.{0,40}(?:负责人)/.test(words.slice(Math.max(0, at - 2)))) return null;
	const named =
		words.indexOf('负责人为') >= 0
			? words.indexOf('负责人为') + 4
			: words.indexOf('负责人是') >= 0
				? words.indexOf('负责人是') + 4
				: -1;
	const from = named >= 0 ? clause.start + named : clause.start + (words.length - words.trimStart().length);
	const owner = readChineseOwners(text.folded, from, text.names, 'any');
	if (!owner || owner.form === 'role' || owner.form === 'group') return null;
	if (named < 0 && !/^\s?(?:为|担任|任|作为)/.test(text.folded.slice(owner.end, clause.end))) return null;
	return { form: 'appoint', owner, start: clause.start, cuts: [], confidence: 0.78, rule: 'EX5b' };
}

/** 「请各部门于6月5日前上传…」 [EX5c]. */
function askHead(masked: string, clause: Clause, text: ChineseText): Head | null {
	const { words } = clause;
	for (let at = words.indexOf('请'); at >= 0; at = words.indexOf('请', at + 1)) {
		if (
			/[邀申提敬聘宴]$/.test(words.slice(Math.max(0, at - 1), at)) ||
			/^请(?:假|求|教|款|购|示|进|问|客|愿|柬|公假)/.test(words.slice(at))
		)
			continue;
		const after = words.slice(at + 1);
		if (EXHORTATION.test(after)) return null;
		if (
			/^(?:一律|提前|先行)|往后|今后|以后|每次|凡/.test(after) ||
			/(?:往后|今后|凡|每次)/.test(words.slice(0, at))
		)
			return null;
		const start = clause.start + at;
		const asked = ownersAfterAsk(masked, start + 1, clause.end, text);
		const owner = asked ?? ownersBeforeAsk(masked, clause, at, text);
		const rest = masked.slice(asked ? asked.end : start + 1, clause.end);
		const hasDay = /\uE001/.test(words) && limitIn(text.days, clause) !== null;
		const works = ANY_VERB.test(rest) || SMALL_WORK.test(rest);
		if (owner && works) {
			const confidence =
				owner.form === 'group'
					? 0.76
					: owner.form === 'person' && !text.names.at(text.folded, owner.start)
						? 0.74
						: 0.84;
			const from = Math.min(start, owner.start);
			return {
				form: 'ask',
				owner,
				start: from,
				cuts: [
					{ start: owner.start, end: owner.end },
					{ start, end: start + 1 }
				],
				confidence,
				rule: 'EX5c'
			};
		}
		const hurry = /^(?:大家)?(?:尽快|尽速|尽早|马上|立即|立刻)/.test(rest);
		if (!owner && works && (hasDay || hurry)) {
			return {
				form: 'ask',
				owner: null,
				start,
				cuts: [{ start, end: start + 1 }],
				confidence: hasDay ? 0.74 : 0.56,
				rule: 'EX5c'
			};
		}
	}
	return null;
}

/** 「各位老师请于周五前…」, 「领完卡的成员请在名单上…」. */
function ownersBeforeAsk(masked: string, clause: Clause, at: number, text: ChineseText): OwnerPhrase | null {
	LEAD_IN.lastIndex = 0;
	const start = clause.start + LEAD_IN.exec(clause.words)![0].length;
	const owner = readChineseOwners(masked, start, text.names, 'shape');
	if (owner && owner.end <= clause.start + at && clause.start + at - owner.end <= 8) return owner;
	const relative =
		/^[^,;。:]{2,26}?的(?:成员|人员|部员|同学|同仁|员工|人|部门|单位|厂商|伙伴|委员|住户|家长)/.exec(
			masked.slice(start, clause.start + at)
		);
	if (!relative || clause.start + at - start - relative[0].length > 8) return null;
	const range = { start, end: start + relative[0].length };
	return { ...range, parts: [range], form: 'group' };
}

/** Single-character work, only where an owner was asked: 把…交给, 写一份, 填. */
const SMALL_WORK =
	/(?:把|将).{1,30}(?:给|到|至|好|完|交|放|贴)|[写填交做定订拿寄传放贴印买借还查找换修拍录改清洗搬发送备办]|投票|上传/;

function ownersAfterAsk(masked: string, at: number, end: number, text: ChineseText): OwnerPhrase | null {
	const owner = readChineseOwners(masked, at, text.names, 'shape');
	if (owner && (owner.form !== 'handle' || FOLLOWS_OWNER.test(masked.slice(owner.end, end)))) return owner;
	const relative =
		/^[^,;。:]{2,26}?(?:的(?:成员|人员|部员|同学|同仁|员工|人|部门|单位|厂商|伙伴|委员|住户|家长)|成员|人员)/.exec(
			masked.slice(at, end)
		);
	if (!relative) return null;
	const range = { start: at, end: at + relative[0].length };
	return { ...range, parts: [range], form: 'group' };
}

/** A clause that begins with who does it: 「市场部负责…」, 「设计部3天内完成…」, 「产品部：6月20日前…」 [EX5d–EX5g]. */
function subjectHead(masked: string, clause: Clause, text: ChineseText, dayBefore: boolean): Head | null {
	const { words } = clause;
	LEAD_IN.lastIndex = 0;
	const lead = LEAD_IN.exec(words)![0].length;
	const days = leadingDays(words, lead);
	const at = clause.start + days;
	const dayFirst = days > lead || dayBefore;
	const owner = readChineseOwners(masked, at, text.names, 'shape') ?? relativeSubject(masked, at, clause.end);
	if (!owner || owner.end > clause.end) return null;
	const rest = words.slice(owner.end - clause.start);
	if (DONE_WORDS.test(rest)) return null;
	const cut = { start: clause.start + lead, end: owner.end };
	const base = {
		owner,
		start: clause.start + lead,
		cuts: dayFirst ? [{ start: owner.start, end: owner.end }] : [cut]
	};
	const sure =
		owner.form === 'known' || owner.form === 'department' || owner.form === 'group' || owner.form === 'handle'
			? 0.04
			: 0;
	if (MEETING_HELD.test(rest) || MEETING_HELD.test(rest.replace(new RegExp(`^[\\s${DAY}]+`), ''))) {
		if (!/组织|安排|筹备|负责|发起|邀请/.test(rest)) return null;
	}
	const limit = limitIn(text.days, clause);
	if (new RegExp(`^(?:[\\s${DAY}]|将|会)*${CHARGE}(?!人|的(?!具体))`).test(rest)) {
		const described = /^(?:[\s]|将|会)*负责(?:的|与|介绍)/.test(rest);
		return described
			? null
			: {
					...base,
					cuts: [...base.cuts, ...chargeCut(masked, owner.end, clause.end)],
					form: 'charge',
					confidence: 0.82 + sure,
					rule: 'EX5d'
				};
	}
	if (/^\s?:/.test(rest) && (limit || text.place.kind === 'action') && rest.length > 3) {
		const strong = owner.form === 'department' || owner.form === 'known';
		return {
			...base,
			cuts: [{ ...cut, end: owner.end + rest.indexOf(':') + 1 }],
			form: 'colon',
			confidence: strong ? 0.84 : 0.7,
			rule: 'EX5e'
		};
	}
	if (EXHORTATION.test(rest)) return null;
	const works = ANY_VERB.test(rest) || SMALL_WORK.test(rest);
	if (
		new RegExp(`^\\s?(?:需要?|应该?|要|须|会|将|将会|必须)?\\s?(?:在|于)?\\s?[${DAY}]`).test(rest) ||
		(dayFirst && works && FOLLOWS_OWNER.test(rest))
	) {
		if (!works) return null;
		return { ...base, form: 'day', confidence: (limit ? 0.84 : 0.68) + sure, rule: 'EX5f' };
	}
	if (NOT_A_TASK.test(rest)) return null;
	if (new RegExp(`^\\s?${MODALS}`).test(rest) && works) {
		const soft = /^\s?(?:将|会|需|应|要|可)/.test(rest) && !limit;
		const strong = owner.form !== 'person' && owner.form !== 'handle';
		return {
			...base,
			form: 'modal',
			confidence: (limit ? 0.84 : soft ? 0.56 : 0.62) + (strong ? sure : 0),
			rule: 'EX5g'
		};
	}
	VERB_HERE.lastIndex = rest.length - rest.trimStart().length;
	if (VERB_HERE.test(rest)) {
		const bracketLimit = clause.brackets.some((bracket) => limitWithin(text.days, bracket));
		const confidence =
			limit || bracketLimit ? 0.84 : owner.form === 'group' ? 0.6 : owner.form === 'handle' ? 0.56 : 0.4;
		return { ...base, form: 'verb', confidence, rule: 'EX5h' };
	}
	return null;
}

/** Words after a subject that say what it is or has, not what it will do. */
const NOT_A_TASK =
	/^\s?(?:将|会|需要?|应)?(?:有|是|为|在于|与|和|作为|属于|具有|具备|包括|包含|主要由|不|无法|没有|可能|可以|能够?|已)/;

/** 「有参加交流的部员在5月10日前…」: a whole phrase as the subject, known by its last word. */
function relativeSubject(masked: string, at: number, end: number): OwnerPhrase | null {
	const found = new RegExp(
		`^[^,;。:${DAY}]{2,30}?的(?:成员|人员|部员|同学|同仁|员工|人|部门|单位|委员|组员)(?=\\s?(?:请|需|要|应|在|于)?\\s?[${DAY}])`
	).exec(masked.slice(at, end));
	if (!found) return null;
	const range = { start: at, end: at + found[0].length };
	return { ...range, parts: [range], form: 'group' };
}

function leadingDays(words: string, from: number): number {
	let at = from;
	while (at < words.length && (words[at] === DAY || words[at] === ' ' || (at > from && words[at] === '前')))
		at++;
	return at;
}

/** Work with a day and nobody named: 「产品手册6月20日前提交」 [EX5i]; in a department's report also 「下周会公布…」 [EX5j]. */
function openHead(clause: Clause, text: ChineseText): Head | null {
	const { words } = clause;
	if (MEETING_HELD.test(words.replace(new RegExp(`^[\\s${DAY}]+`), '')) || MEETING_HELD.test(words))
		return null;
	const limit = limitIn(text.days, clause);
	const recurring = text.days.some(
		(day) => day.kind === 'recurring' && day.start >= clause.start && day.end <= clause.end
	);
	const works = ANY_VERB.test(words);
	const base = { owner: null, start: clause.start, cuts: [] };
	if (EXHORTATION.test(words) || NOT_OPEN_WORK.test(words)) return null;
	if ((limit || recurring) && works) {
		return { ...base, form: 'open', confidence: 0.72, rule: 'EX5i' };
	}
	if (isAfterMeeting(clause, text)) return { ...base, form: 'open', confidence: 0.58, rule: 'EX5m' };
	if (text.place.kind === 'decision' && isDirective(words)) {
		return { ...base, form: 'open', confidence: limit ? 0.72 : 0.56, rule: 'EX5l' };
	}
	if (text.place.speaker && works && SPEAKER_WILL.test(words) && !SPEAKER_NOT.test(words)) {
		return { ...base, form: 'section', confidence: 0.74, rule: 'EX5j' };
	}
	return null;
}

/** 「会后补齐…」, 「…会后做同步」: after the meeting is when work is done [EX5m]. */
function isAfterMeeting(clause: Clause, text: ChineseText): boolean {
	const after = text.days.find(
		(day) =>
			day.start >= clause.start &&
			day.end <= clause.end &&
			/会后|会议结束后/.test(text.folded.slice(day.start, day.end))
	);
	return after !== undefined && THEN_WORK.test(text.folded.slice(after.end, clause.end));
}

const THEN_WORK = new RegExp(`^\\s?(?:再|继续|尽快|统一|单独|线下)?(?:做|进行|补|${WORK_VERBS})`);

/** A resolution that begins with outward work orders it: 「洽谈三家厂商后提报」; one that agrees or sets something does not [EX5l]. */
function isDirective(words: string): boolean {
	LEAD_IN.lastIndex = 0;
	const lead = LEAD_IN.exec(words)![0].length;
	return DIRECTIVE.test(words.slice(lead)) && !/(?:同意|通过|照案|不予|无需|不再|暂不|暂缓|维持)/.test(words);
}

const DIRECTIVE = new RegExp(
	`^(?:[${DAY}\\s]|会后|后续|尽快|立即|继续|持续|先行|先|再|另行|统一|线下|在.{1,10}中?(?:开|发起)?)*(?:洽[谈商询]|联系|联络|委托|委请|发函|函请|函知|行文|公告|张贴|通知|转知|告知|安排|采购|购买|购置|添购|维修|修缮|修复|更换|汰换|加装|增设|拆除|清除|清理|移除|询价|比价|议价|估价|招标|提报|研议|研拟|研究|拟定|订定|制定|修订|修正|统计|调查|清查|盘点|收集|搜集|汇整|整理|办理|召集|成立|检讨|追踪|跟进|评估|补充|补齐|补办|提供|提交|完成|更新|上传|输出|梳理|组织|协调|推动|落实|投票|发布|编写|撰写|准备|启动|测试|验证|排查|优化|联合)(?!人|者|方(?!案)|后|前|时|用例|报告|结果|环节|环境|规则|规范|标准|流程|推迟|延|通过|正常|顺利|失败|情况|时间|工作(?:已|的)|为主|以)`
);

const NOT_OPEN_WORK =
	/^(?:截至|截止).{0,6}(?:目前|已)|(?:开放(?!表单|报名|登记|申请|填写)|有效期|周期|工期|耗时|需要?花|为期|历时|营业|放假)/;
const SPEAKER_WILL = new RegExp(
	`(?:将会|将(?!.{1,20}(?:改至|改到))|(?<![周例年月大开社学议协生员机宴晚聚谈讨说训商])会(?!议|员|长|费|计|场|办|服|面|后|前|上|中|内|外|的|有|是))(?:再|先|把|将|在|于|和|与|跟|去|到|陆续|继续|针对|对|向|以|由|尽快|[${DAY}\\s]|${WORK_VERBS})|(?:预计|拟|计划|打算|准备)(?:[${DAY}\\s]|在|于)*(?:${WORK_VERBS})|[${DAY}]\\s?(?:再|会|将|进行|开始|${WORK_VERBS})`
);
const SPEAKER_NOT =
	/(?:可能会|不会|才会|就会|会有|会是|会在?.{0,12}(?:举办|举行|开始)|会与.{0,6}不同|会被|会导致|会影响|将在.{0,12}(?:举办|举行)|将由|将至|故将|时间(?:预计)?会在|报告事项)/;

function limitIn(days: readonly DayMention[], clause: Clause): DayMention | null {
	return (
		days.find(
			(day) => day.start >= clause.start && day.end <= clause.end && day.limit && day.sense !== 'vague'
		) ?? null
	);
}

function limitWithin(days: readonly DayMention[], range: Range): boolean {
	return days.some((day) => day.start >= range.start && day.end <= range.end && day.limit);
}

function begin(head: Head, clause: Clause, leading: Clause | null, text: ChineseText): Growing {
	const promise: Growing = {
		form: head.form,
		start: leading?.start ?? head.start,
		end: clause.end,
		owners: head.owner ? [...head.owner.parts] : [],
		due: null,
		cuts: [...head.cuts],
		deliverable: null,
		support: [],
		confidence: head.confidence,
		rules: [head.rule]
	};
	if (leading) takeDay(promise, leading, text);
	takeDay(promise, clause, text);
	takeBrackets(promise, clause, text);
	return promise;
}

/** 「7月每周一同步进度，由市场部跟踪人汇总」: the owner of the work just said. */
function adopt(promise: Growing, head: Head, clause: Clause, text: ChineseText): void {
	promise.owners.push(...(head.owner?.parts ?? []));
	promise.cuts.push(...head.cuts);
	promise.confidence = Math.max(promise.confidence, head.confidence);
	promise.rules.unshift(head.rule);
	grow(promise, clause, text);
}

function grow(promise: Growing, clause: Clause, text: ChineseText): void {
	promise.end = clause.end;
	takeDay(promise, clause, text);
	takeBrackets(promise, clause, text);
}

/** The first real day belongs to the promise; one that is a limit counts more than one that is not [EX4]. */
function takeDay(promise: Growing, range: Range, text: ChineseText): void {
	for (const day of text.days) {
		if (day.start < range.start || day.end > range.end) continue;
		if (day.sense === 'vague' && promise.due) continue;
		if (promise.due && (promise.due.limit || !day.limit) && promise.due.sense !== 'vague') continue;
		promise.due = day;
		promise.cuts.push(day);
	}
}

const RESULT_VERB = /^(?:完成|提交|输出|形成|产出|交付|出具|给出|拿出|提供|发布|交|出)/;

/** 「（6月10日前完成初稿）」: the day, and what will lie on the table then. */
function takeBrackets(promise: Growing, clause: Clause, text: ChineseText): void {
	for (const bracket of clause.brackets) {
		const day = text.days.find(
			(mention) => mention.start >= bracket.start && mention.end <= bracket.end && mention.day
		);
		if (!day) continue;
		takeDay(promise, bracket, text);
		const rest = text.folded.slice(day.end, bracket.end);
		const skipped = rest.length - rest.trimStart().length;
		const verb = RESULT_VERB.exec(rest.trimStart())?.[0].length ?? 0;
		const start = day.end + skipped + verb;
		if (start < bracket.end && rest.trim().length > 1) promise.deliverable = { start, end: bracket.end };
	}
}

/** 「优先优化交互逻辑（研发部负责1周内出方案）」: the brackets give the work before them to somebody [EX5k]. */
function bracketPromise(masked: string, clause: Clause, text: ChineseText): Growing | null {
	for (const bracket of clause.brackets) {
		const inner: Clause = { ...bracket, words: masked.slice(bracket.start, bracket.end), brackets: [] };
		if (DONE_WORDS.test(inner.words)) continue;
		const head = subjectHead(masked, inner, text, false) ?? byHead(masked, inner, text);
		if (!head || head.confidence < 0.6) continue;
		const promise = begin({ ...head, start: clause.start }, clause, null, text);
		takeDay(promise, bracket, text);
		const day = promise.due;
		const from = Math.max(day && day.start >= bracket.start ? day.end : 0, head.owner?.end ?? 0);
		const rest = text.folded.slice(from, bracket.end);
		const verb = RESULT_VERB.exec(rest.trimStart())?.[0].length ?? 0;
		if (rest.trim().length > verb)
			promise.deliverable = {
				start: from + (rest.length - rest.trimStart().length) + verb,
				end: bracket.end
			};
		promise.confidence = Math.max(promise.confidence, 0.8);
		promise.rules.unshift('EX5k');
		return promise;
	}
	return null;
}

/** A clause without an owner of its own that goes on with the work: it begins with a verb, a day, 并, 将. */
function continues(clause: Clause, current: Growing): boolean {
	const words = clause.words.trimStart();
	if (ASKING.test(words.trimEnd()) || OPINION_WORDS.test(words) || EXHORTATION.test(words)) return false;
	if (clause.start - current.end > 2) return false;
	LEAD_IN.lastIndex = 0;
	const lead = LEAD_IN.exec(words)![0].length;
	VERB_HERE.lastIndex = lead;
	return (
		VERB_HERE.test(words) || words[lead] === DAY || /^(?:并|将|把|以|再|同时|最终|争取|确保)/.test(words)
	);
}

function finish(promise: Growing): Promised {
	const bonus = promise.owners.length > 0 && promise.due?.day ? 0.06 : 0;
	return { ...promise, confidence: Math.min(0.97, promise.confidence + bonus) };
}
