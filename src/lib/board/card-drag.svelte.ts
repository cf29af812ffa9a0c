/**
 * Dragging a card with a mouse, a pen or a finger. The card itself stays where it is, paled, and a copy hangs on the
 * pointer; a line shows where it would come to stand. So nothing under the pointer jumps, and a list of a thousand
 * cards is laid out no more than a short one (docs/decisions, "Dragging cards").
 *
 * A finger that moves at once scrolls; one that rests a moment takes the card. Escape and anything that takes the
 * pointer away put it back.
 *
 * The view's element holds, as data attributes: `data-cell` with its name on each cell (a column, a day), inside it
 * `data-scroll` on what scrolls and `data-list` on the list. In that are the cards that are drawn, those near the pointer
 * always among them, from top to bottom; they bear `data-card` with their id and `data-index` with their number in the cell.
 */
import type { Attachment } from 'svelte/attachments';
import { indexAt } from './place.ts';

/** Where the card in hand would be dropped: as number `index` among the cell's shown cards, itself not counted. */
export type DropTarget = { readonly cell: string; readonly index: number; readonly lineTop: number };

type Point = { readonly x: number; readonly y: number };

/** A press on a card that may become a drag. */
type Press = {
	readonly id: string;
	readonly element: HTMLElement;
	readonly pointerId: number;
	readonly byTouch: boolean;
	readonly start: Point;
};

/** Pixels a mouse moves before it is no click any more, and a finger before it scrolls. */
const mouseSlack = 4;
const touchSlack = 10;
/** Milliseconds a finger rests before it takes the card. */
const longPress = 350;
/** Pixels from the edge of a list within which it scrolls by itself, and the most it scrolls in a frame. */
const scrollZone = 56;
const scrollSpeed = 14;
/** Milliseconds at the edge of the board before the next column comes into sight, as on a phone. */
const turnAfter = 450;

export class CardDrag {
	/** The size and the grip of the copy in hand; null while nothing is dragged. */
	lifted = $state.raw<{ readonly id: string; readonly width: number } | null>(null);
	target = $state.raw<DropTarget | null>(null);
	/** The element that hangs on the pointer. */
	copy = $state<HTMLElement>();

	readonly #options: DragOptions;
	#root: HTMLElement | null = null;
	#press: Press | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#grip: Point = { x: 0, y: 0 };
	#point: Point = { x: 0, y: 0 };
	#frame = 0;
	#edgeSince = 0;

	constructor(options: DragOptions) {
		this.#options = options;
	}

