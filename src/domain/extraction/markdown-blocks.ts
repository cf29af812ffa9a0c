/**
 * Markdown or plain text → blocks as a reader sees them (no emphasis signs but how they look, links by their words), with the way back:
 * from a span of a block to offsets and lines of the file. It knows what minutes use: headings, lists, checkboxes, tables, paragraphs, comments, fences.
 */
import type { Place, Span } from './block.ts';
import { writeInline, type Piece, type Written } from './markdown-inline.ts';
import { MarkCollector, type MarkedBlock } from './marked-text.ts';

export type MarkdownDocument = {
	readonly blocks: readonly MarkedBlock[];
	/** Where a span stands in the file: offsets (UTF-16, end exclusive) and lines from 1, both ends included. Throws for a block that is not of this document. */
	locate(span: Span): {
		readonly start: number;
		readonly end: number;
		readonly lines: readonly [number, number];
	};
};

type Line = { readonly text: string; readonly start: number };

type Draft = Written & {
	place: Place;
	readonly quoted: boolean;
	lastLine: string;
	hardBreak: boolean;
};

/** Reads a whole file. Never fails: what it does not know is a paragraph. */
export function readMarkdown(source: string): MarkdownDocument {
	const reader = new MarkdownReader();
	for (const line of linesOf(source)) reader.take(line);
	const drafts = reader.finish();
	const blocks = drafts.map(({ text, place, quoted, ...draft }, index): MarkedBlock => {
		const marks = draft.marks.marks((target) => reader.targets.get(target));
		return {
			id: `b${index + 1}`,
			text,
			place,
			...(marks.length > 0 && { marks }),
			...(quoted && { quoted })
		};
	});
	const pieces = new Map(drafts.map((draft, index) => [`b${index + 1}`, draft.pieces]));
	const lineStarts = linesOf(source).map((line) => line.start);
	return {
		blocks,
		locate: (span) => {
			const own = pieces.get(span.block);
			if (!own) throw new RangeError(`No block ${span.block} in this document`);
			const start = sourceOf(own, span.start);
			const end = Math.max(start, span.end > span.start ? sourceOf(own, span.end - 1) + 1 : start);
			return { start, end, lines: [lineAt(lineStarts, start), lineAt(lineStarts, Math.max(start, end - 1))] };
		}
	};
}

function linesOf(source: string): Line[] {
	const lines: Line[] = [];
	let start = 0;
	for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', start)) {
		lines.push({ text: source.slice(start, source[at - 1] === '\r' ? at - 1 : at), start });
		start = at + 1;
	}
	lines.push({ text: source.slice(start), start });
	return lines;
}

function sourceOf(pieces: readonly Piece[], at: number): number {
	let low = 0;
	let high = pieces.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (pieces[middle]!.at <= at) low = middle;
		else high = middle - 1;
	}
	const piece = pieces[low];
	if (!piece) return 0;
	return piece.source + Math.min(at - piece.at, Math.max(0, piece.length - 1));
}

function lineAt(starts: readonly number[], offset: number): number {
	let low = 0;
	let high = starts.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (starts[middle]! <= offset) low = middle;
		else high = middle - 1;
	}
	return low + 1;
}

const HEADING = /^\s{0,3}(#{1,6})\s{0,4}(?=\S)/;
/** `== Budget ==`, as wikis write them. */
const WIKI_HEADING = /^(={1,6})\s{0,4}(?=[^\s=])(?=[^=]{1,200}={1,6}\s*$)/;
const LIST =
	/^(\s{0,40})([-*+•·◦▪]|・|\*{2,4}(?=\s\S)|\d{1,3}[.)]|(?:[a-h]|i{1,3}|iv|vi{0,3})[.)](?=\s))((?<=・)|\s{1,8}|$)/;
