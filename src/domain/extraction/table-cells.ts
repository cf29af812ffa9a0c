/** The cells of a table, row by row. */
import type { Block, Place, Span } from './block.ts';
import { fold } from './fold.ts';
import type { Range } from './promise.ts';

export type Cell = {
	readonly block: Block;
	readonly folded: string;
	readonly place: Extract<Place, { kind: 'cell' }>;
	/** The one of its entries that is read; all of it when there is none. */
	readonly part?: Range;
};
export type Row = readonly Cell[];

/** `83.2 (carried)` is a number. */
export function saysWords({ folded }: Cell): boolean {
	return /\p{L}/u.test(folded.replace(/\([^()]*\)/g, ''));
}

export function rowsOf(blocks: readonly Block[]): Row[] {
	const rows = new Map<number, Cell[]>();
	for (const block of blocks) {
		if (block.place.kind !== 'cell') continue;
		const row = rows.get(block.place.row) ?? [];
		row.push({ block, folded: fold(block.text), place: block.place });
		rows.set(block.place.row, row);
	}
	return [...rows.entries()].sort(([a], [b]) => a - b).map(([, row]) => row);
}

export function distinctBlocks(row: Row): Cell[] {
	return row.filter((cell) => cell.folded.trim() !== '');
}

export function rangeOf({ block, part }: Cell): Range {
	return part ?? { start: 0, end: block.text.length };
}

export function spanOf(cell: Cell): Span {
	return { block: cell.block.id, ...rangeOf(cell) };
}

export function textOf(cell: Cell): string {
	const { start, end } = rangeOf(cell);
	return cell.block.text.slice(start, end).replace(/\s+/g, ' ').trim();
}
