import { connect, type Socket } from 'node:net';

/**
 * A WebSocket client with nothing to spare: one TCP socket, one buffer to read into for all of them, frames handed on where
 * they lie in it. A generator that costs more than the servers it measures would measure itself.
 */
export type LightSocket = {
	/** Sends frames as one write. */
	send(...frames: readonly Uint8Array[]): void;
	close(): void;
};

export type SocketListener = {
	open(): void;
	/** A binary message; the bytes are good only until the listener returns. `at`: when they were read (performance.now). */
	message(bytes: Uint8Array, at: number): void;
	/** Called once; `code` is the server's, or 1006 when the connection was cut or never came about. */
	closed(code: number): void;
};

/** All sockets read into this: libuv reads and hands over one after the other. */
const readBuffer = Buffer.allocUnsafeSlow(262_144);

/** Opens ws://127.0.0.1:port/path, from another of this machine's own addresses (127.0.0.0/8). */
export function openSocket(
	to: {
		readonly port: number;
		readonly from: string;
		readonly path: string;
		readonly headers: Readonly<Record<string, string>>;
	},
	listener: SocketListener
): LightSocket {
	let state: 'opening' | 'open' | 'closed' = 'opening';
	let code = 1006;
	let at = 0;
	const messages = createMessageReader((opcode, payload) => {
		if (opcode === 2) listener.message(payload, at);
		else if (opcode === 9) write(10, [payload]);
		else if (opcode === 8) {
			code = payload.length >= 2 ? payload[0]! * 256 + payload[1]! : 1005;
			write(8, [payload.subarray(0, 2)]);
			tcp.end();
		} else if (opcode !== 10) throw new Error(`a frame with opcode ${opcode}`);
	});
	let head = '';

	const receive = (bytes: Buffer) => {
		at = performance.now();
		if (state === 'open') return messages(bytes);
		head += bytes.toString('latin1');
		const end = head.indexOf('\r\n\r\n');
		if (end < 0) return;
		if (!head.startsWith('HTTP/1.1 101')) return void tcp.destroy();
		const rest = Buffer.from(head.slice(end + 4), 'latin1');
		state = 'open';
		listener.open();
		if (rest.length > 0) messages(rest);
	};

	const tcp: Socket = connect({
		host: '127.0.0.1',
		port: to.port,
		localAddress: to.from,
		noDelay: true,
		onread: {
			buffer: readBuffer,
			callback(size) {
				receive(readBuffer.subarray(0, size));
				return true;
			}
		}
	});
	tcp.on('connect', () => {
		const lines = Object.entries({
			Host: `127.0.0.1:${to.port}`,
			Upgrade: 'websocket',
			Connection: 'Upgrade',
			'Sec-WebSocket-Key': 'bWludXRlYm9hcmRiZW5jaA==',
			'Sec-WebSocket-Version': '13',
			...to.headers
		}).map(([name, value]) => `${name}: ${value}\r\n`);
		tcp.write(`GET ${to.path} HTTP/1.1\r\n${lines.join('')}\r\n`);
	});
	tcp.on('error', () => {});
	tcp.on('close', () => {
		if (state === 'closed') return;
		state = 'closed';
		listener.closed(code);
	});

	function write(opcode: number, payloads: readonly Uint8Array[]) {
		if (state === 'open' && tcp.writable) tcp.write(maskedFrames(opcode, payloads));
	}

	return {
		send: (...frames) => write(2, frames),
		close() {
			if (state === 'closed') return;
			state = 'closed';
			tcp.destroy();
		}
	};
}

/** Client frames must be masked; a mask of zeros costs us nothing and the server what every mask costs it. */
function maskedFrames(opcode: number, payloads: readonly Uint8Array[]): Buffer {
	const all = Buffer.allocUnsafe(payloads.reduce((sum, { length }) => sum + length + 14, 0));
	let at = 0;
	for (const payload of payloads) {
		all[at++] = 0x80 | opcode;
		if (payload.length < 126) all[at++] = 0x80 | payload.length;
		else if (payload.length < 65_536) {
			all[at++] = 0x80 | 126;
			at = all.writeUInt16BE(payload.length, at);
		} else {
			all[at++] = 0x80 | 127;
			at = all.writeBigUInt64BE(BigInt(payload.length), at);
		}
		at = all.writeUInt32BE(0, at);
		all.set(payload, at);
		at += payload.length;
	}
	return all.subarray(0, at);
}

/** Cuts a stream of bytes into a server's frames. What is not whole yet is kept. */
function createMessageReader(onFrame: (opcode: number, payload: Uint8Array) => void) {
	let kept: Buffer[] = [];
	let keptLength = 0;
	let wanted = 2;

	return (bytes: Buffer) => {
		if (keptLength + bytes.length < wanted) return keep(bytes);
		const all = keptLength > 0 ? Buffer.concat([...kept, bytes]) : bytes;
		kept = [];
		keptLength = 0;
		let at = 0;
		for (;;) {
			const frame = frameAt(all, at);
			wanted = frame.end - at;
			if (frame.end > all.length) break;
			if (!frame.final) throw new Error('a message in pieces');
			onFrame(frame.opcode, all.subarray(frame.start, frame.end));
			at = frame.end;
		}
		if (at < all.length) keep(all.subarray(at));
	};

	function keep(bytes: Buffer) {
		kept.push(Buffer.from(bytes));
		keptLength += bytes.length;
	}
}

/** Where a frame's payload begins and ends; `end` lies beyond the bytes when not even its head is there. */
function frameAt(bytes: Buffer, at: number) {
	const beyond = { final: true, opcode: 0, start: 0, end: bytes.length + 1 };
	if (at + 2 > bytes.length) return beyond;
	const final = (bytes[at]! & 0x80) !== 0;
	const opcode = bytes[at]! & 0x0f;
	const short = bytes[at + 1]! & 0x7f;
	if (short < 126) return { final, opcode, start: at + 2, end: at + 2 + short };
	if (short === 126) {
		if (at + 4 > bytes.length) return beyond;
		return { final, opcode, start: at + 4, end: at + 4 + bytes.readUInt16BE(at + 2) };
	}
	if (at + 10 > bytes.length) return beyond;
	return { final, opcode, start: at + 10, end: at + 10 + Number(bytes.readBigUInt64BE(at + 2)) };
}
