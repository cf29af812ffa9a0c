/**
 * For long work that is done in small steps: what this answers is called after each step, and waits for a turn of everybody else
 * whenever work has gone on for `slice` milliseconds. Works that share it take turns with each other too: together they go on
 * no longer than one of them.
 */
export function pausesEvery(slice: number): () => Promise<void> {
	let since = performance.now();
	const waiting: (() => void)[] = [];
	const letOneGoOn = () => {
		since = performance.now();
		waiting.shift()!();
		if (waiting.length > 0) setImmediate(letOneGoOn);
	};
	return async () => {
		if (performance.now() - since < slice) return;
		await new Promise<void>((resolve) => {
			waiting.push(resolve);
			if (waiting.length === 1) setImmediate(letOneGoOn);
		});
	};
}
