import type { Grid } from '../extraction/table-cards.ts';
import { NoMinutes } from './block-list.ts';
import { readHtml } from './html-blocks.ts';

/**
 * The table that somebody copied in Excel, WPS, Word or a page: `html` and `text` are what the clipboard holds. Of several the largest; null
 * when there is none, which is to say no two cells in a row and no two rows.
 */
export function copiedTable({ html, text }: { readonly html: string; readonly text: string }): Grid | null {
	const grid = (html.includes('<t') ? tableOfHtml(html) : null) ?? readTabbed(text);
	const rows = grid.filter((row) => row.some((cell) => cell !== ''));
	const width = Math.max(0, ...rows.map((row) => row.length));
	const isTable = width > 1 || rows.length > 1;
	return isTable ? rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? '')) : null;
}

/** A merged cell says the same to every row it reaches over, and stands in the first of its columns. */
function tableOfHtml(html: string): string[][] | null {
	const tables = new Map<string, string[][]>();
	try {
		for (const { text, place } of readHtml(html)) {
			if (place.kind !== 'cell') continue;
			const rows = tables.get(place.table) ?? [];
			tables.set(place.table, rows);
			for (let at = place.row; at < place.row + place.rowSpan; at++) {
				const row = (rows[at] ??= []);
				row[place.column] = row[place.column] ? `${row[place.column]}\n${text}` : text;
			}
		}
	} catch (failure) {
		if (failure instanceof NoMinutes) return null;
		throw failure;
	}
	const sizeOf = (rows: string[][]) => rows.flat().length;
	const [largest] = [...tables.values()].sort((a, b) => sizeOf(b) - sizeOf(a));
	// Rows without a word are holes in the list.
	return largest ? Array.from(largest, (row) => Array.from(row ?? [], (cell) => cell ?? '')) : null;
}

/** Cells between tabs, rows on lines; a cell in quotes may hold both, and its own quotes twice, as spreadsheets write it. */
function readTabbed(text: string): string[][] {
	const rows: string[][] = [[]];
	const source = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
	for (let at = 0; at <= source.length;) {
		quoted.lastIndex = at;
		const found = quoted.exec(source);
		const bare = found ? '' : /^[^\t\n]*/.exec(source.slice(at, at + longestCell))![0];
		const end = found ? quoted.lastIndex : at + bare.length;
		rows.at(-1)!.push((found ? found[1]!.replaceAll('""', '"') : bare).trim());
		if (source[end] === '\n') rows.push([]);
		at = end + 1;
	}
	return rows;
}

const quoted = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y;
/** Without quotes; a longer one is parted, and no card holds it anyway. */
const longestCell = 20_000;
