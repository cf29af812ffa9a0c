/**
 * A Word document (.docx, ECMA-376 part 1, WordprocessingML) → blocks as its reader sees them: headings by style or outline
 * level, lists by numbering, boxes, tables with merged cells. What was deleted under "track changes" is not read.
 */
import type { Place } from '../extraction/block.ts';
import type { MarkedBlock } from '../extraction/marked-text.ts';
import { createBlockList, NoMinutes, type CellPlace, type OpenTable } from './block-list.ts';
import { decodeText } from './file-text.ts';
import type { Run } from './styled-words.ts';
import { unpack } from './unpack.ts';
import { readAddresses } from './word-links.ts';
import { readNumbering } from './word-numbering.ts';
import { WordRuns, type Referred } from './word-runs.ts';
import { headingLevel, inheritance, isQuotation, readStyles, type Style } from './word-styles.ts';
import { readXml } from './word-xml.ts';

/** What the parts we read may unpack to; the text of a hundred pages is about one megabyte of XML. */
const mostUnpacked = 30_000_000;

const parts = {
	document: 'word/document.xml',
	styles: 'word/styles.xml',
	numbering: 'word/numbering.xml',
	relationships: 'word/_rels/document.xml.rels'
};

/** Throws NoMinutes for an archive without a document or with too much in it, and any error for a damaged one. */
export function readWord(bytes: Uint8Array): readonly MarkedBlock[] {
	const wanted = new Set<string>(Object.values(parts));
	const files = unpack(bytes, { wanted: (name) => wanted.has(name), most: mostUnpacked });
	const textOf = (name: string) => {
		const file = files.get(name);
		return file ? (decodeText(file) ?? '') : '';
	};
	if (!files.has(parts.document)) throw new NoMinutes('the archive holds no document');
	return readDocument(textOf(parts.document), {
		styles: readStyles(textOf(parts.styles)),
		numberings: readNumbering(textOf(parts.numbering)),
		addresses: readAddresses(textOf(parts.relationships))
	});
}

type Paragraph = {
	readonly words: WordRuns;
	style: string;
	outline: number | null;
	numbering: string | null;
	level: number;
};

type Table = {
	readonly grid: OpenTable;
	rows: number;
	/** The cell that goes on downwards in each column. */
	readonly merged: Map<number, { place: { -readonly [Key in keyof CellPlace]: CellPlace[Key] } }>;
	column: number;
	cell: { span: number; merge: 'none' | 'start' | 'goes-on'; place: CellPlace | null };
};

/** Not text: what was taken out, formatting before a change, the same shape drawn a second way, the reading of a ruby. */
const silent = new Set(['w:del', 'w:moveFrom', 'w:pPrChange', 'w:rPrChange', 'mc:Fallback', 'w:rt']);
const boxes: Readonly<Record<string, boolean>> = { '☐': false, '□': false, '☑': true, '☒': true };

