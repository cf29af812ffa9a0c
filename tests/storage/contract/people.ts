import { beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '#server/errors.ts';
import type { Storage, Stores } from '#server/storage/storage.ts';
import {
	departments,
	makeDepartment,
	makeGuest,
	makeMember,
	makeProject,
	makeWorkspace,
	members,
	moveIn,
	workspace
} from '#support/cast.ts';

const nameTaken = new Refusal('name-taken', { signInName: 'name-taken' });
const codeTaken = new Refusal('code-taken', { code: 'code-taken' });

/** Workspace, members, departments, projects. */
export function describePeople(current: () => Storage): void {
	const write = <Result>(work: (stores: Stores) => Promise<Result>) => current().transaction(work);
	const read = () => current().read;

	describe('the workspace', () => {
		it('is not there before set-up', async () => {
			expect(await read().workspaces.get()).toBeNull();
		});

		it('is kept with every field, and changed', async () => {
			await write(({ workspaces }) => workspaces.insert(workspace));
			expect(await read().workspaces.get()).toEqual(workspace);
			const renamed = {
				...workspace,
				name: '新光集团',
				locale: 'zh-TW',
				guestsMayJoin: false,
				ownWords: {
					heads: [{ words: '跟办', kind: 'action' }],
					cues: [{ words: '盯到底', place: 'behind-owner' }]
				},
				boardRules: { delay: 'warn', limits: { in_progress: 12, owner: 3 } }
			} as const;
			await write(({ workspaces }) => workspaces.update(renamed));
			expect(await read().workspaces.get()).toEqual(renamed);
		});
	});

	describe('members', () => {
		beforeEach(() => moveIn(current()));

		it('stand in order of joining, removed ones included', async () => {
			await write(async ({ people }) => {
				await people.insertMember(
					makeMember({ id: 'founder', name: 'Dora', createdAt: members.ana.createdAt - 1 }),
					null
				);
				await people.insertMember(makeMember({ id: 'aaa', createdAt: members.chen.createdAt }), null);
				await people.updateMember({ ...members.ben, removedAt: 5 });
			});
			const ids = (await read().people.members(workspace.id)).map(({ id }) => id);
			expect(ids).toEqual(['founder', 'ana', 'ben', 'aaa', 'chen', 'liu-yang', 'zhang-min', 'wang-fang']);
		});

		it('are those of the workspace only', async () => {
			const other = makeWorkspace();
			await write(async ({ workspaces, people }) => {
				await workspaces.insert(other);
				await people.insertMember(makeMember({ id: 'stranger', workspaceId: other.id }), null);
			});
			expect((await read().people.members(other.id)).map(({ id }) => id)).toEqual(['stranger']);
			expect(await read().people.members(workspace.id)).toHaveLength(Object.keys(members).length);
		});

		it('are kept with every field', async () => {
			const member = makeMember({
				name: '欧阳娜',
				signInName: 'na',
				aliases: ['小娜', 'Nana'],
				role: 'administrator',
				departmentIds: ['dep-mkt', 'dep-fin'],
				removedAt: 17,
				createdAt: 11
			});
			const guest = makeGuest('weekly');
			await write(async ({ people }) => {
				await people.insertMember(member, 'hash');
				await people.insertMember(guest, null);
			});
			expect(await read().people.member(member.id)).toEqual(member);
			expect(await read().people.member(guest.id)).toEqual(guest);
			expect(await read().people.member('nobody')).toBeNull();
		});

		it('are changed as a whole', async () => {
			const changed = { ...members.ben, name: 'Benjamin', aliases: ['Ben'], departmentIds: [] };
			await write(({ people }) => people.updateMember(changed));
			expect(await read().people.member('ben')).toEqual(changed);
		});

		it('are found by their sign-in name, and only by it', async () => {
			expect((await read().people.memberBySignInName('刘洋'))?.id).toBe('liu-yang');
			expect(await read().people.memberBySignInName('小刘')).toBeNull();
		});

		it('cannot take the name of one who is there', async () => {
			const attempt = write(({ people }) => people.insertMember(makeMember({ signInName: 'ben' }), null));
			await expect(attempt).rejects.toThrow(nameTaken);
			const renaming = write(({ people }) => people.updateMember({ ...members.chen, signInName: 'ben' }));
			await expect(renaming).rejects.toThrow(nameTaken);
			expect(await read().people.member('chen')).toEqual(members.chen);
		});

		it('keep their own name through a change', async () => {
			await write(({ people }) => people.updateMember({ ...members.ben, role: 'administrator' }));
			expect((await read().people.memberBySignInName('ben'))?.role).toBe('administrator');
		});

		it('free their name when they are removed, and can only come back when it is free', async () => {
			const removed = { ...members.ben, removedAt: 5 };
			await write(({ people }) => people.updateMember(removed));
			expect(await read().people.memberBySignInName('ben')).toBeNull();
			await write(({ people }) => people.insertMember(makeMember({ id: 'other', signInName: 'ben' }), null));
			expect((await read().people.memberBySignInName('ben'))?.id).toBe('other');
			await write(({ people }) => people.updateMember({ ...removed, name: 'Ben (left)' }));
			const returning = write(({ people }) => people.updateMember(members.ben));
			await expect(returning).rejects.toThrow(nameTaken);
		});

		it('who are guests need no name of their own', async () => {
			await write(async ({ people }) => {
				await people.insertMember(makeGuest('weekly'), null);
				await people.insertMember(makeGuest('weekly'), null);
			});
			expect((await read().people.members(workspace.id)).filter(({ role }) => role === 'guest')).toHaveLength(
				2
			);
		});

		it('have an id once and a workspace that exists', async () => {
			const twice = write(({ people }) =>
				people.insertMember(makeMember({ id: 'ana', signInName: 'ana2' }), null)
			);
			await expect(twice).rejects.toThrow();
			const homeless = write(({ people }) =>
				people.insertMember(makeMember({ workspaceId: 'nowhere' }), null)
			);
			await expect(homeless).rejects.toThrow();
		});
	});

	describe('password hashes', () => {
		beforeEach(() => moveIn(current()));

		it('are kept beside the member and never inside', async () => {
			await write(({ people }) => people.insertMember(makeMember({ id: 'dora' }), 'first hash'));
			expect(await read().people.passwordHash('dora')).toBe('first hash');
			await write(({ people }) => people.setPasswordHash('dora', 'second hash'));
			expect(await read().people.passwordHash('dora')).toBe('second hash');
			const seen = [
				await read().people.member('dora'),
				await read().people.memberBySignInName('dora'),
				(await read().people.members(workspace.id)).find(({ id }) => id === 'dora')
			];
			for (const member of seen) {
				expect(member?.id).toBe('dora');
				expect(JSON.stringify(member)).not.toContain('hash');
			}
		});

		it('outlast a change of the member', async () => {
			const dora = makeMember({ id: 'dora' });
			await write(({ people }) => people.insertMember(dora, 'hash'));
			await write(({ people }) => people.updateMember({ ...dora, role: 'administrator' }));
			expect(await read().people.passwordHash('dora')).toBe('hash');
		});

		it('are null for those who have none or do not exist', async () => {
			expect(await read().people.passwordHash('ana')).toBeNull();
			expect(await read().people.passwordHash('nobody')).toBeNull();
		});
	});

	describe('departments', () => {
		beforeEach(() => moveIn(current()));

		it('stand in order of code, with every field', async () => {
			const { MKT, SAL, PRD, ENG, FIN } = departments;
			expect(await read().people.departments(workspace.id)).toEqual([ENG, FIN, MKT, PRD, SAL]);
			expect(await read().people.departments('elsewhere')).toEqual([]);
		});

		it('are changed as a whole', async () => {
			const changed = { ...departments.ENG, name: '研发部', code: 'RND', aliases: [], headId: null };
			await write(({ people }) => people.updateDepartment(changed));
			expect((await read().people.departments(workspace.id)).find(({ id }) => id === 'dep-eng')).toEqual(
				changed
			);
		});

		it('cannot share a code within a workspace', async () => {
			const attempt = write(({ people }) => people.insertDepartment(makeDepartment({ code: 'MKT' })));
			await expect(attempt).rejects.toThrow(codeTaken);
			const changing = write(({ people }) => people.updateDepartment({ ...departments.FIN, code: 'MKT' }));
			await expect(changing).rejects.toThrow(codeTaken);
			const other = makeWorkspace();
			await write(async ({ workspaces, people }) => {
				await workspaces.insert(other);
				await people.insertDepartment(makeDepartment({ code: 'MKT', workspaceId: other.id }));
			});
			expect(await read().people.departments(other.id)).toHaveLength(1);
		});
	});

	describe('projects', () => {
		it('stand in order of making, with every field', async () => {
			await moveIn(current());
			const late = makeProject({ createdAt: 30 });
			const early = makeProject({ createdAt: 10 });
			const between = [makeProject({ id: 'b', createdAt: 20 }), makeProject({ id: 'a', createdAt: 20 })];
			await write(async ({ people }) => {
				for (const project of [late, early, ...between]) await people.insertProject(project);
			});
			expect(await read().people.projects(workspace.id)).toEqual([early, between[1], between[0], late]);
			expect(await read().people.projects('elsewhere')).toEqual([]);
		});
	});
}
