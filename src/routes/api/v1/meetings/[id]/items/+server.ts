import { allowOnly, endpoint } from '../../../../endpoint.ts';
import { itemRecord } from './item-record.ts';

export const GET = endpoint(async ({ app, actor, param }) => {
	const meeting = await app.meetings.find(actor, param('id'));
	const { cards } = await app.boards.list(actor, { meetingId: meeting.id });
	const directory = await app.people.directory(meeting.workspaceId);
	return { doc: meeting.id, date: meeting.day, items: cards.map((card) => itemRecord(card, directory)) };
});

export const fallback = allowOnly('GET');
