import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import type { CardDelta } from '#domain/board/card-delta.ts';
import type { StoredCard } from '#domain/board/card.ts';
import type { BoardChoices } from '#domain/board/limits.ts';
import type { EventAuthor, Happening } from '#domain/event.ts';
import type { IdRun } from '#domain/extraction/id-runs.ts';
import type { OwnWords } from '#domain/extraction/own-words.ts';
import type { Way } from '#domain/meeting.ts';
import type { TokenGrants } from './storage.ts';

/** What SQLite keeps. Change it, then `npm run db:generate` writes the migration; it is applied at start. */

const instant = (name: string) => integer(name);
const list = (name: string) => text(name, { mode: 'json' }).$type<readonly string[]>();

export const workspaces = sqliteTable('workspaces', {
	id: text().primaryKey(),
	name: text().notNull(),
	timeZone: text('time_zone').notNull(),
	locale: text({ enum: ['zh-CN', 'zh-TW', 'en'] }).notNull(),
	guestsMayJoin: integer('guests_may_join', { mode: 'boolean' }).notNull(),
	ownWords: text('own_words', { mode: 'json' }).$type<OwnWords>().notNull().default({ heads: [], cues: [] }),
	boardRules: text('board_rules', { mode: 'json' }).$type<BoardChoices>().notNull().default({}),
	createdAt: instant('created_at').notNull()
});

export const members = sqliteTable(
	'members',
	{
		id: text().primaryKey(),
		workspaceId: text('workspace_id')
			.notNull()
			.references(() => workspaces.id),
		name: text().notNull(),
		signInName: text('sign_in_name'),
		aliases: list('aliases').notNull(),
		role: text({ enum: ['administrator', 'member', 'guest'] }).notNull(),
		departmentIds: list('department_ids').notNull(),
		guestOf: text('guest_of'),
		removedAt: instant('removed_at'),
		createdAt: instant('created_at').notNull(),
		passwordHash: text('password_hash')
	},
	(table) => [
		index('members_by_workspace').on(table.workspaceId),
		uniqueIndex('members_by_sign_in_name')
			.on(table.signInName)
			.where(sql`${table.removedAt} IS NULL AND ${table.signInName} IS NOT NULL`)
	]
);

export const departments = sqliteTable(
	'departments',
	{
		id: text().primaryKey(),
		workspaceId: text('workspace_id')
			.notNull()
			.references(() => workspaces.id),
		name: text().notNull(),
		code: text().notNull(),
		aliases: list('aliases').notNull(),
		headId: text('head_id')
	},
	(table) => [uniqueIndex('departments_by_code').on(table.workspaceId, table.code)]
);

export const projects = sqliteTable('projects', {
	id: text().primaryKey(),
	workspaceId: text('workspace_id')
		.notNull()
		.references(() => workspaces.id),
	name: text().notNull(),
	createdAt: instant('created_at').notNull()
});

export const sessions = sqliteTable(
	'sessions',
	{
		idHash: text('id_hash').primaryKey(),
		memberId: text('member_id')
			.notNull()
			.references(() => members.id),
		expiresAt: instant('expires_at').notNull(),
		createdAt: instant('created_at').notNull(),
		userAgent: text('user_agent').notNull(),
		address: text().notNull()
	},
	(table) => [index('sessions_by_member').on(table.memberId)]
);

export const tokens = sqliteTable(
	'tokens',
	{
		hash: text().primaryKey(),
		kind: text({ enum: ['setup', 'invitation', 'sign-in', 'api'] }).notNull(),
		workspaceId: text('workspace_id'),
		memberId: text('member_id'),
		label: text().notNull(),
		grants: text({ mode: 'json' }).$type<TokenGrants>(),
		createdBy: text('created_by'),
		createdAt: instant('created_at').notNull(),
		expiresAt: instant('expires_at'),
		usedAt: instant('used_at'),
		revokedAt: instant('revoked_at')
	},
	(table) => [index('tokens_by_kind').on(table.kind)]
);

