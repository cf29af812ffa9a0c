import { orError, orFail } from '#lib/answer.ts';
import { membersOnly } from '#lib/people/members-only.ts';
import { textOf } from '#lib/typed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor } = membersOnly(locals);
	const walls = await orError(locals.app.walls.list(actor));
	return {
		walls: walls.map(({ id, name, createdAt, token }) => ({
			id,
			name,
			createdAt,
			link: `${url.origin}/wall/${token}`
		}))
	};
};

export const actions: Actions = {
	make: async ({ request, locals }) => {
		const { actor } = membersOnly(locals);
		const name = textOf(await request.formData(), 'name');
		const answer = await orFail(locals.app.walls.make(actor, { name }), { form: 'make', name });
		return answer.ok ? { made: answer.result.id } : answer.failure;
	},

	revoke: async ({ request, locals }) => {
		const { actor } = membersOnly(locals);
		const id = textOf(await request.formData(), 'id');
		const answer = await orFail(locals.app.walls.revoke(actor, id), { form: 'revoke' });
		return answer.ok ? { revoked: true } : answer.failure;
	}
};
