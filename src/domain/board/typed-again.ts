import type { Instant } from '../day.ts';
import type { MinuteboardEvent } from '../event.ts';

type Events = readonly Pick<MinuteboardEvent, 'at' | 'by' | 'what'>[];

/** Since when a card's sentence could not be found when it left the minutes last, or was said to be none; null: never. */
export function lostSince(events: Events): Instant | null {
	for (const { at, what } of events.toReversed())
		if (what.type === 'card-source-changed' && what.from === 'said') return what.missingSince ?? at;
	return null;
}

/** Whether a card came into the minutes when a sentence was lost already, and nobody has laid a hand on it. */
export function cameAfter(lost: Instant, events: Events): boolean {
	const came = events.findLast(
		({ what }) => what.type === 'card-said' || (what.type === 'card-source-changed' && what.to === 'said')
	);
	return came !== undefined && came.at >= lost && events.every(({ by }) => by.kind !== 'member');
}
