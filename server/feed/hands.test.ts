import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actorOf } from '#domain/rights.ts';
import { createMemoryStorage } from '#server/storage/memory/memory-storage.ts';
import type { Storage } from '#server/storage/storage.ts';
import { holdLasts } from '#sync/live-protocol.ts';
import { makeCard, makeMember, members, moveIn } from '#support/cast.ts';
import { createHands, type Hands } from './hands.ts';

const [quote, video, dismissed] = [
	makeCard({ id: 'quote' }),
	makeCard({ id: 'video' }),
	makeCard({ id: 'dismissed', source: 'dismissed' })
];
const ana = actorOf(members.ana);

let storage: Storage;
let hands: Hands;
let told: string[];
beforeEach(async () => {
	vi.useFakeTimers();
	storage = createMemoryStorage();
	await moveIn(storage);
	await storage.transaction(async ({ cards }) => {
		for (const card of [quote, video, dismissed]) await cards.insert(card);
	});
	hands = createHands({ storage });
	told = [];
	hands.hear(({ by, card }, isHeld) => told.push(`${by.name} ${isHeld ? 'takes' : 'leaves'} ${card.id}`));
});
afterEach(() => vi.useRealTimers());

describe('a hand', () => {
	it('that takes another card lets go of the first', async () => {
		const hand = hands.open(ana);
		await hand.hold('quote');
		await hand.hold('video');
		expect(told).toEqual(['Ana takes quote', 'Ana leaves quote', 'Ana takes video']);
		expect(hands.held().map(({ card }) => card.id)).toEqual(['video']);
	});

	it('is opened by silence, and kept closed by saying so again', async () => {
		const hand = hands.open(ana);
		await hand.hold('quote');
		await vi.advanceTimersByTimeAsync(holdLasts - 1);
		await hand.hold('quote');
		await vi.advanceTimersByTimeAsync(holdLasts - 1);
		expect(told).toEqual(['Ana takes quote']);
		await vi.advanceTimersByTimeAsync(1);
		expect(told).toEqual(['Ana takes quote', 'Ana leaves quote']);
		expect(vi.getTimerCount()).toBe(0);
	});

	it('of a person is one for each page: both may hold the same card', async () => {
		const [one, other] = [hands.open(ana), hands.open(ana)];
		await one.hold('quote');
		await other.hold('quote');
		one.close();
		expect(hands.held()).toHaveLength(1);
	});

	it('that lets go while we still look for the card holds nothing', async () => {
		const hand = hands.open(ana);
		const taking = hand.hold('quote');
		hand.close();
		await taking;
		expect(told).toEqual([]);
	});

	it.each(['nowhere', 'dismissed'])('does not hold a card that is not on the board: %s', async (id) => {
		await hands.open(ana).hold(id);
		expect(hands.held()).toEqual([]);
	});

	it('of another workspace holds nothing', async () => {
		await hands.open(actorOf(makeMember({ workspaceId: 'elsewhere' }))).hold('quote');
		expect(hands.held()).toEqual([]);
	});

	it('that grabs at everything is not listened to for a while', async () => {
		const hand = hands.open(ana);
		for (let time = 0; time < 200; time++) await hand.hold(time % 2 ? 'quote' : 'video');
		expect(told.filter((one) => one.includes('takes')).length).toBeLessThan(15);
		await vi.advanceTimersByTimeAsync(2_000);
		await hand.hold('quote');
		expect(told.at(-1)).toBe('Ana takes quote');
	});
});
