import type { PastBoard } from '#server/board/time-machine.ts';
import { doneStays } from '#domain/board/board.ts';
import { addDays, dayInZone, instantAt, mondayOf } from '#domain/day.ts';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import { may } from '#domain/rights.ts';
import { orError } from '#lib/answer.ts';
import { boardCardOf, type BoardCard } from './board-card.ts';
import type { BoardRoster, Named } from './board-roster.ts';
import { asOfIn, type Past } from './past-board.ts';

/**
 * What `load` gives a page with a board; `?done=all` asks for the cards done long ago too, `?asOf=` for the board as it was.
 * A guest sees the cards of the one meeting, as they are now, and moves none.
 */
export async function loadBoard(
	{ app, actor, signedIn, workspace }: App.Locals,
	{ url, projectId }: { readonly url: URL; readonly projectId?: string }
) {
	const now = app.now();
	const { timeZone } = workspace!;
	const today = dayInZone(now, timeZone);
	const allDone = url.searchParams.get('done') === 'all';
	const day = may.seeWorkspace(actor!) ? asOfIn(url.searchParams, today) : null;
	const read = day
		? app.timeMachine.show(actor!, { day, projectId, allDone })
		: app.boards.list(actor!, { projectId, doneSince: allDone ? undefined : now - doneStays });
	const board = await orError<PastBoard | Awaited<ReturnType<typeof app.boards.list>>>(read);
	const shown = board.cards.map(boardCardOf);
	const monday = instantAt({ day: mondayOf(day ?? today), time: '00:00', timeZone });
	const past: Past | null =
		day && 'since' in board ? { day, since: board.since, unknown: board.unknown } : null;
	return {
		cards: shown,
		seq: board.seq,
		past,
		/** The day before, which the way into the past begins with; null for whoever may not go there. */
		yesterday: may.seeWorkspace(actor!) ? addDays(today, -1) : null,
		now,
		seqBeforeWeek: await app.boards.newestBefore(actor!, monday),
		savedFilters: may.seeWorkspace(actor!)
			? (await app.savedFilters.list(actor!)).map(({ id, name, search }) => ({ id, name, search }))
			: null,
		mayMove: day === null && may.moveCards(actor!),
		/** To read a line or a table that cards are made of. */
		ownWords: may.makeCards(actor!) ? workspace!.ownWords : noOwnWords,
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
