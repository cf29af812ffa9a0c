/** Work of which nobody is named in the clause [EX5i, EX5j, EX5l, EX5m]. */
import type { FirstLook } from './first-look.ts';
import { DAY } from './promise.ts';
import { FINISHED_BY } from './zh-clause.ts';
import type { ChineseText, Clause } from './zh-clause.ts';
import type { Head } from './zh-head.ts';
import { BEGINS_WORK, LOOKS_INTO, SMALL_WORK, isMeeting } from './zh-head.ts';
import { EXHORTATION } from './zh-lexicon.ts';
import { ordersWork } from './zh-orders.ts';
import { WORK_VERBS, isPastVerb, verbAt } from './zh-verbs.ts';

/** An entry that begins with its work waits for a day: 「提供服务器4台，最迟6月15日到位」 [EX5i]. */
export function orderHead(clause: Clause, text: ChineseText): Head | null {
	if (!text.place.inList || text.place.kind === 'report' || EXHORTATION.test(clause.words)) return null;
	if (NOT_OPEN_WORK.test(clause.words)) return null;
	if (verbAt(clause.words, clause.lead) === 0 || isPastVerb(clause.words, clause.lead)) return null;
	return { form: 'verb', owner: null, start: clause.start, cuts: [], confidence: 0.34, rule: 'EX5i' };
}

/** Work and nobody named: with a limit [EX5i], after the meeting [EX5m], ordered by a resolution [EX5l], of the department that reports [EX5j]. */
export function openHead(clause: Clause, text: ChineseText): Head | null {
	const head = openWork(clause, text);
	return head && !isNoWork(clause, text) ? head : null;
}

/** What takes place, is over, is asked of everybody, or only tells of a day. */
function isNoWork(clause: Clause, { folded, place }: ChineseText): boolean {
	const { words, start, end } = clause;
	const isOrdered = place.kind === 'decision' && ordersWork(folded.slice(start + clause.lead, end));
	return (
		isMeeting(words) ||
		(words.includes(':') && isMeeting(words.slice(words.indexOf(':') + 1))) ||
		EXHORTATION.test(words) ||
		(!isOrdered && NOT_OPEN_WORK.test(words)) ||
		(verbAt(words, clause.lead) === 0 && CLOSES_ON.test(folded.slice(start, end))) ||
		(place.speaker && TOLD_BY.test(words)) ||
		UP_TO_NOW.test(folded.slice(start, start + 60)) ||
		(place.kind !== 'action' && (TAKES_PLACE.test(words) || IS_OVER.test(words)))
	);
}

