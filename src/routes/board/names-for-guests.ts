import type { BoardRoster, Named } from '#lib/board/board-roster.ts';

/** Of all names those that what a guest is shown names anyway, by their ids: not who else works here. */
export function namesFor(roster: BoardRoster, shown: object): BoardRoster {
	const text = JSON.stringify(shown);
	const isNamed = ({ id }: Named) => text.includes(JSON.stringify(id));
	return {
		...roster,
		people: roster.people.filter(isNamed),
		departments: roster.departments.filter(isNamed),
		projects: roster.projects.filter(isNamed)
	};
}
