import type { Calendar } from '../calendar/working-days.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
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
	/** Set while it is done. */
	readonly completion: Completion | null;
	/** What the owner answered to the promise; asked anew of another owner. */
	readonly acceptance: Acceptance | null;
	/** Results and progress as people reported them, oldest first. */
	readonly feedback: readonly Feedback[];
	/** Departments that have confirmed the result; void when the card is reopened. */
	readonly acknowledged: readonly Acknowledgement[];
	/** The due day for whose passing the clock made it delayed, so that it does so once. */
	readonly lateFor: Day | null;
};

/** Cards were once kept without what they could not have then. */
export type StoredCard = Omit<Card, keyof typeof unset> & Partial<Card>;

const unset = {
	completion: null,
	acceptance: null,
	feedback: [],
	acknowledged: [],
	lateFor: null
} satisfies Partial<Card>;

/** A card as it was kept by this or an older version. */
export function readStoredCard(stored: StoredCard): Card {
	return { ...unset, ...stored };
}

/** A card that was just made has none of these yet. */
export const justMade = unset;

/**
 * said: its sentence stands in the minutes · withdrawn: the sentence is gone and nobody had worked on it (off the board)
 * detached: the sentence is gone but somebody had worked on it · dismissed: people said that it is no action item
 * made: by hand, it never had a sentence · removed: made by hand and taken off the board again.
 */
export type Source = 'said' | 'withdrawn' | 'detached' | 'dismissed' | 'made' | 'removed';

/** The others are off the board, but never gone: they come back with their sentence, or when somebody wants them back. */
export const sourcesOnBoard: readonly Source[] = ['said', 'detached', 'made'];

export type Delay = {
	/** Empty, or without a day, only where the workspace's rules let that pass. */
	readonly reason: string;
	readonly newDay: Day | null;
	readonly at: Instant;
	/** Whether it was told a working day before the due day; null for a card without one, absent in old records. */
	readonly notice?: Notice | null;
};

export type Notice = 'in-time' | 'late';

export type Completion = {
	/** Why there is nothing to hand over. */
	readonly noDeliverable: string | null;
	/** The day by which the result is reported: one working day after it was done. */
	readonly feedbackBy: Day;
};

export type Acceptance = {
	readonly answer: 'accepted' | 'objected';
	/** Why not. */
	readonly reason: string | null;
	readonly by: string;
	readonly at: Instant;
};

export type Feedback = {
	readonly text: string;
	readonly by: string;
	readonly name: string;
	readonly at: Instant;
};

export type Acknowledgement = {
	readonly departmentId: string;
	readonly by: string;
	readonly at: Instant;
};

export type CardOwner =
	| { readonly kind: 'person' | 'department'; readonly id: string }
	/** A name the directory does not know: 张*, "the vendor". */
	| { readonly kind: 'name'; readonly name: string };

/** What is promised, T13 of the forms: of each field the newer of "said" and "changed" counts. */
export type CardFields = {
	readonly content: string;
	/** Exactly one. */
	readonly owner: CardOwner | null;
	readonly due: Day | null;
	readonly deliverable: string | null;
	readonly priority: Priority | null;
	/** What others must give, one line each. */
	readonly support: readonly string[];
	/** People and departments that take part without owning it. */
	readonly collaborators: readonly CardOwner[];
	/** The owner's department where it is not the owner's first (`Card.departmentId`). */
	readonly department: string | null;
	/** Working days between the due day and the day that others were promised. */
	readonly buffer: 1 | 2 | null;
	readonly risk: string | null;
	readonly blocker: Blocker | null;
	/** The member who keeps an eye on it and is not its owner. */
	readonly follower: string | null;
	/** Where what was delivered lies. */
	readonly links: readonly Link[];
};

/** An obstacle as R-26 asks for it: 现状, 原因, 需支持资源. */
export type Blocker = { readonly state: string; readonly cause: string; readonly needs: string };

/** `url` begins with http:// or https://. */
export type Link = { readonly title: string; readonly url: string };

/** The fields that the minutes may state too. */
export const saidFieldNames = [
	'content',
	'owner',
	'due',
	'deliverable',
	'priority',
	'support',
	'collaborators'
] as const;
export type SaidFieldName = (typeof saidFieldNames)[number];

