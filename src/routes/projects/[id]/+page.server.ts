import { error } from '@sveltejs/kit';
import { loadBoard } from '#lib/board/board-data.server.ts';
import { orError } from '#lib/answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { projects } = await orError(locals.app.people.roster(locals.actor!));
	const project = projects.find(({ id }) => id === params.id);
	if (!project) error(404, { message: 'not-found', code: 'not-found' });
	return {
		...(await loadBoard(locals, { url, projectId: project.id })),
		project: { id: project.id, name: project.name }
	};
};
