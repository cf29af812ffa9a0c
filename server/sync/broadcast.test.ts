import { afterEach, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createMemoryStorage } from '#server/storage/memory/memory-storage.ts';
import type { Storage } from '#server/storage/storage.ts';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import type { Broadcast, News } from './broadcast.ts';
import type { Peer, Room } from './room.ts';
import { createRooms, type Rooms } from './rooms.ts';

/** Two nodes over one storage, joined by nothing but the broadcast. */
let storage: Storage;
let nodes: Rooms[];
beforeEach(async () => {
	storage = createMemoryStorage();
	const skeleton = new Y.Doc();
	minutesBody(skeleton).insert(0, [paragraph('skeleton')]);
	await storage.transaction(({ documents }) =>
		documents.create({
			documentId: 'weekly',
			epoch: 'first',
			update: Y.encodeStateAsUpdate(skeleton),
			authorId: null,
			at: 0,
			newClients: [skeleton.clientID]
		})
	);
	nodes = joined(2).map((broadcast) => createRooms({ log: storage.documents, now: () => 0, broadcast }));
});
afterEach(() => Promise.all(nodes.map((node) => node.close())));

function joined(count: number): Broadcast[] {
	const listeners = Array.from({ length: count }, () => new Set<(news: News) => void>());
	return listeners.map((own) => ({
		tell: (news) => {
			for (const others of listeners) if (others !== own) for (const listener of others) listener(news);
		},
		hear: (listener) => {
			own.add(listener);
			return () => void own.delete(listener);
		}
	}));
}

function listener(memberId: string): Peer & { frames: number } {
	const peer = { memberId, frames: 0, send: () => void (peer.frames += 1) };
	return peer;
}

const text = ({ doc }: Room) => minutesBody(doc).toString();

it('[SY70] what is stored on one node is seen on the other, once, and built on there', async () => {
	const [here, there] = (await Promise.all(nodes.map((node) => node.open('weekly')))) as [Room, Room];
	const reader = listener('ben');
	there.join(reader);
	const before = reader.frames;
	const page = new Y.Doc();
	Y.applyUpdate(page, Y.encodeStateAsUpdate(here.doc));
	const known = Y.encodeStateVector(page);
	minutesBody(page).push([paragraph('written here')]);
	await here.write(Y.encodeStateAsUpdate(page, known), listener('ana'));
	await new Promise((resolve) => setTimeout(resolve, 5));
	expect(text(there)).toBe(text(here));
	expect(text(there)).toContain('written here');
	expect(reader.frames).toBe(before + 1);
	expect(there.lastSeq).toBe(here.lastSeq);

	const answer = new Y.Doc();
	Y.applyUpdate(answer, Y.encodeStateAsUpdate(there.doc));
	const seen = Y.encodeStateVector(answer);
	minutesBody(answer).push([paragraph('answered there')]);
	expect(await there.write(Y.encodeStateAsUpdate(answer, seen), reader)).toBe('stored');
	await new Promise((resolve) => setTimeout(resolve, 5));
	expect(text(here)).toBe(text(there));
	expect((await storage.documents.load('weekly'))?.updates).toHaveLength(3);
});

it('[SY70] carets of one node are shown on the other, and go', async () => {
	const [here, there] = (await Promise.all(nodes.map((node) => node.open('weekly')))) as [Room, Room];
	const writer = listener('ana');
	here.join(writer);
	here.present(writer, { clientId: 7, clock: 1, state: { caret: 1 } });
	await new Promise((resolve) => setTimeout(resolve, 5));
	expect(there.presence().get(7)).toEqual({ caret: 1 });
	here.leave(writer);
	await new Promise((resolve) => setTimeout(resolve, 5));
	expect(there.presence().size).toBe(0);
});
