import { goto } from '$app/navigation';
import { rescheduling } from '#domain/board/reschedule.ts';
import { formFor, type Status } from '#domain/board/status.ts';
import type { Day } from '#domain/day.ts';
import type { Translate } from '#lib/messages/translate.ts';
import type { Toasts } from '#lib/ui/toasts.svelte.ts';
import { tick } from 'svelte';
import type { Board, Moved } from './board.svelte.ts';
import { boardCardOf, type BoardCard } from './board-card.ts';
import { cardCommands, type DelayForm, type EditRequest, type StatusForm } from './card-commands.ts';
import { refusalText, shortContent } from './move-reports.ts';
import { OwnActs, type OwnAct } from './own-acts.svelte.ts';
import { placeOf, type Place } from './place.ts';
import { Selection } from './selection.svelte.ts';

/** A card that waits for the answers to what its move asks, shown meanwhile where it is going. */
export type Asked = {
	/** As it stands for everybody. */
	readonly card: BoardCard;
	readonly place: Place;
	readonly given?: Partial<DelayForm>;
	readonly shown: Partial<BoardCard>;
};

/**
 * Every way in which somebody changes a card, whichever view shows it: what belongs to the move is asked, what was done
 * is said and can be taken back, what was refused is told.
 */
export class CardMoves {
	asked = $state.raw<Asked | null>(null);
	/** The card that is to get the keyboard: drawn wherever it stands. */
	wantedId = $state<string | null>(null);
	/** Cards that are changed together; whoever moves one of them moves all. */
	readonly selection = new Selection();
	/** Puts all of them at a place. */
	moveSelected: ((place: Place) => void) | null = null;
	readonly acts: OwnActs;
	readonly #board: Board;
	readonly #options: MoveOptions;

	constructor(board: Board, options: MoveOptions) {
		this.#board = board;
		this.#options = options;
		this.acts = new OwnActs({
			commands: cardCommands,
			take: (card) => board.take([boardCardOf(card)])
		});
	}

	/** The reader has the right to. */
	get mayMove(): boolean {
		return this.#options.mayMove();
	}

	/** Whether something can be changed just now; when the server is out of reach, it says so. */
	mayMoveNow(): boolean {
		const { isOutOfTouch, toasts, t } = this.#options;
		if (isOutOfTouch()) toasts.show(t('board.offlineMove'), { tone: 'warn' });
		return this.mayMove && !isOutOfTouch();
	}

