/** Tables: rows under recognised heads are items [EX9]; other cells are read as small texts of their own. */
import type { Block, Place, Span } from './block.ts';
import { dueOf, makeItem, quote } from './draft.ts';
import type { ExtractedItem } from './extracted-item.ts';
import { fold } from './fold.ts';
import { isDoneWord, priorityWord, doneMark } from './marks.ts';
import { NOTHING } from './marker.ts';
import { withNames } from './names.ts';
import type { NameIndex } from './names.ts';
import { maskDays } from './promise.ts';
import type { Promised, Range } from './promise.ts';
import { readNamesOnly, readOwnerList } from './owner-list.ts';
import { findPromises } from './prose.ts';
import { titleKind } from './line.ts';
import type { Note, Reader, Step } from './line.ts';
import { readBlock } from './read-block.ts';
import { sortOfOwner } from './zh-owner.ts';
import { splitStatements } from './statement.ts';
import type { Statement } from './statement.ts';
import { isActionKind, isDoneAt, kindAt, scope, withLabel, withRoster } from './section.ts';
import type { SectionState } from './section.ts';
import { namesInAttendance } from './attendance.ts';
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
		/^(?:.{0,4}(?:截止|截至|到期|完成|交付|办理|解决|整改|预计完成|计划完成|要求完成|预定完成|预计)(?:时间|日期|时限|期限|日|节点)?(?:\(.{0,12}\))?|时间节点|时限|期限|完成日|何时完成|何时|什么时候|截止|ddl|deadline\/ddl|due(?: date| by)?|deadline|by when|when|eta|target(?: date)?|expected(?: date| completion)?|completion date|date due)$/
	],
	[
		'start',
		/^(?:开始(?:时间|日期)|起始(?:时间|日期)|起止时间|start(?: date)?|(?:date )?(?:opened|raised|created))$/
	],
	['closed', /^(?:date )?(?:closed|completed|finished|resolved)(?: on)?$/],
	[
		'owner',
		/^(?:.{0,4}(?:负责人|责任人|承办人|执行人|跟进责任人|跟进人|跟踪人|督办人|联系人|对接人|牵头人|主责人?|经办人|处理人|担当|担当者|办理人|执行者|owner|assignee|responsible(?: person| party)?|who|lead|dri|assigned to|person|accountable|driver)s?(?:\/.{1,8})?(?:\(.{0,12}\))?|谁(?:负责|来做|做)?|(?:负责|对应|主要|联络|联系)?窗口|负责|主办|承办|跟进|责任|pic|by|by whom|(?:person )?in charge|(?:assigned|action) by|action owner|人员|(?:小?组|负责)?(?:成员|组员|同学)|responsibility)$/
	],
	[
		'department',
		/^(?:责任部门(?:\/人)?|负责部门(?:\/人)?|(?:责任|负责|主办|主责|权责|主管|执行|办理|落实|配合)(?:单位|科室|处室)|承办(?:部门|单位|科室)|主办部门|主责部门|牵头部门|责任部门\/人(?:员)?|责任方|department|team)$/
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
		/^(?:.{0,6}(?:行动项|行动计划|行动事项|行动|待办事项|待办|代办事项|任务名称|任务内容|任务描述|任务|工作|工作内容|工作事项|工作任务|跟进事项|跟踪事项|跟进内容|具体内容|具体事项|具体措施|整改措施|整改内容|(?:改善|解决|应对|纠正|预防|处理|改进|对应)?(?:对策|措施|方案|办法)|(?:改进|改善|优化)(?:项|点|事项)|(?:处理|整改|解决)意见|整改|沟通事项|办理事项|(?:主席|会议|裁示|指示|列管|交办|追踪|督办|议定)+事项|(?:主席)?(?:裁示|指示)(?:内容)?|决议事项|决议|遗留问题|事项名称|事项|内容描述|关键节点|内容|措施|做什么)(?:\(.{0,12}\))?|(?:action|task|todo|to-do|follow[- ]?up)(?: ?items?| ?points?|s| description| required| name)?|item|what|description|activity|work item|deliverable\/action|agreed actions?)$/
	],
	['issue', /^(?:问题|问题描述|存在问题|主要问题|issues?|tickets?|problems?|risks?|blockers?)$/],
	[
		'next',
		/^(?:下一?步(?:工作|计[划画]|安排|行动|动作)?|后续(?:工作|计[划画]|安排|行动|动作|措施)|下周(?:工作|计[划画])|next(?: steps?| actions?)?|to do next)$/
	],
	['note', /^(?:备注|说明|问题反馈|风险点?|备注\/问题反馈|notes?|comments?|remarks?|风险)$/],
	[
		'who',
		/^(?:姓名|账号|昵称|部门|职务|职位|name|present|attendees?|in attendance|initials|role|position|participants?|representing|abbreviation|github(?: id| handle)?|email|organi[sz]ation|affiliation|参会人员?|签名|签字|出席)$/
	],
	['time', /^(?:时间|日期|time|date|duration|time ?\(min\)|值班开始|值班结束)$/]
];

