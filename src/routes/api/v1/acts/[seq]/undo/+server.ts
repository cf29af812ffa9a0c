import { allowOnly, endpoint } from '../../../../endpoint.ts';

export const POST = endpoint(async ({ app, actor, param, body }) => ({
	cards: await app.undo.undoAct(actor, { ...(await body()), seq: Number(param('seq')) })
}));

export const fallback = allowOnly('POST');
