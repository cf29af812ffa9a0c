import type { CardFilter } from '#server/storage/storage.ts';
import { doneStays } from '#domain/board/board.ts';
import { dayInZone, instantAt, mondayOf } from '#domain/day.ts';
import { may } from '#domain/rights.ts';
import { orError } from '#lib/answer.ts';
import { boardCardOf, type BoardCard } from './board-card.ts';
import type { BoardRoster, Named } from './board-roster.ts';

/** What `load` gives a page with a board; `?done=all` asks for the cards done long ago too. A guest sees the cards of the one meeting and moves none. */
export async function loadBoard(
	{ app, actor, signedIn, workspace }: App.Locals,
	{ url, ...filter }: CardFilter & { readonly url: URL }
) {
	const doneSince = url.searchParams.get('done') === 'all' ? undefined : app.now() - doneStays;
	const { cards, seq } = await orError(app.boards.list(actor!, { ...filter, doneSince }));
	const shown = cards.map(boardCardOf);
	const now = app.now();
	const { timeZone } = workspace!;
	const monday = instantAt({ day: mondayOf(dayInZone(now, timeZone)), time: '00:00', timeZone });
	return {
		cards: shown,
		seq,
		now,
		seqBeforeWeek: await app.boards.newestBefore(actor!, monday),
		savedFilters: may.seeWorkspace(actor!)
			? (await app.savedFilters.list(actor!)).map(({ id, name, search }) => ({ id, name, search }))
			: null,
		mayMove: may.moveCards(actor!),
		reader: signedIn && { id: signedIn.member.id, departmentIds: signedIn.member.departmentIds },
		roster: await rosterOf({ app, actor }, shown)
	};
}

/** The names that cards are shown with. A guest is told those that the minutes of the one meeting name anyway. */
export async function rosterOf(
	{ app, actor }: Pick<App.Locals, 'app' | 'actor'>,
	cards: readonly Pick<BoardCard, 'meetingId'>[]
): Promise<BoardRoster> {
	const meetingIds = new Set(cards.map(({ meetingId }) => meetingId));
	const meetings = (await app.meetings.list(actor!))
		.filter(({ id }) => meetingIds.has(id))
		.map(({ id, title }) => ({ id, title }));
	if (!may.seeWorkspace(actor!)) {
		const { people, departments } = await app.people.directory(actor!.workspaceId);
		return { people: people.map(named), departments: departments.map(named), projects: [], meetings };
	}
	const { members, departments, projects } = await app.people.roster(actor!);
	return {
		people: members.filter(({ role }) => role !== 'guest').map(named),
		departments: departments.map(named),
		projects: projects.map(named),
		meetings
	};
}

function named({ id, name }: Named): Named {
	return { id, name };
}
