import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SignedIn } from '#server/auth/sessions.ts';
import { hashPassword, verifyPassword } from '#server/auth/passwords.ts';
import { caller, openOffice, type Office } from '#support/office.ts';

/** Whoever lost the right to be here, or only has somebody's open browser, gets no further by what they kept. */
let office: Office;
beforeEach(async () => {
	office = await openOffice();
	// A second administrator, so that there is one left.
	const { people } = office.app;
	await people.changeMember(office.as(office.people.ana), office.people.ben.id, { role: 'administrator' });
});
afterEach(() => office.close());

const newcomer = { name: 'Ben again', signInName: 'ben2', password: 'correct horse' };

it.each([
	['removed', (actor: Actor, id: string) => office.app.people.removeMember(actor, id)],
	[
		'made a member',
		(actor: Actor, id: string) => office.app.people.changeMember(actor, id, { role: 'member' })
	]
])(
	'an administrator who is %s does not come back as one by an invitation of their own',
	async (_, demote) => {
		const { ana, ben } = office.people;
		const { entrance } = office.app;
		const administrator = { ...ben, role: 'administrator' as const };
		const theirs = await entrance.invite(office.as(administrator), {
			label: 'for later',
			role: 'administrator'
		});
		const others = await entrance.invite(office.as(ana), { label: 'somebody', role: 'member' });
		await demote(office.as(ana), ben.id);
		await expect(entrance.acceptInvitation(theirs, newcomer, caller)).rejects.toMatchObject({
			code: 'link-used'
		});
		expect((await entrance.acceptInvitation(others, newcomer, caller)).member.role).toBe('member');
	}
);

it('the password of an open browser is not guessed by many tries at once', async () => {
	const { ana } = office.people;
	const { entrance, sessions } = office.app;
	const hash = await hashPassword('correct horse', { names: [] });
	await office.storage.transaction(({ people }) => people.setPasswordHash(ana.id, hash));
	const signedIn = (await sessions.identify(await office.signIn(ana), caller)) as SignedIn;
	const guesses = Array.from({ length: 15 }, (_, index) =>
		entrance.changePassword(signedIn, { current: `guess ${index}`, next: 'over the hedge' })
	);
	const codes = (await Promise.allSettled(guesses)).map(
		(result) => result.status === 'rejected' && (result.reason as { code: string }).code
	);
	expect(codes.filter((code) => code === 'wrong-name-or-password')).toHaveLength(10);
	expect(codes.filter((code) => code === 'too-many-attempts')).toHaveLength(5);
});

it('a password of 200 characters beyond the first plane lets its owner in', async () => {
	const password = Array.from({ length: 50 }, (_, index) => String.fromCodePoint(0x20000 + index))
		.join('')
		.repeat(4);
	expect(await verifyPassword(await hashPassword(password, { names: [] }), password)).toBe(true);
});

type Actor = ReturnType<Office['as']>;
