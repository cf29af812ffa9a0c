import * as z from 'zod';
import { effectiveFields, type Card } from '#domain/board/card.ts';
import type { CardView } from '#domain/board/card-view.ts';
import { may, type Actor, type Person } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger, LedgerEntry } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import { boardCardToChange } from './access.ts';
import { line } from './card-input.ts';

const reportInput = z.object({ cardId: fields.id, text: line });
const answerInput = z.discriminatedUnion('answer', [
	z.object({ cardId: fields.id, answer: z.literal('accepted') }),
	z.object({ cardId: fields.id, answer: z.literal('objected'), reason: line })
]);
const acknowledgeInput = z.object({ cardId: fields.id, departmentId: fields.id });

/** What people say of a card: how it goes and what came of it, that they take it on, that their department has the result. */
export type Reports = ReturnType<typeof createReports>;

export function createReports({ ledger }: { readonly ledger: Ledger }) {
	const write = async (
		actor: Actor,
		cardId: string,
		work: (entry: LedgerEntry, card: Card, person: Person) => Promise<Card>
	): Promise<CardView> => {
		const card = await ledger.write(actor, async (entry) => {
			const card = await boardCardToChange(entry.stores, actor, cardId);
			if (actor.kind !== 'member') throw new Refusal('forbidden');
			return work(entry, card, actor);
		});
		return (await ledger.viewCards([card]))[0]!;
	};

	return {
		/** Adds an entry of feedback. The first after it was done is the report of the result. */
		async report(actor: Actor, input: z.input<typeof reportInput>): Promise<CardView> {
			const { cardId, text } = parse(reportInput, input);
			return write(actor, cardId, (entry, card, { id, name }) =>
				entry.card((version) => ({
					card: {
						...card,
						feedback: [...card.feedback, { text, by: id, name, at: entry.now }],
						version
					},
					what: { type: 'card-reported', text }
				}))
			);
		},

		/** The owner takes it on, or says why not: the person, or of a department anybody in it. */
		async answer(actor: Actor, input: z.input<typeof answerInput>): Promise<CardView> {
			const parsed = parse(answerInput, input);
			return write(actor, parsed.cardId, async (entry, card, person) => {
				const { owner } = effectiveFields(card);
				const isOwner =
					owner?.kind === 'department'
						? await isIn(entry, person, owner.id)
						: owner?.kind === 'person' && owner.id === person.id;
				if (!isOwner) throw new Refusal('forbidden');
				const { answer } = parsed;
				const reason = parsed.answer === 'objected' ? parsed.reason : null;
				return entry.card((version) => ({
					card: { ...card, acceptance: { answer, reason, by: person.id, at: entry.now }, version },
					what: { type: 'card-answered', answer, reason }
				}));
			});
		},

		/** A department confirms the result; said by somebody in it or an administrator, of a card that is done. */
		async acknowledge(actor: Actor, input: z.input<typeof acknowledgeInput>): Promise<CardView> {
			const { cardId, departmentId } = parse(acknowledgeInput, input);
			return write(actor, cardId, async (entry, card, person) => {
				if (!(await isIn(entry, person, departmentId)) && !may.administer(actor))
					throw new Refusal('forbidden');
				const known = await entry.stores.people.departments(card.workspaceId);
				if (!known.some(({ id }) => id === departmentId)) throw new Refusal('not-found');
				if (card.status !== 'done') throw new Refusal('conflict');
				if (card.acknowledged.some((one) => one.departmentId === departmentId)) return card;
				const acknowledged = [...card.acknowledged, { departmentId, by: person.id, at: entry.now }];
				return entry.card((version) => ({
					card: { ...card, acknowledged, version },
					what: { type: 'card-acknowledged', departmentId }
				}));
			});
		}
	};
}

async function isIn({ stores }: LedgerEntry, { id }: Person, departmentId: string): Promise<boolean> {
	return (await stores.people.member(id))?.departmentIds.includes(departmentId) ?? false;
}
