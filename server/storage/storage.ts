import type { Card } from '#domain/board/card.ts';
import type { Status } from '#domain/board/status.ts';
import type { CardDelta } from '#domain/board/card-delta.ts';
import type { Day, Instant } from '#domain/day.ts';
import type { EventAuthor, Happening, MinuteboardEvent } from '#domain/event.ts';
import type { IdRun } from '#domain/extraction/id-runs.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { Department, Member, Project, Workspace } from '#domain/member.ts';

/**
 * Where everything is kept, as a port: SQLite now, memory in tests, PostgreSQL later. Nothing above this line knows
 * SQL, and everything is asynchronous. tests/storage holds the contract that every implementation passes.
 */
export interface Storage {
	/** Reads what is committed, never what a transaction has in hand. */
	readonly read: Stores;
	/** Minutes' updates, committed in groups (see DocumentLog). */
	readonly documents: DocumentLog;
	/**
	 * Runs `work` alone among writers; everything it wrote is committed together, or nothing when it throws.
	 * `work` does nothing slow: no hashing, no network.
	 */
	transaction<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
	/**
	 * Writes everything committed when it is called into a new file, which storage of the same kind can be opened on, while
	 * others go on working. Throws when the file exists or cannot be written; then there is no file. Storage that has no
	 * files refuses.
	 */
	backup(file: string): Promise<void>;
	/** Another number after tokens or wall links were withdrawn or members removed, whichever process did it. */
	withdrawals(): number;
	/** Damage to what is kept, one sentence each, without what was said in a meeting; empty when all is well. Reads everything. */
	findDamage(): Promise<string[]>;
	/** Resolves when all that writes is up. Earlier writes wait; until then starting takes its time from whoever comes in. */
	ready(): Promise<void>;
	close(): Promise<void>;
}

export interface Stores {
	readonly workspaces: WorkspaceStore;
	readonly people: PeopleStore;
	readonly sessions: SessionStore;
	readonly tokens: TokenStore;
	readonly walls: WallStore;
	readonly savedFilters: SavedFilterStore;
	readonly meetings: MeetingStore;
	readonly cards: CardStore;
	readonly events: EventStore;
	/** Only to make a document within a transaction; updates go through `Storage.documents`. */
	readonly documents: DocumentStore;
}

export interface WorkspaceStore {
	/** The one workspace of this installation; null before set-up. */
	get(): Promise<Workspace | null>;
	insert(workspace: Workspace): Promise<void>;
	update(workspace: Workspace): Promise<void>;
}

export interface PeopleStore {
	/** In order of joining; removed members included. */
	members(workspaceId: string): Promise<Member[]>;
	member(id: string): Promise<Member | null>;
	/** `signInName` folded by `foldSignInName`. Removed members are not found. */
	memberBySignInName(signInName: string): Promise<Member | null>;
	/** Throws `Refusal('name-taken')` when an active member signs in with the same name. */
	insertMember(member: Member, passwordHash: string | null): Promise<void>;
	updateMember(member: Member): Promise<void>;
	passwordHash(memberId: string): Promise<string | null>;
	setPasswordHash(memberId: string, passwordHash: string): Promise<void>;
	departments(workspaceId: string): Promise<Department[]>;
	/** Throws `Refusal('code-taken')` when another department has the code. */
	insertDepartment(department: Department): Promise<void>;
	updateDepartment(department: Department): Promise<void>;
	projects(workspaceId: string): Promise<Project[]>;
	insertProject(project: Project): Promise<void>;
}

/** One login. `idHash` is the SHA-256 of the secret in the cookie; the secret itself is never stored. */
export type SessionRecord = {
	readonly idHash: string;
	readonly memberId: string;
	readonly expiresAt: Instant;
	readonly createdAt: Instant;
	readonly userAgent: string;
	readonly address: string;
};

