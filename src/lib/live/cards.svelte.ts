import { SvelteMap } from 'svelte/reactivity';
import type { CardView } from '#domain/board/card-view.ts';
import type { LiveEntry } from '#sync/live-protocol.ts';

/** The cards a page knows, kept up to date by the live feed. An older card never replaces a newer one. */
export class Cards {
	readonly #byId = new SvelteMap<string, CardView>();

	constructor(cards: readonly CardView[]) {
		this.replace(cards);
	}

	get all(): CardView[] {
		return [...this.#byId.values()];
	}

	get(id: string): CardView | undefined {
		return this.#byId.get(id);
	}

	/** Takes what the server sent, whatever was known before. */
	replace(cards: readonly CardView[]): void {
		this.#byId.clear();
		for (const card of cards) this.#byId.set(card.id, card);
	}

	/** Takes a card unless a newer one is known. */
	put(card: CardView): void {
		const known = this.#byId.get(card.id);
		if (!known || known.version <= card.version) this.#byId.set(card.id, card);
	}

	/** Takes the cards of live entries that `wanted` lets in. */
	apply(entries: readonly LiveEntry[], wanted: (card: CardView) => boolean = () => true): void {
		for (const { card } of entries) if (card && wanted(card)) this.put(card);
	}
}
