import { randomBytes } from 'node:crypto';
import { createApp, type App } from '#server/app.ts';
import type { Instant } from '#domain/day.ts';

/** An App whose clock stands where it is put, on the storage of the running one. */
export type Stage = {
	readonly app: App;
	/** Puts the clock there. Throws when that is earlier than it stands: what happened, happened in order. */
	goTo(instant: Instant): void;
	now(): Instant;
	/** Leaves nothing unwritten; the storage stays open. */
	close(): Promise<void>;
};

/**
 * The demo's past is made by the same commands as everybody's present, only at another time. So they run in an App of
 * their own: the running one keeps its true clock and never hears of it.
 */
export function createStage(app: App, start: Instant): Stage {
	let at = start;
	const stage = createApp({
		config: { origin: null, trustProxy: false, model: null },
		storage: { ...app.storage, close: async () => {} },
		// No link that is made on the stage is used off it.
		key: randomBytes(32),
		now: () => at,
		monotonicNow: () => at,
		log: app.log
	});
	return {
		app: stage,
		goTo(instant) {
			if (instant < at) throw new Error('The demo cannot go back in time');
			at = instant;
		},
		now: () => at,
		close: () => stage.close()
	};
}
