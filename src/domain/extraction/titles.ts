/** What a heading, a label ("遗留问题：", "Next steps:") or the head of a list says about the lines below it [EX10–EX19]. */

/**
 * - `action`: every entry is an item (待办, Action items, Next steps)
 * - `issues`: open issues to be closed (遗留问题)
 * - `decision`: resolutions; items only where work is given to somebody
 * - `agenda`, `attendance`, `schedule`, `boilerplate`: never items
 * - `report`: what was done; only promises count
 * - `owners`: the names below own the tasks of the section around
 * - `deadline`: the title itself says by when the section's tasks are due
 */
export type TitleKind =
	| 'action'
	| 'issues'
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
	/^(?:[\s#*_>·•▪◦●○■□◆★☆.-]|\p{Extended_Pictographic}|\d{1,3}(?:\.\d{1,3}){0,3}\s?[.、:)]?\s|\d{1,3}[、.):](?!\d)|\(?[一二三四五六七八九十]{1,3}\)?[、.:,)]|\([一二三四五六七八九十\d]{1,3}\)|[壹贰叁肆伍陆柒捌玖拾参貮]{1,2}[、.:,]|第[一二三四五六七八九十\d]{1,3}(?:部分|章|节|项)?[、.:,]?\s|[①-⑳])+\s*/u;

/** The words of a title without numbers, bullets, emphasis, brackets and the closing colon. */
export function bareTitle(folded: string): string {
	let bare = folded.slice(0, 120).trim().replace(NUMBERING, '');
	bare = bare.replace(/[*_`]{1,3}/g, '').trim();
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

const ORDER =
	'(?:本次|本周|本月|下周|下月|下一?步|下阶段|下一阶段|后续|会后|近期|接下来的?|今日|今天|本期|上次|上周|会议|各部门|部门|重点|主要|具体|未来|跨部门)?的?';

const TITLES: readonly (readonly [TitleKind, RegExp])[] = [
	[
		'boilerplate',
		/^(?:(?:moderator|facilitator|host|chair|meeting|notetaker|scribe|pre-?meeting|post-?meeting) checklist|checklist|(?:q ?& ?a|questions)(?:,? .{0,20})?|links?|resources?|references?|参考(?:资料|链接)?|附件|附录|相关链接|会议(?:回放|链接|录像|录屏)|code of conduct|antitrust.{0,20}|logistics|connection details?|how to join)$/
	],
	[
		'attendance',
		/^(?:.{0,24}(?:attend(?:ees?|ance|ing|ed(?: by)?)|participants?|present|absent(?:ees)?|apologies|regrets|invitees|(?:voting|non-voting|regular|guest|other|remote|board|tsc|alternate) (?:members?|guests?)|guests?|observers?|others present|roll ?call|who'?s here|in attendance)(?: list)?|sign[- ]?in|members? present|(?:应|实|列|未|缺)?(?:参会|与会|出席|参加|列席|缺席|请假|到会|未到|未出席|与会者|出席者|参与)(?:部门及)?(?:会议)?(?:人员?|者|人数|名单|成员|人员名单|同学|代表|单位|部门)?(?:名单|情况|列表|及原因)?|出缺席.{0,4}|签到表?|名单)$/
	],
	[
		'schedule',
		/^(?:(?:(?:next|upcoming|future)\s)?meetings?(?: times?| dates?| schedule)?|(?:next|upcoming)\s.{0,30}(?:meetings?|calls?)|calendar|upcoming (?:reports?|events?|releases?|dates?)|events?|rota|(?:next week )?roles|recordings?|past due reports|下次.{0,12}(?:会议|例会|开会|会)(?:时间|安排|议题|地点)?.{0,10}|下期.{0,6}|下一次.{0,8}(?:会议|例会|会).{0,6}|确定下次.{0,20}|散会(?:时间)?|.{0,8}(?:值班|排班|轮值)(?:安排|表)?|会议(?:时间|地点|名称|主题|形式|日期|方式|概况|基本信息|信息)|沟通(?:时间|地点|安排|主题|形式)|时间|地点|日程(?:安排)?|活动日程)$/
	],
	[
		'deadline',
		/^(?:(?:expected |target |planned )?(?:date of completion|completion date|due date|deadline|due|ddl|eta)|(?:任务|提交|完成)?(?:截止|截至)(?:日期|时间)?|完成(?:时间|时限|期限))(?:\s?[:：-].{0,40}|\s.{0,40}|\d.{0,40})?$/
	],
	[
		'owners',
		/^(?:leads?|owners?|responsible|assignees?|drivers?|champions?|dri|负责人|责任人|责任部门|牵头人|牵头部门|主责)$/
	],
	[
		'issues',
		new RegExp(
			`^(?:.{0,10}(?:遗留|未决|待解决|待决|未解决|未完成|待确认|待澄清|待闭环|未闭环|尚未解决|跟踪)的?(?:问题|事项|工作|任务|项|议题|内容)?(?:清单|列表|跟踪|汇总)?|遗留|其他问题|待办问题|open (?:issues|questions|items|actions)|outstanding (?:items|issues|actions|tasks)|unresolved(?: issues)?)$`
		)
	],
	[
		'action',
		new RegExp(
			'^(?:' +
				`${ORDER}(?:待办|代办|待处理|待跟进|待落实|待完成|待执行)(?:事项|任务|工作|清单|列表|项目?)*(?:清单|列表|表|汇总)?|` +
				`${ORDER}(?:行动|跟进|落实|整改|执行|追踪|办理)(?:事项|项目?|计划|清单|方案|任务|列表|安排|措施|要求)+(?:清单|列表|表|汇总)?|` +
				`(?:本次|本周|本月|下周|下月|下一?步|下阶段|下一阶段|后续|会后|近期|接下来的?|今日|今天|明日|下期|上周)的?(?:重点|主要|具体)?(?:行动|工作|任务|计划|安排|事项|跟进|待办|动作|目标|方向|项目)+(?:事项|项目?|清单|列表|安排|计划)?|` +
				`${ORDER}(?:任务|工作|人员|职责)(?:分配|分工|安排|清单|列表|布置|部署|下达|落实|跟踪|派发)(?:表|清单|情况|及安排)?|分工(?:安排|情况)?|任务|todo|to ?do|` +
				`决议及(?:行动|待办)(?:事项|项)|会议(?:任务|待办|行动项|要求)|工作要求|代办|待办|` +
				".{0,24}\\baction(?:able)?s?(?: ?(?:items?|points?|list|plan|log|register))(?: (?:for|from|of|by) .{1,30}| list| summary)?|actions?(?: (?:for|required|needed|taken|agreed|arising|list|plan) ?.{0,24})?|ai'?s|" +
				'.{0,16}\\bto-?\\s?dos?(?: (?:list|items?|for) ?.{0,24})?|(?:my |our |new |open |current |main |key )?tasks?(?: list| assigned| assignments?| for .{1,20})?|' +
				"(?:(?:immediate |our |key |main |possible |proposed |suggested )?next (?:steps?|actions?|tasks?)(?: ?[/&,] ?.{1,24}| for .{1,24}| and .{1,24})?)|what'?s next|(?:items? |things )to (?:do|follow up)|" +
				"follow[- ]?ups?(?: ?(?:items?|actions?|tasks?|list))?|assignments?|deliverables|commitments?|homework|work items|plan for (?:this|next|the coming) (?:week|month|sprint)|(?:this|next) week'?s? (?:plans?|tasks?|goals?|priorities)|decisions? (?:and|&) actions?|agreements? (?:and|&) actions?" +
				')$'
		)
	],
	[
		'decision',
		/^(?:(?:会议|沟通|讨论|主席|最终|达成的?)?(?:结论|决议|决定|共识|共识结论|共识点|议定|结果|决议事项|决定事项|裁示|裁决)(?:事项|内容)?(?:及.{0,10})?|decisions?(?: made| log| taken)?|resolutions?|conclusions?|consensus|outcomes?|agreed|agreements?|results?)$/
	],
	[
		'agenda',
		/^(?:.{0,10}(?:agenda|议程|议题|议事日程)(?: items?| topics?|列表|安排|表|目录|清单|内容)?|议题.{0,4}|讨论(?:事项|议题|内容|主题|要点)|会议(?:内容|议题|主题)|topics?(?: to discuss)?|提案(?:单位|部门|人)|案由|table of contents|目录|outline)$/
	],
	[
		'report',
		/^(?:(?:工作|任务|项目|同步|上周|本周|上期|近期|目前|当前|同步工作|各部门?|部门)?(?:工作)?(?:进展|进度|汇报|报告|总结|回顾|完成情况|执行情况|落实情况|成果)(?:情况|事项|汇报|同步|报告|及.{0,8})?|报告事项|上次会议.{0,12}|上周(?:工作|完成).{0,8}|已完成(?:事项|工作|任务)?|成果|done|completed(?: items?| tasks?)?|accomplish(?:ed|ments)|progress(?: reports?| updates?)?|(?:status|quick|project|team|brief|general|weekly)?\s?(?:updates?|status(?: reports?)?)|standup(?: notes)?|last week|yesterday|announcements?|reports?(?: and celebrations)?|(?:work )?status|review of (?:the )?(?:previous|last) meeting.{0,12}|demos?|highlights|background|背景.{0,8}|现状|问题描述)$/
	],
	[
		'topic',
		/^(?:议题|提案|案由|议案|主题|话题|topic|item|proposal|milestone|project|issue)\s?[一二三四五六七八九十\d#]{1,3}(?:[:、.,\s-].{0,60}|$)/
	]
];
