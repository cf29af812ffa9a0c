import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '#domain/member.ts';
import { openOffice, type Office } from '#support/office.ts';

const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code });

let office: Office;
let guest: Member;
beforeEach(async () => {
	office = await openOffice();
	({ guest } = await office.joinAsGuest(await office.openMeeting()));
});
afterEach(async () => {
	expect(office.failures).toEqual([]);
	await office.close();
});

const people = () => office.app.people;
const as = (member: Member) => office.as(member);
const stored = (member: Member) => office.storage.read.people.member(member.id);

describe('departments', () => {
	it('are made and changed by administrators', async () => {
		const { ana, ben } = office.people;
		const made = await people().addDepartment(as(ana), {
			name: '人事部',
			code: ' hr ',
			aliases: ['HR'],
			headId: ben.id
		});
		expect(made).toMatchObject({ name: '人事部', code: 'HR', headId: ben.id });
		await people().changeDepartment(as(ana), made.id, { name: '人力资源部', code: 'HR' });
		const { departments } = await people().roster(as(ben));
		expect(departments.find(({ id }) => id === made.id)).toMatchObject({ name: '人力资源部', headId: null });
	});

	it('are not made or changed by anybody else', async () => {
		for (const other of [office.people.ben, guest]) {
			await expect(people().addDepartment(as(other), { name: 'x', code: 'XX' })).rejects.toEqual(
				refusal('forbidden')
			);
			const change = people().changeDepartment(as(other), office.departments.MKT.id, {
				name: 'x',
				code: 'XX'
			});
			await expect(change).rejects.toEqual(refusal('forbidden'));
		}
	});

	it('have a code of their own, of letters', async () => {
		const add = (code: string) => people().addDepartment(as(office.people.ana), { name: '人事部', code });
		await expect(add('mkt')).rejects.toEqual(refusal('code-taken'));
		for (const code of ['M', 'TOOLONG', '市场', 'A1'])
			await expect(add(code)).rejects.toEqual(refusal('invalid-input'));
	});

	it('are headed by a member who is there', async () => {
		const { ana, ben } = office.people;
		await people().removeMember(as(ana), ben.id);
		for (const headId of [ben.id, guest.id, 'z'.repeat(20)]) {
			const add = people().addDepartment(as(ana), { name: '人事部', code: 'HR', headId });
			await expect(add).rejects.toMatchObject({ fields: { headId: 'invalid-input' } });
		}
	});

	it('of another workspace are not found', async () => {
		const change = people().changeDepartment(as(office.people.ana), 'z'.repeat(20), {
			name: 'x',
			code: 'XX'
		});
		await expect(change).rejects.toEqual(refusal('not-found'));
	});
});

describe('a member', () => {
	it('changes their own name and aliases, not their rights', async () => {
		const { ben } = office.people;
		await people().changeMember(as(ben), ben.id, { name: 'Benjamin', aliases: ['本'] });
		expect(await stored(ben)).toEqual({ ...ben, name: 'Benjamin', aliases: ['本'] });
		const rights = [{ role: 'administrator' } as const, { departmentIds: [office.departments.FIN.id] }];
		for (const change of rights)
			await expect(people().changeMember(as(ben), ben.id, change)).rejects.toEqual(refusal('forbidden'));
	});

	it('is changed by nobody but an administrator', async () => {
		const { ana, ben, chen } = office.people;
		await expect(people().changeMember(as(ben), chen.id, { name: 'x' })).rejects.toEqual(
			refusal('forbidden')
		);
		await people().changeMember(as(ana), chen.id, { role: 'administrator', departmentIds: [] });
		expect(await stored(chen)).toEqual({ ...chen, role: 'administrator', departmentIds: [] });
	});

	it('keeps what an input may not say', async () => {
		const { ana, ben } = office.people;
		const wanted = {
			name: 'Benjamin',
			id: ana.id,
			workspaceId: 'w',
			signInName: 'ana',
			guestOf: 'm',
			removedAt: 1
		};
		await people().changeMember(as(ben), ben.id, wanted);
		expect(await stored(ben)).toEqual({ ...ben, name: 'Benjamin' });
	});

	it('belongs to departments that there are', async () => {
		const change = { departmentIds: ['z'.repeat(20)] };
		await expect(people().changeMember(as(office.people.ana), office.people.ben.id, change)).rejects.toEqual(
			refusal('invalid-input')
		);
	});

	it('who was removed stays on record, and cannot be removed or changed again', async () => {
		const { ana, ben } = office.people;
		const cookie = await office.signIn(ben);
		await people().removeMember(as(ana), ben.id);
		expect((await stored(ben))?.removedAt).toBeGreaterThan(0);
		expect(await office.app.sessions.identify(cookie, { secure: false })).toBeNull();
		await expect(people().removeMember(as(ana), ben.id)).rejects.toEqual(refusal('not-found'));
		await expect(people().changeMember(as(ana), ben.id, { name: 'x' })).rejects.toEqual(refusal('not-found'));
		const { people: asked } = await people().directory(office.workspace.id);
		expect(asked.map(({ id }) => id)).not.toContain(ben.id);
	});
});

