import { describe, expect, it } from 'vitest';
import {
	decodeFrame,
	encodeAnswer,
	encodeAwareness,
	encodeSaved,
	encodeStateVector,
	encodeUpdate,
	isWritingFrame
} from './protocol.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

describe('the wire', () => {
	// These are the bytes that every y-websocket client in the world sends and expects. A change here breaks them all.
	it('is that of y-websocket, byte for byte', () => {
		expect(encodeStateVector(bytes(7))).toEqual(bytes(0, 0, 1, 7));
		expect(encodeAnswer(bytes(7, 8))).toEqual(bytes(0, 1, 2, 7, 8));
		expect(encodeUpdate(bytes(9))).toEqual(bytes(0, 2, 1, 9));
		expect(encodeAwareness(bytes(5))).toEqual(bytes(1, 1, 5));
		expect(encodeSaved(300)).toEqual(bytes(100, 172, 2));
	});

	it('reads what it writes', () => {
		expect(decodeFrame(encodeStateVector(bytes(7)))).toEqual({ type: 'state-vector', vector: bytes(7) });
		expect(decodeFrame(encodeAnswer(bytes(7)))).toEqual({
			type: 'update',
			update: bytes(7),
			isAnswer: true
		});
		expect(decodeFrame(encodeUpdate(bytes(7)))).toEqual({
			type: 'update',
			update: bytes(7),
			isAnswer: false
		});
		expect(decodeFrame(encodeAwareness(bytes(7)))).toEqual({ type: 'awareness', update: bytes(7) });
		expect(decodeFrame(bytes(3))).toEqual({ type: 'query-awareness' });
	});

	it.each([
		['nothing', []],
		['an unknown frame', [9, 1, 1]],
		['an unknown sync step', [0, 3, 1, 1]],
		['a length beyond the end', [0, 2, 200, 1]],
		['bytes after the end', [0, 2, 1, 9, 9]],
		['a server’s own message', [100, 5]]
	])('refuses %s', (_, frame) => {
		expect(() => decodeFrame(new Uint8Array(frame))).toThrow();
	});

	it('counts answers and updates as writing, nothing else', () => {
		expect(isWritingFrame(encodeAnswer(bytes(1)))).toBe(true);
		expect(isWritingFrame(encodeUpdate(bytes(1)))).toBe(true);
		expect(isWritingFrame(encodeStateVector(bytes(1)))).toBe(false);
		expect(isWritingFrame(encodeAwareness(bytes(1)))).toBe(false);
	});
});
