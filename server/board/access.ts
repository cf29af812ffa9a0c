import { isOnBoard, type Card, type CardOwner } from '#domain/board/card.ts';
import { may, type Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import type { Stores } from '#server/storage/storage.ts';

/** A guest sees the cards of the one meeting. */
export function maySeeCard(actor: Actor, card: Pick<Card, 'workspaceId' | 'meetingId'>): boolean {
	return (
		card.workspaceId === actor.workspaceId &&
		(may.seeWorkspace(actor) ||
			(actor.kind === 'member' && actor.guestOf !== null && actor.guestOf === card.meetingId))
	);
}

/** A card that somebody is about to change, on the board or off it. Refuses who may not. */
export async function cardToChange(stores: Stores, actor: Actor, id: string): Promise<Card> {
	const card = await stores.cards.find(id);
	if (!card || !maySeeCard(actor, card)) throw new Refusal('not-found');
	if (!may.moveCards(actor)) throw new Refusal('forbidden');
	return card;
}

/** The same, and only on the board. */
export async function boardCardToChange(stores: Stores, actor: Actor, id: string): Promise<Card> {
	const card = await cardToChange(stores, actor, id);
	if (!isOnBoard(card)) throw new Refusal('stale-move');
	return card;
}

/** The department that an owner belongs to: the owner itself, or the owner's first department. */
export async function departmentOf(
	stores: Stores,
	workspaceId: string,
	owner: CardOwner | null
): Promise<string | null> {
	if (owner === null || owner.kind === 'name') return null;
	if (owner.kind === 'department') return owner.id;
	const members = await stores.people.members(workspaceId);
	return members.find((member) => member.id === owner.id)?.departmentIds[0] ?? null;
}
