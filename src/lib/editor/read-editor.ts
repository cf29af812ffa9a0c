import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { Span } from '#domain/extraction/block.ts';
import { inlineText } from '#sync/minutes-blocks.ts';
import type { MinutesBlock } from '#sync/minutes-doc.ts';

/** Where each block of the Y.Doc stands in the editor's document. */
export type EditorPlaces = {
	/** The editor's positions of a span of a block's text. */
	range(span: Span): { readonly from: number; readonly to: number } | null;
	/** Where in which block's text the position lies. */
	caretAt(position: number): { readonly block: string; readonly offset: number } | null;
};

/**
 * Lays the blocks beside the editor's document. Null while the two differ, which they do for a moment while a change
 * travels between them: ask again in the next frame.
 */
export function placeInEditor(doc: ProseMirrorNode, blocks: readonly MinutesBlock[]): EditorPlaces | null {
	const nodes: { node: ProseMirrorNode; start: number }[] = [];
	doc.descendants((node, position) => {
		if (!node.isTextblock) return true;
		if (node.type.name !== 'codeBlock') nodes.push({ node, start: position + 1 });
		return false;
	});
	if (nodes.length !== blocks.length) return null;
	const byBlock = new Map<string, { node: ProseMirrorNode; start: number }>();
	for (const [index, block] of blocks.entries()) {
		const place = nodes[index]!;
		if (textOf(place.node) !== block.text) return null;
		byBlock.set(block.id, place);
	}
	return {
		range({ block, start, end }) {
			const place = byBlock.get(block);
			if (!place) return null;
			return {
				from: place.start + positionIn(place.node, start),
				to: place.start + positionIn(place.node, end)
			};
		},
		caretAt(position) {
			const index = nodes.findIndex(
				({ node, start }) => position >= start && position <= start + node.content.size
			);
			const [block, place] = [blocks[index], nodes[index]];
			return block && place
				? { block: block.id, offset: offsetIn(place.node, position - place.start) }
				: null;
		}
	};
}

const texts = new WeakMap<ProseMirrorNode, string>();

function textOf(block: ProseMirrorNode): string {
	let text = texts.get(block);
	if (text === undefined) {
		text = '';
		block.forEach((child) => (text += textOfInline(child)));
		texts.set(block, text);
	}
	return text;
}

function textOfInline(node: ProseMirrorNode): string {
	return node.text ?? inlineText(node.type.name, (name) => node.attrs[name] as unknown);
}

/** How many characters of a block's text stand before a position inside it. */
function offsetIn(block: ProseMirrorNode, position: number): number {
	let offset = 0;
	block.forEach((child, start) => {
		if (start >= position) return;
		offset += child.isText ? Math.min(position - start, child.nodeSize) : textOfInline(child).length;
	});
	return offset;
}

/** The position inside a block at which `offset` characters of its text have gone by. */
function positionIn(block: ProseMirrorNode, offset: number): number {
	let position = 0;
	let text = 0;
	for (let index = 0; index < block.childCount; index++) {
		const child = block.child(index);
		const length = textOfInline(child).length;
		if (offset <= text + length) {
			if (child.isText) return position + (offset - text);
			return offset === text ? position : position + child.nodeSize;
		}
		text += length;
		position += child.nodeSize;
	}
	return block.content.size;
}
