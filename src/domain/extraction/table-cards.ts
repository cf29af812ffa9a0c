/**
 * A table that somebody pastes becomes cards: its heads are known by the words that tables of minutes use, and each row is read as a row of
 * such a table is (EX9). Its reader may say what a column means; what cannot be read is named [EX83].
 */
import type { Block } from './block.ts';
import type { ExtractedItem } from './extracted-item.ts';
import { fold } from './fold.ts';
import { readMinutes } from './extract-action-items.ts';
import { isDoneWord } from './marks.ts';
import { NOTHING } from './marker.ts';
import type { ReadingContext } from './reading-context.ts';
import { columnsNamed, type Column } from './table-heads.ts';

/** Rows of cells, as they were copied; every row as long as the longest. */
export type Grid = readonly (readonly string[])[];

/** What a column may be taken for; `skip`: it is left out. */
export const columnMeanings = [
	'content',
	'owner',
	'department',
	'collaborator',
	'due',
	'deliverable',
	'priority',
	'status',
	'support',
	'next',
	'skip'
] as const;
export type ColumnMeaning = (typeof columnMeanings)[number];

/** How a head is called that is surely known as the column it is taken for. */
const heads: Record<Exclude<ColumnMeaning, 'skip'>, string> = {
	content: '任务',
	owner: '负责人',
	department: '责任部门',
	collaborator: '协作部门',
	due: '截止时间',
	deliverable: '输出成果',
	priority: '优先级',
	status: '状态',
	support: '所需支持',
	next: '下一步'
};

const meaningOf: Partial<Record<Column, ColumnMeaning>> = {
	...(Object.fromEntries(Object.keys(heads).map((name) => [name, name])) as Record<
		keyof typeof heads,
		ColumnMeaning
	>),
	issue: 'content',
	who: 'owner'
};

/** A card of a row: what was read, and where it stands by the table's own word. */
export type RowCard = {
	readonly item: ExtractedItem;
	readonly status: 'not_started' | 'in_progress' | 'done';
	/** Per cent; null where none is said. */
	readonly progress: number | null;
};

/** no-content: nothing says what is to be done · no-task: what it says is none (a decision, "none") · too-long: more than a card holds. */
export type RowProblem = 'no-content' | 'no-task' | 'too-long';

export type RowReading = {
	readonly cells: readonly string[];
	/** More than one where a cell lists several. */
	readonly cards: readonly RowCard[];
	/** Why there are none. */
	readonly problem: RowProblem | null;
	/** Columns whose words say nothing that is understood: no day, no priority … */
	readonly unread: readonly number[];
};

/** What the columns of a table mean, and whether its first row are heads: it names at least what is to be done, or two columns. */
export function readHeads(grid: Grid): {
	readonly meanings: readonly ColumnMeaning[];
	readonly hasHeads: boolean;
} {
	const first = grid[0] ?? [];
	const named = columnsNamed(first).map((column) => (column ? (meaningOf[column] ?? 'skip') : null));
	const known = named.filter((meaning) => meaning !== null);
	if (!known.includes('content') && known.length < 2)
		return { meanings: first.map((_, at) => (at === 0 ? 'content' : 'skip')), hasHeads: false };
	const taken = new Set<ColumnMeaning>();
	const meanings = named.map((meaning): ColumnMeaning => {
		// Of two columns that say who or when, the first counts.
		if (!meaning || taken.has(meaning)) return 'skip';
		taken.add(meaning);
		return meaning;
	});
	return { meanings, hasHeads: true };
}

/** One row of a table whose columns mean what is said. */
export function readRow(
	cells: readonly string[],
	meanings: readonly ColumnMeaning[],
	context: ReadingContext
): RowReading {
	const columns = meanings.flatMap((meaning, at) => {
		const text = (cells[at] ?? '').trim();
		return meaning === 'skip' ? [] : [{ at, meaning, text }];
	});
	const textOf = (...wanted: ColumnMeaning[]) =>
		columns
			.filter(({ meaning }) => wanted.includes(meaning))
			.map(({ text }) => text)
			.join(' ')
			.trim();
	const nothing = { cells, cards: [], unread: [] };
	if (textOf('content', 'next', 'deliverable') === '') return { ...nothing, problem: 'no-content' };
	const { items } = readMinutes(blocksOf(columns), context);
	if (items.length === 0) return { ...nothing, problem: 'no-task' };
	if (items.some(({ content }) => content.length > longestContent))
		return { ...nothing, problem: 'too-long' };
	const { status, progress, isKnown } = statusOf(textOf('status'));
	const isUnread = ({ meaning, text }: (typeof columns)[number]) => {
		if (text === '' || NOTHING.test(fold(text)) || /^[-—–/]+$/.test(text)) return false;
		if (meaning === 'owner') return items.every(({ owners }) => owners.length === 0);
		if (meaning === 'due') return items.every(({ due }) => !due?.day);
		if (meaning === 'priority') return items.every(({ priority }) => !priority);
		return meaning === 'status' && !isKnown;
	};
	return {
		cells,
		cards: items.map((item) => ({ item, status: item.state === 'done' ? 'done' : status, progress })),
		problem: null,
		unread: columns.filter(isUnread).map(({ at }) => at)
	};
}

/** In UTF-16 units: what the content of a card may be. */
const longestContent = 500;

/** A table of the heads and the one row. A column of states is always there: with it any list of work is a table of tasks. */
function blocksOf(
	columns: readonly { readonly meaning: ColumnMeaning; readonly text: string }[]
): readonly Block[] {
	const shown = columns.filter(({ text }) => text !== '');
	const all = shown.some(({ meaning }) => meaning === 'status')
		? shown
		: [...shown, { meaning: 'status' as const, text: '' }];
	const cell = (row: number, column: number, text: string): Block => ({
		id: `r${row}c${column}`,
		text,
		place: { kind: 'cell', table: 'pasted', row, column, rowSpan: 1, columnSpan: 1, head: row === 0 }
	});
	return [
		...all.map(({ meaning }, column) => cell(0, column, heads[meaning as keyof typeof heads])),
		...all.map(({ text }, column) => cell(1, column, text))
	];
}

/**
 * Where the words of a state put a card (section 1 of the forms: 未开始, 进行中, 已完成, 延期 and their like). Delayed needs a reason and a new
 * day, which no cell gives: such a card is under way, and the clock sees to it when its day is past.
 */
function statusOf(text: string): {
	readonly status: RowCard['status'];
	readonly progress: number | null;
	readonly isKnown: boolean;
} {
	const folded = fold(text).trim();
	const percent = /(\d{1,3})\s?%/.exec(folded);
	const progress = percent ? Math.min(100, Number(percent[1])) : null;
	if (isDoneWord(folded) || progress === 100) return { status: 'done', progress: 100, isKnown: true };
	if ((progress ?? 0) > 0 || UNDER_WAY.test(folded))
		return { status: 'in_progress', progress, isKnown: true };
	return { status: 'not_started', progress, isKnown: progress !== null || NOT_BEGUN.test(folded) };
}

const UNDER_WAY =
	/^(?:(?:正在)?(?:进行|处理|推进|跟进|开展|办理)(?:中|$)|进行|延期|延迟|滞后|逾期|in progress|ongoing|doing|wip|started|delayed|late|overdue)/;
const NOT_BEGUN = /^(?:未|待|尚未|没有?|暂未|计划|not (?:yet )?started|todo|to do|open|new|planned|pending)/;
