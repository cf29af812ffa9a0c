import * as z from 'zod';
import { effectiveFields, hasDeliverable, type Card } from '#domain/board/card.ts';
import type { CardView } from '#domain/board/card-view.ts';
import { formFor } from '#domain/board/status.ts';
import type { Calendar } from '#domain/calendar/working-days.ts';
import { may, type Actor } from '#domain/rights.ts';
import { Refusal, type RefusalCode } from '#server/errors.ts';
import type { Ledger } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import { boardCardToChange } from './access.ts';
import { checkNamed, editOne, moveOne, presentOf } from './card-changes.ts';
import { editInput, mostCards, moveAnswers, movePlace, type Move } from './card-input.ts';

const bulkInput = z
	.object({
		/** In the order in which they come to stand. */
		cardIds: z.array(fields.id).min(1).max(mostCards),
		/** The one … */
		edit: editInput.pick({ owner: true, due: true, priority: true, projectId: true }).optional(),
		/** … or the other. */
		move: z.object({ ...movePlace, ...moveAnswers }).optional()
	})
	.refine(({ edit, move }) => (edit === undefined) !== (move === undefined));

export type BulkInput = z.input<typeof bulkInput>;

/** A card that stays as it is, and why. */
export type RefusedCard = { readonly id: string; readonly code: RefusalCode };

/** One change of many cards. */
export type Bulk = ReturnType<typeof createBulk>;

export function createBulk({ ledger, calendar }: { readonly ledger: Ledger; readonly calendar: Calendar }) {
	return {
		/**
		 * Changes all of the cards that their own rules let, in one act; the others are named, with the reason, and stay as they are. What a
		 * move asks is answered once and counts for the cards of which it is asked. Cards that are put between two others keep their order.
		 */
		async change(
			actor: Actor,
			input: BulkInput
		): Promise<{ cards: CardView[]; refused: readonly RefusedCard[] }> {
			if (!may.moveCards(actor)) throw new Refusal('forbidden');
			const { cardIds, edit, move } = parse(bulkInput, input);
			const { changed, refused } = await ledger.write(actor, async (entry) => {
				const changed: Card[] = [];
				const refused: RefusedCard[] = [];
				const present = await presentOf(entry, calendar);
				if (edit) await checkNamed(entry.stores, actor.workspaceId, [edit]);
				for (const id of new Set(cardIds)) {
					try {
						const before = await boardCardToChange(entry.stores, actor, id);
						const wanted = move && moveOf(before, move, changed.at(-1)?.id);
						if (wanted) changed.push(await moveOne(entry, before, wanted, present));
						const after = edit ? await editOne(entry, before, edit, present) : before;
						if (after.version > before.version) changed.push(after);
					} catch (failure) {
						// Both refuse before they write anything of the card.
						if (!(failure instanceof Refusal)) throw failure;
						refused.push({ id, code: failure.code });
					}
				}
				return { changed, refused };
			});
			return { cards: await ledger.viewCards(changed), refused };
		}
	};
}

/** What a move means for one of many: after the one before it, and with answers only where they are asked for; null for nothing. */
function moveOf(
	card: Card,
	{ to, above, below, ...answers }: Move,
	previous: string | undefined
): Move | null {
	const isPlaced = above !== undefined || below !== undefined;
	if (!isPlaced && card.status === to) return null;
	const form = formFor({ status: card.status, hasDeliverable: hasDeliverable(effectiveFields(card)) }, to);
	const place = isPlaced && previous ? { above: previous } : { above, below };
	return { to, ...place, ...(form ? answers : {}) };
}
