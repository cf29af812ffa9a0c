import { arrangeBoard, type Column } from '#domain/board/board.ts';
import { statuses, type Status } from '#domain/board/status.ts';
import { addDays, mondayOf, type Day } from '#domain/day.ts';
import { isLate, type BoardCard } from '#lib/board/board-card.ts';
import type { Named } from '#lib/board/board-roster.ts';

/** Everything that the wall tells, before it is cut into pages. */
export type WallFacts = {
	readonly columns: readonly Column<BoardCard>[];
	/** Late and not done, the latest first. */
	readonly overdue: readonly BoardCard[];
	/** Due from today to Sunday and not done, the next first. */
	readonly week: readonly BoardCard[];
	/** In the order of the departments; `null` counts what belongs to none. Only those with cards. */
	readonly departments: readonly DepartmentCount[];
};

export type DepartmentCount = {
	readonly department: Named | null;
	readonly counts: Readonly<Record<Status, number>>;
	readonly overdue: number;
};

/** Reads the board for the wall. What was done last stands first: that is what a review asks for. */
export function wallFacts(
	cards: Iterable<BoardCard>,
	{ today, departments }: { readonly today: Day; readonly departments: readonly Named[] }
): WallFacts {
	const columns = arrangeBoard(cards).map((column) =>
		column.status === 'done' ? { ...column, cards: column.cards.toSorted(latestFirst) } : column
	);
	const all = columns.flatMap((column) => column.cards);
	const sunday = addDays(mondayOf(today), 6);
	const open = all.filter((card) => card.status !== 'done' && card.due !== null);
	return {
		columns,
		overdue: open.filter((card) => isLate(card, today)).sort(byDue),
		week: open.filter((card) => card.due! >= today && card.due! <= sunday).sort(byDue),
		departments: [...departments, null]
			.map((department) => countOf(all, department, today))
			.filter(({ counts }) => statuses.some((status) => counts[status] > 0))
	};
}

function countOf(cards: readonly BoardCard[], department: Named | null, today: Day): DepartmentCount {
	const own = cards.filter((card) => card.departmentId === (department?.id ?? null));
	const count = (status: Status) => own.filter((card) => card.status === status).length;
	return {
		department,
		counts: {
			not_started: count('not_started'),
			in_progress: count('in_progress'),
			done: count('done'),
			delayed: count('delayed')
		},
		overdue: own.filter((card) => isLate(card, today)).length
	};
}

function byDue(a: BoardCard, b: BoardCard): number {
	return a.due === b.due ? (a.id < b.id ? -1 : 1) : a.due! < b.due! ? -1 : 1;
}

function latestFirst(a: BoardCard, b: BoardCard): number {
	return b.statusSince - a.statusSince || (a.id < b.id ? -1 : 1);
}
