import type { CardView } from '#domain/board/card-view.ts';
import { ApiFailure } from '#lib/api.ts';
import type { CardCommands } from './card-commands.ts';

/**
 * Something one did oneself: the card, or null for all cards that the act changed; any of its events, as a card's version after it;
 * and how to name it.
 */
export type OwnAct = { readonly cardId: string | null; readonly seq: number; readonly content: string };

/** How taking back ended; `asking`: others have changed the card since, and the person is asked. */
export type Undone =
	{ readonly ok: true } | { readonly ok: false; readonly code: string | 'asking' | 'nothing' };

/** So many acts can be taken back one after the other. */
const most = 50;

/** What one did on this page, the newest last, so that it can be taken back. */
export class OwnActs {
	/** The act that others have changed the card after. */
	asking = $state.raw<OwnAct | null>(null);
	#acts: readonly OwnAct[] = [];
	#underWay: Promise<unknown> = Promise.resolve();
	readonly #commands: Pick<CardCommands, 'undo' | 'undoAct'>;
	readonly #take: (card: CardView) => void;

	constructor(options: {
		readonly commands: Pick<CardCommands, 'undo' | 'undoAct'>;
		/** Shows a card as it is afterwards. */
		readonly take: (card: CardView) => void;
	}) {
		this.#commands = options.commands;
		this.#take = options.take;
	}

	/** Something that is being done, up to its `did`: whoever takes back the newest waits for it. */
	during<Result>(doing: Promise<Result>): Promise<Result> {
		this.#underWay = Promise.allSettled([this.#underWay, doing]);
		return doing;
	}

	did(act: OwnAct): OwnAct {
		this.#acts = [...this.#acts, act].slice(-most);
		return act;
	}

	/** Takes an act back, the newest when none is named. */
	async undo(named?: OwnAct, { evenSo = false } = {}): Promise<Undone> {
		if (!named) await this.#underWay;
		const act = named ?? this.#acts.at(-1);
		if (!act) return { ok: false, code: 'nothing' };
		this.asking = null;
		try {
			const { cardId, seq } = act;
			const undone =
				cardId === null
					? await this.#commands.undoAct(seq, { evenSo })
					: [await this.#commands.undo(cardId, { seq, evenSo })];
			for (const card of undone) this.#take(card);
			this.#forget(act);
			return { ok: true };
		} catch (failure) {
			if (!(failure instanceof ApiFailure)) throw failure;
			if (failure.code === 'changed-since') {
				this.asking = act;
				return { ok: false, code: 'asking' };
			}
			// What cannot be taken back does not stand in the way of what can.
			if (/^(already-undone|cannot-undo|not-found)$/.test(failure.code)) this.#forget(act);
			return { ok: false, code: failure.code };
		}
	}

	/** It stays as the others have made it. */
	leave(): void {
		if (this.asking) this.#forget(this.asking);
		this.asking = null;
	}

	#forget({ cardId, seq }: OwnAct): void {
		this.#acts = this.#acts.filter((one) => one.cardId !== cardId || one.seq !== seq);
	}
}
