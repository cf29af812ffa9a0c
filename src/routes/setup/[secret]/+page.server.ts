import { redirect } from '@sveltejs/kit';
import type { Locale } from '#domain/member.ts';
import { orFail, setEntered } from '#lib/answer.ts';
import { openLink } from '#lib/entrance/open-link.ts';
import { textOf } from '#lib/typed.ts';
import { likelyTimeZone, timeZoneOptions } from '#lib/workspace/time-zones.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (locals.workspace) redirect(303, '/login');
	const { dead } = await openLink(locals.app.entrance.checkSetupLink(params.secret));
	const { locale, app } = locals;
	const timeZone = likelyTimeZone(locale);
	const now = app.now();
	return {
		bare: true,
		dead,
		likelyZone: timeZone,
		timeZones: timeZoneOptions({ locale, at: now, chosen: timeZone }),
		year: new Date(now).getUTCFullYear()
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals, cookies }) => {
		const form = await request.formData();
		const typed = {
			workspaceName: textOf(form, 'workspaceName'),
			timeZone: textOf(form, 'timeZone'),
			locale: textOf(form, 'locale'),
			departmentName: textOf(form, 'departmentName'),
			departmentCode: textOf(form, 'departmentCode'),
			name: textOf(form, 'name'),
			signInName: textOf(form, 'signInName')
		};
		const settingUp = locals.app.entrance.setUp(
			params.secret,
			{ ...typed, locale: typed.locale as Locale, password: textOf(form, 'password') },
			locals.caller
		);
		const answer = await orFail(settingUp, typed);
		if (!answer.ok) return answer.failure;
		setEntered(cookies, answer.result, locals.caller);
		redirect(303, '/');
	}
};
