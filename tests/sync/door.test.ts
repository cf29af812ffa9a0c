import type { WebSocket } from 'ws';
import { describe, expect, test, vi } from 'vitest';
import type { Meeting } from '#domain/meeting.ts';
import { longId } from '#support/office.ts';
import { makeMeeting, makeWorkspace } from '#support/cast.ts';
import { minutesBody, paragraph, schemaVersion } from '#sync/minutes-doc.ts';
import { openSyncServer, type SyncServer } from '#support/sync-server.ts';
import { soon } from '#support/soon.ts';
import { it } from '#support/sync-test.ts';

/** Who is let in to the minutes and the feed, and who is shown out again. */

describe.concurrent('a stranger', () => {
	it('is turned away with a code that ends the matter', async ({ server, meeting }) => {
		const { origin } = server;
		for (const path of [`/sync/${meeting.documentId}`, '/live']) {
			const attempts: Record<string, string>[] = [
				{ origin },
				{ origin, cookie: `minuteboard=${'a'.repeat(40)}` },
				{ authorization: `Bearer ${'a'.repeat(32)}` }
			];
			for (const headers of attempts) {
				expect(await closing(server.socket(path, headers))).toBe(4401);
			}
		}
	});
});

describe.concurrent('a page of another site', () => {
	it('does not even become a socket', async ({ server, meeting }) => {
		const cookie = await server.office.signIn(server.office.people.ana);
		for (const path of [`/sync/${meeting.documentId}`, '/live', '/live/wall/x.y']) {
			for (const origin of [
				'https://evil.example',
				'null',
				`${server.origin}.evil.example`,
				server.origin.replace('http', 'https')
			]) {
				expect(await answer(server.socket(path, { origin, cookie }))).toBe(403);
			}
			expect(await answer(server.socket(path, { cookie }))).toBe(403);
		}
	});
});

describe.concurrent('a program', () => {
	it('comes in by its token, without an Origin', async ({ server, meeting }) => {
		const authorization = `Bearer ${await server.office.apiToken(server.office.people.ben)}`;
		await opening(server.socket(`/sync/${meeting.documentId}`, { authorization }));
		await opening(server.socket('/live', { authorization }));
	});

	it('does not come in by a token from another site’s page', async ({ server, meeting }) => {
		const authorization = `Bearer ${await server.office.apiToken(server.office.people.ben)}`;
		const socket = server.socket(`/sync/${meeting.documentId}`, {
			authorization,
			origin: 'https://evil.example'
		});
		expect(await answer(socket)).toBe(403);
	});
});

describe.concurrent('a document', () => {
	it('that is unknown, another’s or none at all is not found', async ({ server, meeting }) => {
		const { office, origin } = server;
		const other = makeWorkspace();
		const theirs = makeMeeting({ id: longId('theirs'), workspaceId: other.id, documentId: 'theirdocument' });
		await office.storage.transaction(async ({ workspaces, meetings, documents }) => {
			await workspaces.insert(other);
			await meetings.insert(theirs);
			await documents.create({
				epoch: 'first',
				documentId: theirs.documentId,
				update: Uint8Array.of(0, 0),
				authorId: null,
				at: 1
			});
		});
		const { cookie: guest } = await office.joinAsGuest(await office.openMeeting());
		const ana = await office.signIn(office.people.ana);
		const attempts = [
			[ana, '/sync/nothing'],
			[ana, `/sync/${theirs.documentId}`],
			[ana, '/sync/'],
			[ana, `/sync/${meeting.documentId}/more`],
			[ana, '/live/elsewhere'],
			[guest, `/sync/${meeting.documentId}`]
		] as const;
		for (const [cookie, path] of attempts) {
			expect([path, await closing(server.socket(path, { origin, cookie }))]).toEqual([path, 4404]);
		}
	});

	it('of a guest’s meeting opens', async ({ server, meeting }) => {
		const { cookie } = await server.office.joinAsGuest(meeting);
		const page = server.open(meeting, cookie);
		await soon(() => expect(page.provider.synced).toBe(true));
	});
});

