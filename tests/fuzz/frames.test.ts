import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

/** A few thousand frames with every `npm test`, a million by `npm run test:fuzz` (`FUZZ_FRAMES`, `FUZZ_SEED`). */
const frames = Number(process.env['FUZZ_FRAMES'] ?? 3_000);
const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(1_000_000));
const isLong = frames >= 50_000;

it(
	`W11: [SY20] [SY27] malformed frames end nothing but their own socket (${frames} frames, seed ${seed})`,
	{ timeout: isLong ? 6 * 3_600_000 : 120_000 },
	async () => {
		const began = performance.now();
		const say = (line: string) => void (isLong && process.stdout.write(`${line}\n`));
		const { failures, ...fuzzed } = await fuzz({ seed, frames, say });
		say(JSON.stringify({ ...fuzzed, seed, seconds: Math.round((performance.now() - began) / 1_000) }));
		expect(failures).toEqual([]);
		expect(fuzzed.read).toBeGreaterThanOrEqual(frames);
		// Beside other tests a process may not get its turn for a while.
		expect(fuzzed.longestStall).toBeLessThan(isLong ? 200 : 2_000);
		if (isLong) expect(fuzzed.growth).toBeLessThan(50e6);
	}
);
