import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The attacks of the reliability study on the wire, and why one has no test of its own name, if it has none. */
const attacks = Array.from({ length: 15 }, (_, index) => `W${index + 1}`);
const reasons: Readonly<Record<string, string>> = {};

const titled = readdirSync(new URL('.', import.meta.url))
	.filter((file) => file.endsWith('.test.ts'))
	.flatMap((file) => readFileSync(new URL(file, import.meta.url), 'utf8').match(/'W\d+(?=: )/g) ?? [])
	.map((title) => title.slice(1));
const fuzzed = /'W11: /.test(readFileSync(new URL('../fuzz/frames.test.ts', import.meta.url), 'utf8'));

it.each(attacks)('%s has a test, or a written reason why not', (attack) => {
	const isTested = titled.includes(attack) || (attack === 'W11' && fuzzed);
	expect(isTested || (reasons[attack] ?? '').length > 20).toBe(true);
	// A reason that is no longer needed goes.
	expect(isTested && attack in reasons).toBe(false);
});
