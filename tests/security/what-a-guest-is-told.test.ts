import { afterEach, beforeEach, expect, it } from 'vitest';
import { actorOf } from '#domain/rights.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { Member } from '#domain/member.ts';
import type { Card } from '#domain/board/card.ts';
import { openOffice, type Office } from '#support/office.ts';
import { load as loadBoard } from '../../src/routes/board/+page.server.ts';
import { load as loadCard } from '../../src/routes/cards/[id]/+page.server.ts';

/** A guest of one meeting reads its cards with their owners' names, and learns of nobody else who works here. */
let office: Office;
let meeting: Meeting;
let card: Card;
let guest: Member;
beforeEach(async () => {
	office = await openOffice();
	meeting = await office.openMeeting();
	const cards = await office.write(meeting, '由市场部负责短视频内容制作，6月10日前完成初稿。');
	[card] = cards as [Card];
	({ guest } = await office.joinAsGuest(meeting));
});
afterEach(() => office.close());

it.each([
	['the board', () => loadBoard(eventOf(guest))],
	['a card', () => loadCard(eventOf(guest))]
])('%s', async (_, load) => {
	const told = JSON.stringify(await load());
	expect(told).toContain('市场部');
	const { departments, people } = office;
	const others = [
		...Object.values(departments).filter(({ name }) => name !== '市场部'),
		...Object.values(people)
	];
	expect(others.filter(({ name }) => told.includes(JSON.stringify(name)))).toEqual([]);
});

it('a member is told whom the card may be given to', async () => {
	const told = JSON.stringify(await loadCard(eventOf(office.people.ana)));
	expect(told).toContain(JSON.stringify(office.people.ben.name));
});

/** What Kit hands to `load`, as far as these pages look. */
function eventOf(member: Member) {
	const locals = {
		app: office.app,
		actor: actorOf(member),
		signedIn: { member },
		workspace: office.workspace
	};
	return { locals, url: new URL('http://127.0.0.1/'), params: { id: card.id } } as unknown as Parameters<
		typeof loadBoard
	>[0] &
		Parameters<typeof loadCard>[0];
}
