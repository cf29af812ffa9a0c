import { allowOnly, endpoint } from '../../../../endpoint.ts';

export const POST = endpoint(async ({ app, actor, param }) => ({
	card: await app.removedCards.takeBack(actor, { cardId: param('id') })
}));

export const fallback = allowOnly('POST');
