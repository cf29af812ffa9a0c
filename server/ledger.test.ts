import { beforeEach, describe, expect, it } from 'vitest';
import { actorOf } from '#domain/rights.ts';
import type { LiveEntry } from '#sync/live-protocol.ts';
import { makeCard, makeMeeting, meetingStart, members, moveIn, workspace } from '#support/cast.ts';
import { createLiveFeed } from './feed/live-feed.ts';
import { createLedger, type Ledger, type LedgerEntry } from './ledger.ts';
import { createMemoryStorage } from './storage/memory/memory-storage.ts';
import type { Storage } from './storage/storage.ts';

const ana = actorOf(members.ana);

let storage: Storage;
let ledger: Ledger;
let heard: LiveEntry[][];
let untold: unknown[];
const onUntold = (failure: unknown) => untold.push(failure);
beforeEach(async () => {
	storage = createMemoryStorage();
	const feed = createLiveFeed();
	ledger = createLedger({ storage, feed, now: () => meetingStart, onUntold });
	await moveIn(storage);
	heard = [];
	untold = [];
	feed.subscribe((entries) => heard.push([...entries]));
});

const addCard = (id: string) => (entry: LedgerEntry) =>
	entry.card((seq) => ({
		isNew: true,
		card: makeCard({ id, version: seq }),
		what: { type: 'card-progressed', from: 0, to: 0 }
	}));
const progress = (id: string, to: number) => async (entry: LedgerEntry) => {
	const card = (await entry.stores.cards.find(id))!;
	return entry.card((seq) => ({
		card: { ...card, progress: to, version: seq },
		what: { type: 'card-progressed', from: card.progress, to }
	}));
};

describe('what is written', () => {
	it('is a state and an event, who and when', async () => {
		await ledger.write(ana, addCard('quote'));
		const [event] = await storage.read.events.ofCard('quote');
		expect(event).toMatchObject({
			by: { kind: 'member', id: 'ana', name: 'Ana' },
			at: meetingStart,
			workspaceId: workspace.id
		});
		expect((await storage.read.cards.find('quote'))?.version).toBe(event?.seq);
	});

	it('by a part of the product says so', async () => {
		await ledger.write({ kind: 'clock', workspaceId: workspace.id }, addCard('quote'));
		expect((await storage.read.events.ofCard('quote'))[0]?.by).toEqual({ kind: 'clock' });
	});

	it('is all there or not at all, and what is not there is not told', async () => {
		const attempt = ledger.write(ana, async (entry) => {
			await addCard('quote')(entry);
			await entry.meeting(makeMeeting(), { type: 'meeting-opened', title: 'x', formId: 'y' }, true);
			throw new Error('the rule said no');
		});
		await expect(attempt).rejects.toThrow('the rule said no');
		expect(await storage.read.cards.find('quote')).toBeNull();
		expect(await storage.read.events.lastSeq(workspace.id)).toBe(0);
		await ledger.write(ana, addCard('film'));
		expect(heard.flat().map(({ event }) => event.cardId)).toEqual(['film']);
	});
});

describe('what is told', () => {
	it('was committed before, and is told before the writer hears back', async () => {
		const feed = createLiveFeed();
		const tellingLedger = createLedger({ storage, feed, now: () => meetingStart, onUntold });
		const seen: unknown[] = [];
		feed.subscribe(([entry]) => {
			void storage.read.cards.find(entry!.card!.id).then((card) => seen.push(card?.version));
		});
		await tellingLedger.write(ana, addCard('quote'));
		await Promise.resolve();
		expect(seen).toEqual([1]);
	});

	it('comes in the order of the commits, one group for each', async () => {
		const ids = Array.from({ length: 20 }, (_, index) => `card-${index}`);
		await Promise.all(ids.map((id) => ledger.write(ana, addCard(id))));
		await Promise.all(
			ids.map((id) =>
				ledger.write(ana, async (entry) => {
					await progress(id, 25)(entry);
					await progress(id, 50)(entry);
				})
			)
		);
		const numbers = heard.flat().map(({ event }) => event.seq);
		expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
		expect(numbers).toHaveLength(60);
		expect(heard.map((group) => group.length)).toEqual([...Array(20).fill(1), ...Array(20).fill(2)]);
	});

	it('goes on after something that could not be told', async () => {
		const feed = createLiveFeed();
		const tellingLedger = createLedger({ storage, feed, now: () => meetingStart, onUntold });
		const stop = feed.subscribe(() => {
			throw new Error('a listener fell over');
		});
		// The command itself succeeded: what it wrote is on disk.
		await tellingLedger.write(ana, addCard('quote'));
		expect(untold).toHaveLength(1);
		stop();
		feed.subscribe((entries) => heard.push([...entries]));
		await tellingLedger.write(ana, addCard('film'));
		expect(heard.flat().map(({ event }) => event.cardId)).toEqual(['film']);
	});

	it('carries the card as it stands then or later, never older', async () => {
		await ledger.write(ana, addCard('quote'));
		await Promise.all([10, 20, 30].map((to) => ledger.write(ana, progress('quote', to))));
		for (const { event, card } of heard.flat()) expect(card!.version).toBeGreaterThanOrEqual(event.seq);
	});

	it('carries the place of the card’s sentence, and meetings of their own events', async () => {
		const meeting = makeMeeting();
		await ledger.write(ana, async (entry) => {
			await entry.meeting(meeting, { type: 'meeting-opened', title: 'x', formId: 'y' }, true);
			await addCard('quote')(entry);
			await entry.stores.cards.saveAnchor({
				cardId: 'quote',
				meetingId: meeting.id,
				runs: [{ client: 7, clock: 1, length: 3 }]
			});
			await entry.record({ type: 'people-changed' });
		});
		const [opened, said, people] = heard.flat();
		expect(opened).toMatchObject({ meeting, card: null });
		expect(said!.card!.anchor).toEqual({ from: { client: 7, clock: 1 }, to: { client: 7, clock: 3 } });
		expect(people).toMatchObject({ card: null, meeting: null });
	});
});

describe('what was missed', () => {
	it('is told from a number on, as far as asked for', async () => {
		for (const id of ['a', 'b', 'c']) await ledger.write(ana, addCard(id));
		const missed = await ledger.entriesSince(workspace.id, 1, 10);
		expect(missed.map(({ event, card }) => [event.seq, card?.id])).toEqual([
			[2, 'b'],
			[3, 'c']
		]);
		expect(await ledger.entriesSince(workspace.id, 0, 1)).toHaveLength(1);
		expect(await ledger.entriesSince('another', 0, 10)).toEqual([]);
	});
});
