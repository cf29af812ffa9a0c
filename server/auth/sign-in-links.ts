import type { Member } from '#domain/member.ts';
import { Refusal } from '#server/errors.ts';
import type { Caller, Entered, EntranceParts } from './entering.ts';
import { hashSecret } from './secrets.ts';

const signInLinkLife = 12 * 3_600_000;

/** Links that sign one member in, once, within 12 hours. */
export function createSignInLinks({ storage, tokens, enter, now }: EntranceParts) {
	return {
		/** A sign-in link for a member, for the person at the server's terminal (the demo prints two). */
		async signInLink(memberId: string): Promise<string> {
			const { secret, token } = tokens.make('sign-in', { memberId, expiresAt: now() + signInLinkLife });
			await storage.transaction((stores) => stores.tokens.insert(token));
			return secret;
		},

		/** Whom a sign-in link is for. */
		async checkSignInLink(secret: string): Promise<Member> {
			const { memberId } = await tokens.live('sign-in', secret);
			const member = memberId && (await storage.read.people.member(memberId));
			if (!member || member.removedAt !== null) throw new Refusal('not-found');
			return member;
		},

		async useSignInLink(secret: string, caller: Caller): Promise<Entered> {
			const member = await this.checkSignInLink(secret);
			const isMine = await storage.transaction((stores) => stores.tokens.use(hashSecret(secret), now()));
			if (!isMine) throw new Refusal('link-used');
			return enter(member, caller);
		}
	};
}
