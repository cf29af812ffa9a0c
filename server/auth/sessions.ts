import { Lucia, TimeSpan, type Adapter, type Cookie } from 'lucia';
import type { Member } from '#domain/member.ts';
import type { Instant } from '#domain/day.ts';
import type { SessionRecord, Storage } from '#server/storage/storage.ts';
import { hashSecret } from './secrets.ts';

/** How long a session lives without being used; half of it used up, it is extended (lucia's rule). */
const lifetime = new TimeSpan(30, 'd');
/** However busy, a session ends after this long (ASVS 7.3.2). */
const longestLife = 90 * 86_400_000;
/** A guest comes for one meeting. */
const guestLife = 12 * 3_600_000;

export type SignedIn = {
	readonly member: Member;
	readonly session: SessionRecord;
	/** When it ends, unless it is extended. */
	readonly endsAt: Instant;
	/** The cookie should be sent again: the session was extended. */
	readonly fresh: boolean;
};

export type Sessions = {
	/** Makes a session and answers its cookie. */
	open(
		member: Member,
		from: { readonly userAgent: string; readonly address: string; readonly secure: boolean }
	): Promise<{ cookie: Cookie }>;
	/** Who the Cookie header belongs to; null when to nobody. */
	identify(cookieHeader: string | null, from: { readonly secure: boolean }): Promise<SignedIn | null>;
	/** The same cookie again, after an extension. */
	renewedCookie(cookieHeader: string, from: { readonly secure: boolean }): Cookie | null;
	blankCookie(from: { readonly secure: boolean }): Cookie;
	ofMember(memberId: string): Promise<SessionRecord[]>;
	/** Ends one session of the member; nothing happens when it is not theirs. */
	end(memberId: string, idHash: string): Promise<void>;
	/** Ends every session of the member but the kept one. */
	endAll(memberId: string, keep?: string): Promise<void>;
	/** Whether a session still lets its member in. */
	holds(idHash: string): Promise<boolean>;
	/** Forgets the sessions that ran out. */
	sweep(): Promise<void>;
};

type SessionFacts = { readonly createdAt: number; readonly userAgent: string; readonly address: string };
type MemberFacts = { readonly member: Member };

/**
 * Sessions by lucia, which is no longer developed: everything of it stays behind this file. Our adapter stores only
 * the SHA-256 of a session's id, so that a stolen database opens nothing. `onEnd` hears of ended sessions at once.
 */
export function createSessions(parts: {
	readonly storage: Storage;
	readonly now: () => Instant;
	readonly onEnd: (ended: { readonly memberId: string; readonly idHash: string }) => void;
}): Sessions {
	const { storage, now, onEnd } = parts;
	const adapter = createAdapter(storage, now);
	const { fromLuciaTime } = createClocks(now);
	const lucias = { secure: createLucia(adapter, true), plain: createLucia(adapter, false) };
	const luciaFor = (secure: boolean) => (secure ? lucias.secure : lucias.plain);

	/** However it is used: a guest's hours and everybody's longest life count too. */
	const endOf = ({ expiresAt, createdAt }: SessionRecord, member: Member) =>
		Math.min(expiresAt, createdAt + (member.role === 'guest' ? guestLife : longestLife));
	const isOver = (session: SessionRecord, member: Member) =>
		member.removedAt !== null || endOf(session, member) <= now();

	const end = async (session: SessionRecord) => {
		await storage.transaction((stores) => stores.sessions.delete(session.idHash));
		onEnd(session);
	};

	return {
		async open(member, { userAgent, address, secure }) {
			const lucia = luciaFor(secure);
			const facts: SessionFacts = { createdAt: now(), userAgent: userAgent.slice(0, 300), address };
			const session = await lucia.createSession(member.id, facts);
			return { cookie: lucia.createSessionCookie(session.id) };
		},
		async identify(cookieHeader, { secure }) {
			const lucia = luciaFor(secure);
			const id = cookieHeader && lucia.readSessionCookie(cookieHeader);
			if (!id) return null;
			const { user, session } = await lucia.validateSession(id);
			if (!user || !session) return null;
			const record: SessionRecord = {
				idHash: hashSecret(id),
				memberId: user.id,
				expiresAt: fromLuciaTime(session.expiresAt),
				createdAt: session.createdAt,
				userAgent: session.userAgent,
				address: session.address
			};
			if (isOver(record, user.member)) {
				await end(record);
				return null;
			}
			return {
				member: user.member,
				session: record,
				endsAt: endOf(record, user.member),
				fresh: session.fresh
			};
		},
		renewedCookie(cookieHeader, { secure }) {
			const id = luciaFor(secure).readSessionCookie(cookieHeader);
			return id ? luciaFor(secure).createSessionCookie(id) : null;
		},
		blankCookie: ({ secure }) => luciaFor(secure).createBlankSessionCookie(),
		ofMember: (memberId) => storage.read.sessions.ofMember(memberId),
		async end(memberId, idHash) {
			const session = await storage.read.sessions.find(idHash);
			if (session?.memberId === memberId) await end(session);
		},
		async endAll(memberId, keep) {
			for (const session of await storage.read.sessions.ofMember(memberId)) {
				if (session.idHash !== keep) await end(session);
			}
		},
		async holds(idHash) {
			const session = await storage.read.sessions.find(idHash);
			const member = session && (await storage.read.people.member(session.memberId));
			return session && member ? !isOver(session, member) : false;
		},
		sweep: () => storage.transaction((stores) => stores.sessions.deleteExpired(now()))
	};
}

