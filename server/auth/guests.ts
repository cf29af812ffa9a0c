import * as z from 'zod';
import type { Member } from '#domain/member.ts';
import { actorOf } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import { fields, parse } from '#server/parse.ts';
import { attemptLimits, newMember, type Caller, type Entered, type EntranceParts } from './entering.ts';
import { networkOf } from './network.ts';

/** Guests come into one meeting, by its join link. */
export function createGuests({ storage, ledger, links, attempts, enter, now }: EntranceParts) {
	return {
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
			if (!attempts.allowed(key, attemptLimits.address)) throw new Refusal('too-many-attempts');
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
		}
	};
}
