/** Runs asynchronous work one piece after another, in the order asked; one failure does not stop the next. */
export type Queue = { run<Result>(work: () => Promise<Result>): Promise<Result> };

export function createQueue(): Queue {
	let last: Promise<unknown> = Promise.resolve();
	return {
		run(work) {
			const result = last.then(work, work);
			last = result.catch(() => undefined);
			return result;
		}
	};
}
