import type { App } from '#server/app.ts';
import { allowOnly, endpoint } from '../../../../endpoint.ts';

type Input = Parameters<App['undo']['undo']>[1];

export const POST = endpoint(async ({ app, actor, param, body }) => ({
	card: await app.undo.undo(actor, { ...(await body<Input>()), cardId: param('id') })
}));

export const fallback = allowOnly('POST');
