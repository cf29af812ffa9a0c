import { beforeEach, expect, test } from 'vitest';
import { actorOf } from '#domain/rights.ts';
import { createMemoryStorage } from '#server/storage/memory/memory-storage.ts';
import { makeGuest, meetingStart, members, moveIn } from '#support/cast.ts';
import { createSavedFilters, type SavedFilters } from './saved-filters.ts';

const ana = actorOf(members.ana);
const ben = actorOf(members.ben);
let filters: SavedFilters;

beforeEach(async () => {
	const storage = createMemoryStorage();
	await moveIn(storage);
	filters = createSavedFilters({ storage, now: () => meetingStart });
});

test('a filter that one saves is everybody’s, by name', async () => {
	await filters.save(ana, { name: 'Late', search: '?late=1' });
	await filters.save(ben, { name: 'High', search: 'priority=high&late=1' });
	expect((await filters.list(ben)).map(({ name, search }) => [name, search])).toEqual([
		['High', 'priority=high&late=1'],
		['Late', 'late=1']
	]);
});

test('of one name there is one filter, the last', async () => {
	await filters.save(ana, { name: 'Late', search: 'late=1' });
	const last = await filters.save(ben, { name: ' Late ', search: 'week=1' });
	expect(await filters.list(ana)).toEqual([last]);
});

test('anybody of the workspace forgets one, and twice is no mishap', async () => {
	const { id } = await filters.save(ana, { name: 'Late', search: 'late=1' });
	await filters.remove({ ...ben, workspaceId: 'elsewhere' }, id);
	expect(await filters.list(ana)).toHaveLength(1);
	await filters.remove(ben, id);
	await filters.remove(ben, id);
	expect(await filters.list(ana)).toEqual([]);
});

test('a guest neither sees, saves nor forgets any, and nobody saves nothing', async () => {
	const guest = actorOf(makeGuest('weekly'));
	await expect(filters.list(guest)).rejects.toThrow('forbidden');
	await expect(filters.save(guest, { name: 'Mine', search: 'mine=1' })).rejects.toThrow('forbidden');
	await expect(filters.remove(guest, 'x'.repeat(10))).rejects.toThrow('forbidden');
	await expect(filters.save(ana, { name: 'All', search: '?' })).rejects.toThrow('invalid-input');
	await expect(filters.save(ana, { name: ' ', search: 'late=1' })).rejects.toThrow('invalid-input');
});
