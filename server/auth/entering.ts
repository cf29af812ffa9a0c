import type { Cookie } from 'lucia';
import type { Instant } from '#domain/day.ts';
import type { Member } from '#domain/member.ts';
import type { Ledger } from '#server/ledger.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { Attempts } from './attempts.ts';
import { newId, type DerivedLinks } from './secrets.ts';
import type { Sessions } from './sessions.ts';
import type { Tokens } from './tokens.ts';

/** Where a request comes from, as far as it can be trusted. */
export type Caller = {
	readonly address: string;
	readonly userAgent: string;
	readonly secure: boolean;
	/** The device cookie, if the browser sent one. */
	readonly device: string | null;
};

/** What the browser is given after somebody got in. */
export type Entered = {
	readonly member: Member;
	readonly cookie: Cookie;
	/** For the device cookie: this browser is known to belong to this member. Null for guests. */
	readonly device: string | null;
};

/** Opens a session for somebody who has proved who they are. */
export type Enter = (member: Member, caller: Caller) => Promise<Entered>;

/** What the ways into the workspace have in common. */
export type EntranceParts = {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly sessions: Sessions;
	readonly links: DerivedLinks;
	readonly attempts: Attempts;
	readonly tokens: Tokens;
	readonly enter: Enter;
	readonly now: () => Instant;
};

/**
 * Failures within the window of `Attempts` (15 minutes) before no more are looked at, of one account from one address, of a
 * browser the member used before, of an account from everywhere, and of an address; reliability goal S8.
 */
export const attemptLimits = {
	accountFromAddress: 10,
	accountFromKnownDevice: 10,
	account: 100,
	address: 60
};

export function createEnter({ sessions, links }: Pick<EntranceParts, 'sessions' | 'links'>): Enter {
	return async (member, caller) => {
		const { cookie } = await sessions.open(member, caller);
		return { member, cookie, device: member.role === 'guest' ? null : links.sign('device', member.id, 1) };
	};
}

/** A member as somebody begins: with an id, under no other names, of no meeting. */
export function newMember(
	workspaceId: string,
	facts: Pick<Member, 'name' | 'signInName' | 'role' | 'departmentIds' | 'createdAt'>
): Member {
	return { id: newId(), workspaceId, aliases: [], guestOf: null, removedAt: null, ...facts };
}
