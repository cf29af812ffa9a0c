import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { effectiveFields, type Card } from '#domain/board/card.ts';
import type { Actor } from '#domain/rights.ts';
import { openOffice, type Office } from '#support/office.ts';

let office: Office;
let ana: Actor;
let ben: Actor;
let card: Card;
beforeEach(async () => {
	office = await openOffice();
	ana = office.as(office.people.ana);
	ben = office.as(office.people.ben);
	const meeting = await office.openMeeting();
	[card] = (await office.write(meeting, '王芳6月10日前提交样机清单。')) as [Card];
});
afterEach(async () => {
	expect(office.failures).toEqual([]);
	await office.close();
});

const undo = (actor: Actor, seq: number, evenSo = false) =>
	office.app.undo.undo(actor, { cardId: card.id, seq, evenSo });
const move = (actor: Actor, form: Omit<Parameters<Office['app']['boards']['move']>[1], 'cardId'>) =>
	office.app.boards.move(actor, { cardId: card.id, ...form });
const now = async () => (await office.storage.read.cards.find(card.id))!;
/** Everything but the number of the last event and the place in the column. */
const facts = ({ version: _, rank: __, ...rest }: Card) => rest;

describe('what one did oneself', () => {
	test('is taken back whole: column, day, reason and progress, by an event that says of what', async () => {
		await office.app.boards.edit(ana, card.id, { progress: 40 });
		const before = await now();
		const delayed = await move(ana, { to: 'delayed', reason: '等报价', newDay: '2024-06-14' });
		await undo(ana, delayed.version);
		expect(facts(await now())).toEqual(facts(before));
		const { events } = await office.app.boards.find(ana, card.id);
		expect(events.at(-1)?.what).toMatchObject({
			type: 'card-undone',
			undoes: delayed.version,
			what: { type: 'card-moved', to: 'delayed' }
		});
	});

	test('is one act though it was several events', async () => {
		const before = await now();
		await move(ben, { to: 'delayed', reason: '等报价', newDay: '2024-06-14' });
		const delayed = await now();
		const edited = await office.app.boards.edit(ana, card.id, { due: '2024-06-20', progress: 30 });
		expect(edited.status).toBe('in_progress');
		await undo(ana, edited.version);
		expect(facts(await now())).toEqual(facts(delayed));
		expect(effectiveFields(before).due).toBe('2024-06-10');
	});

	test('is taken back once, and that again as an act of its own', async () => {
		const moved = await move(ana, { to: 'in_progress' });
		const undone = await undo(ana, moved.version);
		await expect(undo(ana, moved.version)).rejects.toThrow('already-undone');
		expect((await undo(ana, undone.version)).status).toBe('in_progress');
	});

	test('that no action item it is, is forgotten with it', async () => {
		await office.app.offers.dismissCard(ana, card.id);
		expect(await office.app.offers.dismissals(card.meetingId!)).toHaveLength(1);
		expect((await undo(ana, (await now()).version)).source).toBe('said');
		expect(await office.app.offers.dismissals(card.meetingId!)).toEqual([]);
	});
});

describe('when others changed the card since', () => {
	test('it is said, nothing is changed, and it can be done all the same; theirs stays', async () => {
		const moved = await move(ana, { to: 'in_progress' });
		await office.app.boards.edit(ben, card.id, { priority: 'high' });
		const before = await now();
		await expect(undo(ana, moved.version)).rejects.toThrow('changed-since');
		expect(await now()).toEqual(before);
		const after = await undo(ana, moved.version, true);
		expect(after.status).toBe('not_started');
		expect(effectiveFields(after).priority).toBe('high');
	});
});

describe('it cannot be taken back', () => {
	test('what somebody else did', async () => {
		const moved = await move(ben, { to: 'in_progress' });
		await expect(undo(ana, moved.version)).rejects.toThrow('cannot-undo');
	});

	test('that the minutes said it', async () => {
		await expect(undo(ana, card.version)).rejects.toThrow('cannot-undo');
	});

	test('by a guest', async () => {
		const { guest } = await office.joinAsGuest((await office.storage.read.meetings.find(card.meetingId!))!);
		await expect(undo(office.as(guest), card.version)).rejects.toThrow('forbidden');
	});
});
