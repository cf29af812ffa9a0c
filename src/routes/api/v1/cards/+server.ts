import type { MakeInput } from '#server/board/new-cards.ts';
import type { Status } from '#domain/board/status.ts';
import type { Day } from '#domain/day.ts';
import { allowOnly, endpoint, refuse } from '../../endpoint.ts';

const questions = new Set(['meeting', 'project', 'department', 'status', 'asOf']);

export const GET = endpoint(async ({ app, actor, url }) => {
	// All cards are no answer to who misspelt what they want.
	const unknown = [...url.searchParams.keys()].filter((name) => !questions.has(name));
	if (unknown.length > 0)
		return refuse(400, 'invalid-input', Object.fromEntries(unknown.map((name) => [name, 'invalid-input'])));
	const wanted = (name: string) => url.searchParams.get(name) || undefined;
	const filter = {
		meetingId: wanted('meeting'),
		projectId: wanted('project'),
		departmentId: wanted('department'),
		status: wanted('status') as Status | undefined
	};
	const day = wanted('asOf') as Day | undefined;
	return day ? app.timeMachine.show(actor, { day, ...filter }) : app.boards.list(actor, filter);
});

export const POST = endpoint(
	async ({ app, actor, body }) => ({ cards: await app.newCards.make(actor, await body<MakeInput>()) }),
	{ status: 201, largestBody: 512 * 1024 }
);

export const fallback = allowOnly('GET', 'POST');
