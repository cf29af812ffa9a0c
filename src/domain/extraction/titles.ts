/** What a heading, a label ("遗留问题：", "Next steps:") or the head of a list says about the lines below it [EX10–EX19]. */

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
	/^(?:[\s#*_>·•▪◦●○■□◆★☆.-]|\p{Extended_Pictographic}|\ufe0f|\d{1,3}(?:\.\d{1,3}){0,3}\s?[.、:)]?\s|\d{1,3}[、.):](?!\d)|\(?[一二三四五六七八九十]{1,3}\)?[、.:,)]|\([一二三四五六七八九十\d]{1,3}\)|[壹贰叁肆伍陆柒捌玖拾参貮]{1,2}[、.:,]|第[一二三四五六七八九十\d]{1,3}(?:部分|章|节|项)?[、.:,]?\s|[①-⑳])+\s*/u;

/** The words of a title without numbers, bullets, emphasis, emoji and the closing colon. */
export function bareTitle(folded: string): string {
	let bare = folded.slice(0, 120).trim().replace(NUMBERING, '');
	bare = bare.replace(/[*_`]{1,3}|\p{Extended_Pictographic}|\ufe0f/gu, '').trim();
	while (/[:.,;\s-]$/.test(bare)) bare = bare.slice(0, -1);
	return bare.trim();
}

/** What a title means; null when its words are none of ours. `bare` is `bareTitle` of the line. */
export function classifyTitle(bare: string): TitleKind | null {
	if (bare.length === 0 || bare.length > 60) return null;
	const plain = bare
		.replace(/\([^()]{0,40}\)|\[[^[\]]{0,40}\]/g, ' ')
		.replace(/\s{2,}/g, ' ')
		.trim();
	for (const [kind, pattern] of TITLES) if (pattern.test(plain || bare)) return kind;
	return null;
}

function words(...alternatives: readonly string[]): RegExp {
	return new RegExp(`^(?:${alternatives.join('|')})$`);
}

/** What may stand before the noun of a title. */
const OF_WHEN =
	'(?:本次|本周|本月|下周|下月|下一?步|下阶段|下一阶段|后续|会后|近期|接下来的?|今日|今天|本期|上次|会议|各部门|部门|重点|主要|具体|未来|跨部门|新增|当前|目前)?的?';
const LIST = '(?:清单|列表|表|汇总|一览|跟踪表?)?';

const TITLES: readonly (readonly [TitleKind, RegExp])[] = [
	[
		'boilerplate',
		words(
			'(?:moderator|facilitator|host|chair|meeting|note-?taker|scribe|pre-?meeting|post-?meeting)?\\s?check-?lists?',
			'(?:q ?& ?a|questions)(?:,? .{0,20})?',
			'(?:useful |important |helpful )?links?|resources?|references?|code of conduct|antitrust.{0,20}|logistics|connection details?|how to join|housekeeping',
			'参考(?:资料|链接)?|附件|附录|相关(?:链接|资料)|会议(?:回放|链接|录像|录屏|资料)|备注|注'
		)
	],
	[
		'attendance',
		words(
			'(?:[a-z/&\\-]{1,14} ){0,3}(?:attend(?:ees?|ance|ing|ed(?: by)?)|participants?|present|absent(?:ees)?|apologies|regrets|invitees|in attendance)(?: list| record)?',
			"(?:voting|non-voting|regular|guest|other|remote|board|alternate) (?:members?|guests?)|guests?|observers?|roll ?call|sign[- ]?in|members? present|who'?s here",
			'(?:应|实|列|未|缺)?(?:参会|与会|出席|参加|列席|缺席|请假|到会|未到|未出席|与会者|出席者|参与)(?:部门及)?(?:会议)?(?:人员?|者|人数|成员|同学|代表|单位|部门)?(?:名单|情况|列表|及原因)?',
			'出缺席.{0,4}|签到表?|名单|通讯录|联系方式'
		)
	],
	[
		'schedule',
		words(
			'(?:(?:next|upcoming|future)\\s)?meetings?(?: times?| dates?| schedule)?|(?:next|upcoming)\\s.{0,30}(?:meetings?|calls?)|calendar',
			'upcoming (?:reports?|events?|releases?|dates?)|events?|rota|(?:next week )?roles|recordings?|past due reports|important dates',
			'下次|下次.{0,12}(?:会议|例会|开会|会)(?:时间|安排|议题|地点)?.{0,10}|下期.{0,6}|下一次.{0,8}(?:会议|例会|会).{0,6}|确定下次.{0,20}|后续会议|散会(?:时间)?',
			'.{0,8}(?:值班|排班|轮值)(?:安排|表)?|会议(?:时间|地点|名称|主题|形式|日期|方式|概况|基本信息|信息|平台|类型|时长)|沟通(?:时间|地点|安排|主题|形式)|时间|地点|日期|日程(?:安排)?|活动日程|时间线'
		)
	],
	[
		'deadline',
		/^(?:(?:expected |target |planned )?(?:date of completion|completion date|due date|deadline|due|ddl|eta)|(?:任务|提交|完成|作业)?(?:截止|截至)(?:日期|时间)?|完成(?:时间|时限|期限))(?:\s?[:：-].{0,40}|\s.{0,40}|\d.{0,40})?$/
	],
	[
		'owners',
		words(
			'leads?|owners?|responsible|assignees?|drivers?|champions?|dri',
			'负责人|责任人|责任部门|牵头人|牵头部门|主责'
		)
	],
	[
		'issues',
		words(
			'.{0,10}(?:遗留|未决|待解决|待决|未解决|未完成|待确认|待澄清|待闭环|未闭环|尚未解决)的?(?:问题|事项|工作|任务|项|议题|内容)?(?:清单|列表|跟踪|汇总)?',
			'遗留|其他问题|待办问题|问题跟踪|open (?:issues|questions|items)|outstanding (?:items|issues)|unresolved(?: issues)?'
		)
	],
	[
		'review',
		words(
			'(?:follow[- ]?ups?|matters|business|items?|topics?) (?:items? )?(?:from|arising|carried over|since).{0,40}|(?:old|unfinished|previous|continuing) business',
			'上次会议.{0,8}(?:跟进|落实|追踪|执行).{0,6}|(?:上次|前次)(?:会议)?(?:决议|待办|事项|案由).{0,8}(?:追踪|跟进|落实|执行|办理).{0,6}'
		)
	],
	[
		'action',
		words(
			`${OF_WHEN}(?:待办|代办|待处理|待跟进|待落实|待完成|待执行)(?:事项|任务|工作|清单|列表|项目?|跟踪)*${LIST}`,
			`${OF_WHEN}(?:行动|跟进|整改|追踪|办理)(?:事项|项目?|计划|清单|方案|任务|列表|安排|措施|要求)+${LIST}`,
			`(?:本次|本周|本月|下周|下月|下一?步|下阶段|下一阶段|后续|会后|近期|接下来的?|今日|今天|明日|下期|下次会议前|会议前|本学期|本季度|下季度)的?(?:重点|主要|具体)?(?:行动|工作|任务|计划|安排|事项|跟进|待办|动作|目标|项目|落实)+(?:事项|项目?|${LIST})?`,
			`${OF_WHEN}(?:任务|工作|人员|职责)(?:分配|分工|安排|清单|列表|布置|部署|下达|落实|派发)${LIST}(?:情况|及安排)?`,
			'分工(?:安排|情况)?|任务|代办|待办|下一步|下次会议前完成|会议(?:任务|待办|行动项)|(?:决议|结论)(?:及|与|和)(?:行动|待办)(?:事项|项|计划)?',
			"(?:(?!taking|takes?\\b|has\\b|have\\b|is\\b|as\\b|an?\\b|no\\b|this\\b|was\\b)[a-z/&'-]{1,14} ){0,4}action(?:able)?s? ?(?:items?|points?|list|plan|log|register|tracker)(?: (?:for|from|of|by) .{1,30}| list| summary| review)?",
			"actions?(?: (?:for|required|needed|taken|agreed|arising|list|plan|from) ?.{0,24})?|(?:review of |outstanding |open |new |previous )actions?|a\\.?i\\.?'?s",
			'(?:(?!no\\b|a\\b)[a-z/&-]{1,12} ){0,2}to-?\\s?dos?(?: (?:list|items?|for) ?.{0,24})?|to do',
			'(?:my |our |new |open |current |main |key |remaining )?tasks?(?: list| assigned| assignments?| for .{1,20})?',
			"(?:(?:immediate |our |key |main |possible |proposed |suggested )?next (?:steps?|actions?|tasks?)(?: ?[/&,] ?.{1,24}| for .{1,24}| and .{1,24})?)|what'?s next|(?:items? |things )to (?:do|follow up)",
			'follow[- ]?ups?(?: ?(?:items?|actions?|tasks?|list))?|assignments?|deliverables|commitments?|homework|work items|(?:decisions?|agreements?) (?:and|&) actions?',
			"plan for (?:this|next|the coming) (?:week|month|sprint)|(?:this|next) week'?s? (?:plans?|tasks?|goals?|priorities)"
		)
	],
	[
		'done',
		words(
			'done|completed?(?: items?| tasks?| actions?)?|closed(?: items?)?|finished|resolved',
			'已完成(?:的)?(?:事项|工作|任务|项)?|已办结|已关闭|已闭环|完成'
		)
	],
	[
		'decision',
		words(
			'(?:会议|沟通|讨论|主席|最终|达成的?|关键)?(?:结论|决议|决定|决策|共识|共识结论|共识点|议定|结果|决议事项|决定事项|决策事项|裁示|裁决)(?:事项|内容)?(?:及.{0,10})?|会议(?:要求|强调|指出)|工作要求',
			'decisions?(?: made| log| taken)?|(?:key )?resolutions?|conclusions?|consensus|outcomes?|agreed|agreements?|results?'
		)
	],
	[
		'agenda',
		words(
			'.{0,10}(?:agenda|议程|议题|议事日程)(?: items?| topics?|列表|安排|表|目录|清单)?|议题.{0,4}|讨论(?:事项|议题|主题)|会议(?:议题|目标|目的)',
			'topics to discuss|提案(?:单位|部门|人)|案由|table of contents|目录|outline|parking lot'
		)
	],
	[
		'report',
		words(
			'(?:工作|任务|项目|同步|上周|本周|上期|近期|目前|当前|同步工作|各部门?|部门)?(?:工作|任务)?(?:进展|进度|汇报|报告|总结|回顾|完成情况|执行情况|落实情况|成果)(?:情况|事项|汇报|同步|报告|及.{0,8})?',
			'报告事项|上次会议.{0,12}|上周(?:工作|完成|任务).{0,8}|成果|现状|问题描述|说明|背景.{0,8}',
			'accomplish(?:ed|ments)|progress(?: reports?| updates?)?|(?:status|quick|project|team|brief|general|weekly)?\\s?(?:updates?|status(?: reports?)?)|standup(?: notes)?',
			'last week|yesterday|announcements?|reports?(?: and celebrations)?|(?:work )?status|review of (?:the )?(?:previous|last) meeting.{0,12}|demos?|highlights|background'
		)
	],
	[
		'topic',
		/^(?:议题|提案|案由|议案|主题|话题|topic|item|proposal|milestone|project|issue)\s?[一二三四五六七八九十\d#]{1,3}(?:[:、.,\s-].{0,60}|$)/
	]
];
