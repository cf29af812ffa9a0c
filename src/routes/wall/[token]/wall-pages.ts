import type { Status } from '#domain/board/status.ts';
import type { BoardCard } from '#lib/board/board-card.ts';
import type { DepartmentCount, WallFacts } from './wall-facts.ts';

/** What is on the screen at one time. A page never scrolls: what it does not show it counts (`more`). */
export type WallPage =
	| { readonly kind: 'columns'; readonly key: string; readonly columns: readonly ColumnPart[] }
	| {
			readonly kind: 'overdue' | 'week';
			readonly key: string;
			readonly cards: readonly BoardCard[];
			readonly more: number;
	  }
	| {
			readonly kind: 'departments';
			readonly key: string;
			readonly rows: readonly DepartmentCount[];
			readonly more: number;
	  };

/** The part of a column that fits. */
export type ColumnPart = {
	readonly status: Status;
	readonly total: number;
	readonly cards: readonly BoardCard[];
	readonly more: number;
};

/** How many cards fit under each other in a column, how many lines in a list, how many departments in the table. */
export type Fit = { readonly cards: number; readonly lines: number; readonly rows: number };

/** A wall that needs an hour for one round shows nothing: so many pages of a kind, the rest is only counted. */
const mostPages = { columns: 4, overdue: 3, week: 3, departments: 3 };

/** Cuts the facts into pages, in the order they are shown. The columns are always there, other pages only with content. */
export function wallPages(facts: WallFacts, fit: Fit): WallPage[] {
	const longest = Math.max(...facts.columns.map(({ cards }) => cards.length));
	return [
		...numbers(longest, fit.cards, mostPages.columns, { atLeast: 1 }).map((page): WallPage => ({
			kind: 'columns',
			key: `columns-${page}`,
			columns: facts.columns.map(({ status, cards }) => partOf(status, cards, page, fit.cards))
		})),
		...lists('overdue', facts.overdue, fit.lines),
		...lists('week', facts.week, fit.lines),
		...numbers(facts.departments.length, fit.rows, mostPages.departments).map((page): WallPage => {
			const rows = slice(facts.departments, page, fit.rows);
			return {
				kind: 'departments',
				key: `departments-${page}`,
				rows,
				more: facts.departments.length - rows.length
			};
		})
	];
}

/** A column that ends before the longest one does shows its last cards again rather than nothing. */
function partOf(status: Status, all: readonly BoardCard[], page: number, size: number): ColumnPart {
	const last = Math.max(0, Math.ceil(all.length / size) - 1);
	const cards = slice(all, Math.min(page, last), size);
	return { status, total: all.length, cards, more: all.length - cards.length };
}

function lists(kind: 'overdue' | 'week', all: readonly BoardCard[], size: number): WallPage[] {
	return numbers(all.length, size, mostPages[kind]).map((page) => {
		const cards = slice(all, page, size);
		return { kind, key: `${kind}-${page}`, cards, more: all.length - cards.length };
	});
}

function numbers(count: number, size: number, most: number, { atLeast = 0 } = {}): number[] {
	const pages = Math.max(atLeast, Math.min(most, Math.ceil(count / size)));
	return Array.from({ length: pages }, (_, page) => page);
}

function slice<Item>(all: readonly Item[], page: number, size: number): readonly Item[] {
	return all.slice(page * size, (page + 1) * size);
}
