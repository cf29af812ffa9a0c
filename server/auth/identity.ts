import type { IncomingMessage } from 'node:http';
import type { Instant } from '#domain/day.ts';
import type { Member } from '#domain/member.ts';
import type { Storage, WallRecord } from '#server/storage/storage.ts';
import type { DerivedLinks } from './secrets.ts';
import { hashSecret } from './secrets.ts';
import type { Sessions } from './sessions.ts';

/** Who a request or socket belongs to, and by what right. */
export type Identity = {
	readonly member: Member;
	/** Set when a cookie said so. */
	readonly sessionHash: string | null;
	/** Set when an API token said so. */
	readonly tokenHash: string | null;
	/** When the session ends, unless it is extended. */
	readonly expiresAt: Instant | null;
};

export type SignInCheck = {
	/** By `Authorization: Bearer`, or else by the session cookie. */
	request(request: IncomingMessage): Promise<Identity | null>;
	bearer(authorization: string | null): Promise<Identity | null>;
	/** The wall a link opens; null when the link was never good or is withdrawn. */
	wall(token: string): Promise<WallRecord | null>;
	/** Whether what somebody came in by still lets them in. */
	stillHolds(by: {
		readonly sessionHash: string | null;
		readonly tokenHash: string | null;
		readonly wallId: string | null;
	}): Promise<boolean>;
};

export function createSignInCheck(parts: {
	readonly storage: Storage;
	readonly sessions: Sessions;
	readonly links: DerivedLinks;
	readonly isSecure: (request: IncomingMessage) => boolean;
}): SignInCheck {
	const { storage, sessions, links, isSecure } = parts;

	const byToken = async (hash: string): Promise<Identity | null> => {
		const token = await storage.read.tokens.find(hash);
		if (token?.kind !== 'api' || token.revokedAt !== null || token.memberId === null) return null;
		const member = await storage.read.people.member(token.memberId);
		if (!member || member.removedAt !== null) return null;
		return { member, sessionHash: null, tokenHash: token.hash, expiresAt: null };
	};

	const bearer = async (authorization: string | null): Promise<Identity | null> => {
		const secret = /^Bearer ([\w-]{20,100})$/.exec(authorization ?? '')?.[1];
		return secret ? byToken(hashSecret(secret)) : null;
	};

	return {
		bearer,
		async request(request) {
			if (request.headers.authorization !== undefined) return bearer(request.headers.authorization);
			const signedIn = await sessions.identify(request.headers.cookie ?? null, { secure: isSecure(request) });
			if (!signedIn) return null;
			const { member, session, endsAt } = signedIn;
			return { member, sessionHash: session.idHash, tokenHash: null, expiresAt: endsAt };
		},
		async wall(token) {
			const id = links.idOf(token);
			const wall = id && (await storage.read.walls.find(id));
			if (!wall || wall.revokedAt !== null || !links.matches(token, 'wall', wall.id, 1)) return null;
			return wall;
		},
		async stillHolds({ sessionHash, tokenHash, wallId }) {
			if (sessionHash) return sessions.holds(sessionHash);
			if (tokenHash) return (await byToken(tokenHash)) !== null;
			const wall = wallId && (await storage.read.walls.find(wallId));
			return wall ? wall.revokedAt === null : false;
		}
	};
}
