import { allowOnly, endpoint } from '../../../../endpoint.ts';

export const POST = endpoint(async ({ app, actor, param }) => {
	await app.newCards.remove(actor, param('id'));
	const { card } = await app.boards.find(actor, param('id'));
	return { card };
});

export const fallback = allowOnly('POST');
