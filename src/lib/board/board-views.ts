import type CardCalendar from './CardCalendar.svelte';
import type CardList from './CardList.svelte';
import type SwimLanes from './SwimLanes.svelte';
import type TimeBar from './TimeBar.svelte';
import { filterOf } from './board-filter.ts';

/** A view of the cards with what draws it; the columns are drawn by the page itself. */
type CardsView =
	| { readonly kind: 'columns' }
	| { readonly kind: 'list'; readonly CardList: typeof CardList }
	| { readonly kind: 'calendar'; readonly CardCalendar: typeof CardCalendar }
	| { readonly kind: 'lanes'; readonly SwimLanes: typeof SwimLanes };

/** How a board is seen: its cards and, when they are those of a day that has passed, the bar over them. */
export type BoardView = CardsView & { readonly TimeBar: typeof TimeBar | null };

/** The view that an address asks for. What draws the others is not fetched: most people look at the columns of today. */
export async function viewOf(address: URL, isPast: boolean): Promise<BoardView> {
	const [cards, bar] = await Promise.all([cardsView(address), isPast ? import('./TimeBar.svelte') : null]);
	return { ...cards, TimeBar: bar && bar.default };
}

async function cardsView(address: URL): Promise<CardsView> {
	const { view, lanes } = filterOf(address.searchParams);
	if (view === 'list') return { kind: 'list', CardList: (await import('./CardList.svelte')).default };
	if (view === 'calendar')
		return { kind: 'calendar', CardCalendar: (await import('./CardCalendar.svelte')).default };
	if (lanes) return { kind: 'lanes', SwimLanes: (await import('./SwimLanes.svelte')).default };
	return { kind: 'columns' };
}
