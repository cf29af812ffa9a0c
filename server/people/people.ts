import * as z from 'zod';
import {
	directoryOf,
	foldSignInName,
	isDepartmentCode,
	type Department,
	type Member,
	type Project
} from '#domain/member.ts';
import type { Instant } from '#domain/day.ts';
import type { Directory } from '#domain/directory.ts';
import type { Meeting } from '#domain/meeting.ts';
import { may, type Actor } from '#domain/rights.ts';
import { newId } from '#server/auth/secrets.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import type { Storage, Stores } from '#server/storage/storage.ts';

export type Roster = {
	readonly members: readonly Member[];
	readonly departments: readonly Department[];
	readonly projects: readonly Project[];
};

const departmentInput = z.object({
	name: fields.name,
	code: z
		.string()
		.transform((code) => code.trim().toUpperCase())
		.refine(isDepartmentCode),
	aliases: z.array(fields.name).max(20).default([]),
	headId: fields.id.nullable().default(null)
});

const memberInput = z.object({
	name: fields.name.optional(),
	aliases: z.array(fields.name).max(20).optional(),
	role: z.enum(['administrator', 'member']).optional(),
	departmentIds: z.array(fields.id).max(50).optional()
});

/** Members, departments and projects: who there is, and who may change it. */
export type People = ReturnType<typeof createPeople>;

/** `onRightsChanged` hears at once of members whose role or membership changed. */
export function createPeople(parts: {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly onRightsChanged: (memberId: string) => void;
}) {
	const { storage, ledger, onRightsChanged } = parts;

	const roster = async (workspaceId: string): Promise<Roster> => {
		const { people } = storage.read;
		const [members, departments, projects] = await Promise.all([
			people.members(workspaceId),
			people.departments(workspaceId),
			people.projects(workspaceId)
		]);
		return { members, departments, projects };
	};

	return {
		/** Everybody and everything that has a name. Guests see it only through their meeting's page. */
		async roster(actor: Actor): Promise<Roster> {
			if (!may.seeWorkspace(actor)) throw new Refusal('forbidden');
			return roster(actor.workspaceId);
		},

		/** Who may be named in a meeting's minutes. A guest is shown the people of that meeting and nobody else. */
		async namesForMeeting(
			actor: Actor,
			meeting: Meeting
		): Promise<Directory & { readonly projects: readonly Project[] }> {
			if (!may.seeMeeting(actor, meeting)) throw new Refusal('not-found');
			const { members, departments, projects } = await roster(meeting.workspaceId);
			if (may.seeWorkspace(actor)) return { ...directoryOf(members, departments), projects };
			const here = new Set([...meeting.attendeeIds, meeting.chairId, meeting.recorderId]);
			const present = members.filter((member) => here.has(member.id));
			const involved = departments.filter((department) => meeting.departmentIds.includes(department.id));
			return { ...directoryOf(present, involved), projects: [] };
		},

		/** The names that extraction looks up. */
		async directory(workspaceId: string): Promise<Directory> {
			const { members, departments } = await roster(workspaceId);
			return directoryOf(members, departments);
		},

		async addDepartment(actor: Actor, input: z.input<typeof departmentInput>): Promise<Department> {
			if (!may.administer(actor)) throw new Refusal('forbidden');
			const parsed = parse(departmentInput, input);
			return ledger.write(actor, async ({ stores, record }) => {
				const department = { id: newId(), workspaceId: actor.workspaceId, ...parsed };
				await checkHead(stores.people, department);
				await stores.people.insertDepartment(department);
				await record({ type: 'people-changed' });
				return department;
			});
		},

		async changeDepartment(actor: Actor, id: string, input: z.input<typeof departmentInput>): Promise<void> {
			if (!may.administer(actor)) throw new Refusal('forbidden');
			const parsed = parse(departmentInput, input);
			await ledger.write(actor, async ({ stores, record }) => {
				const before = (await stores.people.departments(actor.workspaceId)).find((one) => one.id === id);
				if (!before) throw new Refusal('not-found');
				const department = { ...before, ...parsed };
				await checkHead(stores.people, department);
				await stores.people.updateDepartment(department);
				await record({ type: 'people-changed' });
			});
		},

		async addProject(actor: Actor, input: { readonly name: string }): Promise<Project> {
			if (!may.openMeetings(actor)) throw new Refusal('forbidden');
			const { name } = parse(z.object({ name: fields.name }), input);
			return ledger.write(actor, async ({ stores, now, record }) => {
				const project = { id: newId(), workspaceId: actor.workspaceId, name, createdAt: now };
				await stores.people.insertProject(project);
				await record({ type: 'people-changed' });
				return project;
			});
		},

		/** One's own name and aliases; role and departments only by an administrator. */
		async changeMember(actor: Actor, id: string, input: z.input<typeof memberInput>): Promise<void> {
			const parsed = parse(memberInput, input);
			const isSelf = actor.kind === 'member' && actor.id === id && actor.role !== 'guest';
			const isAdministering = parsed.role !== undefined || parsed.departmentIds !== undefined || !isSelf;
			if (isAdministering && !may.administer(actor)) throw new Refusal('forbidden');
			const rightsChanged = await ledger.write(actor, async ({ stores, now, record }) => {
				const before = await memberOf(stores.people, actor, id);
				if (before.role === 'guest') throw new Refusal('forbidden');
				const after: Member = { ...before, ...withoutUndefined(parsed) };
				if (before.role === 'administrator' && after.role !== 'administrator') {
					await keepAnAdministrator(stores.people, before);
					await withdrawInvitations(stores.tokens, id, now);
				}
				await checkDepartments(stores.people, actor.workspaceId, after.departmentIds);
				await stores.people.updateMember(after);
				await record({ type: 'people-changed' });
				return before.role !== after.role || before.name !== after.name;
			});
			if (rightsChanged) onRightsChanged(id);
		},

		/** Takes somebody out: sessions, tokens and open invitations end at once, what they did stays. */
		async removeMember(actor: Actor, id: string): Promise<void> {
			if (!may.administer(actor)) throw new Refusal('forbidden');
			await ledger.write(actor, async ({ stores, now, record }) => {
				const before = await memberOf(stores.people, actor, id);
				if (before.role === 'administrator') await keepAnAdministrator(stores.people, before);
				await stores.people.updateMember({ ...before, removedAt: now });
				await stores.sessions.deleteOfMember(id);
				for (const token of await stores.tokens.list('api')) {
					if (token.memberId === id) await stores.tokens.revoke(token.hash, now);
				}
				await withdrawInvitations(stores.tokens, id, now);
				await record({ type: 'people-changed' });
			});
			onRightsChanged(id);
		}
	};
}

