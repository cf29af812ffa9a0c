import { allowOnly, endpoint } from '../../../../endpoint.ts';

export const GET = endpoint(async ({ app, actor, param }) => ({
	removed: await app.removedPassages.list(actor, param('id'))
}));

export const fallback = allowOnly('GET');
