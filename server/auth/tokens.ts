import type { Instant } from '#domain/day.ts';
import { Refusal } from '#server/errors.ts';
import type { Storage, TokenRecord } from '#server/storage/storage.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** Secrets that open something; only their hashes are stored. */
export type Tokens = {
	/** A new one, to be inserted; whoever is given the secret can use it. */
	make(
		kind: TokenRecord['kind'],
		rest?: Partial<TokenRecord>
	): { readonly secret: string; readonly token: TokenRecord };
	/** One that still opens something. Throws `link-used`, `link-expired` or `not-found`. */
	live(kind: TokenRecord['kind'], secret: string): Promise<TokenRecord>;
};

export function createTokens(parts: { readonly storage: Storage; readonly now: () => Instant }): Tokens {
	const { storage, now } = parts;
	return {
		make(kind, rest = {}) {
			const secret = newSecret();
			const token: TokenRecord = {
				hash: hashSecret(secret),
				kind,
				workspaceId: null,
				memberId: null,
				label: '',
				grants: null,
				createdBy: null,
				createdAt: now(),
				expiresAt: null,
				usedAt: null,
				revokedAt: null,
				...rest
			};
			return { secret, token };
		},
		async live(kind, secret) {
			const token = await storage.read.tokens.find(hashSecret(secret));
			if (token?.kind !== kind) throw new Refusal('not-found');
			if (token.usedAt !== null || token.revokedAt !== null) throw new Refusal('link-used');
			if (token.expiresAt !== null && token.expiresAt <= now()) throw new Refusal('link-expired');
			return token;
		}
	};
}
