import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '#domain/board/card.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { Actor } from '#domain/rights.ts';
import { openOffice, type Office } from '#support/office.ts';
import { removedStay } from './removed-cards.ts';

const sentence = '王芳6月10日前提交样机清单。';

let office: Office;
let ana: Actor;
let meeting: Meeting;
let card: Card;
beforeEach(async () => {
	office = await openOffice();
	ana = office.as(office.people.ana);
	meeting = await office.openMeeting();
	[card] = (await office.write(meeting, sentence)) as [Card];
});
afterEach(() => office.close());

const find = async () => (await office.storage.read.cards.find(card.id))!;
const listed = async () => (await office.app.removedCards.list(ana)).map(({ card }) => card.id);
/** Its sentence was deleted before anybody had worked on it. */
const withdraw = (more = {}) =>
	office.app.ledger.write({ kind: 'extraction', workspaceId: office.workspace.id }, (entry) =>
		entry.card((version) => ({
			card: { ...card, source: 'withdrawn', version },
			what: { type: 'card-source-changed', from: 'said', to: 'withdrawn', quote: sentence, ...more }
		}))
	);

describe('a card that was dismissed', () => {
	test('is listed with who did it, and taken back as it was', async () => {
		await office.app.offers.dismissCard(ana, card.id);
		expect(await office.app.removedCards.list(ana)).toMatchObject([
			{ card: { id: card.id, source: 'dismissed' }, by: { kind: 'member', name: 'Ana' } }
		]);
		const back = await office.app.removedCards.takeBack(ana, { cardId: card.id });
		expect(back).toMatchObject({ ...card, version: back.version });
		expect(await listed()).toEqual([]);
		expect(await office.app.offers.dismissals(meeting.id)).toEqual([]);
	});

	test('is taken back although the minutes are signed by now', async () => {
		await office.app.offers.dismissCard(ana, card.id);
		for (const to of ['draft', 'circulated', 'signed'] as const)
			await office.app.meetings.becomes(ana, meeting.id, to);
		await office.app.removedCards.takeBack(ana, { cardId: card.id });
		expect(await find()).toMatchObject({ source: 'said' });
	});
});

test('a card whose sentence is gone is taken back without it, and stays when the minutes are read again', async () => {
	await withdraw();
	expect(await listed()).toEqual([card.id]);
	await office.app.removedCards.takeBack(ana, { cardId: card.id });
	expect(await find()).toMatchObject({ source: 'detached', said: card.said });
	expect(await listed()).toEqual([]);
});

test('a card whose sentence was typed anew and has its earlier card again says so', async () => {
	await withdraw({ heldBy: 'the earlier card' });
	expect(await office.app.removedCards.list(ana)).toMatchObject([
		{ card: { id: card.id }, isTypedAgain: true }
	]);
});

test('it is listed for 30 days, and kept and taken back after that too', async () => {
	await office.app.offers.dismissCard(ana, card.id);
	office.pass(removedStay - 60_000);
	expect(await listed()).toEqual([card.id]);
	office.pass(120_000);
	expect(await listed()).toEqual([]);
	await office.app.removedCards.takeBack(ana, { cardId: card.id });
	expect(await find()).toMatchObject({ source: 'said' });
});

test('who may not see the board may not see or take back what left it', async () => {
	await office.app.offers.dismissCard(ana, card.id);
	const guest = office.as((await office.joinAsGuest(meeting)).guest);
	await expect(office.app.removedCards.list(guest)).rejects.toMatchObject({ code: 'forbidden' });
	const taking = office.app.removedCards.takeBack(guest, { cardId: card.id });
	await expect(taking).rejects.toMatchObject({ code: 'forbidden' });
	expect(await find()).toMatchObject({ source: 'dismissed' });
});

test('a card that is on the board cannot be taken back', async () => {
	const taking = office.app.removedCards.takeBack(ana, { cardId: card.id });
	await expect(taking).rejects.toMatchObject({ code: 'stale-move' });
});
