import { getContext, setContext } from 'svelte';
import { isDay, type Day } from '#domain/day.ts';
import type { Status } from '#domain/board/status.ts';
import type { PastBoard } from '#server/board/time-machine.ts';

/** A board of a day that is over. */
export type Past = Pick<PastBoard, 'since' | 'unknown'> & { readonly day: Day };

/** The day that an address asks for, `?asOf=2026-11-10`; null for now, which today's end and what has not come are too. */
export function asOfIn(parameters: URLSearchParams, today: Day): Day | null {
	const day = parameters.get('asOf');
	return day !== null && isDay(day) && day < today ? day : null;
}

/** The same address on another day; null for now. */
export function addressAsOf(url: URL, day: Day | null): string {
	const parameters = new URLSearchParams(url.searchParams);
	if (day === null) parameters.delete('asOf');
	else parameters.set('asOf', day);
	return parameters.size > 0 ? `${url.pathname}?${parameters}` : url.pathname;
}

/** What became of a card after the day that is shown; null when it stands where it stood. */
export function becameOf({ since }: Past, cardId: string): Status | 'gone' | null {
	return since.moved[cardId] ?? (since.gone.includes(cardId) ? 'gone' : null);
}

const key = Symbol('past');

/** Lets the cards below say what became of them. Takes a getter, so that they follow. */
export function setPast(current: () => Past | null): void {
	setContext(key, current);
}

/** The day of the board around a component; null for now, and where there is no board. */
export function usePast(): () => Past | null {
	return getContext<(() => Past | null) | undefined>(key) ?? (() => null);
}
