/** Whom Chinese text spoke of just before, and who answers: the work of the next clause is theirs [EX5f, EX5g, EX5i]. */
import type { Promised } from './promise.ts';
import { DAY } from './promise.ts';
import type { ChineseText, Clause } from './zh-clause.ts';
import { withoutLeadingDays } from './zh-clause.ts';
import type { Head } from './zh-head.ts';
import { BEGINS_WORK, LOOKS_INTO } from './zh-head.ts';
import { ASKING, DONE_WORDS } from './zh-lexicon.ts';
import type { OwnerPhrase } from './zh-owner.ts';
import { readChineseOwners } from './zh-owner.ts';

/** 「阿木想想怎么做校验，下周给个思路」: the clause behind it goes on with whom it spoke of, unless they only told something. */
export function spokenOf(
	{ start, end, words, lead }: Clause,
	{ masked, names }: ChineseText
): OwnerPhrase | null {
	const colon = words.slice(0, 16).indexOf(':');
	const at = start + Math.max(lead, colon + 1);
	const from = at + (masked[at] === ' ' ? 1 : 0);
	const owner = readChineseOwners(masked, from, names, 'strict');
	const rest = owner ? masked.slice(owner.end, end) : '';
	const isTold = ONLY_TOLD.test(rest) || DONE_WORDS.test(words) || /[了过]/.test(rest);
	const isMeant =
		owner?.form === 'known' || ((owner?.form === 'department' || owner?.form === 'role') && IS_TO.test(rest));
	return owner && isMeant && owner.end < end && !isTold ? owner : null;
}

/** 「财政局要按照原则，落实资金」 */
const IS_TO = /^\s?(?:将|会|要|应|需|须|必须|务必)(?!求)/;

/** 「阿木擅长绘图，所以他负责封面」: who is in charge was named just before. */
export function inCharge({ start, words }: Clause, owner: OwnerPhrase): Head | null {
	const found = IN_CHARGE.exec(words);
	if (!found) return null;
	const cuts = [{ start, end: start + found[0].length }];
	return { form: 'charge', owner, start, cuts, confidence: 0.8, rule: 'EX5d' };
}

const IN_CHARGE =
	/^\s?(?:所以|因此|因而|故|于是|就)?(?:由)?[他她]们?(?:就|来|将|会|也|主要|具体|共同|一起)*负责(?![的人])/;

/** 「大头说混音器坏了，他寒假会拿去修」: whoever the clause before began with. */
export function theyWill(clause: Clause, before: Clause, { masked, names }: ChineseText): Head | null {
	const found = THEY_WILL.exec(clause.words);
	if (!found || DONE_WORDS.test(clause.words)) return null;
	const owner = readChineseOwners(masked, before.start + before.lead, names, 'strict');
	if (owner?.form !== 'known' || owner.parts.length > 1) return null;
	const { start } = clause;
	const cuts = [{ start, end: start + found[0].length }];
	return { form: 'modal', owner, start, cuts, confidence: clause.hasLimit ? 0.74 : 0.6, rule: 'EX5g' };
}

const THEY_WILL = new RegExp(
	`^\\s?(?:所以|因此|就)?[他她](?!们)(?:[${DAY}\\s]|[寒暑]假|之后|晚点|回去)*(?:会(?!议)|要(?!求)|来|去(?!年)|再|先)+(?![有是在不议]|觉得|可能|请假|缺席|迟到|参加|出席|毕业|考)(?=[\\u3400-\\u9fff]{2})`
);

/** What a clause that names nobody gives whom the clause before spoke of. */
export function goingOn(
	said: Head | null,
	owner: OwnerPhrase,
	clause: Clause,
	{ place }: ChineseText
): Head | null {
	if (said)
		return said.owner || (said.form !== 'open' && said.confidence >= 0.45)
			? said
			: { ...said, owner, confidence: Math.max(said.confidence, 0.5) };
	const words = withoutLeadingDays(clause.words.slice(clause.lead));
	if (!place.inList || place.kind === 'report' || ASKING.test(words) || DONE_WORDS.test(words)) return null;
	const softly = LOOKS_INTO.test(words);
	return softly || BEGINS_WORK.test(words)
		? { form: 'verb', owner, start: clause.start, cuts: [], confidence: softly ? 0.6 : 0.5, rule: 'EX5h' }
		: null;
}

