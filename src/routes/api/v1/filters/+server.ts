import { allowOnly, endpoint } from '../../endpoint.ts';

export const GET = endpoint(async ({ app, actor }) => ({ filters: await app.savedFilters.list(actor) }));

export const POST = endpoint(async ({ app, actor, body }) => ({
	filter: await app.savedFilters.save(actor, await body())
}));

export const fallback = allowOnly('GET', 'POST');
