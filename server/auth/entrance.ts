import type { Cookie } from 'lucia';
import * as z from 'zod';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import type { Department, Member, Workspace } from '#domain/member.ts';
import { actorOf, may, type Actor } from '#domain/rights.ts';
import type { Instant } from '#domain/day.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import { checkDepartments, signInNameOf } from '#server/people/people.ts';
import type { Storage, TokenRecord } from '#server/storage/storage.ts';
import type { Attempts } from './attempts.ts';
import { networkOf } from './network.ts';
import { checkPassword, hashPassword, verifyPassword } from './passwords.ts';
import { hashSecret, newId, newSecret, type DerivedLinks } from './secrets.ts';
import type { Sessions, SignedIn } from './sessions.ts';

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

/** An invitation is good for 7 days. */
const invitationLife = 7 * 86_400_000;
const signInLinkLife = 12 * 3_600_000;

/** Failures within the window of `Attempts` (15 minutes) before no more are looked at; reliability goal S8. */
const limits = { accountFromAddress: 10, accountFromKnownDevice: 10, account: 100, address: 60 };

const setupInput = z.object({
	workspaceName: fields.name,
	timeZone: fields.timeZone,
	locale: fields.locale,
	departmentName: fields.name,
	departmentCode: z
		.string()
		.transform((code) => code.trim().toUpperCase())
		.pipe(z.string().regex(/^[A-Z]{2,6}$/)),
	name: fields.name,
	signInName: z.string().max(200),
	password: z.string().max(1000)
});

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

/** All the ways into the workspace: set-up, password, invitation, sign-in link, guest link; and the way out. */
export type Entrance = ReturnType<typeof createEntrance>;

