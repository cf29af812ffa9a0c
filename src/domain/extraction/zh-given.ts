/** Work that is given outright: 由…负责, 负责人为…, 责成…, or taken by one's word [EX5a, EX5b, EX5n]. */
import type { FirstLook } from './first-look.ts';
import { DAY } from './promise.ts';
import type { ChineseText, Clause } from './zh-clause.ts';
import type { Head } from './zh-head.ts';
import {
	FOLLOWS_OWNER,
	LOOKS_INTO,
	MOST_TRIED,
	NOT_NOW,
	SMALL_WORK,
	chargeCut,
	nicknamed,
	wholeOwner
} from './zh-head.ts';
import { CHARGE, DONE_WORDS, EXHORTATION } from './zh-lexicon.ts';
import type { OwnerPhrase } from './zh-owner.ts';
import { readChineseOwners } from './zh-owner.ts';
import { TAKES } from './zh-subject.ts';
import { WORK_VERBS, hasVerb } from './zh-verbs.ts';

/** 「陈经理表示三月底前可完成转换」: whoever says by when it will be done gives their word [EX5g]. */
export function givenWord(clause: Clause, { masked, names }: ChineseText): Head | null {
	if (!GIVES_WORD.test(clause.words)) return null;
	const start = clause.start + clause.lead;
	const owner = readChineseOwners(masked, start, names, 'shape') ?? promising(clause);
	const rest = owner ? masked.slice(owner.end, clause.end) : '';
	const said = /^\s?(?:表示|承诺|答应|反馈|说(?=[\uE001会]|一定))[,:]?(?:会|将|可以?|能)?/.exec(rest);
	const works = hasVerb(rest) || (clause.days.length > 0 && /[\u3400-\u9fff][完好齐]\s?$/.test(rest));
	if (!owner || !said || !works || /希望|建议|认为|不/.test(rest)) return null;
	const isFirm =
		clause.hasLimit ||
		(/^\s?说/.test(rest) && clause.days.some(({ day }) => day !== null)) ||
		(/[会将]$/.test(said[0]) && !SUPPORTS.test(rest));
	if (!isFirm) return null;
	const cuts = [{ start: owner.start, end: owner.end + said[0].length }];
	return { form: 'modal', owner, start, cuts, confidence: clause.hasLimit ? 0.74 : 0.6, rule: 'EX5g' };
}

/** 「计中承诺于五月底前汰换」: whoever promises is somebody, whatever they are called. */
function promising({ start, words, lead }: Clause): OwnerPhrase | null {
	const found = /^[\u3400-\u9fff]{2,6}(?=承诺|答应)/.exec(words.slice(lead));
	return found && !/[已也都曾并][\u3400-\u9fff]?$|^[已曾]/.test(found[0])
		? wholeOwner(start + lead, found[0].length, 'person')
		: null;
}

/** Good will that could not be ticked off. */
const SUPPORTS = /支持|努力|考虑|关注|配合|尽力|全力|重视|加强|积极|继续|尊重|珍惜|遵守|参加|出席/;

const GIVES_WORD = /表示|承诺|答应|反馈|说(?=[\uE001会]|一定)/;

/** 「堵俊平主动提出联系原公司」: whoever offers to do it. */
export function offered(clause: Clause, { masked, names }: ChineseText): Head | null {
	const found = OFFERS.exec(clause.words);
	if (!found) return null;
	const start = clause.start + clause.lead;
	const owner = readChineseOwners(masked, start, names, 'shape');
	const end = clause.start + found.index + found[0].length;
	if (
		!owner ||
		owner.end > clause.start + found.index ||
		clause.start + found.index - owner.end > 2 ||
		(!hasVerb(masked, end, clause.end) &&
			!SMALL_WORK.test(masked.slice(end, clause.end)) &&
			!LOOKS_INTO.test(masked.slice(end, clause.end)))
	)
		return null;
	return { form: 'modal', owner, start, cuts: [{ start: owner.start, end }], confidence: 0.76, rule: 'EX5g' };
}

