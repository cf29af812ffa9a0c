import { arrangeBoard, byRank, type Column } from '#domain/board/board.ts';
import type { CardView } from '#domain/board/card-view.ts';
import type { Status } from '#domain/board/status.ts';
import { ApiFailure } from '#lib/api.ts';
import { boardCardOf, type BoardCard } from './board-card.ts';
import type { CardCommands, EditRequest, StatusForm } from './card-commands.ts';
import { knownCards, takeCards, type KnownCards } from './known-cards.ts';
import { guessRank, type Place } from './place.ts';

/** How a move ended: done, with the card as it is now, or refused with the server's reason. */
export type Moved =
	{ readonly ok: true; readonly after: BoardCard } | { readonly ok: false; readonly code: string };

/**
 * The cards of a board as somebody sees them: what the server said, over it the moves it has not answered yet, over
 * both the card in hand, which nobody else's change may pull away.
 */
export class Board {
	readonly #commands: CardCommands;
	readonly #belongs: (card: BoardCard) => boolean;
	readonly #passes: (card: BoardCard) => boolean;
	#known = $state.raw<KnownCards>(knownCards([]));
	#guesses = $state.raw<Readonly<Record<string, Guess>>>({});
	#held = $state.raw<BoardCard | null>(null);
	/** Moves of one card are sent one after the other. */
	readonly #turns: Record<string, Promise<unknown>> = {};

	#columnsBefore: readonly Column<BoardCard>[] = [];
	#shownBefore: readonly Column<BoardCard>[] = [];

