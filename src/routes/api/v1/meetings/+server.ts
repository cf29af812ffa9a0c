import type { OpenInput } from '#server/meetings/meetings.ts';
import { allowOnly, endpoint } from '../../endpoint.ts';

export const GET = endpoint(async ({ app, actor }) => ({ meetings: await app.meetings.list(actor) }));

export const POST = endpoint(
	async ({ app, actor, body }) => ({ meeting: await app.meetings.open(actor, await body<OpenInput>()) }),
	{ status: 201 }
);

export const fallback = allowOnly('GET', 'POST');
