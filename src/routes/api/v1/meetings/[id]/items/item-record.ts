import { effectiveFields, type Card, type CardOwner } from '#domain/board/card.ts';
import type { Directory } from '#domain/directory.ts';

/**
 * A card in the form in which `npm run extract` prints action items, without places in a file. The fields say what
 * counts now, the evidence says what the minutes say.
 */
export function itemRecord(card: Card, directory: Directory) {
	const { content, owner, due, deliverable, priority } = effectiveFields(card);
	const { said } = card;
	const owners = [owner, ...(said?.collaborators ?? [])].filter((one) => one !== null);
	return {
		card: card.id,
		task: content,
		owner: owners.map((one) => nameOf(one, directory) ?? said?.ownerText ?? ''),
		due,
		dueText: said?.dueText ?? null,
		deliverable,
		priority,
		state: card.status === 'done' ? 'done' : 'open',
		status: card.status,
		progress: card.progress,
		confidence: said?.confidence ?? 1,
		evidence: said && {
			quote: said.quote,
			owner: said.ownerText === null ? [] : [{ text: said.ownerText }],
			due: said.dueText === null ? null : { text: said.dueText, kind: said.dueKind, time: said.dueTime },
			support: said.support.map((text) => ({ text }))
		}
	};
}

/** Null for somebody who has left: the minutes still say the name. */
function nameOf(owner: CardOwner, { people, departments }: Directory): string | null {
	if (owner.kind === 'name') return owner.name;
	const known = owner.kind === 'person' ? people : departments;
	return known.find(({ id }) => id === owner.id)?.name ?? null;
}
