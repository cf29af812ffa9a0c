/** What the columns of a table are, by their heads and by what stands below them [EX9]. */
import { fold } from './fold.ts';
import { isDoneWord } from './marks.ts';
import type { NameIndex } from './names.ts';
import { readNamesOnly } from './owner-list.ts';
import { distinctBlocks, rangeOf } from './table-cells.ts';
import type { Row } from './table-cells.ts';
import { bareTitle } from './titles.ts';

export type Column =
	| 'number'
	| 'content'
	| 'owner'
	| 'department'
	| 'due'
	| 'start'
	| 'closed'
	| 'deliverable'
	| 'priority'
	| 'status'
	| 'support'
	| 'collaborator'
	| 'note'
	| 'next'
	| 'who'
	| 'speaker'
	| 'time'
	| 'type'
	| 'issue';

const HEADS: readonly (readonly [Column, RegExp])[] = [
	['number', /^(?:序号|编号|项次|项目编号|no\.?|nr\.?|#|id|number|议题编号)$/],
	['type', /^(?:type|kind|category|类型|类别|性质|分类)$/],
	['speaker', /^(?:发言人|汇报人|报告人|主讲人?|演讲人|分享人|speakers?|presenters?|moderators?)$/],
	[
		'collaborator',
		/^(?:协作部门|协助部门|配合部门|协办(?:部门|单位|人)?|协同部门|支持部门|参与人(?:\/部门)?|参与部门|supporting|helpers?|contributors?)$/
	],
	[
		'support',
		/^(?:所需支持|需要支持|需支持资源|需对方配合(?:的内容)?|需协调事项|support(?: needed)?|dependencies|help needed)$/
	],
	[
		'due',
		/^(?!下周预)(?:.{0,4}(?:截止|截至|到期|结束|完成|交付|办理|解决|整改|预计完成|计划完成|要求完成|预定完成|预计)(?:时间|日期|时限|期限|日|节点)?(?:\(.{0,12}\))?|起止(?:时间|日期)|时间节点|时限|期限|完成日|何时完成|何时|什么时候|截止|ddl|deadline\/ddl|due(?: date| by)?|deadline|by when|when|eta|target(?: date)?|expected(?: date| completion)?|completion date|date due|end(?: date)?|finish(?: date| by)?)$/
	],
	['start', /^(?:开始(?:时间|日期)|起始(?:时间|日期)|start(?: date)?|(?:date )?(?:opened|raised|created))$/],
	['closed', /^(?:date )?(?:closed|completed|finished|resolved)(?: on)?$/],
	[
		'owner',
		/^(?:.{0,4}(?:负责人|责任人|承办人|执行人|跟进责任人|跟进人|跟踪人|督办人|联系人|对接人|牵头人|主责人?|经办人|处理人|担当|担当者|办理人|执行者|owner|assignee|responsible(?: person| party)?|who|lead|dri|assign(?:ed)?(?: to)?|person|accountable|driver)s?(?:\/.{1,8})?(?:\(.{0,12}\))?|谁(?:负责|来做|做)?|(?:负责|对应|主要|联络|联系)?窗口|负责|主办|承办|跟进|责任|pic|by|by whom|(?:person )?in charge|(?:assigned|action) by|action owner|人员|(?:小?组|负责)?(?:成员|组员|同学)|responsibility)$/
	],
	[
		'department',
		/^(?:责任部门(?:\/人)?|负责部门(?:\/人)?|(?:责任|负责|主办|主责|权责|主管|执行|办理|落实|配合)(?:单位|科室|处室)|承办(?:部门|单位|科室)|主办部门|主责部门|牵头部门|责任部门\/人(?:员)?|责任方|(?:负责|执行|承办)?组别|department|team)$/
	],
	[
		'deliverable',
		/^(?:输出成果|输出物|输出|成果|交付物|交付成果|交付标准|可交付成果|产出|产出物|验收标准|deliverables?|outputs?|acceptance(?: criteria)?)$/
	],
	['priority', /^(?:优先级|优先度|重要性|重要程度|紧急程度|级别|priority|prio|importance)$/],
	[
		'status',
		/^(?:.{0,4}(?:状态|(?:完成|执行|落实|办理|处理|追踪|追踪办理|后续追踪|整改|跟踪)(?:情况|情形|结果|现况|进度))(?:反馈|说明)?|(?:列管|管考)(?:建议|情形|与否)?|结案(?:确认)?|(?:状态|完成|闭环)确认|是否(?:闭环|结案)|进度|当前进度|进展|是否完成|完成否|status(?: ?(?:\/|&|and) ?(?:notes?|comments?|remarks?|update))?|state|progress|done\??|complete[d]?\??)$/
	],
	[
		'content',
		/^(?!昨|.{0,4}已完成|上[一]?周)(?:.{0,6}(?:行动项|行动计划|行动事项|行动|待办事项|待办|代办事项|任务名称|任务内容|任务描述|任务|工作|工作内容|工作事项|工作任务|跟进事项|跟踪事项|跟进内容|具体内容|具体事项|具体措施|整改措施|整改内容|(?:改善|解决|应对|纠正|预防|处理|改进|对应)?(?:对策|措施|方案|办法)|(?:改进|改善|优化)(?:项|点|事项)|(?:处理|整改|解决)意见|整改|沟通事项|办理事项|(?:主席|会议|裁示|指示|列管|交办|追踪|督办|议定)+事项|(?:主席)?(?:裁示|指示)(?:内容)?|决议事项|决议|遗留问题|事项名称|事项|内容描述|关键节点|内容|措施|做什么)(?:\(.{0,12}\))?|(?:action|task|to[- ]?do|follow[- ]?up)(?: ?items?| ?points?|s| description| required| name)?(?: ?(?:and|&|\/) ?(?:status|updates?|notes?|comments?|progress))?|item|what|description|activity|work item|deliverable\/action|agreed actions?)$/
	],
	[
		'issue',
		/^(?:(?:问题|缺陷|bug)?描述|问题|缺陷|存在问题|主要问题|issues?|tickets?|(?:user )?stor(?:y|ies)|problems?|risks?|blockers?)$/
	],
	[
		'next',
		/^(?:(?:今[日天]|明[日天]|次日|接下来)的?(?:(?:计[划画]|安排|打算|准备|需要?|要)?(?:完成|做)的?(?:工作|任务|事情?|内容)?|(?:工作)?(?:计[划画]|安排|任务|工作|目标)(?:安排|内容)?)|下一?步(?:工作|计[划画]|安排|行动|动作)?|后续(?:工作|计[划画]|安排|行动|动作|措施)|下周(?:工作|计[划画]|预[计定]|目标)|next(?: steps?| actions?)?|to do next)$/
	],
	['note', /^(?:备注|说明|问题反馈|风险点?|备注\/问题反馈|notes?|comments?|remarks?|风险)$/],
	[
		'who',
		/^(?:姓名|账号|昵称|部门|职务|职位|name|present|attendees?|in attendance|initials|role|position|participants?|representing|abbreviation|github(?: id| handle)?|email|organi[sz]ation|affiliation|参会人员?|签名|签字|出席)$/
	],
	['time', /^(?:时间|日期|计划|time|date|duration|time ?\(min\)|值班开始|值班结束)$/]
];
export type Heads = ReadonlyMap<number, Column>;

/** The columns a row of heads names; null when it is no row of heads. */
export function headsOf(row: Row): Heads | null {
	const heads = new Map<number, Column>();
	for (const cell of row) {
		const found = columnNamed(cell.folded);
		if (found && !(found === 'content' && [...heads.values()].includes('content')))
			heads.set(cell.place.column, found);
	}
	// 「角色 | 描述 | 成员」: who is who.
	if (row.some((cell) => OF_ROLES.test(bareTitle(cell.folded))))
		for (const [at, column] of heads) if (column === 'issue') heads.delete(at);
	const filled = distinctBlocks(row).length;
	const isHead = row.some((cell) => cell.place.head);
	// 「上周任务 | 完成情况 | 本周任务」: how the work of last week stands says nothing of the next.
	const past = row.find((cell) => OF_PAST.test(bareTitle(cell.folded)))?.place.column;
	const next =
		past === undefined
			? undefined
			: [...heads].find(([at, column]) => at > past && column === 'content')?.[0];
	if (past !== undefined && next !== undefined)
		for (const { place } of row)
			if (place.column > past && place.column < next && heads.get(place.column) !== 'owner')
				heads.set(place.column, 'note');
	if (heads.size >= 2 && heads.size >= filled * 0.6) return completed(heads);
	return isHead && filled > 0 ? completed(heads) : null;
}

const OF_ROLES = /^(?:角色|岗位|职责|模块|功能)$/;
const OF_PAST = /^(?:昨|上[一个]?周|上[次期]|上个?星期)/;

/** 「模块 | 前端 | 后端 | 截止时间」: columns of areas in which names stand say who does it, and what the table is of is the work. */
export function withAreas(heads: Heads, head: Row, rows: readonly Row[], names: NameIndex): Heads {
	if (hasOwners(heads)) return heads;
	const areas = head.filter(
		(cell) => AREA_HEAD.test(bareTitle(cell.folded)) && holdsNames(cell.place.column, head, rows, names)
	);
	const thing = head.find((cell) => THING_HEAD.test(bareTitle(cell.folded)));
	if (areas.length === 0 || (!thing && ![...heads.values()].includes('content'))) return heads;
	const found = new Map([...heads, ...areas.map((cell) => [cell.place.column, 'owner'] as const)]);
	if (thing && ![...heads.values()].includes('content')) found.set(thing.place.column, 'content');
	return found;
}

const AREA_HEAD =
	/^(?:前端|后端|服务端|客户端|移动端|测试|设计|开发|产品|运营|运维|算法|美术|策划|程序|文案|排版|摄影|剪辑|审核|机械|电控|视觉|硬件|软件|ui|qa|fe|be)(?:同学|人员)?$/;
const THING_HEAD =
	/^(?:模块|功能(?:模块|点)?|页面|子系统|组件|章节|栏目|环节|场次|关卡|活动|推文)(?:名称?)?$/;

function holdsNames(column: number, head: Row, rows: readonly Row[], names: NameIndex): boolean {
	const cells = rows
		.filter((row) => row !== head)
		.flatMap((row) => distinctBlocks(row).filter((cell) => cell.place.column === column));
	return (
		cells.length > 1 &&
		cells.every(
			(cell) =>
				cell.folded.length <= 20 &&
				!isDoneWord(cell.folded) &&
				readNamesOnly(cell.block, cell.folded, rangeOf(cell), names, true)
		)
	);
}

/** A column without a head whose cells are all names says who does what stands beside them. */
export function withNamesBefore(heads: Heads, head: Row, rows: readonly Row[], names: NameIndex): Heads {
	const columns = [...heads.values()];
	if (!columns.includes('content') || hasOwners(heads) || columns.includes('who')) return heads;
	const named = new Set(distinctBlocks(head).map((cell) => cell.place.column));
	const others = rows.filter((row) => row !== head).flatMap(distinctBlocks);
	const unnamed = others.find((cell) => !named.has(cell.place.column))?.place.column;
	return unnamed !== undefined && holdsNames(unnamed, head, rows, names)
		? new Map([...heads, [unnamed, 'owner']])
		: heads;
}

/** What a folded head names; undefined when it is none that is known. */
function columnNamed(folded: string): Column | undefined {
	const bare = (bareTitle(folded) || folded.trim())
		.replace(/\s?\([^()]{0,20}\)$/, '')
		.replace(/\s/g, (space) => space);
	const compact = bare.replace(/\s*\/\s*/g, '/').trim();
	return HEADS.find(([, pattern]) => pattern.test(compact))?.[0];
}

/** What each of a table's heads names, as it would be read in minutes; null for a head that is not known. */
export function columnsNamed(heads: readonly string[]): readonly (Column | null)[] {
	const named = heads.map((head, at) => [at, columnNamed(fold(head))] as const);
	const known = completed(new Map(named.flatMap(([at, column]) => (column ? [[at, column]] : []))));
	return heads.map((_, at) => known.get(at) ?? null);
}

/** Where nothing else is called the task, the next step is; the only time beside task and owner is that of the task. */
function completed(heads: Heads): Heads {
	const columns = new Set(heads.values());
	const stands: Partial<Record<Column, Column>> = {};
	if (!columns.has('content')) stands.next = 'content';
	if (
		['content', 'next', 'issue'].some((column) => columns.has(column as Column)) &&
		columns.has('owner') &&
		!columns.has('due')
	)
		stands.time = 'due';
	return new Map([...heads].map(([at, column]) => [at, stands[column] ?? column]));
}

export function isTaskTable(heads: Heads): boolean {
	const columns = new Set(heads.values());
	if (columns.has('speaker')) return columns.has('content') && (columns.has('owner') || columns.has('due'));
	if (columns.has('who')) return columns.has('content');
	const content = columns.has('content') || columns.has('deliverable');
	const owned = columns.has('owner') || columns.has('department');
	if (columns.has('issue') && !content) return owned;
	return (
		(content && (owned || columns.has('due') || columns.has('status'))) ||
		(owned && (columns.has('due') || columns.has('status')))
	);
}

/** In a report who and what, without a day or a state, is told of what was done. */
export function tellsOnly(heads: Heads): boolean {
	return ![...heads.values()].some((column) => column === 'due' || column === 'status' || column === 'next');
}

export function isTimetable(heads: Heads): boolean {
	const columns = new Set(heads.values());
	return columns.has('speaker') || (columns.has('time') && !columns.has('owner'));
}

export function hasOwners(heads: Heads): boolean {
	return [...heads.values()].some((column) => column === 'owner' || column === 'department');
}
