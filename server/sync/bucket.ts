/** A token bucket: so much at once, so much per second on average. */
export type Bucket = {
	/** Takes what something costs; answers how many milliseconds to wait before the next, 0 when there is enough left. */
	take(cost: number): number;
};

/** `now`: a clock in milliseconds that never goes back. */
export function createBucket({
	perSecond,
	burst,
	now = () => performance.now()
}: {
	readonly perSecond: number;
	readonly burst: number;
	readonly now?: () => number;
}): Bucket {
	let tokens = burst;
	let at = now();
	return {
		take(cost) {
			const moment = now();
			tokens = Math.min(burst, tokens + ((moment - at) * perSecond) / 1_000) - cost;
			at = moment;
			return tokens >= 0 ? 0 : Math.ceil((-tokens * 1_000) / perSecond);
		}
	};
}