function openWork(clause: Clause, text: ChineseText): Head | null {
	const { words, hasLimit } = clause;
	const said = words.slice(Math.max(0, (text.spoken ?? 0) - clause.start));
	const saysMe = SAYS_ME.test(words);
	const toMe = saysMe && TO_ME.test(words);
	const works =
		toMe ||
		clause.hasVerb ||
		HANDED_IN.test(words) ||
		(text.place.speaker && (SMALL_WORK.test(words) || STARTS.test(words)));
	const base = { owner: null, start: clause.start, cuts: [] };
	if ((saysMe && MYSELF.test(words)) || (text.place.speaker && THEY.test(words)))
		return { ...base, form: 'section', confidence: 0.74, rule: 'EX5j' };
	if (
		text.place.speaker &&
		works &&
		!BEGINS.test(words) &&
		(hasLimit && !FINISHED_BY.test(words) ? OWN_LIMIT.test(words) : speaksOfOwnWork(said))
	) {
		return { ...base, form: 'section', confidence: 0.74, rule: 'EX5j' };
	}
	if (text.place.speaker && LOOKS_INTO.test(words) && !/大家|各位|克服|坚持|体谅/.test(words))
		return { ...base, form: 'section', confidence: 0.72, rule: 'EX5j' };
	if (text.place.speaker && hasLimit && OWN_BY_DAY.test(said === words ? words.slice(clause.lead) : said))
		return { ...base, form: 'section', confidence: 0.76, rule: 'EX5j' };
	if (text.place.kind !== 'action' && FORECAST.test(words)) return null;
	const recurs = clause.days.some((day) => day.kind === 'recurring');
	if (
		recurs &&
		text.place.kind !== 'action' &&
		(FOR_ALL.test(words) || (!hasLimit && (text.place.kind === 'report' || words.startsWith(DAY))))
	)
		return null;
	// 「各部门预算请于3/15前给我」 is asked of others.
	if (toMe && text.place.speaker && !/[请各]/.test(words))
		return { ...base, form: 'section', confidence: 0.72, rule: 'EX5j' };
	if ((hasLimit || recurs || toMe) && works) {
		return { ...base, form: 'open', confidence: hasLimit ? 0.72 : 0.5, rule: 'EX5i' };
	}
	if (
		text.place.inList &&
		POINTED.test(text.masked.slice(Math.max(0, clause.start - 3), clause.start)) &&
		!CHAIN.test(text.masked.slice(Math.max(text.start, clause.start - 40), clause.end + 2)) &&
		!/^\s?改[为成用]/.test(words) &&
		BEGINS_WORK.test(words.slice(clause.lead))
	)
		return { ...base, form: 'open', confidence: 0.56, rule: text.place.speaker ? 'EX5j' : 'EX5l' };
	if (text.place.speaker && isHandedIn(clause))
		return { ...base, form: 'section', confidence: 0.6, rule: 'EX5j' };
	if (text.place.inList && text.place.kind !== 'report' && (isHandedIn(clause) || ASKED_AGAIN.test(words)))
		return { ...base, form: 'open', confidence: 0.5, rule: 'EX5i' };
	// 「返国后两周内缴交报告」: a limit, though nobody knows from when.
	if (
		works &&
		clause.days.some(({ start, end, limit }) => limit && /[内前]$/.test(text.folded.slice(start, end)))
	)
		return { ...base, form: 'open', confidence: 0.56, rule: 'EX5i' };
	if (isAfterMeeting(clause, text)) return { ...base, form: 'open', confidence: 0.58, rule: 'EX5m' };
	if (SO_WILL.test(words)) return { ...base, form: 'open', confidence: 0.68, rule: 'EX5l' };
	if (text.place.kind === 'decision' && MUST_BE.test(words))
		return { ...base, form: 'open', confidence: 0.5, rule: 'EX5l' };
	if (text.place.kind === 'decision' && text.place.inList && ADDS.test(words))
		return { ...base, form: 'open', confidence: 0.5, rule: 'EX5l' };
	if (text.place.kind === 'decision' && isDirective(clause, text.folded)) {
		return { ...base, form: 'open', confidence: hasLimit ? 0.72 : 0.56, rule: 'EX5l' };
	}
	if (
		text.place.inList &&
		text.place.kind === 'plain' &&
		ordersWork(text.folded.slice(clause.start + clause.lead, clause.end))
	)
		return { ...base, form: 'open', confidence: 0.5, rule: 'EX5i' };
	if (text.place.inList && text.place.kind !== 'report' && (TO_BE_DONE.test(words) || INTENDED.test(words)))
		return text.place.speaker
			? { ...base, form: 'section', confidence: 0.6, rule: 'EX5j' }
			: { ...base, form: 'open', confidence: 0.5, rule: 'EX5i' };
	return null;
}

/** 「团委老师那边我去说」, 「我这周会把记录补上去」: the one who speaks takes it on. */
const MYSELF = new RegExp(
	`(?<!由|跟|给|让|找|问|和|向|请|要)我(?:们|方)?这?边?\\s?(?:[${DAY}\\s前内]|会(?!议|员)|来(?!说)|去(?!年)|先|再|回去|回头|晚点|稍后|马上|负责|可以(?=帮|去|来|先|负责)|帮忙?)+(?:(?<=负责)(?![的过吗]|任地|人(?!数|员|力))[\\u3400-\\u9fffa-z]|${WORK_VERBS}|[办问说谈聊找查买拿弄跑看改写补做约订借催盯追试修送接领寄画拍]|[把将跟向和与给在][^,;。]{1,20}(?:${WORK_VERBS}|一下|[说谈聊补交给好完到上]))(?!了|过|不)`
);

