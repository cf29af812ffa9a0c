/** A Chinese clause whose subject is who does it [EX5d–EX5h]. */
import { DAY, daysWithin } from './promise.ts';
import type { ChineseText, Clause } from './zh-clause.ts';
import { isOnlyDay } from './zh-clause.ts';
import { ofTopic } from './zh-goes-on.ts';
import type { Head } from './zh-head.ts';
import {
	BEGINS_WORK,
	FOLLOWS_OWNER,
	LOOKS_INTO,
	NOT_NOW,
	SMALL_WORK,
	SOMEBODY,
	chargeCut,
	isMeeting,
	leadingDays,
	wholeOwner
} from './zh-head.ts';
import { CHARGE, DONE_WORDS, EXHORTATION, MODALS } from './zh-lexicon.ts';
import type { OwnerPhrase } from './zh-owner.ts';
import { readChineseOwners } from './zh-owner.ts';
import { WORK_VERBS, hasVerb, isPastVerb, verbAt } from './zh-verbs.ts';

/** A clause that begins with who does it: 「市场部负责…」, 「设计部3天内完成…」, 「产品部：6月20日前…」 [EX5d–EX5h]. */
export function subjectHead(clause: Clause, text: ChineseText, dayBefore: boolean): Head | null {
	const { words } = clause;
	if (NOT_NOW.test(words)) return null;
	const days = leadingDays(words, clause.lead);
	const at = clause.start + days;
	const owner =
		readChineseOwners(text.masked, at, text.names, 'shape') ??
		relativeSubject(text.masked, at, clause.end) ??
		(text.place.inList ? chargedStranger(text.masked, at) : null);
	if (!owner || owner.end > clause.end) return null;
	const told = words.slice(owner.end - clause.start);
	const rest = told.slice(CLOCK.exec(told)?.[0].length ?? 0);
	if (NAMES_EVENT.test(rest) || (MANY_OR_BODY.has(owner.form) && WHICH.test(rest))) return null;
	if (DONE_WORDS.test(LOOKS_INTO.exec(rest)?.[0] ?? rest) || (isMeeting(rest) && !ARRANGES.test(rest)))
		return null;
	const dayFirst = days > clause.lead || dayBefore;
	const start = clause.start + clause.lead;
	const cut = { start: dayFirst ? owner.start : start, end: owner.end };
	const head = subjectForm(clause, text, { owner, rest, dayFirst });
	if (!head) return null;
	const pointed = /(?:→|->|=>|-)\s?$/.test(text.masked.slice(Math.max(0, clause.start - 3), clause.start));
	const confidence = pointed && owner.form !== 'group' ? Math.max(head.confidence, 0.74) : head.confidence;
	const cuts = head.form === 'charge' ? [cut, ...chargeCut(text.masked, owner.end, clause.end)] : [cut];
	if (head.form === 'colon') cuts[0] = { start, end: owner.end + rest.indexOf(':') + 1 };
	return { ...head, confidence, owner: head.form === 'section' ? null : owner, start, cuts };
}

const BEHIND_COLON = new RegExp(`[^\\s:${DAY}]`);

