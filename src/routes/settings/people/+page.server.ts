import { redirect } from '@sveltejs/kit';
import { may } from '#domain/rights.ts';
import { orError, orFail } from '#lib/answer.ts';
import { membersOnly } from '#lib/people/members-only.ts';
import { splitNames } from '#lib/people/names.ts';
import { choiceOf, textOf, textsOf } from '#lib/typed.ts';
import type { Actions, PageServerLoad } from './$types';

const here = '/settings/people';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor, signedIn } = membersOnly(locals);
	const { app } = locals;
	const { members, departments, projects } = await orError(app.people.roster(actor));
	const invitations = may.administer(actor) ? await orError(app.entrance.invitations(actor)) : [];
	return {
		me: signedIn.member.id,
		departments,
		projects,
		members: members
			.filter(({ role, removedAt }) => role !== 'guest' && removedAt === null)
			.map(({ id, name, aliases, role, departmentIds }) => ({ id, name, aliases, role, departmentIds })),
		invitations: invitations.map(({ hash, label, grants, expiresAt }) => ({
			hash,
			label,
			role: grants?.role ?? 'member',
			departmentIds: grants?.departmentIds ?? [],
			expiresAt
		}))
	};
};

function departmentOf(form: FormData) {
	return {
		name: textOf(form, 'name'),
		code: textOf(form, 'code'),
		aliases: splitNames(textOf(form, 'aliases')),
		headId: choiceOf(form, 'headId')
	};
}

/** What a department's form shows again: the aliases as they were typed. */
function departmentTyped(form: FormData) {
	return { ...departmentOf(form), aliases: textOf(form, 'aliases'), headId: textOf(form, 'headId') };
}

export const actions: Actions = {
	addDepartment: async ({ request, locals }) => {
		const { actor } = membersOnly(locals);
		const form = await request.formData();
		const adding = locals.app.people.addDepartment(actor, departmentOf(form));
		const answer = await orFail(adding, { form: 'addDepartment', ...departmentTyped(form) });
		return answer.ok ? { added: true } : answer.failure;
	},

	changeDepartment: async ({ request, url, locals }) => {
		const { actor } = membersOnly(locals);
		const id = url.searchParams.get('department') ?? '';
		const form = await request.formData();
		const changing = locals.app.people.changeDepartment(actor, id, departmentOf(form));
		const answer = await orFail(changing, { form: 'changeDepartment', ...departmentTyped(form) });
		if (!answer.ok) return answer.failure;
		redirect(303, `${here}#department-${id}`);
	},

	changeMember: async ({ request, url, locals }) => {
		const { actor } = membersOnly(locals);
		const id = url.searchParams.get('member') ?? '';
		const form = await request.formData();
		const name = textOf(form, 'name');
		const role = textOf(form, 'role') as 'administrator' | 'member';
		const departmentIds = textsOf(form, 'departmentIds');
		const changing = locals.app.people.changeMember(actor, id, {
			name,
			role,
			departmentIds,
			aliases: splitNames(textOf(form, 'aliases'))
		});
		const answer = await orFail(changing, {
			form: 'changeMember',
			name,
			role,
			departmentIds,
			aliases: textOf(form, 'aliases')
		});
		if (!answer.ok) return answer.failure;
		redirect(303, `${here}#member-${id}`);
	},

	removeMember: async ({ url, locals }) => {
		const { actor } = membersOnly(locals);
		const id = url.searchParams.get('member') ?? '';
		const answer = await orFail(locals.app.people.removeMember(actor, id), { form: 'removeMember' });
		if (!answer.ok) return answer.failure;
		redirect(303, here);
	},

	invite: async ({ request, url, locals }) => {
		const { actor } = membersOnly(locals);
		const form = await request.formData();
		const typed = {
			label: textOf(form, 'label'),
			role: textOf(form, 'role') as 'administrator' | 'member',
			departmentIds: textsOf(form, 'departmentIds')
		};
		const answer = await orFail(locals.app.entrance.invite(actor, typed), { form: 'invite', ...typed });
		if (!answer.ok) return answer.failure;
		return { invitation: { link: `${url.origin}/invite/${answer.result}`, label: typed.label.trim() } };
	},

	withdraw: async ({ request, locals }) => {
		const { actor } = membersOnly(locals);
		const hash = textOf(await request.formData(), 'hash');
		const answer = await orFail(locals.app.entrance.withdrawInvitation(actor, hash), { form: 'withdraw' });
		return answer.ok ? { withdrawn: true } : answer.failure;
	},

	addProject: async ({ request, locals }) => {
		const { actor } = membersOnly(locals);
		const name = textOf(await request.formData(), 'name');
		const answer = await orFail(locals.app.people.addProject(actor, { name }), { form: 'addProject', name });
		return answer.ok ? { added: true } : answer.failure;
	}
};
