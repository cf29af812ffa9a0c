import type { Meeting } from './meeting.ts';
import type { Member, Role } from './member.ts';

/** Who does something: a signed-in person, or a part of the product itself. */
export type Actor =
	| {
			readonly kind: 'member';
			readonly id: string;
			readonly name: string;
			readonly workspaceId: string;
			readonly role: Role;
			/** A guest's one meeting. */
			readonly guestOf: string | null;
	  }
	| { readonly kind: 'extraction' | 'clock' | 'setup'; readonly workspaceId: string };

/** A person who does something. */
export type Person = Extract<Actor, { kind: 'member' }>;

/** A member as the one who acts. */
export function actorOf(member: Member): Person {
	const { id, name, workspaceId, role, guestOf } = member;
	return { kind: 'member', id, name, workspaceId, role, guestOf };
}

/** What may be done; every command asks here, and nowhere else is it decided. */
export const may = {
	administer: (actor: Actor) => hasRole(actor, 'administrator'),
	openMeetings: (actor: Actor) => hasRole(actor, 'administrator', 'member'),
	/** Board, cards, people: everything beyond one meeting. */
	seeWorkspace: (actor: Actor) => hasRole(actor, 'administrator', 'member'),
	seeMeeting: (actor: Actor, meeting: Meeting) =>
		actor.workspaceId === meeting.workspaceId &&
		(hasRole(actor, 'administrator', 'member') || isGuestOf(actor, meeting)),
	writeMinutes: (actor: Actor, meeting: Meeting) =>
		may.seeMeeting(actor, meeting) && meeting.state !== 'signed' && meeting.state !== 'archived',
	runMeeting: (actor: Actor, meeting: Meeting) =>
		actor.workspaceId === meeting.workspaceId && hasRole(actor, 'administrator', 'member'),
	/** Cards without a meeting. */
	makeCards: (actor: Actor) => hasRole(actor, 'administrator', 'member'),
	moveCards: (actor: Actor) => hasRole(actor, 'administrator', 'member')
};

function hasRole(actor: Actor, ...wanted: Role[]): boolean {
	return actor.kind !== 'member' || wanted.includes(actor.role);
}

function isGuestOf(actor: Actor, meeting: Meeting): boolean {
	return actor.kind === 'member' && actor.role === 'guest' && actor.guestOf === meeting.id;
}
