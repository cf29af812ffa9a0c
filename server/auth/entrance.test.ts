import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '#domain/member.ts';
import { caller, openOffice, type Office } from '#support/office.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const password = 'correct horse';

let office: Office;
afterEach(async () => {
	expect(office.failures).toEqual([]);
	await office.close();
});

const entrance = () => office.app.entrance;
const as = (member: Member) => office.as(member);
const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code });

describe('setting up', () => {
	beforeEach(async () => {
		office = await openOffice({ empty: true });
	});
	const input = {
		workspaceName: '新光电器',
		timeZone: 'Asia/Shanghai',
		locale: 'zh-CN',
		departmentName: '市场部',
		departmentCode: 'mkt',
		name: 'Ana',
		signInName: ' ＡNA ',
		password
	} as const;

	it('makes the workspace, its first department and its administrator, who is signed in', async () => {
		const { member, cookie } = await entrance().setUp((await entrance().setupLink())!, input, caller);
		expect(member).toMatchObject({ name: 'Ana', signInName: 'ana', role: 'administrator' });
		const workspace = (await office.app.workspaces.get())!;
		expect(workspace).toMatchObject({ name: '新光电器', locale: 'zh-CN' });
		const { people } = office.storage.read;
		expect(await people.departments(workspace.id)).toMatchObject([{ code: 'MKT', headId: member.id }]);
		const signedIn = await office.app.sessions.identify(`${cookie.name}=${cookie.value}`, caller);
		expect(signedIn?.member).toEqual(member);
	});

	it('happens once, when two try at once', async () => {
		const link = (await entrance().setupLink())!;
		const tries = ['Ana', 'Ben'].map((name) =>
			entrance().setUp(link, { ...input, name, signInName: name }, caller)
		);
		const results = await Promise.allSettled(tries);
		expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: refusal('link-used')
		});
		const { id } = (await office.app.workspaces.get())!;
		expect(await office.storage.read.people.members(id)).toHaveLength(1);
	});

	it('is offered by the newest link only, and never again afterwards', async () => {
		const [first, second] = [(await entrance().setupLink())!, (await entrance().setupLink())!];
		await expect(entrance().setUp(first, input, caller)).rejects.toEqual(refusal('link-used'));
		await entrance().checkSetupLink(second);
		await entrance().setUp(second, input, caller);
		expect(await entrance().setupLink()).toBeNull();
		await expect(entrance().checkSetupLink(second)).rejects.toEqual(refusal('link-used'));
	});

	it('leaves the link good when something was wrong', async () => {
		const link = (await entrance().setupLink())!;
		const wrong = { ...input, departmentCode: '市场', password: 'short' };
		await expect(entrance().setUp(link, wrong, caller)).rejects.toMatchObject({
			code: 'invalid-input',
			fields: { departmentCode: 'invalid-input' }
		});
		await expect(entrance().setUp(link, { ...input, password: 'short' }, caller)).rejects.toEqual(
			refusal('weak-password')
		);
		await expect(entrance().setUp(link, { ...input, password: 'password123' }, caller)).rejects.toEqual(
			refusal('common-password')
		);
		await entrance().setUp(link, input, caller);
	});

	it('needs the link', async () => {
		await expect(entrance().setUp('a'.repeat(32), input, caller)).rejects.toEqual(refusal('not-found'));
		expect(await office.app.workspaces.get()).toBeNull();
	});
});

