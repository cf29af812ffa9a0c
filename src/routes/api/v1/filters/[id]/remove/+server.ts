import { allowOnly, endpoint, nothing } from '../../../../endpoint.ts';

export const POST = endpoint(async ({ app, actor, param }) => {
	await app.savedFilters.remove(actor, param('id'));
	return nothing();
});

export const fallback = allowOnly('POST');
