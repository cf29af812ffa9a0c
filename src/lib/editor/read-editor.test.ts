import { getSchema } from '@tiptap/core';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { formById } from '#domain/form.ts';
import { followBlocks, minutesBody, writeSkeleton } from '#sync/minutes-doc.ts';
import { placeInEditor } from './read-editor.ts';
import { minutesSchema } from './schema.ts';

const schema = getSchema(minutesSchema());
const editorView = (doc: Y.Doc) => yXmlFragmentToProseMirrorRootNode(minutesBody(doc), schema);

function newMinutes() {
	const doc = new Y.Doc();
	const form = formById('cross-department-minutes')!;
	writeSkeleton(doc, form.skeleton({ locale: 'zh-CN', departmentNames: ['市场部'] }));
	return doc;
}

describe('blocks in the editor', () => {
	it('know the form’s skeleton: the editor keeps every node of it', () => {
		const doc = newMinutes();
		const node = editorView(doc);
		node.check();
		expect(placeInEditor(node, followBlocks(doc).read())).not.toBeNull();
	});

	it('stand where their text stands, whatever was written', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.oneof(
						fc.record({ at: fc.nat(30), text: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }) }),
						fc.record({
							at: fc.nat(30),
							mention: fc.string({ minLength: 1, maxLength: 4, unit: 'grapheme' })
						}),
						fc.record({ at: fc.nat(30), cut: fc.nat(5) })
					),
					{ maxLength: 15 }
				),
				(edits) => {
					const doc = newMinutes();
					for (const edit of edits) apply(doc, edit);
					const blocks = followBlocks(doc).read();
					const node = editorView(doc);
					const places = placeInEditor(node, blocks);
					expect(places).not.toBeNull();
					for (const block of blocks) {
						const { from, to } = places!.range({ block: block.id, start: 0, end: block.text.length })!;
						const text = node.textBetween(from, to, '', (leaf) =>
							leaf.type.name === 'mention' ? `@${String(leaf.attrs.label)}` : '\n'
						);
						expect(text).toBe(block.text);
						for (let offset = 0; offset <= block.text.length; offset++) {
							const at = places!.range({ block: block.id, start: 0, end: offset })!.to;
							const back = places!.caretAt(at)!;
							expect(back.block).toBe(block.id);
							// Inside what stands for several characters there is no position: the one behind it is meant.
							expect(places!.range({ block: block.id, start: 0, end: back.offset })!.to).toBe(at);
						}
					}
				}
			)
		);
	});

	it('are not placed while the editor is behind', () => {
		const doc = newMinutes();
		const node = editorView(doc);
		const reader = followBlocks(doc);
		apply(doc, { at: 1, text: 'later' });
		expect(placeInEditor(node, reader.read())).toBeNull();
	});
});

type Edit = { at: number } & ({ text: string } | { mention: string } | { cut: number });

/** Changes the nth paragraph, the way other people's editors do. */
function apply(doc: Y.Doc, edit: Edit) {
	const paragraphs: Y.XmlElement[] = [];
	const walk = (node: Y.XmlFragment) => {
		for (const child of node.toArray()) {
			if (!(child instanceof Y.XmlElement)) continue;
			if (child.nodeName === 'paragraph') paragraphs.push(child);
			else walk(child);
		}
	};
	walk(minutesBody(doc));
	const block = paragraphs[edit.at % paragraphs.length]!;
	if ('mention' in edit) {
		const mention = new Y.XmlElement('mention');
		mention.setAttribute('id', 'x');
		mention.setAttribute('label', edit.mention);
		block.insert(block.length, [mention]);
	} else if ('text' in edit) {
		const last = block.get(block.length - 1);
		if (last instanceof Y.XmlText) last.insert(Math.min(edit.at, last.length), edit.text);
		else block.insert(block.length, [new Y.XmlText(edit.text)]);
	} else {
		const first = block.get(0);
		if (first instanceof Y.XmlText) first.delete(0, Math.min(edit.cut, first.length));
	}
}
