import type { Calendar } from '#domain/calendar/working-days.ts';
import type { Block } from '#domain/extraction/block.ts';
import { emptyReading, readInSteps, type Reading } from '#domain/extraction/extract-action-items.ts';
import type { ReadingContext } from '#domain/extraction/reading-context.ts';
import { pausesEvery } from '#server/pauses.ts';

/**
 * Reads minutes, all that are asked for in turns: however long they are, and however many are to be read again because somebody
 * joined the company, nobody's keys wait for it.
 */
export type MinutesReader = {
	/** As `readMinutes`, by the same calendar for everybody. */
	read(
		blocks: readonly Block[],
		told: Omit<ReadingContext, 'calendar'>,
		previous?: Reading
	): Promise<Reading>;
};

/** So many milliseconds are read before others have their turn. */
const slice = 8;

export function createMinutesReader(calendar: Calendar): MinutesReader {
	const pause = pausesEvery(slice);
	return {
		async read(blocks, told, previous = emptyReading) {
			const steps = readInSteps(blocks, { ...told, calendar }, previous);
			for (;;) {
				const step = steps.next();
				if (step.done) return step.value;
				await pause();
			}
		}
	};
}