/** 「与会人员认真学习了章程」 */
const DID = new RegExp(
	`^\\s?(?:[就对围绕][^,;。了]{2,24}?)?(?:${MODALS})?[\\u3400-\\u9fff]{2}(?<![为除忘])了(?=[\\u3400-\\u9fff《"\\d])`
);

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
	if (owner.form !== 'group' && TO_DO.test(rest)) return { form: 'modal', confidence: 0.8, rule: 'EX6b' };
	if (SUBJECT_CHARGED.test(rest)) {
		return DESCRIBED.test(rest) ? null : { form: 'charge', confidence: 0.82 + sure, rule: 'EX5d' };
	}
	if (/^\s?:[^,;。:]{1,6}要求/.test(rest)) return null;
	if (/^\s?:/.test(rest) && rest.length > 3) {
		const strong = owner.form === 'department' || owner.form === 'known';
		if (text.place.speaker && TEACHER.test(text.masked.slice(owner.start, owner.end)))
			return hasLimit || BEGINS_WORK.test(rest.slice(rest.search(/[^\s:]/)))
				? { form: 'section', confidence: 0.62, rule: 'EX5j' }
				: null;
		const isStrange = owner.form === 'person' && text.names.knowsPeople && text.place.kind !== 'action';
		if (isStrange) return null;
		if (hasLimit || text.place.kind === 'action')
			return { form: 'colon', confidence: strong ? 0.84 : 0.7, rule: 'EX5e' };
		const from = rest.search(BEHIND_COLON);
		const tells =
			text.place.kind === 'report' ||
			isPastVerb(rest, from) ||
			/(?:有限|不足|不够|困难|偏[低高少多慢]|[太很较]\S|有[点些]\S)\s?$/.test(rest);
		const begins = rest.slice(from);
		const works = verbAt(rest, from) > 0 || WITH_OR_IN.test(begins) || TAKES.test(begins);
		if (works && text.place.inList && !tells) {
			return { form: 'colon', confidence: strong ? 0.6 : 0.5, rule: 'EX5e' };
		}
		return null;
	}
	// 「各组每周汇报进度」 is a rule for all from now on.
	const recurs = /每[周天日月年次季]/.test(text.folded.slice(clause.start, clause.end));
	if (owner.form === 'group' && recurs && text.place.kind !== 'action') return null;
	if (owner.form === 'group' && EACH.test(rest)) return { form: 'modal', confidence: 0.6, rule: 'EX5g' };
	const reminded = REMINDED.exec(rest)?.[0].length ?? 0;
	if (reminded > 0 && owner.form !== 'group' && hasVerb(rest))
		return { form: 'modal', confidence: 0.76, rule: 'EX5g' };
	if (EXHORTATION.test(rest)) return null;
	const goes =
		(owner.form === 'known' || owner.form === 'handle') &&
		text.place.kind !== 'report' &&
		GOES_TO.test(rest) &&
		!IS_SO.test(rest);
	const works = hasVerb(rest) || SMALL_WORK.test(rest) || GIVES.test(rest) || AFTER_MODAL.test(rest) || goes;
	if (DID.test(rest)) return null;
	if (VISITS.test(rest) || TELLS_HOW.test(rest) || (owner.form !== 'known' && INSPECTS.test(rest)))
		return null;
	if (dayFirst && !hasLimit && ON_A_ROTA.test(rest)) return null;
	if (DAY_BEHIND.test(rest) || (dayFirst && works && FOLLOWS_OWNER.test(rest))) {
		if (!works && text.place.kind === 'action' && owner.form !== 'person' && LIMITED_WORK.test(rest))
			return { form: 'day', confidence: 0.5, rule: 'EX5f' };
		const isPlanned =
			!works && !hasLimit && owner.form === 'known' && PLANS.test(rest) && !IS_HELD.test(rest);
		if (isPlanned) return { form: 'day', confidence: 0.6, rule: 'EX5f' };
		return works || (hasLimit && LIMITED_WORK.test(rest))
			? { form: 'day', confidence: (hasLimit ? 0.84 : 0.68) + sure, rule: 'EX5f' }
			: null;
	}
	if (owner.form === 'known' && text.place.inList && MAY.test(rest))
		return { form: 'modal', confidence: 0.5, rule: 'EX5g' };
	if (NOT_A_TASK.test(rest) || ASKS_IN_MEETING.test(rest)) return null;
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
		((strange && !TAKES.test(rest)) ||
			!(SMALL_START.test(rest) || DOES_TO.test(rest) || WITH_OR_IN.test(rest) || TAKES.test(rest)))
	) {
		const does = owner.form === 'known' && text.place.inList && text.place.kind !== 'report';
		return does && DOES_ANYTHING.test(rest) && !IS_SO.test(rest)
			? { form: 'verb', confidence: isLimited ? 0.84 : 0.46, rule: 'EX5h' }
			: null;
	}
	if (isPastVerb(rest, behind)) return null;
	if (!hasLimit && REPORTS.test(rest) && !SOFTLY.test(rest)) return null;
	if (SOFTLY.test(rest) && owner.form !== 'group')
		return { form: 'verb', confidence: isLimited ? 0.84 : 0.72, rule: 'EX5h' };
	if (TAKES.test(rest) && text.place.inList && text.place.kind !== 'report')
		return { form: 'verb', confidence: isLimited ? 0.84 : 0.52, rule: 'EX5h' };
	const isOne = owner.form !== 'group' && owner.form !== 'handle';
	const resolved = text.place.kind === 'decision' && isOne && !ONLY_WHEN.test(rest) ? RESOLVED_FOR : 0;
	// 「制播组评估设备需求」: an entry that says what a body does and nothing of the past gives it work.
	const isCharged =
		owner.form === 'department' &&
		text.place.inList &&
		text.place.kind === 'plain' &&
		OWN_BODY.test(text.folded.slice(owner.start, owner.end));
	const charged = isCharged && !TELLS_WHAT_IS.test(rest) ? 0.06 : 0;
	const plain =
		charged +
		PLAIN_VERB[called && text.place.inList ? 'known' : owner.form] +
		(PLACE_SAYS[text.place.kind] ?? 0) +
		resolved;
	return { form: 'verb', confidence: isLimited ? 0.84 : plain, rule: 'EX5h' };
}

