import type { Block, Place } from '../extraction/block.ts';

/** A table while it is read: which place its next cell takes in the grid that readers see. */
export type OpenTable = {
	/** Begins the next row. */
	row(): void;
	/** Begins the next cell and answers its place; `head` for a cell that names what is below it. */
	cell(span: { readonly rows: number; readonly columns: number; readonly head: boolean }): CellPlace;
};

export type CellPlace = Extract<Place, { kind: 'cell' }>;

/** A file nests deeper, or holds more, than any minutes do. */
export class NoMinutes extends Error {
	override readonly name = 'NoMinutes';
}

/** Wider tables are no tables of minutes. */
const widestTable = 200;

/** Collects what a file says as blocks, in reading order and with ids of their own. */
export function createBlockList() {
	const blocks: Block[] = [];
	let tables = 0;

	return {
		blocks: blocks as readonly Block[],

		/** Control characters are dropped, spaces around lines too; a block of nothing is none. */
		add(text: string, place: Place): void {
			const shown = text
				.replace(/[^\P{Cc}\n]/gu, ' ')
				.replace(/[^\S\n\u3000]+/g, ' ')
				.replace(/ ?\n ?/g, '\n')
				.trim();
			if (shown !== '') blocks.push({ id: `b${blocks.length + 1}`, text: shown, place });
		},

		openTable(): OpenTable {
			const table = `t${++tables}`;
			/** For each column, how many more rows a merged cell above reaches into. */
			const reaching: number[] = [];
			let row = -1;
			let column = 0;
			return {
				row() {
					row++;
					column = 0;
				},
				cell({ rows, columns, head }) {
					while ((reaching[column] ?? 0) > row) column++;
					const [rowSpan, columnSpan] = [countOf(rows), countOf(columns)];
					const place: CellPlace = { kind: 'cell', table, row, column, rowSpan, columnSpan, head };
					for (let over = column; over < column + columnSpan; over++) reaching[over] = row + rowSpan;
					column += columnSpan;
					if (column > widestTable) throw new NoMinutes('the table is too wide');
					return place;
				}
			};
		}
	};
}

export type BlockList = ReturnType<typeof createBlockList>;

function countOf(value: number): number {
	return Number.isInteger(value) && value >= 1 && value <= widestTable ? value : 1;
}
