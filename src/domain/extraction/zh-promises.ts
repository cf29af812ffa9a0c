/**
 * Promises in Chinese running text [EX5]: who is given work, in the forms the language has for it.
 * A sentence is read clause by clause; a clause that names a new owner begins a new promise, one without an owner continues the last.
 */
import { DAY } from './promise.ts';
import type { Promised, Range } from './promise.ts';
import { clauseIn, clausesOf, isOnlyDay, sentencesOf } from './zh-clause.ts';
import type { ChineseText, Clause } from './zh-clause.ts';
import { delegatedHead } from './zh-given.ts';
import {
	agreedIn,
	goingOn,
	groupAt,
	inCharge,
	namedAlone,
	resolvedOf,
	spokenOf,
	theyWill,
	volunteered
} from './zh-goes-on.ts';
import type { Agreed } from './zh-goes-on.ts';
import { adopt, begin, claim, continues, finish, grow, resultIn } from './zh-growing.ts';
import type { Growing } from './zh-growing.ts';
import type { Head } from './zh-head.ts';
import { headOf } from './zh-heads.ts';
import { CHARGE, CONDITION_BEHIND, CONDITION_WORDS, DONE_WORDS } from './zh-lexicon.ts';
import { BESIDE, COUNTED, ORDERED_ON, orderedFrom } from './zh-orders.ts';
import { readChineseOwners } from './zh-owner.ts';
import type { OwnerPhrase } from './zh-owner.ts';
import { signatureOf, speakerOf } from './zh-speaker.ts';
import { ownerWithDay, subjectHead, waitingHead } from './zh-subject.ts';
import { WORK_VERBS } from './zh-verbs.ts';

/** Less sure than this is not even worth weighing. */
const LEAST = 0.3;
/** Less sure than this a head only waits for more. */
const WORTH_A_HEAD = 0.45;

/** All promises of a range of text, in reading order. Agendas promise nothing. */
export function findChinesePromises(whole: ChineseText): readonly Promised[] {
	if (whole.place.kind === 'agenda') return [];
	const signed = signatureOf(whole);
	const text = signed ? { ...whole, end: signed.at } : whole;
	const speaker = speakerOf(text);
	const heard = speaker
		? { ...text, place: { ...text.place, speaker: true }, spoken: text.folded.indexOf(':', speaker.end) + 1 }
		: text;
	const found: Promised[] = [];
	let ordered: Agreed | null = null;
	for (const sentence of sentencesOf(text)) {
		const taken = text.place.inList ? volunteered(text, sentence.start) : null;
		if (taken) found.push(taken);
		else {
			const goesOn: boolean =
				ordered !== null &&
				(text.masked[sentence.start - 1] === ';' ||
					ORDERED_ON.test(text.masked.slice(sentence.start, sentence.start + 8)));
			const read = readSentence(sentence, heard, goesOn ? ordered : null);
			ordered = read.ordered;
			join(found, read.found, text.folded);
		}
	}
	const own = speaker ? /^EX5[ijmn]$/ : /^EX5j$/;
	const who = speaker ?? signed?.by;
	return found.map((promise) =>
		who && promise.owners.length === 0 && own.test(promise.rules[0]!)
			? { ...promise, owners: who.parts }
			: promise
	);
}

/** 「由社会处规划；于6月底前提报计画」: behind a semicolon the work goes on, with its day. */
function join(found: Promised[], after: readonly Promised[], folded: string): void {
	const last = found.at(-1);
	const next = after[0];
	const goesOn =
		last &&
		next?.rules[0] === 'EX5i' &&
		last.owners.length > 0 &&
		!last.due &&
		next.owners.length === 0 &&
		/^;\s?$/.test(folded.slice(last.end, next.start));
	if (!goesOn) found.push(...after);
	else {
		found[found.length - 1] = { ...last, end: next.end, due: next.due, cuts: [...last.cuts, ...next.cuts] };
		found.push(...after.slice(1));
	}
}

/** A sentence that says how far a thing is, or what stands in its way, gives nobody new work [EX51], unless it orders something after that. */
function tellsStatus(words: string): boolean {
	if (!OF_STATUS.test(words)) return false;
	if (STATUS.test(words)) return true;
	const late = [...words.matchAll(new RegExp(LATE, 'g'))].at(-1)!;
	return !ORDERS.test(words.slice(late.index));
}

