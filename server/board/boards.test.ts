import { beforeEach, describe, expect, test } from 'vitest';
import { arrangeBoard } from '#domain/board/board.ts';
import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
import { effectiveFields, type Card } from '#domain/board/card.ts';
import type { Status } from '#domain/board/status.ts';
import { actorOf, type Actor } from '#domain/rights.ts';
import { createLiveFeed } from '#server/feed/live-feed.ts';
import { createLedger } from '#server/ledger.ts';
import { createMemoryStorage } from '#server/storage/memory/memory-storage.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { LiveEntry } from '#sync/live-protocol.ts';
import {
	departments,
	makeCard,
	makeGuest,
	makeMember,
	makeWorkspace,
	meetingStart,
	members,
	moveIn,
	workspace
} from '#support/cast.ts';
import { createBoards, type Boards } from './boards.ts';
import type { MoveInput } from './card-input.ts';

const ana = actorOf(members.ana);
const ben = actorOf(members.ben);
const guest = actorOf(makeGuest('weekly'));
const seller = makeMember({ id: id('seller'), departmentIds: [departments.SAL.id] });

let storage: Storage;
let boards: Boards;
let heard: LiveEntry[];

beforeEach(async () => {
	storage = createMemoryStorage();
	const feed = createLiveFeed();
	const now = () => meetingStart;
	boards = createBoards({
		storage,
		ledger: createLedger({ storage, feed, now, onUntold: fail }),
		calendar: chineseCalendar
	});
	heard = [];
	feed.subscribe((entries) => heard.push(...entries));
	await moveIn(storage);
	await storage.transaction((stores) => stores.people.insertMember(seller, null));
});

describe('where a dropped card stands', () => {
	beforeEach(() =>
		putCards({ a: 'a0', b: 'a1', c: 'a2', x: ['in_progress', 'a0'], y: ['in_progress', 'a1'] })
	);

	test('between the two it was dropped between', async () => {
		await move(ana, 'x', { above: 'a', below: 'b' });
		expect(await column('not_started')).toEqual(['a', 'x', 'b', 'c']);
	});

	test('at either end', async () => {
		await move(ana, 'x', { above: null, below: 'a' });
		await move(ana, 'y', { above: 'c', below: null });
		expect(await column('not_started')).toEqual(['x', 'a', 'b', 'c', 'y']);
	});

	test('at the end when no place is named', async () => {
		await move(ana, 'x', {});
		expect(await column('not_started')).toEqual(['a', 'b', 'c', 'x']);
	});

	test('where it stood when its own column is named without a place', async () => {
		await move(ana, 'b', {});
		expect(await column('not_started')).toEqual(['a', 'b', 'c']);
	});

	test('within its own column', async () => {
		await move(ana, 'c', { above: null, below: 'a' });
		expect(await column('not_started')).toEqual(['c', 'a', 'b']);
	});

	test('in a gap that somebody else took first: both stand in it, on ranks of their own', async () => {
		await move(ana, 'x', { above: 'a', below: 'b' });
		await move(ben, 'y', { above: 'a', below: 'b' });
		expect(await column('not_started')).toEqual(['a', 'y', 'x', 'b', 'c']);
		expect(await sharedRanks()).toEqual([]);
	});

	test('just after the card above it when the one below has gone', async () => {
		await move(ben, 'b', { to: 'done' });
		await move(ana, 'x', { above: 'a', below: 'b' });
		expect(await column('not_started')).toEqual(['a', 'x', 'c']);
		expect(await sharedRanks()).toEqual([]);
	});

	test('just before the card below it when the one above has gone', async () => {
		await move(ben, 'b', { to: 'done' });
		await move(ana, 'x', { above: 'b', below: 'c' });
		expect(await column('not_started')).toEqual(['a', 'x', 'c']);
		expect(await sharedRanks()).toEqual([]);
	});

	test('just after the card above it when the two now stand the other way round', async () => {
		await move(ben, 'a', { above: 'c', below: null });
		await move(ana, 'x', { above: 'a', below: 'b' });
		expect(await column('not_started')).toEqual(['b', 'c', 'a', 'x']);
	});

	test('at the end when both neighbours have gone', async () => {
		await move(ben, 'a', { to: 'done' });
		await move(ben, 'b', { to: 'done' });
		await move(ana, 'x', { above: 'a', below: 'b' });
		expect(await column('not_started')).toEqual(['c', 'x']);
	});

	test('beside no card of another company', async () => {
		const other = makeWorkspace();
		await storage.transaction(async (stores) => {
			await stores.workspaces.insert(other);
			await stores.cards.insert(makeCard({ id: id('foreign'), rank: 'Zz', workspaceId: other.id }));
		});
		await move(ana, 'x', { above: 'foreign', below: null });
		expect(await column('not_started')).toEqual(['a', 'b', 'c', 'x']);
	});

	test('apart from all others, however many drop at the same place', async () => {
		for (let times = 0; times < 20; times++) {
			await move(ana, 'x', { above: 'a', below: 'b' });
			await move(ben, 'y', { above: 'a', below: null });
			await move(ben, 'c', { above: null, below: 'b' });
		}
		expect(await sharedRanks()).toEqual([]);
		expect((await column('not_started'))[0]).toBe('a');
		expect((await column('not_started')).at(-1)).toBe('b');
	});
});

