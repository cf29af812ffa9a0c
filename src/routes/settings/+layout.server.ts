import { may } from '#domain/rights.ts';
import { membersOnly } from '#lib/people/members-only.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
	const { actor } = membersOnly(locals);
	return { mayAdminister: may.administer(actor), now: locals.app.now() };
};
