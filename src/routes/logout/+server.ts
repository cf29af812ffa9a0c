import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Signs out; minutes kept for offline use leave this device with the session (the login page wipes what is left). */
export const POST: RequestHandler = async ({ locals, cookies, setHeaders }) => {
	if (locals.signedIn) await locals.app.entrance.signOut(locals.signedIn);
	const blank = locals.app.sessions.blankCookie(locals.caller);
	cookies.set(blank.name, blank.value, { path: '/', ...blank.attributes });
	setHeaders({ 'Clear-Site-Data': '"storage"' });
	redirect(303, '/login?signedOut');
};
