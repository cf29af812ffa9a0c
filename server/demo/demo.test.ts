import { afterEach, describe, expect, it } from 'vitest';
import { isOverdue, type Card } from '#domain/board/card.ts';
import { statuses } from '#domain/board/status.ts';
import { dayInZone, instantAt } from '#domain/day.ts';
import { StartFailure } from '#server/errors.ts';
import { caller, openOffice, type Office } from '#support/office.ts';
import { openDemo } from './demo.ts';

let office: Office;
afterEach(() => office.close());

describe('the demo', () => {
	it('is a company that has worked for weeks, up to this minute', async () => {
		office = await openOffice({ empty: true });
		await openDemo(office.app);
		const { people, meetings, cards, events } = office.storage.read;
		const workspace = (await office.app.workspaces.get())!;

		const members = await people.members(workspace.id);
		expect(members.filter(({ role }) => role !== 'guest')).toHaveLength(12);
		expect(members.filter(({ role }) => role === 'guest')).toHaveLength(1);
		const departments = await people.departments(workspace.id);
		expect(departments.map(({ code }) => code).toSorted()).toEqual(['ENG', 'FIN', 'MKT', 'PRD', 'SAL']);
		expect(departments.every(({ headId }) => members.some(({ id }) => id === headId))).toBe(true);

		const held = await meetings.list(workspace.id);
		expect(held.map(({ state }) => state).toSorted()).toEqual(['draft', 'draft', 'live', 'notice']);
		const live = held.find(({ state }) => state === 'live')!;
		expect(live.startsAt).toBeLessThanOrEqual(office.now());
		expect(live.endsAt).toBeGreaterThan(office.now());

		const all = await cards.list(workspace.id, { offBoard: true });
		const today = dayInZone(office.now(), workspace.timeZone);
		expect(all.length).toBeGreaterThanOrEqual(24);
		for (const status of statuses)
			expect(all.filter((card) => card.status === status).length).toBeGreaterThan(1);
		expect(all.some(({ source }) => source === 'dismissed')).toBe(true);
		expect(all.some((card) => isOverdue(card, today))).toBe(true);

		const happened = await events.since(workspace.id, 0, 10_000);
		const times = happened.map(({ at }) => at);
		expect(times).toEqual(times.toSorted((a, b) => a - b));
		expect(times.at(-1)).toBeLessThanOrEqual(office.now());
		expect(times.at(-1)! - times[0]!).toBeGreaterThan(14 * 86_400_000);
		const movers = new Set(
			happened.flatMap(({ by, what }) => (what.type === 'card-moved' && 'id' in by ? by.id : []))
		);
		expect(movers.size).toBeGreaterThan(5);
		expect(office.failures).toEqual([]);
	});

	it('lets two people in: one in Chinese, one in English', async () => {
		office = await openOffice({ empty: true });
		const links = await openDemo(office.app);
		expect(links.map(({ name }) => name)).toEqual(['林晓雨', 'Emma Carter']);
		const [first, second] = await Promise.all(
			links.map(({ secret }) => office.app.entrance.useSignInLink(secret, caller))
		);
		expect(first!.member.role).toBe('administrator');
		expect(second!.member.role).toBe('member');
	});

	it('is not made a second time, and gives fresh links', async () => {
		office = await openOffice({ empty: true });
		const first = await openDemo(office.app);
		const before = await everything();
		const second = await openDemo(office.app);
		expect(await everything()).toEqual(before);
		expect(second.map(({ name }) => name)).toEqual(first.map(({ name }) => name));
		expect(second.map(({ secret }) => secret)).not.toEqual(first.map(({ secret }) => secret));
	});

	it('reads the same when its minutes are read again', async () => {
		office = await openOffice({ empty: true });
		await openDemo(office.app);
		const before = await everything();
		await office.app.follower.catchUp();
		expect(await everything()).toEqual(before);
		expect(office.failures).toEqual([]);
	});

	it('is not laid over somebody’s own workspace', async () => {
		office = await openOffice();
		await office.openMeeting();
		const before = await everything();
		await expect(openDemo(office.app)).rejects.toThrow(StartFailure);
		expect(await everything()).toEqual(before);
		expect(await office.storage.read.tokens.list('sign-in')).toEqual([]);
	});

	it.each([
		['just after midnight', '2024-06-06', '00:03'],
		['on a Sunday', '2024-06-09', '21:40'],
		['at the turn of the year', '2025-01-02', '09:00'],
		['in the middle of a long holiday', '2024-10-03', '12:00']
	] as const)('can be opened %s', async (_when, day, time) => {
		office = await openOffice({ empty: true });
		office.pass(instantAt({ day, time, timeZone: 'Asia/Shanghai' }) - office.now());
		await openDemo(office.app);
		expect((await everything()).cards.length).toBeGreaterThanOrEqual(24);
	});
});

async function everything(): Promise<{ cards: Card[]; lastSeq: number }> {
	const { id } = (await office.app.workspaces.get())!;
	const { cards, events } = office.storage.read;
	return { cards: await cards.list(id, { offBoard: true }), lastSeq: await events.lastSeq(id) };
}
