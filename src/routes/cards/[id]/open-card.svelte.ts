import type { CardView } from '#domain/board/card-view.ts';
import type { Status } from '#domain/board/status.ts';
import type { MinuteboardEvent } from '#domain/event.ts';
import { ApiFailure } from '#lib/api.ts';
import type { AnswerRequest, CardCommands, EditRequest, StatusForm } from '#lib/board/card-commands.ts';
import type { LiveEntry } from '#sync/live-protocol.ts';

/** How a change ended: made, with the card as it is now, or refused. */
export type Changed =
	{ readonly ok: true; readonly after: CardView } | { readonly ok: false; readonly code: string };

/** One card with all that happened to it, kept up to date. */
export class OpenCard {
	card: CardView = $state.raw(undefined!);
	events: readonly MinuteboardEvent[] = $state.raw([]);
	/** A change is on its way. */
	busy = $state(false);
	readonly #commands: CardCommands;

	constructor(
		opened: { readonly card: CardView; readonly events: readonly MinuteboardEvent[] },
		commands: CardCommands
	) {
		this.#commands = commands;
		this.replace(opened);
	}

	/** Takes what the server sent, whatever was known before. */
	replace({ card, events }: { readonly card: CardView; readonly events: readonly MinuteboardEvent[] }): void {
		this.card = card;
		this.events = events;
	}

	/** Takes what happened to this card. */
	hear(entries: readonly LiveEntry[]): void {
		const own = entries.filter(({ event }) => event.cardId === this.card.id);
		const last = this.events.at(-1)?.seq ?? 0;
		const news = own.map(({ event }) => event).filter(({ seq }) => seq > last);
		if (news.length > 0) this.events = [...this.events, ...news];
		for (const { card } of own) if (card) this.take(card);
	}

	edit(request: EditRequest): Promise<Changed> {
		return this.#change(() => this.#commands.edit(this.card.id, request));
	}

	/** To the end of a column; with what the move asks for. */
	move(to: Status, form?: StatusForm): Promise<Changed> {
		return this.#change(() => this.#commands.move(this.card.id, { to, ...form }));
	}

	dismiss(): Promise<Changed> {
		return this.#change(() => this.#commands.dismiss(this.card.id));
	}

	restore(): Promise<Changed> {
		return this.#change(() => this.#commands.restore(this.card.id));
	}

	/** Off the board, for a card made by hand. */
	remove(): Promise<Changed> {
		return this.#change(() => this.#commands.remove(this.card.id));
	}

	takeBack(): Promise<Changed> {
		return this.#change(() => this.#commands.takeBack(this.card.id));
	}

	report(text: string): Promise<Changed> {
		return this.#change(() => this.#commands.report(this.card.id, text));
	}

	answer(request: AnswerRequest): Promise<Changed> {
		return this.#change(() => this.#commands.answer(this.card.id, request));
	}

	acknowledge(departmentId: string): Promise<Changed> {
		return this.#change(() => this.#commands.acknowledge(this.card.id, departmentId));
	}

	/** The event that made a field say what it says, by the minutes or by hand; null when it is not known. */
	eventOf(seq: number | undefined): MinuteboardEvent | null {
		return this.events.find((event) => event.seq === seq) ?? null;
	}

	/** Takes the card unless a newer one is known. */
	take(card: CardView): void {
		if (card.version >= this.card.version) this.card = card;
	}

	async #change(send: () => Promise<CardView>): Promise<Changed> {
		this.busy = true;
		try {
			const after = await send();
			this.take(after);
			return { ok: true, after };
		} catch (failure) {
			if (!(failure instanceof ApiFailure)) throw failure;
			return { ok: false, code: failure.code };
		} finally {
			this.busy = false;
		}
	}
}