describe('signing in', () => {
	let ben: Member;
	beforeEach(async () => {
		office = await openOffice();
		ben = await entrance().createMember(as(office.people.ana), {
			name: '本',
			signInName: 'benjamin',
			password
		});
	});
	const signIn = (typed: string, signInName = 'benjamin', from = caller) =>
		entrance().signIn({ signInName, password: typed }, from);
	const fail = async (times: number, signInName = 'benjamin', from = caller) => {
		for (let time = 0; time < times; time++)
			await expect(signIn('wrong horse', signInName, from)).rejects.toEqual(
				refusal('wrong-name-or-password')
			);
	};

	it('takes the right password, however the name is typed', async () => {
		for (const typed of ['benjamin', ' Benjamin', 'ＢＥＮＪＡＭＩＮ'])
			expect((await signIn(password, typed)).member).toEqual(ben);
	});

	it('says the same to a wrong password, an unknown name and somebody who left', async () => {
		const answers = [await codeOf(signIn('wrong horse')), await codeOf(signIn(password, 'nobody'))];
		await office.app.people.removeMember(as(office.people.ana), ben.id);
		answers.push(await codeOf(signIn(password)));
		expect(answers).toEqual(Array(3).fill({ code: 'wrong-name-or-password', fields: {} }));
	});

	it('is closed to an address after ten wrong tries for one name, and open to others', async () => {
		await fail(10);
		await expect(signIn(password)).rejects.toEqual(refusal('too-many-attempts'));
		await signIn(password, 'benjamin', { ...caller, address: '192.0.2.8' });
		office.pass(15 * 60_000);
		await signIn(password);
	});

	it('is closed in the same way for names that nobody has', async () => {
		await fail(10, 'nobody');
		await expect(signIn(password, 'nobody')).rejects.toEqual(refusal('too-many-attempts'));
	});

	it('is not slipped through by many tries at once', async () => {
		const tries = await Promise.all(Array.from({ length: 14 }, () => codeOf(signIn('wrong horse'))));
		expect(tries.filter(({ code }) => code === 'wrong-name-or-password')).toHaveLength(10);
		expect(tries.filter(({ code }) => code === 'too-many-attempts')).toHaveLength(4);
	});

	it('is open to the browser the member used before, whatever strangers try', async () => {
		const { device } = await signIn(password);
		await fail(10);
		const known = { ...caller, device };
		expect((await signIn(password, 'benjamin', known)).member).toEqual(ben);
		await fail(10, 'benjamin', known);
		await expect(signIn(password, 'benjamin', known)).rejects.toEqual(refusal('too-many-attempts'));
	});

	it('does not take a known browser for somebody else’s', async () => {
		const { device } = await signIn(password);
		await fail(10, 'nobody', { ...caller, device });
		await expect(signIn(password, 'nobody', { ...caller, device })).rejects.toEqual(
			refusal('too-many-attempts')
		);
		await expect(signIn('x', 'benjamin', { ...caller, device: 'forged' })).rejects.toEqual(
			refusal('wrong-name-or-password')
		);
	});

	it('is closed to an address that tries many names', async () => {
		for (let name = 0; name < 60; name++) await codeOf(signIn('wrong horse', `name-${name}`));
		await expect(signIn(password)).rejects.toEqual(refusal('too-many-attempts'));
		expect((await signIn(password, 'benjamin', { ...caller, address: '192.0.2.9' })).member).toEqual(ben);
	});

	it('right after a few wrong tries starts the count anew', async () => {
		await fail(9);
		await signIn(password);
		await fail(9);
		await signIn(password);
	});
});

describe('a password', () => {
	beforeEach(async () => {
		office = await openOffice();
	});

	it('is changed with the old one, and ends every other session', async () => {
		const { ana } = office.people;
		await entrance().createMember(as(ana), { name: 'Ben', signInName: 'benjamin', password });
		const enter = async () => {
			const { cookie } = await entrance().signIn({ signInName: 'benjamin', password }, caller);
			return (await office.app.sessions.identify(`${cookie.name}=${cookie.value}`, caller))!;
		};
		const [here, elsewhere] = [await enter(), await enter()];
		await expect(
			entrance().changePassword(here, { current: 'wrong', next: 'another horse' })
		).rejects.toEqual(refusal('wrong-name-or-password'));
		await entrance().changePassword(here, { current: password, next: 'another horse' });
		const left = await office.app.sessions.ofMember(here.member.id);
		expect(left.map(({ idHash }) => idHash)).toEqual([here.session.idHash]);
		expect(left).not.toContainEqual(elsewhere.session);
		await expect(entrance().signIn({ signInName: 'benjamin', password }, caller)).rejects.toEqual(
			refusal('wrong-name-or-password')
		);
		await entrance().signIn({ signInName: 'benjamin', password: 'another horse' }, caller);
	});

	it.each([
		['short', 'weak-password'],
		['x'.repeat(201), 'weak-password'],
		['12345678', 'common-password'],
		['aaaaaaaaaaaa', 'common-password'],
		['Benjamin', 'common-password']
	])('%j is not taken', async (typed, code) => {
		const input = { name: 'Ben', signInName: 'benjamin', password: typed };
		await expect(entrance().createMember(as(office.people.ana), input)).rejects.toEqual(refusal(code));
	});

	it('may be in any script, and is the same however its letters are composed', async () => {
		const input = { name: 'Ben', signInName: 'benjamin', password: '我的密码很长很长é' };
		await entrance().createMember(as(office.people.ana), input);
		await entrance().signIn({ signInName: 'benjamin', password: '我的密码很长很长e\u0301' }, caller);
	});
});

