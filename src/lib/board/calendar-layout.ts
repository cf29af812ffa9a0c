import { addDays, type Day } from '#domain/day.ts';
import type { Board } from './board.svelte.ts';
import type { BoardCard } from './board-card.ts';
import type { CellLayout } from './card-keys.svelte.ts';

/** The cell of what has no day. */
export const noDay = 'none';

export const cellOfDay = (day: Day | null): string => day ?? noDay;
export const dayOfCell = (cell: string): Day | null => (cell === noDay ? null : (cell as Day));

/** The cards of each day as a calendar shows them: what is done last, else in the order of the board. */
export function cardsByDay(board: Board): ReadonlyMap<string, readonly BoardCard[]> {
	const cells = new Map<string, BoardCard[]>();
	const open = board.shown.filter(({ status }) => status !== 'done');
	for (const { cards } of [...open, ...board.shown.filter(({ status }) => status === 'done')])
		for (const card of cards) {
			const cell = cells.get(cellOfDay(card.due));
			if (cell) cell.push(card);
			else cells.set(cellOfDay(card.due), [card]);
		}
	return cells;
}

const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/**
 * A calendar's layout: a cell for each day, and one for what has no day, left of the first. The keyboard walks within the
 * days that are shown; a card in hand goes on beyond them.
 */
export function calendarLayout(
	board: Board,
	calendar: {
		readonly cells: () => ReadonlyMap<string, readonly BoardCard[]>;
		/** What is shown, from the first day to the last. */
		readonly days: () => readonly Day[];
		readonly today: () => Day;
		/** Brings a day into sight. */
		readonly show: (day: Day) => void;
	}
): CellLayout {
	const { cells, days, today, show } = calendar;
	return {
		isOrdered: false,
		cellOf: ({ due }) => cellOfDay(due),
		cardsIn: (cell) => cells().get(cell) ?? [],
		beside: (cell, arrow) => {
			const from = dayOfCell(cell);
			const shown = days();
			const isMoving = board.heldId !== null;
			if (from === null) {
				if (arrow === 'ArrowLeft' || arrow === 'ArrowUp') return undefined;
				return isMoving && shown.includes(today()) ? today() : shown[0];
			}
			const next = addDays(from, steps[arrow]);
			if (shown.includes(next)) return next;
			if (arrow === 'ArrowLeft') return noDay;
			return isMoving ? next : undefined;
		},
		holdAt: (_, cell) => {
			const day = dayOfCell(cell);
			board.holdAs({ due: day });
			if (day && !days().includes(day)) show(day);
		}
	};
}
