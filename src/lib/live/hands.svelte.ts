import { getContext, setContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { holdAgainEvery, type Holder, type LiveMessage, type LiveWord } from '#sync/live-protocol.ts';

/** Which cards others have in hand now, and the one in our own hand, told to them. */
export class Hands {
	readonly #say: (word: LiveWord) => void;
	/** By hand: a person may have several pages open. */
	readonly #grips = new SvelteMap<number, { readonly cardId: string; readonly by: Holder }>();
	#own: string | null = null;
	#again: ReturnType<typeof setInterval> | undefined;

	constructor(say: (word: LiveWord) => void) {
		this.#say = say;
	}

	/** Who else holds a card, in the order they took it. */
	of(cardId: string): Holder[] {
		return [...this.#grips.values()].filter((grip) => grip.cardId === cardId).map(({ by }) => by);
	}

	/** Takes what the server says. A line that just came about begins with what is so now, and must be told ours. */
	hear(message: LiveMessage): void {
		if (message.type === 'hello') {
			this.#grips.clear();
			if (this.#own !== null) this.#say({ type: 'hold', cardId: this.#own });
		} else if (message.type === 'hand') {
			if (message.held) this.#grips.set(message.hand, message.held);
			else this.#grips.delete(message.hand);
		}
	}

	/** Takes a card in our own hand, and says so until it is let go: null. */
	hold(cardId: string | null): void {
		if (cardId === this.#own) return;
		clearInterval(this.#again);
		this.#own = cardId;
		const say = () => this.#say({ type: 'hold', cardId });
		say();
		if (cardId !== null) this.#again = setInterval(say, holdAgainEvery);
	}
}

const key = Symbol('hands');

/** Lets the cards below show in whose hands they are. */
export function setHands(hands: Hands): void {
	setContext(key, hands);
}

/** The hands of the board that a card is on; none where nobody moves cards. */
export function useHands(): Hands | undefined {
	return getContext(key);
}
