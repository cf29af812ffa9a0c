import * as z from 'zod';
import { rankBetween } from '#domain/board/board.ts';
import {
	cardFieldNames,
	effectiveFields,
	isOnBoard,
	type Card,
	type CardFields,
	type CardOwner,
	type Changed
} from '#domain/board/card.ts';
import type { CardView } from '#domain/board/card-view.ts';
import { checkStatusChange, statuses } from '#domain/board/status.ts';
import { dayInZone, type Day, type Instant } from '#domain/day.ts';
import type { FieldChange, MinuteboardEvent } from '#domain/event.ts';
import { may, type Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import type { CardFilter, Storage, Stores } from '#server/storage/storage.ts';

const moveInput = z.object({
	cardId: fields.id,
	to: z.enum(statuses),
	/** The cards it is dropped between, as the person saw them; null for an end of the column. Left out: to the end. */
	above: fields.id.nullable().optional(),
	below: fields.id.nullable().optional(),
	reason: fields.shortText.optional(),
	newDay: fields.day.optional()
});

const owner = z.discriminatedUnion('kind', [
	z.object({ kind: z.enum(['person', 'department']), id: fields.id }),
	z.object({ kind: z.literal('name'), name: fields.name })
]);

const editInput = z.object({
	content: fields.shortText.pipe(z.string().min(1)).optional(),
	owner: owner.nullable().optional(),
	due: fields.day.nullable().optional(),
	deliverable: fields.shortText.nullable().optional(),
	priority: z.enum(['high', 'medium', 'low']).nullable().optional(),
	progress: z.int().min(0).max(100).optional()
});

const filterInput = z.object({
	meetingId: fields.id.optional(),
	projectId: fields.id.optional(),
	departmentId: fields.id.optional(),
	status: z.enum(statuses).optional(),
	offBoard: z.boolean().optional()
});

export type MoveInput = z.input<typeof moveInput>;
export type EditInput = z.input<typeof editInput>;

/** The board: reading it, and every way a person changes a card. */
export type Boards = ReturnType<typeof createBoards>;

export function createBoards(parts: {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly now: () => Instant;
}) {
	const { storage, ledger, now } = parts;

	/** A guest sees the cards of the one meeting. */
	const maySee = (actor: Actor, card: Pick<Card, 'workspaceId' | 'meetingId'>) =>
		card.workspaceId === actor.workspaceId &&
		(may.seeWorkspace(actor) ||
			(actor.kind === 'member' && actor.guestOf !== null && actor.guestOf === card.meetingId));

	const change = async (stores: Stores, actor: Actor, id: string): Promise<Card> => {
		const card = await stores.cards.find(id);
		if (!card || !maySee(actor, card)) throw new Refusal('not-found');
		if (!may.moveCards(actor)) throw new Refusal('forbidden');
		if (!isOnBoard(card)) throw new Refusal('stale-move');
		return card;
	};

	return {
		/** The cards that match, with the number of the newest event: live changes continue from it. */
		async list(actor: Actor, input: CardFilter = {}): Promise<{ cards: CardView[]; seq: number }> {
			const filter = parse(filterInput, input);
			const meetingId = may.seeWorkspace(actor)
				? filter.meetingId
				: (actor.kind === 'member' && actor.guestOf) || 'none';
			if (filter.meetingId && filter.meetingId !== meetingId) throw new Refusal('not-found');
			// The number is read first: what happens between the two reads arrives twice rather than never.
			const seq = await storage.read.events.lastSeq(actor.workspaceId);
			const cards = await storage.read.cards.list(actor.workspaceId, { ...filter, meetingId });
			return { cards: await ledger.viewCards(cards), seq };
		},

		/** One card with all that happened to it, oldest first. */
		async find(
			actor: Actor,
			id: string
		): Promise<{ card: CardView; events: MinuteboardEvent[]; seq: number }> {
			const seq = await storage.read.events.lastSeq(actor.workspaceId);
			const card = await storage.read.cards.find(id);
			if (!card || !maySee(actor, card)) throw new Refusal('not-found');
			const [view] = await ledger.viewCards([card]);
			return { card: view!, events: await storage.read.events.ofCard(id), seq };
		},

		/**
		 * Puts a card into a column, between two others. The last of two people wins and all screens end equal. Moving to
		 * delayed needs a reason and a new day, which becomes the card's due day.
		 */
		async move(actor: Actor, input: MoveInput): Promise<CardView> {
			const parsed = parse(moveInput, input);
			const card = await ledger.write(actor, async (entry) => {
				const before = await change(entry.stores, actor, parsed.cardId);
				const today = dayInZone(now(), (await entry.stores.workspaces.get())!.timeZone);
				const { due } = effectiveFields(before);
				const allowed = checkStatusChange({ status: before.status, due }, parsed, today);
				if (!allowed.ok) throw new Refusal(allowed.reason);
				const rank = await rankFor(entry.stores, before, parsed);
				const isPutOff = parsed.to === 'delayed' && parsed.newDay !== undefined;
				const delay = isPutOff
					? { reason: parsed.reason!, newDay: parsed.newDay!, at: entry.now }
					: parsed.to === 'delayed'
						? before.delay
						: null;
				return entry.card((seq) => ({
					card: {
						...before,
						status: parsed.to,
						rank,
						delay,
						progress: parsed.to === 'done' ? 100 : before.progress === 100 ? 0 : before.progress,
						changed: isPutOff
							? { ...before.changed, due: { value: parsed.newDay!, since: seq } }
							: before.changed,
						statusSince: before.status === parsed.to ? before.statusSince : entry.now,
						version: seq
					},
					what: {
						type: 'card-moved',
						from: before.status,
						to: parsed.to,
						rank,
						delay: isPutOff ? delay : null
					}
				}));
			});
			return (await ledger.viewCards([card]))[0]!;
		},

		/** Changes fields by hand; from then on they count until the minutes say something newer. */
		async edit(actor: Actor, id: string, input: EditInput): Promise<CardView> {
			const { progress, ...wanted } = parse(editInput, input);
			const card = await ledger.write(actor, async (entry) => {
				let card = await change(entry.stores, actor, id);
				if (wanted.owner) await checkOwner(entry.stores, actor, wanted.owner);
				const changes = changesOf(effectiveFields(card), wanted);
				if (changes.length > 0) {
					const departmentId =
						wanted.owner === undefined
							? card.departmentId
							: await departmentOf(entry.stores, actor.workspaceId, wanted.owner);
					card = await entry.card((seq) => ({
						card: { ...card, departmentId, changed: withChanges(card.changed, changes, seq), version: seq },
						what: { type: 'card-edited', changes }
					}));
				}
				if (progress !== undefined && progress !== card.progress) {
					const from = card.progress;
					card = await entry.card((seq) => ({
						card: { ...card, progress, version: seq },
						what: { type: 'card-progressed', from, to: progress }
					}));
				}
				return card;
			});
			return (await ledger.viewCards([card]))[0]!;
		}
	};
}

/** The department a card counts for: the owner itself, or the owner's first department. */
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

async function rankFor(stores: Stores, card: Card, move: z.output<typeof moveInput>): Promise<string> {
	const isPlaced = move.above !== undefined || move.below !== undefined;
	if (!isPlaced && card.status === move.to) return card.rank;
	// A neighbour that has left the column since is no neighbour any more.
	const rankOf = async (id: string | null | undefined) => {
		const neighbour = id && id !== card.id ? await stores.cards.find(id) : null;
		return neighbour?.workspaceId === card.workspaceId && neighbour.status === move.to
			? neighbour.rank
			: null;
	};
	const above = await rankOf(move.above);
	const below = await rankOf(move.below);
	// The gap is measured as it is now, since others may have dropped a card into it: no two cards share a rank.
	const rankBeside = stores.cards.rankBeside.bind(null, card.workspaceId, move.to);
	if (above !== null) return rankBetween(above, await rankBeside({ after: above }));
	if (below !== null) return rankBetween(await rankBeside({ before: below }), below);
	return rankBetween(await stores.cards.lastRank(card.workspaceId, move.to), null);
}

async function checkOwner(stores: Stores, actor: Actor, owner: CardOwner): Promise<void> {
	if (owner.kind === 'name') return;
	const { workspaceId } = actor;
	const known =
		owner.kind === 'department'
			? (await stores.people.departments(workspaceId)).some((department) => department.id === owner.id)
			: (await stores.people.members(workspaceId)).some(
					(member) => member.id === owner.id && member.role !== 'guest'
				);
	if (!known) throw new Refusal('invalid-input', { owner: 'invalid-input' });
}

function changesOf(before: CardFields, wanted: Omit<z.output<typeof editInput>, 'progress'>): FieldChange[] {
	return cardFieldNames.flatMap((field) => {
		const to = wanted[field];
		if (to === undefined || JSON.stringify(to) === JSON.stringify(before[field])) return [];
		return [{ field, from: before[field], to } as FieldChange];
	});
}

function withChanges(changed: Changed, changes: readonly FieldChange[], seq: number): Changed {
	const added = changes.map(({ field, to }) => [
		field,
		{ value: to as CardFields[typeof field] & (Day | null), since: seq }
	]);
	return { ...changed, ...(Object.fromEntries(added) as Changed) };
}
