import type { Card } from '#domain/board/card.ts';
import type { Calendar } from '#domain/calendar/working-days.ts';
import type { Instant } from '#domain/day.ts';
import { emptyReading, type Reading } from '#domain/extraction/extract-action-items.ts';
import { proposedItems } from '#domain/extraction/proposals.ts';
import type { ReadingContext } from '#domain/extraction/reading-context.ts';
import { fingerprintOf } from '#domain/extraction/reconcile.ts';
import { makesCards, type Meeting } from '#domain/meeting.ts';
import type { Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger } from '#server/ledger.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { Room } from '#server/sync/room.ts';
import { locateItems, type LocatedItem } from '#sync/located-items.ts';
import { blockAt, followBlocks, type MinutesBlock } from '#sync/minutes-doc.ts';
import { createMeetingCards, type MinutesAsRead } from './meeting-cards.ts';
import type { MinutesReader } from './minutes-reader.ts';
import type { Proposer } from './proposer.ts';

/** What a workspace calls people and things. */
export type KnownWords = Pick<ReadingContext, 'directory' | 'ownWords'>;

/** What reading needs beside the room itself. */
export type RoomReading = {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly reader: MinutesReader;
	readonly proposer: Proposer;
	readonly calendar: Calendar;
	readonly wordsOf: (workspaceId: string) => Promise<KnownWords>;
	/** Keeps the room while it is being read; the answer ends that. */
	readonly hold: () => () => void;
	readonly now: () => Instant;
	readonly onFailure: (failure: unknown) => void;
};

/** The minutes in one open room, followed; what is asked for waits for what is under way. */
export type FollowedRoom = {
	readonly meetingId: string | null;
	forgetContext(): void;
	accept(actor: Actor, quote: string): Promise<Card>;
	acceptOpen(actor: Actor): Promise<number>;
	readNow(): Promise<void>;
	/** Waits for the reading under way. */
	finish(): Promise<void>;
	stop(): void;
};

/** The typist's pause after which a sentence is taken as said (quality: ≤ 250 ms of waiting). */
const settleAfter = 250;
/** When nothing happened for this long, remember how far was read. */
const quietAfter = 3_000;

