import type { Day, Instant } from '../day.ts';
import type { Priority } from '../extraction/extracted-item.ts';
import type { Status } from './status.ts';

/**
 * An action item is what was promised, a card is where it stands. The two are one thing here: what the minutes
 * say (`said`) and what people changed on the board (`changed`) are both kept; of each field the newer one counts.
 */
export type Card = {
	readonly id: string;
	readonly workspaceId: string;
	readonly meetingId: string | null;
	readonly projectId: string | null;
	/** The department it counts for: the owner itself, or the owner's first department. */
	readonly departmentId: string | null;
	readonly said: Said | null;
	readonly changed: Changed;
	readonly status: Status;
	/** Per cent, 0–100. */
	readonly progress: number;
	/** Where it stands in its column: keys compare as text, ties by id. */
	readonly rank: string;
	readonly delay: Delay | null;
	/** How it hangs on the minutes. */
	readonly source: Source;
	/** The number of the last event that changed it. */
	readonly version: number;
	readonly createdAt: Instant;
	/** When it took its status. */
	readonly statusSince: Instant;
};

/**
 * said: its sentence stands in the minutes · withdrawn: the sentence is gone and nobody had worked on it (off the board)
 * detached: the sentence is gone but somebody had worked on it · dismissed: people said that it is no action item.
 */
export type Source = 'said' | 'withdrawn' | 'detached' | 'dismissed';

export type Delay = { readonly reason: string; readonly newDay: Day; readonly at: Instant };

export type CardOwner =
	| { readonly kind: 'person' | 'department'; readonly id: string }
	/** A name the directory does not know: 张*, "the vendor". */
	| { readonly kind: 'name'; readonly name: string };

/** The fields that minutes and board both may state. */
export type CardFields = {
	readonly content: string;
	readonly owner: CardOwner | null;
	readonly due: Day | null;
	readonly deliverable: string | null;
	readonly priority: Priority | null;
};

export const cardFieldNames = ['content', 'owner', 'due', 'deliverable', 'priority'] as const;
export type CardFieldName = (typeof cardFieldNames)[number];

/** What the minutes say, with the words that say so. */
export type Said = CardFields & {
	/** The words of the promise as they stand in the minutes now. */
	readonly quote: string;
	/** Evidence as written: 市场部, 6月10日前. */
	readonly ownerText: string | null;
	readonly dueText: string | null;
	readonly dueTime: string | null;
	readonly dueKind: 'by' | 'on' | 'within' | 'from' | 'recurring' | null;
	readonly support: readonly string[];
	readonly collaborators: readonly CardOwner[];
	/** `done` when the minutes themselves tick it off. */
	readonly state: 'open' | 'done';
	readonly confidence: number;
	/** Set when no rule finds it in the text: a model proposed it, and somebody took it. */
	readonly proposed?: true;
	/** The event that last changed each field in the minutes. */
	readonly since: { readonly [field in CardFieldName]: number };
};

export type Changed = {
	readonly [field in CardFieldName]?: { readonly value: CardFields[field]; readonly since: number };
};

const nothingSaid: CardFields = { content: '', owner: null, due: null, deliverable: null, priority: null };

/** The value of every field that counts now: the newest of "said" and "changed". */
export function effectiveFields(card: Pick<Card, 'said' | 'changed'>): CardFields {
	return {
		content: effective(card, 'content'),
		owner: effective(card, 'owner'),
		due: effective(card, 'due'),
		deliverable: effective(card, 'deliverable'),
		priority: effective(card, 'priority')
	};
}

function effective<Name extends CardFieldName>(
	card: Pick<Card, 'said' | 'changed'>,
	name: Name
): CardFields[Name] {
	const change = card.changed[name] as { value: CardFields[Name]; since: number } | undefined;
	if (change && change.since >= (card.said?.since[name] ?? 0)) return change.value;
	return (card.said ?? nothingSaid)[name];
}

/** Anybody's hand on it: a status, a progress, a changed field. Such a card is never withdrawn silently. */
export function isWorkedOn(card: Pick<Card, 'status' | 'progress' | 'changed' | 'delay' | 'said'>): boolean {
	const saidStatus: Status = card.said?.state === 'done' ? 'done' : 'not_started';
	const saidProgress = saidStatus === 'done' ? 100 : 0;
	const moved = card.status !== 'not_started' && card.status !== saidStatus;
	const progressed = card.progress > 0 && card.progress !== saidProgress;
	return moved || progressed || card.delay !== null || Object.keys(card.changed).length > 0;
}

/** On the board: withdrawn and dismissed cards are not, but come back when their sentence does. */
export function isOnBoard(card: Pick<Card, 'source'>): boolean {
	return card.source === 'said' || card.source === 'detached';
}

/** Late: its day is before today and it is not done. */
export function isOverdue(card: Pick<Card, 'said' | 'changed' | 'status'>, today: Day): boolean {
	const { due } = effectiveFields(card);
	return due !== null && due < today && card.status !== 'done';
}

/** The same owner, whoever said it. */
export function sameOwner(a: CardOwner | null, b: CardOwner | null): boolean {
	if (a === null || b === null) return a === b;
	if (a.kind === 'name' || b.kind === 'name')
		return a.kind === 'name' && b.kind === 'name' && a.name === b.name;
	return a.kind === b.kind && a.id === b.id;
}