type PeopleStore = Storage['read']['people'];

async function memberOf(people: PeopleStore, actor: Actor, id: string): Promise<Member> {
	const member = await people.member(id);
	if (!member || member.workspaceId !== actor.workspaceId || member.removedAt !== null)
		throw new Refusal('not-found');
	return member;
}

async function keepAnAdministrator(people: PeopleStore, leaving: Member): Promise<void> {
	const others = (await people.members(leaving.workspaceId)).filter(
		(member) => member.role === 'administrator' && member.removedAt === null && member.id !== leaving.id
	);
	if (others.length === 0) throw new Refusal('last-administrator');
}

/** Whoever may not invite any more must not come back by an invitation kept for later. */
async function withdrawInvitations(tokens: Stores['tokens'], createdBy: string, now: Instant): Promise<void> {
	for (const token of await tokens.list('invitation')) {
		const isOpen = token.usedAt === null && token.revokedAt === null;
		if (token.createdBy === createdBy && isOpen) await tokens.revoke(token.hash, now);
	}
}

/** Every id must be a department of the workspace. */
export async function checkDepartments(
	people: PeopleStore,
	workspaceId: string,
	ids: readonly string[]
): Promise<void> {
	const known = new Set((await people.departments(workspaceId)).map((department) => department.id));
	if (!ids.every((id) => known.has(id)))
		throw new Refusal('invalid-input', { departmentIds: 'invalid-input' });
}

async function checkHead(people: PeopleStore, department: Department): Promise<void> {
	if (department.headId === null) return;
	const head = await people.member(department.headId);
	if (
		!head ||
		head.workspaceId !== department.workspaceId ||
		head.role === 'guest' ||
		head.removedAt !== null
	) {
		throw new Refusal('invalid-input', { headId: 'invalid-input' });
	}
}

function withoutUndefined<Shape extends object>(
	shape: Shape
): { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> } {
	return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as ReturnType<
		typeof withoutUndefined<Shape>
	>;
}

/** The name a member signs in with, from what was typed. Throws when nothing is left of it. */
export function signInNameOf(typed: string): string {
	const folded = foldSignInName(typed);
	if (folded.length === 0 || folded.length > 120 || /\p{Cc}/u.test(folded)) {
		throw new Refusal('invalid-input', { signInName: 'invalid-input' });
	}
	return folded;
}
