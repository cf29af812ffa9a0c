import { deltaOf, type CardDelta } from '#domain/board/card-delta.ts';
import { anchorView, type CardView } from '#domain/board/card-view.ts';
import type { Card } from '#domain/board/card.ts';
import type { Instant } from '#domain/day.ts';
import type { EventAuthor, Happening, MinuteboardEvent } from '#domain/event.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { Actor } from '#domain/rights.ts';
import type { LiveEntry } from '#sync/live-protocol.ts';
import type { LiveFeed } from './feed/live-feed.ts';
import type { Storage, Stores } from './storage/storage.ts';

/**
 * The one way to change a card, a meeting or the people: a transaction that writes the new state and an immutable
 * event together, and tells the live feed when both are on disk.
 */
export type Ledger = {
	/** Runs `work` in one transaction. Events it recorded are published after the commit, in order. */
	write<Result>(actor: Actor, work: (entry: LedgerEntry) => Promise<Result>): Promise<Result>;
	/** Cards with the places of their sentences. */
	viewCards(cards: readonly Card[]): Promise<CardView[]>;
	/** Events after `seq` of one workspace, with cards and meetings as they stand now; at most `limit`. */
	entriesSince(workspaceId: string, seq: number, limit: number): Promise<LiveEntry[]>;
};

export type LedgerEntry = {
	readonly stores: Stores;
	readonly now: Instant;
	/** Saves a card and the event that made it so. `make` gets the event's number, for `version` and `since`. */
	card(make: (seq: number) => CardChange): Promise<Card>;
	/** Saves a meeting and its event. */
	meeting(meeting: Meeting, what: Happening, isNew?: boolean): Promise<void>;
	/** An event that is about neither. */
	record(what: Happening, about?: { readonly meetingId?: string }): Promise<void>;
};

export type CardChange = { readonly card: Card; readonly what: Happening; readonly isNew?: boolean };

export function createLedger(parts: {
	readonly storage: Storage;
	readonly feed: LiveFeed;
	readonly now: () => Instant;
	/** Hears of events that were written but could not be told to the feed. */
	readonly onUntold: (failure: unknown) => void;
}): Ledger {
	const { storage, feed, now, onUntold } = parts;

	const viewCards = async (cards: readonly Card[]) => {
		const anchors = await storage.read.cards.anchorsOf(cards.map((card) => card.id));
		const byCard = new Map(anchors.map((anchor) => [anchor.cardId, anchorView(anchor.runs)]));
		return cards.map((card) => ({ ...card, anchor: byCard.get(card.id) ?? null }));
	};

	const entriesOf = async (events: readonly MinuteboardEvent[]): Promise<LiveEntry[]> => {
		const cardIds = new Set(events.flatMap((event) => event.cardId ?? []));
		const meetingIds = new Set(events.flatMap((event) => (event.cardId ? [] : (event.meetingId ?? []))));
		const cards = await Promise.all([...cardIds].map((id) => storage.read.cards.find(id)));
		const meetings = await Promise.all([...meetingIds].map((id) => storage.read.meetings.find(id)));
		const views = new Map(
			(await viewCards(cards.filter((card) => card !== null))).map((card) => [card.id, card])
		);
		const meetingsById = new Map(meetings.flatMap((meeting) => (meeting ? [[meeting.id, meeting]] : [])));
		return events.map((event) => ({
			event,
			card: (event.cardId && views.get(event.cardId)) || null,
			meeting: (!event.cardId && event.meetingId && meetingsById.get(event.meetingId)) || null
		}));
	};

	/** Publishing waits for reads; the chain keeps entries in the order of their commits. */
	let published: Promise<void> = Promise.resolve();

	return {
		viewCards,
		entriesSince: async (workspaceId, seq, limit) =>
			entriesOf(await storage.read.events.since(workspaceId, seq, limit)),
		async write(actor, work) {
			const recorded: MinuteboardEvent[] = [];
			const result = await storage.transaction(async (stores) => {
				recorded.length = 0;
				let act: number | null = null;
				const at = now();
				const append = async (
					what: Happening,
					about: { cardId?: string; meetingId?: string | null; delta?: CardDelta }
				) => {
					act ??= await stores.events.nextSeq();
					recorded.push(
						await stores.events.append({
							workspaceId: actor.workspaceId,
							at,
							by: authorOf(actor),
							meetingId: about.meetingId ?? null,
							cardId: about.cardId ?? null,
							what,
							act,
							delta: about.delta ?? null
						})
					);
				};
				return work({
					stores,
					now: at,
					async card(make) {
						const { card, what, isNew } = make(await stores.events.nextSeq());
						const before = isNew ? null : await stores.cards.find(card.id);
						await (isNew ? stores.cards.insert(card) : stores.cards.update(card));
						await append(what, {
							cardId: card.id,
							meetingId: card.meetingId,
							delta: deltaOf(before, card)
						});
						return card;
					},
					async meeting(meeting, what, isNew) {
						await (isNew ? stores.meetings.insert(meeting) : stores.meetings.update(meeting));
						await append(what, { meetingId: meeting.id });
					},
					record: (what, about = {}) => append(what, about)
				});
			});
			// It is done and on disk: that it could not be told is no failure of the command, and silences nobody after it.
			published = published.then(async () => feed.publish(await entriesOf(recorded))).catch(onUntold);
			await published;
			return result;
		}
	};
}

function authorOf(actor: Actor): EventAuthor {
	return actor.kind === 'member' ? { kind: 'member', id: actor.id, name: actor.name } : { kind: actor.kind };
}