type Cell = {
	readonly block: Block;
	readonly folded: string;
	readonly place: Extract<Place, { kind: 'cell' }>;
	/** The one of its entries that is read; all of it when there is none. */
	readonly part?: Range;
};
type Row = readonly Cell[];
type Heads = ReadonlyMap<number, Column>;

/** Reads all cells of one table. A table leaves the section state as it found it, but for the names it lists. */
export function readTable(blocks: readonly Block[], state: SectionState, reader: Reader): Step {
	const rows = rowsOf(blocks);
	const notes: Note[] = [];
	const kind = kindAt(state, -1);
	if (kind === 'boilerplate') return { state, notes };
	if (kind === 'attendance' || isRollCall(rows)) {
		const names = blocks.flatMap((block) => namesInAttendance(fold(block.text)));
		return { state: withRoster(state, withNames(state.roster, names)), notes };
	}
	let heads: Heads | null = null;
	let actions: number | undefined;
	let section: 'done' | null = isDoneAt(state, -1) ? 'done' : null;
	let roster = state.roster;
	for (const row of rows) {
		const said = headsOf(row);
		if (said) {
			heads = withAreas(
				withNamesBefore(said, row, rows, reader.names(state.roster)),
				row,
				rows,
				reader.names(state.roster)
			);
			roster = withNames(roster, peopleBelow(heads, rows, reader.names(roster)));
			actions = row.find((cell) => OF_ACTIONS.test(bareTitle(cell.folded)))?.place.column;
			continue;
		}
		if (
			heads &&
			((isTaskTable(heads) && !(kind === 'report' && tellsOnly(heads))) ||
				(isActionKind(kind) && [...heads.values()].includes('content')))
		) {
			const merged = distinctBlocks(row);
			if (merged.length === 1 && row.length > 0 && row[0]!.place.columnSpan > 1) {
				section = isDoneWord(merged[0]!.folded) ? 'done' : null;
				continue;
			}
			notes.push(...rowItem(row, heads, state, reader, section));
			continue;
		}
		if (kind === 'schedule' || (heads && isTimetable(heads))) continue;
		roster = withNames(roster, attendeesIn(row, reader));
		const now = withRoster(state, roster);
		const ordered = row.filter(
			(cell) => cell.place.column === actions && saysWords(cell) && !NO_TASK_TYPE.test(cell.folded.trim())
		);
		notes.push(
			...readLabelledRow(
				row.filter((cell) => !ordered.includes(cell)),
				now,
				reader
			)
		);
		for (const cell of ordered) notes.push(...readCell(cell, withLabel(now, scope(0, 'action')), reader));
	}
	return { state: withRoster(state, roster), notes };
}

