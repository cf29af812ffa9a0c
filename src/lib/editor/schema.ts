import type { Extensions } from '@tiptap/core';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { Mention } from '@tiptap/extension-mention';
import { TableKit } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';

/** A person or department named with @; the menu that offers them is in suggest.svelte.ts. */
const MinutesMention = Mention.extend({ addProseMirrorPlugins: () => [] }).configure({
	HTMLAttributes: { class: 'mention' },
	renderText: ({ node }) => `@${String(node.attrs.label ?? node.attrs.id)}`
});

/** What minutes are made of. The server reads the same node names (src/sync/minutes-blocks.ts). */
export function minutesSchema(): Extensions {
	return [
		StarterKit.configure({
			undoRedo: false, // the shared document has its own, of one's own edits only
			heading: { levels: [1, 2, 3] },
			link: {
				openOnClick: false,
				autolink: true,
				defaultProtocol: 'https',
				protocols: ['http', 'https', 'mailto'],
				HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: '_blank' }
			}
		}),
		TaskList,
		TaskItem.configure({ nested: true }),
		TableKit.configure({ table: { resizable: false } }),
		MinutesMention
	];
}
