import * as z from 'zod';
import { may, type Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import { fields, parse } from '#server/parse.ts';
import type { EntranceParts } from './entering.ts';

/** Tokens by which programs get in. */
export function createApiTokens({ storage, tokens: secrets, now }: EntranceParts) {
	return {
		/** Answers the secret of a token for programs, which may do what the member may. Shown once. */
		async createApiToken(
			actor: Actor,
			input: { readonly memberId: string; readonly label: string }
		): Promise<string> {
			const { memberId, label } = parse(z.object({ memberId: fields.id, label: fields.name }), input);
			const isOwn = actor.kind === 'member' && actor.id === memberId && may.seeWorkspace(actor);
			if (!isOwn && !may.administer(actor)) throw new Refusal('forbidden');
			const member = await storage.read.people.member(memberId);
			if (
				!member ||
				member.workspaceId !== actor.workspaceId ||
				member.role === 'guest' ||
				member.removedAt !== null
			) {
				throw new Refusal('not-found');
			}
			const { secret, token } = secrets.make('api', { workspaceId: actor.workspaceId, memberId, label });
			await storage.transaction((stores) => stores.tokens.insert(token));
			return secret;
		},

		/** Withdraws a member's API tokens of that name: nothing gets in by them any more. Throws `not-found` when there is none. */
		async withdrawApiTokens(
			actor: Actor,
			input: { readonly memberId: string; readonly label: string }
		): Promise<number> {
			const { memberId, label } = parse(z.object({ memberId: fields.id, label: fields.name }), input);
			const isOwn = actor.kind === 'member' && actor.id === memberId;
			if (!isOwn && !may.administer(actor)) throw new Refusal('forbidden');
			return storage.transaction(async ({ tokens }) => {
				const meant = (await tokens.list('api')).filter(
					(token) =>
						token.workspaceId === actor.workspaceId &&
						token.memberId === memberId &&
						token.label === label &&
						token.revokedAt === null
				);
				if (meant.length === 0) throw new Refusal('not-found');
				for (const { hash } of meant) await tokens.revoke(hash, now());
				return meant.length;
			});
		}
	};
}
