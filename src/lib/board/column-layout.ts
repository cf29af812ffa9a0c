import { statuses, type Status } from '#domain/board/status.ts';
import type { Board } from './board.svelte.ts';
import type { CellLayout } from './card-keys.svelte.ts';
import { placeAt, type Place } from './place.ts';

/** The board's own layout: a cell for each status, side by side. */
export function columnLayout(board: Board): CellLayout {
	return {
		isOrdered: true,
		cellOf: ({ status }) => status,
		cardsIn: (cell) => board.shownIn(cell as Status),
		beside: (cell, arrow) => {
			if (arrow === 'ArrowUp' || arrow === 'ArrowDown') return undefined;
			return statuses[statuses.indexOf(cell as Status) + (arrow === 'ArrowRight' ? 1 : -1)];
		},
		holdAt: (id, cell, index) => board.holdAt(placeIn(board, id, cell as Status, index))
	};
}

/** The place of a card that is dropped as number `index` among the other shown cards of a column. */
export function placeIn(board: Board, cardId: string, to: Status, index: number): Place {
	return placeAt({ cardId, to, index, shown: board.shownIn(to), all: board.column(to) });
}
