import { allowOnly, endpoint } from '../../endpoint.ts';

/** Names and places, not what people sign in with. */
export const GET = endpoint(async ({ app, actor }) => {
	const { members, departments, projects } = await app.people.roster(actor);
	return {
		members: members.map(({ id, name, aliases, role, departmentIds, guestOf, removedAt }) => ({
			id,
			name,
			aliases,
			role,
			departmentIds,
			guestOf,
			removedAt
		})),
		departments,
		projects
	};
});

export const fallback = allowOnly('GET');
