import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { absolutePositionToRelativePosition, ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { blockAt } from '#sync/minutes-doc.ts';
import type { PresenceState } from '#sync/presence.ts';

/**
 * Input methods. What is being composed travels in the document letter by letter (pinyin), so this page says in its
 * presence in which block it composes, and nobody reads or restyles that block until the composition has ended.
 * One composition is one step of undo: without this, undo brings the pinyin back.
 */
export const Composition = Extension.create<{ awareness: Awareness | null }>({
	name: 'composition',

	addOptions: () => ({ awareness: null }),

	addProseMirrorPlugins() {
		const { awareness } = this.options;
		if (!awareness) return [];
		return [
			new Plugin({ key: new PluginKey('composition'), props: { handleDOMEvents: listeners(awareness) } })
		];
	}
});

/** Blocks in which somebody else's input method is composing (this page's own is known to the editor). */
export function composingElsewhere(line: {
	readonly doc: Y.Doc;
	readonly provider: { readonly awareness: Awareness };
}): ReadonlySet<string> {
	const states = [...line.provider.awareness.getStates()] as [number, PresenceState][];
	return new Set(
		states.flatMap(([client, { composing }]) =>
			client !== line.doc.clientID && composing ? (blockAt(line.doc, composing) ?? []) : []
		)
	);
}

/** ProseMirror takes a composition's result over a moment after the browser says it has ended (20 ms in Chromium). */
const takeover = 50;
/** Yjs joins changes within this time into one step of undo (its default). */
const captureTimeout = 500;

function listeners(awareness: Awareness) {
	let ending: ReturnType<typeof setTimeout> | null = null;

	const end = (view: EditorView) => {
		ending = null;
		if (view.isDestroyed) return;
		if (view.composing) {
			ending = setTimeout(() => end(view), takeover);
			return;
		}
		const undo = undoManagerOf(view);
		if (undo) {
			undo.stopCapturing();
			undo.captureTimeout = captureTimeout;
		}
		awareness.setLocalStateField('composing', null);
	};

	return {
		compositionstart(view: EditorView) {
			if (ending) clearTimeout(ending);
			ending = null;
			awareness.setLocalStateField('composing', relativeCaret(view));
			const undo = undoManagerOf(view);
			if (undo && undo.captureTimeout !== Infinity) {
				undo.stopCapturing();
				undo.captureTimeout = Infinity;
			}
			return false;
		},
		compositionend(view: EditorView) {
			ending = setTimeout(() => end(view), takeover);
			return false;
		}
	};
}

function undoManagerOf(view: EditorView): Y.UndoManager | null {
	return (
		(yUndoPluginKey.getState(view.state) as { undoManager: Y.UndoManager } | undefined)?.undoManager ?? null
	);
}

function relativeCaret(view: EditorView): unknown {
	const sync = ySyncPluginKey.getState(view.state) as
		{ type: Y.XmlFragment; binding: { mapping: Map<Y.AbstractType<unknown>, never> } | null } | undefined;
	if (!sync?.binding) return null;
	return absolutePositionToRelativePosition(
		view.state.selection.from,
		sync.type,
		sync.binding.mapping
	) as unknown;
}