/** `83.2 (carried)` is a number. */
function saysWords({ folded }: Cell): boolean {
	return /\p{L}/u.test(folded.replace(/\([^()]*\)/g, ''));
}

/** The column of a table of minutes that says what is to be done. */
const OF_ACTIONS =
	/^(?:actions?(?: (?:items?|points?|required|needed|agreed))?|a\.?i\.?s?|to-?dos?|follow[- ]?ups?)$/;

function rowsOf(blocks: readonly Block[]): Row[] {
	const rows = new Map<number, Cell[]>();
	for (const block of blocks) {
		if (block.place.kind !== 'cell') continue;
		const row = rows.get(block.place.row) ?? [];
		row.push({ block, folded: fold(block.text), place: block.place });
		rows.set(block.place.row, row);
	}
	return [...rows.entries()].sort(([a], [b]) => a - b).map(([, row]) => row);
}

function distinctBlocks(row: Row): Cell[] {
	return row.filter((cell) => cell.folded.trim() !== '');
}

/** The columns a row of heads names; null when it is no row of heads. */
function headsOf(row: Row): Heads | null {
	const heads = new Map<number, Column>();
	for (const cell of row) {
		const found = columnNamed(cell.folded);
		if (found && !(found === 'content' && [...heads.values()].includes('content')))
			heads.set(cell.place.column, found);
	}
	const filled = distinctBlocks(row).length;
	const isHead = row.some((cell) => cell.place.head);
	if (heads.size >= 2 && heads.size >= filled * 0.6) return completed(heads);
	return isHead && filled > 0 ? completed(heads) : null;
}

