import { glide, positionsOf, type Landed, type Positions } from './glide.ts';

/**
 * Lets the cards of a view glide whenever what it shows has changed. Called while the view is set up; `root` holds its cards,
 * `shown` reads what it shows. Answers how a card that hung on a pointer says where it comes from.
 */
export function letCardsGlide(view: {
	readonly root: () => HTMLElement | undefined;
	readonly shown: () => unknown;
}): { land(id: string, from: DOMRect): void } {
	let before: Positions | null = null;
	let landed: Landed | null = null;
	$effect.pre(() => {
		view.shown();
		const root = view.root();
		before = root ? positionsOf(root) : null;
	});
	$effect(() => {
		view.shown();
		const root = view.root();
		if (root && before) glide(root, before, landed);
		landed = null;
	});
	return { land: (id, from) => void (landed = { id, from }) };
}