/** 「他这周改完寄回」, in somebody's own report. */
const THEY = new RegExp(
	`^\\s?[他她](?:[${DAY}]|会(?!议)|来|去|先|再|负责)+[\\u3400-\\u9fff](?!.*[了过]\\s?$)`
);

/** 「每名队员每周五前报名」: a rule for all. */
const FOR_ALL = /^\s?(?:每|各|凡|所有|全体)[\u3400-\u9fff]/;

/** 「问题清单2月25日给我」 */
const TO_ME = new RegExp(
	`${DAY}\\s?(?:先|再)?(?:给|交给?|发给?|报给?|传给)我|[把将][^,;。]{1,30}(?:给|发|交|传)我(?![们国方校司])`
);

const SAYS_ME = /我/;
export const ME_LOOK: FirstLook = { look: SAYS_ME, behind: [MYSELF, TO_ME] };

/** 「值班表4月25日前报项目部」, 「周四前给教务处」, 「周五前把名单整好」: handed to somebody by a day. */
const HANDED_IN = new RegExp(
	`${DAY}[前内]?\\s?(?:[需须]?要)?(?:(?:[报交送发](?!流|展|生|现|通|言|布|行|起|车|名|到|告|价|道)(?:[至到给])?|[给传])\\s?[\\u3400-\\u9fffa-z@]|先?给[^,;。]{1,8}(?:看|过目|审)|(?:再|先)?[把将][^,;。]{1,24}(?:给|到|至|好|完|齐|出来|[发给交传]我)|出(?=来|结果|结论|方案|名单|稿|图|[初定终]稿|[初第]版|一[版份稿个])|[\\u3400-\\u9fff]{1,2}[完好齐]\\s?$)`
);
function isHandedIn({ words, days }: Clause): boolean {
	return days.some(({ day }) => day !== null) && HANDED_IN.test(words);
}

/** 「报价12月5日完成」, 「通知今天会寄出」, 「规划好后需召集馆员」: on a day, or after a step. */
const TO_BE_DONE = new RegExp(
	`[\\u3400-\\u9fff]{2}\\s?${DAY}+\\s?(?:交付|到位)\\s?$|${DAY}\\s?(?:会|将)(?:再|先)?(?:${WORK_VERBS})\\s?$|^[\\u3400-\\u9fff]{2,10}后(?:再|还)?(?:需要?|须|要)(?:${WORK_VERBS})(?![人者方员])|^(?:(?!的)[\\u3400-\\u9fff]){2,8}(?<![事课赛行之以目此当日年天面提从生])前(?:再|先)?(?:${WORK_VERBS})(?![人者方员])`
);

/** 「拟办一次联谊」, 「需要和物业沟通」: what is meant to be done, and with whom something has still to be settled. */
const INTENDED = new RegExp(
	`^\\s?(?:预定|拟|计划|打算)(?:再|先|将|要)?(?:搞|办|开|做|出|写|建|举办|组织|制作|安排|邀请)一?[次个场份批]|(?:^|\\s)(?:还|也)?(?:需要?|须)(?:再|先|提前|尽快)?(?:和|与|跟|找|向)[^,;。]{2,16}?(?:进行)?(?:沟通|协调|确认|对接|联[系络]|商[量谈]|核对|申请|借(?!口|鉴)|租|拿|买)|^(?![^,;。:]{0,8}(?:用户|使用者|玩家|系统|如|若|的话))[^,;。:]{0,10}?(?:需要?|还?要|得)(?:再|先|重新|尽快|另外|一并)+(?:${WORK_VERBS}|[改做画写印拍剪补买订])(?![了过的变善])`
);

/** 「再问问看确切价格」: what is to be done once more, though nobody is named. */
const ASKED_AGAIN =
	/^\s?再[问找看挑选补要约][一两几]|^\s?再(?!说|者|次|也|怎|不|[加减])[\u3400-\u9fff]{0,3}(?:([看试问查聊谈催找想])\1|[看试问查聊谈催找想确]一?[下看]|一[下遍次])|(?:都|全部?|统统|重新|逐一|挨个)[\u3400-\u9fff]{1,4}一[下遍轮]/;
