import { setTimeout as pause } from 'node:timers/promises';

/** A source of chance that says the same every time, so that every server gets the same typing. */
export function createChance(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/**
 * Calls `act` `rate` times a second on average, at moments of their own (a Poisson process), for so many seconds; `act` is
 * told how many seconds have passed. Every call is made: when the generator cannot keep up, it all takes longer.
 */
export async function atRate(
	{
		rate,
		seconds,
		chance
	}: { readonly rate: number; readonly seconds: number; readonly chance: () => number },
	act: (elapsed: number) => void
): Promise<void> {
	const began = performance.now();
	let due = 0;
	while (due < seconds) {
		const elapsed = (performance.now() - began) / 1_000;
		while (due <= elapsed && due < seconds) {
			act(elapsed);
			due -= Math.log(1 - chance()) / rate;
		}
		await pause(1);
	}
}
