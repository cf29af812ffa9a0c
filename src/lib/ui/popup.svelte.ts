import { createAttachmentKey, type Attachment } from 'svelte/attachments';
import { onDismiss } from './dismiss.ts';
import { place, type Placement } from './floating.ts';

/** What a button needs to open something beside it: spread onto it, `<Button {...trigger}>`. */
export interface TriggerProps {
	'aria-haspopup': 'menu' | 'dialog';
	'aria-expanded': boolean;
	'aria-controls': string | undefined;
	onclick: (event: MouseEvent) => void;
	onkeydown: (event: KeyboardEvent) => void;
	[key: symbol]: Attachment<HTMLElement>;
}

/**
 * The state of something that opens beside a button and closes on a press elsewhere, on Escape and when the keyboard
 * moves on. Escape brings the focus back to the button.
 */
export class Popup {
	open = $state(false);
	#anchor: HTMLElement | null = null;
	readonly #id: string;
	readonly #kind: 'menu' | 'dialog';
	readonly #placement: () => Placement;
	readonly #attachmentKey = createAttachmentKey();

	constructor({
		id,
		kind,
		placement
	}: {
		/** The id that the panel bears. */
		id: string;
		kind: 'menu' | 'dialog';
		placement: () => Placement;
	}) {
		this.#id = id;
		this.#kind = kind;
		this.#placement = placement;
	}

	/** What the button needs. */
	get trigger(): TriggerProps {
		return {
			'aria-haspopup': this.#kind,
			'aria-expanded': this.open,
			'aria-controls': this.open ? this.#id : undefined,
			onclick: () => (this.open = !this.open),
			onkeydown: (event) => {
				if (this.#kind !== 'menu' || event.key !== 'ArrowDown' || this.open) return;
				event.preventDefault();
				this.open = true;
			},
			[this.#attachmentKey]: (element) => {
				this.#anchor = element;
			}
		};
	}

	/** Closes it; the focus goes back to the button unless it has already gone elsewhere. */
	close({ keepFocus = false } = {}): void {
		if (!this.open) return;
		this.open = false;
		if (!keepFocus) this.#anchor?.focus();
	}

	/** For the panel: puts it in its place and listens for what closes it. */
	readonly panel: Attachment<HTMLElement> = (panel) => {
		const anchor = this.#anchor;
		if (!anchor) return;
		const stopPlacing = place(panel, anchor, this.#placement());
		const stopListening = onDismiss(
			() => [panel, anchor],
			(by) => this.close({ keepFocus: by === 'outside' })
		);
		return () => {
			stopPlacing();
			stopListening();
		};
	};
}
