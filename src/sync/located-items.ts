import type { ExtractedItem } from '#domain/extraction/extracted-item.ts';
import { joinRuns, type IdRun } from '#domain/extraction/id-runs.ts';
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
