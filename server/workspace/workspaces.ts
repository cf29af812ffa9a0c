import * as z from 'zod';
import { boardRuleNames } from '#domain/board/status.ts';
import type { Workspace } from '#domain/member.ts';
import { may, type Actor } from '#domain/rights.ts';
import { ownWordsInput } from '#server/extraction/own-words-input.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import type { Storage } from '#server/storage/storage.ts';

const changeInput = z.object({
	name: fields.name.optional(),
	timeZone: fields.timeZone.optional(),
	locale: fields.locale.optional(),
	guestsMayJoin: z.boolean().optional(),
	ownWords: ownWordsInput.optional(),
	boardRules: z.partialRecord(z.enum(boardRuleNames), z.enum(['block', 'warn'])).optional()
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