describe('the last administrator', () => {
	it('can neither leave nor step down', async () => {
		const { ana } = office.people;
		await expect(people().removeMember(as(ana), ana.id)).rejects.toEqual(refusal('last-administrator'));
		await expect(people().changeMember(as(ana), ana.id, { role: 'member' })).rejects.toEqual(
			refusal('last-administrator')
		);
		expect(await stored(ana)).toEqual(ana);
	});

	it('is whoever is left of two who step down at once', async () => {
		const { ana, ben } = office.people;
		await people().changeMember(as(ana), ben.id, { role: 'administrator' });
		const results = await Promise.allSettled([
			people().changeMember(as(ana), ana.id, { role: 'member' }),
			people().removeMember(as(office.people.ana), ben.id)
		]);
		expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
		expect((await stored(ben))?.role).toBe('administrator');
	});

	it('is none who was removed', async () => {
		const { ana, ben } = office.people;
		await people().changeMember(as(ana), ben.id, { role: 'administrator' });
		await people().removeMember(as(ana), ben.id);
		await expect(people().changeMember(as(ana), ana.id, { role: 'member' })).rejects.toEqual(
			refusal('last-administrator')
		);
	});
});

describe('a guest', () => {
	it('is no member that could be given rights', async () => {
		const change = people().changeMember(as(office.people.ana), guest.id, { role: 'administrator' });
		await expect(change).rejects.toEqual(refusal('forbidden'));
		await expect(people().changeMember(as(guest), guest.id, { name: 'Somebody else' })).rejects.toEqual(
			refusal('forbidden')
		);
	});

	it('can be sent away', async () => {
		await people().removeMember(as(office.people.ana), guest.id);
		expect((await stored(guest))?.removedAt).toBeGreaterThan(0);
	});

	it('is shown the people of the meeting and nobody else', async () => {
		const { ana, chen } = office.people;
		const { MKT } = office.departments;
		const meeting = await office.openMeeting({
			attendeeIds: [chen.id],
			chairId: ana.id,
			departmentIds: [MKT.id]
		});
		const { guest } = await office.joinAsGuest(meeting);
		const names = await people().namesForMeeting(as(guest), meeting);
		expect(names.people.map(({ id }) => id)).toEqual([ana.id, chen.id]);
		expect(names.departments.map(({ id }) => id)).toEqual([MKT.id]);
		await expect(people().namesForMeeting(as(guest), await office.openMeeting())).rejects.toEqual(
			refusal('not-found')
		);
	});
});

describe('projects', () => {
	it('are made by any member', async () => {
		const project = await people().addProject(as(office.people.ben), { name: ' 新品推广 ' });
		expect(project.name).toBe('新品推广');
		expect((await people().roster(as(office.people.ana))).projects).toEqual([project]);
		await expect(people().addProject(as(guest), { name: 'x' })).rejects.toEqual(refusal('forbidden'));
		await expect(people().addProject(as(office.people.ben), { name: ' ' })).rejects.toEqual(
			refusal('invalid-input')
		);
	});
});
