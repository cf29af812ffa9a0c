import { statuses, type Status } from '#domain/board/status.ts';
import type { Board } from './board.svelte.ts';
import type { BoardCard } from './board-card.ts';
import { placeAt, type Place } from './place.ts';

/** A place as it is counted aloud: number `index` (from 0) of `count` shown cards, the card in hand among them. */
export type Spot = { readonly status: Status; readonly index: number; readonly count: number };

/** Letters that mean what other keys mean. */
const letters: Readonly<Record<string, string>> = {
	j: 'ArrowDown',
	k: 'ArrowUp',
	h: 'ArrowLeft',
	l: 'ArrowRight',
	m: ' '
};

/** What is said to ears while a card is moved by keys. */
export type KeySayings = {
	readonly picked: (card: BoardCard, spot: Spot) => string;
	readonly at: (card: BoardCard, spot: Spot) => string;
	readonly putBack: (card: BoardCard) => string;
};

/**
 * The board by keyboard. Arrows (or j, k, h, l) go from card to card; the space bar (or m) takes the card, arrows then move it, space or
 * Enter drops it, Escape puts it back where it was. Nothing is sent before it is dropped.
 */
export class CardKeys {
	/** What was said last, for a live region. */
	said = $state('');
	/** The card that Tab goes to, by column: the one that had the focus last. */
	stops = $state.raw<Readonly<Partial<Record<Status, string>>>>({});
	readonly #board: Board;
	readonly #options: KeyOptions;
	#from: { readonly id: string; readonly spot: Spot } | null = null;
	#spot: Spot | null = null;
	#refocusing = false;

	constructor(board: Board, options: KeyOptions) {
		this.#board = board;
		this.#options = options;
	}

	/** True while a card is moved by keys. */
	get isMoving(): boolean {
		return this.#from !== null;
	}

	readonly keydown = (event: KeyboardEvent): void => {
		const id = cardIdOf(event.target);
		if (!id || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
		const key = letters[event.key] ?? event.key;
		const handled = this.#from ? this.#keyWhileMoving(key) : this.#key(key, id);
		if (!handled) return;
		event.preventDefault();
		event.stopPropagation();
	};

	/** Remembers where Tab comes back to. */
	readonly focusin = (event: FocusEvent): void => {
		const id = cardIdOf(event.target);
		const card = id && this.#board.find(id);
		if (card && this.stops[card.status] !== id) this.stops = { ...this.stops, [card.status]: id };
	};

	/** The keyboard went elsewhere with a card in hand: it goes back. */
	readonly focusout = (): void => {
		if (!this.#from || this.#refocusing) return;
		queueMicrotask(() => {
			if (this.#from && !this.#refocusing && cardIdOf(document.activeElement) !== this.#from.id)
				this.#putBack();
		});
	};

	#key(key: string, id: string): boolean {
		const at = this.#spotOf(id);
		if (!at) return false;
		const { status, index, count } = at;
		if (key === ' ') return this.#pick(id, at);
		if (key === 'ArrowDown' || key === 'ArrowUp') this.#go(status, index + (key === 'ArrowDown' ? 1 : -1));
		else if (key === 'e') (document.activeElement as HTMLElement).click();
		else if (key === 'Home') this.#go(status, 0);
		else if (key === 'End') this.#go(status, count - 1);
		else if (key === 'ArrowRight' || key === 'ArrowLeft') {
			const step = key === 'ArrowRight' ? 1 : -1;
			let next = columnBeside(status, step);
			while (next && this.#board.shownIn(next).length === 0) next = columnBeside(next, step);
			if (next) this.#go(next, Math.min(index, this.#board.shownIn(next).length - 1));
		} else return false;
		return true;
	}

	#keyWhileMoving(key: string): boolean {
		const spot = this.#spot!;
		if (key === 'ArrowDown') this.#shift(spot.status, spot.index + 1);
		else if (key === 'ArrowUp') this.#shift(spot.status, spot.index - 1);
		else if (key === 'ArrowRight' || key === 'ArrowLeft') {
			const next = columnBeside(spot.status, key === 'ArrowRight' ? 1 : -1);
			if (next) this.#shift(next, spot.index);
		} else if (key === ' ' || key === 'Enter') this.#drop();
		else if (key === 'Escape') this.#putBack();
		else return false;
		return true;
	}

	#pick(id: string, spot: Spot): boolean {
		if (!this.#options.mayMove()) return false;
		const card = this.#board.hold(id);
		if (!card) return false;
		this.#from = { id, spot };
		this.#spot = spot;
		this.said = this.#options.say.picked(card, spot);
		return true;
	}

	#shift(status: Status, index: number): void {
		const { id } = this.#from!;
		const others = this.#board.shownIn(status).filter((card) => card.id !== id).length;
		const bounded = Math.max(0, Math.min(index, others));
		const spot = { status, index: bounded, count: others + 1 };
		this.#board.holdAt(this.#placeAt(status, bounded, id));
		this.#spot = spot;
		this.said = this.#options.say.at(this.#board.find(id)!, spot);
		void this.#refocus(id);
	}

	#drop(): void {
		const { id, spot: from } = this.#from!;
		const spot = this.#spot!;
		if (spot.status === from.status && spot.index === from.index) return this.#putBack();
		this.#from = null;
		this.#spot = null;
		this.#options.ondrop(id, this.#placeAt(spot.status, spot.index, id));
		void this.#refocus(id);
	}

	#putBack(): void {
		const { id } = this.#from!;
		const card = this.#board.find(id);
		this.#from = null;
		this.#spot = null;
		this.#board.release();
		if (card) this.said = this.#options.say.putBack(card);
		if (document.activeElement === document.body || cardIdOf(document.activeElement) === id)
			void this.#refocus(id);
	}

	#go(status: Status, index: number): void {
		const card = this.#board.shownIn(status)[index];
		if (card) void this.#refocus(card.id);
	}

	/** A card that moved to another list is another element: the keyboard must be brought to it. */
	async #refocus(id: string): Promise<void> {
		this.#refocusing = true;
		await this.#options.focus(id);
		this.#refocusing = false;
	}

	#placeAt(status: Status, index: number, id: string): Place {
		const board = this.#board;
		return placeAt({
			cardId: id,
			to: status,
			index,
			shown: board.shownIn(status),
			all: board.column(status)
		});
	}

	#spotOf(id: string): Spot | null {
		const status = this.#board.find(id)?.status;
		if (!status) return null;
		const shown = this.#board.shownIn(status);
		const index = shown.findIndex((card) => card.id === id);
		return index === -1 ? null : { status, index, count: shown.length };
	}
}

type KeyOptions = {
	readonly mayMove: () => boolean;
	/** Brings the keyboard to a card, however long its column and whether it is drawn or not. */
	readonly focus: (id: string) => Promise<void>;
	readonly ondrop: (id: string, place: Place) => void;
	readonly say: KeySayings;
};

function cardIdOf(target: EventTarget | null): string | null {
	if (!(target instanceof HTMLElement) || !target.matches('[data-card-link]')) return null;
	return target.closest<HTMLElement>('[data-card]')?.dataset.card ?? null;
}

function columnBeside(status: Status, step: 1 | -1): Status | undefined {
	return statuses[statuses.indexOf(status) + step];
}
