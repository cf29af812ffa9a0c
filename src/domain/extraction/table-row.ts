/** One row of a table of tasks: what is to be done, by whom, until when [EX9]. */
import type { Span } from './block.ts';
import { dueOf, makeItem, quote } from './draft.ts';
import { dueBelow } from './entries.ts';
import type { ExtractedItem } from './extracted-item.ts';
import type { Note, Reader } from './line.ts';
import { NOTHING } from './marker.ts';
import { doneMark, isDoneWord, priorityWord } from './marks.ts';
import type { NameIndex } from './names.ts';
import { readOwnerList } from './owner-list.ts';
import { maskDays } from './promise.ts';
import type { Promised, Range } from './promise.ts';
import { findPromises } from './prose.ts';
import { dueAt, isActionKind, kindAt } from './section.ts';
import type { SectionState } from './section.ts';
import { splitStatements } from './statement.ts';
import type { Statement } from './statement.ts';
import { rangeOf, saysWords, spanOf, textOf } from './table-cells.ts';
import type { Cell, Row } from './table-cells.ts';
import { hasOwners } from './table-heads.ts';
import type { Column, Heads } from './table-heads.ts';

/** Tables of everything that was said: only their tasks are items. */
export const NO_TASK_TYPE =
	/^(?:d|decision|i|info|information|n|note|q|question|r|risk|f|fyi|update|决议|决定|决策|信息|通知|说明|讨论|风险|结论|报告)s?$/;

export function rowItem(
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
	// 「第一版」 with nothing beside it, in a table of who and from when until when: what the rows below it are of.
	const isTitle = heads.size > 2 && row.every((cell) => cell === body[0] || cell.folded.trim() === '');
	if (isTitle && hasOwners(heads) && [...heads.values()].includes('start')) return [];
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
	const made: ExtractedItem = makeItem(
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
	const below = made.due || !isActionKind(kindAt(state, -1)) ? null : dueAt(state);
	const item = below ? dueBelow(made, below) : made;
	if (!next) return [{ type: 'draft', draft: { item, latent: false, depth: -1 } }];
	const content = withNext(item.content, textOf(next));
	const spans: ExtractedItem['spans'] = next.part
		? [spanOf(next), ...item.spans.filter(({ block }) => block !== next.block.id)]
		: item.spans;
	const key = `${spans[0].block}:${spans[0].start}-${spans[0].end}`;
	return [{ type: 'draft', draft: { item: { ...item, key, content, spans }, latent: false, depth: -1 } }];
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

const OPENS_WITH_DAY =
	/^\s?(?:\d{1,2}月\d{1,2}[日号]|(?:下|本|这)?(?:周|星期|礼拜)[一二三四五六日天])\s?[\u3400-\u9fff]{2}/;

/** What stands in a cell of days when none was set. */
const NO_DAY = /^[-—–/?？]{1,4}$/;

/** 「4h」, 「3人天」: how long it takes, not until when. */
const LENGTH_ALONE =
	/^\s?(?:约|大约)?\s?\d{1,3}(?:\.\d{1,2})?\s?(?:h|hrs?|hours?|d|days?|min|小时|个小时|人[天时日月]|个?工时|分钟|天|工作日|个工作日)\s?$/;

function dueOfRow(cells: readonly Cell[], main: Cell, reader: Reader) {
	for (const cell of cells) {
		const { start, end } = rangeOf(cell);
		const days = reader
			.daysIn(cell.folded, cell.block.text)
			.filter((mention) => mention.start >= start && mention.end <= end);
		const day = days.find((mention) => mention.day) ?? days[0];
		if (day)
			return dueOf({ ...day, kind: day.kind === 'on' ? 'by' : day.kind }, cell.block.id, cell.block.text);
		if (NOTHING.test(cell.folded) || NO_DAY.test(cell.folded.trim()) || LENGTH_ALONE.test(cell.folded))
			continue;
		return {
			...quote(cell.block.id, cell.block.text, { start: 0, end: cell.block.text.length }),
			day: null,
			time: null,
			kind: 'by' as const,
			recurrence: null
		};
	}
	const { start, end } = rangeOf(main);
	const days = reader
		.daysIn(main.folded, main.block.text)
		.filter((day) => day.day && day.start >= start && day.end <= end);
	// 「9月15日进行采访」: the only day of a task, unless it says when the row was written.
	const only =
		days.length === 1 && days[0]!.kind === 'on' && OPENS_WITH_DAY.test(main.folded) ? days[0]! : null;
	const inside = days.find((day) => day.limit) ?? (only && ({ ...only, kind: 'by' } as const));
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
