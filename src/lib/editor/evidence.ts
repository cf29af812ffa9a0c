import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Span } from '#domain/extraction/block.ts';
import { placeInEditor } from './read-editor.ts';
import type { Promises, ShownPromise } from './promises.svelte.ts';

/**
 * Shows promises over the text: the words that name owner and day, and a chip behind the sentence. Decorations only:
 * the document is not changed, and while this page composes nothing is redrawn at all.
 */
export const Evidence = Extension.create<EvidenceOptions>({
	name: 'evidence',

	addOptions: () => ({ source: null }),

	addProseMirrorPlugins() {
		const { source } = this.options;
		return source ? [evidencePlugin(source)] : [];
	}
});

type EvidenceOptions = { source: EvidenceSource | null };

export type EvidenceSource = {
	readonly promises: Promises;
	/** Brings `promises` up to date with text, cards and presence. */
	read(): void;
	/** Puts a chip into its place; answers what takes it out again. */
	mountChip(place: HTMLElement, promise: ShownPromise): () => void;
	/** Words for a piece of evidence, as a tooltip. */
	explain(kind: 'owner' | 'due', promise: ShownPromise): string;
	/** Calls back whenever cards or presence changed; answers the function that stops it. */
	onChange(listener: () => void): () => void;
};

const key = new PluginKey<DecorationSet>('evidence');

function evidencePlugin(source: EvidenceSource): Plugin<DecorationSet> {
	return new Plugin<DecorationSet>({
		key,
		state: {
			init: () => DecorationSet.empty,
			apply: (transaction, decorations) =>
				(transaction.getMeta(key) as DecorationSet | undefined) ??
				decorations.map(transaction.mapping, transaction.doc)
		},
		props: { decorations: (state) => key.getState(state) },
		view: (view) => followEditor(view, source)
	});
}

function followEditor(view: EditorView, source: EvidenceSource) {
	let frame = 0;
	const schedule = () => {
		frame ||= requestAnimationFrame(() => {
			frame = 0;
			draw();
		});
	};
	const draw = () => {
		if (view.isDestroyed) return;
		// The composition's own end is a change of the document and comes back here.
		if (view.composing) return;
		source.read();
		const decorations = decorate(view.state, source);
		if (decorations) view.dispatch(view.state.tr.setMeta(key, decorations).setMeta('addToHistory', false));
		else schedule();
	};
	const stop = source.onChange(schedule);
	schedule();
	return {
		update: (_: EditorView, before: EditorState) => {
			if (!before.doc.eq(view.state.doc)) schedule();
		},
		destroy: () => {
			stop();
			cancelAnimationFrame(frame);
		}
	};
}

/** Null when text and editor differ at this moment. */
function decorate(state: EditorState, source: EvidenceSource): DecorationSet | null {
	const { promises } = source;
	const places = placeInEditor(state.doc, promises.current());
	if (!places) return null;
	const decorations: Decoration[] = [];
	const mark = (span: Span, attributes: Record<string, string>) => {
		const range = places.range(span);
		if (range && range.to > range.from) decorations.push(Decoration.inline(range.from, range.to, attributes));
	};
	for (const promise of promises.shown) {
		const { found, spans, stage } = promise;
		for (const span of spans) {
			mark(span, { class: 'said', 'data-stage': stage.kind, 'data-key': promise.key });
		}
		for (const owner of found?.item.owners ?? []) {
			mark(owner.span, { class: 'evidence evidence-owner', title: source.explain('owner', promise) });
		}
		if (found?.item.due)
			mark(found.item.due.span, { class: 'evidence evidence-due', title: source.explain('due', promise) });
		const end = spans[0] && places.range(spans[0])?.to;
		if (end !== undefined) decorations.push(chip(end, promise, source));
	}
	return DecorationSet.create(state.doc, decorations);
}

function chip(position: number, promise: ShownPromise, source: EvidenceSource): Decoration {
	let unmount: (() => void) | null = null;
	return Decoration.widget(
		position,
		() => {
			const place = document.createElement('span');
			place.className = 'chip-place';
			place.contentEditable = 'false';
			unmount = source.mountChip(place, promise);
			return place;
		},
		{
			side: 1,
			key: `${promise.stage.kind}:${promise.key}`,
			ignoreSelection: true,
			stopEvent: () => true,
			destroy: () => unmount?.()
		}
	);
}