const TASK = /^\[([ xX✓✔]?)\]\s{1,4}/;
const RULE = /^\s{0,3}(?:[-*_=]\s?){3,200}$/;
const FENCE = /^\s{0,12}(?:```|~~~)/;
const LINK_TARGET = /^\s{0,3}\[([^\]]{1,80})\]:\s+<?(\S*?)>?(?:\s|$)/;
const TABLE_RULE = /^\s*\|?\s*:?-{1,200}:?\s*(?:\|\s*:?-{1,200}:?\s*)*\|?\s*$/;

class MarkdownReader {
	/** Addresses that stand apart from the links that lead to them, by their names in small letters. */
	readonly targets = new Map<string, string>();
	private readonly done: Draft[] = [];
	private open: Draft | null = null;
	/** Indents of the open list entries, outermost first. */
	private indents: number[] = [];
	private ordered: number[] = [];
	private fence = false;
	private comment = false;
	private frontMatter: 'before' | 'inside' | 'after' = 'before';
	private table: { name: string; row: number } | null = null;
	private tables = 0;
	private blank = true;
	private pending: Line | null = null;
	/** The level of the last heading, 0 before the first. */
	private level = 0;
	private quoted = false;

	take(line: Line): void {
		if (this.skipFrontMatter(line)) return;
		if (this.fence || FENCE.test(line.text)) {
			if (FENCE.test(line.text)) this.fence = !this.fence;
			return this.close();
		}
		const visible = this.withoutComments(line);
		if (visible === null) return;
		if (visible.text.trim() === '') return this.takeBlank();
		if (this.takeTable(visible)) return;
		this.flushPending();
		this.takeLine(visible);
		this.blank = false;
	}

	finish(): Draft[] {
		this.flushPending();
		this.close();
		return this.done;
	}

	private skipFrontMatter(line: Line): boolean {
		if (this.frontMatter === 'after') return false;
		const text = line.text.trim();
		if (this.frontMatter === 'before') {
			if (line.start === 0 && text === '---') {
				this.frontMatter = 'inside';
				return true;
			}
			this.frontMatter = 'after';
			return false;
		}
		if (text === '---' || text === '...') this.frontMatter = 'after';
		return true;
	}

	/** The line without HTML comments; null when nothing but comment is left. */
	private withoutComments(line: Line): Line | null {
		let { text } = line;
		let start = line.start;
		if (this.comment) {
			const end = text.indexOf('-->');
			if (end < 0) return null;
			this.comment = false;
			start += end + 3;
			text = text.slice(end + 3);
			if (text.trim() === '') return null;
		}
		const open = text.indexOf('<!--');
		if (open >= 0 && text.indexOf('-->', open) < 0) {
			this.comment = true;
			text = text.slice(0, open);
			if (text.trim() === '') return null;
		} else if (open === 0 && text.indexOf('-->') === text.trimEnd().length - 3) return null;
		return { text, start };
	}

	private takeBlank(): void {
		this.flushPending();
		this.table = null;
		this.close();
		this.blank = true;
	}

	private close(): void {
		if (this.open && this.open.text.trim() !== '') this.done.push(this.open);
		this.open = null;
	}

	private begin(place: Place, line: Line, from: number): void {
		this.close();
		this.open = { ...newDraft(place, this.quoted), lastLine: line.text };
		this.append(line, from);
	}

	private append(line: Line, from: number): void {
		const draft = this.open!;
		writeInline(line.text, from, line.text.length, line.start, draft);
		draft.lastLine = line.text;
		draft.hardBreak = /(?: {2}|\\|<br\s?\/?>)\s{0,4}$/.test(line.text);
	}

	private takeLine(line: Line): void {
		this.quoted = false;
		const heading = HEADING.exec(line.text) ?? WIKI_HEADING.exec(line.text);
		if (heading && !/^\s{0,3}#[a-z\d:@]/i.test(line.text)) {
			const titled = { ...line, text: line.text.replace(/\s*=+\s*$/, '') };
			this.begin({ kind: 'heading', level: heading[1]!.length }, titled, heading[0].length);
			this.level = heading[1]!.length;
			this.indents = [];
			return this.close();
		}
		if (
			/^\s{0,3}(?:={2,200}|-{2,200})\s*$/.test(line.text) &&
			this.open?.place.kind === 'paragraph' &&
			!this.blank
		) {
			this.level = line.text.trim().startsWith('=') ? 1 : 2;
			this.open.place = { kind: 'heading', level: this.level };
			return this.close();
		}
		const target = LINK_TARGET.exec(line.text);
		if (target) {
			this.targets.set(target[1]!.toLowerCase(), target[2]!);
			return this.close();
		}
		if (RULE.test(line.text)) return this.takeRule();
		const quoted = /^\s{0,3}>\s?/.exec(line.text);
		const from = quoted ? quoted[0].length : 0;
		this.quoted = quoted !== null;
		if (this.takeListLine(line, from)) return;
		this.takeText(line, from);
	}

	/** A line across the page ends the section it stands in, as an empty heading of its level would. */
	private takeRule(): void {
		this.close();
		if (this.level === 0) return;
		this.done.push(newDraft({ kind: 'heading', level: this.level }, false));
		this.indents = [];
	}

	private takeListLine(line: Line, from: number): boolean {
		const text = line.text.slice(from);
		const found = LIST.exec(text);
		const bare = found ? null : /^(\s{0,12})(?=\[[ xX]\]\s)/.exec(text);
		if (!found && !bare) return false;
		const indent =
			width((found ?? bare!)[1]!) + (/^\*+$/.test(found?.[2] ?? '') ? 2 * (found![2]!.length - 1) : 0);
		while (this.indents.length > 0 && this.indents.at(-1)! >= indent) {
			this.indents.pop();
			this.ordered.pop();
		}
		const depth = this.indents.length;
		this.indents.push(indent);
		const marker = found?.[2] ?? '-';
		const number = /^\d/.test(marker) ? parseInt(marker, 10) : 0;
		this.ordered.push(number);
		const content = from + (found ?? bare!)[0].length;
		const task = TASK.exec(line.text.slice(content));
		if (task) {
			this.begin({ kind: 'task', depth, checked: /[xX✓✔]/.test(task[1]!) }, line, content + task[0].length);
		} else {
			const place: Place = { kind: 'list', depth, ordered: number > 0, index: number || 1 };
			this.begin(place, line, content);
		}
		return true;
	}

	/** A line that goes on: of the paragraph or list entry before it, or a block of its own. */
	private takeText(line: Line, from: number): void {
		const indent = width(/^\s*/.exec(line.text.slice(from))![0]);
		const start = from + (line.text.slice(from).length - line.text.slice(from).trimStart().length);
		if (this.open && goesOn(this.open, line.text.slice(start))) {
			const draft = this.open;
			if (draft.text !== '') {
				draft.pieces.push({ at: draft.text.length, source: line.start, length: 0 });
				draft.text += /[\u3000-\u9fff\uff00-\uffef]$/.test(draft.text) ? '' : ' ';
			}
			return this.append(line, start);
		}
		const inList = this.indents.length > 0 && indent > this.indents[0]!;
		if (!inList && this.blank) this.indents = [];
		const isEntry = this.open?.place.kind === 'list' || this.open?.place.kind === 'task';
		if (this.open && isEntry && indent > this.indents.at(-1)!) {
			this.open.pieces.push({ at: this.open.text.length, source: line.start, length: 0 });
			this.open.text += '\n';
			return this.append(line, start);
		}
		this.begin({ kind: 'paragraph' }, line, start);
	}

	private takeTable(line: Line): boolean {
		const hasBar = line.text.includes('|');
		if (this.table) {
			if (!hasBar) {
				this.table = null;
				return false;
			}
			this.takeRow(line, false);
			return true;
		}
		if (this.pending && TABLE_RULE.test(line.text) && line.text.includes('-') && hasBar) {
			this.close();
			this.table = { name: `t${++this.tables}`, row: 0 };
			const head = this.pending;
			this.pending = null;
			this.takeRow(head, true);
			return true;
		}
		if (!hasBar) return false;
		this.flushPending();
		this.pending = line;
		return true;
	}

	private flushPending(): void {
		const line = this.pending;
		this.pending = null;
		if (line) {
			this.takeLine(line);
			this.blank = false;
		}
	}

	private takeRow(line: Line, head: boolean): void {
		this.quoted = false;
		const { name, row } = this.table!;
		this.table!.row += 1;
		let column = 0;
		for (const [start, end] of cellsOf(line.text)) {
			this.begin(
				{ kind: 'cell', table: name, row, column: column++, rowSpan: 1, columnSpan: 1, head },
				{ text: line.text.slice(0, end), start: line.start },
				start
			);
			if (this.open && this.open.text.trim() === '') this.open = null;
			this.close();
		}
	}
}

function newDraft(place: Place, quoted: boolean): Draft {
	return { text: '', pieces: [], marks: new MarkCollector(), place, quoted, lastLine: '', hardBreak: false };
}

/** The ranges of a row's cells, without the bars around them. */
function cellsOf(text: string): [number, number][] {
	const cells: [number, number][] = [];
	let start = 0;
	let code = false;
	for (let at = 0; at <= text.length; at++) {
		if (text[at] === '`') code = !code && text.includes('`', at + 1);
		if (at < text.length && (text[at] !== '|' || text[at - 1] === '\\' || code)) continue;
		const isEdge =
			(start === 0 && text.slice(0, at).trim() === '') ||
			(at === text.length && text.slice(start).trim() === '');
		if (!isEdge) cells.push(bare(text, start, at));
		start = at + 1;
	}
	return cells;
}

/** A range without the spaces at its ends. */
function bare(text: string, from: number, to: number): [number, number] {
	let [start, end] = [from, to];
	while (start < end && text.charCodeAt(start) <= 32) start++;
	while (end > start && text.charCodeAt(end - 1) <= 32) end--;
	return [start, end];
}

/** Columns a text takes: a tab goes to the next fourth one. */
function width(space: string): number {
	let columns = 0;
	for (const sign of space) columns = sign === '\t' ? columns + 4 - (columns % 4) : columns + 1;
	return columns;
}

/** Columns of running text: Chinese characters take two. */
function textWidth(text: string): number {
	let columns = 0;
	for (const sign of text) columns += sign >= '\u1100' ? 2 : 1;
	return columns;
}

const NEW_LINE =
	/^(?:[-*+•·o]\s|[a-h][.)]\s|\d{1,2}\s?[.、)．）]|[(（][\d一二三四五六七八九十]{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}[、.．]|\[[ xX]?\]|#|@|[*_]{2}|\[?(?:action|ai|todo|note)\b[^a-z]|[^\s:：]{1,14}(?: [a-z]{1,12})?[:：])/i;

/** Whether a line is only the wrapped rest of the one before it. */
function goesOn(draft: Draft, text: string): boolean {
	if (draft.place.kind === 'heading' || draft.hardBreak || NEW_LINE.test(text)) return false;
	const before = draft.lastLine.trimEnd();
	if (/[。！？!?；;：:.…]["”」』）)]?$/.test(before)) return false;
	const columns = textWidth(before);
	// A bracket that is still open.
	if (
		columns >= 44 &&
		before.lastIndexOf('(') > before.lastIndexOf(')') &&
		!before.endsWith('(') &&
		!/^\p{Lu}[\p{L}'-]+ (?:to|will|shall) /u.test(text)
	)
		return true;
	const lowerCase = /^[\p{Ll}(["'&\d#]/u.test(text);
	if (/[\u3400-\u9fff]$/.test(before) || /^[\u3400-\u9fff]/.test(text))
		return columns >= 54 && !lowerCase ? /[\u3400-\u9fff，、,]$/.test(before) : columns >= 54;
	if (lowerCase) return columns >= 44 || (/[,a-z]$/.test(before) && columns >= 30);
	return (
		columns >= 66 &&
		/(?:,|\b(?:the|a|an|of|to|and|or|for|in|on|with|from|by|at|is|are|was|as|that|this|our|their|its|new|be))$/i.test(
			before
		)
	);
}
