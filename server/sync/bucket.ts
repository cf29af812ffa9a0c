import type { WebSocket } from 'ws';

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

/**
 * A socket that is read only as fast as its bucket has something left: while it is empty nothing more is taken from the
 * wire, so that who sends too much waits, and its own line fills up instead of our memory.
 */
export function createThrottle(
	socket: Pick<WebSocket, 'pause' | 'resume'>,
	pace: { readonly perSecond: number; readonly burst: number }
): { take(cost: number): void } {
	const bucket = createBucket(pace);
	let isPaused = false;
	const goOn = () => {
		const wait = bucket.take(0);
		if (wait > 0) return void setTimeout(goOn, wait);
		isPaused = false;
		socket.resume();
	};
	return {
		take(cost) {
			const wait = bucket.take(cost);
			if (wait === 0 || isPaused) return;
			isPaused = true;
			socket.pause();
			setTimeout(goOn, wait);
		}
	};
}
