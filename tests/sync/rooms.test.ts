import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createMemoryStorage } from '#server/storage/memory/memory-storage.ts';
import type { DocumentLog, Storage } from '#server/storage/storage.ts';
import { clientsOf } from '#server/sync/history.ts';
import type { Peer, Room } from '#server/sync/room.ts';
import { createRooms, type Rooms } from '#server/sync/rooms.ts';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { poisonFor } from '#support/poison.ts';

const halfMinute = 30_000;
const peer: Peer = { memberId: 'ana', send: () => {} };

let storage: Storage;
let log: DocumentLog;
let rooms: Rooms;
let loads: number;
beforeEach(async () => {
	storage = createMemoryStorage();
	loads = 0;
	log = {
		...storage.documents,
		load: (documentId) => {
			loads += 1;
			return storage.documents.load(documentId);
		}
	};
	rooms = createRooms({ log, now: () => 0 });
	const update = updateWith('skeleton');
	const newClients = [...clientsOf([{ authorId: null, at: 0, update }]).keys()];
	await storage.transaction(({ documents }) =>
		documents.create({ documentId: 'weekly', epoch: 'first', update, authorId: null, at: 0, newClients })
	);
});
afterEach(async () => {
	vi.useRealTimers();
	await rooms.close();
});

describe('a room', () => {
	it('is loaded once for all who ask at once', async () => {
		const opened = await Promise.all([1, 2, 3].map(() => rooms.open('weekly')));
		expect(new Set(opened).size).toBe(1);
		expect(loads).toBe(1);
		expect(textOf(opened[0]!)).toContain('skeleton');
	});

	it('of no document is none, and is looked for again', async () => {
		expect(await rooms.open('unknown')).toBeNull();
		await storage.transaction(({ documents }) =>
			documents.create({
				documentId: 'unknown',
				epoch: 'first',
				update: updateWith('late'),
				authorId: null,
				at: 0
			})
		);
		expect(textOf(await rooms.open('unknown'))).toContain('late');
	});

	it('that could not be loaded is tried again', async () => {
		const load = vi.spyOn(log, 'load').mockRejectedValueOnce(new Error('the disk is busy'));
		await expect(rooms.open('weekly')).rejects.toThrow('busy');
		expect(textOf(await rooms.open('weekly'))).toContain('skeleton');
		expect(load).toHaveBeenCalledTimes(2);
	});

	it('is kept for half a minute after the last has left', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const room = await leave('weekly');
		await vi.advanceTimersByTimeAsync(halfMinute - 1);
		expect(await rooms.open('weekly')).toBe(room);
		await vi.advanceTimersByTimeAsync(1);
		const again = await rooms.open('weekly');
		expect(again).not.toBe(room);
		expect(textOf(again)).toContain('skeleton');
	});

	it('stays when somebody comes back in time', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const room = await leave('weekly');
		room.join(peer);
		await vi.advanceTimersByTimeAsync(halfMinute);
		expect(await rooms.open('weekly')).toBe(room);
		room.leave(peer);
		rooms.release(room);
		await vi.advanceTimersByTimeAsync(halfMinute);
		expect(await rooms.open('weekly')).not.toBe(room);
	});

	it('is not let go while something is being stored', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		let open = () => {};
		const gate = new Promise<void>((resolve) => (open = resolve));
		const append = log.append.bind(log);
		vi.spyOn(log, 'append').mockImplementation(async (update) => {
			await gate;
			return append(update);
		});
		const room = (await rooms.open('weekly'))!;
		room.join(peer);
		const writing = room.write(updateWith('last words'), peer);
		room.leave(peer);
		rooms.release(room);
		await vi.advanceTimersByTimeAsync(halfMinute + 5_000);
		expect(await rooms.open('weekly')).toBe(room);
		open();
		await writing;
		await vi.advanceTimersByTimeAsync(2_000);
		const again = await rooms.open('weekly');
		expect(again).not.toBe(room);
		expect(textOf(again)).toContain('last words');
	});

	it('is not let go while somebody works on it', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const room = await leave('weekly');
		const letGo = [rooms.hold(room), rooms.hold(room)];
		await vi.advanceTimersByTimeAsync(halfMinute + 5_000);
		letGo[0]!();
		await vi.advanceTimersByTimeAsync(5_000);
		expect(await rooms.open('weekly')).toBe(room);
		letGo[1]!();
		await vi.advanceTimersByTimeAsync(halfMinute - 1);
		expect(await rooms.open('weekly')).toBe(room);
		await vi.advanceTimersByTimeAsync(1);
		expect(await rooms.open('weekly')).not.toBe(room);
	});

	it('leaves a snapshot, from which it is loaded again', async () => {
		const room = (await rooms.open('weekly'))!;
		room.join(peer);
		await room.write(updateWith('more'), peer);
		room.leave(peer);
		await rooms.close();
		const stored = (await storage.documents.load('weekly'))!;
		expect(stored.updates).toEqual([]);
		expect(stored.snapshot).not.toBeNull();
		const again = createRooms({ log, now: () => 0 });
		expect(textOf(await again.open('weekly'))).toBe(textOf(room));
		await again.close();
	});

	it('that cannot leave a snapshot loses nothing', async () => {
		vi.spyOn(log, 'saveSnapshot').mockRejectedValue(new Error('the disk is full'));
		const room = (await rooms.open('weekly'))!;
		await room.write(updateWith('more'), peer);
		await rooms.close();
		const again = createRooms({ log, now: () => 0 });
		expect(textOf(await again.open('weekly'))).toContain('more');
		await again.close();
	});
});