/** 「Tim 再调」, 「Kelly 会跟主管谈」 */
const AFTER_MODAL = new RegExp(
	`^\\s?(?:${MODALS})+(?:[调改补看修写做画排试跑查谈催盯办弄落跟交发送搬买订约请找清洗贴装换列出定填印寄收报盘理邀开](?![上见到现生席差])|(?:跟|和|与|向|找|帮)[^,;。]{1,14}[谈聊说讲借要拿])`
);

/** 「老吴 to check with them」 */
const TO_DO = /^\s?(?:to|will) (?!be )[a-z]{2}/;

/** 「Yoyo 会当天带手冲壶来」, 「冠霖去抽」: of somebody known any word will do behind one of going and intending. */
const GOES_TO = new RegExp(
	`^[\\s${DAY}]*(?:(?:会|要|再|先|来|得|需(?!求|要)|须|将)(?![议员长费计场办服面后前上中内外的])[^,;。:]{2,}|(?:会|要|再|先)?(?:去(?!年)|帮忙?|负责)[\\u3400-\\u9fffa-z]|(?:会|要|再|先)?去\\s?$)`
);
/** Somebody known and any word that is done by hand and not told, thought or felt. */
const DOES_ANYTHING =
	/^\s?(?![说讲问想怀反同支给提影主请休缺没回离来到在去代都也又还就才只本这那被让叫跟和与及的作身家][\u3400-\u9fff]?|.{0,5}[了过的])[\u3400-\u9fff]{2,}/;
/** 「小海可以写初稿」 */
const MAY = new RegExp(
	`^\\s?可以(?:先|来|去|帮忙?)?(?:${WORK_VERBS}|[写做画出借带拍剪译跑问找查改补试])(?!不|吗|了)`
);
/** What is, can be or is thought is not done. */
const IS_SO =
	/^[\s\uE001]*(?:会|要)去[\u3400-\u9fff]{2,3}\s?$|^.{0,8}(?:考(?![察虑])|有(?!关)|[是在比更很最没不太]|可能|偏好|喜欢|觉得|知道|认为|认识|遇到|碰到|看到|变|出现|需要|开始|结束|(?<![再先去])到(?!处|场)|迟到|离开|请假|出国|毕业|考试|问题|来说|来看)|[了过的着吗呢吧]\s?$/;

/** 「老师：口试日期赶快订」 in the report of a student is for the student. */
export const TEACHER = /(?:老师|教授|导师|老板|主管|经理|主任)$/;

/** 「@阿杜 明天给结论」, 「运维 3/17 出」 */
const GIVES = new RegExp(
	`${DAY}[前之内\\s]*(?:再|先|会)?(?:[给报催问盯](?:$|[\\u3400-\\u9fff])|出(?!差|席|现|生|来|去|国|院|发|勤|游|行)|开(?!始|会|学|幕|放|课|工|庭|业|展|心|车)|[修剪画录印贴译测装搬订买约招练排收填](?!课|行|养|片|像|本|名|拾)|[补改做写查跑修订](?!课|习|法|业|为|行|缮)|[交发提](?!流|现|生|展|言|到|高|前|升|车))`
);

