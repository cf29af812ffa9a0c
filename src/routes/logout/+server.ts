import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Signs out; the login page then takes the minutes kept for offline use off this device. */
export const POST: RequestHandler = async ({ locals, cookies }) => {
	if (locals.signedIn) await locals.app.entrance.signOut(locals.signedIn);
	const blank = locals.app.sessions.blankCookie(locals.caller);
	cookies.set(blank.name, blank.value, { path: '/', ...blank.attributes });
	// Not Clear-Site-Data: Chromium holds the answer back for as long as another tab has its copy open.
	redirect(303, '/login?signedOut');
};
