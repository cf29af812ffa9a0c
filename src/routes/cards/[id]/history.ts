import type { Card, CardFieldName, CardFields } from '#domain/board/card.ts';
import type { EventAuthor, FieldChange, Happening, MinuteboardEvent } from '#domain/event.ts';
import type { Instant } from '#domain/day.ts';

/** One line of a card's history. */
export type HistoryLine = {
	readonly seq: number;
	readonly at: Instant;
	readonly by: EventAuthor;
	/** Of a stretch of writing what came of it in the end; without changes only the words differ. */
	readonly what: Happening;
	/** The sentence as it was then; null where what happened tells it itself, or it is not known. */
	readonly quote: string | null;
};

/** Writing goes on as long as the pauses in it are shorter than this. */
const pause = 10 * 60_000;

/**
 * A card's events as people want to read them, newest first. While a sentence is being typed the minutes say it anew
 * every few seconds: such a stretch becomes one line, from what was said before it to what was said at its end.
 */
export function historyOf(events: readonly MinuteboardEvent[]): HistoryLine[] {
	const lines: HistoryLine[] = [];
	let quote: string | null = null;
	for (const { seq, at, by, what } of events) {
		const last = lines.at(-1);
		const told = what.type === 'card-said' ? what.said.quote : 'quote' in what ? what.quote : null;
		quote = told ?? quote;
		if (what.type === 'card-resaid' && last && at - last.at < pause) {
			if (last.what.type === 'card-resaid') {
				const changes = netChanges([...last.what.changes, ...what.changes]);
				lines[lines.length - 1] = { ...last, seq, at, what: { ...what, changes } };
				continue;
			}
			if (last.what.type === 'card-said') {
				const said = { ...last.what.said, ...fieldsOf(what.changes), quote: what.quote };
				lines[lines.length - 1] = { ...last, at, what: { ...last.what, said } };
				continue;
			}
		}
		lines.push({ seq, at, by, what, quote: told === null ? quote : null });
	}
	return lines.reverse();
}

/** Of each field the first "from" and the last "to"; nothing of a field that is what it was. */
function netChanges(changes: readonly FieldChange[]): FieldChange[] {
	const byField = new Map<CardFieldName, FieldChange>();
	for (const change of changes) {
		const first = byField.get(change.field);
		byField.set(change.field, { ...change, from: first ? first.from : change.from } as FieldChange);
	}
	return [...byField.values()].filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}

function fieldsOf(changes: readonly FieldChange[]): Partial<CardFields> {
	return Object.fromEntries(changes.map(({ field, to }) => [field, to]));
}

/** So many events are sent with the page; a card that was dragged about for a year has thousands. */
const mostSent = 300;

/**
 * The events that a page needs: the newest, and those that made the card and its fields what they are; with how many earlier
 * ones are left out.
 */
export function neededEvents(
	events: readonly MinuteboardEvent[],
	card: Pick<Card, 'said' | 'changed'>
): { readonly events: MinuteboardEvent[]; readonly earlier: number } {
	const origins = new Set([
		...Object.values(card.said?.since ?? {}),
		...Object.values(card.changed).map((change) => change.since)
	]);
	const first = Math.max(0, events.length - mostSent);
	const needed = events.filter(
		({ seq, what }, index) => index >= first || origins.has(seq) || what.type === 'card-made'
	);
	return { events: needed, earlier: events.length - needed.length };
}