/** 「小龚把文献整理成表格」: what is taken in hand. */
export const TAKES = new RegExp(
	`^\\s?(?:再|先|去|来)?[把将](?!会|要|来)[^,;。]{1,20}?(?:${WORK_VERBS}|好|完|给|到|成|紧|清|掉|齐|上|出来|下来|起来)(?!了)`
);

/** 「对全部容器进行排查」 */
const DOES_TO =
	/^\s?(?:对|针对|就|围绕|根据|按照|依据|依照|依(?!法|旧|然)|结合|联合|会同|向|为|把)[^,;。]{2,24}?(?:进行|开展|予以|做好|实施|提出|制定|编制|排查|整理|梳理|更新|提交|确认|纳入|列入|办理|调整|规划|处理|研拟|修正|修订|执行|改善|商[量讨]|协商|[^了过]一下)/;

/** 「跟测试说一声」, 「在系统里重新配置」: with whom, where and by what comes first. */
const WITH_OR_IN = new RegExp(
	`^\\s?(?:在(?!会上|场)|从|到(?!场)|跟(?![进踪])|给(?!出)|帮忙?|用|按|上(?=\\s?[a-z]|网)|参考|参照|对照)[^,;。]{1,16}?(?:${WORK_VERBS}|一[下声]|[聊谈要拿借拟开发排分送交寄给订买租约写改问说讲做看查测调修找])(?!了|过)`
);

/** 「评估一下」, 「处理下」: asked of somebody, not told of them. */
const SOFTLY =
	/一下|[\u3400-\u9fff]{2}下$|^\s?[\u3400-\u9fff]{2}下(?![来去周个月午面方单载发达线架游级属班])|^\s?(?:先|再)?(?:拿出|[出做写列提给拟]出?|整理出?|制定|提供|准备|输出)一[个份版套张篇]|^\s?[\u3400-\u9fff]{1,2}一[份版套]/;
const SMALL_START =
	/^\s?(?:注册(?!页|用户|登录|功能|模块|表|信息|流程|接口)|找|问(?!题|卷|世|候)|[审拟修领设开](?=\s?$)|回(?=[客信邮电复函])|派(?!出所|对|遣|别)|出(?!席|差|现|生|来|去|国|院|于|勤|示|具|身|发)|开(?!始|会|心|车|放|口|头|支|发|展|通|设|课|工|盘|学|场)|提(?!出|到|前|高|升|醒|示|供|议|案|名|交|审|及|倡|纲)|捐|带(?!头|动|领|来|有|队)|收(?!到|获|益|入)|填|交(?![换流通谈往待叉代际易涉汇])|定(?![为在于期制是])|订(?!为)|拿|寄|传|印|买|借|还(?=书|给|款|钱|清|回)|换|拍|录|画|搬|发(?!现|生|展|言)|做(?!为|法|到)|写|约|催|盯|补|跑|查(?!看过)|改|建(?!议|筑|成)|搭|列(?!席|为|入)|贴|剪|编|译|设(?!计|备|施)|挂|装(?!置|备|修)|拉(?!近|动)|清(?!楚|单|晨|明)|洗|盘|调(?!休|侃|岗)|测|放(?!假|心|弃|松)|抓|送(?!达)|办(?!公)|弄|搞|管(?!理)|想(?=[个一出好办])|排(?!名|除|斥|队|水|污|风|查)|拟(?=[公草一出定办]))(?!了|过|得|不)/;

/** 「每人至少再提 3 个」 */
const EACH =
	/^\s?(?:至少|最少|都|各|再|先|要)+(?:[派想提写交出做报拍画读看找带发选讲测查贡献准备]){1,2}\s?(?:\d{1,3}|[一两二三四五六七八九十])\s?[个篇条份题张道次组则首件项页本]/;

/** 「@小刘 记得更新看板」, 「老赵，你把权限开一下」 */
const REMINDED = /^\s?[,]?\s?(?:你|您)?(?:记得|别忘了?|不要忘了?|麻烦|辛苦)/;

const OWN_BODY = /(?:[组部处科室股会]|中心|团队)$/;
/** 「物业报价28万元」, 「…协调解决的问题」 */
const TELLS_WHAT_IS = /^\s?[\u3400-\u9fff]{2}\s?\d|的(?:问题|事项|工作|内容)\s?(?::|$)/;

