import type { Card } from '#domain/board/card.ts';
import { isOnBoard } from '#domain/board/card.ts';
import { may, type Person } from '#domain/rights.ts';
import { maySeeCard } from '#server/board/access.ts';
import type { Storage } from '#server/storage/storage.ts';
import { createBucket } from '#server/sync/bucket.ts';
import { holdLasts, type Holder } from '#sync/live-protocol.ts';

/** A card in somebody's hand; `hand` is the line that says so. */
export type Grip = {
	readonly hand: number;
	readonly card: Pick<Card, 'id' | 'workspaceId' | 'meetingId'>;
	readonly by: Holder;
};

/** What one line says of its own hand. */
export type Hand = {
	/** Its number; nobody is told of the own hand. */
	readonly number: number;
	/** Takes a card in hand, or says that it still is; null lets go. Whoever may not move the card, or says too much, holds nothing. */
	hold(cardId: string | null): Promise<void>;
	/** The line is gone. */
	close(): void;
};

/**
 * Who holds which card now, for all other open boards to see: never kept, and gone when it was not said anew for
 * `holdLasts`. One per process; several nodes will share one later.
 */
export type Hands = {
	open(person: Person): Hand;
	/** Everything that is in somebody's hand. */
	held(): readonly Grip[];
	/** Hears of every card that is taken or let go; answers the function that stops it. */
	hear(listener: (grip: Grip, isHeld: boolean) => void): () => void;
};

/** Cards taken in hand: nobody takes more than a few a second. Saying that one still is costs nothing. */
const pace = { perSecond: 2, burst: 10 };

export function createHands({ storage }: { readonly storage: Pick<Storage, 'read'> }): Hands {
	const grips = new Map<number, Grip>();
	const listeners = new Set<(grip: Grip, isHeld: boolean) => void>();
	let lastNumber = 0;

	const tell = (grip: Grip, isHeld: boolean) => {
		for (const listener of [...listeners]) listener(grip, isHeld);
	};

	return {
		held: () => [...grips.values()],
		hear(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		open(person) {
			const number = (lastNumber += 1);
			const bucket = createBucket(pace);
			let wanted: string | null = null;
			let expiry: ReturnType<typeof setTimeout> | undefined;

			const letGo = () => {
				clearTimeout(expiry);
				wanted = null;
				const grip = grips.get(number);
				if (!grip) return;
				grips.delete(number);
				tell(grip, false);
			};
			const keep = () => {
				clearTimeout(expiry);
				expiry = setTimeout(letGo, holdLasts);
				expiry.unref();
			};

			return {
				number,
				async hold(cardId) {
					if (cardId !== null && grips.get(number)?.card.id === cardId) return keep();
					letGo();
					if (cardId === null || !may.moveCards(person) || bucket.take(0) > 0) return;
					bucket.take(1);
					wanted = cardId;
					const card = await storage.read.cards.find(cardId);
					// It may have been let go, or the line closed, while we looked.
					if (wanted !== cardId || !card || !isOnBoard(card) || !maySeeCard(person, card)) return;
					const { id, workspaceId, meetingId } = card;
					const by = { id: person.id, name: person.name };
					const grip = { hand: number, card: { id, workspaceId, meetingId }, by };
					grips.set(number, grip);
					keep();
					tell(grip, true);
				},
				close: letGo
			};
		}
	};
}