export const cardFieldNames = [
	...saidFieldNames,
	'department',
	'buffer',
	'risk',
	'blocker',
	'follower',
	'links'
] as const;
export type CardFieldName = (typeof cardFieldNames)[number];

/** What the minutes say, with the words that say so. */
export type Said = Pick<CardFields, SaidFieldName> & {
	/** The words of the promise as they stand in the minutes now. */
	readonly quote: string;
	/** Evidence as written: 市场部, 6月10日前. */
	readonly ownerText: string | null;
	readonly dueText: string | null;
	readonly dueTime: string | null;
	readonly dueKind: 'by' | 'on' | 'within' | 'from' | 'recurring' | null;
	/** `done` when the minutes themselves tick it off. */
	readonly state: 'open' | 'done';
	readonly confidence: number;
	/** Set when no rule finds it in the text: a model proposed it, and somebody took it. */
	readonly proposed?: true;
	/** The event that last changed each field in the minutes; of the last two old records do not tell. */
	readonly since: { readonly [field in Exclude<SaidFieldName, 'support' | 'collaborators'>]: number } & {
		readonly support?: number;
		readonly collaborators?: number;
	};
};

export type Changed = {
	readonly [field in CardFieldName]?: { readonly value: CardFields[field]; readonly since: number };
};

const nothingSaid: CardFields = {
	content: '',
	owner: null,
	due: null,
	deliverable: null,
	priority: null,
	support: [],
	collaborators: [],
	department: null,
	buffer: null,
	risk: null,
	blocker: null,
	follower: null,
	links: []
};

/** The value of every field that counts now: the newest of "said" and "changed". */
export function effectiveFields(card: Pick<Card, 'said' | 'changed'>): CardFields {
	const said: CardFields = { ...nothingSaid, ...(card.said && pickSaid(card.said)) };
	const changes = Object.entries(card.changed).filter(([name]) => countsByHand(card, name as CardFieldName));
	return { ...said, ...Object.fromEntries(changes.map(([name, { value }]) => [name, value])) };
}

/** Whether the value changed by hand counts now, and not what the minutes say. */
export function countsByHand(card: Pick<Card, 'said' | 'changed'>, name: CardFieldName): boolean {
	const change = card.changed[name];
	return change !== undefined && change.since >= saidSince(card.said, name);
}

/** The event by which the minutes last changed a field; 0 when they never spoke of it. */
export function saidSince(said: Said | null, name: CardFieldName): number {
	return (said?.since as Partial<Record<CardFieldName, number>> | undefined)?.[name] ?? 0;
}

function pickSaid(said: Said): Pick<CardFields, SaidFieldName> {
	const { content, owner, due, deliverable, priority, support, collaborators } = said;
	return { content, owner, due, deliverable, priority, support, collaborators };
}

/** The day that others were promised: the due day and the buffer after it; null without one of them. */
export function promisedDay(
	{ due, buffer }: Pick<CardFields, 'due' | 'buffer'>,
	calendar: Calendar
): Day | null {
	return due && buffer ? addWorkingDays(due, buffer, calendar) : null;
}

/** Something is there, or named, that the work will have brought about. */
export function hasDeliverable(fields: Pick<CardFields, 'deliverable' | 'links'>): boolean {
	return Boolean(fields.deliverable) || fields.links.length > 0;
}

/** Anybody's hand on it: a status, a progress, a changed field, a word. Such a card is never withdrawn silently. */
export function isWorkedOn(
	card: Pick<
		Card,
		'status' | 'progress' | 'changed' | 'delay' | 'said' | 'feedback' | 'acceptance' | 'acknowledged'
	>
): boolean {
	const saidStatus: Status = card.said?.state === 'done' ? 'done' : 'not_started';
	const saidProgress = saidStatus === 'done' ? 100 : 0;
	const moved = card.status !== 'not_started' && card.status !== saidStatus;
	const progressed = card.progress > 0 && card.progress !== saidProgress;
	const changed = card.delay !== null || Object.keys(card.changed).length > 0;
	const spokenOf = card.feedback.length > 0 || card.acceptance !== null || card.acknowledged.length > 0;
	return moved || progressed || changed || spokenOf;
}

/** Whether it is seen on the board. */
export function isOnBoard(card: Pick<Card, 'source'>): boolean {
	return sourcesOnBoard.includes(card.source);
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