	/** Makes the cards below an element draggable. */
	readonly board: Attachment<HTMLElement> = (root) => {
		this.#root = root;
		const listeners: [string, (event: never) => void, AddEventListenerOptions?][] = [
			['pointerdown', this.#down],
			['pointermove', this.#move],
			['pointerup', this.#up],
			['pointercancel', this.cancel],
			// Keeps the page from scrolling under a card in hand, which a passive listener could not.
			['touchmove', this.#holdPage, { passive: false }],
			// What a long press would open instead, and what a browser would drag instead.
			['contextmenu', this.#keepMenuAway],
			['dragstart', (event: DragEvent) => event.preventDefault()]
		];
		for (const [name, listener, options] of listeners)
			root.addEventListener(name, listener as EventListener, options);
		addEventListener('keydown', this.#key, true);
		addEventListener('blur', this.cancel);
		return () => {
			for (const [name, listener] of listeners) root.removeEventListener(name, listener as EventListener);
			removeEventListener('keydown', this.#key, true);
			removeEventListener('blur', this.cancel);
			this.cancel();
			this.#root = null;
		};
	};

	/** Puts the card back. */
	readonly cancel = (): void => {
		const wasLifted = this.lifted !== null;
		this.#end();
		if (wasLifted) this.#options.oncancel();
	};

	readonly #down = (event: PointerEvent) => {
		if (this.lifted || !event.isPrimary) return;
		this.#end();
		if (event.button !== 0 || !this.#options.mayDrag()) return;
		const touched = event.target as HTMLElement;
		const element = touched.closest<HTMLElement>('[data-card]');
		if (!element || touched.closest('[data-no-drag]')) return;
		this.#point = { x: event.clientX, y: event.clientY };
		this.#press = {
			id: element.dataset.card!,
			element,
			pointerId: event.pointerId,
			byTouch: event.pointerType === 'touch',
			start: this.#point
		};
		if (this.#press.byTouch) this.#timer = setTimeout(() => this.#lift(), longPress);
	};

	readonly #move = (event: PointerEvent) => {
		const press = this.#press;
		if (!press || event.pointerId !== press.pointerId) return;
		this.#point = { x: event.clientX, y: event.clientY };
		if (this.lifted) return;
		// The button was let go where we could not hear it.
		if (event.buttons === 0) return this.#end();
		const moved = Math.hypot(event.clientX - press.start.x, event.clientY - press.start.y);
		if (!press.byTouch && moved > mouseSlack) this.#lift();
		else if (press.byTouch && moved > touchSlack) this.#end();
	};

	readonly #up = (event: PointerEvent) => {
		const press = this.#press;
		if (!press || event.pointerId !== press.pointerId) return;
		if (!this.lifted) return this.#end();
		this.#aim();
		const { target, copy } = this;
		const from = copy?.getBoundingClientRect();
		this.#swallowClick();
		this.#end();
		if (target && from) this.#options.ondrop(press.id, target, from);
		else this.#options.oncancel();
	};

	readonly #key = (event: KeyboardEvent) => {
		if (event.key !== 'Escape' || !this.lifted) return;
		event.preventDefault();
		event.stopPropagation();
		this.cancel();
		// The button is still down, maybe over the card itself.
		addEventListener('pointerup', () => this.#swallowClick(), { capture: true, once: true });
	};

	readonly #holdPage = (event: TouchEvent) => {
		if (this.lifted && event.cancelable) event.preventDefault();
	};

	readonly #keepMenuAway = (event: MouseEvent) => {
		if (this.#press?.byTouch) event.preventDefault();
	};

	#lift(): void {
		clearTimeout(this.#timer);
		const press = this.#press;
		if (!press || !this.#options.onlift(press.id)) return this.#end();
		const box = press.element.getBoundingClientRect();
		this.#grip = { x: press.start.x - box.left, y: press.start.y - box.top };
		this.lifted = { id: press.id, width: box.width };
		this.#root?.setPointerCapture(press.pointerId);
		if (press.byTouch) navigator.vibrate?.(12);
		this.#edgeSince = 0;
		const step = () => {
			this.#frame = requestAnimationFrame(step);
			this.#hang();
			this.#scroll();
			this.#aim();
		};
		step();
	}

	#end(): void {
		clearTimeout(this.#timer);
		cancelAnimationFrame(this.#frame);
		const press = this.#press;
		this.#press = null;
		this.lifted = null;
		this.target = null;
		if (press && this.#root?.hasPointerCapture(press.pointerId))
			this.#root.releasePointerCapture(press.pointerId);
	}

	/** The release of a drag is no click on the link under it. */
	#swallowClick(): void {
		const swallow = (event: Event) => {
			event.preventDefault();
			event.stopPropagation();
		};
		addEventListener('click', swallow, { capture: true, once: true });
		setTimeout(() => removeEventListener('click', swallow, { capture: true }));
	}

	#hang(): void {
		const { x, y } = this.#point;
		if (this.copy) this.copy.style.transform = `translate3d(${x - this.#grip.x}px, ${y - this.#grip.y}px, 0)`;
	}

	/** Finds what is under the pointer. */
	#aim(): void {
		const under = this.#cellUnder(this.#point);
		const list = under?.querySelector<HTMLElement>('[data-list]');
		if (!under || !list) {
			this.target = null;
			return;
		}
		const cards = [...list.querySelectorAll<HTMLElement>('[data-card]')];
		const boxOf = (at: number) => cards[at]!.getBoundingClientRect();
		const numberOf = (card: HTMLElement | undefined) => Number(card?.dataset.index ?? -1);
		const at = indexAt(this.#point.y, cards.length, (each) => {
			const box = boxOf(each);
			return box.top + box.height / 2;
		});
		const index = at < cards.length ? numberOf(cards[at]) : numberOf(cards.at(-1)) + 1;
		const ownIndex = numberOf(cards.find((card) => card.dataset.card === this.#press?.id));
		const listTop = list.getBoundingClientRect().top;
		const lineTop =
			cards.length === 0 ? 0 : (at < cards.length ? boxOf(at).top : boxOf(at - 1).bottom) - listTop;
		const cell = under.dataset.cell!;
		const counted = ownIndex !== -1 && ownIndex < index ? index - 1 : index;
		const before = this.target;
		if (before?.cell === cell && before.index === counted && before.lineTop === lineTop) return;
		this.target = { cell, index: counted, lineTop };
	}

	#cellUnder({ x, y }: Point): HTMLElement | undefined {
		const cells = [...(this.#root?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])];
		const under = (slack: number) =>
			cells.find((cell) => {
				const box = cell.getBoundingClientRect();
				return x >= box.left && x < box.right && y >= box.top - slack && y < box.bottom + slack;
			});
		return under(0) ?? under(scrollZone);
	}

	/** Near an edge, what is beyond it comes into sight. */
	#scroll(): void {
		const { x, y } = this.#point;
		const inner = this.#cellUnder(this.#point)?.querySelector<HTMLElement>('[data-scroll]');
		if (!(inner && pull(inner, y)) && this.#root) pull(this.#root, y);
		const root = this.#root;
		if (!root || root.scrollWidth <= root.clientWidth + 1) return;
		const box = root.getBoundingClientRect();
		const edge = x < box.left + scrollZone / 2 ? -1 : x > box.right - scrollZone / 2 ? 1 : 0;
		if (edge === 0) this.#edgeSince = 0;
		else if (this.#edgeSince === 0) this.#edgeSince = performance.now();
		else if (performance.now() - this.#edgeSince > turnAfter) {
			this.#edgeSince = performance.now() + turnAfter;
			const width = root.querySelector<HTMLElement>('[data-cell]')?.offsetWidth ?? root.clientWidth;
			root.scrollBy({ left: edge * width, behavior: 'smooth' });
		}
	}
}

/** Scrolls a list when a height is near its edge and there is more beyond; false when there is not. */
function pull(list: HTMLElement, y: number): boolean {
	const box = list.getBoundingClientRect();
	const above = Math.max(0, box.top + scrollZone - y);
	const below = Math.max(0, y - (box.bottom - scrollZone));
	const step = Math.min(1, Math.max(above, below) / scrollZone) * (above > below ? -1 : 1) * scrollSpeed;
	const room = step < 0 ? list.scrollTop : list.scrollHeight - list.clientHeight - list.scrollTop;
	// What cannot go on is left alone: to set its height would end its gliding sideways.
	if (step === 0 || room < 1) return false;
	list.scrollTop += Math.round(step);
	return true;
}

type DragOptions = {
	/** Whether anything may be dragged now. */
	readonly mayDrag: () => boolean;
	/** A card is taken; false when it must stay. */
	readonly onlift: (id: string) => boolean;
	/** It was let go at a place; `from` is where its copy was on the screen. */
	readonly ondrop: (id: string, target: DropTarget, from: DOMRect) => void;
	/** It was let go nowhere, or taken away. */
	readonly oncancel: () => void;
};
