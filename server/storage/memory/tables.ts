import type { Card } from '#domain/board/card.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { Department, Member, Project, Workspace } from '#domain/member.ts';
import { Refusal } from '#server/errors.ts';
import type {
	Anchor,
	CardEvent,
	DocumentUpdate,
	HistoryChunk,
	SessionRecord,
	TokenRecord,
	SavedFilter,
	WallRecord
} from '../storage.ts';
import { createTable } from './table.ts';

export type MemberRow = Member & { readonly passwordHash: string | null };
export type Dismissal = { readonly meetingId: string; readonly text: string };
export type DocumentRow = {
	readonly id: string;
	readonly epoch: string;
	readonly lastSeq: number;
	readonly readSeq: number;
	readonly snapshot: Uint8Array | null;
	readonly vector: Uint8Array | null;
	readonly snapshotSeq: number;
};
export type UpdateRow = Omit<DocumentUpdate, 'newClients'> & { readonly seq: number };
export type ClientRow = {
	readonly documentId: string;
	readonly clientId: number;
	readonly memberId: string | null;
};

export type Tables = ReturnType<typeof createTables>;

/** The empty tables, with the keys and unique values that `schema.ts` gives them in SQLite. */
export function createTables() {
	const workspaces = createTable<Workspace>('Workspace', { key: idOf });
	const inWorkspace = (row: { workspaceId: string }) => workspaces.draft.has(row.workspaceId);

	const members = createTable<MemberRow>('Member', {
		key: idOf,
		belongs: inWorkspace,
		unique: {
			value: ({ signInName, removedAt }) => (removedAt === null ? signInName : null),
			taken: () => new Refusal('name-taken', { signInName: 'name-taken' })
		}
	});
	const departments = createTable<Department>('Department', {
		key: idOf,
		belongs: inWorkspace,
		unique: {
			value: ({ workspaceId, code }) => `${workspaceId} ${code}`,
			taken: () => new Refusal('code-taken', { code: 'code-taken' })
		}
	});
	const meetings = createTable<Meeting>('Meeting', {
		key: idOf,
		belongs: inWorkspace,
		unique: {
			value: ({ documentId }) => documentId,
			taken: () => new Error('Another meeting has this document')
		}
	});
	const cards = createTable<Card>('Card', { key: idOf, belongs: inWorkspace });

	return {
		workspaces,
		members,
		departments,
		projects: createTable<Project>('Project', { key: idOf, belongs: inWorkspace }),
		sessions: createTable<SessionRecord>('Session', {
			key: ({ idHash }) => idHash,
			belongs: ({ memberId }) => members.draft.has(memberId)
		}),
		tokens: createTable<TokenRecord>('Token', { key: ({ hash }) => hash }),
		walls: createTable<WallRecord>('Wall', { key: idOf, belongs: inWorkspace }),
		savedFilters: createTable<SavedFilter>('Saved filter', { key: idOf, belongs: inWorkspace }),
		meetings,
		cards,
		anchors: createTable<Anchor>('Anchor', {
			key: ({ cardId }) => cardId,
			belongs: ({ cardId }) => cards.draft.has(cardId)
		}),
		dismissals: createTable<Dismissal>('Dismissal', { key: keyOfDismissal }),
		events: createTable<CardEvent>('Event', { key: keyOfSeq }),
		documents: createTable<DocumentRow>('Document', {
			key: idOf,
			copy: (row) => ({
				...row,
				snapshot: row.snapshot && new Uint8Array(row.snapshot),
				vector: row.vector && new Uint8Array(row.vector)
			})
		}),
		updates: createTable<UpdateRow>('Update', {
			key: keyOfSeq,
			copy: (row) => ({ ...row, update: new Uint8Array(row.update) })
		}),
		/** One row: the number of the newest update, which is not given again when updates are folded. */
		lastUpdate: createTable<{ readonly seq: number }>('Last update', { key: () => 'last' }),
		history: createTable<HistoryChunk>('History', {
			key: ({ documentId, firstSeq }) => `${documentId} ${firstSeq}`,
			copy: (row) => ({ ...row, entries: new Uint8Array(row.entries) })
		}),
		clients: createTable<ClientRow>('Client', { key: keyOfClient })
	};
}

export function keyOfClient({ documentId, clientId }: Pick<ClientRow, 'documentId' | 'clientId'>): string {
	return `${documentId} ${clientId}`;
}

export function keyOfDismissal({ meetingId, text }: Dismissal): string {
	return JSON.stringify([meetingId, text]);
}

function keyOfSeq({ seq }: { seq: number }): string {
	return String(seq);
}

function idOf({ id }: { id: string }): string {
	return id;
}
