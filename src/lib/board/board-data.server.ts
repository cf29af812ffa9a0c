import type { CardFilter } from '#server/storage/storage.ts';
import { may } from '#domain/rights.ts';
import { orError } from '#lib/answer.ts';
import { boardCardOf, type BoardCard } from './board-card.ts';
import type { BoardRoster } from './board-roster.ts';

/** What `load` gives a page with a board. A guest sees the cards of the one meeting and moves none. */
export async function loadBoard({ app, actor, signedIn }: App.Locals, filter: CardFilter = {}) {
	const { cards, seq } = await orError(app.boards.list(actor!, filter));
	const shown = cards.map(boardCardOf);
	return {
		cards: shown,
		seq,
		now: app.now(),
		mayMove: may.moveCards(actor!),
		reader: signedIn && { id: signedIn.member.id, departmentIds: signedIn.member.departmentIds },
		roster: await rosterOf({ app, actor: actor! }, shown)
	};
}

/** The names that some cards need; a guest is told no others. */
async function rosterOf(
	{ app, actor }: { app: App.Locals['app']; actor: NonNullable<App.Locals['actor']> },
	cards: readonly BoardCard[]
): Promise<BoardRoster> {
	const meetingIds = new Set(cards.map(({ meetingId }) => meetingId));
	const meetings = (await app.meetings.list(actor))
		.filter(({ id }) => meetingIds.has(id))
		.map(({ id, title }) => ({ id, title }));
	const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
	if (may.seeWorkspace(actor)) {
		const { members, departments, projects } = await app.people.roster(actor);
		const people = members.filter(({ role }) => role !== 'guest').map(named);
		return { people, departments: departments.map(named), projects: projects.map(named), meetings };
	}
	const { people, departments } = await app.people.directory(actor.workspaceId);
	const owners = new Set(cards.map(({ owner }) => (owner && owner.kind !== 'name' ? owner.id : null)));
	const isOwner = ({ id }: { id: string }) => owners.has(id);
	return {
		people: people.filter(isOwner).map(named),
		departments: departments.filter(isOwner).map(named),
		projects: [],
		meetings
	};
}