/** Reads the minutes of one room whenever what was written has settled, and has its cards follow them. */
export function followRoom(room: Room, parts: RoomReading): FollowedRoom {
	const { storage, reader, proposer, wordsOf, calendar, hold, now, onFailure } = parts;
	const cards = createMeetingCards(parts);
	/** When each block was last touched, or first seen, until it is read. */
	const touched = new Map<string, Instant>();
	/** When each block was last touched. */
	const written = new Map<string, Instant>();
	/** Each block as it was last read. */
	const settled = new Map<string, MinutesBlock>();
	let meeting: Meeting | null = null;
	let context: ReadingContext | null = null;
	let reading: Reading = emptyReading;
	/** What was found when the cards were last brought in line. */
	let savedAs: string | null = null;
	let lastRead: MinutesBlock[] = [];
	let timer: NodeJS.Timeout | null = null;
	let quiet: NodeJS.Timeout | null = null;
	let under: Promise<void> = Promise.resolve();
	let stopped = false;
	let composing: ReadonlySet<string> = new Set();
	/** Whether a block came, went or moved since the last reading. */
	let hasMoved = true;

	const minutes = followBlocks(room.doc, ({ blocks, structure }) => {
		for (const id of blocks) {
			touched.set(id, now());
			written.set(id, now());
		}
		hasMoved ||= structure;
		schedule(settleAfter);
	});
	// As it was loaded it counts as read: whoever types in it now does not take away what stood there.
	try {
		for (const block of minutes.read()) settled.set(block.id, block);
	} catch (failure) {
		onFailure(failure); // minutes that cannot be read are still opened and written
	}
	const stopPresence = room.onPresence(() => {
		if (touched.size > 0) schedule(settleAfter);
	});

	function schedule(delay: number) {
		if (timer || stopped) return;
		timer = setTimeout(() => {
			timer = null;
			inTurn(() => read({ everything: false })).catch(onFailure);
		}, delay);
	}

	async function contextNow(): Promise<ReadingContext | null> {
		if (context) return context;
		meeting = await storage.read.meetings.byDocument(room.documentId);
		if (!meeting) return null;
		reading = emptyReading;
		context = {
			meetingDay: meeting.day,
			nextMeetingDay: null,
			...(await wordsOf(meeting.workspaceId)),
			calendar
		};
		return context;
	}

	async function read({ everything }: { everything: boolean }): Promise<void> {
		if (stopped) return;
		composing = composingBlocks(room);
		// While somebody types without a pause there is nothing to read, and no need to look through the minutes for it.
		const isWaiting = touched.size > 0 || cards.isWaiting;
		if (!everything && context && !hasMoved && isWaiting && nextDue() > now()) return wait();
		const readUpTo = room.lastSeq;
		const reads = await contextNow();
		if (!reads || !meeting) return;
		const blocks = settle({ everything });
		const isSame = blocks.length === lastRead.length && blocks.every((block, at) => block === lastRead[at]);
		const isRead = isSame && reading !== emptyReading;
		if (!isRead) await readAgain(blocks, reads);
		const mayStand = !everything && cards.areSettled;
		if (!(mayStand && isRead && savedAs !== null)) {
			const found = locateItems(reading.items, blocks);
			// Most keys change no promise: then the cards are as they were.
			const said = JSON.stringify(found);
			if (!(mayStand && said === savedAs)) await bringInLine(asRead(meeting, reads), found, said);
		}
		if (touched.size === 0 && !everything && makesCards(meeting))
			proposer.read(room.documentId, blocks, (proposals) => room.propose(proposals));
		wait();
		if (touched.size === 0 && !cards.isWaiting) rememberWhenQuiet(readUpTo);
	}

	async function readAgain(blocks: MinutesBlock[], reads: ReadingContext) {
		const previous = reading;
		// Should it fail, the next reading begins anew.
		reading = emptyReading;
		reading = await reader.read(blocks, reads, previous);
		lastRead = blocks;
	}

	async function bringInLine(minutes: MinutesAsRead, found: LocatedItem[], said = JSON.stringify(found)) {
		savedAs = null;
		await cards.bringInLine(minutes, found);
		savedAs = said;
	}

	/** When there is something to read next. A block in composition is read when its composition ends: presence tells. */
	function nextDue(): Instant {
		let due = cards.lookAgainAt;
		for (const [id, at] of touched) if (!composing.has(id)) due = Math.min(due, at + settleAfter);
		return due;
	}

	function wait() {
		const due = nextDue();
		if (due < Infinity) schedule(Math.max(10, due - now()));
	}

	/** The blocks as they may be read: those still being typed or composed in count as they were before. */
	function settle({ everything }: { everything: boolean }): MinutesBlock[] {
		const current = minutes.read();
		const readable: MinutesBlock[] = [];
		let waiting = 0;
		for (const block of current) {
			// What was just split off or pasted is not read before what it came from.
			if (!settled.has(block.id) && !touched.has(block.id)) touched.set(block.id, now());
			const isFresh = now() - (touched.get(block.id) ?? -Infinity) < settleAfter;
			// Nobody else's unfinished composition is ever read, however much one wants everything.
			const mayRead = !composing.has(block.id) && (everything || !isFresh);
			if (mayRead) {
				touched.delete(block.id);
				settled.set(block.id, block);
			}
			if (touched.has(block.id)) waiting++;
			const asRead = settled.get(block.id);
			if (asRead) readable.push(asRead);
		}
		// Some are gone, or are no minutes, as code is.
		if (hasMoved || waiting < touched.size) {
			const present = new Set(current.map(({ id }) => id));
			for (const each of [settled, touched, written])
				for (const id of each.keys()) if (!present.has(id)) each.delete(id);
			hasMoved = false;
		}
		return readable;
	}

	function rememberWhenQuiet(seq: number) {
		if (quiet) clearTimeout(quiet);
		quiet = setTimeout(
			() => void storage.documents.markRead(room.documentId, seq).catch(onFailure),
			quietAfter
		);
		quiet.unref();
	}

	/** After what is under way; what comes next waits for it, however it ends. The room stays until then. */
	function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
		const letGo = hold();
		const result = under.then(work);
		under = result.then(
			() => letGo(),
			() => letGo()
		);
		return result;
	}

	/** What the model proposes, as far as it stands in the text; what was waved away may be taken all the same. */
	function proposed(): LocatedItem[] {
		if (!context) return [];
		const facts = { blocks: lastRead, items: reading.items, dismissed: new Set<string>(), context };
		return locateItems(proposedItems(proposer.of(room.documentId), facts), lastRead);
	}

	/** Everything that may be read, as it stands this moment, with the cards in line with it. */
	async function readAll(): Promise<{ minutes: MinutesAsRead; found: LocatedItem[] }> {
		const context = await contextNow();
		if (!context || !meeting) throw new Refusal('not-found');
		composing = composingBlocks(room);
		await readAgain(settle({ everything: true }), context);
		const minutes = asRead(meeting, context);
		const found = locateItems(reading.items, lastRead);
		await bringInLine(minutes, found);
		wait();
		return { minutes, found };
	}

	function asRead(meeting: Meeting, context: ReadingContext): MinutesAsRead {
		return {
			meeting,
			context,
			blocks: lastRead,
			writtenAt: (block) => written.get(block),
			isComposed: (block) => composing.has(block)
		};
	}

	return {
		get meetingId() {
			return meeting?.id ?? null;
		},
		forgetContext() {
			context = null;
			schedule(0);
		},
		accept(actor, quote) {
			return inTurn(async () => {
				const { minutes, found } = await readAll();
				const words = fingerprintOf(quote);
				const isMeant = ({ quote }: LocatedItem) => fingerprintOf(quote) === words;
				const one = found.find(isMeant) ?? proposed().find(isMeant);
				if (!one) throw new Refusal('conflict');
				return cards.accept(minutes, actor, one);
			});
		},
		acceptOpen(actor) {
			return inTurn(async () => {
				const { minutes, found } = await readAll();
				return cards.bringInLine(minutes, found, {
					wanted: ({ item }) => item.band === 'sure' && item.state === 'open',
					by: actor
				});
			});
		},
		readNow: () => inTurn(() => read({ everything: true })),
		finish: () => under,
		stop() {
			if (stopped) return;
			stopped = true;
			proposer.forget(room.documentId);
			if (timer) clearTimeout(timer);
			if (quiet) clearTimeout(quiet);
			stopPresence();
			minutes.close();
		}
	};
}

/** The blocks in which somebody's input method is composing. */
function composingBlocks(room: Room): ReadonlySet<string> {
	const states = [...room.presence().values()];
	return new Set(states.flatMap(({ composing }) => (composing ? (blockAt(room.doc, composing) ?? []) : [])));
}
