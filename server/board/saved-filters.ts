import * as z from 'zod';
import type { Instant } from '#domain/day.ts';
import { may, type Actor } from '#domain/rights.ts';
import { newId } from '#server/auth/secrets.ts';
import { Refusal } from '#server/errors.ts';
import { fields, parse } from '#server/parse.ts';
import type { SavedFilter, Storage } from '#server/storage/storage.ts';

const saveInput = z.object({
	name: fields.name,
	/** The end of a board's address, `project=…&late=1`. */
	search: z
		.string()
		.max(2_000)
		.transform((text) => new URLSearchParams(text).toString())
		.pipe(z.string().min(1))
});

export type SaveInput = z.input<typeof saveInput>;

/** Filters of the board that somebody named: they are everybody's in the workspace, guests left out. */
export type SavedFilters = ReturnType<typeof createSavedFilters>;

export function createSavedFilters({
	storage,
	now
}: {
	readonly storage: Storage;
	readonly now: () => Instant;
}) {
	const check = (actor: Actor) => {
		if (!may.seeWorkspace(actor)) throw new Refusal('forbidden');
	};

	return {
		/** By name. */
		async list(actor: Actor): Promise<SavedFilter[]> {
			check(actor);
			return storage.read.savedFilters.list(actor.workspaceId);
		},

		/** Keeps a filter under a name; one of the same name is replaced. */
		async save(actor: Actor, input: SaveInput): Promise<SavedFilter> {
			check(actor);
			const { name, search } = parse(saveInput, input);
			const filter: SavedFilter = {
				id: newId(),
				workspaceId: actor.workspaceId,
				name,
				search,
				createdBy: actor.kind === 'member' ? actor.id : null,
				createdAt: now()
			};
			await storage.transaction(async ({ savedFilters }) => {
				const same = (await savedFilters.list(actor.workspaceId)).find((one) => one.name === name);
				if (same) await savedFilters.delete(same.id);
				await savedFilters.insert(filter);
			});
			return filter;
		},

		/** Forgets one; also fine when it is gone already. */
		async remove(actor: Actor, id: string): Promise<void> {
			check(actor);
			const wanted = parse(fields.id, id);
			await storage.transaction(async ({ savedFilters }) => {
				const own = (await savedFilters.list(actor.workspaceId)).some((one) => one.id === wanted);
				if (own) await savedFilters.delete(wanted);
			});
		}
	};
}
