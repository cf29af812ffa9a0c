import * as z from 'zod';
import { Refusal } from '#server/errors.ts';
import { parse } from '#server/parse.ts';
import { signInNameOf } from '#server/people/people.ts';
import { attemptLimits, type Caller, type Entered, type EntranceParts } from './entering.ts';
import { networkOf } from './network.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import type { SignedIn } from './sessions.ts';

/** In by name and password, and out again. */
export function createPasswordEntry({ storage, sessions, links, attempts, enter }: EntranceParts) {
	return {
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
				? ([[`device:${folded}`, attemptLimits.accountFromKnownDevice]] as const)
				: ([
						[`account:${folded}:${networkOf(caller.address)}`, attemptLimits.accountFromAddress],
						[`account:${folded}`, attemptLimits.account],
						[`address:${networkOf(caller.address)}`, attemptLimits.address]
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
			if (!attempts.allowed(key, attemptLimits.accountFromAddress)) throw new Refusal('too-many-attempts');
			// Counted before the slow check here too.
			attempts.failed(key);
			if (!(await verifyPassword(await storage.read.people.passwordHash(member.id), current)))
				throw new Refusal('wrong-name-or-password', { current: 'wrong-name-or-password' });
			attempts.takeBack(key);
			const hash = await hashPassword(next, { names: [member.name, member.signInName ?? ''] });
			await storage.transaction((stores) => stores.people.setPasswordHash(member.id, hash));
			await sessions.endAll(member.id, session.idHash);
		}
	};
}
