/** The reading of lines and tables that cards are made of, with the names they may say. Loaded when somebody begins to write one. */
import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
import type { Day } from '#domain/day.ts';
import { directoryOf, type Department, type Member, type Project } from '#domain/member.ts';
import type { OwnWords } from '#domain/extraction/own-words.ts';
import type { ReadingContext } from '#domain/extraction/reading-context.ts';
import { callApi } from '#lib/api.ts';

export { readCardLine } from '#domain/extraction/card-line.ts';
export { readHeads, readRow } from '#domain/extraction/table-cards.ts';
export { copiedTable } from '#domain/minutes-file/copied-table.ts';

/** Everybody and everything that can be named. */
export type KnownNames = Pick<ReadingContext, 'directory'> & { readonly projects: readonly Project[] };

/** Asks the server who there is; throws ApiFailure. */
export async function fetchNames(): Promise<KnownNames> {
	type Answer = { members: Member[]; departments: Department[]; projects: Project[] };
	const { members, departments, projects } = await callApi<Answer>('GET', '/people');
	return { directory: directoryOf(members, departments), projects };
}

/** What is written now is read as if it were said in a meeting today. */
export function contextOf(names: KnownNames, ownWords: OwnWords, today: Day): ReadingContext {
	return {
		meetingDay: today,
		nextMeetingDay: null,
		directory: names.directory,
		ownWords,
		calendar: chineseCalendar
	};
}