export interface SessionStore {
	find(idHash: string): Promise<SessionRecord | null>;
	/** Newest first. */
	ofMember(memberId: string): Promise<SessionRecord[]>;
	insert(session: SessionRecord): Promise<void>;
	extend(idHash: string, expiresAt: Instant): Promise<void>;
	delete(idHash: string): Promise<void>;
	deleteOfMember(memberId: string): Promise<void>;
	deleteExpired(now: Instant): Promise<void>;
}

/** A secret that opens something: kept as SHA-256 only. */
export type TokenRecord = {
	readonly hash: string;
	readonly kind: 'setup' | 'invitation' | 'sign-in' | 'api';
	readonly workspaceId: string | null;
	/** Whom a sign-in link or an API token stands for. */
	readonly memberId: string | null;
	/** What people call it: an API token's name, the name an invitation was written for. */
	readonly label: string;
	/** For invitations: the role and departments it gives. */
	readonly grants: TokenGrants | null;
	readonly createdBy: string | null;
	readonly createdAt: Instant;
	readonly expiresAt: Instant | null;
	readonly usedAt: Instant | null;
	readonly revokedAt: Instant | null;
};

export type TokenGrants = {
	readonly role: 'administrator' | 'member';
	readonly departmentIds: readonly string[];
};

export interface TokenStore {
	find(hash: string): Promise<TokenRecord | null>;
	/** Of one kind, newest first, used and revoked ones included. */
	list(kind: TokenRecord['kind']): Promise<TokenRecord[]>;
	insert(token: TokenRecord): Promise<void>;
	/** Marks it used; false when it was used or revoked already, so that only one of two wins. */
	use(hash: string, at: Instant): Promise<boolean>;
	revoke(hash: string, at: Instant): Promise<void>;
}

/** A read-only link for a big screen. Its address is derived from id and version, see auth/secrets.ts. */
export type WallRecord = {
	readonly id: string;
	readonly workspaceId: string;
	readonly name: string;
	readonly createdBy: string | null;
	readonly createdAt: Instant;
	readonly revokedAt: Instant | null;
};

export interface WallStore {
	find(id: string): Promise<WallRecord | null>;
	list(workspaceId: string): Promise<WallRecord[]>;
	insert(wall: WallRecord): Promise<void>;
	revoke(id: string, at: Instant): Promise<void>;
}

/** A filter of the board under a name, for everybody; `search` is the end of an address. */
export type SavedFilter = {
	readonly id: string;
	readonly workspaceId: string;
	readonly name: string;
	readonly search: string;
	readonly createdBy: string | null;
	readonly createdAt: Instant;
};

export interface SavedFilterStore {
	/** By name. */
	list(workspaceId: string): Promise<SavedFilter[]>;
	insert(filter: SavedFilter): Promise<void>;
	delete(id: string): Promise<void>;
}

export interface MeetingStore {
	find(id: string): Promise<Meeting | null>;
	byDocument(documentId: string): Promise<Meeting | null>;
	/** Latest start first. */
	list(workspaceId: string): Promise<Meeting[]>;
	insert(meeting: Meeting): Promise<void>;
	update(meeting: Meeting): Promise<void>;
}

/** Where a card's sentence stands in its document: the CRDT's names of its characters (see domain/extraction/id-runs.ts). */
export type Anchor = { readonly cardId: string; readonly meetingId: string; readonly runs: readonly IdRun[] };

export type CardFilter = {
	readonly meetingId?: string | undefined;
	readonly projectId?: string | undefined;
	readonly departmentId?: string | undefined;
	readonly status?: Status | undefined;
	/** Only cards due before this day. */
	readonly dueBefore?: Day | undefined;
	/** Withdrawn and dismissed cards too. */
	readonly offBoard?: boolean | undefined;
	/** Of the done cards only those done since then. */
	readonly doneSince?: Instant | undefined;
};

