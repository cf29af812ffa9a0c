import type { FieldChange } from '../event.ts';
import type { ExtractedItem, ExtractedOwner } from '../extraction/extracted-item.ts';
import { isProposed } from '../extraction/proposed-rule.ts';
import type { Card, CardOwner, Said } from './card.ts';
import { saidFieldNames, saidSince } from './card.ts';

/** An extracted item as a card's `said`, where every field that is not as before counts from event `seq`. */
export function saidOf(item: ExtractedItem, quote: string, before: Said | null, seq: number): Said {
	const [owner, ...collaborators] = item.owners.map(ownerOf);
	const fields = {
		content: item.content,
		owner: owner ?? null,
		due: item.due?.day ?? null,
		deliverable: item.deliverable?.text ?? null,
		priority: item.priority?.value ?? null,
		support: item.support.map(({ text }) => text),
		collaborators
	};
	const since = Object.fromEntries(
		saidFieldNames.map((name) => [
			name,
			before && isSame(before[name], fields[name]) ? saidSince(before, name) : seq
		])
	) as Said['since'];
	return {
		...fields,
		quote,
		ownerText: item.owners.map(({ text }) => text).join('、') || null,
		dueText: item.due?.text ?? null,
		dueTime: item.due?.time ?? null,
		dueKind: item.due?.kind ?? null,
		state: item.state,
		confidence: item.confidence,
		...(isProposed(item) ? { proposed: true } : {}),
		since
	};
}

/** What the minutes now say otherwise, field by field. */
export function saidChanges(before: Said, after: Said): FieldChange[] {
	return saidFieldNames.flatMap((field) =>
		isSame(before[field], after[field])
			? []
			: [{ field, from: before[field], to: after[field] } as FieldChange]
	);
}

/** Whether anything of it reads differently, fields or evidence. */
export function saysOtherwise(before: Said, after: Said): boolean {
	const { since: _, ...old } = before;
	const { since: __, ...now } = after;
	return !isSame(old, now);
}

/** The status that ticking or unticking the line in the minutes asks for; null when it asks for nothing new. */
export function statusAsked(card: Pick<Card, 'status'>, before: Said, after: Said): Card['status'] | null {
	if (before.state === after.state) return null;
	if (after.state === 'done') return card.status === 'done' ? null : 'done';
	return card.status === 'done' ? 'in_progress' : null;
}

function ownerOf({ match, text }: ExtractedOwner): CardOwner {
	return match ?? { kind: 'name', name: text };
}

function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
