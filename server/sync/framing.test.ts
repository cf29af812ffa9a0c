import { expect, it } from 'vitest';
import { frameOf, inOwnMemory, passingFrameOf } from './framing.ts';

it.each([0, 60, 125, 126, 65_535, 65_536])(
	'a frame of %i bytes that is kept keeps nothing else',
	(length) => {
		const frame = frameOf(new Uint8Array(length));
		expect(frame.buffer.byteLength).toBe(frame.length);
	}
);

it('many frames that pass share their memory, and say the same', () => {
	const payloads = [0, 60, 125, 126, 4_000].map((length) => Uint8Array.from({ length }, (_, at) => at % 251));
	const frames = payloads.map((payload) => passingFrameOf(payload));
	expect(frames).toEqual(payloads.map((payload) => frameOf(payload)));
	expect(new Set(frames.map(({ buffer }) => buffer)).size).toBeLessThan(frames.length);
});

it('frames that have to wait keep nothing of what they shared', () => {
	const frames = Buffer.concat([passingFrameOf(Uint8Array.of(1, 2)), passingFrameOf(Uint8Array.of(3))]);
	const own = inOwnMemory(frames);
	expect(own).toEqual(frames);
	expect(own.buffer.byteLength).toBe(frames.length);
	expect(inOwnMemory(own)).toBe(own);
});
