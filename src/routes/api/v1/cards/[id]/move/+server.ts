import type { MoveInput } from '#server/board/card-input.ts';
import { allowOnly, endpoint } from '../../../../endpoint.ts';

export const POST = endpoint(async ({ app, actor, param, body }) => ({
	card: await app.boards.move(actor, { ...(await body<MoveInput>()), cardId: param('id') })
}));

export const fallback = allowOnly('POST');
