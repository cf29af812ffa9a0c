/** The cards that are chosen to be changed together. */
export class Selection {
	/** A tap chooses, as by finger there is no Ctrl. */
	isChoosing = $state(false);
	#chosen = $state.raw<Readonly<Record<string, true>>>({});
	/** Where a range begins. */
	#anchor: string | null = null;

	readonly ids: readonly string[] = $derived(Object.keys(this.#chosen));

	get count(): number {
		return this.ids.length;
	}

	has(id: string): boolean {
		return id in this.#chosen;
	}

	toggle(id: string): void {
		const { [id]: was, ...others } = this.#chosen;
		this.#chosen = was ? others : { ...others, [id]: true };
		this.#anchor = id;
	}

	/** All from the one chosen last to this one, as they stand in `order`; only this one where the last is not among them. */
	extendTo(id: string, order: readonly string[]): void {
		const to = order.indexOf(id);
		const from = this.#anchor === null ? -1 : order.indexOf(this.#anchor);
		const range = from < 0 || to < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
		this.#chosen = { ...this.#chosen, ...Object.fromEntries(range.map((one) => [one, true as const])) };
		if (from < 0) this.#anchor = id;
	}

	/** Only these. */
	choose(ids: readonly string[]): void {
		this.#chosen = Object.fromEntries(ids.map((id) => [id, true as const]));
	}

	clear(): void {
		this.#chosen = {};
		this.#anchor = null;
		this.isChoosing = false;
	}

	/**
	 * Chooses by a click on a card's link: with Ctrl, Cmd or while choosing this one, with Shift all up to it. False: the click is a click.
	 * `orderOf` gives the cards beside it, as they are seen.
	 */
	click(event: MouseEvent, orderOf: (id: string) => readonly string[]): boolean {
		const id = cardOf(event.target);
		const isMeant = event.ctrlKey || event.metaKey || event.shiftKey || this.isChoosing;
		if (!id || !isMeant || event.button !== 0) return false;
		event.preventDefault();
		event.stopPropagation();
		if (event.shiftKey) this.extendTo(id, orderOf(id));
		else this.toggle(id);
		return true;
	}

	/** `x` chooses the card that has the keyboard, Escape lets all go. False: the key means something else. */
	key(event: KeyboardEvent): boolean {
		if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
		const id = cardOf(event.target);
		if (event.key === 'x' && id) this.toggle(id);
		else if (event.key === 'Escape' && id && this.count > 0) this.clear();
		else return false;
		event.preventDefault();
		event.stopPropagation();
		return true;
	}
}

/** The card whose link an event is about: on the board `data-card`, in the list `data-row`. */
function cardOf(target: EventTarget | null): string | null {
	if (!(target instanceof Element) || !target.closest('a')) return null;
	const place = target.closest<HTMLElement>('[data-card], [data-row]');
	return place?.dataset.card ?? place?.dataset.row ?? null;
}
