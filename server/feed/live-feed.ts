import type { LiveEntry } from '#sync/live-protocol.ts';

/** The events as they happen, to whoever listens. One per process; several nodes will share one later. */
export type LiveFeed = {
	/** Called by the ledger only, in the order of commits. */
	publish(entries: readonly LiveEntry[]): void;
	/** Answers the function that stops listening. A listener that throws is a programmer's mistake and is not caught. */
	subscribe(listener: (entries: readonly LiveEntry[]) => void): () => void;
};

export function createLiveFeed(): LiveFeed {
	const listeners = new Set<(entries: readonly LiveEntry[]) => void>();
	return {
		publish(entries) {
			if (entries.length > 0) for (const listener of [...listeners]) listener(entries);
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		}
	};
}
