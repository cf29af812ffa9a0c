import { and, asc, desc, eq, isNull, lte, sql } from 'drizzle-orm';
import { savedFilters, sessions, tokens, walls } from '../schema.ts';
import type { SessionStore, TokenStore, WallStore, SavedFilterStore } from '../storage.ts';
import type { Db } from './database.ts';

export function createSessionStore(db: Db): SessionStore {
	// Prepared: this is asked for every request and every socket.
	const find = db
		.select()
		.from(sessions)
		.where(eq(sessions.idHash, sql.placeholder('idHash')))
		.prepare();
	return {
		find: async (idHash) => find.get({ idHash }) ?? null,
		ofMember: async (memberId) =>
			db
				.select()
				.from(sessions)
				.where(eq(sessions.memberId, memberId))
				.orderBy(desc(sessions.createdAt))
				.all(),
		insert: async (session) => void db.insert(sessions).values(session).run(),
		extend: async (idHash, expiresAt) =>
			void db.update(sessions).set({ expiresAt }).where(eq(sessions.idHash, idHash)).run(),
		delete: async (idHash) => void db.delete(sessions).where(eq(sessions.idHash, idHash)).run(),
		deleteOfMember: async (memberId) => void db.delete(sessions).where(eq(sessions.memberId, memberId)).run(),
		deleteExpired: async (now) => void db.delete(sessions).where(lte(sessions.expiresAt, now)).run()
	};
}

export function createTokenStore(db: Db): TokenStore {
	return {
		find: async (hash) => db.select().from(tokens).where(eq(tokens.hash, hash)).get() ?? null,
		list: async (kind) =>
			db.select().from(tokens).where(eq(tokens.kind, kind)).orderBy(desc(tokens.createdAt)).all(),
		insert: async (token) => void db.insert(tokens).values(token).run(),
		use: async (hash, at) =>
			db
				.update(tokens)
				.set({ usedAt: at })
				.where(and(eq(tokens.hash, hash), isNull(tokens.usedAt), isNull(tokens.revokedAt)))
				.run().changes === 1,
		revoke: async (hash, at) =>
			void db.update(tokens).set({ revokedAt: at }).where(eq(tokens.hash, hash)).run()
	};
}

export function createWallStore(db: Db): WallStore {
	return {
		find: async (id) => db.select().from(walls).where(eq(walls.id, id)).get() ?? null,
		list: async (workspaceId) =>
			db.select().from(walls).where(eq(walls.workspaceId, workspaceId)).orderBy(desc(walls.createdAt)).all(),
		insert: async (wall) => void db.insert(walls).values(wall).run(),
		revoke: async (id, at) => void db.update(walls).set({ revokedAt: at }).where(eq(walls.id, id)).run()
	};
}

export function createSavedFilterStore(db: Db): SavedFilterStore {
	return {
		list: async (workspaceId) =>
			db
				.select()
				.from(savedFilters)
				.where(eq(savedFilters.workspaceId, workspaceId))
				.orderBy(asc(savedFilters.name))
				.all(),
		insert: async (filter) => void db.insert(savedFilters).values(filter).run(),
		delete: async (id) => void db.delete(savedFilters).where(eq(savedFilters.id, id)).run()
	};
}
