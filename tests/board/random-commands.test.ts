// Several people at once, thousands of commands, right and wrong, slow lines and cut ones: in the end every screen, the
// tables and the events tell the same. `BOARD_SEED` runs one story again, `BOARD_COMMANDS` makes it longer.
import { expect, test } from 'vitest';
import { arrangeBoard, doneStays, rankBetween } from '#domain/board/board.ts';
import { applyDelta } from '#domain/board/card-delta.ts';
import type { Card } from '#domain/board/card.ts';
import { resayCard } from '#domain/board/edit.ts';
import { statuses } from '#domain/board/status.ts';
import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
import { addDays, dayInZone, instantAt, type Day } from '#domain/day.ts';
import type { Actor } from '#domain/rights.ts';
import { boardCardOf } from '#lib/board/board-card.ts';
import { Board } from '#lib/board/board.svelte.ts';
import type { CardCommands } from '#lib/board/card-commands.ts';
import { createBoards } from '#server/board/boards.ts';
import { createDayClock } from '#server/board/day-clock.ts';
import { createReports } from '#server/board/reports.ts';
import { createTimeMachine } from '#server/board/time-machine.ts';
import { createUndo } from '#server/board/undo.ts';
import { Refusal } from '#server/errors.ts';
import { createLiveFeed } from '#server/feed/live-feed.ts';
import { createLedger } from '#server/ledger.ts';
import { createMemoryStorage } from '#server/storage/memory/memory-storage.ts';
import type { LiveEntry } from '#sync/live-protocol.ts';
import { makeCard, makeSaid, meetingDay, meetingStart, moveIn, workspace } from '#support/cast.ts';
import { longId } from '#support/office.ts';

const seed = Number(process.env.BOARD_SEED ?? Math.floor(Math.random() * 1_000_000_000));
const commandCount = Number(process.env.BOARD_COMMANDS ?? 1_500);
const day = 86_400_000;

test(
	`seed ${seed}: ${commandCount} commands of five people end in one board`,
	{ timeout: 600_000 },
	async () => {
		const dice = createDice(seed);
		const stage = await openStage();
		const screens = await Promise.all(stage.people.map(() => openScreen(stage)));
		const running: Promise<void>[] = [];
		const codes = new Map<string, number>();

		for (let n = 0; n < commandCount; n++) {
			const command = randomCommand(dice, stage);
			running.push(
				command().then(
					() => void codes.set('taken', (codes.get('taken') ?? 0) + 1),
					(failure: unknown) => {
						if (!(failure instanceof Refusal)) throw failure;
						codes.set(failure.code, (codes.get(failure.code) ?? 0) + 1);
					}
				)
			);
			const screen = dice.pick(screens);
			if (dice.one(40)) screen.cut();
			else if (dice.one(15)) await screen.reconnect({ resume: dice.one(2) });
			else screen.hear(dice.below(6));
			// Some commands meet, others come after one another.
			if (dice.one(3)) await Promise.all(running.splice(0));
			if (dice.one(200)) {
				await Promise.all(running.splice(0));
				await stage.noteDay();
				stage.pass(day);
			}
		}
		await Promise.all(running);
		for (const screen of screens) {
			await screen.reconnect({ resume: dice.one(2) });
			screen.hear(Infinity);
		}

		const cards = await stage.storage.read.cards.list(workspace.id, { offBoard: true });
		const columns = arrangeBoard(cards.map(boardCardOf));
		for (const screen of screens) expect(screen.board.columns).toEqual(columns);
		for (const card of cards) {
			const events = await stage.storage.read.events.changesOf(card.id);
			const rebuilt = events.reduce<Card | null>(
				(before, { delta, seq }) => applyDelta(before, delta!, seq),
				null
			);
			expect(rebuilt).toEqual(JSON.parse(JSON.stringify(card)));
		}
		// The board of every day, read back from the events, is the board that stood at its end.
		for (const { day, cards, seq } of stage.days)
			expect(await stage.timeMachine.show(stage.people[0]!, { day })).toMatchObject({ cards, seq });
		const places = cards.map(({ status, rank }) => `${status} ${rank}`);
		expect(new Set(places).size).toBe(places.length);
		expect(stage.untold).toEqual([]);
		// The story was one: most was taken, and every kind of refusal was met.
		expect(codes.get('taken')).toBeGreaterThan(commandCount / 3);
		const refused = ['invalid-input', 'not-found', 'needs-reason', 'day-not-after', 'needs-reopening-reason'];
		expect([...codes.keys()]).toEqual(expect.arrayContaining([...refused, 'changed-since', 'cannot-undo']));
	}
);