describe('an invitation', () => {
	beforeEach(async () => {
		office = await openOffice();
	});
	const invite = (input = {}) => entrance().invite(as(office.people.ana), { label: '李娜', ...input });
	const accept = (secret: string, signInName = 'lina') =>
		entrance().acceptInvitation(secret, { name: '李娜', signInName, password }, caller);

	it('gives the role and departments it was written for', async () => {
		const { FIN } = office.departments;
		const { member } = await accept(await invite({ role: 'administrator', departmentIds: [FIN.id] }));
		expect(member).toMatchObject({ name: '李娜', role: 'administrator', departmentIds: [FIN.id] });
	});

	it('works once, when two try at once', async () => {
		const secret = await invite();
		const results = await Promise.allSettled([accept(secret), accept(secret, 'ni')]);
		expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		await expect(entrance().checkInvitation(secret)).rejects.toEqual(refusal('link-used'));
		expect(await entrance().invitations(as(office.people.ana))).toEqual([]);
	});

	it('works for seven days', async () => {
		const secret = await invite();
		office.pass(7 * DAY - HOUR);
		await entrance().checkInvitation(secret);
		office.pass(HOUR);
		await expect(accept(secret)).rejects.toEqual(refusal('link-expired'));
	});

	it('is still good after a name that was taken', async () => {
		const secret = await invite();
		await expect(accept(secret, 'ana')).rejects.toEqual(refusal('name-taken'));
		expect((await accept(secret)).member.signInName).toBe('lina');
	});

	it('can be withdrawn', async () => {
		const secret = await invite();
		const [open] = await entrance().invitations(as(office.people.ana));
		await entrance().withdrawInvitation(as(office.people.ana), open!.hash);
		await expect(accept(secret)).rejects.toEqual(refusal('link-used'));
	});

	it('is written, seen and withdrawn by administrators only', async () => {
		await invite();
		const [open] = await entrance().invitations(as(office.people.ana));
		const { guest } = await office.joinAsGuest(await office.openMeeting());
		for (const other of [office.people.ben, guest]) {
			await expect(entrance().invite(as(other), { label: 'x' })).rejects.toEqual(refusal('forbidden'));
			await expect(entrance().invitations(as(other))).rejects.toEqual(refusal('forbidden'));
			await expect(entrance().withdrawInvitation(as(other), open!.hash)).rejects.toEqual(
				refusal('forbidden')
			);
		}
		expect(await entrance().invitations(as(office.people.ana))).toHaveLength(1);
	});

	it('gives no department that does not exist', async () => {
		await expect(invite({ departmentIds: ['z'.repeat(20)] })).rejects.toEqual(refusal('invalid-input'));
	});

	it('is no other kind of secret', async () => {
		const link = await entrance().signInLink(office.people.ben.id);
		await expect(accept(link)).rejects.toEqual(refusal('not-found'));
		await expect(entrance().useSignInLink(await invite(), caller)).rejects.toEqual(refusal('not-found'));
		expect(await office.app.identify.bearer(`Bearer ${await invite()}`)).toBeNull();
	});
});

describe('a sign-in link', () => {
	beforeEach(async () => {
		office = await openOffice();
	});

	it('lets one person in, once, within half a day', async () => {
		const { ben } = office.people;
		const [used, late] = [await entrance().signInLink(ben.id), await entrance().signInLink(ben.id)];
		expect((await entrance().useSignInLink(used, caller)).member).toEqual(ben);
		await expect(entrance().useSignInLink(used, caller)).rejects.toEqual(refusal('link-used'));
		office.pass(12 * HOUR);
		await expect(entrance().useSignInLink(late, caller)).rejects.toEqual(refusal('link-expired'));
	});

	it('lets nobody in who has left', async () => {
		const link = await entrance().signInLink(office.people.ben.id);
		await office.app.people.removeMember(as(office.people.ana), office.people.ben.id);
		await expect(entrance().useSignInLink(link, caller)).rejects.toEqual(refusal('not-found'));
	});
});