const OFFERS =
	/(?:说(?:(?:[他她]|自己)(?=来|去|会|可以|重新|负责)|(?=(?:可以|能|会|愿意)(?:来|去|帮|试|做|写|画|借(?!口))))|主动(?:提出|表示|请缨|要求)|自愿(?!报名|参[加与]|加入|组队|原则|选择)|自告奋勇|愿意)(?:来|去|帮忙?)?/;

/** 「由市场部负责…」, 「…，由市场部跟踪人汇总」 [EX5a]. */
export function byHead(clause: Clause, text: ChineseText): Head | null {
	const { masked, names } = text;
	const { words } = clause;
	let tried = 0;
	const first = words.indexOf('由');
	if (first < 0 || NOT_NOW.test(words)) return null;
	for (let at = first; at >= 0 && tried < MOST_TRIED; at = words.indexOf('由', at + 1)) {
		if (NO_BY_BEFORE.test(words[at - 1] ?? '') || /^[于此:]/.test(words[at + 1] ?? '')) continue;
		tried += 1;
		const start = clause.start + at;
		const space = words[at + 1] === ' ' ? 1 : 0;
		const owner = ownersAfterBy(masked, start + 1 + space, clause.end, names);
		if (!owner) continue;
		const rest = masked.slice(owner.end, Math.min(clause.end, owner.end + 60));
		if (
			NOT_WORK_BY.test(rest) ||
			(/^(?:协助|配合|协同|支援)/.test(rest) && !WORKS_WITH.test(rest)) ||
			CHARGED_OF.test(rest) ||
			DONE_BY.test(rest) ||
			(owner.form === 'group' && EXHORTATION.test(rest)) ||
			(NEXT_UP.test(words.slice(Math.max(0, at - 5), at)) && TELLS.test(words.slice(at, at + 12))) ||
			/已(?:经)?$|(?:之后|以后|今后|往后).{0,4}$/.test(words.slice(Math.max(0, at - 6), at))
		)
			continue;
		const charged =
			APPOINTED.test(rest) ||
			CHARGED.test(rest) ||
			SMALL_BY.test(rest) ||
			(owner.form === 'person' && SMALL_HOW.test(rest)) ||
			TOGETHER_WITH.test(words.slice(owner.end - clause.start));
		if (!clause.hasLimit && PROCESS_ROLE.test(masked.slice(owner.start, owner.end))) continue;
		const known =
			(owner.form === 'known' && /^走|^[\u3400-\u9fff]{3}/.test(rest)) ||
			((owner.form === 'department' || owner.form === 'role') &&
				(text.place.inList || text.place.kind === 'decision' || at === clause.lead) &&
				ANY_WORK.test(rest));
		const listed = rest.startsWith(DAY) || hasVerb(rest, 0, Math.min(24, rest.length));
		if (!charged && !known && !listed) continue;
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
			confidence: charged ? 0.86 : listed ? 0.8 : 0.72,
			rule: 'EX5a'
		};
	}
	return null;
}

/** 「由工程科垫付运费」: what a body is to do, whatever the word; 「由委员互选之」 is a statute. */
const ANY_WORK = /^(?![^,;。]{0,12}的|[中互之就依兼颁授演唱教带为])[\u3400-\u9fff][^,;。:\s]{3}/;

/** 「由住建局会同交通局，于…前完成」 */
const TOGETHER_WITH = /^\s?(?:会同|联合|协同|商)[\u3400-\u9fff、]{2,24}\s?$/;

/** 「由总务处配合资源中心先行评估」: with whom they do it. */
const WORKS_WITH = new RegExp(
	`^(?:协助|配合|协同)[\\u3400-\\u9fff]{2,10}?(?:先行|就|对|于|尽快|共同|一同|${DAY})[^,;。]{0,24}?(?:${WORK_VERBS})`
);