export interface CardStore {
	find(id: string): Promise<Card | null>;
	/** In order of making. */
	list(workspaceId: string, filter?: CardFilter): Promise<Card[]>;
	/** Those with these ids, on the board or off it, in any order. */
	several(ids: readonly string[]): Promise<Card[]>;
	/** Cards off the board that changed after an event, the one that changed last first, at most `limit`. */
	offBoard(workspaceId: string, sinceSeq: number, limit: number): Promise<Card[]>;
	/** How many cards of the board each meeting has, by the meeting's id. */
	countByMeeting(workspaceId: string): Promise<Map<string, number>>;
	/** The greatest rank in a column, null when it is empty. */
	lastRank(workspaceId: string, status: Status): Promise<string | null>;
	/** The nearest other rank in a column on one side of a rank, cards off the board counted too; null at the end. */
	rankBeside(
		workspaceId: string,
		status: Status,
		side: { readonly after: string } | { readonly before: string }
	): Promise<string | null>;
	insert(card: Card): Promise<void>;
	update(card: Card): Promise<void>;
	anchors(meetingId: string): Promise<Anchor[]>;
	/** The anchors of these cards, in any order; cards without one are left out. */
	anchorsOf(cardIds: readonly string[]): Promise<Anchor[]>;
	saveAnchor(anchor: Anchor): Promise<void>;
	/** Texts of a meeting that people said are no action item. */
	dismissals(meetingId: string): Promise<string[]>;
	dismiss(meetingId: string, text: string): Promise<void>;
	undismiss(meetingId: string, text: string): Promise<void>;
}

export type NewEvent = {
	readonly workspaceId: string;
	readonly at: Instant;
	readonly by: EventAuthor;
	readonly meetingId: string | null;
	readonly cardId: string | null;
	readonly what: Happening;
	/** The first event of the same command, and what the event changed in its card; left out where it is about none. */
	readonly act?: number | null;
	readonly delta?: CardDelta | null;
};

/** An event with what it changed in its card: both null in events of versions that did not keep it. */
export type CardEvent = MinuteboardEvent & { readonly act: number | null; readonly delta: CardDelta | null };

/** What an event changed in its card; null in events of versions that did not keep it. */
export type CardStep = Pick<CardEvent, 'seq' | 'delta'> & { readonly cardId: string };

export interface EventStore {
	/** The number the next appended event will have; only for use inside the transaction that appends it. */
	nextSeq(): Promise<number>;
	append(event: NewEvent): Promise<MinuteboardEvent>;
	/** Events after `seq`, oldest first. */
	since(workspaceId: string, seq: number, limit: number): Promise<MinuteboardEvent[]>;
	/** Oldest first. */
	ofCard(cardId: string): Promise<MinuteboardEvent[]>;
	/** The same with what each changed. */
	changesOf(cardId: string): Promise<CardEvent[]>;
	/** What events after `seq` changed in cards, oldest first. */
	stepsSince(workspaceId: string, seq: number, limit: number): Promise<CardStep[]>;
	/** The number of the last event of each card up to `seq`, by the card's id; cards without one are left out. */
	versionsAt(cardIds: readonly string[], seq: number): Promise<Map<string, number>>;
	/** All events of the command that an event was made by, oldest first; none where that was not kept. */
	ofAct(seq: number): Promise<CardEvent[]>;
	/** The newest event's number, or of those before an instant; 0 when there is none. */
	lastSeq(workspaceId: string, before?: Instant): Promise<number>;
}

/** One update of a document as it was made. */
export type DocumentUpdate = {
	readonly documentId: string;
	readonly update: Uint8Array;
	/** The member who made it; null for the product itself. */
	readonly authorId: string | null;
	readonly at: Instant;
	/** The client ids that it is the first to use: they are its author's from now on. */
	readonly newClients?: readonly number[];
};

export type NewDocument = DocumentUpdate & {
	/** Which life of the document this is. */
	readonly epoch: string;
};

