import type { FieldChange } from '../event.ts';
import {
	cardFieldNames,
	effectiveFields,
	sameOwner,
	type Card,
	type CardFields,
	type Changed,
	type Said
} from './card.ts';

/** Which of the wanted values are not those that count now. */
export function changesOf(before: CardFields, wanted: Partial<CardFields>): FieldChange[] {
	return cardFieldNames.flatMap((field) => {
		const to = wanted[field];
		if (to === undefined || JSON.stringify(to) === JSON.stringify(before[field])) return [];
		return [{ field, from: before[field], to } as FieldChange];
	});
}

/**
 * The card with fields changed by hand. `ownerDepartment` is the owner's own department; one that was set by hand goes
 * before it. What another owner answered to the promise is no answer of the new one.
 */
export function editCard(
	card: Card,
	changes: readonly FieldChange[],
	{ seq, ownerDepartment }: { readonly seq: number; readonly ownerDepartment: string | null }
): Card {
	const added = Object.fromEntries(changes.map(({ field, to }) => [field, { value: to, since: seq }]));
	const changed: Changed = { ...card.changed, ...(added as Changed) };
	return settleOwner(card, { ...card, changed, version: seq }, ownerDepartment);
}

/** The card after the minutes say something else of it. */
export function resayCard(
	card: Card,
	said: Said,
	{ seq, ownerDepartment }: { readonly seq: number; readonly ownerDepartment: string | null }
): Card {
	return settleOwner(card, { ...card, said, version: seq }, ownerDepartment);
}

function settleOwner(before: Card, after: Card, ownerDepartment: string | null): Card {
	const { owner, department } = effectiveFields(after);
	const isSame = sameOwner(effectiveFields(before).owner, owner);
	const isSaid = department === effectiveFields(before).department;
	return {
		...after,
		departmentId: department ?? (isSame && isSaid ? before.departmentId : ownerDepartment),
		acceptance: isSame ? before.acceptance : null
	};
}
