import * as Y from 'yjs';
import type { Room } from '#server/sync/room.ts';
import { element, minutesBody, paragraph } from '#sync/minutes-doc.ts';

/** A piece of writing in minutes that were opened from a form. Sections count from 1, as their headings stand. */
export type Passage =
	/** Paragraphs of a section: the empty one of the form first, then new ones after it. */
	| { readonly write: 'paragraphs'; readonly section: number; readonly texts: readonly string[] }
	/** The lines that the form has in a section's list: behind what it says there ("市场部："); more of them as new ones. */
	| { readonly write: 'items'; readonly section: number; readonly texts: readonly string[] }
	/** New lines at the end of a section's list. */
	| { readonly write: 'lines'; readonly section: number; readonly texts: readonly string[] }
	/** Rows of a section's table, without the number in the first column. */
	| { readonly write: 'rows'; readonly section: number; readonly rows: readonly (readonly string[])[] }
	/** A list of boxes to tick at the end of a section. */
	| { readonly write: 'tasks'; readonly section: number; readonly texts: readonly string[] }
	/** Ticks the box in front of a line that contains the words. */
	| { readonly write: 'tick'; readonly words: string }
	/** Puts other words in the place of some. */
	| { readonly write: 'reword'; readonly words: string; readonly to: string };

/**
 * Writes as a page would: on a copy of the room's document, whose changes the room then stores, shows and has read.
 * Throws when the minutes have no such section or words.
 */
export async function writePassage(room: Room, memberId: string, passage: Passage): Promise<void> {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(room.doc));
	const before = Y.encodeStateVector(copy);
	copy.transact(() => apply(minutesBody(copy), passage));
	const update = Y.encodeStateAsUpdate(copy, before);
	copy.destroy();
	await room.write(update, { memberId, send: () => {} });
}

function apply(body: Y.XmlFragment, passage: Passage): void {
	switch (passage.write) {
		case 'paragraphs':
			return writeParagraphs(body, passage.section, passage.texts);
		case 'items':
			return writeItems(listOf(body, passage.section), passage.texts);
		case 'lines':
			return addLines(listOf(body, passage.section), passage.texts);
		case 'rows':
			return writeRows(nodeOf(body, passage.section, ['table']), passage.rows);
		case 'tasks': {
			const tasks = passage.texts.map((text) => element('taskItem', { checked: false }, [paragraph(text)]));
			return body.insert(endOf(body, passage.section), [element('taskList', {}, tasks)]);
		}
		case 'tick': {
			const item = textWith(body, passage.words).parent?.parent;
			if (!(item instanceof Y.XmlElement) || item.nodeName !== 'taskItem') throw missing(passage.words);
			return setAttribute(item, 'checked', true);
		}
		case 'reword': {
			const text = textWith(body, passage.words);
			const at = text.toString().indexOf(passage.words);
			text.delete(at, passage.words.length);
			return text.insert(at, passage.to);
		}
	}
}

function writeParagraphs(body: Y.XmlFragment, section: number, texts: readonly string[]): void {
	const empty = sectionNodes(body, section).find(
		(node) => node.nodeName === 'paragraph' && node.length === 0
	);
	const [first, ...others] = texts;
	if (empty && first) empty.insert(0, [new Y.XmlText(first)]);
	const rest = empty ? others : texts;
	body.insert(endOf(body, section), rest.map(paragraph));
}

function writeItems(list: Y.XmlElement, texts: readonly string[]): void {
	const started = elementsOf(list);
	for (const [index, item] of started.entries()) appendText(firstOf(item), texts[index] ?? '');
	addLines(list, texts.slice(started.length));
}

function addLines(list: Y.XmlElement, texts: readonly string[]): void {
	list.insert(
		list.length,
		texts.map((text) => element('listItem', {}, [paragraph(text)]))
	);
}

function listOf(body: Y.XmlFragment, section: number): Y.XmlElement {
	return nodeOf(body, section, ['bulletList', 'orderedList']);
}

function writeRows(table: Y.XmlElement, rows: readonly (readonly string[])[]): void {
	const isFree = (row: Y.XmlElement) =>
		elementsOf(row).every((cell, column) => column === 0 || firstOf(cell).length === 0);
	for (const cells of rows) {
		const free = elementsOf(table).slice(1).find(isFree);
		if (free)
			for (const [index, text] of cells.entries()) appendText(firstOf(elementsOf(free)[index + 1]!), text);
		else table.insert(table.length, [rowOf([String(table.length), ...cells])]);
	}
}

function rowOf(cells: readonly string[]): Y.XmlElement {
	const made = cells.map((text) => element('tableCell', { colspan: 1, rowspan: 1 }, [paragraph(text)]));
	return element('tableRow', {}, made);
}

/** Behind the text that is there. */
function appendText(block: Y.XmlElement, text: string): void {
	if (text === '') return;
	const written = block.toArray().find((child) => child instanceof Y.XmlText);
	if (written) written.insert(written.length, text);
	else block.insert(0, [new Y.XmlText(text)]);
}

function textWith(root: Y.XmlFragment, words: string): Y.XmlText {
	const walker = root.createTreeWalker(
		(node) => node instanceof Y.XmlText && node.toString().includes(words)
	);
	for (const node of walker) if (node instanceof Y.XmlText) return node;
	throw missing(words);
}

function nodeOf(body: Y.XmlFragment, section: number, names: readonly string[]): Y.XmlElement {
	const found = sectionNodes(body, section).find((node) => names.includes(node.nodeName));
	if (!found) throw missing(names.join(' or '));
	return found;
}

function sectionNodes(body: Y.XmlFragment, section: number): Y.XmlElement[] {
	return elementsOf(body).slice(startOf(body, section), endOf(body, section));
}

/** Where a section's heading stands among the body's blocks; their number when there is no such section. */
function startOf(body: Y.XmlFragment, section: number): number {
	const blocks = elementsOf(body);
	const headings = [...blocks.keys()].filter((index) => blocks[index]!.nodeName === 'heading');
	return headings[section - 1] ?? blocks.length;
}

function endOf(body: Y.XmlFragment, section: number): number {
	if (startOf(body, section) === body.length) throw missing(`section ${section}`);
	return startOf(body, section + 1);
}

function firstOf(node: Y.XmlElement): Y.XmlElement {
	const [first] = elementsOf(node);
	if (!first) throw missing(`anything in ${node.nodeName}`);
	return first;
}

function elementsOf(parent: Y.XmlFragment): Y.XmlElement[] {
	return parent.toArray().filter((child) => child instanceof Y.XmlElement);
}

function setAttribute(node: Y.XmlElement, name: string, value: boolean): void {
	(node as unknown as Y.XmlElement<Record<string, boolean>>).setAttribute(name, value);
}

function missing(what: string): Error {
	return new Error(`The minutes have no ${what}`);
}