describe('[SY33] a snapshot that is as it was written, and cannot be read', () => {
	const damages: string[] = [];
	const openAfter = async (updates: number) => {
		damages.length = 0;
		const { lastSeq } = (await storage.documents.load('weekly'))!;
		const snapshot = { state: Uint8Array.of(1, 2, 3), vector: Uint8Array.of(0) };
		await storage.documents.saveSnapshot('weekly', snapshot, lastSeq);
		const more = Array.from({ length: updates }, (_, number) => ({
			documentId: 'weekly',
			update: updateWith(`line ${number}`),
			authorId: 'ana',
			at: 0
		}));
		if (updates > 0) await storage.documents.append(more);
		await rooms.close();
		rooms = createRooms({ log, now: () => 0, onDamage: ({ what }) => damages.push(what) });
		const room = (await rooms.open('weekly'))!;
		const gone: string[] = [];
		room.join({ ...peer, sendHome: () => gone.push('gone') });
		await new Promise((resolve) => setTimeout(resolve, 60));
		return { room, gone };
	};
	const mended = ['the snapshot could not be read and is made anew from the history'];

	it('is made anew from the history; whoever came before it was read comes back once', async () => {
		const { room, gone } = await openAfter(0);
		expect(gone).toEqual(['gone']);
		const again = (await rooms.open('weekly'))!;
		expect(again === room).toBe(false);
		expect(textOf(again)).toContain('skeleton');
		expect(damages).toEqual(mended);
	});

	it('turns nobody away when many updates stand behind it, and is not taken for the whole document', async () => {
		const { room, gone } = await openAfter(501);
		expect(gone).toEqual([]);
		expect(textOf(room)).toContain('skeleton');
		expect(textOf(room)).toContain('line 500');
		expect(damages).toEqual(mended);
		await rooms.close();
		rooms = createRooms({ log, now: () => 0 });
		expect(textOf(await rooms.open('weekly'))).toContain('skeleton');
	});
});

describe('a document of the first version', () => {
	it('has its history read once, to know whose its client ids are', async () => {
		const update = updateWith('old');
		await storage.transaction(({ documents }) =>
			documents.create({ documentId: 'old', epoch: '', update, authorId: 'ben', at: 0 })
		);
		const histories = vi.spyOn(log, 'history');
		for (let visit = 0; visit < 3; visit++) {
			const again = createRooms({ log, now: () => 0 });
			expect(textOf(await again.open('old'))).toContain('old');
			await again.close();
		}
		expect(histories).toHaveBeenCalledTimes(1);
		const { clients } = (await storage.documents.load('old'))!;
		expect([...clients]).toEqual([...clientsOf([{ authorId: 'ben', at: 0, update }])]);
	});
});

describe('rooms that are closed', () => {
	it('leave nothing behind that would still run', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		await rooms.open('weekly');
		await rooms.close();
		expect(vi.getTimerCount()).toBe(0);
	});
});

