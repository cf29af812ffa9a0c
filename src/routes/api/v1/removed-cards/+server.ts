import { allowOnly, endpoint } from '../../endpoint.ts';

export const GET = endpoint(async ({ app, actor }) => ({ removed: await app.removedCards.list(actor) }));

export const fallback = allowOnly('GET');
