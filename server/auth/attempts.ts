import type { Instant } from '#domain/day.ts';

/** Counts failures in a sliding window and says when it is enough. */
export type Attempts = {
	/** True while the key may still try. */
	allowed(key: string, limit: number): boolean;
	failed(key: string): void;
	/** Takes the last failure back: it was none. */
	takeBack(key: string): void;
	forget(key: string): void;
};

/** `now` is a clock that never goes back (monotonic), in milliseconds; `windowMs` how long a failure counts. */
export function createAttempts({
	now,
	windowMs
}: {
	readonly now: () => Instant;
	readonly windowMs: number;
}): Attempts {
	const failures = new Map<string, number[]>();

	const recent = (key: string) => {
		const since = now() - windowMs;
		const kept = (failures.get(key) ?? []).filter((at) => at > since);
		if (kept.length === 0) failures.delete(key);
		else failures.set(key, kept);
		return kept;
	};

	return {
		allowed: (key, limit) => recent(key).length < limit,
		failed(key) {
			// A flood of made-up keys must not fill the memory: the oldest are let go.
			if (failures.size > 20_000) failures.delete(failures.keys().next().value!);
			failures.set(key, [...recent(key).slice(-99), now()]);
		},
		takeBack: (key) => void failures.get(key)?.pop(),
		forget: (key) => void failures.delete(key)
	};
}
