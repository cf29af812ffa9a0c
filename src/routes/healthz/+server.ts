import type { RequestHandler } from './$types';

/** For supervisors: answers when the process serves and its storage reads. */
export const GET: RequestHandler = async ({ locals }) => {
	await locals.app.workspaces.get();
	return new Response('ok', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
};
