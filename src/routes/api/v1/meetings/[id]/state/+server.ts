import type { MeetingState } from '#domain/meeting.ts';
import { allowOnly, endpoint } from '../../../../endpoint.ts';

export const POST = endpoint(async ({ app, actor, param, body }) => {
	const { to } = await body<{ to: MeetingState }>();
	return { meeting: await app.meetings.becomes(actor, param('id'), to) };
});

export const fallback = allowOnly('POST');
