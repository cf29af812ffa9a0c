import { describe, expect, test } from 'vitest';
import { fold } from './fold.ts';
import { bareTitle, classifyTitle } from './titles.ts';
import type { TitleKind } from './titles.ts';

/** Titles as people write them, by what they say of the lines below [EX10–EX19]. */
const TITLES: Readonly<Partial<Record<TitleKind, string>>> = {
	action: `
Action Items | Actions | Action Items Recap | Action items for next meeting | New Action Items | AIs | Todos | TODO: | To-Do List | To Do's
Tasks for this week | Tasks to be done | Things to do before next meeting | What we need to do | Next Steps | Next steps & owners | What's next?
Follow-up Actions | Followup items | Items to follow up on | Assigned tasks | Task allocation | Work assignments | Goals for next week
Plan for next week | Plans for this week | Before next meeting | To do before next meeting | Homework | Summary of actions | Agreed actions
Decisions and action items | Outcomes & actions | Responsibilities | Outstanding tasks | Pending Items | Week 5 tasks | Sprint tasks
Who does what | Division of work | Upcoming work | Action Points (AP) | Individual Tasks | Tasks and owners | List of actions | Next week
待办 | 待辦事項 | 代办 | 行动项 | 行动计划 | 会议待办 | 后续工作安排 | 下一步计划 | 下一步工作安排 | 下阶段任务 | 下周计划 | 下週工作 | 下周目标
本周分工 | 本周任务分配 | 任务分工 | 人员分工 | 会议分工 | 工作安排 | 近期工作 | 接下来的任务 | 接下来要做的事 | 下次会议前需要完成 | 下次開會前
下次会议前的任务 | 需要完成的任务 | 需跟进事项 | 待追蹤事項 | 會後待辦 | 後續追蹤 | 交辦事項 | 主席交辦事項 | 應辦事項 | 工作分配 | 下週進度
預計進度 | 今日任务 | 明天计划 | 今天要做的 | 会议结论及待办 | 会议决议与行动项 | 布置任务 | 各组任务 | 个人任务 | 成员分工 | 责任分工
工作計畫 | 下一階段計畫 | 小組分工 | 未来一周计划 | 下周 | 后期安排 | 今后工作安排`,
	issues: `
Open issues | Open questions | Unresolved | 遗留问题 | 遗留事项 | 待解决问题 | 待确认事项 | 待定事项 | 需要解决的问题 | 未决问题 | 尚未解决的问题`,
	report: `
Progress since last meeting | Completed this week | Last week's progress | What was done | Tasks completed this week | Updates | Status | Background
上周完成 | 上週進度 | 本周完成 | 本周进展 | 昨日完成 | 工作汇报 | 部門報告 | 進度回報 | 個人進度 | 完成情况`,
	attendance: `Present | Attendees | Members present | Team members | Roll call | 参会人员 | 出席人員 | 到场人员 | 與會者 | 请假人员`,
	schedule: `Next meeting | Date and time | Events | 下次会议 | 下次開會時間 | 会议时间 | 地点`,
	agenda: `Agenda | Agenda for next meeting | 议程 | 會議議程 | 討論事項`,
	decision: `Decisions | Resolutions | 会议结论 | 決議 | 会议议定事项`
};

describe.each(Object.entries(TITLES))('%s', (kind, titles) => {
	test.each(
		titles
			.split(/[|\n]/)
			.map((title) => title.trim())
			.filter(Boolean)
	)('%s', (title) => {
		expect(classifyTitle(bareTitle(fold(title)))).toBe(kind);
	});
});

test.each([
	'Work is going well',
	'Goals',
	'The team discussed the plan',
	'We will do the next steps later',
	'Completed tasks of the team',
	'Website redesign',
	'接口改造',
	'下周三上午开会',
	'工作很多'
])('no list of work: %s', (title) => {
	expect(classifyTitle(bareTitle(fold(title)))).not.toBe('action');
});
