import * as z from 'zod';
import { statuses } from '#domain/board/status.ts';
import { fields } from '#server/parse.ts';

/** What people and programs send of a card, in every command that takes it. */

const owner = z.discriminatedUnion('kind', [
	z.object({ kind: z.enum(['person', 'department']), id: fields.id }),
	z.object({ kind: z.literal('name'), name: fields.name })
]);

/** Text of one line that says something. */
export const line = fields.shortText.pipe(z.string().min(1));

/** The answers to what a move asks: why it is late, or open again; with done what was delivered and where it lies, or why nothing. */
export const moveAnswers = {
	reason: fields.shortText.optional(),
	newDay: fields.day.optional(),
	deliverable: fields.shortText.optional(),
	link: fields.link.or(z.literal('')).optional(),
	noDeliverable: fields.shortText.optional()
};

/** Where a card goes. The cards it is put between, as the person saw them; null for an end of the column. Left out: to the end. */
export const movePlace = {
	to: z.enum(statuses),
	above: fields.id.nullable().optional(),
	below: fields.id.nullable().optional()
};

/** The fields that a hand can set; what is left out stays. */
export const cardFields = {
	content: line.optional(),
	owner: owner.nullable().optional(),
	due: fields.day.nullable().optional(),
	deliverable: fields.shortText.nullable().optional(),
	priority: z.enum(['high', 'medium', 'low']).nullable().optional(),
	support: z.array(line).max(20).optional(),
	collaborators: z.array(owner).max(20).optional(),
	department: fields.id.nullable().optional(),
	buffer: z
		.union([z.literal(1), z.literal(2)])
		.nullable()
		.optional(),
	risk: fields.shortText.nullable().optional(),
	blocker: z.object({ state: line, cause: line, needs: line }).nullable().optional(),
	follower: fields.id.nullable().optional(),
	links: z
		.array(z.object({ title: line, url: fields.link }))
		.max(50)
		.optional()
};

/** Beside the fields: how far it is, and which project it is of. */
export const editInput = z.object({
	...cardFields,
	progress: z.int().min(0).max(100).optional(),
	projectId: fields.id.nullable().optional()
});

export const moveInput = z.object({ cardId: fields.id, ...movePlace, ...moveAnswers });

export type MoveInput = z.input<typeof moveInput>;
export type EditInput = z.input<typeof editInput>;
export type Move = Omit<z.output<typeof moveInput>, 'cardId'>;
export type Edit = z.output<typeof editInput>;

/** So many cards are made or changed by one command. */
export const mostCards = 500;
