import type { MeetingFacts } from '#server/meetings/meetings.ts';
import { allowOnly, endpoint } from '../../../endpoint.ts';

export const GET = endpoint(async ({ app, actor, param }) => ({
	meeting: await app.meetings.find(actor, param('id'))
}));

export const PATCH = endpoint(async ({ app, actor, param, body }) => ({
	meeting: await app.meetings.edit(actor, param('id'), await body<MeetingFacts>())
}));

export const fallback = allowOnly('GET', 'PATCH');
