import { vi } from 'vitest';

/** Waits until `check` holds, at most 20 s; answers what it answers, or throws what it threw last. */
export const soon = <Result>(check: () => Result | Promise<Result>): Promise<Result> =>
	vi.waitFor(check, { timeout: 20_000, interval: 20 });
