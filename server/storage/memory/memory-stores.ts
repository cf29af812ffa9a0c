import { effectiveFields, isOnBoard } from '#domain/board/card.ts';
import type { MinuteboardEvent } from '#domain/event.ts';
import type { Member } from '#domain/member.ts';
import type { CardEvent, CardStore, PeopleStore, SessionStore, Stores, TokenStore } from '../storage.ts';
import { createMemoryDocumentStore } from './memory-document-log.ts';
import type { Rows, Table } from './table.ts';
import { keyOfDismissal, type MemberRow, type Tables } from './tables.ts';

/** What the stores see: what is committed, or the open transaction's draft. */
export type View = <Row>(table: Table<Row>) => Rows<Row>;

/** All stores over one view of the tables. */
export function createMemoryStores(tables: Tables, view: View): Stores {
	const workspaces = view(tables.workspaces);
	const walls = view(tables.walls);
	const savedFilters = view(tables.savedFilters);
	const meetings = view(tables.meetings);
	const events = view(tables.events);

	return {
		workspaces: {
			get: async () => workspaces.list()[0] ?? null,
			insert: async (workspace) => workspaces.insert(workspace),
			update: async (workspace) => void workspaces.update(workspace.id, workspace)
		},
		people: createPeopleStore(tables, view),
		sessions: createSessionStore(tables, view),
		tokens: createTokenStore(tables, view),
		walls: {
			find: async (id) => walls.get(id),
			list: async (workspaceId) => walls.list((wall) => wall.workspaceId === workspaceId, newestFirst),
			insert: async (wall) => walls.insert(wall),
			revoke: async (id, at) => void walls.update(id, { revokedAt: at })
		},
		savedFilters: {
			list: async (workspaceId) =>
				savedFilters.list(
					(filter) => filter.workspaceId === workspaceId,
					(a, b) => compare(a.name, b.name)
				),
			insert: async (filter) => savedFilters.insert(filter),
			delete: async (id) => void savedFilters.delete((filter) => filter.id === id)
		},
		meetings: {
			find: async (id) => meetings.get(id),
			byDocument: async (documentId) =>
				meetings.list((meeting) => meeting.documentId === documentId)[0] ?? null,
			list: async (workspaceId) =>
				meetings.list(
					(meeting) => meeting.workspaceId === workspaceId,
					(a, b) => b.startsAt - a.startsAt || compare(b.id, a.id)
				),
			insert: async (meeting) => meetings.insert(meeting),
			update: async (meeting) => void meetings.update(meeting.id, meeting)
		},
		cards: createCardStore(tables, view),
		events: {
			// Events are never deleted, so the count is the last number.
			nextSeq: async () => events.count() + 1,
			append: async (event) => {
				const seq = events.count() + 1;
				events.insert({ act: null, delta: null, ...event, seq });
				return told(events.get(String(seq))!);
			},
			since: async (workspaceId, seq, limit) =>
				events
					.list((event) => event.workspaceId === workspaceId && event.seq > seq, bySeq)
					.slice(0, limit)
					.map(told),
			ofCard: async (cardId) => events.list((event) => event.cardId === cardId, bySeq).map(told),
			ofAct: async (seq) => {
				const act = events.get(String(seq))?.act ?? null;
				return act === null ? [] : events.list((event) => event.act === act, bySeq);
			},
			changesOf: async (cardId) => events.list((event) => event.cardId === cardId, bySeq),
			stepsSince: async (workspaceId, seq, limit) =>
				events
					.list(
						(event) => event.workspaceId === workspaceId && event.seq > seq && event.cardId !== null,
						bySeq
					)
					.slice(0, limit)
					.map(({ seq, cardId, delta }) => ({ seq, cardId: cardId!, delta })),
			versionsAt: async (cardIds, seq) => {
				const wanted = new Set(cardIds);
				const versions = new Map<string, number>();
				for (const event of events.list(({ cardId }) => cardId !== null && wanted.has(cardId), bySeq))
					if (event.seq <= seq) versions.set(event.cardId!, event.seq);
				return versions;
			},
			lastSeq: async (workspaceId, before = Infinity) =>
				events.list((event) => event.workspaceId === workspaceId && event.at < before, bySeq).at(-1)?.seq ?? 0
		},
		documents: createMemoryDocumentStore(tables, view)
	};
}

function createPeopleStore(tables: Tables, view: View): PeopleStore {
	const members = view(tables.members);
	const departments = view(tables.departments);
	const projects = view(tables.projects);

	return {
		members: async (workspaceId) =>
			members.list((member) => member.workspaceId === workspaceId, oldestFirst).map(withoutPassword),
		member: async (id) => {
			const row = members.get(id);
			return row && withoutPassword(row);
		},
		memberBySignInName: async (signInName) =>
			members
				.list((member) => member.signInName === signInName && member.removedAt === null)
				.map(withoutPassword)[0] ?? null,
		insertMember: async (member, passwordHash) => members.insert({ ...member, passwordHash }),
		updateMember: async (member) => void members.update(member.id, member),
		passwordHash: async (memberId) => members.get(memberId)?.passwordHash ?? null,
		setPasswordHash: async (memberId, passwordHash) => void members.update(memberId, { passwordHash }),
		departments: async (workspaceId) =>
			departments.list(
				(department) => department.workspaceId === workspaceId,
				(a, b) => compare(a.code, b.code)
			),
		insertDepartment: async (department) => departments.insert(department),
		updateDepartment: async (department) => void departments.update(department.id, department),
		projects: async (workspaceId) =>
			projects.list((project) => project.workspaceId === workspaceId, oldestFirst),
		insertProject: async (project) => projects.insert(project)
	};
}

