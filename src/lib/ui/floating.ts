/** Where something floats in relation to what it belongs to. */
export interface Placement {
	side?: 'top' | 'right' | 'bottom' | 'left';
	/** Which edges lie in line: the starts, the middles, the ends. */
	align?: 'start' | 'center' | 'end';
	/** Pixels between the two. */
	gap?: number;
	/** At least as wide as the anchor, as a list under a field is. */
	matchWidth?: boolean;
}

const margin = 8;

/**
 * Keeps `floating` beside `anchor`, on the other side when there is no room, inside the window in any case, and in
 * the browser's top layer where there is one. Follows scrolling and changes of size until the returned function is
 * called.
 */
export function place(floating: HTMLElement, anchor: HTMLElement, placement: Placement = {}): () => void {
	if ('popover' in floating) {
		floating.popover = 'manual';
		floating.showPopover();
	}
	Object.assign(floating.style, { position: 'fixed', inset: 'auto', margin: '0' });

	let frame = 0;
	const update = () => {
		cancelAnimationFrame(frame);
		frame = requestAnimationFrame(() => move(floating, anchor, placement));
	};
	move(floating, anchor, placement);
	const sizes = new ResizeObserver(update);
	sizes.observe(floating);
	sizes.observe(anchor);
	addEventListener('scroll', update, { capture: true, passive: true });
	addEventListener('resize', update);
	return () => {
		cancelAnimationFrame(frame);
		sizes.disconnect();
		removeEventListener('scroll', update, { capture: true });
		removeEventListener('resize', update);
	};
}

function move(floating: HTMLElement, anchor: HTMLElement, placement: Placement): void {
	const { side = 'bottom', align = 'start', gap = 6, matchWidth = false } = placement;
	const at = anchor.getBoundingClientRect();
	if (matchWidth) floating.style.minWidth = `${at.width}px`;
	floating.style.maxHeight = `${innerHeight - 2 * margin}px`;
	const { left, top } = positionBeside({
		anchor: at,
		size: { width: floating.offsetWidth, height: floating.offsetHeight },
		room: { width: document.documentElement.clientWidth, height: innerHeight },
		side,
		align,
		gap
	});
	floating.style.left = `${left}px`;
	floating.style.top = `${top}px`;
}

interface Size {
	width: number;
	height: number;
}

interface Box extends Size {
	left: number;
	top: number;
}

/** The corner for a floating box: on `side` if it fits there or the other side is no better, never outside `room`. */
export function positionBeside({
	anchor,
	size,
	room,
	side,
	align,
	gap
}: {
	anchor: Box;
	size: Size;
	room: Size;
	side: NonNullable<Placement['side']>;
	align: NonNullable<Placement['align']>;
	gap: number;
}): { left: number; top: number } {
	const vertical = side === 'top' || side === 'bottom';
	const [start, length, own, whole] = vertical
		? [anchor.top, anchor.height, size.height, room.height]
		: [anchor.left, anchor.width, size.width, room.width];
	const before = start - gap - own;
	const after = start + length + gap;
	const roomBefore = start - gap - margin;
	const roomAfter = whole - margin - after;
	const wantsAfter = side === 'bottom' || side === 'right';
	const fits = (wantsAfter ? roomAfter : roomBefore) >= own;
	const goesAfter = fits ? wantsAfter : roomAfter >= roomBefore;
	const main = keepInside(goesAfter ? after : before, own, whole);

	const [crossStart, crossLength, crossOwn, crossWhole] = vertical
		? [anchor.left, anchor.width, size.width, room.width]
		: [anchor.top, anchor.height, size.height, room.height];
	const shift = { start: 0, center: (crossLength - crossOwn) / 2, end: crossLength - crossOwn }[align];
	const cross = keepInside(crossStart + shift, crossOwn, crossWhole);
	return vertical ? { left: cross, top: main } : { left: main, top: cross };
}

function keepInside(start: number, length: number, whole: number): number {
	return Math.max(margin, Math.min(start, whole - margin - length));
}