/** 「由田浩任队长」 */
const APPOINTED = /^(?:担|出|兼)?任[\u3400-\u9fff]{2,6}\s?$/;

/** 「埋点方案由郑凯出」 */
const SMALL_BY =
	/^\s?(?:来|去|一起|共同)?[出写做填画拍订定管盯跟改发交建搭审译校测配装补搞弄办谈跑看排印贴借买约催算录剪问抽]\s?$/;
const SMALL_HOW =
	/^\s?(?:重新|尽快|继续|再次|先行|统一|抽空)[出写做填画拍订定改发交建搭译测配装补搞弄谈跑看排印贴借买约催算录剪问抽]/;
/** 「接着由段工讲一讲报价」: how the meeting goes on. */
const NEXT_UP = /(?:下面|接下来|接着|首先|其次|然后|随后|最后)[,\s]?$/;
const NO_BY_BEFORE = /[理自缘经事来否]/;
const NOT_WORK_BY =
	/^\s?(?:负责同志|主持|[^,;。]{0,10}(?:支应|列支)|召集\s?$|主讲|担任主席|担任主持|组成|构成|产生|引起|导致|决定(?!后)|投票|表决|赞助|主办|介绍|报告|汇报|分享|[作做](?:[\u3400-\u9fff]{0,4})(?:发言|报告|汇报|分享|介绍|交流)|致[词辞谢]|宣读|点评|发言|带[来领]|提出|发起|代表|出席|自行|自主|所|们|于|同意|批准|认为|衷心|讨论后?决定|签字后?生效|陪同|领取|已|所)/;

const TELLS = /[讲谈]|说明|总结|通报|介绍|汇报|发言|[做作]/;

/** Whoever happens to be in a process: its rules speak of them, nobody is given work [EX53]. */
const PROCESS_ROLE =
	/(?:提交|申请|审批|修改|使用|报告|处理|操作|填写|领取|借用|购买)(?:人|者)$|用户$|开发者$/;

/** 「场地申请由办公室负责」: what is to be done stands before. */
const ONLY_CHARGED = new RegExp(`^[\\s${DAY}]*${CHARGE}[\\s${DAY}]*$`);
const CHARGED = new RegExp(`^(?:[\\s${DAY}]|来|统一|先|在会后|于会后|同步|另行)*${CHARGE}(?!同志)`);

/** 「由销售部负责的展会」 only tells which. */
const CHARGED_OF = new RegExp(`^[\\s${DAY}]*${CHARGE}的(?!具体)`);

/** 「由总部联系、分店提供的书架」: who did it only tells which. */
const DONE_BY = new RegExp(
	`^\\s?(?:${WORK_VERBS}|捐赠|赠送|发起|编制)(?:[、和与及][^,;。:的]{1,8})?的(?!具体)`
);

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
	const found = UP_TO_HOW.exec(near) ?? UP_TO_CHARGE.exec(near) ?? UP_TO_WORK.exec(near);
	if (!found || /[的把将]|主持/.test(found[0]) || THING.test(found[0])) return known;
	const padded = found[0].length - found[0].trimStart().length;
	const named = found[0]
		.trim()
		.replace(
			/(?<=[\u3400-\u9fff]{2})(?:总|重新|尽快|继续|再次|先行|同步|统一|及时|逐步|进一步|另行|提前|一并|分别|共同|认真)+$/,
			''
		);
	return joinedOwners(masked, at + padded, named.length);
}

