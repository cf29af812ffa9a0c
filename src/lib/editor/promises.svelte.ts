import type { CardView } from '#domain/board/card-view.ts';
import { emptyReading, readMinutes, type Reading } from '#domain/extraction/extract-action-items.ts';
import type { ReadingContext } from '#domain/extraction/reading-context.ts';
import { locateItems } from '#sync/located-items.ts';
import { followBlocks, type BlockReader, type MinutesBlock } from '#sync/minutes-doc.ts';
import type * as Y from 'yjs';
import { createCalmBlocks, joinPromises, type ShownPromise } from './shown-promise.ts';

/** Reads the minutes in the browser, again and again, and knows which promise belongs to which card. */
export class Promises {
	shown = $state.raw<readonly ShownPromise[]>([]);
	readonly #reader: BlockReader;
	readonly #calm = createCalmBlocks();
	#reading: Reading = emptyReading;

	constructor(doc: Y.Doc) {
		this.#reader = followBlocks(doc);
	}

	/** The blocks as they stand this very moment. */
	current(): MinutesBlock[] {
		return this.#reader.read();
	}

	read(options: {
		readonly context: ReadingContext;
		readonly cards: readonly CardView[];
		/** Fingerprints of what people said is no action item. */
		readonly dismissed: ReadonlySet<string>;
		/** Blocks that somebody composes in: they count as they were before. */
		readonly composing: ReadonlySet<string>;
	}): void {
		const { context, cards, dismissed, composing } = options;
		const blocks = this.#calm(this.#reader.read(), composing);
		this.#reading = readMinutes(blocks, context, this.#reading);
		const found = locateItems(this.#reading.items, blocks).filter(
			({ item }) => !item.spans.some((span) => composing.has(span.block))
		);
		this.shown = joinPromises({ found, cards, dismissed, blocks });
	}

	close(): void {
		this.#reader.close();
	}
}
