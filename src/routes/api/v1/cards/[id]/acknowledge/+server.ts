import type { App } from '#server/app.ts';
import { allowOnly, endpoint } from '../../../../endpoint.ts';

type Input = Parameters<App['reports']['acknowledge']>[1];

export const POST = endpoint(async ({ app, actor, param, body }) => ({
	card: await app.reports.acknowledge(actor, { ...(await body<Input>()), cardId: param('id') })
}));

export const fallback = allowOnly('POST');
