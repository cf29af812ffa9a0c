import { effectiveFields, sameOwner, type Card, type CardOwner } from '#domain/board/card.ts';
import type { ExtractedOwner } from '#domain/extraction/extracted-item.ts';

/**
 * Who does it, by name: as long as the owner is the one of the sentence, everybody the sentence names. A guest is not
 * told all names of the workspace, but has the minutes before their eyes: then the words there stand in. Null for nobody.
 */
export function ownersOf(
	card: Pick<Card, 'said' | 'changed'>,
	nameOf: (owner: CardOwner) => string | null
): readonly string[] | 'unknown' | null {
	const { owner } = effectiveFields(card);
	if (!owner) return null;
	const said = card.said && sameOwner(card.said.owner, owner) ? card.said : null;
	const names = [owner, ...(said?.collaborators ?? [])].flatMap((one) => nameOf(one) ?? []);
	if (names.length === 1 + (said?.collaborators.length ?? 0)) return names;
	return said?.ownerText ? [said.ownerText] : 'unknown';
}

/**
 * The owner of whom it has to be asked who is meant: several of the directory bear the name, and the card still has it as it was written.
 * Null when nobody has to be asked.
 */
export function askedOwner(
	card: Pick<Card, 'said' | 'changed'>,
	read: readonly ExtractedOwner[]
): ExtractedOwner | null {
	const { owner } = effectiveFields(card);
	if (owner?.kind !== 'name') return null;
	const [first] = read;
	return first && first.text === owner.name && first.candidates.length > 0 ? first : null;
}
