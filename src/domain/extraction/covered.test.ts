import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coveredBy } from './covered.ts';

const range = fc
	.record({ start: fc.nat(40), length: fc.integer({ min: 1, max: 12 }) })
	.map(({ start, length }) => ({ start, end: start + length }));

test('a range is covered when it shares a sign with any of the ranges', () => {
	fc.assert(
		fc.property(fc.array(range, { maxLength: 8 }), range, (ranges, asked) => {
			const shares = ranges.some(({ start, end }) => start < asked.end && asked.start < end);
			expect(coveredBy(ranges)(asked)).toBe(shares);
		})
	);
});