type Stage = Awaited<ReturnType<typeof openStage>>;
type Dice = ReturnType<typeof createDice>;

async function openStage() {
	const storage = createMemoryStorage();
	const feed = createLiveFeed();
	const untold: unknown[] = [];
	let at = meetingStart;
	const now = () => (at += 7);
	const ledger = createLedger({ storage, feed, now, onUntold: (failure) => untold.push(failure) });
	await moveIn(storage);
	const people: Actor[] = (await storage.read.people.members(workspace.id))
		.slice(0, 5)
		.map(({ id, name, role }) => ({
			kind: 'member',
			id,
			name,
			role,
			workspaceId: workspace.id,
			guestOf: null
		}));
	const ids = Array.from({ length: 25 }, (_, n) => longId(`card${String.fromCharCode(97 + n)}`));
	const extraction: Actor = { kind: 'extraction', workspaceId: workspace.id };
	await ledger.write(extraction, async (entry) => {
		for (const id of ids) {
			const rank = rankBetween(await entry.stores.cards.lastRank(workspace.id, 'not_started'), null);
			await entry.card((seq) => {
				const card = makeCard({ id, rank, version: seq });
				return {
					card,
					what: { type: 'card-said', said: card.said!, status: card.status, rank },
					isNew: true
				};
			});
		}
	});
	const boards = createBoards({ storage, ledger, calendar: chineseCalendar });
	const clock = createDayClock({
		storage,
		ledger,
		calendar: chineseCalendar,
		now,
		onFailure: (f) => untold.push(f)
	});
	const days: { day: Day; cards: Card[]; seq: number }[] = [];
	return {
		storage,
		feed,
		ledger,
		boards,
		clock,
		people,
		ids,
		extraction,
		untold,
		reports: createReports({ ledger }),
		undo: createUndo({ ledger }),
		pass: (time: number) => void (at += time),
		timeMachine: createTimeMachine({ storage, now }),
		/** The boards that stood when days ended, and their last events. */
		days,
		async noteDay() {
			const day = dayInZone(at, workspace.timeZone);
			const end = instantAt({ day: addDays(day, 1), time: '00:00', timeZone: workspace.timeZone });
			const cards = await storage.read.cards.list(workspace.id, { doneSince: end - doneStays });
			days.push({ day, cards, seq: await storage.read.events.lastSeq(workspace.id) });
		},
		/** What each person did, to be taken back. */
		acts: new Map<Actor, { cardId: string; seq: number }[]>(people.map((one) => [one, []]))
	};
}

/** Somebody's board, at the end of a line that is slow and may be cut. */
async function openScreen({ boards, feed, ledger, people }: Stage) {
	const never = () => Promise.reject(new Error('a screen that only listens'));
	const commands = {} as CardCommands;
	const loaded = await boards.list(people[0]!);
	const board = new Board({ cards: loaded.cards.map(boardCardOf), commands: { ...commands, move: never } });
	let last = loaded.seq;
	let line: LiveEntry[] = [];
	let isCut = false;
	feed.subscribe((entries) => void (isCut || line.push(...entries)));
	return {
		board,
		/** Lets so many entries through, one after the other. */
		hear(count: number) {
			for (const entry of line.splice(0, count)) {
				if (entry.card) board.take([boardCardOf(entry.card)]);
				last = Math.max(last, entry.event.seq);
			}
		},
		cut() {
			isCut = true;
			line = [];
		},
		/** From where it stopped listening, or with everything anew. */
		async reconnect({ resume }: { resume: boolean }) {
			isCut = false;
			if (resume) line = [...(await ledger.entriesSince(workspace.id, last, 1e9)), ...line];
			else {
				// A new line tells nothing that is older than what was loaded.
				line = [];
				const { cards, seq } = await boards.list(people[0]!);
				board.replace(cards.map(boardCardOf));
				last = seq;
			}
		}
	};
}