describe.concurrent('an open page', () => {
	it('is shown out for good when its session ends', async ({ server, meeting }) => {
		const { office } = server;
		const { ben } = office.people;
		const [page, live] = await openBoth(server, meeting, await office.signIn(ben));
		const closed = closing(live);
		const [session] = await office.app.sessions.ofMember(ben.id);
		await office.app.sessions.end(ben.id, session!.idHash);
		await soon(() => expect(page.closed).toEqual([4503, 4401]));
		expect(await closed).toBe(4503);
		expect(page.provider.shouldConnect).toBe(false);
	});

	it('of somebody else, or by another session, stays', async ({ server, meeting }) => {
		const { office } = server;
		const { ana, ben } = office.people;
		const [first] = await openBoth(server, meeting, await office.signIn(ben));
		const [session] = await office.app.sessions.ofMember(ben.id);
		const [second] = await openBoth(server, meeting, await office.signIn(ben));
		const [other] = await openBoth(server, meeting, await office.signIn(ana));
		await office.app.sessions.end(ben.id, session!.idHash);
		await soon(() => expect(first.closed).toEqual([4503, 4401]));
		expect([second.closed, other.closed]).toEqual([[], []]);
	});

	it('is shown out when its member is removed', async ({ server, meeting }) => {
		const { office } = server;
		const { ana, ben } = office.people;
		const [page] = await openBoth(server, meeting, await office.signIn(ben));
		const program = server.socket('/live', { authorization: `Bearer ${await office.apiToken(ben)}` });
		await opening(program);
		const closed = closing(program);
		await office.app.people.removeMember(office.as(ana), ben.id);
		await soon(() => expect(page.closed).toEqual([4503, 4401]));
		expect(await closed).toBe(4503);
	});

	it('comes back through the door when its rights changed', async ({ server, meeting }) => {
		const { office } = server;
		const { ana, ben } = office.people;
		const [page] = await openBoth(server, meeting, await office.signIn(ben));
		await office.app.people.changeMember(office.as(ana), ben.id, { role: 'administrator' });
		await soon(() => expect(page.closed).toEqual([4503]));
		await soon(() => expect(page.provider.synced).toBe(true));
	});

	it('is told to come back soon when the server stops', async ({ server, meeting }) => {
		const [page, live] = await openBoth(
			server,
			meeting,
			await server.office.signIn(server.office.people.ana)
		);
		const closed = closing(live);
		server.office.app.door.close();
		expect(await closed).toBe(1012);
		await soon(() => expect(page.closed[0]).toBe(1012));
		expect(page.provider.shouldConnect).toBe(true);
	});
});

describe.concurrent('a right that ran out', () => {
	it('lets nobody stay: a guest after the day of the meeting', async ({ server, meeting }) => {
		const { office } = server;
		const { cookie } = await office.joinAsGuest(meeting);
		const page = server.open(meeting, cookie);
		await soon(() => expect(page.provider.synced).toBe(true));
		await office.app.door.revalidate();
		expect(page.closed).toEqual([]);
		office.pass(13 * 3_600_000);
		// Nobody asks the door to look: it does within a second.
		await vi.waitFor(() => expect(page.closed).toEqual([4503, 4401]), { timeout: 5_000 });
	});

	it('lets nobody stay: a token that was withdrawn elsewhere', async ({ server }) => {
		const { office } = server;
		const socket = server.socket('/live', {
			authorization: `Bearer ${await office.apiToken(office.people.ben)}`
		});
		await opening(socket);
		const closed = closing(socket);
		const [token] = await office.storage.read.tokens.list('api');
		await office.storage.transaction(({ tokens }) => tokens.revoke(token!.hash, office.now()));
		expect(await closed).toBe(4503);
	});
});

describe('versions', () => {
	it('[SY50] a page of another schema is not let in, one that says nothing is', async ({
		server,
		meeting
	}) => {
		const cookie = await server.office.signIn(server.office.people.ana);
		const headers = { origin: server.origin, cookie };
		for (const schema of ['0', '99', 'x']) {
			const socket = server.socket(`/sync/${meeting.documentId}?schema=${schema}`, headers);
			expect(await closing(socket)).toBe(4426);
		}
		await opening(server.socket(`/sync/${meeting.documentId}?schema=${schemaVersion}`, headers));
		await opening(server.socket(`/sync/${meeting.documentId}`, headers));
	});

	it('[SY51] a copy of another life of the document is not mixed in', async ({ server, meeting }) => {
		const cookie = await server.office.signIn(server.office.people.ana);
		const headers = { origin: server.origin, cookie };
		const epoch = await server.office.storage.documents.epoch(meeting.documentId);
		expect(epoch).toMatch(/^\w{10,}$/);
		const stale = server.socket(`/sync/${meeting.documentId}?epoch=before`, headers);
		expect(await closing(stale)).toBe(4410);
		const socket = server.socket(`/sync/${meeting.documentId}?epoch=${epoch}`, headers);
		await opening(socket);
		expect(socket.readyState).toBe(socket.OPEN);
	});
});