export type LoggedUpdate = Omit<DocumentUpdate, 'documentId' | 'newClients'> & { readonly seq: number };

export type StoredDocument = {
	readonly epoch: string;
	/** One merged state up to `snapshotSeq`, if one was made; then the updates after it, oldest first. */
	readonly snapshot: Uint8Array | null;
	/** The state vector of the snapshot. */
	readonly vector: Uint8Array | null;
	readonly updates: readonly Uint8Array[];
	/** Whose a client id is; null for the product's own. */
	readonly clients: ReadonlyMap<number, string | null>;
	/** The number of the newest update. */
	readonly lastSeq: number;
	/** Extraction has read up to this update. */
	readonly readSeq: number;
};

/** A document's state as one update, and its state vector. */
export type Snapshot = { readonly state: Uint8Array; readonly vector: Uint8Array };

/** Single updates that are kept as one piece. */
export type HistoryChunk = {
	readonly documentId: string;
	readonly firstSeq: number;
	readonly lastSeq: number;
	readonly entries: Uint8Array;
};

export interface DocumentStore {
	/** Makes a document with its first update (the form's skeleton). Throws when it exists. */
	create(first: NewDocument): Promise<void>;
}

/** Durable before visible: `append` answers only when the updates are on disk. */
export interface DocumentLog {
	/**
	 * Stores updates of one document, all or none; answers the number of the last. Everything appended in one turn of the
	 * event loop, over all documents, is one commit. Rejects with StorageFull when there is no room on the disk.
	 */
	append(updates: readonly DocumentUpdate[]): Promise<number>;
	/** Null when there is no such document; rejects with DamagedDocument when what is stored is not what was written. */
	load(documentId: string): Promise<StoredDocument | null>;
	/** All documents that there are. */
	ids(): Promise<string[]>;
	/** Which life of the document this is; null when there is no such document. */
	epoch(documentId: string): Promise<string | null>;
	/**
	 * Stands for everything up to `upToSeq` from now on, as far as loading is concerned. `owners`: of client ids that may not be
	 * kept yet; those that are kept stay whose they are.
	 */
	saveSnapshot(
		documentId: string,
		snapshot: Snapshot & { readonly owners?: ReadonlyMap<number, string | null> },
		upToSeq: number
	): Promise<void>;
	/** Single updates that the snapshot stands for, oldest first, about `limit` of them: what was stored at once stays together. */
	foldable(documentId: string, limit: number): Promise<LoggedUpdate[]>;
	/** Puts a chunk in the place of the single updates from `firstSeq` to `lastSeq`, all or nothing. */
	fold(chunk: HistoryChunk): Promise<void>;
	/** Gives back what folding freed on the disk. */
	reclaim(): Promise<void>;
	/** Everything that was ever appended, oldest first: folded chunks, then single updates. */
	history(documentId: string): Promise<{
		/** The number of the newest update in it. */
		readonly lastSeq: number;
		readonly chunks: readonly Uint8Array[];
		readonly updates: readonly LoggedUpdate[];
	}>;
	markRead(documentId: string, seq: number): Promise<void>;
	/** Documents with updates that extraction has not read. */
	unread(): Promise<string[]>;
}

/** There is no room left where the data is kept. Nothing of what was asked is stored. */
export class StorageFull extends Error {
	override readonly name = 'StorageFull';
}

/** What is stored of a document is not what was written: a checksum is wrong, or something is gone. */
export class DamagedDocument extends Error {
	override readonly name = 'DamagedDocument';
	readonly documentId: string;
	/** A damaged snapshot can be made anew from the history. */
	readonly part: 'document' | 'snapshot' | 'update' | 'history' | 'client';

	constructor(documentId: string, part: DamagedDocument['part']) {
		super(`The minutes ${documentId} are damaged on the disk (${part}).`);
		this.documentId = documentId;
		this.part = part;
	}
}
