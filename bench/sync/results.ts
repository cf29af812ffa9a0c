import type { ServerName } from './servers/server.ts';

/** What each server showed, one value per round. */
export type Samples<Sample> = ReadonlyMap<ServerName, readonly Sample[]>;

/** Measures every server once per round, the servers taking turns: A B C, A B C. */
export async function perServer<Sample>(
	{ names, rounds }: { readonly names: readonly ServerName[]; readonly rounds: number },
	measure: (name: ServerName) => Promise<Sample>
): Promise<Samples<Sample>> {
	const samples = new Map<ServerName, Sample[]>(names.map((name) => [name, []]));
	for (let round = 0; round < rounds; round++)
		for (const name of names) samples.get(name)!.push(await measure(name));
	return samples;
}

/** Of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

/** The median, and when there are several values the least and the greatest. */
export function spread(values: readonly number[], digits: number): string {
	const middle = median(values).toFixed(digits);
	if (values.length < 2) return middle;
	return `${middle} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;
}

/**
 * One server's median as a ratio to the best of others, `0.62 ×`; `best` is the least value unless told otherwise. A dash
 * when one side was not measured.
 */
export function ratioToBest<Sample>(
	samples: Samples<Sample>,
	name: ServerName,
	others: readonly ServerName[],
	value: (sample: Sample) => number,
	best: (...values: number[]) => number = Math.min
): string {
	const medianOf = (each: ServerName) => {
		const values = (samples.get(each) ?? []).map(value).filter((one) => !Number.isNaN(one));
		return values.length > 0 ? median(values) : null;
	};
	const own = medianOf(name);
	const theirs = others.map(medianOf).filter((one) => one !== null);
	return own === null || theirs.length === 0 ? '–' : `${(own / best(...theirs)).toFixed(2)} ×`;
}
