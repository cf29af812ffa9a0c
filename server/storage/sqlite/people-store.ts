import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import { Refusal } from '#server/errors.ts';
import { departments, members, projects, workspaces } from '../schema.ts';
import type { PeopleStore, WorkspaceStore } from '../storage.ts';
import type { Db } from './database.ts';

export function createWorkspaceStore(db: Db): WorkspaceStore {
	const get = db.select().from(workspaces).limit(1).prepare();
	return {
		get: async () => get.get() ?? null,
		insert: async (workspace) => void db.insert(workspaces).values(workspace).run(),
		update: async (workspace) =>
			void db.update(workspaces).set(workspace).where(eq(workspaces.id, workspace.id)).run()
	};
}

export function createPeopleStore(db: Db): PeopleStore {
	// Prepared: this is asked for every request and every socket.
	const findMember = db
		.select(memberColumns)
		.from(members)
		.where(eq(members.id, sql.placeholder('id')))
		.prepare();
	return {
		members: async (workspaceId) =>
			db
				.select(memberColumns)
				.from(members)
				.where(eq(members.workspaceId, workspaceId))
				.orderBy(asc(members.createdAt), asc(members.id))
				.all(),
		member: async (id) => findMember.get({ id }) ?? null,
		memberBySignInName: async (signInName) =>
			db
				.select(memberColumns)
				.from(members)
				.where(and(eq(members.signInName, signInName), isNull(members.removedAt)))
				.get() ?? null,
		insertMember: async (member, passwordHash) => {
			if (member.signInName !== null && member.removedAt === null)
				refuseTakenName(db, member.signInName, member.id);
			db.insert(members)
				.values({ ...member, passwordHash })
				.run();
		},
		updateMember: async (member) => {
			if (member.signInName !== null && member.removedAt === null)
				refuseTakenName(db, member.signInName, member.id);
			db.update(members).set(member).where(eq(members.id, member.id)).run();
		},
		passwordHash: async (memberId) =>
			db.select({ hash: members.passwordHash }).from(members).where(eq(members.id, memberId)).get()?.hash ??
			null,
		setPasswordHash: async (memberId, passwordHash) =>
			void db.update(members).set({ passwordHash }).where(eq(members.id, memberId)).run(),
		departments: async (workspaceId) =>
			db
				.select()
				.from(departments)
				.where(eq(departments.workspaceId, workspaceId))
				.orderBy(asc(departments.code))
				.all(),
		insertDepartment: async (department) => {
			refuseTakenCode(db, department);
			db.insert(departments).values(department).run();
		},
		updateDepartment: async (department) => {
			refuseTakenCode(db, department);
			db.update(departments).set(department).where(eq(departments.id, department.id)).run();
		},
		projects: async (workspaceId) =>
			db
				.select()
				.from(projects)
				.where(eq(projects.workspaceId, workspaceId))
				.orderBy(asc(projects.createdAt), asc(projects.id))
				.all(),
		insertProject: async (project) => void db.insert(projects).values(project).run()
	};
}

/** Everything of a member but the password's hash, which leaves the store only by `passwordHash`. */
const memberColumns = {
	id: members.id,
	workspaceId: members.workspaceId,
	name: members.name,
	signInName: members.signInName,
	aliases: members.aliases,
	role: members.role,
	departmentIds: members.departmentIds,
	guestOf: members.guestOf,
	removedAt: members.removedAt,
	createdAt: members.createdAt
};

function refuseTakenName(db: Db, signInName: string, exceptId: string): void {
	const taken = db
		.select({ id: members.id })
		.from(members)
		.where(and(eq(members.signInName, signInName), isNull(members.removedAt), ne(members.id, exceptId)))
		.get();
	if (taken) throw new Refusal('name-taken', { signInName: 'name-taken' });
}

function refuseTakenCode(db: Db, department: { id: string; workspaceId: string; code: string }): void {
	const taken = db
		.select({ id: departments.id })
		.from(departments)
		.where(
			and(
				eq(departments.workspaceId, department.workspaceId),
				eq(departments.code, department.code),
				ne(departments.id, department.id)
			)
		)
		.get();
	if (taken) throw new Refusal('code-taken', { code: 'code-taken' });
}
