import { expect, it } from 'vitest';
import { frameOf } from './framing.ts';

it.each([0, 60, 125, 126, 65_535, 65_536])(
	'a frame of %i bytes that is kept keeps nothing else',
	(length) => {
		const frame = frameOf(new Uint8Array(length));
		expect(frame.buffer.byteLength).toBe(frame.length);
	}
);
