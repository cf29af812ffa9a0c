import type { CardOwner } from '#domain/board/card.ts';

/** The names that a board says. */
export type BoardRoster = {
	readonly people: readonly Named[];
	readonly departments: readonly Named[];
	readonly projects: readonly Named[];
	/** Only meetings that some card was said in. */
	readonly meetings: readonly { readonly id: string; readonly title: string }[];
};

export type Named = { readonly id: string; readonly name: string };

/** The same, to be looked up in. */
export type Names = {
	readonly owner: (owner: CardOwner | null) => string | null;
	readonly department: (id: string | null) => string | null;
	readonly project: (id: string | null) => string | null;
	readonly meeting: (id: string | null) => string | null;
};

/** Ways to look names up; null for nobody and for what the roster does not know. */
export function namesOf(
	roster: Omit<BoardRoster, 'meetings'> & Partial<Pick<BoardRoster, 'meetings'>>
): Names {
	const people = new Map(roster.people.map(({ id, name }) => [id, name]));
	const departments = new Map(roster.departments.map(({ id, name }) => [id, name]));
	const projects = new Map(roster.projects.map(({ id, name }) => [id, name]));
	const meetings = new Map((roster.meetings ?? []).map(({ id, title }) => [id, title]));
	const look = (names: ReadonlyMap<string, string>) => (id: string | null) => names.get(id ?? '') ?? null;
	return {
		owner: (owner) => {
			if (owner === null) return null;
			if (owner.kind === 'name') return owner.name;
			return (owner.kind === 'person' ? people : departments).get(owner.id) ?? null;
		},
		department: look(departments),
		project: look(projects),
		meeting: look(meetings)
	};
}
