/** How a Chinese promise grows while the clauses of its sentence come in [EX5]. */
import type { DayMention } from './day-mention.ts';
import { DAY, daysWithin } from './promise.ts';
import type { Promised, Range } from './promise.ts';
import { clauseIn } from './zh-clause.ts';
import type { ChineseText, Clause } from './zh-clause.ts';
import type { Head } from './zh-head.ts';
import { ASKING, CHARGE, DONE_WORDS, EXHORTATION, OPINION_WORDS } from './zh-lexicon.ts';
import { verbAt } from './zh-verbs.ts';

/** A promise while its clauses come in. */
export type Growing = {
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

/** A promise that a head begins in a clause; `leading`: the clause before it that says only when. */
export function begin(head: Head, clause: Clause, leading: Clause | null, text: ChineseText): Growing {
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
	if (leading)
		takeDays(
			promise,
			leading.days.filter((day) => day.limit || !/[-–~至到]/.test(text.folded.slice(day.start, day.end)))
		);
	return grow(promise, clause, text);
}

/** 「7月每周一同步进度，由市场部跟踪人汇总」: the owner of the work just said. */
export function adopt(promise: Growing, head: Head, clause: Clause, text: ChineseText): Growing {
	promise.owners.push(...(head.owner?.parts ?? []));
	promise.cuts.push(...head.cuts);
	promise.confidence = Math.max(promise.confidence, head.confidence);
	promise.rules.unshift(head.rule);
	return grow(promise, clause, text);
}

/** The promise goes on to the end of a clause, with its days and what stands in its brackets. */
export function grow(promise: Growing, clause: Clause, text: ChineseText): Growing {
	promise.end = clause.end;
	takeDays(promise, clause.days);
	takeBrackets(promise, clause, text);
	return promise;
}

/** The first real day belongs to the promise; one that is a limit counts more than one that is not [EX4]. */
function takeDays(promise: Growing, days: readonly DayMention[]): void {
	for (const day of days) {
		const { due } = promise;
		if (due && day.sense === 'vague') continue;
		if (due && (due.limit || !day.limit) && due.sense !== 'vague') continue;
		promise.due = day;
		promise.cuts.push(day);
	}
}

const RESULT_VERB = /^(?:完成|提交|输出|形成|产出|交付|出具|给出|拿出|提供|发布|交|出)/;

/** 「（6月10日前完成初稿）」: the day, and what will lie on the table then. */
function takeBrackets(promise: Growing, clause: Clause, text: ChineseText): void {
	for (const bracket of clause.brackets) {
		const day = daysWithin(clause.days, bracket).find((mention) => mention.day);
		if (!day) continue;
		promise.deliverable = resultIn(text.folded, { start: day.end, end: bracket.end }) ?? promise.deliverable;
	}
}

/** What a range promises as its result, without the verb that promises it. */
export function resultIn(folded: string, range: Range): Range | null {
	const words = folded.slice(range.start, range.end);
	const bare = words.trimStart();
	const verb = RESULT_VERB.exec(bare)?.[0].length ?? 0;
	const start = range.start + words.length - bare.length + verb;
	return bare.trimEnd().length > verb && bare.length > 1 ? { start, end: range.end } : null;
}

/** What was said before belongs to the promise, with its day; the words of charge are only words of charge. */
export function claim(promise: Growing, range: Range, clause: Clause, text: ChineseText): void {
	promise.start = range.start;
	const { owners } = promise;
	if (ONLY_CHARGE.test(clause.words.slice(owners.at(-1)!.end - clause.start))) promise.cuts.push(clause);
	promise.confidence = Math.max(promise.confidence, 0.72);
	const before = clauseIn(text, { start: range.start, end: clause.start });
	if (!/(?:时间|日期|地点)(?:为|是|:|\uE001)|定[于在]|举行|举办|召开/.test(before.words))
		takeDays(promise, before.days);
}

const ONLY_CHARGE = new RegExp(`^[\\s${DAY}]*(?:去|来|会|帮忙?)?${CHARGE}(?:一下)?[\\s${DAY}]*$`);

/** A clause without an owner of its own that goes on with the work: it begins with a verb, a day, 并, 将. */
export function continues({ words, lead, start, days, hasVerb }: Clause, current: Growing): boolean {
	const trimmed = words.trim();
	if (start - current.end > 2) return false;
	const dated = words[lead] === DAY;
	if (ASKING.test(trimmed) || (!dated && OPINION_WORDS.test(trimmed)) || EXHORTATION.test(trimmed))
		return false;
	if (!current.due && hasVerb && days.some((day) => day.day !== null) && !DONE_WORDS.test(words)) return true;
	if (!current.due && /^(?:预计|争取|计划|力争)/.test(trimmed) && days.some((day) => day.day !== null))
		return true;
	return (
		verbAt(words, lead) > 0 ||
		words[lead] === DAY ||
		/^(?:并|将|把|以|再|同时|最终|争取|确保|结合|按照|根据|围绕|参照|充分|适当|认真|进一步|逐步|继续|切实|做好|全面|及时)/.test(
			trimmed
		)
	);
}

/** The promise as it stands at the end of its sentence: surer when it has an owner and a day. */
export function finish(promise: Growing): Promised {
	const { form, owners, due } = promise;
	const isDated = due !== null && (due.limit || due.kind === 'recurring');
	const owned = owners.length > 0;
	if (form === 'modal' && isDated && owned)
		return { ...promise, confidence: Math.max(promise.confidence, 0.8) };
	const floor = form !== 'verb' ? 0 : isDated ? (owned ? 0.76 : 0.7) : due?.day && owned ? 0.62 : 0;
	const base = Math.max(promise.confidence, floor);
	const bonus = owners.length > 0 && due?.day ? 0.06 : 0;
	return { ...promise, confidence: Math.min(0.97, base + bonus) };
}