	/** Puts a card into a column, after asking for what belongs to the move: a reason, a new day, what was delivered. */
	move(id: string, place: Place): Promise<void> {
		if (this.isAmongMany(id) && this.moveSelected) {
			this.#board.release();
			this.moveSelected(place);
			return Promise.resolve();
		}
		return this.acts.during(this.#move(id, place));
	}

	/** It is one of several that are changed together. */
	isAmongMany(id: string): boolean {
		return this.selection.count > 1 && this.selection.has(id);
	}

	/** Gives a card another day, or none; a later one than was promised is a delay, and asks for what belongs to it. */
	async reschedule(id: string, day: Day | null): Promise<void> {
		const card = this.#standing(id);
		const kind = card ? rescheduling(card, day) : 'nothing';
		if (kind === 'nothing') this.#board.release();
		else if (kind === 'change') await this.edit(id, { due: day });
		else this.#putOff(card!, day!);
	}

	#putOff(card: BoardCard, day: Day): void {
		const place =
			card.status === 'delayed'
				? placeOf(card.id, 'delayed', this.#board.column('delayed'))
				: this.endOf('delayed');
		this.#ask({ card, place, given: { newDay: day }, shown: { due: day } });
	}

	/** Changes fields of a card; true when the server has taken them. `lane`: the name of the lane that it comes to by that. */
	edit(id: string, request: EditRequest, lane?: string): Promise<boolean> {
		return this.acts.during(this.#edit(id, request, lane));
	}

	/** Sends what was asked for; answers the code of what was wrong, or null when that was all. */
	answer(form: StatusForm): Promise<string | null> {
		return this.acts.during(this.#answer(form));
	}

	/** Nothing more is asked; the card is where the server says. */
	endAsking(): void {
		const id = this.asked?.card.id;
		this.asked = null;
		this.#board.release();
		if (id) void this.focus(id);
	}

	/** The end of a column, for those who choose no place in it. */
	endOf(to: Status): Place {
		return { to, above: this.#board.column(to).at(-1)?.id ?? null, below: null };
	}

	/** Leads to the sentence in the minutes that a card was read from; of a card without one, says so. */
	openSentence(id: string): void {
		const { meetingId } = this.#board.find(id) ?? {};
		// eslint-disable-next-line svelte/no-navigation-without-resolve -- the product is always at the root
		if (meetingId) void goto(`/meetings/${meetingId}#card-${id}`);
		else this.#options.toasts.show(this.#options.t('board.noSentence'));
	}

	/** Brings the keyboard to a card and the card into sight, drawn until now or not. */
	async focus(id: string): Promise<void> {
		const place = await this.show(id);
		place?.querySelector<HTMLElement>('[data-card-link]')?.focus({ preventScroll: true });
	}

	/** Brings a card into sight, and answers where it is drawn. */
	async show(id: string): Promise<HTMLElement | null> {
		this.wantedId = id;
		await tick();
		const place = document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`);
		// Not the card itself, which may be gliding there.
		const slot = place?.closest('li') ?? place;
		const bring = () => slot?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
		bring();
		// What came into sight with it is measured in the next frame, and may push it out again.
		requestAnimationFrame(() => requestAnimationFrame(() => this.wantedId === id && bring()));
		return place;
	}

	async #move(id: string, place: Place): Promise<void> {
		const standing = this.#standing(id);
		if (!standing) return this.#board.release();
		if (formFor(standing, place.to)) return this.#ask({ card: standing, place, shown: {} });
		const moved = await this.#board.move(id, place);
		// Somebody has moved the card meanwhile, so that there is something to ask after all.
		const current = this.#board.find(id);
		if (!moved.ok && moved.code.startsWith('needs') && current)
			this.#ask({ card: current, place, shown: {} });
		else this.#report(moved, standing);
	}

	async #edit(id: string, request: EditRequest, lane?: string): Promise<boolean> {
		const standing = this.#standing(id);
		if (!standing) {
			this.#board.release();
			return false;
		}
		const edited = await this.#board.edit(id, request);
		this.#report(edited, standing, { lane });
		return edited.ok;
	}

	async #answer(form: StatusForm): Promise<string | null> {
		const asked = this.asked!;
		const moved = await this.#board.move(asked.card.id, asked.place, form);
		if (!moved.ok && /^(needs|day-not-after|invalid-input)/.test(moved.code)) {
			this.#show(asked);
			return moved.code;
		}
		this.endAsking();
		this.#report(moved, asked.card);
		return null;
	}

	#standing(id: string): BoardCard | undefined {
		const card = this.#board.find(id);
		return this.#board.settled(id) ?? card;
	}

	#ask(asked: Asked): void {
		this.#show(asked);
		this.asked = asked;
	}

	#show({ card, place, shown }: Asked): void {
		this.#board.hold(card.id);
		this.#board.holdAt(place, shown);
	}

	#report(moved: Moved, before: BoardCard, edited?: Edited): void {
		const { t, toasts, undo, warningsOf } = this.#options;
		if (!moved.ok) return void toasts.show(refusalText(t, moved.code), { tone: 'danger' });
		const { after } = moved;
		// Nothing was other than before: there is nothing to tell, nor to take back.
		if (after.version === before.version) return;
		const act = this.acts.did({ cardId: after.id, seq: after.version, content: after.content });
		toasts.show(this.#told(after, before, edited), {
			tone: 'good',
			action: { label: t('common.undo'), run: () => undo(act) }
		});
		if (after.status !== before.status) for (const warning of warningsOf(after)) toasts.show(warning);
	}

	#told(after: BoardCard, before: BoardCard, edited: Edited | undefined): string {
		const { t, dayText } = this.#options;
		const card = shortContent(after.content);
		const column = t(`board.column.${after.status}`);
		const isSeen = this.#board.shownIn(after.status).some(({ id }) => id === after.id);
		if (!isSeen) return t(edited ? 'board.editedHidden' : 'board.movedHidden', { card, column });
		if (after.due !== before.due)
			return after.due
				? t(after.status === 'delayed' ? 'board.putOff' : 'board.rescheduled', {
						card,
						day: dayText(after.due)
					})
				: t('board.dayTaken', { card });
		if (edited?.lane !== undefined) return t('board.lane.taken', { card, lane: edited.lane });
		return edited ? t('board.edited', { card }) : t('board.moved', { card, column });
	}
}

/** That it was no move but a change of fields, and of which lane it came to by that. */
type Edited = { readonly lane: string | undefined };

type MoveOptions = {
	readonly t: Translate;
	readonly toasts: Toasts;
	/** A day as the reader writes it. */
	readonly dayText: (day: Day) => string;
	/** Which limits a card's column and owner are over, now that it has come there. */
	readonly warningsOf: (card: BoardCard) => readonly string[];
	readonly mayMove: () => boolean;
	/** The server is out of reach: what is shown may be old, so nothing is changed. */
	readonly isOutOfTouch: () => boolean;
	/** Takes an act back, asking where others have changed the card since. */
	readonly undo: (act: OwnAct) => void;
};
