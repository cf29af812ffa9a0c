import { allowOnly, endpoint } from '../../../../../endpoint.ts';

export const POST = endpoint(async ({ app, actor, param, body }) => {
	const { quote } = await body<{ quote: string }>();
	const { id } = await app.offers.accept(actor, { meetingId: param('id'), quote });
	const { card } = await app.boards.find(actor, id);
	return { card };
});

export const fallback = allowOnly('POST');
