import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Meeting } from '#domain/meeting.ts';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { encodeUpdate } from '#sync/protocol.ts';
import { openSyncServer, type SyncServer } from '#support/sync-server.ts';
import { soon } from '#support/soon.ts';

/** A socket that was closed writes no more, however long its other end leaves the close unanswered. */
let server: SyncServer;
let meeting: Meeting;
beforeEach(async () => {
	server = await openSyncServer();
	meeting = await server.office.openMeeting();
});
afterEach(() => server.close());

const ways: Record<string, () => Promise<void>> = {
	'their membership ended': () => {
		const { app, as, people } = server.office;
		return app.people.removeMember(as(people.ana), people.ben.id);
	},
	'their session ended': () => server.office.app.sessions.endAll(server.office.people.ben.id),
	'the minutes were signed': async () => {
		const { app, as, people } = server.office;
		for (const state of ['draft', 'circulated', 'signed'] as const)
			await app.meetings.becomes(as(people.ana), meeting.id, state);
	}
};

it.each(Object.entries(ways))('after %s', async (_, end) => {
	const cookie = await server.office.signIn(server.office.people.ben);
	const socket = server.socket(`/sync/${meeting.documentId}`, { origin: server.origin, cookie });
	leaveCloseUnanswered(socket);
	await new Promise((resolve) => socket.once('open', resolve));
	await write(socket, 'in time');
	await soon(async () => expect(await texts()).toContain('in time'));

	await end();
	for (const attempt of [1, 2, 3]) {
		await write(socket, `too late ${attempt}`);
		await roundTrip();
	}
	expect(await texts()).not.toContain('late');
});

/** Comes in and hears something: what was sent before has been read by then. */
async function roundTrip(): Promise<void> {
	const cookie = await server.office.signIn(server.office.people.ana);
	const socket = server.socket('/live', { origin: server.origin, cookie });
	await new Promise((resolve) => socket.once('message', resolve));
	socket.terminate();
}

/** What everybody sees of the minutes. */
async function texts(): Promise<string> {
	const room = await server.office.app.rooms.open(meeting.documentId);
	return minutesBody(room!.doc).toString();
}

async function write(socket: WebSocket, text: string): Promise<void> {
	const room = await server.office.app.rooms.open(meeting.documentId);
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(room!.doc));
	const before = Y.encodeStateVector(doc);
	minutesBody(doc).push([paragraph(text)]);
	socket.send(encodeUpdate(Y.encodeStateAsUpdate(doc, before)));
}

/** A client that is told to close and does not. */
function leaveCloseUnanswered(socket: WebSocket): void {
	socket.close = () => {};
}
