import { allowOnly, endpoint } from '../../../../endpoint.ts';

export const GET = endpoint(async ({ app, actor, param }) => {
	const text = await app.meetings.markdown(actor, param('id'));
	return new Response(text, { headers: { 'content-type': 'text/markdown; charset=utf-8' } });
});

export const fallback = allowOnly('GET');
