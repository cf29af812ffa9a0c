import { SvelteMap } from 'svelte/reactivity';
import { isOnBoard } from '#domain/board/card.ts';
import type { LiveEntry } from '#sync/live-protocol.ts';
import { summaryOf, type MeetingSummary } from './meeting-summary.ts';

/** The meetings a page lists and how many cards came of each, kept up to date by the live feed. */
export class KnownMeetings {
	readonly #byId = new SvelteMap<string, MeetingSummary>();
	readonly #cards = new SvelteMap<string, number>();

	constructor(meetings: readonly MeetingSummary[], cardCounts: Readonly<Record<string, number>> = {}) {
		this.replace(meetings, cardCounts);
	}

	get all(): MeetingSummary[] {
		return [...this.#byId.values()];
	}

	/** How many cards on the board were said in the meeting. */
	cardsOf(meetingId: string): number {
		return this.#cards.get(meetingId) ?? 0;
	}

	/** Takes what the server sent, whatever was known before. */
	replace(meetings: readonly MeetingSummary[], cardCounts: Readonly<Record<string, number>> = {}): void {
		this.#byId.clear();
		this.#cards.clear();
		for (const meeting of meetings) this.#byId.set(meeting.id, meeting);
		for (const [id, count] of Object.entries(cardCounts)) this.#cards.set(id, count);
	}

	/** Takes what happened. Each entry is told once. */
	apply(entries: readonly LiveEntry[]): void {
		for (const { event, card, meeting } of entries) {
			if (meeting) this.#byId.set(meeting.id, summaryOf(meeting));
			if (card?.meetingId) {
				const count = this.cardsOf(card.meetingId) + cardsAdded(event.what);
				this.#cards.set(card.meetingId, Math.max(0, count));
			}
		}
	}
}

/** How many cards more a meeting has on the board after an event about one of its cards. */
function cardsAdded(what: LiveEntry['event']['what']): number {
	if (what.type === 'card-said') return 1;
	if (what.type !== 'card-source-changed') return 0;
	return Number(isOnBoard({ source: what.to })) - Number(isOnBoard({ source: what.from }));
}
