import { expect, test } from 'vitest';
import type { Meeting } from '#domain/meeting.ts';
import { openSyncServer, type SyncServer } from './sync-server.ts';

/** A test at the door of an office of its own, with a meeting in it; nothing goes wrong behind the scenes. */
export const it = test.extend<{ server: SyncServer; meeting: Meeting }>({
	// eslint-disable-next-line no-empty-pattern -- Vitest reads the fixture's needs from this pattern.
	server: async ({}, use) => {
		const server = await openSyncServer();
		await use(server);
		expect(server.office.failures).toEqual([]);
		await server.close();
	},
	meeting: async ({ server }, use) => use(await server.office.openMeeting())
});