test('whoever is removed while the minutes are still being opened does not get in', async () => {
	let goOn = () => {};
	const held = new Promise<void>((resolve) => (goOn = resolve));
	let isHeld = false;
	const server = await openSyncServer({
		around: (storage) => ({
			...storage,
			documents: {
				...storage.documents,
				load: async (documentId) => {
					isHeld = true;
					await held;
					return storage.documents.load(documentId);
				}
			}
		})
	});
	const { office } = server;
	const meeting = await office.openMeeting();
	const cookie = await office.signIn(office.people.ben);
	const page = server.open(meeting, cookie);
	await soon(() => expect(isHeld).toBe(true));
	await office.app.people.removeMember(office.as(office.people.ana), office.people.ben.id);
	goOn();
	await soon(() => expect(page.closed).toEqual([4503, 4401]));
	expect(page.provider.synced).toBe(false);
	expect(page.texts()).toEqual([]);
	await server.close();
});

test('[SY43] whoever leaves while being let in is not counted for ever', async () => {
	let goOn = () => {};
	let held: Promise<void> | null = null;
	let waiting = 0;
	const server = await openSyncServer({
		around: (storage) => ({
			...storage,
			transaction: async (work) => {
				waiting++;
				await held;
				return storage.transaction(work);
			}
		})
	});
	const { office, origin } = server;
	const meeting = await office.openMeeting();
	const cookie = await office.signIn(office.people.ben);
	// Half of a session is over: it is extended at the door, which waits for the disk.
	office.pass(20 * 86_400_000);
	held = new Promise((resolve) => (goOn = resolve));
	waiting = 0;
	const sockets = Array.from({ length: 100 }, () =>
		server.socket(`/sync/${meeting.documentId}`, { origin, cookie })
	);
	await soon(() => expect(waiting).toBe(100));
	const gone = sockets.map(closing);
	for (const socket of sockets) socket.close();
	await Promise.all(gone);
	goOn();
	const page = server.open(meeting, cookie);
	await soon(() => expect(page.provider.synced).toBe(true));
	expect(page.closed).toEqual([]);
	await server.close();
});

test('[SY11] whoever types while being let in comes back with all of it', async () => {
	let goOn = () => {};
	const held = new Promise<void>((resolve) => (goOn = resolve));
	const server = await openSyncServer({
		around: (storage) => ({
			...storage,
			documents: {
				...storage.documents,
				load: async (documentId) => {
					await held;
					return storage.documents.load(documentId);
				}
			}
		})
	});
	const { office } = server;
	const meeting = await office.openMeeting();
	const page = server.open(meeting, await office.signIn(office.people.ben));
	await soon(() => expect(page.provider.wsconnected).toBe(true));
	for (let count = 0; count < 100; count++) minutesBody(page.doc).insert(0, [paragraph(`line ${count}`)]);
	await soon(() => expect(page.closed).toEqual([1012]));
	goOn();
	const other = server.open(meeting, await office.signIn(office.people.ana));
	await soon(() => expect(other.texts()).toContain('line 99'));
	expect(page.provider.synced).toBe(true);
	await server.close();
});

describe.concurrent('a big screen', () => {
	it('opens by its link alone, and closes when the link is withdrawn', async ({ server }) => {
		const { app, as, people } = server.office;
		const wall = await app.walls.make(as(people.ana), { name: '三楼大屏' });
		const { origin } = server;
		const screen = server.socket(`/live/wall/${wall.token}`, { origin });
		await opening(screen);
		const closed = closing(screen);
		await app.walls.revoke(as(people.ana), wall.id);
		expect(await closed).toBe(4503);
		expect(await closing(server.socket(`/live/wall/${wall.token}`, { origin }))).toBe(4404);
		expect(await closing(server.socket(`/live/wall/${wall.id}.${'a'.repeat(43)}`, { origin }))).toBe(4404);
	});

	it('does not open minutes', async ({ server, meeting }) => {
		const { app, as, people } = server.office;
		const { token } = await app.walls.make(as(people.ana), { name: '三楼大屏' });
		const socket = server.socket(`/sync/${meeting.documentId}?wall=${token}`, { origin: server.origin });
		expect(await closing(socket)).toBe(4401);
	});
});

async function openBoth(server: SyncServer, meeting: Meeting, cookie: string) {
	const page = server.open(meeting, cookie);
	const live = server.socket('/live', { origin: server.origin, cookie });
	await opening(live);
	await soon(() => expect(page.provider.synced).toBe(true));
	return [page, live] as const;
}

/** Until it is heard of: the server has let it in. */
function opening(socket: WebSocket): Promise<void> {
	return new Promise((resolve, reject) => {
		socket.once('message', () => resolve());
		socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
	});
}

/** The code it is closed with. */
function closing(socket: WebSocket): Promise<number> {
	return new Promise((resolve) => socket.once('close', resolve));
}

/** The HTTP status that it gets instead of becoming a socket. */
function answer(socket: WebSocket): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode));
		socket.once('open', () => reject(new Error('it was let in')));
	});
}
