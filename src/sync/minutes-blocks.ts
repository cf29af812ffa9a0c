import type { Place } from '#domain/extraction/block.ts';

/**
 * Where each text block of the minutes stands. One walk for two trees: the Y.Doc on the server and the
 * editor's ProseMirror document in the browser, so that both ends read the same minutes.
 */
export type TreeReader<Node> = {
	/** The node's type, as the editor's schema names it. */
	readonly name: (node: Node) => string;
	readonly attribute: (node: Node, name: string) => unknown;
	/** Element children only, no text. */
	readonly children: (node: Node) => Iterable<Node>;
	/** The same for the same node from one reading to the next. */
	readonly id: (node: Node) => string;
};

type Surroundings = { readonly place: Place; readonly depth: number };

const plain: Surroundings = { place: { kind: 'paragraph' }, depth: -1 };

const passedOver = new Set(['codeBlock', 'horizontalRule', 'image']);

/** Documents come from anybody's client: below so many levels of nesting, blocks are read as plain paragraphs. */
const deepest = 100;
/** Columns of a table beyond this are not followed from row to row. */
const widestTable = 1_000;

/** Calls `visit` for every block of text in reading order. Code blocks are not minutes and are passed over. */
export function placeBlocks<Node>(
	root: Node,
	tree: TreeReader<Node>,
	visit: (node: Node, place: Place) => void
): void {
	let level = 0;
	walk(root, plain);

	function walk(parent: Node, around: Surroundings): void {
		if (level === deepest) return walkFlat(parent);
		level++;
		for (const node of tree.children(parent)) {
			switch (tree.name(node)) {
				case 'heading':
					visit(node, headingPlace(node, around));
					break;
				case 'paragraph':
					visit(node, around.place);
					break;
				case 'bulletList':
				case 'orderedList':
				case 'taskList':
					walkList(node, around);
					break;
				case 'table':
					walkTable(node);
					break;
				default:
					if (!passedOver.has(tree.name(node))) walk(node, around);
			}
		}
		level--;
	}

	/** However deep it goes: without a call within a call, of which there can only be so many. */
	function walkFlat(parent: Node): void {
		const waiting = [...tree.children(parent)].reverse();
		for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
			const name = tree.name(node);
			if (name === 'heading' || name === 'paragraph') visit(node, plain.place);
			else if (!passedOver.has(name))
				for (const child of [...tree.children(node)].reverse()) waiting.push(child);
		}
	}

	function headingPlace(node: Node, around: Surroundings): Place {
		if (around.place.kind === 'cell') return around.place;
		return { kind: 'heading', level: countOf(tree.attribute(node, 'level'), 1) };
	}

	function walkList(list: Node, around: Surroundings): void {
		if (around.place.kind === 'cell') return walkItems(list, () => around);
		const depth = around.depth + 1;
		const ordered = tree.name(list) === 'orderedList';
		const first = ordered ? countOf(tree.attribute(list, 'start'), 1) : 1;
		walkItems(list, (item, position) => ({
			depth,
			place:
				tree.name(item) === 'taskItem'
					? { kind: 'task', depth, checked: tree.attribute(item, 'checked') === true }
					: { kind: 'list', depth, ordered, index: first + position }
		}));
	}

	function walkItems(list: Node, surroundings: (item: Node, position: number) => Surroundings): void {
		let position = 0;
		for (const item of tree.children(list)) walk(item, surroundings(item, position++));
	}

	function walkTable(table: Node): void {
		const id = tree.id(table);
		/** For each column, how many more rows a merged cell above reaches into. */
		const reaching: number[] = [];
		let row = 0;
		for (const rowNode of tree.children(table)) {
			let column = 0;
			for (const cell of tree.children(rowNode)) {
				while ((reaching[column] ?? 0) > row) column++;
				const rowSpan = countOf(tree.attribute(cell, 'rowspan'), 1);
				const columnSpan = countOf(tree.attribute(cell, 'colspan'), 1);
				const end = Math.min(column + columnSpan, widestTable);
				for (let over = column; over < end; over++) reaching[over] = row + rowSpan;
				const head = tree.name(cell) === 'tableHeader';
				walk(cell, { depth: -1, place: { kind: 'cell', table: id, row, column, rowSpan, columnSpan, head } });
				column += columnSpan;
			}
			row++;
		}
	}
}

/** The text of an inline node that is not text: a line break, a mention. Others count as one space. */
export function inlineText(name: string, attribute: (name: string) => unknown): string {
	if (name === 'hardBreak') return '\n';
	if (name === 'mention') return `@${textOf(attribute('label')) ?? textOf(attribute('id')) ?? ''}`;
	return ' ';
}

/** Attributes come from anybody's client: an object there may have no text at all. */
function textOf(value: unknown): string | null {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** Anything but a count from 1 to 1000 is the fallback. */
function countOf(value: unknown, fallback: number): number {
	const count = Number(textOf(value) ?? NaN);
	return Number.isInteger(count) && count >= 1 && count <= 1000 ? count : fallback;
}
