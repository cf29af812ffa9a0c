import { error } from '@sveltejs/kit';
import { boardCardOf } from '#lib/board/board-card.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { app, workspace } = locals;
	const wall = await app.identify.wall(params.token);
	if (!wall || !workspace) error(404, { message: 'not-found', code: 'not-found' });
	const { cards, seq, departments, people } = await app.walls.show(wall);
	return {
		name: workspace.name,
		cards: cards.map(boardCardOf),
		seq,
		now: app.now(),
		people,
		departments: departments.map(({ id, name }) => ({ id, name }))
	};
};
