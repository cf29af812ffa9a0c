import type { Place } from '../extraction/block.ts';
import type { MarkedBlock } from '../extraction/marked-text.ts';
import { readRuns, type Run } from './styled-words.ts';

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
	const blocks: MarkedBlock[] = [];
	let tables = 0;

	return {
		blocks: blocks as readonly MarkedBlock[],

		/** A block of nothing is none. A cell is quoted by nobody, as in the editor. */
		add(runs: readonly Run[], place: Place, { isQuoted }: { readonly isQuoted: boolean }): void {
			const words = readRuns(runs, place);
			if (words.text === '') return;
			const quoted = isQuoted && place.kind !== 'cell';
			blocks.push({ id: `b${blocks.length + 1}`, ...words, place, ...(quoted && { quoted }) });
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