export const walls = sqliteTable('walls', {
	id: text().primaryKey(),
	workspaceId: text('workspace_id')
		.notNull()
		.references(() => workspaces.id),
	name: text().notNull(),
	createdBy: text('created_by'),
	createdAt: instant('created_at').notNull(),
	revokedAt: instant('revoked_at')
});

export const meetings = sqliteTable(
	'meetings',
	{
		id: text().primaryKey(),
		workspaceId: text('workspace_id')
			.notNull()
			.references(() => workspaces.id),
		title: text().notNull(),
		formId: text('form_id').notNull(),
		documentId: text('document_id').notNull(),
		projectId: text('project_id'),
		state: text({ enum: ['notice', 'live', 'draft', 'circulated', 'signed', 'archived'] }).notNull(),
		startsAt: instant('starts_at').notNull(),
		endsAt: instant('ends_at').notNull(),
		day: text().notNull(),
		ways: text({ mode: 'json' }).$type<readonly Way[]>().notNull(),
		place: text().notNull(),
		platform: text().notNull(),
		meetingNumber: text('meeting_number').notNull(),
		chairId: text('chair_id'),
		recorderId: text('recorder_id'),
		departmentIds: list('department_ids').notNull(),
		attendeeIds: list('attendee_ids').notNull(),
		joinVersion: integer('join_version').notNull(),
		createdBy: text('created_by'),
		createdAt: instant('created_at').notNull()
	},
	(table) => [
		index('meetings_by_start').on(table.workspaceId, table.startsAt),
		uniqueIndex('meetings_by_document').on(table.documentId)
	]
);

/** When a card took its status, out of its record. */
const statusSince = sql`record ->> '$.statusSince'`;

/** The number of the event that changed a card last, and whether it is off the board: as the index has them, to the letter. */
export const version = sql`record ->> '$.version'`;
export const offBoard = sql`source IN ('withdrawn', 'dismissed')`;

/** Columns are what is searched by; `record` is the card itself. */
export const cards = sqliteTable(
	'cards',
	{
		id: text().primaryKey(),
		workspaceId: text('workspace_id')
			.notNull()
			.references(() => workspaces.id),
		meetingId: text('meeting_id'),
		projectId: text('project_id'),
		status: text({ enum: ['not_started', 'in_progress', 'done', 'delayed'] }).notNull(),
		rank: text().notNull(),
		source: text({ enum: ['said', 'withdrawn', 'detached', 'dismissed', 'made', 'removed'] }).notNull(),
		ownerId: text('owner_id'),
		departmentId: text('department_id'),
		due: text(),
		createdAt: instant('created_at').notNull(),
		record: text({ mode: 'json' }).$type<StoredCard>().notNull()
	},
	(table) => [
		index('cards_by_column').on(table.workspaceId, table.status, table.rank),
		index('cards_by_status').on(table.workspaceId, table.status, statusSince),
		index('cards_by_meeting').on(table.workspaceId, table.meetingId, table.source),
		index('cards_by_project').on(table.projectId, table.status, statusSince),
		index('cards_off_board').on(table.workspaceId, version).where(offBoard),
		index('cards_by_department').on(table.departmentId, table.status, statusSince)
	]
);

/** Filters that somebody named for everybody. */
export const savedFilters = sqliteTable(
	'saved_filters',
	{
		id: text().primaryKey(),
		workspaceId: text('workspace_id')
			.notNull()
			.references(() => workspaces.id),
		name: text().notNull(),
		/** What it shows, as the end of an address. */
		search: text().notNull(),
		createdBy: text('created_by'),
		createdAt: instant('created_at').notNull()
	},
	(table) => [uniqueIndex('saved_filters_by_name').on(table.workspaceId, table.name)]
);

export const anchors = sqliteTable(
	'anchors',
	{
		cardId: text('card_id')
			.primaryKey()
			.references(() => cards.id),
		meetingId: text('meeting_id').notNull(),
		runs: text({ mode: 'json' }).$type<readonly IdRun[]>().notNull()
	},
	(table) => [index('anchors_by_meeting').on(table.meetingId)]
);