/** 「预计3月底前修复」: what is expected to be, of work that goes on. */
const FORECAST = new RegExp(`(?:预计|预期|预估|有望|可望|估计)[于在将会可能\\s]*${DAY}`);

/** 「IRB 要不要重送？→ 问伦理中心」: what an arrow points to is to be done when it begins like an order. */
const POINTED = /(?:→|=>|->)\s?$/;

/** 「首页 → 加入购物车 → 结账」: the steps of something. */
const CHAIN = /(?:→|=>|->)[^→>]+(?:→|=>|->)/;

/** 「友善校园周活动于9月办理」: nothing behind the verb, so it tells when, not what to do. */
const TAKES_PLACE = new RegExp(
	`(?:活动|[会礼赛展考周营]|典礼|仪式|讲座)\\s?(?:将|预[计定]|暂)?(?:[订定]?于|${DAY})[^,;。]{1,20}(?:办理|举办|举行|召开|实施|进行|登场|开幕)\\s?$|${DAY}[^,;。]{0,6}(?:举办|举行|召开|进行|登场)\\s?$|^[\\s${DAY}]+(?:办理|投票|开票|缴费|报名|交接|场勘|彩排|面试)\\s?$`
);

/** 「总务处回复锅炉预计12月中更换」: what others answered. */
const TOLD_BY = /^[\u3400-\u9fff]{2,6}(?:回[复覆应]|答复|函复)(?!用户|客户|对方|邮件|来函|\s?[,;。:])/;

/** 「绩效自评 1/15 截止」: when something closes. */
const CLOSES_ON = /^[^,;。]{2,14}\d\s?[日号]?\s?(?:\([^()]{1,3}\)\s?)?截?止\s?$/;

/** 「截至5月底执行率43%」: a count up to a day. */
const UP_TO_NOW =
	/^[^,;。:]{0,12}[:]?\s?截[至止][^,;。]{1,16}(?:率|计|数|额|结余|结存|余额|收入|支出|达|共|累计)/;

/** 「晚会10/2办理完毕」 */
const IS_OVER = /(?:办理|举办|举行|执行|圆满)(?:完毕|完竣|完成|结束|落幕)/;

/** 「下下周开始招受试者」 */
const STARTS = new RegExp(
	`${DAY}\\s?(?:再|会|要)?(?:(?:开始|着手)[\\u3400-\\u9fff]{2}|招(?!生|商)|[签订买领交寄印贴送]\\s?$)`
);

/** 「4/10开始缴费」 is a date of something. */
const BEGINS = new RegExp(`${DAY}\\s?(?:开始|起)(?:缴费|收费|报名|售票|放假|上课|考试|营业|受理)`);
const NOT_OPEN_WORK =
	/^\s?下次\s?:?\s?\uE001|(?:报名|投稿|征稿|稿件|登记|投票|注册|收件|售票|早鸟|申请|申报|缴费|收费|受理)(?:时间|日期)?[\s于在至到]{0,3}\uE001+\s*(?:截止|止|结束)?\s*$|改[为到至在期]?\s?\uE001|\uE001\s?(?:起|开始)?改[为成用]|不变|照旧|^.{0,8}(?:要求|规定|原订|原定|原计划|目标(?:是|为)|依照|按照)|自动|^(?:截至|截止).{0,6}(?:目前|已)|(?:开放(?!.{0,4}(?:表单|报名|登记|申请|填写))|有效期|周期|工期|耗时|需要?花|为期(?![^,;。的]{1,5}的)|历时|营业|放假)/;

/** 「会后补齐…」, 「…会后做同步」: after the meeting is when work is done. */
function isAfterMeeting({ days, end }: Clause, { folded }: ChineseText): boolean {
	const after = days.find(
		(day) => day.sense === 'vague' && /会后|会议结束后/.test(folded.slice(day.start, day.end))
	);
	return after !== undefined && THEN_WORK.test(folded.slice(after.end, Math.min(end, after.end + 12)));
}

