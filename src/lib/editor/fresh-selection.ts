import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';

/**
 * A key acts on what is selected when it is pressed. ProseMirror hears of a selection by the browser's `selectionchange`,
 * which a busy page gets later than the next key: Shift+Home and Delete in one breath would delete what was selected
 * before. So the editor looks before each key. Not while an input method composes, which keeps its own selection.
 */
export const FreshSelection = Extension.create({
	name: 'freshSelection',
	// Ahead of all that answers keys.
	priority: 1_000,

	addProseMirrorPlugins: () => [
		new Plugin({
			key: new PluginKey('freshSelection'),
			props: {
				handleDOMEvents: {
					keydown(view, event) {
						if (!event.isComposing && !view.composing)
							view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
						return false;
					}
				}
			}
		})
	]
});
