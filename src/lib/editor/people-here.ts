import type { Awareness } from 'y-protocols/awareness';
import type { PresenceState } from '#sync/presence.ts';

export type PersonHere = { readonly id: string; readonly name: string };

/** Everybody in these minutes, oneself first; somebody with two windows open is one person. */
export function peopleHere(awareness: Awareness, me: PersonHere): PersonHere[] {
	const others = new Map<string, PersonHere>();
	for (const [client, { user }] of awareness.getStates() as Map<number, PresenceState>) {
		if (client !== awareness.clientID && user?.id && user.id !== me.id) others.set(user.id, user);
	}
	return [me, ...others.values()];
}
