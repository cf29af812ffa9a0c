import type { CardView } from '#domain/board/card-view.ts';
import { ApiFailure } from '#lib/api.ts';
import type { CardCommands } from './card-commands.ts';

/** Something one did oneself: the card, and its version after it. */
export type OwnAct = { readonly cardId: string; readonly seq: number; readonly content: string };

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
	readonly #send: CardCommands['undo'];
	readonly #take: (card: CardView) => void;

	constructor(options: {
		readonly send: CardCommands['undo'];
		/** Shows the card as it is afterwards. */
		readonly take: (card: CardView) => void;
	}) {
		this.#send = options.send;
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
			this.#take(await this.#send(act.cardId, { seq: act.seq, evenSo }));
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
