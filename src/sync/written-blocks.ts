import * as Y from 'yjs';
import type { Place } from '#domain/extraction/block.ts';
import type { MarkedBlock, TextMark } from '#domain/extraction/marked-text.ts';
import { safeAddress } from '#domain/web-address.ts';
import { element, minutesBody } from './minutes-doc.ts';

/**
 * Writes blocks into an empty document as the nodes of the editor's schema: the other way of `followBlocks`, which reads the
 * same texts in the same places again. A link that may not be followed is only its words. Only the server does so, once, before
 * anybody opens the document.
 */
export function writeBlocks(doc: Y.Doc, blocks: readonly MarkedBlock[]): void {
	doc.transact(() => minutesBody(doc).insert(0, quotedAndOther(blocks)));
}

type Listed = Extract<Place, { kind: 'list' | 'task' }>;
type Cell = Extract<Place, { kind: 'cell' }>;
type Words = Pick<MarkedBlock, 'text' | 'marks'>;
type Placed<Kind extends Place> = Words & { readonly place: Kind };

/** Blocks that are quoted one after the other stand in one quotation. */
function quotedAndOther(blocks: readonly MarkedBlock[]): Y.XmlElement[] {
	const nodes: Y.XmlElement[] = [];
	for (let at = 0; at < blocks.length;) {
		const isQuoted = mayStandQuoted(blocks[at]!);
		let end = at + 1;
		while (end < blocks.length && goesOn(blocks[end]!, isQuoted)) end++;
		const inside = nodesOf(blocks.slice(at, end));
		nodes.push(...(isQuoted ? [element('blockquote', {}, inside)] : inside));
		at = end;
	}
	return nodes;
}

/** A list within a quotation begins there: an entry of one that began before stays with it. */
function mayStandQuoted({ quoted = false, place }: MarkedBlock): boolean {
	return quoted && place.kind !== 'cell' && (!isListed(place) || place.depth === 0);
}

function goesOn(block: MarkedBlock, isQuoted: boolean): boolean {
	if (!isQuoted) return !mayStandQuoted(block);
	const { quoted = false, place } = block;
	return isListed(place) ? quoted || place.depth > 0 : quoted && place.kind !== 'cell';
}

function nodesOf(blocks: readonly MarkedBlock[]): Y.XmlElement[] {
	const nodes: Y.XmlElement[] = [];
	for (let at = 0; at < blocks.length;) {
		const block = blocks[at]!;
		const { place } = block;
		const end = stretchEnd(blocks, at);
		const stretch = blocks.slice(at, end);
		if (place.kind === 'cell') nodes.push(tableNode(stretch as readonly Placed<Cell>[]));
		else if (place.kind === 'list' || place.kind === 'task')
			nodes.push(...listNodes(stretch as readonly Placed<Listed>[]));
		else if (place.kind === 'heading')
			// The editor has three levels.
			nodes.push(element('heading', { level: Math.min(3, place.level) }, inline(block)));
		else nodes.push(paragraph(block));
		at = end;
	}
	return nodes;
}

/** Where the list or table ends that begins at a block. */
function stretchEnd(blocks: readonly MarkedBlock[], at: number): number {
	const { place } = blocks[at]!;
	const belongs = (other: Place) => {
		if (place.kind === 'cell') return other.kind === 'cell' && other.table === place.table;
		return isListed(place) && isListed(other);
	};
	let end = at + 1;
	while (end < blocks.length && belongs(blocks[end]!.place)) end++;
	return end;
}

function isListed(place: Place): place is Listed {
	return place.kind === 'list' || place.kind === 'task';
}

/** One list after the other of the outermost depth; what is deeper goes into the item before it. */
function listNodes(entries: readonly Placed<Listed>[]): Y.XmlElement[] {
	const outermost = entries.reduce((least, { place }) => Math.min(least, place.depth), Infinity);
	const lists: { readonly name: string; readonly start: number; readonly items: Y.XmlElement[] }[] = [];
	for (let at = 0; at < entries.length;) {
		let end = at + 1;
		while (end < entries.length && entries[end]!.place.depth > outermost) end++;
		const entry = entries[at]!;
		const { place } = entry;
		const isOwn = place.depth === outermost;
		// An entry that is deeper than the first one stands in a list of its own.
		const inside = entries.slice(isOwn ? at + 1 : at, end);
		const children = [...(isOwn ? [paragraph(entry)] : []), ...(inside.length > 0 ? listNodes(inside) : [])];
		const name = listName(place);
		let list = lists.at(-1);
		const goesOn =
			list?.name === name &&
			(place.kind !== 'list' || !place.ordered || place.index === list.start + list.items.length);
		if (!list || (isOwn && !goesOn)) {
			list = { name, start: place.kind === 'list' && place.ordered ? place.index : 1, items: [] };
			lists.push(list);
		}
		list.items.push(itemNode(place, isOwn ? children : [paragraph(nothing), ...children]));
		at = end;
	}
	return lists.map(({ name, start, items }) => element(name, name === 'orderedList' ? { start } : {}, items));
}

