import { rankBetween } from '#domain/board/board.ts';
import { effectiveFields } from '#domain/board/card.ts';
import { isDelayedByClock, moveCard } from '#domain/board/move.ts';
import type { Calendar } from '#domain/calendar/working-days.ts';
import { dayInZone, type Day, type Instant } from '#domain/day.ts';
import type { Actor } from '#domain/rights.ts';
import type { Ledger } from '#server/ledger.ts';
import type { Storage } from '#server/storage/storage.ts';

/** What the passing of a day does by itself: overdue cards become delayed, once for each due day that passes. */
export type DayClock = ReturnType<typeof createDayClock>;

/** Milliseconds between looks at the clock: short, since a machine may sleep over midnight and a workspace may move zones. */
const look = 30_000;

export function createDayClock(parts: {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly calendar: Calendar;
	readonly now: () => Instant;
	readonly onFailure: (failure: unknown) => void;
}) {
	const { storage, ledger, calendar, now, onFailure } = parts;
	let timer: ReturnType<typeof setInterval> | undefined;
	let seenTo: Day | null = null;
	let under: Promise<unknown> = Promise.resolve();
	let isClosed = false;

	/** Sees to everything that is overdue on the workspace's day, each card in a transaction of its own; answers how many became delayed. */
	async function turn(): Promise<number> {
		const workspace = await storage.read.workspaces.get();
		if (!workspace) return 0;
		const today = dayInZone(now(), workspace.timeZone);
		const clock: Actor = { kind: 'clock', workspaceId: workspace.id };
		// What is done is late no more: of two years' cards only the open ones are read.
		const overdue = await storage.read.cards.list(workspace.id, { dueBefore: today, doneSince: now() });
		let count = 0;
		for (const { id } of overdue.filter((card) => isDelayedByClock(card, today))) {
			if (isClosed) return count;
			await ledger.write(clock, async (entry) => {
				const card = await entry.stores.cards.find(id);
				if (!card || !isDelayedByClock(card, today)) return;
				const rank = rankBetween(await entry.stores.cards.lastRank(workspace.id, 'delayed'), null);
				const lateFor = effectiveFields(card).due;
				await entry.card((seq) => {
					const moved = moveCard(card, { to: 'delayed', rank }, { seq, now: entry.now, today, calendar });
					return { ...moved, card: { ...moved.card, lateFor } };
				});
				count += 1;
			});
		}
		seenTo = today;
		return count;
	}

	async function lookAtClock(): Promise<void> {
		const workspace = await storage.read.workspaces.get();
		if (workspace && dayInZone(now(), workspace.timeZone) !== seenTo) await turn();
	}

	const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
		const done = under.then(work);
		under = done.catch(() => {});
		return done;
	};

	return {
		turn: () => inTurn(turn),
		/** Looks now, which after a restart catches up, and from then on at every change of day. */
		start() {
			const see = () => void inTurn(lookAtClock).catch(onFailure);
			see();
			timer = setInterval(see, look);
			timer.unref();
		},
		async close() {
			isClosed = true;
			clearInterval(timer);
			await under;
		}
	};
}
