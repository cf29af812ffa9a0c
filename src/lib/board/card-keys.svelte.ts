import type { Board } from './board.svelte.ts';
import type { BoardCard } from './board-card.ts';

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** A cell, and in it a place as it is counted aloud: number `index` (from 0) of `count` shown cards, the card in hand among them. */
export type Spot = { readonly cell: string; readonly index: number; readonly count: number };

/** How a view lays its cards out: in cells that stand beside and below each other, each with cards below each other. */
export type CellLayout = {
	readonly cellOf: (card: BoardCard) => string;
	/** What a cell shows, from top to bottom. */
	readonly cardsIn: (cell: string) => readonly BoardCard[];
	/** The cell where an arrow leads from another; undefined for none. */
	readonly beside: (cell: string, arrow: Arrow) => string | undefined;
	/** False where a card's place within a cell cannot be chosen: up and down lead out of the cell at once. */
	readonly isOrdered: boolean;
	/** Shows the card in hand at another place, without telling anybody. */
	readonly holdAt: (id: string, cell: string, index: number) => void;
};

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
 * Cards by keyboard, in every view of them. Arrows (or j, k, h, l) go from card to card; the space bar (or m) takes the
 * card, arrows then move it, space or Enter drops it, Escape puts it back where it was. Nothing is sent before it is dropped.
 */
export class CardKeys {
	/** What was said last, for a live region. */
	said = $state('');
	/** The card that Tab goes to, by cell: the one that had the focus last. */
	stops = $state.raw<Readonly<Record<string, string>>>({});
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
		const cell = card && this.#options.layout.cellOf(card);
		if (cell && this.stops[cell] !== id) this.stops = { ...this.stops, [cell]: id };
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
		const spot = this.#spotOf(id);
		if (!spot) return false;
		if (key === ' ') return this.#pick(id, spot);
		if (isArrow(key)) this.#walk(spot, key);
		else if (key === 'e') (document.activeElement as HTMLElement).click();
		else if (key === 'o') this.#options.openSentence(id);
		else if (key === 'Home') this.#go(spot.cell, 0);
		else if (key === 'End') this.#go(spot.cell, spot.count - 1);
		else return false;
		return true;
	}

	#keyWhileMoving(key: string): boolean {
		if (isArrow(key)) this.#shift(this.#spot!, key);
		else if (key === ' ' || key === 'Enter') this.#drop();
		else if (key === 'Escape') this.#putBack();
		else return false;
		return true;
	}

	/** To the next card in an arrow's direction, over cells that show none. */
	#walk({ cell, index, count }: Spot, arrow: Arrow): void {
		const { beside, cardsIn } = this.#options.layout;
		const within = index + stepOf(arrow);
		if (isUpright(arrow) && within >= 0 && within < count) return this.#go(cell, within);
		let next = beside(cell, arrow);
		while (next !== undefined && cardsIn(next).length === 0) next = beside(next, arrow);
		if (next === undefined) return;
		const last = cardsIn(next).length - 1;
		this.#go(next, isUpright(arrow) ? (arrow === 'ArrowDown' ? 0 : last) : Math.min(index, last));
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

	/** Moves the card in hand one step: within its cell where that has an order, else to the cell beside it. */
	#shift({ cell, index, count }: Spot, arrow: Arrow): void {
		const { beside, cardsIn, isOrdered, holdAt } = this.#options.layout;
		const { id } = this.#from!;
		const within = index + stepOf(arrow);
		const staysIn = isOrdered && isUpright(arrow) && within >= 0 && within < count;
		const next = staysIn ? cell : beside(cell, arrow);
		if (next === undefined) return;
		const others = cardsIn(next).filter((card) => card.id !== id).length;
		const wanted = staysIn ? within : isUpright(arrow) ? (arrow === 'ArrowDown' ? 0 : others) : index;
		const spot = { cell: next, index: Math.min(wanted, others), count: others + 1 };
		holdAt(id, spot.cell, spot.index);
		this.#spot = spot;
		this.said = this.#options.say.at(this.#board.find(id)!, spot);
		void this.#refocus(id);
	}

	#drop(): void {
		const { id, spot: from } = this.#from!;
		const spot = this.#spot!;
		if (spot.cell === from.cell && spot.index === from.index) return this.#putBack();
		this.#from = null;
		this.#spot = null;
		this.#options.ondrop(id, spot.cell, spot.index);
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

	#go(cell: string, index: number): void {
		const card = this.#options.layout.cardsIn(cell)[index];
		if (card) void this.#refocus(card.id);
	}

	/** A card that moved to another list is another element: the keyboard must be brought to it. */
	async #refocus(id: string): Promise<void> {
		this.#refocusing = true;
		await this.#options.focus(id);
		this.#refocusing = false;
	}

	#spotOf(id: string): Spot | null {
		const card = this.#board.find(id);
		if (!card) return null;
		const cell = this.#options.layout.cellOf(card);
		const cards = this.#options.layout.cardsIn(cell);
		const index = cards.findIndex((one) => one.id === id);
		return index === -1 ? null : { cell, index, count: cards.length };
	}
}

type KeyOptions = {
	readonly layout: CellLayout;
	readonly mayMove: () => boolean;
	/** Brings the keyboard to a card, however long its list and whether it is drawn or not. */
	readonly focus: (id: string) => Promise<void>;
	/** Leads to the sentence that a card was read from. */
	readonly openSentence: (id: string) => void;
	/** It was let go as number `index` among the other cards of a cell. */
	readonly ondrop: (id: string, cell: string, index: number) => void;
	readonly say: KeySayings;
};

function cardIdOf(target: EventTarget | null): string | null {
	if (!(target instanceof HTMLElement) || !target.matches('[data-card-link]')) return null;
	return target.closest<HTMLElement>('[data-card]')?.dataset.card ?? null;
}

function isArrow(key: string): key is Arrow {
	return key.startsWith('Arrow');
}

function isUpright(arrow: Arrow): boolean {
	return arrow === 'ArrowUp' || arrow === 'ArrowDown';
}

function stepOf(arrow: Arrow): 1 | -1 {
	return arrow === 'ArrowDown' || arrow === 'ArrowRight' ? 1 : -1;
}
