import * as z from 'zod';
import { may, type Actor } from '#domain/rights.ts';
import type { Instant } from '#domain/day.ts';
import { newId, type DerivedLinks } from '#server/auth/secrets.ts';
import { Refusal } from '#server/errors.ts';
import { fields, parse } from '#server/parse.ts';
import type { Storage, WallRecord } from '#server/storage/storage.ts';
import { doneStays } from '#domain/board/board.ts';
import type { CardView } from '#domain/board/card-view.ts';
import type { Roster } from '#server/people/people.ts';

export type WallLink = WallRecord & { readonly token: string };

/** Everything a wall shows; nothing of a person but the name. */
export type WallData = {
	readonly cards: readonly CardView[];
	readonly seq: number;
	readonly departments: Roster['departments'];
	readonly people: readonly { readonly id: string; readonly name: string }[];
	readonly projects: Roster['projects'];
};

/** Read-only links for big screens. */
export type Walls = ReturnType<typeof createWalls>;

export function createWalls(parts: {
	readonly storage: Storage;
	readonly links: DerivedLinks;
	readonly now: () => Instant;
	readonly onRevoked: (wallId: string) => void;
}) {
	const { storage, links, now, onRevoked } = parts;
	const withToken = (wall: WallRecord): WallLink => ({ ...wall, token: links.sign('wall', wall.id, 1) });

	return {
		/** The links that still work, newest first. */
		async list(actor: Actor): Promise<WallLink[]> {
			if (!may.administer(actor)) throw new Refusal('forbidden');
			const all = await storage.read.walls.list(actor.workspaceId);
			return all.filter((wall) => wall.revokedAt === null).map(withToken);
		},

		async make(actor: Actor, input: { readonly name: string }): Promise<WallLink> {
			if (!may.administer(actor)) throw new Refusal('forbidden');
			const { name } = parse(z.object({ name: fields.name }), input);
			const wall: WallRecord = {
				id: newId(),
				workspaceId: actor.workspaceId,
				name,
				createdBy: actor.kind === 'member' ? actor.id : null,
				createdAt: now(),
				revokedAt: null
			};
			await storage.transaction((stores) => stores.walls.insert(wall));
			return withToken(wall);
		},

		/** The link stops working at once, on screens that show it too. */
		async revoke(actor: Actor, id: string): Promise<void> {
			if (!may.administer(actor)) throw new Refusal('forbidden');
			const wall = await storage.read.walls.find(parse(fields.id, id));
			if (wall?.workspaceId !== actor.workspaceId) throw new Refusal('not-found');
			await storage.transaction((stores) => stores.walls.revoke(wall.id, now()));
			onRevoked(wall.id);
		},

		/** What the wall shows. */
		async show(wall: WallRecord): Promise<WallData> {
			const seq = await storage.read.events.lastSeq(wall.workspaceId);
			const [cards, departments, members, projects] = await Promise.all([
				storage.read.cards.list(wall.workspaceId, { doneSince: now() - doneStays }),
				storage.read.people.departments(wall.workspaceId),
				storage.read.people.members(wall.workspaceId),
				storage.read.people.projects(wall.workspaceId)
			]);
			const people = members.filter(({ role }) => role !== 'guest').map(({ id, name }) => ({ id, name }));
			return {
				cards: cards.map((card) => wallCard({ ...card, anchor: null })),
				seq,
				departments,
				people,
				projects
			};
		}
	};
}

/** A card as a wall shows it: without the words of the minutes and where they stand. */
export function wallCard(card: CardView): CardView {
	const said = card.said && { ...card.said, quote: '', ownerText: null, dueText: null, support: [] };
	return { ...card, said, anchor: null };
}
