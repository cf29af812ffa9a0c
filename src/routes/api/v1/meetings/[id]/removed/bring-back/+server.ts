import { allowOnly, endpoint, nothing } from '../../../../../endpoint.ts';

export const POST = endpoint(async ({ app, actor, param, body }) => {
	const { key } = await body<{ key: string }>();
	await app.removedPassages.bringBack(actor, { meetingId: param('id'), key });
	return nothing();
});

export const fallback = allowOnly('POST');
