import { rankBetween } from '#domain/board/board.ts';
import {
	effectiveFields,
	hasDeliverable,
	type Card,
	type CardFields,
	type CardOwner
} from '#domain/board/card.ts';
import { changesOf, editCard } from '#domain/board/edit.ts';
import { goesOn, moveCard } from '#domain/board/move.ts';
import { boardRulesOf, checkStatusChange, type BoardRules } from '#domain/board/status.ts';
import type { Calendar } from '#domain/calendar/working-days.ts';
import { dayInZone, type Day } from '#domain/day.ts';
import { Refusal } from '#server/errors.ts';
import type { LedgerEntry } from '#server/ledger.ts';
import type { Stores } from '#server/storage/storage.ts';
import { departmentOf } from './access.ts';
import type { Edit, Move } from './card-input.ts';

/** The day it is for the workspace, and which of its rules block. */
export type Present = { readonly today: Day; readonly rules: BoardRules; readonly calendar: Calendar };

export async function presentOf({ stores, now }: LedgerEntry, calendar: Calendar): Promise<Present> {
	const workspace = (await stores.workspaces.get())!;
	return { today: dayInZone(now, workspace.timeZone), rules: boardRulesOf(workspace.boardRules), calendar };
}

/** Moves a card that its mover may change. Refuses what the rules refuse, before anything is written. */
export async function moveOne(entry: LedgerEntry, before: Card, move: Move, present: Present): Promise<Card> {
	const { today, rules, calendar } = present;
	const known = effectiveFields(before);
	const standing = { status: before.status, due: known.due, hasDeliverable: hasDeliverable(known) };
	const allowed = checkStatusChange(standing, move, { today, rules });
	if (!allowed.ok) throw new Refusal(allowed.reason);
	const rank = await rankFor(entry.stores, before, move);
	const change = { ...move, rank, lacks: allowed.lacks };
	return entry.card((seq) => moveCard(before, change, { seq, now: entry.now, today, calendar }));
}

/** Changes fields of a card that its editor may change. Whom it names was checked before (`checkNamed`). */
export async function editOne(
	entry: LedgerEntry,
	before: Card,
	edit: Edit,
	{ today, calendar }: Present
): Promise<Card> {
	const { progress, projectId, ...wanted } = edit;
	let card = before;
	const changes = changesOf(effectiveFields(card), wanted);
	if (changes.length > 0) {
		const owner = wanted.owner === undefined ? effectiveFields(card).owner : wanted.owner;
		// Looked up only where it may count: of hundreds of cards that get another day it is the same as before.
		const isReassigned = wanted.owner !== undefined || wanted.department !== undefined;
		const ownerDepartment = isReassigned
			? await departmentOf(entry.stores, card.workspaceId, owner)
			: card.departmentId;
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
	if (projectId !== undefined && projectId !== card.projectId) {
		const from = card.projectId;
		card = await entry.card((seq) => ({
			card: { ...card, projectId, version: seq },
			what: { type: 'card-filed', from, to: projectId }
		}));
	}
	// Only when the day was just given: whoever says delayed with a new day means delayed.
	if (changes.some(({ field }) => field === 'due') && goesOn(card, today)) {
		const rank = await rankFor(entry.stores, card, { to: 'in_progress' });
		card = await entry.card((seq) =>
			moveCard(card, { to: 'in_progress', rank }, { seq, now: entry.now, today, calendar })
		);
	}
	return card;
}

async function rankFor(
	stores: Stores,
	card: Card,
	move: Pick<Move, 'to' | 'above' | 'below'>
): Promise<string> {
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

/** Refuses people, departments and projects that are not of the workspace; `wanted` may be of many cards. */
export async function checkNamed(
	stores: Stores,
	workspaceId: string,
	wanted: readonly (Partial<CardFields> & { readonly projectId?: string | null | undefined })[]
): Promise<void> {
	const named = (field: string, all: readonly (CardOwner | null | undefined)[]) =>
		all.flatMap((one) => (one && one.kind !== 'name' ? [{ field, ...one }] : []));
	const asked = wanted.flatMap(({ owner, collaborators, follower, department }) => [
		...named('owner', [owner]),
		...named('collaborators', collaborators ?? []),
		...named('follower', [follower ? { kind: 'person', id: follower } : null]),
		...named('department', [department ? { kind: 'department', id: department } : null])
	]);
	const projectIds = wanted.flatMap(({ projectId }) => projectId ?? []);
	if (asked.length > 0) {
		const departments = new Set((await stores.people.departments(workspaceId)).map(({ id }) => id));
		const members = await stores.people.members(workspaceId);
		const people = new Set(members.filter(({ role }) => role !== 'guest').map(({ id }) => id));
		const unknown = asked.find(({ kind, id }) => !(kind === 'department' ? departments : people).has(id));
		if (unknown) throw new Refusal('invalid-input', { [unknown.field]: 'invalid-input' });
	}
	if (projectIds.length > 0) {
		const projects = new Set((await stores.people.projects(workspaceId)).map(({ id }) => id));
		if (!projectIds.every((id) => projects.has(id)))
			throw new Refusal('invalid-input', { projectId: 'invalid-input' });
	}
}
