import type { EditInput } from '#server/board/card-input.ts';
import { allowOnly, endpoint } from '../../../endpoint.ts';

export const GET = endpoint(({ app, actor, param }) => app.boards.find(actor, param('id')));

export const PATCH = endpoint(async ({ app, actor, param, body }) => ({
	card: await app.boards.edit(actor, param('id'), await body<EditInput>())
}));

export const fallback = allowOnly('GET', 'PATCH');
