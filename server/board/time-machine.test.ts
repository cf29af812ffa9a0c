import { beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '#domain/board/card.ts';
import type { Status } from '#domain/board/status.ts';
import { addDays, type Day } from '#domain/day.ts';
import { createLiveFeed } from '#server/feed/live-feed.ts';
import { createLedger, type Ledger } from '#server/ledger.ts';
import { actorOf } from '#domain/rights.ts';
import { createMemoryStorage } from '#server/storage/memory/memory-storage.ts';
import type { Storage } from '#server/storage/storage.ts';
import {
	makeCard,
	makeGuest,
	meetingDay as wednesday,
	meetingStart,
	members,
	moveIn,
	workspace
} from '#support/cast.ts';
import { createTimeMachine, type TimeMachine } from './time-machine.ts';

const ana = actorOf(members.ana);
const hour = 3_600_000;
/** It was Wednesday, 14:00 in Shanghai. */
const tuesday = addDays(wednesday, -1);

let at: number;
let storage: Storage;
let ledger: Ledger;
let machine: TimeMachine;
beforeEach(async () => {
	at = meetingStart;
	storage = createMemoryStorage();
	const now = () => at;
	const onUntold = (failure: unknown) => {
		throw failure;
	};
	ledger = createLedger({ storage, feed: createLiveFeed(), now, onUntold });
	machine = createTimeMachine({ storage, now });
	await moveIn(storage);
});

const make = (id: string, overrides: Partial<Card> = {}) =>
	ledger.write(ana, (entry) =>
		entry.card((version) => ({
			card: makeCard({ id, createdAt: entry.now, statusSince: entry.now, ...overrides, version }),
			what: { type: 'card-progressed', from: 0, to: 0 },
			isNew: true
		}))
	);

const change = (card: Card, overrides: Partial<Card>) =>
	ledger.write(ana, (entry) =>
		entry.card((version) => ({
			card: { ...card, ...overrides, version },
			what: { type: 'card-progressed', from: 0, to: 0 }
		}))
	);

async function boardOf(day: Day) {
	const { cards } = await machine.show(ana, { day });
	return Object.fromEntries(cards.map(({ id, status }): [string, Status] => [id, status]));
}

describe('the board of a day', () => {
	test('is what stood when it ended in the zone of the workspace, to the minute', async () => {
		const quote = await make('quote');
		at += 9.99 * hour;
		const moved = await change(quote, { status: 'in_progress' });
		at += 0.02 * hour;
		await change(moved, { status: 'done' });
		expect(await boardOf(tuesday)).toEqual({});
		expect(await boardOf(wednesday)).toEqual({ quote: 'in_progress' });
		expect(await boardOf(addDays(wednesday, 1))).toEqual({ quote: 'done' });
	});

	test('is the card of then in every field, its version too', async () => {
		const quote = await make('quote');
		at += 24 * hour;
		await change(await change(quote, { progress: 40 }), { progress: 80, said: null, status: 'delayed' });
		expect((await machine.show(ana, { day: wednesday })).cards).toEqual([quote]);
	});

	test('says what has become of it since', async () => {
		const [quote, video] = [await make('quote'), await make('video')];
		await make('plan');
		at += 24 * hour;
		await change(quote, { status: 'done' });
		await change(video, { source: 'dismissed' });
		await make('training');
		expect(await boardOf(wednesday)).toEqual({
			quote: 'not_started',
			video: 'not_started',
			plan: 'not_started'
		});
		expect((await machine.show(ana, { day: wednesday })).since).toEqual({
			moved: { quote: 'done' },
			gone: ['video'],
			made: 1
		});
	});

	test('holds no card that was off the board then, and brings it back for the day it was on it', async () => {
		const quote = await make('quote', { source: 'withdrawn' });
		at += 24 * hour;
		const back = await change(quote, { source: 'said' });
		at += 24 * hour;
		await change(back, { source: 'dismissed' });
		expect(await boardOf(wednesday)).toEqual({});
		expect(await boardOf(addDays(wednesday, 1))).toEqual({ quote: 'not_started' });
		expect(await boardOf(addDays(wednesday, 2))).toEqual({});
	});

	test('holds what had been done within 30 days of it, or all of it', async () => {
		await make('old', { status: 'done', statusSince: at - 40 * 24 * hour });
		await make('late', { status: 'done', statusSince: at - 20 * 24 * hour });
		expect(await boardOf(wednesday)).toEqual({ late: 'done' });
		expect((await machine.show(ana, { day: wednesday, allDone: true })).cards).toHaveLength(2);
		at += 20 * 24 * hour;
		expect(await boardOf(wednesday)).toEqual({ late: 'done' });
	});

	test('is that of a project by the project of then', async () => {
		const projectId = 'project0000000';
		const quote = await make('quote', { projectId });
		await make('video');
		at += 24 * hour;
		await change(quote, { projectId: null });
		const { cards, since } = await machine.show(ana, { day: wednesday, projectId });
		expect(cards.map(({ id }) => id)).toEqual(['quote']);
		expect(since).toEqual({ moved: {}, gone: [], made: 0 });
	});

	test('leaves out and counts what older versions did not keep', async () => {
		const quote = await make('quote');
		await make('video');
		at += 24 * hour;
		await storage.transaction(async ({ events, cards }) => {
			const what = { type: 'card-progressed', from: 0, to: 9 } as const;
			const { seq } = await events.append({
				workspaceId: workspace.id,
				at,
				by: { kind: 'clock' },
				meetingId: null,
				cardId: quote.id,
				what
			});
			await cards.update({ ...quote, progress: 9, version: seq });
		});
		expect(await machine.show(ana, { day: wednesday })).toMatchObject({
			cards: [{ id: 'video' }],
			unknown: 1
		});
	});

	test('is read whole, however much has happened since', async () => {
		let card = await make('quote');
		at += 24 * hour;
		for (let progress = 1; progress <= 4_100; progress++) card = await change(card, { progress });
		expect((await machine.show(ana, { day: wednesday })).cards).toMatchObject([{ progress: 0 }]);
	});
});

test('of a day that has not come, and to guests, nothing is told', async () => {
	const tomorrow = machine.show(ana, { day: addDays(wednesday, 1) });
	await expect(tomorrow).rejects.toMatchObject({ code: 'invalid-input' });
	const guest = actorOf(makeGuest('weekly'));
	await expect(machine.show(guest, { day: tuesday })).rejects.toMatchObject({ code: 'forbidden' });
});
