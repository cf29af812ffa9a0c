import { redirect } from '@sveltejs/kit';
import { orFail, setEntered } from '#lib/answer.ts';
import { openLink } from '#lib/entrance/open-link.ts';
import { textOf } from '#lib/typed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { dead, behind } = await openLink(locals.app.entrance.checkInvitation(params.secret));
	return {
		bare: true,
		dead,
		label: behind?.label ?? '',
		// Who holds an invitation may know whose it is.
		workspaceName: behind ? (locals.workspace?.name ?? '') : ''
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals, cookies }) => {
		const form = await request.formData();
		const typed = { name: textOf(form, 'name'), signInName: textOf(form, 'signInName') };
		const accepting = locals.app.entrance.acceptInvitation(
			params.secret,
			{ ...typed, password: textOf(form, 'password') },
			locals.caller
		);
		const answer = await orFail(accepting, typed);
		if (!answer.ok) return answer.failure;
		setEntered(cookies, answer.result, locals.caller);
		redirect(303, '/');
	}
};