export function createEntrance(parts: {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly sessions: Sessions;
	readonly links: DerivedLinks;
	readonly attempts: Attempts;
	readonly now: () => Instant;
}) {
	const { storage, ledger, sessions, links, attempts, now } = parts;

	const enter = async (member: Member, caller: Caller): Promise<Entered> => {
		const { cookie } = await sessions.open(member, caller);
		return { member, cookie, device: member.role === 'guest' ? null : links.sign('device', member.id, 1) };
	};

	const newToken = (kind: TokenRecord['kind'], rest: Partial<TokenRecord>) => {
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
	};

	/** A one-time token that still opens something. Throws `link-used`, `link-expired` or `not-found`. */
	const liveToken = async (kind: TokenRecord['kind'], secret: string): Promise<TokenRecord> => {
		const token = await storage.read.tokens.find(hashSecret(secret));
		if (token?.kind !== kind) throw new Refusal('not-found');
		if (token.usedAt !== null || token.revokedAt !== null) throw new Refusal('link-used');
		if (token.expiresAt !== null && token.expiresAt <= now()) throw new Refusal('link-expired');
		return token;
	};

	return {
		/** The secret of the one-time set-up link; null when the workspace exists. Earlier set-up links stop working. */
		async setupLink(): Promise<string | null> {
			if (await storage.read.workspaces.get()) return null;
			const { secret, token } = newToken('setup', {});
			await storage.transaction(async (stores) => {
				for (const old of await stores.tokens.list('setup')) await stores.tokens.revoke(old.hash, now());
				await stores.tokens.insert(token);
			});
			return secret;
		},

		/** Throws unless the link may still set the workspace up. */
		async checkSetupLink(secret: string): Promise<void> {
			await liveToken('setup', secret);
		},

		/** Makes the workspace, its first department and its administrator; of two who try at once, one wins. */
		async setUp(secret: string, input: z.input<typeof setupInput>, caller: Caller): Promise<Entered> {
			const token = await liveToken('setup', secret);
			const parsed = parse(setupInput, input);
			const signInName = signInNameOf(parsed.signInName);
			const passwordHash = await hashPassword(parsed.password, { names: [parsed.name, signInName] });
			const workspace: Workspace = {
				id: newId(),
				name: parsed.workspaceName,
				timeZone: parsed.timeZone,
				locale: parsed.locale,
				guestsMayJoin: true,
				ownWords: noOwnWords,
				boardRules: {},
				createdAt: now()
			};
			const department: Department = {
				id: newId(),
				workspaceId: workspace.id,
				name: parsed.departmentName,
				code: parsed.departmentCode,
				aliases: [],
				headId: null
			};
			const member = newMember(workspace.id, {
				name: parsed.name,
				signInName,
				role: 'administrator',
				departmentIds: [department.id],
				createdAt: now()
			});
			await ledger.write({ kind: 'setup', workspaceId: workspace.id }, async ({ stores, record }) => {
				if (!(await stores.tokens.use(token.hash, now()))) throw new Refusal('link-used');
				if (await stores.workspaces.get()) throw new Refusal('link-used');
				await stores.workspaces.insert(workspace);
				await stores.people.insertMember(member, passwordHash);
				await stores.people.insertDepartment({ ...department, headId: member.id });
				await record({ type: 'workspace-changed' });
			});
			return enter(member, caller);
		},

		/**
		 * By name and password. Answers the same way, and takes the same time, for unknown names. Tries are limited per
		 * account and address; a browser that the member used before has a count of its own, so that nobody else can lock
		 * the rightful person out.
		 */
		async signIn(
			input: { readonly signInName: string; readonly password: string },
			caller: Caller
		): Promise<Entered> {
			const { signInName, password } = parse(
				z.object({ signInName: z.string().max(200), password: z.string().max(1000) }),
				input
			);
			const folded = signInNameOf(signInName);
			const member = await storage.read.people.memberBySignInName(folded);
			const isKnownDevice =
				member !== null && caller.device !== null && links.matches(caller.device, 'device', member.id, 1);
			const counts = isKnownDevice
				? ([[`device:${folded}`, limits.accountFromKnownDevice]] as const)
				: ([
						[`account:${folded}:${networkOf(caller.address)}`, limits.accountFromAddress],
						[`account:${folded}`, limits.account],
						[`address:${networkOf(caller.address)}`, limits.address]
					] as const);
			if (!counts.every(([key, limit]) => attempts.allowed(key, limit)))
				throw new Refusal('too-many-attempts');
			// Counted before the slow check, so that many tries at once do not slip through; taken back when it was right.
			for (const [key] of counts) attempts.failed(key);
			const stored = member && (await storage.read.people.passwordHash(member.id));
			const isRight = await verifyPassword(stored, password);
			if (!member || !isRight) throw new Refusal('wrong-name-or-password');
			for (const [key] of counts) attempts.takeBack(key);
			attempts.forget(counts[0][0]);
			return enter(member, caller);
		},

		/** Ends this browser's session. */
		signOut: ({ member, session }: SignedIn) => sessions.end(member.id, session.idHash),

		/** Needs the old password; ends every other session. */
		async changePassword(
			{ member, session }: SignedIn,
			input: { readonly current: string; readonly next: string }
		): Promise<void> {
			const { current, next } = parse(
				z.object({ current: z.string().max(1000), next: z.string().max(1000) }),
				input
			);
			const key = `password:${member.id}`;
			if (!attempts.allowed(key, limits.accountFromAddress)) throw new Refusal('too-many-attempts');
			// Counted before the slow check here too.
			attempts.failed(key);
			if (!(await verifyPassword(await storage.read.people.passwordHash(member.id), current)))
				throw new Refusal('wrong-name-or-password', { current: 'wrong-name-or-password' });
			attempts.takeBack(key);
			const hash = await hashPassword(next, { names: [member.name, member.signInName ?? ''] });
			await storage.transaction((stores) => stores.people.setPasswordHash(member.id, hash));
			await sessions.endAll(member.id, session.idHash);
		},

		/** Answers the secret of a link that lets one person in, once, within 7 days. */
		async invite(actor: Actor, input: z.input<typeof inviteInput>): Promise<string> {
			if (!may.administer(actor) || actor.kind !== 'member') throw new Refusal('forbidden');
			const { label, ...grants } = parse(inviteInput, input);
			await checkDepartments(storage.read.people, actor.workspaceId, grants.departmentIds);
			const { secret, token } = newToken('invitation', {
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
		checkInvitation: (secret: string) => liveToken('invitation', secret),

		async acceptInvitation(
			secret: string,
			input: z.input<typeof acceptInput>,
			caller: Caller
		): Promise<Entered> {
			const token = await liveToken('invitation', secret);
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

		/** A sign-in link for a member, for the person at the server's terminal (the demo prints two). */
		async signInLink(memberId: string): Promise<string> {
			const { secret, token } = newToken('sign-in', { memberId, expiresAt: now() + signInLinkLife });
			await storage.transaction((stores) => stores.tokens.insert(token));
			return secret;
		},

		/** Whom a sign-in link is for. */
		async checkSignInLink(secret: string): Promise<Member> {
			const { memberId } = await liveToken('sign-in', secret);
			const member = memberId && (await storage.read.people.member(memberId));
			if (!member || member.removedAt !== null) throw new Refusal('not-found');
			return member;
		},

		async useSignInLink(secret: string, caller: Caller): Promise<Entered> {
			const member = await this.checkSignInLink(secret);
			const isMine = await storage.transaction((stores) => stores.tokens.use(hashSecret(secret), now()));
			if (!isMine) throw new Refusal('link-used');
			return enter(member, caller);
		},

		/** The meeting a join link leads to. Throws `not-found` when it was withdrawn or guests are not allowed. */
		async checkJoinLink(token: string) {
			const id = links.idOf(token);
			const meeting = id && (await storage.read.meetings.find(id));
			const workspace = await storage.read.workspaces.get();
			if (!meeting || !links.matches(token, 'join', meeting.id, meeting.joinVersion))
				throw new Refusal('not-found');
			return { meeting, guestsMayJoin: workspace?.guestsMayJoin === true };
		},

		/** Lets a guest into one meeting, with a name only. */
		async joinAsGuest(token: string, input: { readonly name: string }, caller: Caller): Promise<Entered> {
			const { name } = parse(z.object({ name: fields.name }), input);
			const key = `guest:${networkOf(caller.address)}`;
			if (!attempts.allowed(key, limits.address)) throw new Refusal('too-many-attempts');
			attempts.failed(key);
			const { meeting, guestsMayJoin } = await this.checkJoinLink(token);
			if (!guestsMayJoin) throw new Refusal('forbidden');
			const guest = newMember(meeting.workspaceId, {
				name,
				signInName: null,
				role: 'guest',
				departmentIds: [],
				createdAt: now()
			});
			const member: Member = { ...guest, guestOf: meeting.id };
			await ledger.write(actorOf(member), async ({ stores, record }) => {
				await stores.people.insertMember(member, null);
				await record({ type: 'people-changed' }, { meetingId: meeting.id });
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
		},

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
			const { secret, token } = newToken('api', { workspaceId: actor.workspaceId, memberId, label });
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

function newMember(
	workspaceId: string,
	facts: Pick<Member, 'name' | 'signInName' | 'role' | 'departmentIds' | 'createdAt'>
): Member {
	return { id: newId(), workspaceId, aliases: [], guestOf: null, removedAt: null, ...facts };
}
