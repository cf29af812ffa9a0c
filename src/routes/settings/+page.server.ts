import { orError, orFail } from '#lib/answer.ts';
import { membersOnly } from '#lib/people/members-only.ts';
import { splitNames } from '#lib/people/names.ts';
import { textOf } from '#lib/typed.ts';
import { deviceName, isHandheld } from './device-name.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor, signedIn } = membersOnly(locals);
	const { member, session } = signedIn;
	const { departments } = await orError(locals.app.people.roster(actor));
	const sessions = await locals.app.sessions.ofMember(member.id);
	return {
		member: {
			name: member.name,
			aliases: member.aliases,
			signInName: member.signInName ?? '',
			role: member.role,
			departments: departments.filter(({ id }) => member.departmentIds.includes(id)).map(({ name }) => name)
		},
		sessions: sessions.map(({ idHash, createdAt, userAgent, address }) => ({
			id: idHash,
			createdAt,
			address,
			device: deviceName(userAgent),
			isHandheld: isHandheld(userAgent),
			isThis: idHash === session.idHash
		}))
	};
};

export const actions: Actions = {
	profile: async ({ request, locals }) => {
		const { actor, signedIn } = membersOnly(locals);
		const form = await request.formData();
		const typed = { form: 'profile', name: textOf(form, 'name'), aliases: textOf(form, 'aliases') };
		const changing = locals.app.people.changeMember(actor, signedIn.member.id, {
			name: typed.name,
			aliases: splitNames(typed.aliases)
		});
		const answer = await orFail(changing, typed);
		return answer.ok ? { saved: true } : answer.failure;
	},

	password: async ({ request, locals }) => {
		const { signedIn } = membersOnly(locals);
		const form = await request.formData();
		const changing = locals.app.entrance.changePassword(signedIn, {
			current: textOf(form, 'current'),
			next: textOf(form, 'next')
		});
		const answer = await orFail(changing, { form: 'password' });
		return answer.ok ? { saved: true } : answer.failure;
	},

	endSession: async ({ request, locals }) => {
		const { signedIn } = membersOnly(locals);
		const id = textOf(await request.formData(), 'id');
		await locals.app.sessions.end(signedIn.member.id, id);
		return { saved: true };
	},

	endOtherSessions: async ({ locals }) => {
		const { member, session } = membersOnly(locals).signedIn;
		await locals.app.sessions.endAll(member.id, session.idHash);
		return { saved: true };
	}
};