function randomCommand(dice: Dice, stage: Stage): () => Promise<unknown> {
	const { boards, reports, undo, ledger, clock, extraction, ids, acts } = stage;
	const actor = dice.pick(stage.people);
	const cardId = dice.one(30) ? longId('nobody') : dice.pick(ids);
	const someDay = () => addDays(meetingDay, dice.below(40) - 10);
	const maybe = <Value>(value: Value) => (dice.one(2) ? value : undefined);
	const remember = async (work: Promise<{ readonly id: string; readonly version: number }>) => {
		const { id, version } = await work;
		acts.get(actor)!.push({ cardId: id, seq: version });
	};
	switch (dice.below(10)) {
		case 0:
		case 1:
		case 2:
		case 3: {
			const above = maybe(dice.pick([...ids, null]));
			const below = maybe(dice.pick([...ids, null]));
			const to = dice.pick(statuses);
			const form = { reason: maybe('等待供应商报价'), newDay: maybe(someDay()), deliverable: maybe('初稿') };
			return () => remember(boards.move(actor, { cardId, to, above, below, ...form }));
		}
		case 4:
		case 5: {
			const owner = dice.pick([
				null,
				{ kind: 'person', id: longId('nobody') },
				{ kind: 'name', name: '张*' }
			] as const);
			const progress = dice.below(120);
			const edit = {
				due: maybe(dice.one(5) ? null : someDay()),
				owner: maybe(owner),
				progress: maybe(progress)
			};
			const risk = maybe(dice.pick([null, '供应商', '天气']));
			return () => remember(boards.edit(actor, cardId, { ...edit, risk }));
		}
		case 6:
			return () =>
				remember(reports.report(actor, { cardId, text: dice.one(8) ? ' ' : `进展${dice.below(99)}` }));
		case 7: {
			const own = acts.get(actor)!;
			const act = dice.one(6) ? { cardId, seq: 1 + dice.below(500) } : own.at(-1 - dice.below(3));
			if (!act) return async () => {};
			return () => remember(undo.undo(actor, { ...act, evenSo: dice.one(2) }));
		}
		case 8:
			return () => clock.turn();
		default: {
			if (dice.one(3)) {
				const to = dice.pick(['withdrawn', 'said'] as const);
				return () =>
					ledger.write(extraction, async (entry) => {
						const card = await entry.stores.cards.find(cardId);
						if (!card || card.source === to) return;
						const quote = card.said?.quote ?? '';
						await entry.card((version) => ({
							card: { ...card, source: to, version },
							what: { type: 'card-source-changed', from: card.source, to, quote }
						}));
					});
			}
			const due = dice.one(6) ? null : someDay();
			return () =>
				ledger.write(extraction, async (entry) => {
					const card = await entry.stores.cards.find(cardId);
					if (!card?.said) return;
					const { said } = card;
					await entry.card((seq) => ({
						card: resayCard(card, makeSaid({ due, since: { ...said.since, due: seq } }), {
							seq,
							ownerDepartment: null
						}),
						what: { type: 'card-resaid', changes: [], quote: said.quote }
					}));
				});
		}
	}
}

/** The same numbers for the same seed (mulberry32). */
function createDice(from: number) {
	let state = from >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (count: number) => Math.floor(next() * count);
	return {
		below,
		one: (inHowMany: number) => below(inHowMany) === 0,
		pick: <Value>(from: readonly Value[]): Value => from[below(from.length)]!
	};
}
