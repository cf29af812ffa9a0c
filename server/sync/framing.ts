/**
 * A whole WebSocket frame as it goes over the wire (RFC 6455, section 5.2): final, binary, not masked. Made once and written
 * to every socket of a room; ws would make it again for each. It has memory of its own: rooms keep frames, and one that is cut out
 * of Node's pool keeps the whole 64 kB of it.
 */
export function frameOf(payload: Uint8Array): Buffer {
	const { length } = payload;
	const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
	const frame = Buffer.allocUnsafeSlow(head + length);
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
