/** Which page of several is on the screen. Goes on by itself, calmly, unless somebody holds it. */
export class Rotation {
	paused = $state(false);
	#index = $state(0);
	#timer: ReturnType<typeof setInterval> | undefined;
	readonly #count: () => number;

	/** `count`: how many pages there are now; it may change at any time. */
	constructor(count: () => number) {
		this.#count = count;
	}

	/** The number of the page, always one that there is. */
	get index(): number {
		return this.#index % Math.max(1, this.#count());
	}

	/** Begins to turn a page every so many milliseconds. Answers the function that ends it. */
	start(every: number): () => void {
		this.#timer = setInterval(() => {
			if (!this.paused) this.turn(1);
		}, every);
		return () => clearInterval(this.#timer);
	}

	/** Turns to the next page, or to the one before. */
	turn(step: 1 | -1): void {
		const count = Math.max(1, this.#count());
		this.#index = (this.index + step + count) % count;
	}
}
