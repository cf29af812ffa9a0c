import { setImmediate as othersTurn } from 'node:timers/promises';
import * as z from 'zod';
import { doneStays } from '#domain/board/board.ts';
import { isOfMaking, joinDeltas, rewindDelta, type CardDelta } from '#domain/board/card-delta.ts';
import { isOnBoard, type Card } from '#domain/board/card.ts';
import { statuses, type Status } from '#domain/board/status.ts';
import { addDays, dayInZone, instantAt, type Instant } from '#domain/day.ts';
import { may, type Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import { fields, parse } from '#server/parse.ts';
import type { Storage } from '#server/storage/storage.ts';

const pastInput = z.object({
	/** The board as it stood when this day ended, on the workspace's calendar. */
	day: fields.day,
	meetingId: fields.id.optional(),
	projectId: fields.id.optional(),
	departmentId: fields.id.optional(),
	status: z.enum(statuses).optional(),
	/** Cards that had been done for longer than `doneStays` by then, too. */
	allDone: z.boolean().optional()
});

export type PastBoard = {
	/** The cards that stood on the board, in order of making. */
	readonly cards: readonly Card[];
	/** The number of the last event that counts. */
	readonly seq: number;
	/** What became of it since. */
	readonly since: {
		/** Cards in another column now, by id. */
		readonly moved: Readonly<Record<string, Status>>;
		/** Cards that are not on the board any more. */
		readonly gone: readonly string[];
		/** How many cards have been made since and are on the board. */
		readonly made: number;
	};
	/** Cards left out since a version that did not keep what events change has changed them later. */
	readonly unknown: number;
};

/** So many events are read at a time: others are served in between. */
const chunk = 2_000;

/** The board as of any day, read from events (docs/decisions, "Events keep what they changed"). */
export type TimeMachine = ReturnType<typeof createTimeMachine>;

export function createTimeMachine(parts: { readonly storage: Storage; readonly now: () => Instant }) {
	const { storage, now } = parts;
	const { cards, events } = storage.read;

	return {
		/**
		 * The board at the end of a day: the cards as they stand, with what later events changed put back. What it costs grows
		 * with what has happened since. Throws `invalid-input` for a day that has not come, `forbidden` for guests.
		 */
		async show(actor: Actor, input: z.input<typeof pastInput>): Promise<PastBoard> {
			if (!may.seeWorkspace(actor)) throw new Refusal('forbidden');
			const { day, allDone, ...wanted } = parse(pastInput, input);
			const { workspaceId } = actor;
			const { timeZone } = (await storage.read.workspaces.get())!;
			if (day > dayInZone(now(), timeZone)) throw new Refusal('invalid-input', { day: 'invalid-input' });
			const end = instantAt({ day: addDays(day, 1), time: '00:00', timeZone });
			const doneSince = allDone ? undefined : end - doneStays;
			const seq = await events.lastSeq(workspaceId, end);

			const later = createLaterSteps();
			let read = seq;
			const readOn = async () => {
				for (;;) {
					const steps = await events.stepsSince(workspaceId, read, chunk);
					for (const { cardId, delta } of steps) later.take(cardId, delta);
					read = steps.at(-1)?.seq ?? read;
					if (steps.length < chunk) return;
					await othersTurn();
				}
			};
			// What happens while the cards are read is put back as well.
			await readOn();
			const near = await cards.list(workspaceId, { doneSince });
			await readOn();
			const known = new Set(near.map(({ id }) => id));
			const others = await cards.several([...later.changed()].filter((id) => !known.has(id)));
			await readOn();

			const versions = await events.versionsAt([...later.changed()], seq);
			const then: Card[] = [];
			const moved: Record<string, Status> = {};
			const gone: string[] = [];
			let [made, unknown] = [0, 0];
			for (const card of [...near, ...others]) {
				const step = later.of(card.id);
				if (step === 'making' || card.createdAt >= end) {
					if (isOnBoard(card) && matches(card, wanted)) made += 1;
					continue;
				}
				if (step === 'unknown') {
					unknown += 1;
					continue;
				}
				const past = step ? rewindDelta(card, step, versions.get(card.id) ?? 0) : card;
				const isShown = past.status !== 'done' || doneSince === undefined || past.statusSince >= doneSince;
				if (!isOnBoard(past) || !isShown || !matches(past, wanted)) continue;
				then.push(past);
				if (!isOnBoard(card)) gone.push(card.id);
				else if (card.status !== past.status) moved[card.id] = card.status;
			}
			then.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
			return { cards: then, seq, since: { moved, gone, made }, unknown };
		}
	};
}

/** What later events changed, joined for each card: its making, or something that is not known. */
function createLaterSteps() {
	const byCard = new Map<string, CardDelta | 'making' | 'unknown'>();
	return {
		take(cardId: string, delta: CardDelta | null): void {
			const before = byCard.get(cardId);
			if (before === 'making' || before === 'unknown') return;
			if (delta === null) byCard.set(cardId, 'unknown');
			else if (!before && isOfMaking(delta)) byCard.set(cardId, 'making');
			else byCard.set(cardId, before ? joinDeltas([before, delta]) : delta);
		},
		of: (cardId: string) => byCard.get(cardId),
		/** The cards that there were before and whose state then can be known. */
		*changed(): Iterable<string> {
			for (const [cardId, step] of byCard) if (step !== 'making') yield cardId;
		}
	};
}

function matches(
	card: Card,
	wanted: Readonly<Partial<Record<'meetingId' | 'projectId' | 'departmentId' | 'status', string | undefined>>>
): boolean {
	const { meetingId, projectId, departmentId, status } = wanted;
	return (
		(!meetingId || card.meetingId === meetingId) &&
		(!projectId || card.projectId === projectId) &&
		(!departmentId || card.departmentId === departmentId) &&
		(!status || card.status === status)
	);
}