/** 「设委与物业经理」 are two. */
function joinedOwners(masked: string, start: number, length: number): OwnerPhrase {
	const whole = wholeOwner(start, length, 'person');
	const words = masked.slice(start, start + length);
	const joint = /(?<=^[\u3400-\u9fff]{2,6})(?:和|与|及|、|会同|联合|协同)(?=[\u3400-\u9fff]{2,6}$)/.exec(
		words
	);
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

/** 「由晓岚重新出两版」: an adverb parts a name from any work. */
const UP_TO_HOW =
	/^\s?(?!小到|上而|点到|浅入|易到|近到)[\u3400-\u9fff]{2,3}(?=(?:重新|尽快|继续|再次|先行|统一|抽空)[\u3400-\u9fff]{2})/;

const UP_TO_CHARGE = new RegExp(`^[^,;。:(]{1,16}?(?=${CHARGE}|[${DAY}]|进行|来)`);

/** What works by itself is given no work. */
const THING =
	/(?:系统|平台|模块|程序|引擎|框架|服务器?|客户端|消费者|生产者|插件|脚本|接口|队列|线程|批量)\s?$/;

/** 「由设委拟定办法」; 「由五人改为七人」 only tells a change. */
const UP_TO_WORK = new RegExp(
	`^[\\u3400-\\u9fff、]{2,10}?(?=(?!写[入到进]|改为|改成|升级|调整|增加|减少|降低|提升|提高|切换|替换|迁移)(?:担任|兼任|出任|(?:决定|讨论|研究|商议|议定)后|${WORK_VERBS}))`
);

/** 「确定…的负责人为王昕」, 「刘光为…主要负责人」 [EX5b]. */
export function appointHead(clause: Clause, { folded, names }: ChineseText): Head | null {
	const { words } = clause;
	if (!SAYS_WHO.test(words)) return null;
	const alone = SIGNED_OFF.exec(words);
	if (alone) {
		const owner = readChineseOwners(folded, clause.start + alone[0].length, names, 'any');
		const cuts = [{ start: clause.start, end: clause.end }];
		if (owner && owner.end >= clause.end - 1)
			return { form: 'by', owner, start: clause.start, cuts, confidence: 0.8, rule: 'EX5b', closes: true };
	}
	if (words.length > 80) return null;
	const named = HEAD_IS.exec(words);
	if (!named && !IS_HEAD.test(words)) return null;
	const from = clause.start + (named ? named.index + 4 : words.length - words.trimStart().length);
	const owner = readChineseOwners(folded, from, names, 'any');
	if (!owner || owner.form === 'role' || owner.form === 'group') return null;
	if (!named && !/^\s?(?:为|担任|任|作为)/.test(folded.slice(owner.end, clause.end))) return null;
	return { form: 'appoint', owner, start: clause.start, cuts: [], confidence: 0.78, rule: 'EX5b' };
}

/** 「…补齐，责任人谷峰」 */
const SIGNED_OFF = /^\s?(?:责任人|负责人|经办人|承办人|跟进人)\s?(?![为是员])/;
const HEAD_IS = /负责人(?:为|是)/;
const IS_HEAD = /(?:为|担任|任|作为).{0,24}负责人$/;
const SAYS_WHO = /[任责办进]人/;
export const APPOINTED_LOOK: FirstLook = { look: SAYS_WHO, behind: [SIGNED_OFF, HEAD_IS, IS_HEAD] };

/** 「委托康达物业联络承办商」: whoever is entrusted with it, whatever they are called. */
function entrusted(masked: string, at: number, end: number): OwnerPhrase | null {
	const found = UP_TO_WORK.exec(masked.slice(at, Math.min(end, at + 16)));
	return found &&
		!/^(?:[书人费方单]|代理|加工|关系|第三方$)|[的把将应需要已请]|(?:合同|协议|制度|方案|关系|费|投票|单位|帮忙?)$/.test(
			found[0]
		)
		? wholeOwner(at, found[0].length, 'person')
		: null;
}

/** 「授权环委全权处理」, 「责成安监部整改」, 「要求各部门制定…」 [EX5n]. */
export function delegatedHead(clause: Clause, text: ChineseText): Head | null {
	const { masked, names } = text;
	const found = DELEGATES.exec(clause.words);
	if (!found || DONE_WORDS.test(clause.words)) return null;
	const start = clause.start + found.index;
	if (found[0].startsWith('要求') && ABOVE.test(clause.words.slice(0, found.index).trim())) return null;
	const behind = start + found[0].length + (masked[start + found[0].length] === ' ' ? 1 : 0);
	const owner =
		readChineseOwners(masked, behind, names, 'shape') ??
		(/麻烦|拜托|烦请|有劳/.test(found[0]) &&
		/^\s?(?:就|也|再|会后|[\uE001])*$/.test(clause.words.slice(0, found.index))
			? nicknamed(masked, behind, clause.end)
			: null) ??
		(/委[托请]/.test(found[0]) ? entrusted(masked, behind, clause.end) : null);
	const isLet = /[让叫]$/.test(found[0]);
	if (isLet && !owner && text.place.speaker && LET.test(masked.slice(behind, clause.end))) {
		// 「老师让她再补30份」, where she is spoken of.
		const cuts = [{ start, end: behind + 1 }];
		return { form: 'section', owner, start, cuts, confidence: 0.74, rule: 'EX5j' };
	}
	if (
		isLet &&
		!(
			owner &&
			(LETTABLE.has(owner.form) ||
				(owner.form === 'person' && text.place.inList && clause.words.search(/[更太很]/) < 0))
		)
	)
		return null;
	if (!owner && /责令\s?$/.test(found[0]) && clause.hasVerb)
		return {
			form: 'open',
			owner: null,
			start,
			cuts: [{ start, end: start + 2 }],
			confidence: 0.74,
			rule: 'EX5n'
		};
	if (
		!owner &&
		/要求\s?$/.test(found[0]) &&
		masked[start + found[0].length] === DAY &&
		clause.hasLimit &&
		!/能|可以/.test(clause.words)
	) {
		// 「教授要求12月11日前完成初稿」: of whoever the line is.
		const cuts = [{ start, end: start + found[0].length }];
		return clause.hasVerb ? { form: 'open', owner: null, start, cuts, confidence: 0.72, rule: 'EX5n' } : null;
	}
	const called = isLet || /需要?\s?$|麻烦|拜托|[烦有]/.test(found[0]);
	if (!owner || owner.end >= clause.end || (owner.form === 'handle' && !called)) return null;
	if (owner.form !== 'known' && /^[向对由在从跟与和给于]/.test(masked.slice(owner.start))) return null;
	const rest = masked.slice(owner.end, clause.end);
	if (
		EXHORTATION.test(rest) ||
		OF_NOUN.test(rest) ||
		(!hasVerb(rest) && !SMALL_WORK.test(rest) && !TAKES.test(rest) && !rest.startsWith('进行'))
	)
		return null;
	const cuts = [{ start, end: owner.end }];
	const soft = owner.form === 'group' || (/需/.test(found[0]) && owner.form !== 'known');
	return { form: 'by', owner, start, cuts, confidence: soft ? 0.62 : 0.76, rule: 'EX5n' };
}

const LETTABLE: ReadonlySet<OwnerPhrase['form']> = new Set(['known', 'handle']);

/** 「学院要求12月20日前完成」: what was asked from above is told, not given. */
const ABOVE = /(?:学院|学校|校方|上级|集团|总部|教育部|[市省县区]里|院里|局里)$/;
const LET = new RegExp(`^[他她]们?(?:再|先|去|也|[${DAY}])*(?:${WORK_VERBS}|[补写做改跑找交练测查画试])`);

/** 「需甲方协调解决的问题」 names a thing. */
const OF_NOUN = /的(?:问题|事项|工作|内容|资料|材料|地方|部分|支持|资源)\s?(?:$|:)|才(?:能|可|会)|方可/;
const DELEGATES =
	/让|叫|授权|委托|委请|责成|责令|指派|指定|安排|要求|责由|改派|移请|麻烦|拜托|烦请|有劳|需要?(?!求|点)|(?<![提缴移转递上呈送成外社])交付?(?=[\u3400-\u9fff]{2,10}?(?:进行|处理|办理|研议|研拟|研究|评估|负责|执行|规划|讨论|审议|审查|追踪|跟进|落实))/;
