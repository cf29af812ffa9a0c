import { redirect } from '@sveltejs/kit';
import { orFail, safeNext, setEntered } from '#lib/answer.ts';
import { textOf } from '#lib/typed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const next = safeNext(url.searchParams.get('next'));
	if (locals.signedIn) redirect(303, next);
	if (!locals.workspace) redirect(303, '/setup');
	return { bare: true, isSignedOut: url.searchParams.has('signedOut'), hasNext: next !== '/' };
};

export const actions: Actions = {
	default: async ({ request, url, locals, cookies }) => {
		const form = await request.formData();
		const signInName = textOf(form, 'signInName');
		const entering = locals.app.entrance.signIn(
			{ signInName, password: textOf(form, 'password') },
			locals.caller
		);
		const answer = await orFail(entering, { signInName });
		if (!answer.ok) return answer.failure;
		setEntered(cookies, answer.result, locals.caller);
		redirect(303, safeNext(url.searchParams.get('next')));
	}
};
