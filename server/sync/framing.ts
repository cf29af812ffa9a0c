/**
 * A whole WebSocket frame as it goes over the wire (RFC 6455, section 5.2): final, binary, not masked. Made once and written
 * to every socket of a room; ws would make it again for each. It has memory of its own: rooms keep frames, and one that is cut out
 * of Node's pool keeps the whole 64 kB of it.
 */
export function frameOf(payload: Uint8Array): Buffer {
	return fill(Buffer.allocUnsafeSlow(headOf(payload) + payload.length), payload);
}

/** The same for what is written at once and then forgotten, in memory that many such frames share. */
export function passingFrameOf(payload: Uint8Array): Buffer {
	return fill(Buffer.allocUnsafe(headOf(payload) + payload.length), payload);
}

/** For frames that wait: a few bytes of Node's pool would keep all of it. */
export function inOwnMemory(frames: Buffer): Buffer {
	if (frames.buffer.byteLength === frames.length) return frames;
	const own = Buffer.allocUnsafeSlow(frames.length);
	own.set(frames);
	return own;
}

function headOf({ length }: Uint8Array): 2 | 4 | 10 {
	return length < 126 ? 2 : length < 65_536 ? 4 : 10;
}

function fill(frame: Buffer, payload: Uint8Array): Buffer {
	const { length } = payload;
	const head = headOf(payload);
	frame[0] = 0x82;
	if (head === 2) frame[1] = length;
	else if (head === 4) {
		frame[1] = 126;
		frame.writeUInt16BE(length, 2);
	} else {
		frame[1] = 127;
		frame.writeBigUInt64BE(BigInt(length), 2);
	}
	frame.set(payload, head);
	return frame;
}
