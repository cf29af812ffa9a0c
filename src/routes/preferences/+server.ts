import { redirect } from '@sveltejs/kit';
import { isLocale } from '#lib/messages/locale.ts';
import { safeNext } from '#lib/answer.ts';
import { themes } from '#lib/shell/shell-data.ts';
import type { RequestHandler } from './$types';

/** Language and appearance of this browser. */
export const POST: RequestHandler = async ({ request, cookies, locals }) => {
	const form = await request.formData();
	const locale = String(form.get('locale') ?? '');
	const theme = String(form.get('theme') ?? '');
	const options = { path: '/', maxAge: 365 * 86_400, sameSite: 'lax', secure: locals.caller.secure } as const;
	if (isLocale(locale)) cookies.set('locale', locale, options);
	if (themes.some((known) => known === theme)) cookies.set('theme', theme, options);
	redirect(303, safeNext(String(form.get('back') ?? '/')));
};
