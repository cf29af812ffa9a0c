import { allowOnly, endpoint } from '../../../../endpoint.ts';
import { itemRecord } from './item-record.ts';

export const GET = endpoint(async ({ app, actor, param }) => {
	const meeting = await app.meetings.find(actor, param('id'));
	const { cards } = await app.boards.list(actor, { meetingId: meeting.id });
	const names = await app.people.namesForMeeting(actor, meeting);
	return { doc: meeting.id, date: meeting.day, items: cards.map((card) => itemRecord(card, names)) };
});

export const fallback = allowOnly('GET');
