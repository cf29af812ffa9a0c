import { allowOnly, endpoint, nothing } from '../../../../../endpoint.ts';

export const POST = endpoint(async ({ app, actor, param, body }) => {
	const { quote } = await body<{ quote: string }>();
	await app.offers.dismiss(actor, { meetingId: param('id'), quote });
	return nothing();
});

export const fallback = allowOnly('POST');
