import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { expect, it } from 'vitest';
import { encode } from './encode.ts';

const say = (text: string) => encode((encoder) => encoding.writeVarString(encoder, text));
const read = (bytes: Uint8Array) => decoding.readVarString(decoding.createDecoder(bytes));

it('answers the same bytes as lib0, short and longer than its memory', () => {
	for (const length of [0, 1, 99, 100, 101, 65_535, 65_536, 300_000]) {
		const bytes = Uint8Array.from({ length }, (_, at) => at % 251);
		const write = (encoder: encoding.Encoder) => {
			encoding.writeVarUint8Array(encoder, bytes);
			encoding.writeVarString(encoder, '由市场部负责');
		};
		expect(encode(write)).toEqual(encoding.encode(write));
	}
});

it('what was answered stays as it is, whatever is encoded next', () => {
	const first = say('first');
	say('another');
	expect(read(first)).toBe('first');
	expect(first.buffer.byteLength).toBe(first.length);
});

it('one may be encoded inside another, and after one that failed', () => {
	const both = encode((encoder) => {
		encoding.writeVarString(encoder, 'outer');
		encoding.writeVarUint8Array(encoder, say('inner'));
	});
	const decoder = decoding.createDecoder(both);
	expect(decoding.readVarString(decoder)).toBe('outer');
	expect(read(decoding.readVarUint8Array(decoder))).toBe('inner');

	expect(() =>
		encode((encoder) => {
			encoding.writeVarString(encoder, 'half');
			throw new Error('broken off');
		})
	).toThrow('broken off');
	expect(read(say('whole'))).toBe('whole');
});
