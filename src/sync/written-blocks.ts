import * as Y from 'yjs';
import type { Block, Place } from '#domain/extraction/block.ts';
import { element, minutesBody } from './minutes-doc.ts';

/**
 * Writes blocks into an empty document as the nodes of the editor's schema: the other way of `followBlocks`, which reads the
 * same texts in the same places again. Only the server does so, once, before anybody opens the document.
 */
export function writeBlocks(doc: Y.Doc, blocks: readonly Block[]): void {
	doc.transact(() => minutesBody(doc).insert(0, nodesOf(blocks)));
}

type Listed = Extract<Place, { kind: 'list' | 'task' }>;
type Cell = Extract<Place, { kind: 'cell' }>;
type Placed<Kind extends Place> = { readonly text: string; readonly place: Kind };

function nodesOf(blocks: readonly Block[]): Y.XmlElement[] {
	const nodes: Y.XmlElement[] = [];
	for (let at = 0; at < blocks.length;) {
		const { text, place } = blocks[at]!;
		const end = stretchEnd(blocks, at);
		const stretch = blocks.slice(at, end);
		if (place.kind === 'cell') nodes.push(tableNode(stretch as readonly Placed<Cell>[]));
		else if (place.kind === 'list' || place.kind === 'task')
			nodes.push(...listNodes(stretch as readonly Placed<Listed>[]));
		else if (place.kind === 'heading')
			// The editor has three levels.
			nodes.push(element('heading', { level: Math.min(3, place.level) }, inline(text)));
		else nodes.push(paragraph(text));
		at = end;
	}
	return nodes;
}

/** Where the list or table ends that begins at a block. */
function stretchEnd(blocks: readonly Block[], at: number): number {
	const { place } = blocks[at]!;
	const belongs = (other: Place) => {
		if (place.kind === 'cell') return other.kind === 'cell' && other.table === place.table;
		return isListed(place) && isListed(other);
	};
	let end = at + 1;
	while (end < blocks.length && belongs(blocks[end]!.place)) end++;
	return end;
}

function isListed(place: Place): boolean {
	return place.kind === 'list' || place.kind === 'task';
}

/** One list after the other of the outermost depth; what is deeper goes into the item before it. */
function listNodes(entries: readonly Placed<Listed>[]): Y.XmlElement[] {
	const outermost = entries.reduce((least, { place }) => Math.min(least, place.depth), Infinity);
	const lists: { readonly name: string; readonly start: number; readonly items: Y.XmlElement[] }[] = [];
	for (let at = 0; at < entries.length;) {
		let end = at + 1;
		while (end < entries.length && entries[end]!.place.depth > outermost) end++;
		const { text, place } = entries[at]!;
		const isOwn = place.depth === outermost;
		// An entry that is deeper than the first one stands in a list of its own.
		const inside = entries.slice(isOwn ? at + 1 : at, end);
		const children = [...(isOwn ? [paragraph(text)] : []), ...(inside.length > 0 ? listNodes(inside) : [])];
		const name = listName(place);
		let list = lists.at(-1);
		const goesOn =
			list?.name === name &&
			(place.kind !== 'list' || !place.ordered || place.index === list.start + list.items.length);
		if (!list || (isOwn && !goesOn)) {
			list = { name, start: place.kind === 'list' && place.ordered ? place.index : 1, items: [] };
			lists.push(list);
		}
		list.items.push(itemNode(place, isOwn ? children : [paragraph(''), ...children]));
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
					here.length > 0 ? here.map(({ text }) => paragraph(text)) : [paragraph('')]
				)
			);
		}
		// A row of nothing but merged cells from above would be no row to the editor.
		rows.push(element('tableRow', {}, nodes.length > 0 ? nodes : [emptyCell()]));
	}
	return element('table', {}, rows);
}

function emptyCell(): Y.XmlElement {
	return element('tableCell', { colspan: 1, rowspan: 1 }, [paragraph('')]);
}

function paragraph(text: string): Y.XmlElement {
	return element('paragraph', {}, inline(text));
}

/** Lines of a block are broken by nodes of their own. */
function inline(text: string): (Y.XmlElement | Y.XmlText)[] {
	return text
		.split('\n')
		.flatMap((line, at) => [
			...(at > 0 ? [element('hardBreak', {}, [])] : []),
			...(line === '' ? [] : [new Y.XmlText(line)])
		]);
}
