import type { EditInput } from '#server/board/card-input.ts';
import type { OpenInput } from '#server/meetings/meetings.ts';
import type { Status } from '#domain/board/status.ts';
import { instantAt, type Day } from '#domain/day.ts';
import type { Meeting, MeetingState } from '#domain/meeting.ts';
import { actorOf, type Actor } from '#domain/rights.ts';
import { writePassage, type Passage } from './author-minutes.ts';
import { timeZone, type PersonKey } from './company.ts';
import type { Company } from './founding.ts';
import type { Stage } from './stage.ts';

type Someone = PersonKey | Actor;

/** A meeting as the story tells it: people by their short names. */
type Plan = Pick<
	OpenInput,
	'title' | 'day' | 'from' | 'to' | 'ways' | 'place' | 'platform' | 'meetingNumber'
> & {
	readonly project: keyof Company['projectIds'];
	readonly chair: PersonKey;
	readonly recorder: PersonKey;
	readonly departmentIds: string[];
	readonly attendees: readonly PersonKey[];
};

/** What people of the demo can do, each by the command that their page would call. Cards are named by words of theirs. */
export function createScene({ stage, company }: { readonly stage: Stage; readonly company: Company }) {
	const { app } = stage;
	const actor = (who: Someone) => (typeof who === 'string' ? company.actors[who] : who);
	const idOf = (who: Someone) => {
		const one = actor(who);
		if (one.kind !== 'member') throw new Error('Only members write and move');
		return one.id;
	};

	const cardWith = async (who: Someone, words: string): Promise<string> => {
		const { cards } = await app.boards.list(actor(who));
		const named = cards.filter((card) => card.said?.quote.includes(words));
		if (named.length !== 1) throw new Error(`${named.length} cards of the demo speak of ${words}`);
		return named[0]!.id;
	};

	return {
		at: async (day: Day, time: string) => stage.goTo(instantAt({ day, time, timeZone })),
		async move(who: Someone, words: string, to: Status) {
			await app.boards.move(actor(who), { cardId: await cardWith(who, words), to });
		},
		async delay(who: Someone, words: string, why: { readonly reason: string; readonly newDay: Day }) {
			await app.boards.move(actor(who), { cardId: await cardWith(who, words), to: 'delayed', ...why });
		},
		async progress(who: Someone, words: string, progress: number) {
			await app.boards.edit(actor(who), await cardWith(who, words), { progress });
		},
		async edit(who: Someone, words: string, changes: EditInput) {
			await app.boards.edit(actor(who), await cardWith(who, words), changes);
		},
		/** "That is no task": somebody else has it already. */
		async dismiss(who: Someone, words: string) {
			await app.offers.dismissCard(actor(who), await cardWith(who, words));
		},
		makeWall: (who: Someone, name: string) => app.walls.make(actor(who), { name }),
		/** A guest goes home: the session ends. */
		leave: (who: Someone) => app.sessions.endAll(idOf(who)),
		async openMeeting(who: Someone, { project, chair, recorder, attendees, ...facts }: Plan) {
			const meeting = await app.meetings.open(actor(who), {
				formId: 'cross-department-minutes',
				...facts,
				projectId: company.projectIds[project],
				chairId: idOf(chair),
				recorderId: idOf(recorder),
				attendeeIds: attendees.map(idOf)
			});
			return meetingScene(meeting);
		}
	};

	function meetingScene({ id, documentId }: Meeting) {
		return {
			becomes: (who: Someone, to: MeetingState) => app.meetings.becomes(actor(who), id, to),
			/** Writes, and waits until the cards of it are made. */
			async write(who: Someone, passage: Passage) {
				const room = await app.rooms.open(documentId);
				await writePassage(room!, idOf(who), passage);
				await app.follower.readNow(documentId);
			},
			/** Somebody from outside comes in by the meeting's link. */
			async joinAsGuest(host: Someone, name: string): Promise<Actor> {
				const link = await app.meetings.joinLink(actor(host), id);
				const terminal = { address: '127.0.0.1', userAgent: 'demo', secure: false, device: null };
				return actorOf((await app.entrance.joinAsGuest(link, { name }, terminal)).member);
			}
		};
	}
}
