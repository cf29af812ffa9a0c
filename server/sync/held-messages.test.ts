import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { holdMessages } from './held-messages.ts';

it('[SY42] what was held is handed on in order, and each frame is paid for once', () => {
	const socket = new EventEmitter() as EventEmitter & Pick<WebSocket, 'close'>;
	let cost = 0;
	const held = holdMessages(socket as unknown as WebSocket, (more) => (cost += more));
	for (const length of [1_024, 2_048]) socket.emit('message', Buffer.alloc(length), true);
	const heard: number[] = [];
	socket.on('message', (data: Buffer) => heard.push(data.length));
	held.release();
	socket.emit('message', Buffer.alloc(512), true);
	expect(heard).toEqual([1_024, 2_048, 512]);
	expect(cost).toBe(3 + 3.5);
});
