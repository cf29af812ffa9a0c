import * as Y from 'yjs';
import { minutesBody } from './minutes-doc.ts';
import { inlineText } from './minutes-blocks.ts';

/**
 * The minutes as Markdown (CommonMark with GitHub's tables and task lists), every block of them. Ends with a line
 * break; empty minutes are an empty text. Characters that Markdown would take for markup are escaped.
 */
export function minutesMarkdown(doc: Y.Doc): string {
	const text = blocksOf(minutesBody(doc)).join('\n\n');
	return text && `${text}\n`;
}

/** Deeper nesting than this is written flat: each level writes everything in it once more. */
const deepest = 32;

/** One text for every block; the lines of a text belong together. */
function blocksOf(parent: Y.XmlFragment, depth = 0): string[] {
	const nodes = depth < deepest ? elementsOf(parent) : textblocksIn(parent);
	return nodes.flatMap((node) => blockText(node, depth + 1)).filter((text) => text !== '');
}

function blockText(node: Y.XmlElement, depth: number): string | string[] {
	switch (node.nodeName) {
		case 'heading': {
			const level = Math.min(6, numberOf(node, 'level') || 1);
			return `${'#'.repeat(level)} ${inlineOf(node).replaceAll('\n', ' ')}`.trimEnd();
		}
		case 'paragraph':
			return escapeStart(inlineOf(node)).replaceAll('\n', '  \n');
		case 'bulletList':
			return listText(node, depth, () => '- ');
		case 'orderedList': {
			const first = numberOf(node, 'start') ?? 1;
			return listText(node, depth, (_, position) => `${first + position}. `);
		}
		case 'taskList':
			return listText(node, depth, (item) => (attributeOf(item, 'checked') === true ? '- [x] ' : '- [ ] '));
		case 'table':
			return tableText(node, depth);
		case 'blockquote':
			return prefixLines(blocksOf(node, depth).join('\n\n'), '> ', '> ');
		case 'codeBlock': {
			const code = plainText(node);
			const fence = fenceFor(code, 3);
			return `${fence}\n${code}\n${fence}`;
		}
		case 'horizontalRule':
			return '---';
		default:
			return blocksOf(node, depth);
	}
}

function listText(
	list: Y.XmlElement,
	depth: number,
	marker: (item: Y.XmlElement, position: number) => string
): string {
	return elementsOf(list)
		.map((item, position) => {
			const mark = marker(item, position);
			// A list within an item follows its text directly; further paragraphs after an empty line.
			const children = depth < deepest ? elementsOf(item) : textblocksIn(item);
			const text = children
				.flatMap((child) => [blockText(child, depth + 1)].flat().map((block) => ({ child, block })))
				.filter(({ block }, at) => block !== '' || at === 0)
				.map(({ child, block }, at) => (at === 0 ? '' : isList(child) ? '\n' : '\n\n') + block)
				.join('');
			return prefixLines(text, mark, ' '.repeat(mark.startsWith('- ') ? 2 : mark.length)).trimEnd();
		})
		.join('\n');
}

function isList({ nodeName }: Y.XmlElement): boolean {
	return nodeName === 'bulletList' || nodeName === 'orderedList' || nodeName === 'taskList';
}

/** The first row is the head, as Markdown's tables want it, and as wide as the widest; a wide cell is followed by empty ones. */
function tableText(table: Y.XmlElement, depth: number): string {
	const rows = elementsOf(table).map((row) => elementsOf(row).flatMap((cell) => cellTexts(cell, depth)));
	const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
	if (width === 0) return '';
	const [head = [], ...rest] = rows;
	const wide = [...head, ...Array<string>(width - head.length).fill('')];
	// A row that is shorter than the head is filled up by whoever reads it (GFM, 4.10).
	return [wide, Array<string>(width).fill('---'), ...rest].map(lineOf).join('\n');
}

function lineOf(cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}

function cellTexts(cell: Y.XmlElement, depth: number): string[] {
	const lines = blocksOf(cell, depth).flatMap((text) => text.split('\n'));
	const text = lines
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.join('<br>')
		.replaceAll('|', '\\|');
	const span = numberOf(cell, 'colspan') ?? 1;
	const further = span > 1 && span <= 100 ? span - 1 : 0;
	return [text, ...Array<string>(further).fill('')];
}

