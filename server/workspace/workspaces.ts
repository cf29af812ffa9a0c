import * as z from 'zod';
import { limitNames, type BoardChoices } from '#domain/board/limits.ts';
import type { Workspace } from '#domain/member.ts';
import { may, type Actor } from '#domain/rights.ts';
import { ownWordsInput } from '#server/extraction/own-words-input.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import type { Storage } from '#server/storage/storage.ts';

const force = z.enum(['block', 'warn']).optional();
const boardChoices = z.object({
	delay: force,
	delivery: force,
	reopening: force,
	limits: z.partialRecord(z.enum(limitNames), z.int().min(1).max(9_999)).optional()
} satisfies Record<keyof BoardChoices, z.ZodType>);

const changeInput = z.object({
	name: fields.name.optional(),
	timeZone: fields.timeZone.optional(),
	locale: fields.locale.optional(),
	guestsMayJoin: z.boolean().optional(),
	ownWords: ownWordsInput.optional(),
	boardRules: boardChoices.optional()
});

/** The one workspace of this installation. */
export type Workspaces = ReturnType<typeof createWorkspaces>;

export function createWorkspaces({
	storage,
	ledger
}: {
	readonly storage: Storage;
	readonly ledger: Ledger;
}) {
	return {
		/** Null before set-up. */
		get: () => storage.read.workspaces.get(),

		async change(actor: Actor, input: z.input<typeof changeInput>): Promise<void> {
			if (!may.administer(actor)) throw new Refusal('forbidden');
			const changes = parse(changeInput, input);
			await ledger.write(actor, async ({ stores, record }) => {
				const before = await stores.workspaces.get();
				if (before?.id !== actor.workspaceId) throw new Refusal('not-found');
				const wanted = Object.entries(changes).filter(([, value]) => value !== undefined);
				await stores.workspaces.update({ ...before, ...(Object.fromEntries(wanted) as Partial<Workspace>) });
				await record({ type: 'workspace-changed' });
			});
		}
	};
}
