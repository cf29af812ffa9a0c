import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Card } from '#domain/board/card.ts';
import { openOffice, type Office } from '#support/office.ts';

const hour = 3_600_000;
let office: Office;
let card: Card;
beforeEach(async () => {
	office = await openOffice();
	const meeting = await office.openMeeting();
	[card] = (await office.write(meeting, '王芳6月6日前提交样机清单。')) as [Card];
});
afterEach(() => office.close());

const now = async () => (await office.storage.read.cards.find(card.id))!;
const happened = async () =>
	(await office.storage.read.events.ofCard(card.id)).filter(({ by }) => by.kind === 'clock');

test('an overdue card becomes delayed when the day changes where the workspace is', async () => {
	// The office opens on the 5th at 14:00 in Shanghai: 33 h 59 min later the 6th is not over.
	office.pass(33.9 * hour);
	expect(await office.app.dayClock.turn()).toBe(0);
	office.pass(0.2 * hour);
	expect(await office.app.dayClock.turn()).toBe(1);
	expect(await now()).toMatchObject({ status: 'delayed', delay: null, lateFor: '2024-06-06' });
	expect((await happened()).map(({ what }) => what)).toMatchObject([
		{ type: 'card-moved', from: 'not_started', to: 'delayed', delay: null }
	]);
});

test('never twice: not on the same day, not after a restart, not when somebody moved it back', async () => {
	office.pass(40 * hour);
	await Promise.all([office.app.dayClock.turn(), office.app.dayClock.turn()]);
	expect(await happened()).toHaveLength(1);
	const ana = office.as(office.people.ana);
	await office.app.boards.move(ana, { cardId: card.id, to: 'in_progress' });
	const after = await openOffice({ after: office.storage });
	after.pass(80 * hour);
	expect(await after.app.dayClock.turn()).toBe(0);
	expect(await now()).toMatchObject({ status: 'in_progress' });
});

test('a server that was down at the change of day catches up when it starts', async () => {
	office.pass(40 * hour);
	office.app.dayClock.start();
	await expect.poll(async () => (await now()).status).toBe('delayed');
	expect(office.failures).toEqual([]);
});

test('given a new day in the future it goes on, and is watched for that day', async () => {
	office.pass(40 * hour);
	await office.app.dayClock.turn();
	const ana = office.as(office.people.ana);
	expect(await office.app.boards.edit(ana, card.id, { due: '2024-06-10' })).toMatchObject({
		status: 'in_progress'
	});
	office.pass(96 * hour);
	expect(await office.app.dayClock.turn()).toBe(1);
});