/** The text of a block with its marks; line breaks are `\n`. */
function inlineOf(block: Y.XmlElement): string {
	return block
		.toArray()
		.map((child) => {
			if (child instanceof Y.XmlText) return markedText(child);
			if (child instanceof Y.XmlElement)
				return escapeText(inlineText(child.nodeName, (name) => attributeOf(child, name)));
			return '';
		})
		.join('')
		.trim();
}

type Stretch = { readonly insert: unknown; readonly attributes?: Readonly<Record<string, unknown>> };

function markedText(text: Y.XmlText): string {
	return (text.toDelta() as Stretch[])
		.map(({ insert, attributes = {} }) => (typeof insert === 'string' ? withMarks(insert, attributes) : ''))
		.join('');
}

function withMarks(text: string, marks: Readonly<Record<string, unknown>>): string {
	// Markdown knows no mark that begins or ends with a space.
	const inner = text.trim();
	if (inner === '') return text;
	const before = text.slice(0, text.length - text.trimStart().length);
	const after = text.slice(text.trimEnd().length);
	let marked = marks['code'] ? `${fenceFor(inner, 1)}${inner}${fenceFor(inner, 1)}` : escapeText(inner);
	if (marks['strike']) marked = `~~${marked}~~`;
	if (marks['italic']) marked = `*${marked}*`;
	if (marks['bold']) marked = `**${marked}**`;
	const address = addressOf(marks['link']);
	if (address) marked = `[${marked}](<${address}>)`;
	return before + marked + after;
}

/** Where a link leads; null for anything that is no web or mail address. */
function addressOf(link: unknown): string | null {
	const href = link && typeof link === 'object' && 'href' in link ? link.href : null;
	return typeof href === 'string' && /^(https?:|mailto:)[^\s<>]+$/i.test(href) ? href : null;
}

function escapeText(text: string): string {
	return text.replaceAll(/[\\`*[\]<]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&');
}

/** A line that would begin a heading, list or quotation begins with an escape instead. */
function escapeStart(text: string): string {
	return text
		.replaceAll(/^(#{1,6}(?=\s|$)|[-+](?=\s|$)|>)/gmu, '\\$1')
		.replaceAll(/^(\d{1,9})([.)])(?=\s|$)/gmu, '$1\\$2');
}

/** Backticks enough to hold the code, `least` of them at least. */
function fenceFor(code: string, least: number): string {
	let longest = 0;
	for (const [run] of code.matchAll(/`+/g)) longest = Math.max(longest, run.length);
	return '`'.repeat(Math.max(least, longest + 1));
}

function plainText(node: Y.XmlElement): string {
	return node
		.toArray()
		.map((child) =>
			child instanceof Y.XmlText
				? child
						.toDelta()
						.map(({ insert }: Stretch) => String(insert))
						.join('')
				: '\n'
		)
		.join('');
}

function prefixLines(text: string, first: string, others: string): string {
	return text
		.split('\n')
		.map((line, index) => (index === 0 ? first + line : line === '' ? others.trimEnd() : others + line))
		.join('\n');
}

/** The blocks of text anywhere in it, in reading order. */
function textblocksIn(parent: Y.XmlFragment): Y.XmlElement[] {
	const found: Y.XmlElement[] = [];
	const waiting = elementsOf(parent).reverse();
	for (let node = waiting.pop(); node; node = waiting.pop()) {
		if (['paragraph', 'heading', 'codeBlock'].includes(node.nodeName)) found.push(node);
		else for (const child of elementsOf(node).reverse()) waiting.push(child);
	}
	return found;
}

function elementsOf(parent: Y.XmlFragment): Y.XmlElement[] {
	return parent.toArray().filter((child) => child instanceof Y.XmlElement);
}

function attributeOf(node: Y.XmlElement, name: string): unknown {
	return node.getAttribute(name);
}

/** A whole number that Markdown can number by; null for anything else, since attributes come from anybody's client. */
function numberOf(node: Y.XmlElement, name: string): number | null {
	const value = attributeOf(node, name);
	const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
	return Number.isInteger(number) && number >= 0 && number < 1_000_000_000 ? number : null;
}