function createSessionStore(tables: Tables, view: View): SessionStore {
	const sessions = view(tables.sessions);
	return {
		find: async (idHash) => sessions.get(idHash),
		ofMember: async (memberId) => sessions.list((session) => session.memberId === memberId, newestFirst),
		insert: async (session) => sessions.insert(session),
		extend: async (idHash, expiresAt) => void sessions.update(idHash, { expiresAt }),
		delete: async (idHash) => sessions.delete((session) => session.idHash === idHash),
		deleteOfMember: async (memberId) => sessions.delete((session) => session.memberId === memberId),
		deleteExpired: async (now) => sessions.delete((session) => session.expiresAt <= now)
	};
}

function createTokenStore(tables: Tables, view: View): TokenStore {
	const tokens = view(tables.tokens);
	return {
		find: async (hash) => tokens.get(hash),
		list: async (kind) => tokens.list((token) => token.kind === kind, newestFirst),
		insert: async (token) => tokens.insert(token),
		use: async (hash, at) => {
			const token = tokens.get(hash);
			const isFresh = token !== null && token.usedAt === null && token.revokedAt === null;
			return isFresh && tokens.update(hash, { usedAt: at });
		},
		revoke: async (hash, at) => void tokens.update(hash, { revokedAt: at })
	};
}

function createCardStore(tables: Tables, view: View): CardStore {
	const cards = view(tables.cards);
	const anchors = view(tables.anchors);
	const dismissals = view(tables.dismissals);

	return {
		find: async (id) => cards.get(id),
		list: async (
			workspaceId,
			{ meetingId, projectId, departmentId, status, dueBefore, doneSince, offBoard } = {}
		) =>
			cards.list(
				(card) =>
					card.workspaceId === workspaceId &&
					(!meetingId || card.meetingId === meetingId) &&
					(!projectId || card.projectId === projectId) &&
					(!departmentId || card.departmentId === departmentId) &&
					(!status || card.status === status) &&
					(!dueBefore || (effectiveFields(card).due ?? dueBefore) < dueBefore) &&
					(doneSince === undefined || card.status !== 'done' || card.statusSince >= doneSince) &&
					(offBoard || isOnBoard(card)),
				oldestFirst
			),
		several: async (ids) => {
			const wanted = new Set(ids);
			return cards.list((card) => wanted.has(card.id));
		},
		offBoard: async (workspaceId, sinceSeq, limit) =>
			cards
				.list(
					(card) => card.workspaceId === workspaceId && card.version > sinceSeq && !isOnBoard(card),
					(a, b) => b.version - a.version
				)
				.slice(0, limit),
		countByMeeting: async (workspaceId) => {
			const counts = new Map<string, number>();
			for (const { meetingId } of cards.list((card) => card.workspaceId === workspaceId && isOnBoard(card)))
				if (meetingId) counts.set(meetingId, (counts.get(meetingId) ?? 0) + 1);
			return counts;
		},
		lastRank: async (workspaceId, status) =>
			cards
				.list(
					(card) => card.workspaceId === workspaceId && card.status === status,
					(a, b) => compare(a.rank, b.rank)
				)
				.at(-1)?.rank ?? null,
		rankBeside: async (workspaceId, status, side) => {
			const ranks = cards
				.list((card) => card.workspaceId === workspaceId && card.status === status)
				.map(({ rank }) => rank)
				.sort(compare);
			const found =
				'after' in side
					? ranks.find((rank) => rank > side.after)
					: ranks.findLast((rank) => rank < side.before);
			return found ?? null;
		},
		insert: async (card) => cards.insert(card),
		update: async (card) => void cards.update(card.id, card),
		anchors: async (meetingId) => anchors.list((anchor) => anchor.meetingId === meetingId),
		anchorsOf: async (cardIds) => anchors.list((anchor) => cardIds.includes(anchor.cardId)),
		saveAnchor: async (anchor) => {
			if (!anchors.update(anchor.cardId, anchor)) anchors.insert(anchor);
		},
		dismissals: async (meetingId) =>
			dismissals.list((dismissal) => dismissal.meetingId === meetingId).map(({ text }) => text),
		dismiss: async (meetingId, text) => {
			const dismissal = { meetingId, text };
			if (!dismissals.has(keyOfDismissal(dismissal))) dismissals.insert(dismissal);
		},
		undismiss: async (meetingId, text) =>
			dismissals.delete((dismissal) => dismissal.meetingId === meetingId && dismissal.text === text)
	};
}

/** An event without what it changed in its card. */
function told({ act: _act, delta: _delta, ...event }: CardEvent): MinuteboardEvent {
	return event;
}

/** Everything of a member but the password's hash, which leaves the store only by `passwordHash`. */
function withoutPassword({ passwordHash: _hidden, ...member }: MemberRow): Member {
	return member;
}

type Dated = { readonly createdAt: number };

function oldestFirst(a: Dated & { readonly id: string }, b: Dated & { readonly id: string }): number {
	return a.createdAt - b.createdAt || compare(a.id, b.id);
}

function newestFirst(a: Dated, b: Dated): number {
	return b.createdAt - a.createdAt;
}

function bySeq(a: { readonly seq: number }, b: { readonly seq: number }): number {
	return a.seq - b.seq;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
