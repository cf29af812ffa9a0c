import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** A name for a new record: 20 letters and digits, 100 random bits. */
export function newId(): string {
	return [...randomBytes(20)].map((byte) => letters[byte & 31]).join('');
}

/** A secret for a link or a token: 32 letters and digits, 160 random bits. */
export function newSecret(): string {
	return [...randomBytes(32)].map((byte) => letters[byte & 31]).join('');
}

/** What is stored of a secret. Secrets are random and long, so a plain SHA-256 keeps them. */
export function hashSecret(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

/**
 * Links that must be shown again (a meeting's join link, a wall) are not stored but derived: the id and a
 * signature over it. They are withdrawn by what they sign: raise the version, or revoke the record.
 */
export type DerivedLinks = {
	/** The link's token: `<id>.<signature>`. */
	sign(purpose: LinkPurpose, id: string, version: number): string;
	/** The id in a token; the signature is not looked at. Null when it is no such token. */
	idOf(token: string): string | null;
	/** Whether the token is the one `sign` gives for these. Takes the same time whatever is wrong. */
	matches(token: string, purpose: LinkPurpose, id: string, version: number): boolean;
};

export type LinkPurpose = 'join' | 'wall' | 'device';

/** `key`: the installation's secret, at least 32 bytes. */
export function createDerivedLinks(key: Buffer): DerivedLinks {
	const sign = (purpose: LinkPurpose, id: string, version: number) =>
		`${id}.${createHmac('sha256', key).update(`${purpose}:${id}:${version}`).digest('base64url')}`;
	return {
		sign,
		idOf: (token) => /^([0-9a-z]{10,40})\.[\w-]{43}$/.exec(token)?.[1] ?? null,
		matches: (token, purpose, id, version) => {
			const wanted = Buffer.from(sign(purpose, id, version));
			const given = Buffer.from(token);
			return wanted.length === given.length && timingSafeEqual(wanted, given);
		}
	};
}
