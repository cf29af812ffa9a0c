/** Work that is asked for with 请 [EX5c]. */
import { DAY } from './promise.ts';
import type { ChineseText, Clause } from './zh-clause.ts';
import type { Head } from './zh-head.ts';
import {
	FOLLOWS_OWNER,
	LOOKS_INTO,
	MOST_TRIED,
	SMALL_WORK,
	SOMEBODY,
	nicknamed,
	wholeOwner
} from './zh-head.ts';
import { EXHORTATION } from './zh-lexicon.ts';
import type { OwnerPhrase } from './zh-owner.ts';
import { AREA, LEADS_NO_NAME, readChineseOwners } from './zh-owner.ts';
import { WORK_VERBS, hasVerb } from './zh-verbs.ts';

/** 「请各部门于6月5日前上传…」 [EX5c]. */
export function askHead(clause: Clause, text: ChineseText): Head | null {
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

const NO_ASK_BEFORE = /[邀申提聘宴转函]/;
const NO_ASK = /^请(?:假|求|教(?![育务师学导练研职])|款|购|示|进|问|客|愿|柬|公假)/;
const STANDING = /^.{0,6}每[天日]|^(?:一律|提前|先行)|往后|今后|以后|每次|凡/;
const ALWAYS = /往后|今后|凡|每次|[\u3400-\u9fff](?<![同届及按准临随即当平小])时(?:候)?[,\s]?$/;

function askedAt(clause: Clause, text: ChineseText, at: number): Head | null {
	const { masked } = text;
	const start = clause.start + at;
	const behind = ownersAfterAsk(clause, text, start + (masked[start + 1] === ' ' ? 2 : 1));
	const owner = behind ?? ownersBeforeAsk(clause, text, at);
	const rest = masked.slice(behind ? behind.end : start + 1, clause.end);
	if (PROGRAMME.test(rest)) return null;
	// Whoever is asked is asked to do something, whatever the word; all together are often only reminded.
	const anyWork =
		behind !== null &&
		(behind.form === 'known' || (/^(?:group|department|role)$/.test(behind.form) && OF_A_BODY.test(rest))) &&
		/^\s?[^,;。:]{3,}$/.test(rest) &&
		!/假|坐|客|进来|指[教正]|[审评]议|^\s?[的是在和]/.test(rest);
	if (!anyWork && !hasVerb(rest) && !SMALL_WORK.test(rest) && !LOOKS_INTO.test(rest)) return null;
	if (!owner) {
		const hurry = HURRY.test(text.folded.slice(start + 1, start + 8));
		if (!clause.hasLimit && !hurry && text.place.kind !== 'decision') return null;
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

/** What reminds, or reports in the meeting, is nothing a body has to do. */
const OF_A_BODY = /^(?!\s?(?:提醒|报告|汇报|说明|介绍)).{6}/;
/** 「请张经理发言」 is a step of the meeting. */
const PROGRAMME =
	/^\s?(?:上台)?(?:发言|讲话|致[词辞]|入座|就座|开场|点评)\s?$|^\s?(?:逐一|一一的?)?来?(?:向[\u3400-\u9fff]{1,4})?(?:报告|汇报|说明)[^\uE001]{2,16}?(?:情[况形]|进[度展]|收支)\s?$|^\s?(?:逐一|一一的?)?来?向大家(?:报告|汇报|说明|介绍|讲|做|作)/;

const HURRY = /^(?:大家)?(?:尽快|尽速|尽早|马上|立即|立刻)/;
const RELATIVE_ASKED = new RegExp(`^[^,;。:]{2,26}?(?:[的之]${SOMEBODY}|成员|人员)`);
const RELATIVE_BEFORE = new RegExp(`^[^,;。:]{2,26}?[的之]${SOMEBODY}`);

function ownersAfterAsk(clause: Clause, { masked, names }: ChineseText, at: number): OwnerPhrase | null {
	const owner = readChineseOwners(masked, at, names, 'shape');
	if (
		owner &&
		(owner.form !== 'handle' ||
			masked[owner.start] === '@' ||
			FOLLOWS_OWNER.test(masked.slice(owner.end, owner.end + 12)))
	)
		return owner;
	const latin = LATIN_ASKED.exec(masked.slice(at, Math.min(clause.end, at + 20)));
	if (latin && !owner)
		return wholeOwner(at + latin[0].length - latin[0].trimStart().length, latin[0].trim().length, 'handle');
	const area = owner ? null : AREA_ASKED.exec(masked.slice(at, Math.min(clause.end, at + 20)));
	if (area) return wholeOwner(at, area[0].length, 'department');
	if (LEADS_NO_NAME.test(masked.slice(at, at + 3))) return null;
	const nick = owner ? null : nicknamed(masked, at, clause.end);
	if (nick) return nick;
	const relative = RELATIVE_ASKED.exec(masked.slice(at, Math.min(clause.end, at + 32)));
	return relative && wholeOwner(at, relative[0].length, 'group');
}

/** 「请总务评估费用」 */
const AREA_ASKED = new RegExp(`^${AREA}(?=${WORK_VERBS})`);

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
