import type { CardOwner } from '#domain/board/card.ts';
import { statuses, type Status } from '#domain/board/status.ts';
import type { Board } from './board.svelte.ts';
import type { BoardCard } from './board-card.ts';
import type { Names } from './board-roster.ts';
import type { EditRequest } from './card-commands.ts';
import type { CellLayout } from './card-keys.svelte.ts';
import { placeAt, type Place } from './place.ts';

/** What the board can be divided by, across its columns. */
export const laneKinds = ['department', 'owner', 'project', 'meeting', 'priority'] as const;
export type LaneKind = (typeof laneKinds)[number];

/** A lane: what its cards have in common, empty for what has none of it, and its cards of each status. */
export type Lane = {
	readonly id: string;
	readonly name: string | null;
	readonly count: number;
	readonly cards: Readonly<Record<Status, readonly BoardCard[]>>;
};

const priorities = ['high', 'medium', 'low'] as const;

/** The lane that a card stands in. */
export function laneOf(card: BoardCard, by: LaneKind): string {
	switch (by) {
		case 'department':
			return card.departmentId ?? '';
		case 'owner':
			if (!card.owner) return '';
			return card.owner.kind === 'name' ? `name:${card.owner.name}` : `${card.owner.kind}:${card.owner.id}`;
		case 'project':
			return card.projectId ?? '';
		case 'meeting':
			return card.meetingId ?? '';
		case 'priority':
			return card.priority ?? '';
	}
}

/** What a card has in a lane: for showing it there, and, where a hand may set it, for asking for it. */
export function valuesIn(
	lane: string,
	by: LaneKind
): { readonly shown: Partial<BoardCard>; readonly request: EditRequest | null } {
	const id = lane || null;
	switch (by) {
		case 'department':
			return { shown: { departmentId: id }, request: { department: id } };
		case 'owner': {
			const owner = ownerOf(lane);
			return { shown: { owner }, request: { owner } };
		}
		case 'priority': {
			const priority = priorities.find((one) => one === lane) ?? null;
			return { shown: { priority }, request: { priority } };
		}
		case 'project':
			return { shown: { projectId: id }, request: { projectId: id } };
		case 'meeting':
			return { shown: { meetingId: id }, request: null };
	}
}

function ownerOf(lane: string): CardOwner | null {
	const at = lane.indexOf(':');
	if (at === -1) return null;
	const [kind, of] = [lane.slice(0, at), lane.slice(at + 1)];
	return kind === 'person' || kind === 'department' ? { kind, id: of } : { kind: 'name', name: of };
}

/** The lanes that a board shows: by name, priorities by weight and all of them, what has none last. */
export function lanesOf(
	board: Board,
	by: LaneKind,
	{ names, locale }: { readonly names: Names; readonly locale: string }
): Lane[] {
	const lanes = new Map<string, Record<Status, BoardCard[]>>();
	const empty = () => ({ not_started: [], in_progress: [], done: [], delayed: [] });
	if (by === 'priority') for (const priority of priorities) lanes.set(priority, empty());
	for (const { status, cards } of board.shown)
		for (const card of cards) {
			const id = laneOf(card, by);
			let lane = lanes.get(id);
			if (!lane) lanes.set(id, (lane = empty()));
			lane[status].push(card);
		}
	const texts = new Intl.Collator(locale, { numeric: true });
	const nameOf = (id: string) => {
		if (id === '' || by === 'priority') return null;
		if (by === 'owner') return names.owner(valuesIn(id, by).shown.owner ?? null);
		return names[by](id);
	};
	return [...lanes]
		.map(([id, cards]) => ({
			id,
			name: nameOf(id),
			count: statuses.reduce((sum, status) => sum + cards[status].length, 0),
			cards
		}))
		.sort(
			(a, b) =>
				Number(a.id === '') - Number(b.id === '') ||
				(by === 'priority'
					? priorities.indexOf(a.id as 'high') - priorities.indexOf(b.id as 'high')
					: texts.compare(a.name ?? '', b.name ?? ''))
		);
}

/** The name of a lane's cell, and what it is made of. */
export const cellIn = (status: Status, lane: string): string => `${status}|${lane}`;
export function readCell(cell: string): { readonly status: Status; readonly lane: string } {
	const at = cell.indexOf('|');
	return { status: cell.slice(0, at) as Status, lane: cell.slice(at + 1) };
}

/** The layout of a board with lanes: a row of four cells for each lane that is not folded. */
export function laneLayout(
	board: Board,
	{ by, lanes }: { readonly by: () => LaneKind; readonly lanes: () => readonly Lane[] }
): CellLayout {
	return {
		isOrdered: true,
		cellOf: (card) => cellIn(card.status, laneOf(card, by())),
		cardsIn: (cell) => cardsIn(lanes(), cell),
		beside: (cell, arrow) => {
			const { status, lane } = readCell(cell);
			if (arrow === 'ArrowLeft' || arrow === 'ArrowRight') {
				const next = statuses[statuses.indexOf(status) + (arrow === 'ArrowRight' ? 1 : -1)];
				return next && cellIn(next, lane);
			}
			const at = lanes().findIndex(({ id }) => id === lane);
			const next = lanes()[at + (arrow === 'ArrowDown' ? 1 : -1)];
			return at === -1 || !next ? undefined : cellIn(status, next.id);
		},
		holdAt: (id, cell, index) =>
			board.holdAt(
				placeInLane(board, lanes(), { id, cell, index }),
				valuesIn(readCell(cell).lane, by()).shown
			)
	};
}

/** The place in its column of a card that is dropped as number `index` among the other cards of a lane's cell. */
export function placeInLane(
	board: Board,
	lanes: readonly Lane[],
	{ id, cell, index }: { readonly id: string; readonly cell: string; readonly index: number }
): Place {
	const { status } = readCell(cell);
	return placeAt({
		cardId: id,
		to: status,
		index,
		shown: cardsIn(lanes, cell),
		all: board.column(status)
	});
}

function cardsIn(lanes: readonly Lane[], cell: string): readonly BoardCard[] {
	const { status, lane } = readCell(cell);
	return lanes.find(({ id }) => id === lane)?.cards[status] ?? [];
}
