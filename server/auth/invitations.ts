import * as z from 'zod';
import type { Member } from '#domain/member.ts';
import { actorOf, may, type Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import { fields, parse } from '#server/parse.ts';
import { checkDepartments, signInNameOf } from '#server/people/people.ts';
import type { TokenRecord } from '#server/storage/storage.ts';
import { newMember, type Caller, type Entered, type EntranceParts } from './entering.ts';
import { checkPassword, hashPassword } from './passwords.ts';

/** An invitation is good for 7 days. */
const invitationLife = 7 * 86_400_000;

const acceptInput = z.object({
	name: fields.name,
	signInName: z.string().max(200),
	password: z.string().max(1000)
});

const inviteInput = z.object({
	label: fields.shortText,
	role: z.enum(['administrator', 'member']).default('member'),
	departmentIds: z.array(fields.id).max(50).default([])
});

/** How people become members: by an invitation, or made at the server's terminal. */
export function createInvitations({ storage, ledger, tokens, enter, now }: EntranceParts) {
	return {
		/** Answers the secret of a link that lets one person in, once, within 7 days. */
		async invite(actor: Actor, input: z.input<typeof inviteInput>): Promise<string> {
			if (!may.administer(actor) || actor.kind !== 'member') throw new Refusal('forbidden');
			const { label, ...grants } = parse(inviteInput, input);
			await checkDepartments(storage.read.people, actor.workspaceId, grants.departmentIds);
			const { secret, token } = tokens.make('invitation', {
				workspaceId: actor.workspaceId,
				label,
				grants,
				createdBy: actor.id,
				expiresAt: now() + invitationLife
			});
			await storage.transaction((stores) => stores.tokens.insert(token));
			return secret;
		},

		/** Invitations that are still open, newest first. */
		async invitations(actor: Actor): Promise<TokenRecord[]> {
			if (!may.administer(actor)) throw new Refusal('forbidden');
			const all = await storage.read.tokens.list('invitation');
			return all.filter(
				({ workspaceId, usedAt, revokedAt, expiresAt }) =>
					workspaceId === actor.workspaceId &&
					usedAt === null &&
					revokedAt === null &&
					(expiresAt ?? 0) > now()
			);
		},

		async withdrawInvitation(actor: Actor, hash: string): Promise<void> {
			if (!may.administer(actor)) throw new Refusal('forbidden');
			const token = await storage.read.tokens.find(hash);
			if (token?.kind !== 'invitation' || token.workspaceId !== actor.workspaceId)
				throw new Refusal('not-found');
			await storage.transaction((stores) => stores.tokens.revoke(hash, now()));
		},

		/** The invitation behind a link. Throws `link-used`, `link-expired` or `not-found`. */
		checkInvitation: (secret: string) => tokens.live('invitation', secret),

		async acceptInvitation(
			secret: string,
			input: z.input<typeof acceptInput>,
			caller: Caller
		): Promise<Entered> {
			const token = await tokens.live('invitation', secret);
			const parsed = parse(acceptInput, input);
			const signInName = signInNameOf(parsed.signInName);
			const passwordHash = await hashPassword(parsed.password, { names: [parsed.name, signInName] });
			const member = newMember(token.workspaceId!, {
				name: parsed.name,
				signInName,
				role: token.grants?.role ?? 'member',
				departmentIds: token.grants?.departmentIds ?? [],
				createdAt: now()
			});
			await ledger.write(actorOf(member), async ({ stores, record }) => {
				if (!(await stores.tokens.use(token.hash, now()))) throw new Refusal('link-used');
				await stores.people.insertMember(member, passwordHash);
				await record({ type: 'people-changed' });
			});
			return enter(member, caller);
		},

		/** Makes a member with a password, from the server's terminal. */
		async createMember(
			actor: Actor,
			input: z.input<typeof acceptInput> & {
				readonly role?: 'administrator' | 'member';
				departmentIds?: readonly string[];
			}
		): Promise<Member> {
			if (!may.administer(actor)) throw new Refusal('forbidden');
			const parsed = parse(acceptInput, input);
			const signInName = signInNameOf(parsed.signInName);
			checkPassword(parsed.password, { names: [parsed.name, signInName] });
			const departmentIds = input.departmentIds ?? [];
			await checkDepartments(storage.read.people, actor.workspaceId, departmentIds);
			const passwordHash = await hashPassword(parsed.password, { names: [parsed.name, signInName] });
			const member = newMember(actor.workspaceId, {
				name: parsed.name,
				signInName,
				role: input.role ?? 'member',
				departmentIds,
				createdAt: now()
			});
			await ledger.write(actor, async ({ stores, record }) => {
				await stores.people.insertMember(member, passwordHash);
				await record({ type: 'people-changed' });
			});
			return member;
		}
	};
}