/** 「模块 | 前端 | 后端 | 截止时间」: columns of areas in which names stand say who does it, and what the table is of is the work. */
function withAreas(heads: Heads, head: Row, rows: readonly Row[], names: NameIndex): Heads {
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

/** Whom a table names as those who do its work: known in the lines below it too. */
function peopleBelow(heads: Heads, rows: readonly Row[], names: NameIndex): string[] {
	return rows.flatMap((row) =>
		row
			.filter((cell) => heads.get(cell.place.column) === 'owner' && !cell.place.head)
			.map((cell) => cell.folded.trim())
			.filter((name) => /^[\u3400-\u9fff]{2,4}$/.test(name) && sortOfOwner(name, names) === 'person')
	);
}

/** A column without a head whose cells are all names says who does what stands beside them. */
function withNamesBefore(heads: Heads, head: Row, rows: readonly Row[], names: NameIndex): Heads {
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
	if ((columns.has('content') || columns.has('next')) && columns.has('owner') && !columns.has('due'))
		stands.time = 'due';
	return new Map([...heads].map(([at, column]) => [at, stands[column] ?? column]));
}

function isTaskTable(heads: Heads): boolean {
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
function tellsOnly(heads: Heads): boolean {
	return ![...heads.values()].some((column) => column === 'due' || column === 'status' || column === 'next');
}

function isTimetable(heads: Heads): boolean {
	const columns = new Set(heads.values());
	return columns.has('speaker') || (columns.has('time') && !columns.has('owner'));
}

const OF_PEOPLE: ReadonlySet<Column> = new Set(['who', 'owner', 'number', 'note']);

/** A table of names: people and accounts, no work. */
function isRollCall(rows: readonly Row[]): boolean {
	const first = rows[0];
	if (!first) return false;
	const heads = headsOf(first);
	if (!heads || heads.size === 0) return false;
	// `Who | Role`: whoever is called an owner is one of the people.
	return (
		[...heads.values()].every((column) => OF_PEOPLE.has(column)) &&
		[...heads.values()].includes('who') &&
		(heads.size === first.length || ![...heads.values()].includes('owner'))
	);
}

/** Tables of everything that was said: only their tasks are items. */
const NO_TASK_TYPE =
	/^(?:d|decision|i|info|information|n|note|q|question|r|risk|f|fyi|update|决议|决定|决策|信息|通知|说明|讨论|风险|结论|报告)s?$/;

function rowItem(
	row: Row,
	heads: Heads,
	state: SectionState,
	reader: Reader,
	section: 'done' | null
): Note[] {
	const cellsOf = (column: Column) =>
		row.filter((cell) => heads.get(cell.place.column) === column && cell.folded.trim() !== '');
	const contents = cellsOf('content').filter(saysWords);
	const fallback = row.filter((cell) => !heads.has(cell.place.column) && /\p{L}{2}/u.test(cell.folded));
	if (cellsOf('type').some((cell) => NO_TASK_TYPE.test(cell.folded.trim()))) return [];
	if (contents.length === 0 && cellsOf('content').some((cell) => NOTHING.test(cell.folded))) return [];
	const named = contents.length > 0 ? contents : cellsOf('issue');
	const body = named.length > 0 ? named : fallback.length > 0 ? fallback : cellsOf('deliverable');
	if (body.length === 0 || body.every((cell) => NOTHING.test(cell.folded))) return [];
	if (
		contents.length === 0 &&
		cellsOf('content').length === 0 &&
		isUnassigned([...cellsOf('owner'), ...cellsOf('who'), ...cellsOf('due'), ...cellsOf('status')])
	)
		return [];
	const names = reader.names(state.roster);
	const main = body[0]!;
	const next = cellsOf('next').find((cell) => !NOTHING.test(cell.folded) && !NO_DAY.test(cell.folded.trim()));
	const parts = partsOf(next ?? main, [...cellsOf('owner'), ...cellsOf('due')]);
	if (parts.length > 1)
		return parts.flatMap((part) =>
			rowItem(
				row.map((cell) => part.get(cell) ?? cell),
				heads,
				state,
				reader,
				section
			)
		);
	const range = rangeOf(main);
	const stated = [...cellsOf('owner'), ...cellsOf('department')];
	/** Where nobody is called the owner, the row is of whom it names. */
	const ownerCells = stated.length > 0 || hasOwners(heads) ? stated : cellsOf('who');
	const owners = (cellsOf('owner').length > 0 ? cellsOf('owner') : ownerCells).flatMap((cell) =>
		readOwnerList(cell.block, cell.folded, rangeOf(cell), names)
	);
	const status = cellsOf('status');
	const told = owners.length === 0 && status[0] && !hasOwners(heads) ? status[0] : null;
	const own = owners.length > 0 ? null : promiseIn(main, range, names, reader);
	/** 「已取得两家，总干事续办」: without a column of owners the state may tell who goes on with it. */
	const promise = own ?? (told && promiseIn(told, rangeOf(told), names, reader));
	const promised = own || !told ? main : told;
	const done =
		section === 'done' ||
		cellsOf('closed').some(
			(cell) => !NOTHING.test(cell.folded) && !NO_DAY.test(cell.folded.trim()) && !/^no/.test(cell.folded)
		) ||
		[...status, ...cellsOf('due')].some((cell) => isDoneWord(cell.folded)) ||
		status.some(
			(cell) => /[,;]\s|\s[-–—]\s/.test(cell.folded) && doneMark(cell.folded, rangeOf(cell)) !== null
		) ||
		row.some((cell) => !heads.has(cell.place.column) && isDoneWord(cell.folded)) ||
		doneMark(main.folded, range) !== null;
	const priorityCell = cellsOf('priority')[0];
	const priority = priorityCell && priorityWord(priorityCell.folded);
	const deliverable = contents.length > 0 ? cellsOf('deliverable')[0] : undefined;
	const more: Span[] = [...body.slice(1), ...(next ? [next] : []), ...ownerCells, ...cellsOf('due')].map(
		spanOf
	);
	const item: ExtractedItem = makeItem(
		{
			block: main.block.id,
			text: main.block.text,
			range,
			more,
			cuts: [],
			owners:
				owners.length > 0
					? owners
					: (promise?.owners ?? []).map((owner) => quote(promised.block.id, promised.block.text, owner)),
			due:
				putOff(status, reader) ??
				(promise && promised === told ? dueOf(promise.due, told.block.id, told.block.text) : null) ??
				dueOfRow(
					cellsOf('due').filter((cell) => !isDoneWord(cell.folded)),
					main,
					reader
				),
			deliverable: deliverable
				? quote(deliverable.block.id, deliverable.block.text, {
						start: 0,
						end: deliverable.block.text.length
					})
				: null,
			priority:
				priorityCell && priority
					? {
							...quote(priorityCell.block.id, priorityCell.block.text, {
								start: 0,
								end: priorityCell.block.text.length
							}),
							value: priority
						}
					: null,
			support: [...cellsOf('support'), ...cellsOf('collaborator')].map((cell) =>
				quote(cell.block.id, cell.block.text, { start: 0, end: cell.block.text.length })
			),
			state: done ? 'done' : 'open',
			confidence: 0.9,
			rules: ['EX9']
		},
		names
	);
	if (!next) return [{ type: 'draft', draft: { item, latent: false, depth: -1 } }];
	const content = withNext(item.content, textOf(next));
	const spans: ExtractedItem['spans'] = next.part
		? [spanOf(next), ...item.spans.filter(({ block }) => block !== next.block.id)]
		: item.spans;
	const key = `${spans[0].block}:${spans[0].start}-${spans[0].end}`;
	return [{ type: 'draft', draft: { item: { ...item, key, content, spans }, latent: false, depth: -1 } }];
}

function rangeOf({ block, part }: Cell): Range {
	return part ?? { start: 0, end: block.text.length };
}

function spanOf(cell: Cell): Span {
	return { block: cell.block.id, ...rangeOf(cell) };
}

function textOf(cell: Cell): string {
	const { start, end } = rangeOf(cell);
	return cell.block.text.slice(start, end).replace(/\s+/g, ' ').trim();
}

/** 「官网改版」 and its next step, 「前端开发」. */
function withNext(matter: string, next: string): string {
	return `${matter}${/[\u3400-\u9fff]/.test(matter) ? '：' : ': '}${next}`;
}

/**
 * The entries of a cell that holds several, 「1. 筛简历 2. 约面试」, each with its own owner and day where those cells have as many lines;
 * empty when it holds one.
 */
function partsOf(main: Cell, others: readonly Cell[]): readonly ReadonlyMap<Cell, Cell>[] {
	if (main.part) return [];
	const entries = splitStatements(main.folded);
	if (entries.length < 2) return [];
	const split = others.map((cell) => [cell, splitStatements(cell.folded)] as const);
	const parallel = split.filter(([, lines]) => lines.length === entries.length);
	if (parallel.length === 0 && !entries.every(({ number }) => number !== null)) return [];
	const partOf = (cell: Cell, { body, end }: Statement): Cell => ({ ...cell, part: { start: body, end } });
	return entries.map(
		(entry, at) =>
			new Map([
				[main, partOf(main, entry)],
				...parallel.map(([cell, lines]) => [cell, partOf(cell, lines[at]!)] as const)
			])
	);
}

function promiseIn(cell: Cell, range: Range, names: NameIndex, reader: Reader): Promised | null {
	const { block, folded } = cell;
	const days = reader.daysIn(folded, block.text);
	const place = { kind: 'action', speaker: [], depth: -1, ownWords: reader.ownWords };
	const promises = findPromises(
		{ block, folded, masked: maskDays(folded, days), range, names, ...place },
		days
	);
	return promises.find((found) => found.owners.length > 0) ?? null;
}

/** Nobody, no day and no state: a row of a table of all that was talked about. */
function isUnassigned(cells: readonly Cell[]): boolean {
	return cells.every((cell) => NOTHING.test(cell.folded) || NO_DAY.test(cell.folded.trim()));
}

function hasOwners(heads: Heads): boolean {
	return [...heads.values()].some((column) => column === 'owner' || column === 'department');
}

/** What stands in a cell of days when none was set. */
const NO_DAY = /^[-—–/?？]{1,4}$/;

function dueOfRow(cells: readonly Cell[], main: Cell, reader: Reader) {
	for (const cell of cells) {
		const { start, end } = rangeOf(cell);
		const days = reader
			.daysIn(cell.folded, cell.block.text)
			.filter((mention) => mention.start >= start && mention.end <= end);
		const day = days.find((mention) => mention.day) ?? days[0];
		if (day)
			return dueOf({ ...day, kind: day.kind === 'on' ? 'by' : day.kind }, cell.block.id, cell.block.text);
		if (NOTHING.test(cell.folded) || NO_DAY.test(cell.folded.trim())) continue;
		return {
			...quote(cell.block.id, cell.block.text, { start: 0, end: cell.block.text.length }),
			day: null,
			time: null,
			kind: 'by' as const,
			recurrence: null
		};
	}
	const { start, end } = rangeOf(main);
	const inside = reader
		.daysIn(main.folded, main.block.text)
		.find((day) => day.limit && day.day && day.start >= start && day.end <= end);
	return dueOf(inside ?? null, main.block.id, main.block.text);
}

/** 「未完成，顺延至11月9日」, "moved to 9 Nov": the new day of a task stands in its state. */
function putOff(cells: readonly Cell[], reader: Reader) {
	for (const { block, folded } of cells) {
		const said = PUT_OFF.exec(folded);
		const from = said ? said.index + said[0].length : 0;
		const day = said && reader.daysIn(folded, block.text).find((one) => one.day && one.end > from);
		if (day && day.start - from <= 2) return dueOf({ ...day, kind: 'by' }, block.id, block.text);
	}
	return null;
}

const PUT_OFF =
	/(?:顺延|延期|延后|推迟|展延|延)(?:至|到)|\b(?:moved|postponed|delayed|pushed|slipped|deferred|extended|carried (?:over|forward)) (?:back )?(?:to|until)|\bnow\b/;

/** The names in a form's row of attendees. */
function attendeesIn(row: Row, reader: Reader): string[] {
	const first = row[0];
	if (!first || row.length < 2 || titleKind(reader, bareTitle(first.folded)) !== 'attendance') return [];
	return row.slice(1).flatMap((cell) => cell.folded.split('\n').flatMap(namesInAttendance));
}

/** A form: the first cell of a row names what the others hold, 「行动项 | 1、… 2、…」. */
function readLabelledRow(row: Row, state: SectionState, reader: Reader): Note[] {
	const first = row[0];
	const kind =
		first && row.length > 1 && first.folded.length <= 40 ? titleKind(reader, bareTitle(first.folded)) : null;
	if (kind === null || kind === 'topic') return row.flatMap((cell) => readCell(cell, state, reader));
	if (kind === 'attendance' || kind === 'schedule' || kind === 'boilerplate' || kind === 'agenda') return [];
	const inside = withLabel(state, scope(0, kind));
	return row.slice(1).flatMap((cell) => readCell(cell, inside, reader));
}

/** A cell outside task tables: its lines are paragraphs, and labels in it hold inside it only. */
function readCell(cell: Cell, state: SectionState, reader: Reader): readonly Note[] {
	if (cell.place.head || cell.folded.trim().length < 4) return [];
	if (titleKind(reader, bareTitle(cell.folded)) !== null && !cell.folded.includes('\n')) return [];
	const inside = { ...state, lists: [] };
	const paragraph: Block = { ...cell.block, place: { kind: 'paragraph' } };
	return readBlock(paragraph, cell.folded, null, inside, reader).notes;
}
