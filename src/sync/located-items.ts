import type { ExtractedItem } from '#domain/extraction/extracted-item.ts';
import { joinRuns, type IdRun } from '#domain/extraction/id-runs.ts';
import type { Range } from '#domain/extraction/promise.ts';
import { runsOfRange, type MinutesBlock } from './minutes-doc.ts';

/** An extracted item with the CRDT's names of its characters, by which server and browser know it for the same. */
export type LocatedItem = {
	readonly item: ExtractedItem;
	readonly runs: readonly IdRun[];
	/** The words of the promise, its pieces joined by spaces. */
	readonly quote: string;
};

/** Places items among the blocks they were read from; every span's block must be among them. */
export function locateItems(items: readonly ExtractedItem[], blocks: readonly MinutesBlock[]): LocatedItem[] {
	const byId = new Map(blocks.map((block) => [block.id, block]));
	return items.map((item) => {
		const pieces = item.spans.map((span) => ({ span, block: byId.get(span.block)! }));
		return {
			item,
			runs: joinRuns(pieces.flatMap(({ span, block }) => runsOfRange(block, span))),
			quote: pieces.map(({ span, block }) => block.text.slice(span.start, span.end).trim()).join(' ')
		};
	});
}

/** The stretch of a block from the first to the last of these characters that is left; null when none is. */
export function rangeOfRuns(
	runs: readonly IdRun[],
	blocks: readonly MinutesBlock[]
): { readonly block: MinutesBlock; readonly range: Range } | null {
	for (const block of blocks) {
		let [first, last] = [Infinity, -Infinity];
		for (const { start, length, client, clock, atomic } of block.pieces) {
			for (const run of runs) {
				if (run.client !== client) continue;
				const from = Math.max(clock, run.clock);
				const to = Math.min(clock + (atomic ? 1 : length), run.clock + run.length);
				if (to <= from) continue;
				first = Math.min(first, atomic ? start : start + (from - clock));
				last = Math.max(last, atomic ? start + length : start + (to - clock));
			}
		}
		if (last > first) return { block, range: { start: first, end: last } };
	}
	return null;
}
