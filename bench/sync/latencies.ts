/** Tenths of a millisecond, up to ten seconds; what takes longer counts as ten. */
const steps = 100_000;

/** How long many things took, without keeping each. */
export type Latencies = {
	add(milliseconds: number, times?: number): void;
	clear(): void;
	readonly count: number;
	/** In milliseconds, to a tenth; NaN when there was none. */
	percentile(share: number): number;
};

export function createLatencies(): Latencies {
	const counts = new Uint32Array(steps + 1);
	let count = 0;
	return {
		add(milliseconds, times = 1) {
			counts[Math.min(steps, Math.max(0, Math.round(milliseconds * 10)))]! += times;
			count += times;
		},
		clear() {
			counts.fill(0);
			count = 0;
		},
		get count() {
			return count;
		},
		percentile(share) {
			if (count === 0) return NaN;
			let left = Math.max(1, Math.ceil(share * count));
			for (let step = 0; step <= steps; step++) {
				left -= counts[step]!;
				if (left <= 0) return step / 10;
			}
			return steps / 10;
		}
	};
}
