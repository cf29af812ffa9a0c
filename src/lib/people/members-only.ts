import { error, redirect } from '@sveltejs/kit';
import type { Actor } from '#domain/rights.ts';
import type { SignedIn } from '#server/auth/sessions.ts';

/** For pages about the workspace: who is there. A guest is sent to the one meeting there is for guests. */
export function membersOnly(locals: App.Locals): { readonly actor: Actor; readonly signedIn: SignedIn } {
	const { actor, signedIn } = locals;
	if (!actor || !signedIn) error(401, { message: 'not signed in', code: 'not-signed-in' });
	if (signedIn.member.guestOf) redirect(303, `/meetings/${signedIn.member.guestOf}`);
	return { actor, signedIn };
}
