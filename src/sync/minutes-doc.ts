import * as Y from 'yjs';
import type { Block, Place } from '#domain/extraction/block.ts';
import { joinRuns, type IdRun } from '#domain/extraction/id-runs.ts';
import type { SkeletonBlock } from '#domain/form.ts';
import { inlineText, placeBlocks, type TreeReader } from './minutes-blocks.ts';

/**
 * The shape of a meeting's Y.Doc, declared here once: the text is the XML fragment `body`, with the node names
 * of the editor's schema. Cards, owners and status are never in it.
 */
export const bodyField = 'body';

/**
 * Counts up whenever the editor's schema changes. A page of another version would take out what it does not know, so
 * it is not let in (server/sync/SPEC.md, SY50).
 */
export const schemaVersion = 1;

export const nodeNames: readonly string[] = [
	'paragraph',
	'hardBreak',
	'heading',
	'blockquote',
	'horizontalRule',
	'bulletList',
	'orderedList',
	'listItem',
	'taskList',
	'taskItem',
	'table',
	'tableRow',
	'tableHeader',
	'tableCell',
	'mention'
];
export const markNames: readonly string[] = ['bold', 'italic', 'strike', 'link'];
const nodes = new Set(nodeNames);
const marks = new Set(markNames);

/** Whether the editor's schema has a node of this name. A page deletes for everybody what it has no node for. */
export function isKnownNode(name: string): boolean {
	return nodes.has(name);
}

/** The same of a mark, as y-prosemirror names it: `link`, or `link--` and a hash where marks overlap. */
export function isKnownMark(name: string): boolean {
	return marks.has(name.split('--', 1)[0]!);
}

/** The text of the minutes. */
export function minutesBody(doc: Y.Doc): Y.XmlFragment {
	return doc.getXmlFragment(bodyField);
}

/** A block of the document, with the CRDT's names for its characters. */
export type MinutesBlock = Block & { readonly pieces: readonly Piece[] };

/** A stretch of a block's text that came from one CRDT item. `atomic` items (a mention) have one name for all their text. */
export type Piece = {
	readonly start: number;
	readonly length: number;
	readonly client: number;
	readonly clock: number;
	readonly atomic: boolean;
};

/** The names of the characters in a range of a block's text. */
export function runsOfRange(
	block: Pick<MinutesBlock, 'pieces'>,
	range: { readonly start: number; readonly end: number }
): IdRun[] {
	const runs: IdRun[] = [];
	for (const { start, length, client, clock, atomic } of block.pieces) {
		const from = Math.max(start, range.start);
		const to = Math.min(start + length, range.end);
		if (to <= from) continue;
		runs.push(
			atomic ? { client, clock, length: 1 } : { client, clock: clock + (from - start), length: to - from }
		);
	}
	return joinRuns(runs);
}

/** Reads the blocks of a live document again and again, looking only at what changed. */
export type BlockReader = {
	/** The blocks as they stand. What did not change is the same object as last time, each block and the whole list. */
	read(): readonly MinutesBlock[];
	/** Stops listening to the document. */
	close(): void;
};

/**
 * Follows a document's body. `onChange` hears the ids of the blocks that came or whose text or attributes changed, and
 * whether the structure did (blocks came, went or moved), after every transaction that touched the body.
 */
export function followBlocks(
	doc: Y.Doc,
	onChange: (change: { blocks: ReadonlySet<string>; structure: boolean }) => void = () => {}
): BlockReader {
	const body = minutesBody(doc);
	/** What was read last, in order, and where in it each node stands. */
	let blocks: MinutesBlock[] = [];
	let places = new Map<Y.XmlElement, number>();
	/** Nodes whose text changed since, and whether any block came, went or got another place. */
	let stale = new Set<Y.XmlElement>();
	let hasMoved = true;

	const listen = (events: readonly Pick<Y.YEvent<Y.XmlFragment>, 'target' | 'changes'>[]) => {
		const changed = new Set<string>();
		let structure = false;
		for (const event of events) {
			const block = textblockAround(event.target);
			if (block) {
				// Nothing is asked of the event: to say what changed in a text, Yjs deletes doubled formats, which is a change too.
				stale.add(block);
				changed.add(idOf(block));
				// The level of a heading is its place.
				hasMoved ||= event.target === block;
			} else {
				structure = hasMoved = true;
				for (const { content } of event.changes.added) {
					if (content instanceof Y.ContentType) for (const id of textblockIds(content.type)) changed.add(id);
				}
			}
		}
		onChange({ blocks: changed, structure });
	};
	body.observeDeep(listen);

	/** Goes through the whole tree. */
	const readAll = () => {
		const inOrder: MinutesBlock[] = [];
		const next = new Map<Y.XmlElement, number>();
		placeBlocks<Y.XmlFragment>(body, yTree, (node, place) => {
			if (!(node instanceof Y.XmlElement)) return;
			const at = stale.has(node) ? undefined : places.get(node);
			const known = at === undefined ? { id: idOf(node), place: null, ...readText(node) } : blocks[at]!;
			next.set(node, inOrder.length);
			inOrder.push(known.place && samePlace(known.place, place) ? known : { ...known, place });
		});
		places = next;
		return inOrder;
	};

	const readStale = () => {
		const inOrder = [...blocks];
		for (const node of stale) {
			const at = places.get(node);
			if (at !== undefined) inOrder[at] = { ...inOrder[at]!, ...readText(node) };
		}
		return inOrder;
	};

	return {
		read() {
			if (hasMoved) blocks = readAll();
			else if (stale.size > 0) blocks = readStale();
			hasMoved = false;
			stale = new Set();
			return blocks;
		},
		close: () => body.unobserveDeep(listen)
	};
}

