import { untrack } from 'svelte';
import type { Instant } from '#domain/day.ts';

/** The time by the server's clock: a screen on a wall may have a wrong one, and then every "late" would be wrong. */
export class ServerClock {
	/** Moves on once `start` was called; before that it stands at the moment the page was made. */
	now: Instant = $state(0);
	#ahead = 0;

	constructor(now: Instant) {
		this.now = now;
	}

	/** Lets it go on, in steps of so many milliseconds. Answers the function that stops it. */
	start(step: number): () => void {
		// An effect that starts it must not start it anew with every tick.
		this.set(untrack(() => this.now));
		const timer = setInterval(() => (this.now = this.at(Date.now())), step);
		return () => clearInterval(timer);
	}

	/** Sets it to what the server says it is now. */
	set(now: Instant): void {
		this.#ahead = now - Date.now();
		this.now = now;
	}

	/** This device's time of `now`. */
	get local(): number {
		return this.now - this.#ahead;
	}

	/** What it was when this device's clock showed `local`. */
	at(local: number): Instant {
		return local + this.#ahead;
	}
}
