import type { CardView } from '#domain/board/card-view.ts';
import type { MinuteboardEvent } from '#domain/event.ts';
import type { Meeting } from '#domain/meeting.ts';

/**
 * The wire of /live: the events table, pushed. A page says the last number it has (`?since=`) and gets what it
 * missed, then the rest as it happens. All that a page says itself is which card it has in hand (`LiveWord`).
 */
export type LiveMessage =
	/** First message: the newest event's number; everything up to it follows or is known already. */
	| { readonly type: 'hello'; readonly seq: number; readonly at: number }
	| { readonly type: 'entries'; readonly entries: readonly LiveEntry[] }
	/** Too much was missed to send it singly: load the page's data again. */
	| { readonly type: 'reset' }
	/** What somebody else's page has in hand now: another card than before, or none. Never kept. */
	| HandMessage
	/** Nothing happened, but the line is alive: sent every `beatEvery` milliseconds. */
	| { readonly type: 'beat'; readonly at: number };

/** An event, with the card or meeting as it stands after it (or later: never older). */
export type LiveEntry = {
	readonly event: MinuteboardEvent;
	readonly card: CardView | null;
	readonly meeting: Meeting | null;
};

/** `hand` is one page's line; a person may have several. `by` is whose session it is, whatever the page says. */
export type HandMessage = {
	readonly type: 'hand';
	readonly hand: number;
	readonly held: { readonly cardId: string; readonly by: Holder } | null;
};

export type Holder = { readonly id: string; readonly name: string };

/** What a page says: the card in hand, again every `holdAgainEvery` milliseconds; null when it is let go. */
export type LiveWord = { readonly type: 'hold'; readonly cardId: string | null };

export const holdAgainEvery = 4_000;

/** A card that is not said to be in hand for so long, in milliseconds, is taken to be let go: two renewals may be late. */
export const holdLasts = 10_000;

export const beatEvery = 4_000;

/** No sign of life for this long: what is shown may be stale, and says so (quality: ≤ 10 s). */
export const staleAfter = 9_000;
