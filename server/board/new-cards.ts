import * as z from 'zod';
import { rankBetween } from '#domain/board/board.ts';
import type { Card } from '#domain/board/card.ts';
import type { CardView } from '#domain/board/card-view.ts';
import { makeCard } from '#domain/board/make.ts';
import { may, type Actor } from '#domain/rights.ts';
import { newId } from '#server/auth/secrets.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import { cardToChange, departmentOf } from './access.ts';
import { checkNamed } from './card-changes.ts';
import { cardFields, line, mostCards } from './card-input.ts';

const newCard = z.object({
	...cardFields,
	content: line,
	projectId: fields.id.nullable().optional(),
	status: z.enum(['not_started', 'in_progress', 'done']).optional(),
	progress: z.int().min(0).max(100).optional(),
	words: z
		.string()
		.max(2_000)
		.transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
		.pipe(z.string().regex(/^\P{Cc}*$/u))
		.optional()
});
const makeInput = z.object({ cards: z.array(newCard).min(1).max(mostCards) });

export type MakeInput = z.input<typeof makeInput>;

/** Cards without a meeting: made by hand, and taken off the board. */
export type NewCards = ReturnType<typeof createNewCards>;

export function createNewCards({ ledger }: { readonly ledger: Ledger }) {
	return {
		/** Makes all of them, at the end of their columns and in their order, or none: one act. At most 500. */
		async make(actor: Actor, input: MakeInput): Promise<CardView[]> {
			if (!may.makeCards(actor)) throw new Refusal('forbidden');
			const { cards } = parse(makeInput, input);
			const made = await ledger.write(actor, async ({ stores, card, now }) => {
				const { workspaceId } = actor;
				await checkNamed(stores, workspaceId, cards);
				const made: Card[] = [];
				for (const one of cards) {
					const lastRank = await stores.cards.lastRank(workspaceId, one.status ?? 'not_started');
					const departmentId = one.department ?? (await departmentOf(stores, workspaceId, one.owner ?? null));
					const place = { id: newId(), workspaceId, departmentId, rank: rankBetween(lastRank, null) };
					made.push(await card((seq) => ({ ...makeCard(one, { ...place, seq, now }), isNew: true })));
				}
				return made;
			});
			return ledger.viewCards(made);
		},

		/** Takes a card that was made by hand off the board. Nothing of it is lost, and it can be taken back. */
		async remove(actor: Actor, cardId: string): Promise<void> {
			await ledger.write(actor, async (entry) => {
				const card = await cardToChange(entry.stores, actor, cardId);
				if (card.source === 'removed') return;
				if (card.source !== 'made') throw new Refusal('stale-move');
				await entry.card((seq) => ({
					card: { ...card, source: 'removed', version: seq },
					what: { type: 'card-source-changed', from: 'made', to: 'removed', quote: '' }
				}));
			});
		}
	};
}