describe('an update', () => {
	it('that is none is refused, and nothing is stored', async () => {
		const room = (await rooms.open('weekly'))!;
		await expect(room.write(Uint8Array.of(1, 2, 3), peer)).rejects.toThrow('no update');
		expect((await storage.documents.load('weekly'))!.updates).toHaveLength(1);
	});

	it('that says nothing is not stored', async () => {
		const room = (await rooms.open('weekly'))!;
		await room.write(Y.encodeStateAsUpdate(new Y.Doc()), peer);
		expect((await storage.documents.load('weekly'))!.updates).toHaveLength(1);
	});

	it('goes to everybody but its author, several of one turn in one frame', async () => {
		const frames: Record<string, number> = { author: 0, other: 0 };
		const author: Peer = { memberId: 'ana', send: () => (frames['author']! += 1) };
		const other: Peer = { memberId: 'ben', send: () => (frames['other']! += 1) };
		const room = (await rooms.open('weekly'))!;
		room.join(author);
		room.join(other);
		frames['author'] = frames['other'] = 0;
		await Promise.all(['a', 'b', 'c'].map((text) => room.write(updateWith(text), author)));
		await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
		expect(frames).toEqual({ author: 0, other: 1 });
		await Promise.all([room.write(updateWith('d'), author), room.write(updateWith('e'), other)]);
		await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
		expect(frames).toEqual({ author: 1, other: 2 });
	});
});

describe('an update that can be decoded but not taken in', () => {
	it('is not stored, and nobody notices', async () => {
		const gone: string[] = [];
		const room = (await rooms.open('weekly'))!;
		const other: Peer = { memberId: 'ben', send: () => {}, sendHome: () => void gone.push('other') };
		room.join(other);
		await room.write(updateWith('before'), other);
		const before = await storage.documents.load('weekly');
		const state = Y.encodeStateAsUpdate(room.doc);
		const written = room.write(poisonFor(state), { memberId: 'eve', send: () => {} });
		expect(await written.catch(() => 'refused')).not.toBe('stored');
		expect(Y.encodeStateAsUpdate(room.doc)).toEqual(state);
		expect(await storage.documents.load('weekly')).toEqual(before);
		expect(gone).toEqual([]);
		expect(await rooms.open('weekly')).toBe(room);
	});
});

describe('a room that breaks while it takes something in', () => {
	let gone: string[];
	let other: Peer;
	const breakRoom = async () => {
		gone = [];
		other = { memberId: 'ben', send: () => {}, sendHome: () => void gone.push('other') };
		const room = (await rooms.open('weekly'))!;
		room.join(other);
		room.doc.on('update', () => {
			throw new Error('a listener broke');
		});
		await expect(room.write(updateWith('stored'), other)).rejects.toThrow('could not take it in');
		return room;
	};

	it('[SY36] sends everybody to a new one, which has what was stored', async () => {
		const room = await breakRoom();
		expect(gone).toEqual(['other']);
		const again = (await rooms.open('weekly'))!;
		expect(again).not.toBe(room);
		expect(textOf(again)).toContain('stored');
		again.join(other);
		expect(await again.write(updateWith('after'), other)).toBe('stored');
	});

	it('does not come back when it is let go', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const room = await breakRoom();
		room.leave(other);
		rooms.release(room);
		const again = (await rooms.open('weekly'))!;
		await vi.advanceTimersByTimeAsync(2 * halfMinute);
		expect(await rooms.open('weekly')).toBe(again);
	});
});

async function leave(documentId: string): Promise<Room> {
	const room = (await rooms.open(documentId))!;
	room.join(peer);
	room.leave(peer);
	rooms.release(room);
	return room;
}

function updateWith(text: string): Uint8Array {
	const doc = new Y.Doc();
	minutesBody(doc).insert(0, [paragraph(text)]);
	return Y.encodeStateAsUpdate(doc);
}

function textOf(room: Room | null): string {
	return minutesBody(room!.doc).toString();
}

it('[SY30] what is known only by what could not be kept is not called stored', async () => {
	const room = (await rooms.open('weekly'))!;
	const update = updateWith('never kept');
	room.doc.on('update', () => {
		throw new Error('a listener broke');
	});
	const written = await Promise.allSettled([room.write(update, peer), room.write(update, peer)]);
	expect(written.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
