import type { Extensions } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList, TaskItem, TaskList } from '@tiptap/extension-list';
import { Mention } from '@tiptap/extension-mention';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { TableKit } from '@tiptap/extension-table';
import { Text } from '@tiptap/extension-text';
import { Gapcursor } from '@tiptap/extensions/gap-cursor';
import { TrailingNode } from '@tiptap/extensions/trailing-node';
import { Link } from './link.ts';

/** A person or department named with @; the menu that offers them is in suggest.svelte.ts. */
const MinutesMention = Mention.extend({ addProseMirrorPlugins: () => [] }).configure({
	HTMLAttributes: { class: 'mention' },
	renderText: ({ node }) => `@${String(node.attrs.label ?? node.attrs.id)}`
});

/**
 * What minutes are made of. The server reads the same node names (src/sync/minutes-blocks.ts). One by one rather than as
 * Tiptap's starter kit, which brings its own undo, code and a list of all the world's domains: a quarter of the weight.
 * `task` names the box of a task without words, for ears.
 */
export function minutesSchema({ task }: { readonly task: string } = { task: '☐' }): Extensions {
	return [
		Document,
		Paragraph,
		Text,
		HardBreak,
		Heading.configure({ levels: [1, 2, 3] }),
		Blockquote,
		HorizontalRule,
		BulletList,
		OrderedList,
		ListItem,
		ListKeymap,
		TaskList,
		TaskItem.configure({
			nested: true,
			a11y: { checkboxLabel: (item) => item.textContent.trim() || task }
		}),
		TableKit.configure({ table: { resizable: false } }),
		Bold,
		Italic,
		Strike,
		Link,
		MinutesMention,
		Gapcursor,
		TrailingNode
	];
}