/** What people do in the meeting itself. */
const REPORTS =
	/^\s?(?:(?:补充|提醒|追问|回应|解释|强调|推荐)\s?(?:[:说道]|一[篇本部个])|提出|反馈|汇报|分享|展示|演示|介绍|说明|描述|记录|讨论|沟通|研究|了解|参加|参与|出席|支持|考虑|强化|降低|提升|提高|减少|增加|总结|复盘|回顾|(?:答复|回复)(?!用户|客户|对方|邮件|来函)|澄清|(?:询问|咨询)(?![^,;。]{0,12}(?:价|费|档期|意愿|进度|名额))|学习)/;

/** 「婷婷问旧版本兼容到哪个版本」 */
const ASKS_IN_MEETING =
	/^\s?(?:再)?(?:问(?!一?下)|询问|请教)(?:了|道)?[^,;。]*(?:哪|什么|怎么|如何|是否|多少|几[个时天]|为何|能不能|要不要|有没有|是不是|会不会)/;

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

const SUBJECT_CHARGED = new RegExp(
	`^(?:\\s?[\\u3400-\\u9fff]{1,5}后)?(?:[\\s${DAY}]|各|将|会|帮忙?|来|去|先|再)*${CHARGE}(?!人|同志|的(?!具体))`
);
const DESCRIBED = /^(?:\s|将|会)*负责(?:的|与|介绍)/;
const DAY_BEHIND = new RegExp(
	`^\\s?(?:[\\u3400-\\u9fff]{1,6}(?<![最今往以然之会])后)?\\s?(?:需要?|应该?|要|须|会|将|将会|必须)?\\s?(?:在|于)?\\s?[${DAY}]`
);

/** Whatever is to be finished by a day is work: 「物业承诺3月底前补种完毕」. */
const LIMITED_WORK = new RegExp(`[${DAY}]\\s?[前内]?\\s?[\\u3400-\\u9fff]{2}`);
/** 「阿远周三去现场搭环境」: what somebody does on a day, unless they are only there or away. */
const PLANS = new RegExp(
	`^\\s?${DAY}+\\s?(?!.{0,4}(?:可能|或许|大概|请假|休|出差|不|没|缺席|出席|参加|有(?!关)|生日|考|值班|访|回|离|入|报到|上课|开会|放假|出国|返|见|毕业|生效|开始(?=$|放|实习|上|休|请|考|出差|军训|住)|结束|到期|截止|起|是|为|的))[\\u3400-\\u9fff]{2}`
);
/** 「三月底要去日本」, 「7月份部门会议」 */
const IS_HELD = /要?去[\u3400-\u9fff]{2,3}\s?$|(?:会议?|活动|典礼|比赛|记录|纪要|总结)\s?$/;
const MODAL_BEHIND = new RegExp(`^\\s?${MODALS}`);

/** 「质控科通报三季度检查情况」: what is told in the meeting itself. */
const TELLS_HOW =
	/^\s?(?:回[复覆应]|答复|函复)[^,;。]{0,16}(?:预[计定]|\uE001|将|会|已|可|不)|^\s?(?:通报|汇报|报告|介绍|说明|传达|宣读|讲解|解读|回顾)了?[^,;。:]{0,30}(?:情况|进展|进度|精神|工作|结果|概况|数据)(?:[,;。:]|$)/;

/** 「甲方下周二来检查」: guests are announced. */
const VISITS = new RegExp(
	`^[\\s${DAY}]*(?:会|将)?(?:再)?(?:前来|过来|来(?:到|我.)?|莅临|到访|入驻)(?:现场|公司|校|我.)?(?:检查|参观|考察|调研|验收|审计|走访|视察|指导|访问|巡查|评审|做客|授课|拜访)`
);
/** 「工作人员招募表单」, 「助教培训 7/14」: the name of a thing or an event. */
const NOUNED =
	/^\s?(?:招募|报名|招聘|签到|培训|联络|调查|申请|登记|选拔|面试)(?:表单?|名单|简章|公告|手册|问卷|时间|流程|办法|说明)|^\s?(?:培训|训练|座谈|演练|面试|考试|比赛|考核|改选|选举|交接)\s?\uE001+\s*$/;
