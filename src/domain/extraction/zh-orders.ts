/** What a meeting or whoever leads it orders in running text, though nobody is named for it [EX5l]. */
import type { ChineseText, Clause } from './zh-clause.ts';
import { isChineseOwner } from './zh-owner.ts';
import type { OwnerPhrase } from './zh-owner.ts';
import { WORK_VERBS } from './zh-verbs.ts';

/** 「会议要求抓紧办理前期手续」: how long the words are that say that what stands behind them is ordered; 0 when a clause has none. */
export function orderedFrom({ words }: Clause, { names }: ChineseText): number {
	if (!SAYS.test(words)) return 0;
	const found = SAYS_ORDER.exec(words);
	if (!found) return 0;
	const [all, , subject, verb] = found;
	const isLast = all.trimEnd().length === words.trimEnd().length;
	if (MEETS.test(subject!) && !verb!.startsWith('表示')) return isLast && subject === '' ? 0 : all.length;
	if (verb!.startsWith('明确') || (verb!.startsWith('表示') && !isLast)) return 0;
	const owner = isChineseOwner(subject!.replace(ADVERBS, ''), names);
	const leads = owner !== null && LEADS.has(owner.form);
	return leads ? all.length : 0;
}

const SAYS = /决定|要求|表示|强调|明确|议定|商定/;
const SAYS_ORDER =
	/^([^,;。:]{2,16}:\s?)?([^,;。:]{0,16}?)((?:决定|要求|表示|强调|明确(?![了到])|议定|商定)(?:了?(?:以下|如下|[几一二三四五]点|[几一二三四五]项))?(?:\s?:|$|(?![的和与及、了等是\d]|事项|内容))\s?)/;
/** Whoever leads the meeting. */
const LEADS: ReadonlySet<OwnerPhrase['form']> = new Set(['person', 'known', 'role']);
const MEETS =
	/^\s?(?:[他她]|会议|会上|大会|会|经研究)?(?:还|并|也|同时|最后|再次|特别|一致|进一步|[就针对][^,;。:]{2,14})?$/;
const ADVERBS = /(?:还|并|也|同时|最后|再次|特别|进一步|反复)+\s?$/;

/** 「请物业给予答复，第一、…；第二、…」 */
export const COUNTED =
	/^\s?(?:第?[一二三四五六七八九]\s?[是、](?=[^否不])|\(?[1-9]\s?[)、](?=[\u3400-\u9fff])|[①-⑨])/;

/** 「二是…」, 「同时…」: what goes on with the orders of the sentence before. */
export const ORDERED_ON =
	/^\s?(?:第?[一二三四五六七八九]\s?[是、,要]|\(?[1-9]\s?[)、.]|[①-⑨]|同时|另外|此外)/;

/** What stands beside the order before it, not within it. */
export const BESIDE =
	/^\s?(?:同时|另外|另(?=[须需要])|此外|其次|涉及|[\u3400-\u9fff]{2,10}(?:问题|事宜|手续)[要须需]?(?=\uE001|抓紧|限期|立即)|第?[一二三四五六七八九]\s?[是、])/;

const WITH =
	'(?:与|和|跟|同|向|会同|联合)[^,;。()的]{2,18}?(?:沟通|协调|对接|联系|联络|洽商|商洽|洽谈|协商|商定|核对|核实|确认|衔接|配合|申请|请示|汇报|报告|上报|租借)';
const IN_HURRY = '(?:尽快|尽速|尽早|抓紧(?:时间)?|加紧|立即|立刻|限期)';
/** Aims and states are no work, however fast they are to come. */
const AIM =
	'(?:加强|提升|提高|强化|确保|保证|争取|实现|形成|适应|熟悉|融入|转变|恢复|扭转|推进|推动|发展|建设|构建|融合|转型|培养|步伐|减少|降低|改善|学习)';
const HANDLED =
	'(?:办理|准备|改造|采购|安装|整改|登记|统计|申报|报送|移交|交接|验收|招生|培训|发放|评选|申请|备案|整理|收集|筹备|对接|衔接|签订|施工|调试|清理|维修|摸排|排查|编制|修订|评审|迎检|迁移|收尾|报名|考务)';

const ORDERS = [
	// 「主动与住户联系」, 「和相关科室配合，…」
	new RegExp(`^(?:主动|${IN_HURRY}|加快|进一步|继续|先|再)*${WITH}`),
	// 「质量问题抓紧解决」, 「尽快与消防部门沟通」
	new RegExp(`^[^,;。:]{0,20}?${IN_HURRY}(?!${AIM})(?:${WITH}|${WORK_VERBS}|[\\u3400-\\u9fff]{2,14}工作)`),
	new RegExp(`^加快(?!${AIM})(?:${WITH}|[^,;。]{0,10}?(?:${HANDLED}))`),
	// 「做好施工证的办理」
	new RegExp(
		`^(?:继续|认真|切实|提前)*(?:配合[^,;。]{2,12}?)?做好[^,;。]{2,30}?${HANDLED}(?:等?(?:各项)?工作|事宜)?\\s?$`
	),
	/^配合[^,;。]{2,12}?做好[^,;。]{4,30}$/,
	// 「对经费拿出具体意见」
	/^(?:就|对|针对)[^,;。]{2,24}?(?:拿出|提出|制定|形成|作出|给出)[^,;。]{0,8}?(?:意见|方案|办法|计划|清单|答复|报告)/,
	/^(?:就|对|针对)[^,;。]{2,24}?(?:进行|开展|作|做)(?:一次)?(?:全面|集中|彻底|逐一|进一步)*(?:整改|排查|摸底|清理|检修|维修|修改|修订|评估|核查|核实|调研|统计|改造)/,
	/^(?:[\u3400-\u9fff]{0,4}(?:要|须|需))?[把将](?!会|要|来)[^,;。]{2,30}?[\u3400-\u9fff]{2}(?:到|至|给)(?!了)[\u3400-\u9fff]/
];

/** Words that order work that can be done and ticked off, where what is said is ordered. */
export function ordersWork(said: string): boolean {
	return ORDERS.some((pattern) => pattern.test(said));
}
