/** What a language model proposes, checked against the text: nothing that is not written there comes through [EX60–EX62]. */
import { emptyDirectory } from '../directory.ts';
import type { Block, Span } from './block.ts';
import { DOUBTFUL, dueOf, makeItem, quote as quoted } from './draft.ts';
import { findDays } from './day-mention.ts';
import type { ExtractedItem } from './extracted-item.ts';
import { fold } from './fold.ts';
import { indexNames } from './names.ts';
import type { Range } from './promise.ts';
import { proposedRule } from './proposed-rule.ts';
import type { ReadingContext } from './reading-context.ts';
import { fingerprintOf } from './reconcile.ts';

/** A promise as a model claims to see it: words of the minutes, and who is named in them. */
export type Proposal = { readonly quote: string; readonly owner: string | null };

/** Shorter words say nothing, longer ones are no single promise. */
const shortest = 4;
const longest = 300;

/**
 * The proposals that stand, as doubtful items: the quote stands literally in one block and shares no words with `items` or
 * another proposal, nobody dismissed it, the owner is named in the same block. Days are read from the quote by our own
 * grammar, whatever the model says of them.
 */
export function proposedItems(
	proposals: readonly Proposal[],
	facts: {
		readonly blocks: readonly Block[];
		readonly items: readonly ExtractedItem[];
		/** Fingerprints of what people said is no action item. */
		readonly dismissed: ReadonlySet<string>;
		readonly context: ReadingContext;
	}
): ExtractedItem[] {
	const { blocks, items, dismissed, context } = facts;
	const taken: Span[] = items.flatMap(({ spans }) => spans);
	const found: ExtractedItem[] = [];
	for (const { quote, owner } of proposals) {
		const words = quote.trim();
		if (words.length < shortest || words.length > longest || dismissed.has(fingerprintOf(words))) continue;
		const place = placeOf(words, blocks, taken);
		if (!place) continue;
		const item = proposedItem(place.block, place, owner, context);
		if (!item) continue;
		taken.push(...item.spans);
		found.push(item);
	}
	return found;
}

/** The range of a block as a proposed item; null when the owner is not named in the block. */
export function proposedItem(
	{ id, text }: Block,
	range: Range,
	owner: string | null,
	{ meetingDay, nextMeetingDay, calendar, directory }: ReadingContext
): ExtractedItem | null {
	const named = owner === null || owner.trim() === '' ? null : ownerIn(text, range, owner.trim());
	if (named === undefined) return null;
	const folded = fold(text);
	const day = findDays(folded, text, { meetingDay, nextMeetingDay, calendar }).find(
		({ start, end }) => start >= range.start && end <= range.end
	);
	const isInside = named && named.start >= range.start && named.end <= range.end;
	return makeItem(
		{
			block: id,
			text,
			range,
			// Words in the middle stay: who reads the card reads the sentence.
			cuts: isInside && named.start === range.start ? [named] : [],
			owners: named ? [quoted(id, text, named)] : [],
			due: dueOf(day ?? null, id, text),
			state: 'open',
			confidence: DOUBTFUL,
			rules: [proposedRule]
		},
		indexNames(directory ?? emptyDirectory, { names: [], key: '' })
	);
}

function placeOf(
	words: string,
	blocks: readonly Block[],
	taken: readonly Span[]
): (Range & { block: Block }) | null {
	for (const block of blocks) {
		// A heading is no promise, whoever says so.
		if (block.place.kind === 'heading') continue;
		for (let start = block.text.indexOf(words); start >= 0; start = block.text.indexOf(words, start + 1)) {
			const end = start + words.length;
			const isFree = !taken.some((span) => span.block === block.id && span.start < end && start < span.end);
			if (isFree) return { block, start, end };
		}
	}
	return null;
}

/** Where the owner is named: in the quote before anywhere else in the block; undefined when nowhere. */
function ownerIn(text: string, range: Range, owner: string): Range | undefined {
	const inside = text.slice(range.start, range.end).indexOf(owner);
	const start = inside >= 0 ? range.start + inside : text.indexOf(owner);
	return start < 0 ? undefined : { start, end: start + owner.length };
}