	/** The whole columns. */
	readonly columns: readonly Column<BoardCard>[] = $derived.by(
		() => (this.#columnsBefore = unlessSame(arrangeBoard(this.#seen()), this.#columnsBefore))
	);
	/** What the filters let through. The card in hand always is: it must not vanish while it is held. */
	readonly shown: readonly Column<BoardCard>[] = $derived.by(() => {
		const passes = this.#passes;
		const heldId = this.#held?.id;
		const shown = this.columns.map(({ status, cards }) => ({
			status,
			cards: cards.filter((card) => card.id === heldId || passes(card))
		}));
		return (this.#shownBefore = unlessSame(shown, this.#shownBefore));
	});

	/** `belongs` says which cards are of this board at all, `passes` which of them are to be seen now. */
	constructor(options: {
		readonly cards: readonly BoardCard[];
		readonly commands: CardCommands;
		readonly belongs?: (card: BoardCard) => boolean;
		readonly passes?: (card: BoardCard) => boolean;
	}) {
		this.#commands = options.commands;
		this.#belongs = options.belongs ?? (() => true);
		this.#passes = options.passes ?? (() => true);
		this.replace(options.cards);
	}

	/** The id of the card in hand. */
	get heldId(): string | null {
		return this.#held?.id ?? null;
	}

	/** True while the server has not answered for the card. */
	isPending(id: string): boolean {
		return id in this.#guesses;
	}

	/** The card as it is seen. */
	find(id: string): BoardCard | undefined {
		if (this.#held?.id === id) return this.#held;
		const card = this.#known.get(id);
		return card && { ...card, ...this.#guesses[id]?.values };
	}

	/** The card as it is for everybody, as far as the server has told. */
	settled(id: string): BoardCard | undefined {
		return this.#known.get(id);
	}

	column(status: Status): readonly BoardCard[] {
		return this.columns.find((column) => column.status === status)!.cards;
	}

	shownIn(status: Status): readonly BoardCard[] {
		return this.shown.find((column) => column.status === status)!.cards;
	}

	/** Takes all cards as the server sent them, whatever was known before. */
	replace(cards: readonly BoardCard[]): void {
		// In their order from the beginning, every later sorting has little to do.
		this.#known = knownCards([...cards].sort(byRank));
	}

	/** Takes cards that changed. */
	take(cards: readonly BoardCard[]): void {
		this.#known = takeCards(this.#known, cards);
	}

	/** Takes a card in hand: until `release` it stays as it is, whatever others do to it. */
	hold(id: string): BoardCard | null {
		this.#held = this.find(id) ?? null;
		return this.#held;
	}

	/** Shows the card in hand at another place, and with other values, without telling anybody. */
	holdAt(place: Place, values: Partial<BoardCard> = {}): void {
		if (!this.#held) return;
		const others = this.column(place.to).filter(({ id }) => id !== this.#held?.id);
		this.#held = { ...this.#held, ...values, status: place.to, rank: guessRank(place, others) };
	}

	/** Shows the card in hand with other values where it stands. */
	holdAs(values: Partial<BoardCard>): void {
		if (this.#held) this.#held = { ...this.#held, ...values };
	}

	/** Lets go: the card is where the server says. */
	release(): void {
		this.#held = null;
	}

	/** Shows a card at its new place at once and tells the server; when that refuses, the card is back. */
	async move(id: string, place: Place, form?: StatusForm): Promise<Moved> {
		const { to, above, below } = place;
		const others = this.column(to).filter((card) => card.id !== id);
		const values = {
			status: to,
			rank: guessRank(place, others),
			...(to === 'delayed' &&
				form?.newDay && {
					due: form.newDay,
					delay: { reason: form.reason ?? '', newDay: form.newDay, at: 0 }
				})
		};
		return this.#change(id, values, () => this.#commands.move(id, { to, above, below, ...form }));
	}

	/** Shows a card with other values at once and tells the server; when that refuses, they are as they were. */
	async edit(id: string, request: EditRequest): Promise<Moved> {
		const { content, owner, due, priority } = request;
		const values = { content, owner, due, priority };
		const given = Object.entries(values).filter(([, value]) => value !== undefined);
		return this.#change(id, Object.fromEntries(given), () => this.#commands.edit(id, request));
	}

	*#seen(): Iterable<BoardCard> {
		const held = this.#held;
		for (const card of this.#known.values()) {
			if (card.id === held?.id) continue;
			const guess = this.#guesses[card.id];
			if (this.#belongs(card)) yield guess ? { ...card, ...guess.values } : card;
		}
		if (held) yield held;
	}

	async #change(id: string, values: Partial<BoardCard>, send: () => Promise<CardView>): Promise<Moved> {
		if (!this.#known.has(id)) return { ok: false, code: 'not-found' };
		const guess = { values };
		this.#guesses = { ...this.#guesses, [id]: guess };
		if (this.#held?.id === id) this.#held = null;
		try {
			const after = boardCardOf(await this.#inTurn(id, send));
			this.take([after]);
			return { ok: true, after };
		} catch (failure) {
			if (!(failure instanceof ApiFailure)) throw failure;
			return { ok: false, code: failure.code };
		} finally {
			this.#forget(id, guess);
		}
	}

	#forget(id: string, guess: Guess): void {
		if (this.#guesses[id] !== guess) return;
		const { [id]: _answered, ...rest } = this.#guesses;
		this.#guesses = rest;
	}

	async #inTurn<Answer>(id: string, send: () => Promise<Answer>): Promise<Answer> {
		const turn = (this.#turns[id] ?? Promise.resolve()).then(send);
		const ended = turn.then(
			() => undefined,
			() => undefined
		);
		this.#turns[id] = ended;
		try {
			return await turn;
		} finally {
			if (this.#turns[id] === ended) delete this.#turns[id];
		}
	}
}

/** The columns, and of those in which nothing changed the ones from before: what shows them has nothing to do. */
function unlessSame(
	columns: readonly Column<BoardCard>[],
	before: readonly Column<BoardCard>[]
): readonly Column<BoardCard>[] {
	return columns.map((column, at) => {
		const { cards } = before[at] ?? { cards: [] };
		const isSame =
			cards.length === column.cards.length && column.cards.every((card, index) => card === cards[index]);
		return isSame && before[at] ? before[at] : column;
	});
}

/** Where a card is taken to be until the server has answered. */
type Guess = { readonly values: Partial<BoardCard> };