const STATUS = /已(?:经)?(?:完成)\s?\d{1,3}\s?%|进度\s?(?:为|是|:)?\s?\d{1,3}\s?%|人手不足|资源不足/;
const LATE = /(?:延迟|延期|滞后|受阻|卡住|阻塞)[,;]/;
const OF_STATUS = new RegExp(`${STATUS.source}|${LATE.source}`);
const ORDERS = /请|须|务必|责成|由.{2,8}(?:负责|牵头)/;

/** 「@all 同步：」 only introduces the lines below. */
function introduces(words: string): boolean {
	return words.trimEnd().endsWith(':') && !words.includes(DAY);
}

/** 「团队5月18日晚集合，讨论并通过了…」: what goes on with what was done was told from its beginning. */
const TOLD_ON =
	/^\s?(?:并|且|还|又|再)?(?:[\u3400-\u9fff]{2}(?:并|且|和))?[\u3400-\u9fff]{2}(?<![为除忘])了(?=[\u3400-\u9fff《"\d])/;
const SAID_BY_VERB: ReadonlySet<Head['form']> = new Set(['verb', 'day', 'modal', 'open']);

const GIVEN_OUTRIGHT: ReadonlySet<Head['form']> = new Set(['by', 'ask', 'charge', 'appoint']);

/** The promises of a sentence, and whether what goes on with it is ordered too. */
function readSentence(
	sentence: Range,
	text: ChineseText,
	goesOn: Agreed | null
): { readonly found: readonly Promised[]; readonly ordered: Agreed | null } {
	const words = text.masked.slice(sentence.start, sentence.end);
	if (tellsStatus(words) || introduces(words)) return { found: [], ordered: goesOn };
	const found: Growing[] = [];
	let current: Growing | null = null;
	let leading: Clause | null = null;
	let waiting: OwnerPhrase | null = null;
	let supposed = false;
	/** The clause before, for the one that goes on with whom it names. */
	let before: Clause | null = null;
	/** Where what nobody was named for yet begins. */
	let open: number | null = null;
	/** What was agreed to in the sentence makes orders of the clauses behind it. */
	let agreed = goesOn;
	let ordered = goesOn;
	const isAsked = words.trimEnd().endsWith('?');
	for (const whole of clausesOf(text, sentence)) {
		const from = orderedFrom(whole, text);
		if (from > 0) {
			ordered = agreed ??= { of: null };
			open = null;
		}
		const clause =
			from > 0 && !delegatedHead(whole, text)
				? clauseIn(text, { start: whole.start + from, end: whole.end })
				: whole;
		if (current && current.owners.length > 0 && COUNTED.test(clause.words)) {
			ordered = agreed = { of: together(current.owners) };
			current = null;
		}
		if (isOnlyDay(clause.words)) {
			if (!current) leading = clause;
			else if (!current.due) grow(current, clause, text);
			continue;
		}
		const owner: OwnerPhrase | null = current ? null : ownerWithDay(clause, text);
		if (owner) {
			leading = clause;
			waiting = owner;
			continue;
		}
		const colon = clause.words.slice(0, 16).indexOf(':');
		const told = clause.words.slice(colon + 1).trimStart();
		if (CONDITION_WORDS.test(told) || CONDITION_BEHIND.test(told)) supposed = true;
		// What follows a condition rests on it, until it is agreed to.
		if (supposed && !/^\s?(?:修正后)?(?:照案|原案)?(?:审议)?通过\s?$/.test(clause.words)) continue;
		supposed = false;
		const helpers: OwnerPhrase | null = current && helpersIn(clause, text);
		if (current && helpers) {
			current.support.push(...helpers.parts);
			current.cuts.push(clause);
			grow(current, clause, text);
			continue;
		}
		const said: Head | null = headOf(clause, agreed ? resolvedOf(text) : text, leading !== null);
		// What a question says on the way to its end is asked too.
		const own = isAsked && said && !GIVEN_OUTRIGHT.has(said.form) ? null : said;
		const given: Head | null =
			waiting && leading && (!own || own.form === 'open')
				? (waitingHead(clause, waiting, leading.start) ?? own)
				: own;
		const isIdle: boolean = given?.closes === true && open === null && !awaitsOwner(current);
		const plain: Head | null = isIdle ? null : given;
		const kept: Head | null =
			plain && agreed && !current && !plain.owner && /^EX5[lm]$/.test(plain.rule)
				? { ...plain, owner: agreed.of }
				: plain;
		const head: Head | null = before ? wentOn(kept, before, clause, current !== null, text) : kept;
		before = clause;
		agreed = agreedIn(clause, text) ?? agreed;
		const unowned: Growing | undefined = current ?? found.at(-1);
		if (head && unowned?.owners.length === 0 && saysOnlyWho(head, clause)) {
			adopt((current = unowned), head, clause, text);
			continue;
		}
		const inside: Growing | null = head?.owner ? null : bracketPromise(clause, text);
		if (inside) found.push((current = inside));
		else if (head) {
			const isNew = current === null;
			current = takeHead(head, current, found, { clause, leading, text });
			if (isNew && open !== null && saysOnlyWho(head, clause))
				claim(current, { start: open, end: clause.end }, clause, text);
		} else if (current && TOLD_ON.test(clause.words) && SAID_BY_VERB.has(current.form)) {
			found.splice(found.indexOf(current), 1);
			current = null;
		} else if (current && continues(clause, current)) grow(current, clause, text);
		else current = null;
		open = current ? null : (open ?? clause.start);
		leading = null;
		waiting = null;
	}
	return { found: found.map(finish).filter((promise) => promise.confidence >= LEAST), ordered };
}

/** What the clause before adds to a head that names nobody: whom it asks, or of whom it goes on. */
function wentOn(
	said: Head | null,
	before: Clause,
	clause: Clause,
	inPromise: boolean,
	text: ChineseText
): Head | null {
	if (said?.owner) return said;
	if (said?.form === 'ask') {
		const owner = namedAlone(before, text) ?? groupAt(before, text);
		return owner ? { ...said, owner } : said;
	}
	if (inPromise || (said && said.form !== 'open' && said.confidence >= WORTH_A_HEAD)) return said;
	const they = theyWill(clause, before, text);
	if (they) return they;
	const owner = spokenOf(before, text);
	return owner ? (inCharge(clause, owner) ?? goingOn(said, owner, clause, text)) : said;
}

function together(owners: readonly Range[]): OwnerPhrase {
	return { start: owners[0]!.start, end: owners.at(-1)!.end, parts: owners, form: 'known' };
}

function awaitsOwner(promise: Growing | null): boolean {
	return promise !== null && promise.owners.length === 0;
}

/** 「第三方接口不稳定，陈晨跟进」: the clause gives charge of what was said before it. */
function saysOnlyWho({ owner, closes }: Head, clause: Clause): boolean {
	return (
		closes === true ||
		(owner !== null &&
			owner.end > clause.start &&
			ONLY_WHO.test(clause.words.slice(owner.end - clause.start)))
	);
}

const ONLY_WHO = new RegExp(
	`^[\\s${DAY}]*(?:去|来|会|帮忙?)?(?:${CHARGE}(?:${CHARGE})?|${WORK_VERBS}|来?[盯管跟追][住紧着进]?|[去来][\\u3400-\\u9fff])(?:一下)?[\\s${DAY}]*$`
);

/** What a clause with a head of its own does to the promise before it: goes on with it, gives it its owner, or begins another. */
function takeHead(
	head: Head,
	current: Growing | null,
	found: Growing[],
	at: { clause: Clause; leading: Clause | null; text: ChineseText }
): Growing {
	const { clause, leading, text } = at;
	if (current && current.owners.length === 0 && head.form === 'by' && current.end >= clause.start - 1) {
		return adopt(current, head, clause, text);
	}
	if (current && goesOnWith(head, current, text, clause)) return grow(current, clause, text);
	const isBackground = current?.form === 'section' && head.form === 'ask' && head.owner !== null;
	if (isBackground) found.pop();
	const promise = begin(head, clause, leading, text);
	if (current && !head.owner && head.form === 'open') promise.owners.push(...current.owners);
	// 「市场部负责方案，信息部提供数据」: beside work that is given another body's verb gives work too.
	if (current && current.owners.length > 0 && head.owner && head.form === 'verb')
		promise.confidence = Math.max(promise.confidence, 0.56);
	found.push(promise);
	return promise;
}

/** The same owner again without another day, an asking that names nobody, work handed on (交由…): still the same promise. */
function goesOnWith(head: Head, current: Growing, text: ChineseText, clause: Clause): boolean {
	// 「宣传片完成，会找人讨论」: what began like an order is only told of when a promise follows.
	if (head.form === 'section' && current.form === 'verb' && current.confidence < WORTH_A_HEAD) return false;
	if (!head.owner && head.form === 'verb') return current.owners.length > 0;
	if (!head.owner)
		return head.form === 'open'
			? (!current.due?.day || isShort(clause)) && !BESIDE.test(clause.words)
			: head.form === 'ask' || head.form === 'section';
	if (head.form === 'by' && /[交转]/.test(text.folded[head.start - 1] ?? '')) return true;
	const nameOf = (range: Range | undefined) => range && text.folded.slice(range.start, range.end);
	const again = head.form === 'ask' || (!clause.hasLimit && /^(?:charge|verb|modal)$/.test(head.form));
	return again && nameOf(current.owners[0]) === nameOf(head.owner.parts[0]);
}

/** 「…前完成摸底，建立台账」: a few signs and no day are a part of the work before them. */
function isShort({ words, days }: Clause): boolean {
	return words.trim().length <= 5 && days.length === 0;
}

/** 「优先优化交互逻辑（研发部负责1周内出方案）」: the brackets give the work before them to somebody [EX5k]. */
function bracketPromise(clause: Clause, text: ChineseText): Growing | null {
	for (const bracket of clause.brackets) {
		const inner = clauseIn(text, bracket);
		if (DONE_WORDS.test(inner.words)) continue;
		// 「问卷调查结果（小周负责）」 in a report names who reports on it.
		if (text.place.kind === 'report' && inner.days.length === 0) continue;
		const head = headInBracket(inner, text);
		if (!head?.owner) continue;
		const promise = begin({ ...head, start: clause.start }, clause, null, text);
		const from = Math.max(
			promise.due && promise.due.start >= bracket.start ? promise.due.end : 0,
			head.owner.end
		);
		promise.deliverable = resultIn(text.folded, { start: from, end: bracket.end });
		const small = head.rule === 'EX5d' && head.confidence === 0.7;
		const before = text.masked.slice(clause.start, bracket.start);
		promise.confidence =
			small && !/[没未不缺少太慢差错坏漏]|失败|异常|问题/.test(before)
				? 0.5
				: Math.max(promise.confidence, 0.8);
		promise.rules.unshift('EX5k');
		return promise;
	}
	return null;
}

function headInBracket(inner: Clause, text: ChineseText): Head | null {
	const head = subjectHead(inner, text, false) ?? headOf(inner, text, false);
	if (head && head.confidence >= 0.6) return head;
	// 「接口没有文档（李雯补）」
	const owner = text.place.inList
		? readChineseOwners(text.masked, inner.start + inner.lead, text.names, 'shape')
		: null;
	const does = owner !== null && SMALL_BEHIND.test(text.masked.slice(owner.end, inner.end));
	const cuts = [{ start: inner.start, end: inner.end }];
	return does ? { form: 'charge', owner, start: inner.start, cuts, confidence: 0.7, rule: 'EX5d' } : null;
}

const SMALL_BEHIND = new RegExp(
	`^\\s?(?:来|去|再|先)?(?:${WORK_VERBS}|[补问写改做修画查跟看订买借弄搞约催管填译测拍印])(?:一下)?\\s?$`
);

/** 「…，财政局、城管局配合」: who helps with the promise before [EX5o]. */
function helpersIn(clause: Clause, { folded, names }: ChineseText): OwnerPhrase | null {
	if (!HELPS.test(clause.words)) return null;
	const start = clause.start + clause.lead;
	const helpers = readChineseOwners(folded, start, names, 'shape');
	if (helpers && HELPS_ONLY.test(folded.slice(helpers.end, clause.end))) return helpers;
	const named = HELPERS.exec(clause.words.slice(clause.lead));
	if (!named) return null;
	const range = { start, end: start + named[1]!.length };
	return { ...range, parts: [range], form: 'person' };
}

const HELPS = /(?:配合|协助|支持|协同|协办|参与|支援)[^,]{0,8}$/;
/** Whoever they are: behind 由…牵头 a clause that closes with 配合 names them. */
const HELPERS =
	/^([\u3400-\u9fff、]{2,20}?)(?:[共协]同|予以|给予|负责|积极|全力|密切)?(?:配合|协助|协办)\s?$/;
const HELPS_ONLY =
	/^\s?(?:[共协]同|予以|给予|做好|负责|积极|全力|密切)?(?:配合|协助|支持|协同|协办|参与|支援)(?:工作|完成|推进|落实|实施|处理)?\s?$/;
