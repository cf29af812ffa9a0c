import { Extension, type Editor, type Range } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import { matchTrigger } from './trigger.ts';

/** One line of the menu that opens behind @ or /. */
export type SuggestedEntry = {
	readonly id: string;
	readonly label: string;
	readonly detail: string;
	/** Other words it is found by. */
	readonly keywords: readonly string[];
	readonly run: (editor: Editor, range: Range) => void;
};

/** The menu behind @ or / as it is open now; the component SuggestMenu draws it. */
export class SuggestState {
	open = $state(false);
	entries = $state.raw<readonly SuggestedEntry[]>([]);
	active = $state(0);
	/** Where the caret is, in the window. */
	place = $state.raw<DOMRect | null>(null);
	#props: SuggestionProps<SuggestedEntry, SuggestedEntry> | null = null;

	show(props: SuggestionProps<SuggestedEntry, SuggestedEntry>): void {
		this.#props = props;
		this.entries = props.items;
		this.active = Math.min(this.active, Math.max(0, props.items.length - 1));
		this.place = props.clientRect?.() ?? null;
		this.open = props.items.length > 0;
	}

	hide(): void {
		this.open = false;
		this.active = 0;
		this.#props = null;
	}

	choose(entry: SuggestedEntry | undefined): void {
		if (entry) this.#props?.command(entry);
	}

	/** True when the key was for the menu. Keys of an input method are not. */
	key(event: KeyboardEvent): boolean {
		if (!this.open || event.isComposing || event.keyCode === 229) return false;
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step !== undefined) {
			this.active = (this.active + step + this.entries.length) % this.entries.length;
			return true;
		}
		if (event.key === 'Enter' || event.key === 'Tab') {
			this.choose(this.entries[this.active]);
			return true;
		}
		return false;
	}
}

/** A menu that opens on a half-width or full-width sign and offers entries. */
export function suggestOn(options: {
	readonly name: string;
	readonly chars: readonly [string, string];
	readonly anywhere: boolean;
	readonly entries: () => readonly SuggestedEntry[];
	readonly state: SuggestState;
}): Extension {
	const { name, chars, anywhere, entries, state } = options;
	return Extension.create({
		name,
		addProseMirrorPlugins() {
			return [
				Suggestion<SuggestedEntry, SuggestedEntry>({
					editor: this.editor,
					pluginKey: new PluginKey(name),
					char: chars[0],
					findSuggestionMatch: matchTrigger(chars, { anywhere }),
					// Other people's typing opens no menu here.
					shouldShow: ({ transaction, editor }) => editor.isFocused && !transaction.getMeta('y-sync$'),
					items: ({ query }) => filterEntries(entries(), query),
					command: ({ editor, range, props }) => props.run(editor, range),
					render: () => ({
						onStart: (props) => state.show(props),
						onUpdate: (props) => state.show(props),
						onExit: () => state.hide(),
						onKeyDown: ({ event }) => state.key(event)
					})
				})
			];
		}
	});
}

/** Entries that a word fits: those that begin with it first, then those that contain it. */
export function filterEntries(entries: readonly SuggestedEntry[], query: string): SuggestedEntry[] {
	const wanted = query.normalize('NFKC').toLowerCase();
	const score = (entry: SuggestedEntry) => {
		const words = [entry.label, ...entry.keywords].map((word) => word.normalize('NFKC').toLowerCase());
		if (words.some((word) => word.startsWith(wanted))) return 0;
		return words.some((word) => word.includes(wanted)) ? 1 : 2;
	};
	return entries
		.map((entry) => ({ entry, rank: score(entry) }))
		.filter(({ rank }) => rank < 2)
		.sort((a, b) => a.rank - b.rank)
		.slice(0, 8)
		.map(({ entry }) => entry);
}
