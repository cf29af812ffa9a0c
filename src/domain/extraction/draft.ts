/** Puts an item together from the ranges the rules found. */
import { matchOwner } from './directory-match.ts';
import type { DayMention } from './day-mention.ts';
import type { ExtractedDue, ExtractedItem, Priority, Quoted } from './extracted-item.ts';
import type { Span } from './block.ts';
import type { NameIndex } from './names.ts';
import type { Range } from './promise.ts';

/** An item on its way: it may still get an owner or a day from lines below, or turn out to be none. */
export type Draft = {
	readonly item: ExtractedItem;
	/** Not an item unless a line below says so: `责任人：` after a decision, a deadline after a list. */
	readonly latent: boolean;
	/** List depth, -1 outside lists. */
	readonly depth: number;
};

export type Parts = {
	readonly block: string;
	readonly text: string;
	/** The item's words, first to last. */
	readonly range: Range;
	readonly more?: readonly Span[];
	/** Words inside the range that are not what is to be done. */
	readonly cuts: readonly Range[];
	readonly owners: readonly Quoted[];
	readonly due: ExtractedDue | null;
	readonly deliverable?: Quoted | null;
	readonly priority?: (Quoted & { readonly value: Priority }) | null;
	readonly support?: readonly Quoted[];
	readonly state: 'open' | 'done';
	readonly confidence: number;
	readonly rules: readonly string[];
};

/** From here on an item becomes a card by itself; below it is offered. */
export const SURE = 0.7;
/** Less is not reported. */
export const DOUBTFUL = 0.45;

export function makeItem(parts: Parts, names: NameIndex): ExtractedItem {
	const { block, text, range } = parts;
	const span: Span = { block, start: range.start, end: range.end };
	return {
		key: `${block}:${range.start}-${range.end}`,
		spans: [span, ...(parts.more ?? [])],
		content: contentOf(text, range, parts.cuts),
		owners: distinct(parts.owners).map((owner) => ({ ...owner, ...matchOwner(owner.text, names) })),
		due: parts.due,
		deliverable: parts.deliverable ?? null,
		priority: parts.priority ?? null,
		support: parts.support ?? [],
		state: parts.state,
		confidence: round(parts.confidence),
		band: parts.confidence >= SURE ? 'sure' : 'doubtful',
		rules: parts.rules
	};
}

function round(confidence: number): number {
	return Math.round(Math.min(0.99, Math.max(0, confidence)) * 100) / 100;
}

function distinct(owners: readonly Quoted[]): readonly Quoted[] {
	if (owners.length === 0) return owners;
	const seen = new Set<string>();
	return owners.filter((owner) => owner.text.length > 0 && !seen.has(owner.text) && seen.add(owner.text));
}

/** The words of a range without the cuts, tidied at the seams. */
export function contentOf(text: string, { start, end }: Range, cuts: readonly Range[]): string {
	if (cuts.length === 0) return tidy(text.slice(start, end).trim());
	const ordered = [...cuts]
		.filter((cut) => cut.end > start && cut.start < end)
		.sort((a, b) => a.start - b.start);
	const pieces: string[] = [];
	let from = start;
	for (const cut of ordered) {
		if (cut.start > from) pieces.push(text.slice(from, cut.start));
		from = Math.max(from, cut.end);
	}
	if (from < end) pieces.push(text.slice(from, end));
	return tidy(
		pieces
			.map((piece) => piece.trim())
			.filter(Boolean)
			.reduce(joined, '')
	);
}

function joined(before: string, piece: string): string {
	if (before === '') return piece;
	const close =
		/[\u3000-\u9fff\uff00-\uffef(（,，]$/.test(before) ||
		/^[\u3000-\u9fff\uff00-\uffef),.，。;；]/.test(piece);
	return close ? before + piece : `${before} ${piece}`;
}

/** Empty brackets, doubled or dangling signs and small words left over by the cuts. */
function tidy(content: string): string {
	let tidied = SEAMS.test(content)
		? content
				.replace(/[（(][\s,，、;；:：]{0,4}[)）]|\[[\s,;:]{0,4}\]/g, '')
				.replace(/([（(])[\s,，、;；:：]{1,4}/g, '$1')
				.replace(/[,，、;；:：]{2,4}/g, (signs) => signs[0]!)
				.replace(/\s{2,20}/g, ' ')
		: content;
	tidied = tidied.replace(
		/^(?:[\s,，、;；:：。.·*_—–|/-]|并且?(?![发行])|请(?![假教示求])|(?:牵头|负责|主导|统筹)[,，]|(?:要(?![求点素件])|应(?![用急收付届])|须|需要?(?![求方])|必须|会(?![议员长计场]))(?=[\u4e00-\u9fff])|(?:we\s)?(?:to|will|please|and|then|needs? to|should|must|ha(?:ve|s) to)\s)+/i,
		''
	);
	if (/[)）]$/.test(tidied) && !/[(（]/.test(tidied)) tidied = tidied.slice(0, -1);
	let end = tidied.length;
	while (end > 0 && /[\s,，、;；:：。·*_—–|(（[→-]/.test(tidied[end - 1]!)) end--;
	return tidied.slice(0, end);
}

/** Where there is something to tidy. */
const SEAMS = /[（([][\s,，、;；:：)）\]]|[,，、;；:：]{2}|\s\s/;

/** A day of the text as the evidence of an item. */
export function dueOf(mention: DayMention | null, block: string, text: string): ExtractedDue | null {
	if (!mention) return null;
	return {
		text: text.slice(mention.start, mention.end),
		span: { block, start: mention.start, end: mention.end },
		day: mention.day,
		time: mention.time,
		kind: mention.kind,
		recurrence: mention.recurrence
	};
}

export function quote(block: string, text: string, { start, end }: Range): Quoted {
	return { text: text.slice(start, end), span: { block, start, end } };
}