describe('a guest', () => {
	beforeEach(async () => {
		office = await openOffice();
	});

	it('sees the one meeting and its cards, and nothing else', async () => {
		const [meeting, other] = [await office.openMeeting(), await office.openMeeting({ title: '预算会' })];
		const [own] = await office.write(meeting, '王芳6月10日前提交样机清单。');
		const [foreign] = await office.write(other, 'Ben 6月10日前提交报价。');
		const { guest } = await office.joinAsGuest(meeting);
		const { app } = office;
		expect(guest).toMatchObject({ role: 'guest', signInName: null, guestOf: meeting.id });
		expect(await app.meetings.list(as(guest))).toEqual([meeting]);
		expect((await app.boards.list(as(guest))).cards.map(({ id }) => id)).toEqual([own!.id]);
		await expect(app.meetings.find(as(guest), other.id)).rejects.toEqual(refusal('not-found'));
		await expect(app.boards.find(as(guest), foreign!.id)).rejects.toEqual(refusal('not-found'));
		await expect(app.boards.move(as(guest), { cardId: own!.id, to: 'done' })).rejects.toEqual(
			refusal('forbidden')
		);
		await expect(app.people.roster(as(guest))).rejects.toEqual(refusal('forbidden'));
		await expect(app.meetings.joinLink(as(guest), meeting.id)).rejects.toEqual(refusal('forbidden'));
		await expect(office.apiToken(guest)).rejects.toEqual(refusal('forbidden'));
	});

	it('comes by a link that was not withdrawn', async () => {
		const meeting = await office.openMeeting();
		const link = await office.app.meetings.joinLink(as(office.people.ana), meeting.id);
		await office.app.meetings.withdrawJoinLink(as(office.people.ana), meeting.id);
		await expect(entrance().joinAsGuest(link, { name: 'Gil' }, caller)).rejects.toEqual(refusal('not-found'));
		expect((await office.joinAsGuest(meeting)).guest.name).toBe('Gil');
	});

	it('does not come by a link for another meeting or one made up', async () => {
		const [meeting, other] = [await office.openMeeting(), await office.openMeeting()];
		const link = await office.app.meetings.joinLink(as(office.people.ana), meeting.id);
		const signature = link.split('.')[1]!;
		for (const forged of [
			`${other.id}.${signature}`,
			`${meeting.id}.${'a'.repeat(43)}`,
			meeting.id,
			'',
			'x.y'
		]) {
			await expect(entrance().checkJoinLink(forged)).rejects.toEqual(refusal('not-found'));
		}
	});

	it('does not come where guests are not wanted', async () => {
		const meeting = await office.openMeeting();
		await office.app.workspaces.change(as(office.people.ana), { guestsMayJoin: false });
		await expect(office.joinAsGuest(meeting)).rejects.toEqual(refusal('forbidden'));
	});

	it('leaves after half a day', async () => {
		const { cookie } = await office.joinAsGuest(await office.openMeeting());
		office.pass(12 * HOUR - 60_000);
		expect(await office.app.sessions.identify(cookie, caller)).not.toBeNull();
		office.pass(120_000);
		expect(await office.app.sessions.identify(cookie, caller)).toBeNull();
	});
});

describe('a session', () => {
	beforeEach(async () => {
		office = await openOffice();
	});

	it('is kept by use, but not for ever', async () => {
		const cookie = await office.signIn(office.people.ben);
		for (let day = 0; day < 80; day += 20) {
			office.pass(20 * DAY);
			expect(await office.app.sessions.identify(cookie, caller)).not.toBeNull();
		}
		office.pass(11 * DAY);
		expect(await office.app.sessions.identify(cookie, caller)).toBeNull();
	});

	it('ends when it is not used for a month', async () => {
		const cookie = await office.signIn(office.people.ben);
		office.pass(30 * DAY);
		expect(await office.app.sessions.identify(cookie, caller)).toBeNull();
	});

	it('is stored as a hash only', async () => {
		const cookie = await office.signIn(office.people.ben);
		const secret = cookie.split('=')[1]!;
		const [stored] = await office.app.sessions.ofMember(office.people.ben.id);
		expect(JSON.stringify(stored)).not.toContain(secret);
	});

	it('of another member is not ended', async () => {
		const cookie = await office.signIn(office.people.ben);
		const [session] = await office.app.sessions.ofMember(office.people.ben.id);
		await office.app.sessions.end(office.people.ana.id, session!.idHash);
		expect(await office.app.sessions.identify(cookie, caller)).not.toBeNull();
		await office.app.sessions.end(office.people.ben.id, session!.idHash);
		expect(await office.app.sessions.identify(cookie, caller)).toBeNull();
	});
});

describe('a token for programs', () => {
	beforeEach(async () => {
		office = await openOffice();
	});

	it('is made for oneself, or by an administrator for anybody', async () => {
		const { ana, ben } = office.people;
		const make = (by: Member, memberId: string) =>
			entrance().createApiToken(as(by), { memberId, label: 'export' });
		for (const by of [ana, ben]) {
			const identity = await office.app.identify.bearer(`Bearer ${await make(by, ben.id)}`);
			expect(identity?.member).toEqual(ben);
		}
		await expect(make(ben, ana.id)).rejects.toEqual(refusal('forbidden'));
		await expect(make(ana, 'z'.repeat(20))).rejects.toEqual(refusal('not-found'));
	});

	it('ends with its member', async () => {
		const token = await office.apiToken(office.people.ben);
		await office.app.people.removeMember(as(office.people.ana), office.people.ben.id);
		expect(await office.app.identify.bearer(`Bearer ${token}`)).toBeNull();
	});
});

async function codeOf(attempt: Promise<unknown>) {
	const failure = await attempt.then(
		() => {
			throw new Error('nobody refused');
		},
		(reason: unknown) => reason as { code: string; fields: object }
	);
	return { code: failure.code, fields: failure.fields };
}
