/**
 * Cards that change their place glide there, so that the eye can follow what others do. Only cards on the screen are
 * looked at, and nobody who asked for less motion sees any.
 */

/** Where cards are on the screen, by id. */
export type Positions = ReadonlyMap<string, DOMRect>;

/** A card that hung on a pointer, and where it was let go. */
export type Landed = { readonly id: string; readonly from: DOMRect };

const duration = 220;

/** Where the cards below `root` are now. Empty when nothing shall glide. */
export function positionsOf(root: HTMLElement): Positions {
	const positions = new Map<string, DOMRect>();
	if (matchMedia('(prefers-reduced-motion: reduce)').matches) return positions;
	for (const card of root.querySelectorAll<HTMLElement>('[data-card]'))
		positions.set(card.dataset.card!, card.getBoundingClientRect());
	return positions;
}

/**
 * Lets cards glide from where they were to where they are, one that hung on a pointer from there; a card that was not
 * there before fades in.
 */
export function glide(root: HTMLElement, before: Positions, landed: Landed | null): void {
	if (before.size === 0 && !landed) return;
	for (const card of root.querySelectorAll<HTMLElement>('[data-card]')) {
		const id = card.dataset.card!;
		const start = landed?.id === id ? landed.from : before.get(id);
		const end = card.getBoundingClientRect();
		if (!isInSight(end)) continue;
		if (!start) {
			if (before.size > 0) card.animate([{ opacity: 0 }, { opacity: 1 }], { duration, easing: 'ease-out' });
			continue;
		}
		const x = start.left - end.left;
		const y = start.top - end.top;
		if (Math.abs(x) < 1 && Math.abs(y) < 1) continue;
		card.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }], {
			duration,
			easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)'
		});
	}
}

function isInSight({ top, bottom, left, right }: DOMRect): boolean {
	return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}