const MANY_OR_BODY: ReadonlySet<OwnerPhrase['form']> = new Set(['group', 'department', 'role']);

/** 「成员回复的截图」, 「同学在组内担任的职务」: only tells which. */
const WHICH = new RegExp(
	`^\\s?(?:[在向对给][^,;。的]{1,10}?)?(?:${WORK_VERBS})(?:[到在给至于自过][^,;。的]{0,10})?的(?!确)`
);

/** 「渠道部与产品部沟通会」 */
const ON_A_ROTA =
	/^\s?(?:来)?(?:分享|主讲|主持|导读|带读|领读|值班|轮值|讲)(?![\u3400-\u9fff]{0,4}(?:链接|资料|文件|文档))/;
const IS_MEETING = /^\s?[\u3400-\u9fff]{2}会议?[\s\uE002]*$/;

/** 「班主任培训本周五进行」 */
const IS_ON = new RegExp(`${DAY}[^,;。]{0,6}(?:举办|举行|召开|进行|登场)\\s?$`);

const NAMES_EVENT = new RegExp([NOUNED, /^\s?要求/, IS_ON, IS_MEETING].map(({ source }) => source).join('|'));

/** 「8月下旬应急管理局检查」 */
const INSPECTS =
	/^[\s\uE001]*(?:会|要)?(?:来[修换装量看]|(?:检查|验收|考核|审计|督查|督导|视察|调研|抽查|巡察)(?:进度|工作)?)\s?$/;
const ARRANGES = /组织|安排|筹备|负责|发起|邀请|约|召集/;

/** Words after a subject that say what it is or has, not what it will do. */
const NOT_A_TASK =
	/^\s?(?:将会|将|会|需要?|应|都|也)?(?:参加|出席|申请(?:成为|加入|退出|辞去|担任)|有(?!空)|是|为|在于|与|和|作为|属于|具有|具备|包括|包含|主要由|不|无法|没有|可能|可以|可(?=[在于通])|能够?|(?:主动|继续)?担任|表示|认可|赞同|[已未尚]|没|一致|投票|表决|决定|选举|推选|举手)/;

/** A day of limit in the clause or in its brackets. */
function limited({ hasLimit, brackets, days }: Clause): boolean {
	return hasLimit || brackets.some((bracket) => daysWithin(days, bracket).some((day) => day.limit));
}

/** 「有参加交流的部员在5月10日前…」: a whole phrase as the subject, known by its last word. */
function relativeSubject(masked: string, at: number, end: number): OwnerPhrase | null {
	const found = RELATIVE_SUBJECT.exec(masked.slice(at, Math.min(end, at + 44)));
	return found && wholeOwner(at, found[0].length, 'group');
}

/** 「过客负责向管理员提供密码」: in an entry whoever is in charge of something to do is somebody. */
function chargedStranger(masked: string, at: number): OwnerPhrase | null {
	const found = CHARGED_STRANGER.exec(masked.slice(at, at + 16));
	return found && wholeOwner(at, found[0].length, 'person');
}

const CHARGED_STRANGER = new RegExp(
	`^(?!全[权面]|主要|具体|统筹|统一|共同|分别|各自|总体|继续|暂时|临时|其中|目前|现在|仍|并|同时|一[起同]|需|应|将|会|要|已|不|没|专人)(?:(?![谁哪是])[\\u3400-\\u9fff]){2,4}(?=负责(?:向|与|和|对|把|将|跟|在|${WORK_VERBS}))`
);

const RELATIVE_SUBJECT = new RegExp(
	`^[^,;。:${DAY}]{2,30}?的${SOMEBODY}(?=\\s?(?:请|需|要|应|在|于)?\\s?[${DAY}])`
);

/** 「干部在会议结束后，留下来讨论…」: who and when, parted from the work by a comma; null for other clauses. */
export function ownerWithDay(clause: Clause, text: ChineseText): OwnerPhrase | null {
	const { masked, names } = text;
	const told = text.place.inList ? ofTopic(clause, text) : null;
	if (told) return told;
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