const ONLY_TOLD =
	/^\s?(?:[的、:和与跟(]|说(?!可以|会|能|[他她])|反[馈映应]|提[出到议及]|问(?!问)|建议|认为|觉得|指出|汇报|介绍|表示|要求|希望|分享|报告|强调|补充|提醒|[请让叫])/;

/** 「未回复之文化局、观光局，请于一周内补送」: those whom a clause names and says nothing more of. */
export function namedAlone(
	{ start, end, words, lead }: Clause,
	{ masked, names }: ChineseText
): OwnerPhrase | null {
	if (words.length > 40) return null;
	const of = /^[^,]{2,24}[之的](?=[^之的]{2,16}$)/.exec(words)?.[0].length ?? lead;
	const owner = readChineseOwners(masked, start + of, names, 'strict');
	const isNamed = owner && owner.form !== 'handle' && (owner.form !== 'known' || owner.parts.length > 1);
	return isNamed && owner.end === end ? owner : null;
}

/** 「各社群轨自己审，请在 5/30 前回填」 */
export function groupAt({ start, lead }: Clause, { masked, names }: ChineseText): OwnerPhrase | null {
	const owner = readChineseOwners(masked, start + lead, names, 'strict');
	return owner?.form === 'group' ? owner : null;
}

/** 「借教室：阿狸，本周内填完申请表」: a topic, and whose it is. */
export function ofTopic({ start, end, words }: Clause, { masked, names }: ChineseText): OwnerPhrase | null {
	const topic = words.includes(':') ? /^[^:]{2,16}:\s?(?=[^\s:]{2,16}$)/.exec(words)?.[0] : null;
	const owner = topic ? readChineseOwners(masked, start + topic.length, names, 'strict') : null;
	return owner?.form === 'known' && owner.end === end ? owner : null;
}

export type Agreed = { readonly of: OwnerPhrase | null };

/** 「同意财务科关于预算的意见，修改后印发」: what is agreed to, and whose it is. */
export function agreedIn({ words, start }: Clause, { masked, names }: ChineseText): Agreed | null {
	const found = /^\s?(?:会议|大会|理事会|与会[人者]员?)?(?:原则上?|一致|经研究)?同意/.exec(words);
	if (!found) return null;
	const owner = readChineseOwners(masked, start + found[0].length, names, 'strict');
	return {
		of: owner && /^(?:关于|提出|提交|提报|拟定|起草|所)/.test(masked.slice(owner.end)) ? owner : null
	};
}

/** Behind it the sentence is a resolution. */
export function resolvedOf(text: ChineseText): ChineseText {
	return { ...text, place: { ...text.place, kind: 'decision' } };
}

/** 「英文版谁可以翻？Rosalind +1」: whoever answers takes on what was asked. */
export function volunteered({ masked, start, end, names }: ChineseText, from: number): Promised | null {
	// An answer is short, and behind a question.
	if (from === start || end - from > 29) return null;
	const found = ANSWERS.exec(masked.slice(from, end));
	if (!found || !WHO.test(masked.slice(Math.max(start, from - 40), from))) return null;
	const owner = readChineseOwners(masked, from + found[0].indexOf(found[1]!), names, 'any');
	if (!owner || owner.end - from > found[1]!.length + 2) return null;
	const cuts = [{ start: owner.start, end }];
	return {
		start,
		end,
		owners: owner.parts,
		due: null,
		cuts,
		deliverable: null,
		support: [],
		confidence: 0.6,
		rules: ['EX5g']
	};
}

const WHO = /(?:谁|哪位|有人)[^,;。?]{0,16}\?\s?$/;
const ANSWERS = /^\s?([^\s,;。:?+]{2,16})\s?(?:\+\s?1|举手|我来|认领|自愿|可以)\s?$/;