function listName(place: Listed): string {
	if (place.kind === 'task') return 'taskList';
	return place.ordered ? 'orderedList' : 'bulletList';
}

function itemNode(place: Listed, children: Y.XmlElement[]): Y.XmlElement {
	return place.kind === 'task'
		? element('taskItem', { checked: place.checked }, children)
		: element('listItem', {}, children);
}

/** Every cell of the grid, the empty ones too: readers of files leave those out. */
function tableNode(cells: readonly Placed<Cell>[]): Y.XmlElement {
	const rowCount = cells.reduce((most, { place }) => Math.max(most, place.row + place.rowSpan), 1);
	const columnCount = cells.reduce((most, { place }) => Math.max(most, place.column + place.columnSpan), 1);
	const taken = new Set<string>();
	const rows: Y.XmlElement[] = [];
	const byPlace = new Map<string, Placed<Cell>[]>();
	for (const cell of cells) {
		const key = `${cell.place.row} ${cell.place.column}`;
		byPlace.set(key, [...(byPlace.get(key) ?? []), cell]);
	}
	const headRows = new Set(cells.filter(({ place }) => place.head).map(({ place }) => place.row));
	for (let row = 0; row < rowCount; row++) {
		const nodes: Y.XmlElement[] = [];
		for (let column = 0; column < columnCount; column++) {
			if (taken.has(`${row} ${column}`)) continue;
			const here = byPlace.get(`${row} ${column}`) ?? [];
			const place = here[0]?.place;
			const [rowspan, colspan] = [place?.rowSpan ?? 1, place?.columnSpan ?? 1];
			for (let down = 0; down < rowspan; down++)
				for (let over = 0; over < colspan; over++) taken.add(`${row + down} ${column + over}`);
			const isHead = place ? place.head : headRows.has(row);
			nodes.push(
				element(
					isHead ? 'tableHeader' : 'tableCell',
					{ colspan, rowspan },
					(here.length > 0 ? here : [nothing]).map(paragraph)
				)
			);
		}
		// A row of nothing but merged cells from above would be no row to the editor.
		rows.push(element('tableRow', {}, nodes.length > 0 ? nodes : [emptyCell()]));
	}
	return element('table', {}, rows);
}

function emptyCell(): Y.XmlElement {
	return element('tableCell', { colspan: 1, rowspan: 1 }, [paragraph(nothing)]);
}

const nothing: Words = { text: '' };

function paragraph(words: Words): Y.XmlElement {
	return element('paragraph', {}, inline(words));
}

/** Lines of a block are broken by nodes of their own. */
function inline({ text, marks = [] }: Words): (Y.XmlElement | Y.XmlText)[] {
	const nodes: (Y.XmlElement | Y.XmlText)[] = [];
	let start = 0;
	for (const line of text.split('\n')) {
		if (start > 0) nodes.push(element('hardBreak', {}, []));
		if (line !== '') nodes.push(markedText(text, { start, end: start + line.length }, marks));
		start += line.length + 1;
	}
	return nodes;
}

/** A stretch of a text, cut wherever a mark begins or ends. */
function markedText(
	text: string,
	{ start, end }: { readonly start: number; readonly end: number },
	marks: readonly TextMark[]
): Y.XmlText {
	const here = marks.filter((mark) => mark.start < end && start < mark.end && mark.start < mark.end);
	const cuts = here.flatMap((mark) => [mark.start, mark.end]).filter((at) => at > start && at < end);
	const edges = [start, ...new Set(cuts.sort((a, b) => a - b)), end];
	const node = new Y.XmlText();
	node.applyDelta(
		edges.slice(1).map((to, index) => {
			const from = edges[index]!;
			const attributes = attributesOf(here.filter((mark) => mark.start <= from && mark.end >= to));
			return { insert: text.slice(from, to), ...(attributes && { attributes }) };
		})
	);
	return node;
}

/** As the editor's binding writes them. */
function attributesOf(marks: readonly TextMark[]): Record<string, object> | null {
	const attributes: Record<string, object> = {};
	for (const mark of marks) {
		const href = mark.kind === 'link' ? safeAddress(mark.href) : null;
		if (mark.kind !== 'link') attributes[mark.kind] = {};
		else if (href) attributes[mark.kind] = { href };
	}
	return Object.keys(attributes).length > 0 ? attributes : null;
}
