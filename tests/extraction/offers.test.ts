import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '#domain/board/card.ts';
import type { Meeting } from '#domain/meeting.ts';
import { openOffice, type Office } from '#support/office.ts';

/** What people say of sentences: this is an action item, this is none. */
const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code });

const sure = '王芳6月10日前提交样机清单。';
const doubtful = '会后确认海报尺寸。';

let office: Office;
let meeting: Meeting;
beforeEach(async () => {
	office = await openOffice();
	meeting = await office.openMeeting();
});
afterEach(async () => {
	expect(office.failures).toEqual([]);
	await office.close();
});

const offers = () => office.app.offers;
const ben = () => office.as(office.people.ben);
const onBoard = () => office.storage.read.cards.list(office.workspace.id);
const all = () => office.storage.read.cards.list(office.workspace.id, { offBoard: true });
const accept = (quote = doubtful) => offers().accept(ben(), { meetingId: meeting.id, quote });
const readAgain = () => office.app.follower.readNow(meeting.documentId);

describe('a doubtful sentence', () => {
	beforeEach(() => office.write(meeting, doubtful));

	it('makes no card by itself', async () => {
		expect(await all()).toEqual([]);
	});

	it('makes one when accepted, once, however often and by how many', async () => {
		const made = await Promise.all([
			accept(),
			accept(),
			offers().accept(office.as(office.people.ana), { meetingId: meeting.id, quote: doubtful })
		]);
		await accept();
		await readAgain();
		const cards = await onBoard();
		expect(cards).toHaveLength(1);
		expect(new Set(made.map(({ id }) => id))).toEqual(new Set([cards[0]!.id]));
		const [said] = await office.storage.read.events.ofCard(cards[0]!.id);
		expect(said!.by).toMatchObject({ kind: 'member' });
	});

	it('is known by its words: spaces and marks do not count', async () => {
		expect((await accept('「会后 确认海报尺寸！」')).said?.quote).toBe('会后确认海报尺寸');
	});

	it('that was dismissed can still be accepted', async () => {
		await offers().dismiss(ben(), { meetingId: meeting.id, quote: doubtful });
		const card = await accept();
		expect(card.source).toBe('said');
		expect(await offers().dismissals(meeting.id)).toEqual([]);
	});

	it('cannot be accepted when it is not there any more', async () => {
		await expect(accept('会后确认传单尺寸')).rejects.toEqual(refusal('conflict'));
	});
});

describe('a sentence that is dismissed before anybody read it', () => {
	it('makes no card', async () => {
		await offers().dismiss(ben(), { meetingId: meeting.id, quote: sure });
		await office.write(meeting, sure);
		expect(await all()).toEqual([]);
	});
});

describe('a card', () => {
	let card: Card;
	beforeEach(async () => {
		[card] = (await office.write(meeting, sure)) as [Card];
	});

	it('leaves the board when its sentence is none, and stays away', async () => {
		await offers().dismissCard(ben(), card.id);
		await readAgain();
		expect(await onBoard()).toEqual([]);
		expect(await all()).toMatchObject([{ id: card.id, source: 'dismissed' }]);
		expect((await office.storage.read.events.ofCard(card.id)).at(-1)).toMatchObject({
			by: { kind: 'member', name: 'Ben' },
			what: { type: 'card-source-changed', from: 'said', to: 'dismissed' }
		});
	});

	it('comes back when asked for, or when its sentence is accepted', async () => {
		await offers().dismissCard(ben(), card.id);
		await offers().restoreCard(ben(), card.id);
		expect(await onBoard()).toMatchObject([{ id: card.id, source: 'said' }]);
		await offers().dismissCard(ben(), card.id);
		expect((await accept(sure)).id).toBe(card.id);
		expect(await onBoard()).toMatchObject([{ id: card.id, source: 'said' }]);
	});

	it('is not dismissed or brought back twice', async () => {
		await offers().dismissCard(ben(), card.id);
		await offers().dismissCard(ben(), card.id);
		await offers().restoreCard(ben(), card.id);
		await offers().restoreCard(ben(), card.id);
		expect(await office.storage.read.events.ofCard(card.id)).toHaveLength(3);
	});

	it('whose sentence is gone is not brought back without it', async () => {
		await office.storage.transaction(({ cards }) => cards.update({ ...card, source: 'withdrawn' }));
		await expect(offers().restoreCard(ben(), card.id)).rejects.toEqual(refusal('stale-move'));
		await expect(offers().dismissCard(ben(), card.id)).rejects.toEqual(refusal('stale-move'));
	});

	it('of signed minutes stays as it is', async () => {
		for (const to of ['draft', 'circulated', 'signed'] as const)
			await office.app.meetings.becomes(ben(), meeting.id, to);
		await expect(offers().dismissCard(ben(), card.id)).rejects.toEqual(refusal('meeting-closed'));
		await expect(accept(sure)).rejects.toEqual(refusal('meeting-closed'));
	});

	it('is not known to a guest of another meeting', async () => {
		const { guest } = await office.joinAsGuest(await office.openMeeting({ title: '预算会' }));
		await expect(offers().dismissCard(office.as(guest), card.id)).rejects.toEqual(refusal('not-found'));
		await expect(offers().dismiss(office.as(guest), { meetingId: meeting.id, quote: sure })).rejects.toEqual(
			refusal('not-found')
		);
	});
});
