import type { Instant } from '../day.ts';
import type { Happening } from '../event.ts';
import { cardFieldNames, justMade, type Card, type CardFields, type Changed } from './card.ts';
import type { Status } from './status.ts';

/** What a card is made of by hand: what is to be done, and whatever else is known by now. */
export type NewCard = Partial<CardFields> & {
	readonly content: string;
	readonly projectId?: string | null | undefined;
	/** Left out: not started. No card is delayed from the start, since a delay tells why and until when. */
	readonly status?: Exclude<Status, 'delayed'> | undefined;
	/** Per cent. */
	readonly progress?: number | undefined;
	/** As it was typed, or as its row stood in a table. */
	readonly words?: string | undefined;
};

/**
 * A card without a meeting, and the event that says so. Nobody promised it in minutes, so there is nothing `said`: all that
 * is known of it was set by hand, by this event.
 */
export function makeCard(
	{ projectId = null, status = 'not_started', progress = 0, words, ...given }: NewCard,
	made: {
		readonly id: string;
		readonly workspaceId: string;
		readonly departmentId: string | null;
		readonly rank: string;
		readonly seq: number;
		readonly now: Instant;
	}
): { card: Card; what: Extract<Happening, { type: 'card-made' }> } {
	const { seq, now, ...place } = made;
	const known = cardFieldNames.flatMap((name) => (isSaid(given[name]) ? [[name, given[name]] as const] : []));
	const fields = Object.fromEntries(known) as Partial<CardFields>;
	const changed = Object.fromEntries(known.map(([name, value]) => [name, { value, since: seq }])) as Changed;
	return {
		card: {
			...place,
			meetingId: null,
			projectId,
			said: null,
			changed,
			status,
			progress: status === 'done' ? 100 : progress,
			delay: null,
			source: 'made',
			...justMade,
			version: seq,
			createdAt: now,
			statusSince: now
		},
		what: { type: 'card-made', fields, words: words || null, status, rank: place.rank }
	};
}

function isSaid(value: unknown): boolean {
	return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '';
}
