import type { CardView, CharacterId } from '#domain/board/card-view.ts';
import { isOnBoard } from '#domain/board/card.ts';
import type { Span } from '#domain/extraction/block.ts';
import { fingerprintOf } from '#domain/extraction/reconcile.ts';
import type { LocatedItem } from '#sync/located-items.ts';
import type { MinutesBlock } from '#sync/minutes-doc.ts';

/**
 * A promise as the page shows it: what this page itself reads in the text (at once, dashed), joined with the card
 * that the server made of it (solid). The text itself is never touched.
 */
export type ShownPromise = {
	/** The same for the same promise from one reading to the next. */
	readonly key: string;
	/** The card, or how far it is from being one. */
	readonly stage:
		| { readonly kind: 'card'; readonly cardId: string }
		/** Sure, but the server has not made the card yet. */
		| { readonly kind: 'coming' }
		/** Doubtful: offered, to be taken or waved away. */
		| { readonly kind: 'offer' };
	readonly quote: string;
	/** What this page read; null when only the server's card tells of it. */
	readonly found: LocatedItem | null;
	/** Where it stands: its words, the first piece first. */
	readonly spans: readonly Span[];
};

/**
 * Joins what this page read with the cards the server made: by the characters they share, in the order of the text.
 * `dismissed`: fingerprints of what people said is no action item.
 */
export function joinPromises(facts: {
	readonly found: readonly LocatedItem[];
	readonly cards: readonly CardView[];
	readonly dismissed: ReadonlySet<string>;
	readonly blocks: readonly MinutesBlock[];
	/** No promise becomes a card by itself (`makesCards`): sure ones are offered too. */
	readonly onlyOffers?: boolean;
}): ShownPromise[] {
	const { found, cards, dismissed, blocks, onlyOffers = false } = facts;
	const order = new Map(blocks.map((block, index) => [block.id, index]));
	return join(found, cards, { dismissed, onlyOffers }, createFinder(blocks)).sort((a, b) =>
		inTextOrder(a, b, order)
	);
}

/** Remembers blocks as they were before somebody began to compose in them. */
export function createCalmBlocks() {
	let calm = new Map<string, MinutesBlock>();
	return (blocks: readonly MinutesBlock[], composing: ReadonlySet<string>): MinutesBlock[] => {
		const shown = blocks.map((block) => (composing.has(block.id) ? (calm.get(block.id) ?? block) : block));
		calm = new Map(shown.map((block) => [block.id, block]));
		return shown;
	};
}

function join(
	found: readonly LocatedItem[],
	cards: readonly CardView[],
	{ dismissed, onlyOffers }: { readonly dismissed: ReadonlySet<string>; readonly onlyOffers: boolean },
	find: (id: CharacterId) => { block: string; offset: number } | null
): ShownPromise[] {
	const shown: ShownPromise[] = [];
	const open = new Set(found);
	for (const card of cards) {
		if (!card.anchor || card.source === 'withdrawn') continue;
		const ends = [find(card.anchor.from), find(card.anchor.to)].flatMap((end) => end ?? []);
		if (ends.length === 0) continue;
		const match = [...open].find(({ item }) =>
			ends.some(({ block, offset }) =>
				item.spans.some((span) => span.block === block && offset >= span.start && offset < span.end)
			)
		);
		if (match) open.delete(match);
		if (!isOnBoard(card)) continue;
		shown.push({
			key: card.id,
			stage: { kind: 'card', cardId: card.id },
			quote: card.said?.quote ?? '',
			found: match ?? null,
			spans: match?.item.spans ?? spansBetween(ends)
		});
	}
	for (const one of open) {
		if (dismissed.has(fingerprintOf(one.quote))) continue;
		const [run] = one.runs;
		shown.push({
			key: `${one.item.band}-${run?.client}-${run?.clock}`,
			stage: { kind: one.item.band === 'sure' && !onlyOffers ? 'coming' : 'offer' },
			quote: one.quote,
			found: one,
			spans: one.item.spans
		});
	}
	return shown;
}

function inTextOrder(a: ShownPromise, b: ShownPromise, order: ReadonlyMap<string, number>): number {
	const [left, right] = [a.spans[0]!, b.spans[0]!];
	return (order.get(left.block) ?? 0) - (order.get(right.block) ?? 0) || left.start - right.start;
}

/** The words between the ends of a card's sentence, when this page itself reads no promise there. */
function spansBetween(ends: readonly { block: string; offset: number }[]): Span[] {
	const { block } = ends[0]!;
	const offsets = ends.filter((end) => end.block === block).map(({ offset }) => offset);
	return [{ block, start: Math.min(...offsets), end: Math.max(...offsets) + 1 }];
}

/** Finds characters by their CRDT names among the blocks. */
function createFinder(blocks: readonly MinutesBlock[]) {
	const byClient = new Map<
		number,
		{ clock: number; length: number; block: string; start: number; atomic: boolean }[]
	>();
	for (const block of blocks) {
		for (const { client, clock, length, start, atomic } of block.pieces) {
			const list = byClient.get(client) ?? [];
			list.push({ clock, length: atomic ? 1 : length, block: block.id, start, atomic });
			byClient.set(client, list);
		}
	}
	return ({ client, clock }: CharacterId) => {
		const piece = byClient.get(client)?.find((one) => clock >= one.clock && clock < one.clock + one.length);
		return piece
			? { block: piece.block, offset: piece.start + (piece.atomic ? 0 : clock - piece.clock) }
			: null;
	};
}