const THEN_WORK = new RegExp(
	`^\\s?(?:再|即|就|会|随即|立即|继续|尽快|统一|单独|线下)?(?:以[\\u3400-\\u9fff]{2,8}?)?(?:做|进行|补|${WORK_VERBS})`
);

/** A resolution that begins with outward work orders it: 「洽谈三家厂商后提报」; one that agrees or sets something does not. */
function isDirective({ words, lead, start, end }: Clause, folded: string): boolean {
	const said = words.slice(lead);
	return (
		(DIRECTIVE.test(said) ||
			DISPOSES.test(said) ||
			REWORKED.test(said) ||
			ordersWork(folded.slice(start + lead, end))) &&
		!AGREES.test(words)
	);
}

/** 「根据讨论意见修改完善后报县委」 */
const REWORKED =
	/^(?:(?:根据|按照?|结合)[^,;。]{2,14}?|对[^,;。]{2,24}?(?:作|进行|做|予以))?(?:再|进一步)?(?:修改|修订|完善|审核|审查|补充|调整)[^,;。]{0,6}?后(?:再|即)?(?:上?报|印发|下发|提交|提请|实施|发布|公布|执行|送|呈)/;

/** 「将章程发给会员征求意见」: what becomes of a thing is an order where it begins what was resolved. */
const DISPOSES = new RegExp(
	`^(?:在?[^,;。将把]{2,16}?后)?(?:即|立即|随即|再|先|同时)?[把将](?!会|要|来|${WORK_VERBS}|[${DAY}])[^,;。]{2,40}?(?:${WORK_VERBS}|[给至]|统一|汇|列入|纳入|移到|转[为入到给]|改[为成到]|调[为成到]|换成|[发交送]到?)`
);

const AGREES = /本[章办规细守公]|同意|通过|照案|不予|无需|不再|暂不|暂缓|维持/;
const DIRECTIVE = new RegExp(
	`^(?:[${DAY}\\s]|[\\u3400-\\u9fff]{2,6}前|会后|后续|尽快|立即|继续|持续|先行|先|再|另行|统一|线下|认真(?=[查核清整])|抓紧|进一步|在.{1,10}中?(?:开|发起)?)*(?:洽[谈商询]|联系|联络|委托|委请|发函|函请|函知|行文|公告|张贴|通知|转知|告知|安排|采购|购买|购置|添购|维修|修缮|修复|更换|汰换|加装|增设|拆除|清除|清理|移除|询价|比价|议价|估价|招标|提报|研议|研拟|研究|拟定|订定|制定|修订|修正|统计|调查|清查|盘点|收集|搜集|汇整|整理|办理|召集|成立|检讨|追踪|跟进|评估|补充|补齐|补办|提供|提交|完成|更新|上传|输出|梳理|组织|协调|推动|落实|投票|发布|编写|撰写|准备|启动|查[明清找]|拿出|出台|下发|印发|报送|呈报|开辟|搭建|签订|摸底|汇总|整改|建立(?!健全)|测试|验证|排查|优化|联合)(?!人|者|方(?!案)|后|前|时|用例|报告|结果|环节|环境|规则|规范|标准|流程|推迟|延|通过|正常|顺利|失败|情况|时间|工作(?:已|的)|为主|以|文字|条文|内容如|对照|草案)`
);

/** 「权限要调」: a short resolution that closes with what is to be done to a thing. */
const MUST_BE = new RegExp(
	`^[^,;。:不]{2,30}(?:需要?|还?要|得|须)(?:再|重新|一并)?(?:[调改补换修订买印拍搬配洗清装拆画贴送领]|${WORK_VERBS})\\s?$|^[^,;。:不]{2,20}将\\s?${DAY}+\\s?(?:全面|统一|正式)?(?:进行|完成)?(?:全面)?(?:${WORK_VERBS})\\s?$`
);