function readDocument(
	xml: string,
	referred: Referred & { readonly numberings: ReadonlyMap<string, ReadonlySet<number>> }
): readonly MarkedBlock[] {
	const { styles, numberings } = referred;
	const list = createBlockList();
	const counted = new Map<string, number>();
	const tables: Table[] = [];
	/** Paragraphs may stand within a paragraph: those of a text box. */
	const open: Paragraph[] = [];
	let quiet = 0;

	readXml(xml, {
		onopentag(tag, attributes) {
			if (silent.has(tag)) quiet++;
			if (quiet > 0) return;
			const value = attributes['w:val'] ?? '';
			const table = tables.at(-1);
			const paragraph = open.at(-1);
			switch (tag) {
				case 'w:p':
					return void open.push({
						words: new WordRuns(referred),
						style: '',
						outline: null,
						numbering: null,
						level: 0
					});
				case 'w:pStyle':
					if (paragraph) paragraph.style = value;
					return;
				case 'w:outlineLvl':
					if (paragraph) paragraph.outline = Number(value);
					return;
				case 'w:numId':
					if (paragraph) paragraph.numbering = value;
					return;
				case 'w:ilvl':
					if (paragraph) paragraph.level = Number(value);
					return;
				case 'w:tbl':
					return void tables.push({
						grid: list.openTable(),
						rows: 0,
						merged: new Map(),
						column: 0,
						cell: { span: 1, merge: 'none', place: null }
					});
				case 'w:tr':
					if (table) {
						table.grid.row();
						table.rows++;
						table.column = 0;
					}
					return;
				case 'w:tc':
					if (table) table.cell = { span: 1, merge: 'none', place: null };
					return;
				case 'w:gridSpan':
					if (table) table.cell.span = Math.max(1, Number(value) || 1);
					return;
				case 'w:vMerge':
					if (table) table.cell.merge = value === 'restart' ? 'start' : 'goes-on';
					return;
				default:
					paragraph?.words.open(tag, attributes);
			}
		},
		ontext(words) {
			if (quiet === 0) open.at(-1)?.words.text(words);
		},
		onclosetag(tag) {
			if (silent.has(tag)) quiet--;
			if (quiet > 0) return;
			if (tag === 'w:p') {
				const paragraph = open.pop();
				if (paragraph) addParagraph(paragraph);
			} else open.at(-1)?.words.close(tag);
			if (tag === 'w:tc') {
				const table = tables.at(-1);
				if (table) {
					cellPlace(table);
					table.column += table.cell.span;
				}
			}
			if (tag === 'w:tbl') tables.pop();
		}
	});
	return list.blocks;

	/** Where the open cell stands: asked when its properties are known. One that goes on a merged one is that one. */
	function cellPlace(table: Table): CellPlace {
		const { cell, merged, column, grid, rows } = table;
		if (cell.place) return cell.place;
		const above = merged.get(column);
		if (cell.merge === 'goes-on' && above) {
			above.place.rowSpan = rows - above.place.row;
			return (cell.place = above.place);
		}
		const place = { ...grid.cell({ rows: 1, columns: cell.span, head: rows === 1 }), column };
		if (cell.merge === 'start') merged.set(column, { place });
		else merged.delete(column);
		return (cell.place = place);
	}

	function addParagraph(paragraph: Paragraph): void {
		const { runs } = paragraph.words;
		const inherited = inheritance(paragraph.style, styles);
		const box = boxOf(runs);
		const place = placeOf(paragraph, { inherited, box });
		list.add(box === null ? runs : withoutBox(runs), place, {
			isQuoted: isQuotation(paragraph.style, inherited)
		});
	}

	function placeOf(
		{ outline, numbering, level }: Paragraph,
		{ inherited, box }: { readonly inherited: readonly Style[]; readonly box: boolean | null }
	): Place {
		const table = tables.at(-1);
		if (table && open.length === 0) return cellPlace(table);
		const heading = headingLevel(inherited) ?? (outline !== null && outline < 6 ? outline + 1 : null);
		if (heading !== null) return { kind: 'heading', level: heading };
		const number = numbering ?? inherited.find((one) => one.numbering !== null)?.numbering ?? null;
		const depth = Math.min(8, Math.max(0, level || 0));
		const isListed = number !== null && number !== '0' && numberings.has(number);
		if (box !== null) return { kind: 'task', depth: isListed ? depth : 0, checked: box };
		if (!isListed) return { kind: 'paragraph' };
		const ordered = numberings.get(number)!.has(depth);
		return { kind: 'list', depth, ordered, index: ordered ? count(number, depth) : 1 };
	}

	/** A number begins anew below the next one above it. */
	function count(numbering: string, depth: number): number {
		const index = (counted.get(`${numbering}-${depth}`) ?? 0) + 1;
		counted.set(`${numbering}-${depth}`, index);
		for (let deeper = depth + 1; deeper <= 8; deeper++) counted.delete(`${numbering}-${deeper}`);
		return index;
	}
}

/** Whether the box in front is ticked; null when there is none. */
function boxOf(runs: readonly Run[]): boolean | null {
	return boxes[runs.find(hasWords)?.text.trimStart()[0] ?? ''] ?? null;
}

/** The place says it. */
function withoutBox(runs: readonly Run[]): readonly Run[] {
	const at = runs.findIndex(hasWords);
	const { text, look } = runs[at]!;
	return [{ text: text.trimStart().slice(1), look }, ...runs.slice(at + 1)];
}

function hasWords({ text }: Run): boolean {
	return text.trim() !== '';
}
