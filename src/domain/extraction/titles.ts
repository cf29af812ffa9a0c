/** What a heading, a label ("遗留问题：", "Next steps:") or the head of a list says about the lines below it [EX10–EX19]. */
import type { FirstLook } from './first-look.ts';
import { alternativesOf, firstSigns } from './led.ts';

/**
 * - `action`: every entry is an item (待办, Action items, Next steps)
 * - `issues`: open issues to be closed (遗留问题)
 * - `review`: what became of earlier promises; entries that name somebody are items
 * - `done`: below a title of kind `action`, the entries that are finished; elsewhere a report
 * - `decision`: resolutions; items where work is ordered or given to somebody
 * - `agenda`, `attendance`, `schedule`, `boilerplate`: never items, but for marked ones in an agenda
 * - `report`: what was done; only promises count
 * - `owners`: the names below own the tasks of the section around
 * - `deadline`: the title itself says by when the section's tasks are due
 * - `topic`: another matter begins
 */
export type TitleKind =
	| 'action'
	| 'issues'
	| 'review'
	| 'done'
	| 'decision'
	| 'agenda'
	| 'attendance'
	| 'schedule'
	| 'boilerplate'
	| 'report'
	| 'owners'
	| 'deadline'
	| 'topic';

const NUMBERING =
	/^(?:[\s#*_>·・•▪◦●○◎■□◆★☆※▶▍.-]|\p{Extended_Pictographic}|\ufe0f|:[a-z_]{3,24}:|\d{1,3}(?:\.\d{1,3}){0,3}\s?[.、:)]?\s|\d{1,3}[、.):](?!\d)|\(?[一二三四五六七八九十]{1,3}\)?[、.:,)]|[a-h][.、)]\s|\([一二三四五六七八九十\d]{1,3}\)|[壹贰叁肆伍陆柒捌玖拾参貮]{1,2}[、.:,]|第[一二三四五六七八九十\d]{1,3}(?:部分|章|节|项)?[、.:,]?\s|[①-⑳])+\s*/u;

/** The words of a title without numbers, bullets, emphasis, emoji and the closing colon. */
export function bareTitle(folded: string): string {
	let bare = folded.slice(0, 120).trim().replace(NUMBERING, '');
	if (MAY_BE_DRAWN.test(bare))
		bare = bare.replace(/[*_`]{1,3}|\p{Extended_Pictographic}|\ufe0f/gu, '').trim();
	while (/[:.,;\s-]$/.test(bare)) bare = bare.slice(0, -1);
	bare = (ENCLOSED.exec(bare)?.[1] ?? bare).trim();
	// A spaced title: 「决 议」.
	return /^[\u3400-\u9fff](?:\s{1,4}[\u3400-\u9fff]){1,3}$/.test(bare) ? bare.replace(/\s/g, '') : bare;
}

/** Emphasis, and wherever pictures stand among the signs. */
const MAY_BE_DRAWN = /[*_`©®\u2000-\u33ff]|\ufe0f|[\ud83c-\ud83f]/;

/** 【本周重点】 */
const ENCLOSED = /^[[【「『《〈〔]([^\][【】「」『』《》〈〉〔〕]{1,30})[\]】」』》〉〕]:?$/;

/** What a title means; null when its words are none of ours. `bare` is `bareTitle` of the line. */
export function classifyTitle(bare: string): TitleKind | null {
	if (bare.length === 0 || bare.length > 60) return null;
	const plain = !MAY_BE_LONGER.test(bare)
		? bare
		: bare.replace(IN_BRACKETS, ' ').replace(WIDE_SPACE, ' ').replace(SAYS_NO_MORE, '').trim();
	return listedKind(plain || bare) ?? (listsWork(plain) ? 'action' : null);
}

/** A title may have words in brackets, wide spaces, and an end that says nothing. */
const MAY_BE_LONGER = /[([?]|\s\s|如下$/;
const IN_BRACKETS = /\([^()]{0,40}\)|\[[^[\]]{0,40}\]/g;
const WIDE_SPACE = /\s{2,}/g;
const SAYS_NO_MORE = /\?$|(?:具体)?(?:情况)?如下$/;
export const TITLE_LOOK: FirstLook = {
	look: MAY_BE_LONGER,
	behind: [IN_BRACKETS, WIDE_SPACE, SAYS_NO_MORE]
};

/** Nouns that make a title one of work by themselves. */
const WORK_NOUN =
	/^(?:ais|aps|tasks?|to-?dos?|to-?do's|actions?|actionables?|assignments?|follow-?ups?|followups?|deliverables|homework|commitments?|responsibilities|chores|next-?steps?)$/;
/** Nouns that do with a word that looks ahead or hands out. */
const PLAN_NOUN = /^(?:work|goals?|plans?|priorities|objectives|items|things|jobs?|activities|focus)$/;
const LOOKS_AHEAD =
	/^(?:next|upcoming|coming|following|future|pending|remaining|outstanding|unfinished|assigned|individual|personal|distribution|allocation|division|breakdown|before|until|planned|remediation|corrective|preventive|mitigation|improvement|today|tomorrow|week's|sprint)$/;
/** Words that may stand beside them. */
const BESIDE =
	/^(?:a|the|our|my|your|this|for|of|to|from|by|and|or|in|on|at|we|be|do|need|needs|done|who|does|writes|brings|prepares|covers|what|new|open|current|main|key|agreed|resulting|assigned|team|group|member|members|weekly|monthly|immediate|short-term|long-term|post-meeting|additional|other|final|proposed|high|priority|list|recap|summary|review|register|tracker|log|table|owners?|owned|deadlines?|dates?|due|assigned|discussed|identified|decided|required|steps?|points?|items?|meeting|meetings|call|session|class|lecture|week|weeks|month|sprint|quarter|iteration|milestone|phase|term|semester|time|day|person|everyone|all|up|follow|\d{1,2}|[/&+,-])$/;
/** What has been is no list of work to come. */
const LOOKS_BACK = /\b(?:completed?|finished|last|previous|past|accomplished|achieved|no|was|were)\b/;

const MAYBE_WORK =
	/^(?=[a-z]).*?(?:task|ais|aps|do|action|assign|follow|deliver|work|commit|respons|chore|step|goal|plan|priorit|objective|item|thing|job|activit|focus|next|before|until|who)/;

/** "Summary of agreed tasks", "Goals before next meeting", "Division of work": every word is one of those titles are made of. */
function listsWork(title: string): boolean {
	if (!MAYBE_WORK.test(title) || LOOKS_BACK.test(title)) return false;
	const words = title
		.replace(/([/&+,])/g, ' $1 ')
		.split(/\s+/)
		.filter(Boolean);
	if (words.length > 9 || words[0] === 'in' || words[0] === 'on') return false;
	const is = (pattern: RegExp) => words.some((word) => pattern.test(word));
	if (!words.every((word) => [WORK_NOUN, PLAN_NOUN, LOOKS_AHEAD, BESIDE].some((kind) => kind.test(word))))
		return false;
	if (is(WORK_NOUN)) return true;
	if (is(PLAN_NOUN))
		return (
			is(LOOKS_AHEAD) ||
			/^(?:plans?|goals?|priorities) for (?:this|the) |^(?:this|the) week |to (?:be )?(?:do|done|follow up)/.test(
				title
			)
		);
	return /^(?:to (?:be )?do(?:ne)?|who (?:does|writes|brings|prepares|covers) what|next week|for next week|(?:to do )?(?:before|by|until) (?:the )?next (?:meeting|week|call|session|class|time))$/.test(
		title
	);
}

/** "Noor went through the action items:", "Things we still have to do before the fair:": a sentence above a list that is one of tasks. */
export function announcesWork(words: string): boolean {
	return ANNOUNCES.test(words.slice(-90)) && !LOOKS_BACK_ON.test(words);
}

const ANNOUNCES =
	/\b(?:action (?:items?|points?)|to-?dos?|tasks?|next steps|follow[- ]?ups?|(?:things|items|jobs|stuff|work|what|following)(?: [a-z']{1,12}){0,5} (?:to (?:be )?(?:do|done|do next|get done|finish(?:ed)?|fix(?:ed)?|sort(?:ed)?(?: out)?|complete[d]?|prepare[d]?|arrange[d]?|buy|bought|follow(?:ed)? up)|needs? doing))\b[^:.]{0,40}:[*_]{0,2}\s?$/;
const LOOKS_BACK_ON =
	/\b(?:completed|finished|accomplished|closed|no|nothing|not|if|how|template|example|questions?|ideas?|suggest(?:ed|ions?)?|could|would|propos(?:ed|als?))\b/;

/** True for a head whose entries are ideas, questions, duties or topics, of which none was given to anybody. */
export function speaksOfIdeas(words: string): boolean {
	return OF_IDEAS.test(words);
}

const OF_IDEAS =
	/\b(?:ideas?|suggest(?:ions?|ed|s)|how (?:to|do|can|could|should|might)|options?|possib(?:le|ilities)|proposals?|proposed|brainstorm(?:ing|ed)?|agenda|topics?|responsibilities|duties|job descriptions?|questions?|things to (?:ask|consider|discuss|think about)|goals?|objectives?|aims|mission|vision|values|rules|tips|guidelines|instructions|steps to|ways|requirements|criteria|principles|pros|cons|wish ?list|motions?|releases?|news|could|would|highlights|features|roadmap|recommend(?:s|ed|ations?)|benefits|challenges|problems|concerns|feedback|comments|retrospective|policy|policies|procedures?|process|expectations|later|someday|some day|backlog|parking lot|icebox|nice[- ]to[- ]haves?)\b/;

/** What may stand before the noun of a title. */
const OF_WHEN =
	'(?:第[一二三四五\\d]{1,2}(?:阶段|轮|期|个?迭代)|本次|本周|本月|下周|下月|下一?步|下阶段|下一阶段|后续|会后|近期|接下来的?|今日|今天|本期|上次|上周|上月|上期|前次|会议|各部门|各组|各成员|各人|个人|小组|成员|团队|项目组|责任|部门|重点|主要|具体|未来|跨部门|新增|当前|目前|其他){0,2}的?';
const LIST = '(?:清单|列表|表|汇总|一览|跟踪表?)?';
/** A stretch of time that is still to come, or has only begun. */
const TO_COME =
	'(?:\\d{1,2}月(?:份)?|第[一二三四五\\d]{1,2}(?:阶段|轮|期|个?迭代)|[上下]半(?:月|年|学期)|第?[一二三四五六七八九十\\d]{1,2}周|[寒暑]假|假期|本次|本周|这周|本月|本学期|本季度|本期|本迭代|下个?(?:星期|礼拜|月|季度|学期|迭代|阶段)|下(?:周|月|季度|学期|期|步)|下一?(?:周|步|阶段|次|期|轮|个?迭代)|未来[一二两]周|后续|后期|今后|会后|近期|近日|接下来(?:的?[一两二三几]个?(?:周|星期|礼拜|天|月))?|[本现]阶段|今[日天]|明[日天]|下次(?:会议|例会|开会)?前|会议前|会前)';
/** What people plan: the noun of a title behind a time to come. */
const PLANNED =
	'(?:行动|工作|任务|计[划画]|规[划画]|预[计定]|安排|事项|跟进|追踪|待办|动作|目标|项目?|落实|分工|部署|布置|内容|措施|方案|清单|列表|要求|重点)';

const TITLES: readonly (readonly [TitleKind, readonly string[]])[] = [
	[
		'boilerplate',
		[
			'(?:moderator|facilitator|host|chair|meeting|note-?taker|scribe|pre-?meeting|post-?meeting)?\\s?check-?lists?',
			'(?:useful |important |helpful )?links?|resources?|references?|antitrust.{0,20}|connection details?|how to join|housekeeping',
			'(?:会议)?照片|燃尽图|burn-?down(?: chart)?|(?:代码)?(?:签入|提交|commit)(?:记录|情况)?|参考(?:资料|链接)?|附件|附录|相关(?:链接|资料)|会议(?:回放|链接|录像|录屏|资料)|备注|注'
		]
	],
	[
		'attendance',
		[
			'(?:[a-z/&\\-]{1,14} ){0,3}(?:attend(?:ees?|ance|ing|ed(?: by)?)|participants?|present|absent(?:ees)?|apologies|regrets|invitees|in attendance)(?: list| record)?',
			"(?:unable|not able) to (?:attend|join|make it)|(?:joining|calling|dialing|skyping|phoning)(?: in)?(?: for .{1,24})?|(?:voting|non-voting|regular|guest|other|remote|board|alternate) (?:members?|guests?)|guests?|observers?|roll ?call|(?:please )?sign(?:ed)?[- ]?(?:in|up|offs?)(?:[- ]by| here| below)?|signatures?|signed(?: by)?|members? present|(?:who(?:'?s| is| was)? |not |also )?(?:here|in|there|coming|attending)|(?:on|in) the (?:call|room)|ex officio|excused",
			'(?:应|实|列|未|缺|出|\\(列\\))?(?:参会|与会|出席|参加|列席|缺席|请假|到会|到场|到|未到|迟到|早退|未出席|与会者|出席者|参与|签到|线上|在线|评审(?=[人成专委组者])|没来)(?:(?:会议|部门|单位|人员|机关)(?:及|与|、)?)?(?:会议)?(?:人员?|者|人数|成员|同学|同仁|代表|单位|部门|机关|委员|议员|理监事|[理董监]事|教师|老师|家长|里民|住户|干部|主管)?(?:名单|情况|列表|及原因)?',
			'(?:小组|团队|项目组|本组)?(?:成员|组员|队员)(?:名单)?|(?:到场|在场|在座|参加)(?:人员?|者|成员)?|(?:有)?(?:来|到|在|参加|出席|与会)的?(?:人|朋友|伙伴|同学)(?:们)?|人|在|委员|people(?: present)?|team members|who|人员|出缺席.{0,4}|签到表?|名单|通讯录|联系方式'
		]
	],
	[
		'schedule',
		[
			'(?:incident |event )?timeline(?: of .{1,20})?|chronology|(?:(?:next|upcoming|future)\\s)?meetings?(?: times?| dates?| schedule)?|(?:next|upcoming)\\s.{0,30}(?:meetings?|calls?)|calendar',
			'upcoming (?:reports?|events?|releases?|dates?)|events?|rota|(?:next week )?roles|recordings?|past due reports|important dates',
			'date(?: (?:and|&) time)?(?: of (?:the )?next meeting)?|next meeting agenda|下次|下次(?!.{0,8}前).{0,12}(?:会议|例会|开会|会|活动)(?:时间|安排|议题|地点)?.{0,10}|下期.{0,6}|下一次.{0,8}(?:会议|例会|会).{0,6}|确定下次.{0,20}|后续会议|散会(?:时间)?',
			'.{0,8}(?:值班|排班|轮值)(?:安排|表)?|会议(?:时间|地点|名称|主题|形式|日期|方式|概况|基本信息|信息|平台|类型|时长)|沟通(?:时间|地点|安排|主题|形式)|时间|地点|日期|日程(?:安排)?|活动日程|时间线'
		]
	],
	[
		'deadline',
		[
			/^(?:(?:expected |target |planned )?(?:date of completion|completion date|due date|deadline|due|ddl|eta)|(?:任务|提交|完成|作业)?(?:截止|截至)(?:日期|时间)?|完成(?:时间|时限|期限))(?:\s?[:：-].{0,40}|\s.{0,40}|\d.{0,40})?$/
				.source
		]
	],
	[
		'owners',
		[
			'leads?|owners?|responsible|assignees?|drivers?|champions?|dri',
			'负责人|责任人|责任部门|牵头人|牵头部门|主责'
		]
	],
	[
		'issues',
		[
			'.{0,10}(?:遗留|未决|待解决|待决|待定|待议|需要?解决|未解决|未完成|待确认|待澄清|待闭环|未闭环|尚未解决)的?(?:问题|事项|工作|任务|项|议题|内容)?(?:清单|列表|跟踪|汇总)?',
			'遗留|其他问题|待办问题|问题跟踪|open (?:issues|questions|items)|outstanding (?:items|issues)|unresolved(?: issues)?'
		]
	],
	[
		'review',
		[
			'(?:(?:review|status|recap|follow[- ]?ups?|check|update|progress) (?:of|on|from|about) (?:the |our |all )?)?(?:previous|last|prior|past|old|earlier)(?: (?:week|meeting|month|time)(?:.?s)?)? (?:actions?|action (?:items?|points?)|to-?dos?|tasks?|a\\.?i.?s?|aps?|commitments|follow[- ]?ups?)(?: (?:review|status|recap|updates?))?|carr(?:y|ied)[- ]?overs?(?: (?:items?|tasks?|actions?))?|(?:follow[- ]?ups?|matters|business|items?|topics?) (?:items? )?(?:from|arising|carried over|since).{0,40}|(?:old|unfinished|previous|continuing) business(?: ?(?:\\/|&|and) ?[a-z ]{3,30})?|for (?:the )?next (?:meeting|time|session|class|call|practice)|next time|review of (?:the )?(?:last|previous) (?:meeting.?s )?(?:minutes|notes)|(?:last|previous) (?:meeting.?s )?(?:minutes|notes) review|(?:from|since) (?:the )?last (?:time|meeting|call)',
			'(?:上次|上期|前次|前期|历次|上一?次)[\\u3400-\\u9fff]{0,6}(?:会议|例会|周会|决议|议定|决定|裁示|指示|待办|列管|交办|主席)[\\u3400-\\u9fff]{0,6}(?:跟进|落实|追踪|执行|办理|整改)[\\u3400-\\u9fff]{0,4}',
			'(?:上周|上次|上期|上月)(?:会议)?的?(?:事项|待办|任务|行动项|遗留|作业|目标)(?:事项|问题)?(?:回顾|跟进|追踪|落实|进展|复盘|检查|完成)(?:情况|度)?',
			'上次会议.{0,8}(?:跟进|落实|追踪|执行).{0,6}|(?:上次|前次)(?:会议)?(?:决议|待办|事项|案由).{0,8}(?:追踪|跟进|落实|执行|办理).{0,6}'
		]
	],
	[
		'action',
		[
			`${OF_WHEN}(?:(?:(?:待办|代办|待处理|待跟进|待落实|待完成|待执行)(?:事项|任务|工作|清单|列表|项目?|跟踪)*|(?:行动|跟进|整改|追踪|办理)(?:事项|事宜|项目?|计划|清单|方案|任务|列表|安排|措施|要求)+)${LIST}|(?:任务|工作|人员|职责)(?:分配|分工|安排|清单|列表|布置|部署|下达|落实|派发)${LIST}(?:情况|及安排)?|分工(?:安排|情况|明细|表)?)`,
			'(?:改进|改善|整改|优化|纠正|预防)(?:措施|项|点|计[划画]|行动|方案|动作)?|(?:上周|上次|上期|本周|下周|last )的?\\s?(?:todo|to-do|action items?|ai)s?\\s?(?:[\\u3400-\\u9fff]{2,4}|[a-z]{4,8})?',
			`${TO_COME}的?(?:重点|主要|具体|各部门|各组|各人|个人|预[计定]|拟)?的?(?:(?:需要?|要|应|待|计[划画]|打算|准备)(?:做|完成|办|跟进|落实|推进|处理)的?(?:事情?|事项|任务|工作|内容)?|${PLANNED}(?:及|与|和|、|/)?){1,4}`,
			'下周|下个?星期|下个?礼拜|(?:下周|下期|下阶段|预计|预定|计划)(?:的?(?:进度|工作|事项|任务|完成|规[划画]|安排)){1,2}|接下来',
			'(?:需要?|应|要|待|须)(?:完成|做|办理?|跟进|追踪|落实|处理|推进|执行)的?(?:任务|事项|事情?|工作|项目)?|(?:主席|会长|领导|上级)?(?:交办|应办|督办|列管)(?:事项|案件|工作)|(?:双方)?约定(?:事项)?|后续追踪|未完成(?:的)?(?:任务|工作)',
			`(?:[a-zα-ω]{1,8}|[\\u3400-\\u9fff]{2,4})\\s?(?:阶段|冲刺|迭代|sprint)\\s?的?(?:任务|工作|人员|成员)(?:分配|分工|安排|划分|认领)`,
			`(?:${TO_COME}的?)?(?:各个?|每个|每位|全体|所有|团队|小组)?(?:成员|组员|队员|同学)们?的?(?:在?[^,。:]{2,14}?(?:阶段|冲刺|迭代|期间|周))?(?:所?(?:认领|承担|领取|负责|分配到?))?的?(?:具体|主要)?(?:任务|工作|分工)(?:安排|分配|分工|划分|计[划画]|认领)?${LIST}`,
			'(?:会议)?(?:决议|结论|决定|共识|结果)(?:事项)?(?:及|与|和|、|/|&)(?:后续|会后)?(?:行动|待办|任务|工作|追踪|跟进|安排)(?:事项|项目?|计[划画]|安排|清单)?',
			'任务|(?:代办|待办)(?:事项)?(?:[与和及、/&]分工)?|下一步|next|回家作业|下次(?:会议|例会|开会)(?:之|以)?前(?:完成)?|会议(?:任务|待办|行动项)|工作计[划画](?:安排)?|(?:布置|指派)(?:任务|工作)|(?:任务|工作)指派|(?:各组|各成员|各人|个人|小组)任务',
			"(?:(?!taking|takes?\\b|has\\b|have\\b|is\\b|as\\b|an?\\b|no\\b|this\\b|was\\b)[a-z/&'-]{1,14} ){0,4}action(?:able)?s? ?(?:items?|points?|list|plan|log|register|tracker)(?: (?:for|from|of|by|arising) .{1,30}| list| summary| review| arising| outstanding)?",
			'(?![已无没上前尚]|本次没|讨论|关于|取消|历史|完成|清除|回顾|检查)[\\u3400-\\u9fff][\\u3400-\\u9fff ]{0,7}(?:action ?items?|to-?do(?: ?list)?s?|待办(?:事项|清单)?|代办事项)',
			"[a-z][a-z. -]{1,24}'s (?:to-?\\s?dos?|actions?|tasks?|homework)(?: (?:from|for|since|until) .{1,24})?",
			"ars?|actions?(?: (?:for|required|needed|taken|agreed|arising|outstanding|list|plan|from) ?.{0,24})?|a\\.?i\\.?'?s",
			"(?:(?!no\\b|a\\b)[a-z/&-]{1,12} ){0,2}to-?\\s?do['’]?s?(?: (?:list|items?|for|before|by|until|this|next) ?.{0,24})?|to do",
			"(?:(?:immediate |our |key |main |possible |proposed |suggested )?next (?:steps?|actions?|tasks?)(?: ?[/&,] ?.{1,24}| (?:for|until|till|before|by|after|towards?) .{1,24}| and .{1,24})?)|what'?s next|what(?: (?:still )?(?:needs?|has|have) to be done|(?: is|'s) (?:left )?to (?:be )?do(?:ne)?| (?:we|i|you)(?:'ll| will| (?:still )?need to| have to|'re going to) do)(?: (?:before|by|until|next|for|now|after)(?! (?:lunch|today)).{0,24})?|(?:items? |things )to (?:do|follow up)",
			'(?:pending|outstanding|unfinished)(?: (?:items?|tasks?|actions?|work))?(?: from .{1,24})?',
			'tomorrow|what (?:will|are|do|should) (?:we|i|you)(?: going)?(?: to| need to| plan to)? (?:do|work on)(?: .{1,20})?',
			'follow[- ]?ups?(?: ?(?:items?|actions?|tasks?|list))?|(?:decisions?|agreements?|outcomes?|resolutions?|conclusions?) ?(?:and|&|/) ?actions?(?: items?| points?)?'
		]
	],
	[
		'done',
		[
			'done|completed?(?: items?| tasks?| actions?)?|closed(?: items?)?|finished|resolved',
			'已完成(?:的)?(?:事项|工作|任务|项)?|已办结|已关闭|已闭环|完成'
		]
	],
	[
		'decision',
		[
			'(?:会议|会上|经讨论|与会[人者]员?)?(?:一致|原则上)?(?:达成|形成|做出|作出|确定|议定|明确|商定|得出)(?:了)?的?(?:以下|如下|下列)?(?:几点|几项)?(?:初步)?(?:共识|决议|决定|结论|意见|事项)(?:纪要)?',
			'(?:会议|沟通|讨论|主席|最终|达成的?|关键)?(?:结论|决议|决定|决策|共识|共识结论|共识点|议定|结果|决议事项|决定事项|决策事项|裁示|裁决)(?:事项|内容)?(?:及.{0,10})?|(?:会议)?议题(?:及|与|和)(?:结论|决议|决定)|表决(?:结果)?|附[带加](?:条件|决议|要求)|会议(?:要求|强调|指出)|[\\u3400-\\u9fff]{2,8}(?:要求|意见|指示|批示)|需要?[\\u3400-\\u9fff]{0,6}(?:支持|协调|配合|协助)(?:的?(?:事项|问题|内容|资源))?(?:清单)?',
			'decisions?(?: made| log| taken)?|(?:key )?resolutions?|conclusions?|consensus|outcomes?|agreed|agreements?|results?'
		]
	],
	[
		'agenda',
		[
			'agenda (?:for|of) .{0,24}|.{0,10}(?:agenda|议程|议题|议事日程)(?: items?| topics?|列表|安排|表|目录|清单)?|议题.{0,4}|讨论(?:事项|议题|主题)|会议(?:议题|目标|目的)',
			'topics to discuss|meeting (?:goals?|objectives?|purpose)|(?:goals?|objectives?|aims?|purpose) (?:of|for) (?:today|(?:the|this|today.s) (?:meeting|call|session|review|workshop))|提案(?:单位|部门|人)|案由|table of contents|目录|outline'
		]
	],
	[
		'report',
		[
			'(?:工作|任务|项目|专案|各项目|同步|上周|本周|上期|近期|目前|当前|同步工作|各部门?|部门)?(?:工作|任务)?(?:进展|进度|汇报|报告|总结|回顾|完成情况|执行情况|落实情况|成果)(?:情况|事项|汇报|同步|报告|及.{0,8})?',
			'(?:本周|今日|今天|昨日|昨天|这周|上周|本期|本月|上月)(?:已)?(?:完成|做的|所做|成果|进展|进度|总结|回顾)(?:的?(?:工作|任务|事项|内容|情况))*|(?:[\\u3400-\\u9fff]{0,4}(?:财务|会务|业务|会计|监察|总务|活动|主席|主委|财委|监委|理事长|处室|单位|部门|社务|所务|系务|院务|班务|工作|校务|站务))(?:工作)?报告|(?:主席|主持人|理事长|会长|领导|来宾|长官|院长|校长)?致[词辞](?:略)?|进度回报|(?:个人|各组|小组|各成员|团队)(?:进度|进展|汇报)|(?:做得|做的)?(?:不)?好的(?:地方|方面)?|通知|公告|提醒|温馨提示|注意(?:事项|点)?|[\\u3400-\\u9fff]{0,4}宣[导达]事?项?|优点|缺点|亮点|不足(?:之处)?|收获|反思|心得|经验教训?|[\\u3400-\\u9fff]{0,6}检讨|报告事项|上次会议.{0,12}|上周(?:工作|完成|任务).{0,8}|成果|现状|问题描述|说明|背景.{0,8}',
			'accomplish(?:ed|ments)|progress(?: reports?| updates?)?|(?:status|quick|project|team|brief|general|weekly)?\\s?(?:updates?|status(?: reports?)?)|standup(?: notes)?',
			"(?:work |tasks? |items? )?(?:completed|done|finished|accomplished)(?: (?:this|last|since).{0,20})|progress since.{0,20}|what (?:was|we(?:'ve)?|has been) (?:have )?(?:done|did|completed|accomplished).{0,20}|last (?:week|month|sprint|meeting)'?s? .{0,20}",
			'what (?:did|have) (?:we|i|you) (?:do|done|work on|worked on|achieve|achieved)(?: .{1,20})?',
			'(?:q ?& ?a|questions)(?:,? .{0,20})?|last week|yesterday|announcements?|reports?(?: and celebrations)?|(?:work )?status|review of (?:the )?(?:previous|last) meeting.{0,12}|demos?|highlights|background'
		]
	],
	[
		'topic',
		[
			/^(?:new|other|general|any other|additional) (?:business|matters|items)$|^a\.?o\.?b\.?$|^misc(?:ellaneous)?$|^(?:open )?discussions?$|^其[他它](?:事项|事宜)?$|^杂[项事]$|^(?:(?:存在|遇到|目前)的?|主要)?(?:问题|疑问|困难|难点|风险|阻碍)点?$|^(?:本周|本次|今日|会议|问题|自由|开放|综合|其他)?讨论(?:部分|环节|区)?$|^(?:会议|讨论|沟通|主要|座谈)(?:主要)?(?:内容|纪要|记录|过程|详情)$|^(?:议题|提案|案由|议案|主题|话题|topic|item|proposal|milestone|project|issue)\s?[一二三四五六七八九十\d#]{1,3}(?:[:、.,\s-].{0,60}|$)/
				.source
		]
	]
];

/**
 * The alternatives as one pattern for each sign a title can begin with, and one for those that may begin with anything; in each a group for
 * each kind. A pattern is made ready when it is asked first, which took 60 ms for all of them together and takes 20.
 */
type ByFirstSign = { readonly open: RegExp; begun(sign: string): RegExp | null };

let byFirstSign: ByFirstSign | null = null;

function listedKind(title: string): TitleKind | null {
	const { open, begun } = (byFirstSign ??= titlesByFirstSign());
	const [any, own] = [open.exec(title)?.groups, begun(title[0]!)?.exec(title)?.groups];
	if (!any && !own) return null;
	return TITLES.find(([kind]) => (any?.[kind] ?? own?.[kind]) !== undefined)![0];
}

type Listed = { readonly kind: TitleKind; readonly words: string };

function titlesByFirstSign(): ByFirstSign {
	const open: Listed[] = [];
	const bySign = new Map<string, Listed[]>();
	for (const [kind, patterns] of TITLES)
		for (const words of patterns.flatMap(alternativesOf)) {
			const signs = firstSigns(words);
			if (!signs) open.push({ kind, words });
			for (const sign of signs ?? []) bySign.set(sign, [...(bySign.get(sign) ?? []), { kind, words }]);
		}
	const patterns = new Map<string, RegExp>();
	return {
		open: patternOf(open),
		begun(sign) {
			const listed = patterns.has(sign) ? null : bySign.get(sign);
			if (listed) patterns.set(sign, patternOf(listed));
			return patterns.get(sign) ?? null;
		}
	};
}

function patternOf(titles: readonly Listed[]): RegExp {
	const groups = TITLES.flatMap(([kind]) => {
		const own = titles.filter((title) => title.kind === kind).map(({ words }) => words);
		return own.length > 0 ? `(?<${kind}>^(?:${own.join('|')})$)` : [];
	});
	return new RegExp(groups.join('|'));
}