describe('what a move changes', () => {
	beforeEach(() => putCards({ a: 'a0' }));

	test('done is all of it, and back from done is none of it', async () => {
		await boards.edit(ana, id('a'), { progress: 60 });
		expect((await move(ana, 'a', { to: 'done' })).progress).toBe(100);
		expect((await move(ana, 'a', { to: 'in_progress', reason: '客户退回' })).progress).toBe(0);
	});

	test('progress made stays when the card only changes columns', async () => {
		await boards.edit(ana, id('a'), { progress: 60 });
		expect((await move(ana, 'a', { to: 'in_progress' })).progress).toBe(60);
	});

	test('[R-16] delayed takes a reason and a new day, which becomes the due day', async () => {
		const card = await move(ana, 'a', { to: 'delayed', reason: '等待供应商报价', newDay: '2024-06-14' });
		expect(card.delay).toEqual({
			reason: '等待供应商报价',
			newDay: '2024-06-14',
			at: meetingStart,
			notice: 'in-time'
		});
		expect(effectiveFields(card).due).toBe('2024-06-14');
		expect(card.said!.due).toBe('2024-06-10');
	});

	test.each<[string, Partial<MoveInput>]>([
		['needs-reason', { newDay: '2024-06-14' }],
		['needs-new-day', { reason: '等待供应商报价' }],
		['day-not-after', { reason: '等待供应商报价', newDay: '2024-06-09' }]
	])('[R-16] delayed is refused with %s, and nothing changes', async (code, form) => {
		const before = await storage.read.cards.find(id('a'));
		await expect(move(ana, 'a', { to: 'delayed', ...form })).rejects.toThrow(code);
		expect(await storage.read.cards.find(id('a'))).toEqual(before);
		expect(heard).toEqual([]);
	});

	test('out of delayed the reason is history', async () => {
		await move(ana, 'a', { to: 'delayed', reason: '等待供应商报价', newDay: '2024-06-14' });
		expect((await move(ana, 'a', { to: 'in_progress' })).delay).toBeNull();
	});

	test('of two people who move the same card the last one wins, and everybody hears both in that order', async () => {
		const [first, second] = await Promise.all([
			move(ana, 'a', { to: 'in_progress' }),
			move(ben, 'a', { to: 'done' })
		]);
		expect(second.version).toBeGreaterThan(first.version);
		expect(await storage.read.cards.find(id('a'))).toMatchObject({ status: 'done', version: second.version });
		expect(heard.map(({ event }) => [event.by, event.what])).toMatchObject([
			[{ name: 'Ana' }, { type: 'card-moved', from: 'not_started', to: 'in_progress' }],
			[{ name: 'Ben' }, { type: 'card-moved', from: 'in_progress', to: 'done' }]
		]);
	});
});

describe('the rules of the workspace', () => {
	const rule = (boardRules: typeof workspace.boardRules) =>
		storage.transaction((stores) => stores.workspaces.update({ ...workspace, boardRules }));
	beforeEach(() =>
		storage.transaction((stores) =>
			stores.cards.insert(makeCard({ id: id('a'), said: { deliverable: null } }))
		)
	);

	test('by default done is noted without a deliverable, and what is done is not reopened without a reason', async () => {
		await move(ana, 'a', { to: 'done' });
		expect(heard.at(-1)?.event.what).toMatchObject({ to: 'done', lacks: ['needs-deliverable'] });
		await expect(move(ana, 'a', { to: 'in_progress' })).rejects.toThrow('needs-reopening-reason');
	});

	test('can block where they warned, and warn where they blocked', async () => {
		await rule({ delivery: 'block', delay: 'warn' });
		await expect(move(ana, 'a', { to: 'done' })).rejects.toThrow('needs-deliverable');
		expect((await move(ana, 'a', { to: 'delayed', reason: '等报价' })).delay).toMatchObject({
			reason: '等报价',
			newDay: null
		});
	});

	test('links that are no addresses of the web are refused', async () => {
		await expect(move(ana, 'a', { to: 'done', link: 'javascript:alert(1)' })).rejects.toThrow(
			'invalid-input'
		);
		const links = [{ title: 'x', url: 'data:text/html,x' }];
		await expect(boards.edit(ana, id('a'), { links })).rejects.toThrow('invalid-input');
	});
});

