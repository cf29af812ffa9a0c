import type { CardView } from '#domain/board/card-view.ts';
import type { Span } from '#domain/extraction/block.ts';
import type { ExtractedItem } from '#domain/extraction/extracted-item.ts';
import type { Reading } from '#domain/extraction/extract-action-items.ts';
import type { ReadingContext } from '#domain/extraction/reading-context.ts';
import type { Proposal } from '#domain/extraction/proposals.ts';
import { fingerprintOf } from '#domain/extraction/reconcile.ts';
import type { StatusReport } from '#domain/extraction/status-report.ts';
import type { WhyNot } from '#domain/extraction/why-not.ts';
import { locateItems, type LocatedItem } from '#sync/located-items.ts';
import { followBlocks, type BlockReader, type MinutesBlock } from '#sync/minutes-doc.ts';
import type * as Y from 'yjs';
import type * as ReadingEngine from './reading-engine.ts';
import { createCalmBlocks, joinPromises, type ShownPromise } from './shown-promise.ts';

/** What the page knows of the meeting; the calendar comes with the engine. */
type GivenContext = Omit<ReadingContext, 'calendar'>;

/** What can be said of the sentence at a caret. */
export type Asked =
	| { readonly kind: 'promise'; readonly promise: ShownPromise }
	/** It is one to the engine, but somebody said that it is none. */
	| { readonly kind: 'dismissed'; readonly quote: string }
	| { readonly kind: 'none'; readonly why: WhyNot }
	| { readonly kind: 'empty' };

/** Reads the minutes in the browser, again and again, and knows which promise belongs to which card. */
export class Promises {
	shown = $state.raw<readonly ShownPromise[]>([]);
	/** What the text says of work that is under way, but for what people waved away. */
	reports = $state.raw<readonly StatusReport[]>([]);
	readonly #reader: BlockReader;
	readonly #calm = createCalmBlocks();
	#engine: typeof ReadingEngine | null = null;
	#reading: Reading | null = null;
	#found: readonly LocatedItem[] = [];
	#context: { readonly given: GivenContext; readonly whole: ReadingContext } | null = null;

	constructor(doc: Y.Doc) {
		this.#reader = followBlocks(doc);
	}

	/** Fetches what is needed to read; until it has come, only promises that have a card are shown. */
	async prepare(): Promise<void> {
		this.#engine ??= await import('./reading-engine.ts');
	}

	/** The blocks as they stand this very moment. */
	current(): readonly MinutesBlock[] {
		return this.#reader.read();
	}

	read(options: {
		readonly context: GivenContext;
		readonly cards: readonly CardView[];
		/** Fingerprints of what people said is no action item. */
		readonly dismissed: ReadonlySet<string>;
		/** Blocks that somebody composes in: they count as they were before. */
		readonly composing: ReadonlySet<string>;
		/** No promise becomes a card by itself. */
		readonly onlyOffers: boolean;
		/** What a model proposes, unchecked. */
		readonly proposals: readonly Proposal[];
	}): void {
		const { context, cards, dismissed, composing, onlyOffers, proposals } = options;
		const blocks = this.#calm(this.#reader.read(), composing);
		const items = this.#items(blocks, context);
		const proposed = this.#proposed(proposals, { blocks, items, dismissed });
		const found = locateItems([...items, ...proposed], blocks).filter(
			({ item }) => !item.spans.some((span) => composing.has(span.block))
		);
		this.#found = found;
		this.shown = joinPromises({ found, cards, dismissed, blocks, onlyOffers });
		this.#report(composing, dismissed);
	}

	/** Checked anew at each reading: what the text says no more is no proposal any more. */
	#proposed(
		proposals: readonly Proposal[],
		facts: Omit<Parameters<typeof ReadingEngine.proposedItems>[1], 'context'>
	): readonly ExtractedItem[] {
		if (!this.#engine || !this.#context || proposals.length === 0) return [];
		return this.#engine.proposedItems(proposals, { ...facts, context: this.#context.whole });
	}

	/** What can be said of the sentence at a place, of the text as it was last read. */
	async ask({ block, offset }: { readonly block: string; readonly offset: number }): Promise<Asked> {
		const { whyNot } = await import('#domain/extraction/why-not.ts');
		const isHere = (spans: readonly Span[]) =>
			spans.some((span) => span.block === block && offset >= span.start && offset <= span.end);
		const promise = this.shown.find(({ spans }) => isHere(spans));
		if (promise) return { kind: 'promise', promise };
		const dismissed = this.#found.find(({ item }) => isHere(item.spans));
		if (dismissed) return { kind: 'dismissed', quote: dismissed.quote };
		const why = this.#reading && whyNot(this.#reading, { block, start: offset, end: offset });
		return why ? { kind: 'none', why } : this.#beside(block);
	}

	/** Behind the words of an item, or in a line that says nothing. */
	#beside(block: string): Asked {
		const isIn = (spans: readonly Span[]) => spans.some((span) => span.block === block);
		const promise = this.shown.find(({ spans }) => isIn(spans));
		if (promise) return { kind: 'promise', promise };
		const dismissed = this.#found.find(({ item }) => isIn(item.spans));
		return dismissed ? { kind: 'dismissed', quote: dismissed.quote } : { kind: 'empty' };
	}

	#report(composing: ReadonlySet<string>, dismissed: ReadonlySet<string>): void {
		const all = this.#reading?.reports ?? [];
		const reports = all.filter(
			({ words }) => !composing.has(words.span.block) && !dismissed.has(fingerprintOf(words.text))
		);
		// Most readings change none of them: nobody is told then.
		if (reports.length > 0 || this.reports.length > 0) this.reports = reports;
	}

	#items(
		blocks: readonly MinutesBlock[],
		context: Omit<ReadingContext, 'calendar'>
	): readonly ExtractedItem[] {
		if (!this.#engine) return [];
		const { readMinutes, emptyReading, chineseCalendar: calendar } = this.#engine;
		// The same object as long as nothing changed: the engine keeps what it prepared for it.
		if (this.#context?.given !== context) this.#context = { given: context, whole: { ...context, calendar } };
		this.#reading = readMinutes(blocks, this.#context.whole, this.#reading ?? emptyReading);
		return this.#reading.items;
	}

	close(): void {
		this.#reader.close();
	}
}
