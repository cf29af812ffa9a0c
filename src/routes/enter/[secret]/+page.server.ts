import { redirect } from '@sveltejs/kit';
import { orFail, setEntered } from '#lib/answer.ts';
import { openLink } from '#lib/entrance/open-link.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking at the link uses nothing up: mail scanners and previews open links too. Only the button signs in. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { dead, behind } = await openLink(locals.app.entrance.checkSignInLink(params.secret));
	return { bare: true, dead, name: behind?.name ?? '' };
};

export const actions: Actions = {
	default: async ({ params, locals, cookies }) => {
		const answer = await orFail(locals.app.entrance.useSignInLink(params.secret, locals.caller));
		if (!answer.ok) return answer.failure;
		setEntered(cookies, answer.result, locals.caller);
		redirect(303, '/');
	}
};
