/**
 * The names a CRDT gives to the characters of a text: `length` characters in a row, the first of them
 * called (client, clock). They stay with their characters through every edit around them.
 */
export type IdRun = { readonly client: number; readonly clock: number; readonly length: number };

/** Runs that follow one another joined into one. */
export function joinRuns(runs: readonly IdRun[]): IdRun[] {
	const joined: IdRun[] = [];
	for (const run of runs) {
		const last = joined.at(-1);
		if (last && last.client === run.client && last.clock + last.length === run.clock) {
			joined[joined.length - 1] = { ...last, length: last.length + run.length };
		} else joined.push(run);
	}
	return joined;
}

/** How many characters two lists of runs have in common. */
export function sharedCharacters(a: readonly IdRun[], b: readonly IdRun[]): number {
	let shared = 0;
	for (const left of a) {
		for (const right of b) {
			if (left.client !== right.client) continue;
			const start = Math.max(left.clock, right.clock);
			const end = Math.min(left.clock + left.length, right.clock + right.length);
			if (end > start) shared += end - start;
		}
	}
	return shared;
}

/** How many characters there are. */
export function countCharacters(runs: readonly IdRun[]): number {
	return runs.reduce((sum, run) => sum + run.length, 0);
}
