import * as z from 'zod';
import { rankBetween } from '#domain/board/board.ts';
import {
	effectiveFields,
	hasDeliverable,
	type Card,
	type CardFields,
	type CardOwner
} from '#domain/board/card.ts';
import type { CardView } from '#domain/board/card-view.ts';
import { changesOf, editCard } from '#domain/board/edit.ts';
import { goesOn, moveCard } from '#domain/board/move.ts';
import { boardRulesOf, checkStatusChange, statuses } from '#domain/board/status.ts';
import type { Calendar } from '#domain/calendar/working-days.ts';
import { dayInZone, type Instant } from '#domain/day.ts';
import type { MinuteboardEvent } from '#domain/event.ts';
import { may, type Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import type { CardFilter, Storage, Stores } from '#server/storage/storage.ts';
import { boardCardToChange, departmentOf, maySeeCard } from './access.ts';

const moveInput = z.object({
	cardId: fields.id,
	to: z.enum(statuses),
	/** The cards it is dropped between, as the person saw them; null for an end of the column. Left out: to the end. */
	above: fields.id.nullable().optional(),
	below: fields.id.nullable().optional(),
	/** Why it is late, or open again. */
	reason: fields.shortText.optional(),
	newDay: fields.day.optional(),
	/** With done: what was delivered and where it lies, or why there is nothing. */
	deliverable: fields.shortText.optional(),
	link: fields.link.or(z.literal('')).optional(),
	noDeliverable: fields.shortText.optional()
});

const owner = z.discriminatedUnion('kind', [
	z.object({ kind: z.enum(['person', 'department']), id: fields.id }),
	z.object({ kind: z.literal('name'), name: fields.name })
]);

const line = fields.shortText.pipe(z.string().min(1));

const editInput = z.object({
	content: line.optional(),
	owner: owner.nullable().optional(),
	due: fields.day.nullable().optional(),
	deliverable: fields.shortText.nullable().optional(),
	priority: z.enum(['high', 'medium', 'low']).nullable().optional(),
	support: z.array(line).max(20).optional(),
	collaborators: z.array(owner).max(20).optional(),
	department: fields.id.nullable().optional(),
	buffer: z
		.union([z.literal(1), z.literal(2)])
		.nullable()
		.optional(),
	risk: fields.shortText.nullable().optional(),
	blocker: z.object({ state: line, cause: line, needs: line }).nullable().optional(),
	follower: fields.id.nullable().optional(),
	links: z
		.array(z.object({ title: line, url: fields.link }))
		.max(50)
		.optional(),
	progress: z.int().min(0).max(100).optional()
});

const filterInput = z.object({
	meetingId: fields.id.optional(),
	projectId: fields.id.optional(),
	departmentId: fields.id.optional(),
	status: z.enum(statuses).optional(),
	offBoard: z.boolean().optional(),
	doneSince: z.int().optional()
});

export type MoveInput = z.input<typeof moveInput>;
export type EditInput = z.input<typeof editInput>;

/** The board: reading it, and every way a person changes a card. */
export type Boards = ReturnType<typeof createBoards>;

export function createBoards(parts: {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly calendar: Calendar;
}) {
	const { storage, ledger, calendar } = parts;

	/** The day it is for the workspace, and which of its rules block. */
	const present = async (stores: Stores, at: Instant) => {
		const workspace = (await stores.workspaces.get())!;
		return { today: dayInZone(at, workspace.timeZone), rules: boardRulesOf(workspace.boardRules), calendar };
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

		/** How many cards each meeting has, with the number of the newest event. A guest is told of none. */
		async countByMeeting(actor: Actor): Promise<{ counts: ReadonlyMap<string, number>; seq: number }> {
			if (!may.seeWorkspace(actor)) throw new Refusal('forbidden');
			const seq = await storage.read.events.lastSeq(actor.workspaceId);
			return { counts: await storage.read.cards.countByMeeting(actor.workspaceId), seq };
		},

		/** The number of the last event before an instant: cards with a greater version have changed since. */
		newestBefore: (actor: Actor, instant: Instant): Promise<number> =>
			storage.read.events.lastSeq(actor.workspaceId, instant),

		/** One card with all that happened to it, oldest first. */
		async find(
			actor: Actor,
			id: string
		): Promise<{ card: CardView; events: MinuteboardEvent[]; seq: number }> {
			const seq = await storage.read.events.lastSeq(actor.workspaceId);
			const card = await storage.read.cards.find(id);
			if (!card || !maySeeCard(actor, card)) throw new Refusal('not-found');
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
				const before = await boardCardToChange(entry.stores, actor, parsed.cardId);
				const { today, rules } = await present(entry.stores, entry.now);
				const known = effectiveFields(before);
				const standing = { status: before.status, due: known.due, hasDeliverable: hasDeliverable(known) };
				const allowed = checkStatusChange(standing, parsed, { today, rules });
				if (!allowed.ok) throw new Refusal(allowed.reason);
				const rank = await rankFor(entry.stores, before, parsed);
				const change = { ...parsed, rank, lacks: allowed.lacks };
				return entry.card((seq) => moveCard(before, change, { seq, now: entry.now, today, calendar }));
			});
			return (await ledger.viewCards([card]))[0]!;
		},

		/** Changes fields by hand; from then on they count until the minutes say something newer. */
		async edit(actor: Actor, id: string, input: EditInput): Promise<CardView> {
			const { progress, ...wanted } = parse(editInput, input);
			const card = await ledger.write(actor, async (entry) => {
				let card = await boardCardToChange(entry.stores, actor, id);
				const { today } = await present(entry.stores, entry.now);
				await checkNamed(entry.stores, actor, wanted);
				const changes = changesOf(effectiveFields(card), wanted);
				if (changes.length > 0) {
					const owner = wanted.owner === undefined ? effectiveFields(card).owner : wanted.owner;
					const ownerDepartment = await departmentOf(entry.stores, actor.workspaceId, owner);
					card = await entry.card((seq) => ({
						card: editCard(card, changes, { seq, ownerDepartment }),
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
				// Only when the day was just given: whoever says delayed with a new day means delayed.
				if (changes.some(({ field }) => field === 'due') && goesOn(card, today)) {
					const rank = await rankFor(entry.stores, card, { cardId: id, to: 'in_progress' });
					card = await entry.card((seq) =>
						moveCard(card, { to: 'in_progress', rank }, { seq, now: entry.now, today, calendar })
					);
				}
				return card;
			});
			return (await ledger.viewCards([card]))[0]!;
		}
	};
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

/** Refuses people and departments that are not of the workspace. */
async function checkNamed(stores: Stores, actor: Actor, wanted: Partial<CardFields>): Promise<void> {
	const { owner, collaborators, follower, department } = wanted;
	const named = (field: string, all: readonly (CardOwner | null | undefined)[]) =>
		all.flatMap((one) => (one && one.kind !== 'name' ? [{ field, ...one }] : []));
	const asked = [
		...named('owner', [owner]),
		...named('collaborators', collaborators ?? []),
		...named('follower', [follower ? { kind: 'person', id: follower } : null]),
		...named('department', [department ? { kind: 'department', id: department } : null])
	];
	if (asked.length === 0) return;
	const departments = await stores.people.departments(actor.workspaceId);
	const members = await stores.people.members(actor.workspaceId);
	const isKnown = ({ kind, id }: { kind: 'person' | 'department'; id: string }) =>
		kind === 'department'
			? departments.some((one) => one.id === id)
			: members.some((one) => one.id === id && one.role !== 'guest');
	const unknown = asked.find((one) => !isKnown(one));
	if (unknown) throw new Refusal('invalid-input', { [unknown.field]: 'invalid-input' });
}