/** The id of the block that a relative position (as presence carries it) lies in; null when it lies in none. */
export function blockAt(doc: Y.Doc, position: unknown): string | null {
	try {
		const relative = Y.createRelativePositionFromJSON(position);
		const absolute = Y.createAbsolutePositionFromRelativePosition(relative, doc);
		const block = absolute && textblockAround(absolute.type);
		return block ? idOf(block) : null;
	} catch {
		return null; // presence is a client's word: anything may stand there
	}
}

/** Writes a form's skeleton into an empty document. Only the server does so, once, before anybody opens it. */
export function writeSkeleton(doc: Y.Doc, skeleton: readonly SkeletonBlock[]): void {
	doc.transact(() => minutesBody(doc).insert(0, skeleton.map(skeletonNode)));
}

const textblocks = new Set(['paragraph', 'heading', 'codeBlock']);

const yTree: TreeReader<Y.XmlFragment> = {
	name: (node) => (node instanceof Y.XmlElement ? node.nodeName : ''),
	attribute: (node, name) =>
		node instanceof Y.XmlElement ? (node.getAttribute(name) as unknown) : undefined,
	children: (node) => node.toArray().filter((child) => child instanceof Y.XmlElement),
	id: (node) => idOf(node)
};

/** What every Yjs type is, as far as finding one's way in the tree goes. */
type SharedType = { readonly _item: Y.Item | null };

function idOf(node: SharedType): string {
	const id = node._item?.id;
	return id ? `${id.client}-${id.clock}` : '';
}

function textblockAround(type: SharedType): Y.XmlElement | null {
	let node: SharedType | null = type;
	while (node) {
		if (node instanceof Y.XmlElement && textblocks.has(node.nodeName)) return node;
		node = (node._item?.parent ?? null) as SharedType | null;
	}
	return null;
}

/** The blocks in a part of the tree, itself included, however deep it is. */
function textblockIds(type: unknown): string[] {
	const ids: string[] = [];
	const waiting = [type];
	for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
		if (!(node instanceof Y.XmlElement)) continue;
		if (textblocks.has(node.nodeName)) ids.push(idOf(node));
		else for (const child of node.toArray()) waiting.push(child);
	}
	return ids;
}

function readText(block: Y.XmlElement): { text: string; pieces: Piece[] } {
	let text = '';
	const pieces: Piece[] = [];
	const add = (content: string, id: Y.ID, atomic: boolean) => {
		pieces.push({ start: text.length, length: content.length, client: id.client, clock: id.clock, atomic });
		text += content;
	};
	for (const child of block.toArray()) {
		if (child instanceof Y.XmlText) {
			for (let item = child._start; item; item = item.right) {
				if (!item.deleted && item.content instanceof Y.ContentString) add(item.content.str, item.id, false);
			}
		} else if (child instanceof Y.XmlElement && child._item) {
			add(
				inlineText(child.nodeName, (name) => child.getAttribute(name)),
				child._item.id,
				true
			);
		}
	}
	return { text, pieces };
}

function samePlace(a: Place, b: Place): boolean {
	return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function skeletonNode(block: SkeletonBlock): Y.XmlElement {
	switch (block.type) {
		case 'heading':
			return element('heading', { level: block.level }, [new Y.XmlText(block.text)]);
		case 'paragraph':
			return paragraph(block.text);
		case 'bullets':
			return element(
				'bulletList',
				{},
				block.items.map((item) => element('listItem', {}, [paragraph(item)]))
			);
		case 'numbers':
			return element(
				'orderedList',
				{ start: 1 },
				block.items.map((item) => element('listItem', {}, [paragraph(item)]))
			);
		case 'table':
			return element('table', {}, [
				element(
					'tableRow',
					{},
					block.head.map((head) => element('tableHeader', { colspan: 1, rowspan: 1 }, [paragraph(head)]))
				),
				...block.rows.map((row) =>
					element(
						'tableRow',
						{},
						row.map((cell) => element('tableCell', { colspan: 1, rowspan: 1 }, [paragraph(cell)]))
					)
				)
			]);
	}
}

/** A paragraph, not yet in a document. */
export function paragraph(text: string): Y.XmlElement {
	return element('paragraph', {}, text ? [new Y.XmlText(text)] : []);
}

/** A node as the editor's schema names it, not yet in a document. */
export function element(
	name: string,
	attributes: Readonly<Record<string, string | number | boolean>>,
	children: (Y.XmlElement | Y.XmlText)[]
): Y.XmlElement {
	// ProseMirror's binding keeps numbers and booleans as they are; the type of setAttribute only knows text.
	const node = new Y.XmlElement<Record<string, string | number | boolean>>(name);
	for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
	node.insert(0, children);
	return node as unknown as Y.XmlElement;
}