export const dismissals = sqliteTable(
	'dismissals',
	{ meetingId: text('meeting_id').notNull(), text: text().notNull() },
	(table) => [primaryKey({ columns: [table.meetingId, table.text] })]
);

export const events = sqliteTable(
	'events',
	{
		seq: integer().primaryKey({ autoIncrement: true }),
		workspaceId: text('workspace_id').notNull(),
		at: instant('at').notNull(),
		by: text({ mode: 'json' }).$type<EventAuthor>().notNull(),
		meetingId: text('meeting_id'),
		cardId: text('card_id'),
		what: text({ mode: 'json' }).$type<Happening>().notNull(),
		/** The first event of the same command; null in events older than the column. */
		act: integer(),
		/** What it changed in its card, from what to what; null in events older than the column. */
		delta: text({ mode: 'json' }).$type<CardDelta>()
	},
	(table) => [
		index('events_by_card').on(table.cardId),
		index('events_by_workspace').on(table.workspaceId, table.seq)
	]
);

export const documents = sqliteTable('documents', {
	id: text().primaryKey(),
	/** Which life of the document this is: another after a restore from backup. */
	epoch: text().notNull().default(''),
	lastSeq: integer('last_seq').notNull(),
	readSeq: integer('read_seq').notNull(),
	/** Of all its rows in `document_clients`, in any order; null until the first append after the column came. */
	clientsChecksum: integer('clients_checksum'),
	/** Of id, epoch and `read_seq`; null in rows not changed since the column came. */
	checksum: integer()
});

/** Apart from `documents`, whose row is written with every update: a row is read and written whole. */
export const documentSnapshots = sqliteTable('document_snapshots', {
	documentId: text('document_id').primaryKey(),
	/** The number of the last update that it stands for. */
	seq: integer().notNull(),
	/** Deflated. */
	state: blob({ mode: 'buffer' }).notNull(),
	/** Its state vector: it can be sent and asked with before it is decoded. Null in those of the first version. */
	vector: blob({ mode: 'buffer' }),
	/** Of all of it (checksums.ts); null in those older than the column. */
	checksum: integer()
});

/** Kept in the order of its key (`WITHOUT ROWID`, which the migration says by hand): a document's updates stand together. */
export const documentUpdates = sqliteTable(
	'document_updates',
	{
		documentId: text('document_id').notNull(),
		/** Counted in each document, with gaps where numbers were once counted over all. */
		seq: integer().notNull(),
		/** What a room stored in one turn, packed with its authors (records.ts); in rows without `records` a single update. */
		update: blob({ mode: 'buffer' }).notNull(),
		/** How many updates are packed. */
		records: integer(),
		/** Of a single update. */
		authorId: text('author_id'),
		at: instant('at').notNull(),
		/** Of the row and the number of the one before it in its document (checksums.ts); null in rows older than the column. */
		checksum: integer()
	},
	(table) => [primaryKey({ columns: [table.documentId, table.seq] })]
);

/** Updates that a snapshot stands for, folded: who wrote what when, without a row for every key. */
export const documentHistory = sqliteTable(
	'document_history',
	{
		documentId: text('document_id').notNull(),
		firstSeq: integer('first_seq').notNull(),
		lastSeq: integer('last_seq').notNull(),
		/** Compressed by brotli. */
		entries: blob({ mode: 'buffer' }).notNull(),
		/** Of the row and the last number of the one before it in its document (checksums.ts). */
		checksum: integer().notNull()
	},
	(table) => [primaryKey({ columns: [table.documentId, table.firstSeq] })]
);

/** Whose a client id in a document is. */
export const documentClients = sqliteTable(
	'document_clients',
	{
		documentId: text('document_id').notNull(),
		clientId: integer('client_id').notNull(),
		/** Null: the product itself. */
		memberId: text('member_id')
	},
	(table) => [primaryKey({ columns: [table.documentId, table.clientId] })]
);
