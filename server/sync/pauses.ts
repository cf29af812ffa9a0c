import { setImmediate as othersTurn } from 'node:timers/promises';

/**
 * For long work that is done in small steps: what this answers is called after each step, and waits for a turn of everybody else
 * whenever the work has gone on for `slice` milliseconds.
 */
export function pausesEvery(slice: number): () => Promise<void> {
	let since = performance.now();
	return async () => {
		if (performance.now() - since < slice) return;
		await othersTurn();
		since = performance.now();
	};
}
