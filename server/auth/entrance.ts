import { createApiTokens } from './api-tokens.ts';
import { createEnter, type EntranceParts } from './entering.ts';
import { createGuests } from './guests.ts';
import { createInvitations } from './invitations.ts';
import { createPasswordEntry } from './password-entry.ts';
import { createSetUp } from './set-up.ts';
import { createSignInLinks } from './sign-in-links.ts';
import { createTokens } from './tokens.ts';

/** All the ways into the workspace: set-up, password, invitation, sign-in link, guest link, token; and the way out. */
export type Entrance = ReturnType<typeof createEntrance>;

export function createEntrance(given: Omit<EntranceParts, 'tokens' | 'enter'>) {
	const parts: EntranceParts = { ...given, tokens: createTokens(given), enter: createEnter(given) };
	return {
		...createSetUp(parts),
		...createPasswordEntry(parts),
		...createInvitations(parts),
		...createSignInLinks(parts),
		...createGuests(parts),
		...createApiTokens(parts)
	};
}
