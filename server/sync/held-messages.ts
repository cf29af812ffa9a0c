import type { WebSocket } from 'ws';
import { closeCodes } from '#sync/protocol.ts';

/** What a page may send before it is let in: its question and its caret [SY11]. */
const most = { frames: 64, bytes: 64_000 };

/**
 * Keeps what a page sends while it is still being let in, as y-websocket talks at once; `release` hands it on, in order. Every
 * frame is paid for once, when it is handed on or comes later: one and one for every kilobyte [SY42].
 */
export function holdMessages(
	socket: Pick<WebSocket, 'on' | 'off' | 'emit' | 'close'>,
	charge: (cost: number) => void
): { release(): void } {
	const held: [data: Buffer, isBinary: boolean][] = [];
	let bytes = 0;
	const hold = (data: Buffer, isBinary: boolean) => {
		bytes += data.length;
		if (held.length < most.frames && bytes <= most.bytes) held.push([data, isBinary]);
		// Whoever types while the disk is slow does nothing wrong: the page comes back with all of it in one frame.
		else socket.close(closeCodes.restart);
	};
	socket.on('message', hold);
	return {
		release() {
			socket.off('message', hold);
			socket.on('message', (data: Buffer) => charge(1 + data.length / 1_024));
			for (const message of held) socket.emit('message', ...message);
		}
	};
}