describe('who may move', () => {
	beforeEach(() => putCards({ a: 'a0' }));

	test('a guest sees the cards of the one meeting and moves none', async () => {
		await storage.transaction((stores) =>
			stores.cards.insert(makeCard({ id: id('m'), meetingId: 'weekly' }))
		);
		expect((await boards.list(guest)).cards.map(shortId)).toEqual(['m']);
		await expect(move(guest, 'm', { to: 'done' })).rejects.toThrow('forbidden');
		await expect(move(guest, 'a', { to: 'done' })).rejects.toThrow('not-found');
	});

	test('a stranger is not told that the card exists', async () => {
		const stranger: Actor = { ...ana, workspaceId: 'elsewhere' };
		await expect(move(stranger, 'a', { to: 'done' })).rejects.toThrow('not-found');
		await expect(boards.find(stranger, id('a'))).rejects.toThrow('not-found');
	});

	test.each(['withdrawn', 'dismissed'] as const)('a %s card is off the board and stays', async (source) => {
		await storage.transaction((stores) => stores.cards.insert(makeCard({ id: id('off'), source })));
		await expect(move(ana, 'off', { to: 'done' })).rejects.toThrow('stale-move');
		await expect(boards.edit(ana, id('off'), { due: null })).rejects.toThrow('stale-move');
	});
});

describe('fields changed by hand', () => {
	beforeEach(() => putCards({ a: 'a0' }));

	test('count from then on, and what the minutes say is kept', async () => {
		const card = await boards.edit(ana, id('a'), {
			due: '2024-06-12',
			owner: { kind: 'person', id: seller.id }
		});
		expect(effectiveFields(card)).toMatchObject({ due: '2024-06-12', owner: { id: seller.id } });
		expect(card.said).toMatchObject({ due: '2024-06-10', owner: { kind: 'department', id: 'dep-mkt' } });
	});

	test("the card counts for its new owner's department", async () => {
		const bySeller = await boards.edit(ana, id('a'), { owner: { kind: 'person', id: seller.id } });
		expect(bySeller.departmentId).toBe(departments.SAL.id);
		const byNobody = await boards.edit(ana, id('a'), { owner: { kind: 'name', name: '张*' } });
		expect(byNobody.departmentId).toBeNull();
	});

	test('an owner nobody knows is refused', async () => {
		await expect(boards.edit(ana, id('a'), { owner: { kind: 'person', id: id('nobody') } })).rejects.toThrow(
			'invalid-input'
		);
	});

	test('the same value again is no event', async () => {
		await boards.edit(ana, id('a'), { due: '2024-06-10', progress: 0, content: '短视频内容制作' });
		expect(heard).toEqual([]);
	});

	test('are told field by field, progress on its own', async () => {
		await boards.edit(ana, id('a'), { due: null, priority: 'high', progress: 30 });
		expect(heard.map(({ event }) => event.what)).toEqual([
			{
				type: 'card-edited',
				changes: [
					{ field: 'due', from: '2024-06-10', to: null },
					{ field: 'priority', from: null, to: 'high' }
				]
			},
			{ type: 'card-progressed', from: 0, to: 30 }
		]);
		expect((await boards.find(ana, id('a'))).events).toHaveLength(2);
	});
});

/** Commands take only ids as long as real ones. */
function id(short: string): string {
	return short.padEnd(10, '0');
}

function shortId(card: { readonly id: string }): string {
	return card.id.replace(/0+$/, '');
}

/** Cards by id: the rank in the first column, or column and rank. */
async function putCards(cards: Record<string, string | [Status, string]>): Promise<void> {
	await storage.transaction(async (stores) => {
		for (const [short, place] of Object.entries(cards)) {
			const [status, rank] = typeof place === 'string' ? (['not_started', place] as const) : place;
			await stores.cards.insert(makeCard({ id: id(short), status, rank }));
		}
	});
}

function move(actor: Actor, card: string, { to = 'not_started', above, below, ...form }: Partial<MoveInput>) {
	return boards.move(actor, {
		cardId: id(card),
		to,
		...(above !== undefined && { above: above && id(above) }),
		...(below !== undefined && { below: below && id(below) }),
		...form
	});
}

async function column(status: Status): Promise<string[]> {
	const cards: Card[] = await storage.read.cards.list(workspace.id);
	return arrangeBoard(cards)
		.find((one) => one.status === status)!
		.cards.map(shortId);
}

/** Places that more than one card stands on. */
async function sharedRanks(): Promise<string[]> {
	const places = (await storage.read.cards.list(workspace.id)).map(({ status, rank }) => `${status} ${rank}`);
	return places.filter((place, index) => places.indexOf(place) !== index);
}

function fail(failure: unknown): never {
	throw failure;
}
