import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Span } from '#domain/extraction/block.ts';
import { chipPlace } from './chip-place.ts';
import { placeInEditor } from './read-editor.ts';
import type { Promises } from './promises.svelte.ts';
import type { ShownPromise } from './shown-promise.ts';

/**
 * Shows promises over the text: the words that name owner and day, and a chip behind the sentence. All of it is
 * decoration of the text's own characters: the document is not changed, no element is put among its letters (input
 * methods stumble over those; the chip is drawn by CSS), and while this page composes nothing is redrawn at all.
 */
export const Evidence = Extension.create<EvidenceOptions>({
	name: 'evidence',

	addOptions: () => ({ source: null }),

	addProseMirrorPlugins() {
		const { source } = this.options;
		return source ? [evidencePlugin(source)] : [];
	},

	addKeyboardShortcuts() {
		const { source } = this.options;
		return {
			// The keyboard's way to the chip: what the sentence at the caret has become.
			'Mod-Enter': ({ editor }) => {
				const promise = source && promiseAt(editor.view, editor.state.selection.from, source);
				if (promise) source.choose(promise);
				return promise !== null;
			},
			// And to the reasons: why the sentence at the caret is an item, or is none.
			'Alt-Enter': ({ editor }) => {
				if (source) askAt(editor.view, source);
				return source !== null;
			}
		};
	}
});

type EvidenceOptions = { source: EvidenceSource | null };

export type EvidenceSource = {
	readonly promises: Promises;
	/** Brings `promises` up to date with text, cards and presence. */
	read(): void;
	/** What the chip says; null for a promise that shows none. */
	chip(promise: ShownPromise): { readonly text: string; readonly look: string } | null;
	/** Words for a piece of evidence, as a tooltip. */
	explain(kind: 'owner' | 'due', promise: ShownPromise): string;
	/** The chip was clicked. */
	choose(promise: ShownPromise): void;
	/** Somebody wants to know what is read at a place; `element` is the paragraph around it. */
	ask(caret: { readonly block: string; readonly offset: number }, element: HTMLElement): void;
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
		props: {
			decorations: (state) => key.getState(state),
			handleDOMEvents: {
				mousedown(_view, event) {
					const promise = chipUnder(event, source);
					if (!promise) return false;
					event.preventDefault();
					source.choose(promise);
					return true;
				}
			}
		},
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
	view.dom.addEventListener('compositionend', schedule);
	schedule();
	return {
		update: (_: EditorView, before: EditorState) => {
			if (!before.doc.eq(view.state.doc)) schedule();
		},
		destroy: () => {
			stop();
			view.dom.removeEventListener('compositionend', schedule);
			cancelAnimationFrame(frame);
		}
	};
}

/** Null when text and editor differ at this moment. */
function decorate(state: EditorState, source: EvidenceSource): DecorationSet | null {
	const { promises } = source;
	const blocks = promises.current();
	const places = placeInEditor(state.doc, blocks);
	if (!places) return null;
	const texts = new Map(blocks.map(({ id, text }) => [id, text]));
	const decorations: Decoration[] = [];
	const mark = (span: Span, attributes: Record<string, string>) => {
		const range = places.range(span);
		if (range && range.to > range.from) decorations.push(Decoration.inline(range.from, range.to, attributes));
	};
	for (const promise of promises.shown) {
		const { found, spans, stage } = promise;
		const chip = source.chip(promise);
		for (const span of spans) {
			mark(span, {
				class: 'said',
				'data-stage': stage.kind,
				'data-key': promise.key,
				...(chip && { 'data-look': chip.look })
			});
		}
		for (const owner of found?.item.owners ?? []) {
			mark(owner.span, { class: 'evidence evidence-owner', title: source.explain('owner', promise) });
		}
		if (found?.item.due) {
			const isVague = found.item.due.day === null;
			const look = `evidence evidence-due${isVague ? ' evidence-vague' : ''}`;
			mark(found.item.due.span, { class: look, title: source.explain('due', promise) });
		}
		const [first] = spans;
		if (chip && first && first.end > first.start) {
			mark(
				{ block: first.block, ...chipPlace(texts.get(first.block) ?? '', first.end) },
				{ class: 'said-end', 'data-chip': chip.text, 'data-key': promise.key, 'data-look': chip.look }
			);
		}
	}
	return DecorationSet.create(state.doc, decorations);
}

/** The promise whose drawn chip lies under the mouse: behind the last character, inside its element. */
function chipUnder(event: MouseEvent, { promises }: EvidenceSource): ShownPromise | null {
	const end = (event.target as Element | null)?.closest<HTMLElement>('.said-end[data-chip]');
	const text = end?.lastChild;
	if (!end || !text) return null;
	const range = document.createRange();
	range.selectNodeContents(text);
	const letters = [...range.getClientRects()].at(-1);
	const isOnChip =
		letters !== undefined && (event.clientX > letters.right + 1 || event.clientY > letters.bottom);
	return (isOnChip && promises.shown.find((one) => one.key === end.dataset.key)) || null;
}

/** Asks about the sentence at the caret, or at the beginning of what is selected. */
export function askAt(view: EditorView, source: EvidenceSource): void {
	const { from } = view.state.selection;
	const caret = placeInEditor(view.state.doc, source.promises.current())?.caretAt(from);
	const { node } = view.domAtPos(from);
	const element = node instanceof HTMLElement ? node : node.parentElement;
	const paragraph = element?.closest<HTMLElement>('p, h1, h2, h3, li, td, th') ?? element;
	if (caret && paragraph) source.ask(caret, paragraph);
}

/** The promise that a position of the text lies in. */
function promiseAt(view: EditorView, position: number, { promises }: EvidenceSource): ShownPromise | null {
	const places = placeInEditor(view.state.doc, promises.current());
	return (
		promises.shown.find((promise) =>
			promise.spans.some((span) => {
				const range = places?.range(span);
				return range && position >= range.from && position <= range.to;
			})
		) ?? null
	);
}
