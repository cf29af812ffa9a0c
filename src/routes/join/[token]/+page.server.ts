import { redirect } from '@sveltejs/kit';
import { orFail, setEntered } from '#lib/answer.ts';
import { openLink } from '#lib/entrance/open-link.ts';
import { textOf } from '#lib/typed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { dead, behind } = await openLink(locals.app.entrance.checkJoinLink(params.token));
	if (!behind) return { bare: true, dead, isClosed: false, meeting: null };
	const { meeting, guestsMayJoin } = behind;
	const { signedIn } = locals;
	const mayEnter = signedIn && (signedIn.member.role !== 'guest' || signedIn.member.guestOf === meeting.id);
	if (mayEnter) redirect(303, `/meetings/${meeting.id}`);
	return {
		bare: true,
		dead,
		isClosed: !guestsMayJoin,
		// A stranger whom nobody lets in learns nothing of the meeting.
		meeting: guestsMayJoin
			? { title: meeting.title, startsAt: meeting.startsAt, endsAt: meeting.endsAt }
			: null
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals, cookies }) => {
		const form = await request.formData();
		const name = textOf(form, 'name');
		const joining = locals.app.entrance.joinAsGuest(params.token, { name }, locals.caller);
		const answer = await orFail(joining, { name });
		if (!answer.ok) return answer.failure;
		setEntered(cookies, answer.result, locals.caller);
		redirect(303, `/meetings/${answer.result.member.guestOf}`);
	}
};
