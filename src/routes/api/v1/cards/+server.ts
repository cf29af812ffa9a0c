import type { Status } from '#domain/board/status.ts';
import { allowOnly, endpoint } from '../../endpoint.ts';

export const GET = endpoint(({ app, actor, url }) => {
	const wanted = (name: string) => url.searchParams.get(name) || undefined;
	return app.boards.list(actor, {
		meetingId: wanted('meeting'),
		projectId: wanted('project'),
		departmentId: wanted('department'),
		status: wanted('status') as Status | undefined
	});
});

export const fallback = allowOnly('GET');
