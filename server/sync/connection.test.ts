import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { connect, type Visitor } from './connection.ts';
import { passingFrameOf } from './framing.ts';
import type { Peer, Room } from './room.ts';

const visitor: Visitor = {
	id: 'ana',
	name: 'Ana',
	guest: false,
	mayWrite: true,
	wantsSaved: true,
	isShownOut: () => false,
	charge: () => {},
	onOffence: () => {}
};

it('what has to wait for a slow reader keeps no memory but its own', () => {
	const write = vi.fn<(frames: Buffer) => boolean>(() => true);
	const stream = Object.assign(new EventEmitter(), { writableLength: 0, write });
	const socket = Object.assign(new EventEmitter(), { readyState: 1 });
	let peer: Peer | null = null;
	const room = { join: (one: Peer) => void (peer = one), leave: () => {} } as Partial<Room>;
	connect(socket as never, stream as never, room as Room, visitor);

	const frame = passingFrameOf(Uint8Array.of(1, 2, 3));
	peer!.send(frame);
	stream.writableLength = 1;
	peer!.send(frame);
	expect(write.mock.calls).toEqual([[frame], [frame]]);
	const [[atOnce], [later]] = write.mock.calls as [[Buffer], [Buffer]];
	expect(atOnce).toBe(frame);
	expect(later.buffer.byteLength).toBe(frame.length);
	socket.emit('close');
});