/** 「再加两个数据来源」, 「补一组对照实验」: small work with how much of it, in a list of what was asked or resolved. */
const ADDS =
	/^\s?(?:还要|需要?|要|须)?(?:再|先|另|重新)*[补加改做写画查测跑试删拍印][充做上写]?(?:[一两二三四五几]|\d{1,3})\s?[个组份张次篇版段套轮条页项遍种]/;

/** 「故将请示住宿组」: what follows from a vote, and is outward work. */
const SO_WILL =
	/^\s?(?:故|因此|所以|为此|于是|[回答][复覆应]:\s?)(?:将|拟|会)(?:再|先|另)?(?:请示|询问|请教|联[系络]|函[询请]|发函|行文|通知|公告|采购|购买|购置|洽|邀请|召集|提报|调查|张贴)/;

/** 「下周会公布名单」 in a department's report is a promise of that department. */
function speaksOfOwnWork(words: string): boolean {
	const colon = words.indexOf(':');
	const said = colon < 0 ? words : words.slice(0, colon);
	return SPEAKER_WILL.test(said) && !SPEAKER_NOT.test(said);
}

/** 「4月14日前完成比价」: in the report of a body it speaks of itself, but what is to be handed in is asked of others. */
const OWN_BY_DAY = new RegExp(
	`^[\\s${DAY}前内]+(?:完成|办理|制作|公布|发放|寄[出送发]|更新|张贴|规划|联[系络]|采购|整理|提出|推出|上线)`
);

/** With a limit only words of intention tell one's own work from work that is asked of others. */
const OWN_LIMIT =
	/(?<![周例年月大开社学议协生员机宴晚聚])会(?!议|员|长|费|计|场|办|服|面|后|前|上|中|内|外)|将|预计|拟|打算|[发做写画印贴寄剪拍]完\s?$/;
const SPEAKER_WILL = new RegExp(
	`(?:将会|将(?!.{1,20}(?:改至|改到))|(?<![周例年月大开社学议协生员机宴晚聚谈讨说训商])会(?!议|员|长|费|计|场|办|服|面|后|前|上|中|内|外|的|有|是))(?:再|先|把|将|在|于|和|与|跟|去|到|洽|请|函|转|找|派|问|陆续|继续|开始|[贴寄传印画拍剪买订借租搬]|发(?![生现展言挥])|针对|对|向|以|由|尽快|[${DAY}\\s]|${WORK_VERBS})|(?:预计|拟|计划|打算|准备)(?:[${DAY}\\s]|在|于)*(?:${WORK_VERBS})|[${DAY}]\\s?(?:再|先|[到去赴](?!年|期|场|会|位|岗|达)[\\u3400-\\u9fff]{2}|招(?!生|商)|打(?=电话)|[跑找寄送拍剪印贴借买订领谈追催补修搬签](?!课|卷|题|考|售|到)|[跟和与向找][^,;。的]{1,12}?(?:${WORK_VERBS})|开放(?=.{0,4}(?:报名|表单|登记|申请|填写))|会|将|进行|开始|继续|先给|给(?!予)|出(?=[初定终]稿|[初第]版|结果|图)|(?:${WORK_VERBS})(?!\\s?\\d))`
);
const SPEAKER_NOT =
	/^(?:[^,;。:]{0,4}(?:对方|厂商|学校|校方|系办|屋主|客户|学长|老师|说明|家长|同学|社员|大家|[他她]们?|每个人|结果|价格))会|^会[贴寄传印画拍剪买订借租搬](?:[^,;。]{0,6}的|约|象|生)|会[贴寄传印画拍剪买订借租搬][在了]|^会.{1,4}[的]|预[计估][^,;。]{0,10}(?:核定|核准|批准|到账|拨付|到货|到位)|可能会|不会|才会|会议?将|就会|会有|会是|会在?.{0,12}(?:举办|举行|开始(?![\u3400-\u9fff]{2}))|会与.{0,6}不同|会被|会导致|会影响|将在.{0,12}(?:举办|举行)|将由|将至|故将|将?会参加|时间(?:预计)?会在(?!.{2,8}(?:公[告布]|通知))|报告事项/;