function createLucia(adapter: Adapter, secure: boolean) {
	return new Lucia<SessionFacts, MemberFacts>(adapter, {
		sessionExpiresIn: lifetime,
		sessionCookie: {
			name: secure ? '__Host-minuteboard' : 'minuteboard',
			attributes: { secure, sameSite: 'lax', path: '/' }
		},
		getSessionAttributes: ({ createdAt, userAgent, address }) => ({ createdAt, userAgent, address }),
		getUserAttributes: ({ member }) => ({ member })
	});
}

function createAdapter(storage: Storage, now: () => Instant): Adapter {
	const { toLuciaTime, fromLuciaTime } = createClocks(now);
	const toLucia = (session: SessionRecord) => ({
		id: session.idHash,
		userId: session.memberId,
		expiresAt: toLuciaTime(session.expiresAt),
		attributes: { createdAt: session.createdAt, userAgent: session.userAgent, address: session.address }
	});
	return {
		async getSessionAndUser(id) {
			const session = await storage.read.sessions.find(hashSecret(id));
			const member = session && (await storage.read.people.member(session.memberId));
			if (!session || !member) return [null, null];
			return [
				{ ...toLucia(session), id },
				{ id: member.id, attributes: { member } }
			];
		},
		getUserSessions: async (memberId) => (await storage.read.sessions.ofMember(memberId)).map(toLucia),
		setSession: ({ id, userId, expiresAt, attributes }) =>
			storage.transaction((stores) =>
				stores.sessions.insert({
					idHash: hashSecret(id),
					memberId: userId,
					expiresAt: fromLuciaTime(expiresAt),
					createdAt: attributes.createdAt,
					userAgent: attributes.userAgent,
					address: attributes.address
				})
			),
		updateSessionExpiration: (id, expiresAt) =>
			storage.transaction((stores) => stores.sessions.extend(hashSecret(id), fromLuciaTime(expiresAt))),
		deleteSession: (id) => storage.transaction((stores) => stores.sessions.delete(hashSecret(id))),
		deleteUserSessions: (memberId) =>
			storage.transaction((stores) => stores.sessions.deleteOfMember(memberId)),
		deleteExpiredSessions: () => storage.transaction((stores) => stores.sessions.deleteExpired(now()))
	};
}

/** Lucia looks at the machine's clock; what is kept goes by the App's, which tests and the demo set. */
function createClocks(now: () => Instant) {
	return {
		toLuciaTime: (at: Instant) => new Date(at + (Date.now() - now())),
		fromLuciaTime: (at: Date): Instant => at.getTime() - (Date.now() - now())
	};
}

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<SessionFacts, MemberFacts>;
		DatabaseSessionAttributes: SessionFacts;
		DatabaseUserAttributes: MemberFacts;
	}
}
