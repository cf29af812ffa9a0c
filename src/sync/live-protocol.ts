import type { CardView } from '#domain/board/card-view.ts';
import type { MinuteboardEvent } from '#domain/event.ts';
import type { Meeting } from '#domain/meeting.ts';

/**
 * The wire of /live: the events table, pushed. A page says the last number it has (`?since=`) and gets what it
 * missed, then the rest as it happens. The page sends nothing.
 */
export type LiveMessage =
	/** First message: the newest event's number; everything up to it follows or is known already. */
	| { readonly type: 'hello'; readonly seq: number; readonly at: number }
	| { readonly type: 'entries'; readonly entries: readonly LiveEntry[] }
	/** Too much was missed to send it singly: load the page's data again. */
	| { readonly type: 'reset' }
	/** Nothing happened, but the line is alive: sent every `beatEvery` milliseconds. */
	| { readonly type: 'beat'; readonly at: number };

/** An event, with the card or meeting as it stands after it (or later: never older). */
export type LiveEntry = {
	readonly event: MinuteboardEvent;
	readonly card: CardView | null;
	readonly meeting: Meeting | null;
};

export const beatEvery = 4_000;

/** No sign of life for this long: what is shown may be stale, and says so (quality: ≤ 10 s). */
export const staleAfter = 9_000;
