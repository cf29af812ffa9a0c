import { isWorkedOn, justMade, type Card } from '#domain/board/card.ts';
import { rankBetween } from '#domain/board/board.ts';
import { resayCard } from '#domain/board/edit.ts';
import { goesOn, moveCard } from '#domain/board/move.ts';
import { saidChanges, saidOf, saysOtherwise, statusAsked } from '#domain/board/said.ts';
import { cameAfter, lostSince } from '#domain/board/typed-again.ts';
import type { Calendar } from '#domain/calendar/working-days.ts';
import { dayInZone, type Instant } from '#domain/day.ts';
import { emptyReading, readMinutes, type Reading } from '#domain/extraction/extract-action-items.ts';
import type { IdRun } from '#domain/extraction/id-runs.ts';
import { proposedItem, proposedItems } from '#domain/extraction/proposals.ts';
import type { ReadingContext } from '#domain/extraction/reading-context.ts';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import { fingerprintOf, reconcile, type SaidAgain, type TrackedItem } from '#domain/extraction/reconcile.ts';
import { makesCards, type Meeting } from '#domain/meeting.ts';
import type { Actor } from '#domain/rights.ts';
import { departmentOf } from '#server/board/access.ts';
import type { LiveFeed } from '#server/feed/live-feed.ts';
import { newId } from '#server/auth/secrets.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger, LedgerEntry } from '#server/ledger.ts';
import type { People } from '#server/people/people.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { Room } from '#server/sync/room.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { locateItems, rangeOfRuns, type LocatedItem } from '#sync/located-items.ts';
import { blockAt, followBlocks, type MinutesBlock } from '#sync/minutes-doc.ts';
import type { Proposer } from './proposer.ts';

/**
 * Reads the minutes while they are written, and is the only one that makes cards of them, so that five co-editors
 * make no duplicates. A block is read when nobody has touched it for a moment and nobody composes in it; until then
 * it counts as it was last read.
 */
export type MinutesFollower = {
	/** Reads what was written but not read before the last stop. */
	catchUp(): Promise<void>;
	/**
	 * Makes a card of a doubtful item. Throws `conflict` when the text no longer says so.
	 * `quote` is the promise as the page shows it.
	 */
	accept(actor: Actor, meeting: Meeting, quote: string): Promise<Card>;
	/** Makes cards of all sure items that are open and have none, in one transaction; answers how many. */
	acceptOpen(actor: Actor, meeting: Meeting): Promise<number>;
	/** Reads everything but what is being composed, settled or not, and waits for it: for tests and the demo. */
	readNow(documentId: string): Promise<void>;
	close(): Promise<void>;
};

/** The typist's pause after which a sentence is taken as said (quality: ≤ 250 ms of waiting). */
const settleAfter = 250;
/** A card leaves its sentence only after this long: lines are cut to be pasted, and typed to the end. */
const goneAfter = 1_500;
/** When nothing happened for this long, remember how far was read. */
const quietAfter = 3_000;

export function createMinutesFollower(parts: {
	readonly storage: Storage;
	readonly rooms: Rooms;
	readonly ledger: Ledger;
	readonly feed: LiveFeed;
	readonly people: People;
	readonly proposer: Proposer;
	readonly calendar: Calendar;
	readonly now: () => Instant;
	readonly onFailure: (failure: unknown) => void;
}): MinutesFollower {
	const { storage, rooms, feed, onFailure } = parts;
	const following = new Map<string, Following>();
	/** One for all rooms of a workspace: reading it, and the index of its names, is work that grows with the company. */
	const known = new Map<string, Promise<KnownWords>>();
	const wordsOf = (workspaceId: string) => {
		const before = known.get(workspaceId);
		if (before) return before;
		const read = readWords(workspaceId);
		known.set(workspaceId, read);
		read.catch(() => known.delete(workspaceId));
		return read;
	};
	const readWords = async (workspaceId: string): Promise<KnownWords> => {
		const [directory, workspace] = await Promise.all([
			parts.people.directory(workspaceId),
			storage.read.workspaces.get()
		]);
		return { directory, ownWords: workspace?.ownWords ?? noOwnWords };
	};

	rooms.onOpen((room) => {
		const one = followRoom(room, { ...parts, wordsOf });
		following.set(room.documentId, one);
		room.doc.on('destroy', () => {
			following.delete(room.documentId);
			one.stop();
		});
	});

	const unsubscribe = feed.subscribe((entries) => {
		for (const { event } of entries) {
			const type = event.what.type;
			if (type === 'people-changed' || type === 'workspace-changed') {
				known.clear();
				for (const one of following.values()) one.forgetContext();
			} else if (type === 'meeting-edited') {
				for (const one of following.values()) if (one.meetingId === event.meetingId) one.forgetContext();
			}
		}
	});

	const open = async (documentId: string) => {
		const room = await rooms.open(documentId);
		// Asking for the document has it decoded, and followed.
		const one = room?.doc && following.get(documentId);
		if (!room || !one) throw new Refusal('not-found');
		return { room, one };
	};

	return {
		async catchUp() {
			for (const documentId of await storage.documents.unread()) {
				try {
					const { room, one } = await open(documentId);
					await one.readNow().catch(onFailure);
					rooms.release(room);
				} catch (failure) {
					onFailure(failure); // those of one meeting do not hold up all others
				}
			}
		},
		async accept(actor, meeting, quote) {
			const { room, one } = await open(meeting.documentId);
			try {
				return await one.accept(actor, quote);
			} finally {
				rooms.release(room);
			}
		},
		async acceptOpen(actor, meeting) {
			const { room, one } = await open(meeting.documentId);
			try {
				return await one.acceptOpen(actor);
			} finally {
				rooms.release(room);
			}
		},
		async readNow(documentId) {
			const { room, one } = await open(documentId);
			await one.readNow();
			rooms.release(room);
		},
		async close() {
			unsubscribe();
			for (const one of following.values()) one.stop();
			await Promise.all([...following.values()].map((one) => one.finish()));
		}
	};
}

/** What a workspace calls people and things. */
type KnownWords = Pick<ReadingContext, 'directory' | 'ownWords'>;

type Following = {
	readonly meetingId: string | null;
	forgetContext(): void;
	accept(actor: Actor, quote: string): Promise<Card>;
	acceptOpen(actor: Actor): Promise<number>;
	readNow(): Promise<void>;
	/** Waits for the reading under way. */
	finish(): Promise<void>;
	stop(): void;
};

function followRoom(
	room: Room,
	parts: Parameters<typeof createMinutesFollower>[0] & {
		readonly wordsOf: (workspaceId: string) => Promise<KnownWords>;
	}
): Following {
	const { storage, ledger, proposer, wordsOf, calendar, now, onFailure } = parts;
	/** When each block was last touched, or first seen, until it is read. */
	const touched = new Map<string, Instant>();
	/** When each block was last touched. */
	const written = new Map<string, Instant>();
	/** Each block as it was last read. */
	const settled = new Map<string, MinutesBlock>();
	/** Since when a card's sentence cannot be found, or is another card's again. */
	const missing = new Map<string, Instant>();
	/** When the first of what is missing now will have been so for long enough. */
	let lookAgainAt: Instant = Infinity;
	let meeting: Meeting | null = null;
	let context: ReadingContext | null = null;
	let reading: Reading = emptyReading;
	/** What was found when the cards were last brought in line. */
	let savedAs: string | null = null;
	/** Some cards are of sentences that no rule finds: where those stand is looked up each time. */
	let hasProposed = false;
	let lastRead: MinutesBlock[] = [];
	let timer: NodeJS.Timeout | null = null;
	let quiet: NodeJS.Timeout | null = null;
	let under: Promise<void> = Promise.resolve();
	let stopped = false;
	let composing: ReadonlySet<string> = new Set();
	/** Whether a block came, went or moved since the last reading. */
	let hasMoved = true;

	const reader = followBlocks(room.doc, ({ blocks, structure }) => {
		for (const id of blocks) {
			touched.set(id, now());
			written.set(id, now());
		}
		hasMoved ||= structure;
		schedule(settleAfter);
	});
	// As it was loaded it counts as read: whoever types in it now does not take away what stood there.
	try {
		for (const block of reader.read()) settled.set(block.id, block);
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
			under = under.then(() => read({ everything: false })).catch(onFailure);
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
		if (!everything && context && !hasMoved && nextDue() > now()) return wait();
		const readUpTo = room.lastSeq;
		const reads = await contextNow();
		if (!reads || !meeting) return;
		const blocks = settle({ everything });
		const isSame = blocks.length === lastRead.length && blocks.every((block, at) => block === lastRead[at]);
		const isRead = isSame && reading !== emptyReading;
		if (!isRead) reading = readMinutes(blocks, reads, reading);
		lastRead = blocks;
		const mayStand = !everything && missing.size === 0 && !hasProposed;
		if (!(mayStand && isRead && savedAs !== null)) {
			const found = locateItems(reading.items, blocks);
			// Most keys change no promise: then the cards are as they were.
			const said = JSON.stringify(found);
			if (!(mayStand && said === savedAs)) {
				savedAs = null;
				await save(meeting, found);
				savedAs = said;
			}
		}
		if (touched.size === 0 && !everything && makesCards(meeting))
			proposer.read(room.documentId, blocks, (proposals) => room.propose(proposals));
		wait();
		if (touched.size === 0 && missing.size === 0) rememberWhenQuiet(readUpTo);
	}

	/** When there is something to read next. A block in composition is read when its composition ends: presence tells. */
	function nextDue(): Instant {
		let due = lookAgainAt;
		for (const [id, at] of touched) if (!composing.has(id)) due = Math.min(due, at + settleAfter);
		return due;
	}

	function wait() {
		const due = nextDue();
		if (due < Infinity) schedule(Math.max(10, due - now()));
	}

	/** The blocks as they may be read: those still being typed or composed in count as they were before. */
	function settle({ everything }: { everything: boolean }): MinutesBlock[] {
		const current = reader.read();
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

	/**
	 * Brings the meeting's cards in line with what was found, in one transaction. `wanted` says of which items without a card
	 * one is made, `by` in whose name; answers how many were.
	 */
	async function save(
		meeting: Meeting,
		read: readonly LocatedItem[],
		{
			wanted = ({ item }: LocatedItem) => item.band === 'sure' && makesCards(meeting),
			by = { kind: 'extraction', workspaceId: meeting.workspaceId } as Actor
		} = {}
	): Promise<number> {
		const [cards, anchors, dismissed] = await Promise.all([
			storage.read.cards.list(meeting.workspaceId, { meetingId: meeting.id, offBoard: true }),
			storage.read.cards.anchors(meeting.id),
			storage.read.cards.dismissals(meeting.id)
		]);
		const runsOf = new Map(anchors.map((anchor) => [anchor.cardId, anchor.runs]));
		const found = [...read, ...takenProposals(cards, runsOf, read)];
		const tracked = cards.flatMap((card): TrackedItem[] =>
			card.said
				? [
						{
							id: card.id,
							runs: runsOf.get(card.id) ?? [],
							quote: card.said.quote,
							present: card.source === 'said',
							workedOn: isWorkedOn(card)
						}
					]
				: []
		);
		const { same, fresh, gone, saidAgain } = reconcile(
			tracked,
			found.map(({ item, runs, quote }) => ({ key: item.key, runs, quote }))
		);
		const foundBy = new Map(found.map((one) => [one.item.key, one]));
		const cardBy = new Map(cards.map((card) => [card.id, card]));

		const changes: ((entry: LedgerEntry) => Promise<void>)[] = [];
		const typedAgain = await whatWasTypedAgain(saidAgain, cardBy);
		const ownerOf = new Map(typedAgain.map(({ id, insteadOf }) => [insteadOf, cardBy.get(id)!]));
		const returning = new Set(typedAgain.map(({ id }) => id));
		lookAgainAt = Infinity;
		for (const { id, key } of same) {
			const [card, sentence] = [cardBy.get(id)!, foundBy.get(key)!];
			const owner = ownerOf.get(id);
			if (owner && (card.source !== 'said' || hasLasted(id, sentence.item.spans[0]?.block))) {
				changes.push(giveBack(card, { owner, sentence, before: runsOf.get(owner.id) ?? [] }));
				continue;
			}
			if (!owner) missing.delete(id);
			const change = sameAgain(card, sentence, runsOf.get(id) ?? []);
			if (change) changes.push(change);
		}
		const isDismissed = new Set(dismissed);
		const made = fresh
			.map((key) => foundBy.get(key)!)
			.filter((one) => wanted(one) && !isDismissed.has(fingerprintOf(one.quote)));
		changes.push(
			...made.map((one) => async (entry: LedgerEntry) => void (await makeCard(entry, meeting, one)))
		);
		for (const id of missing.keys()) if (!gone.includes(id) && !ownerOf.has(id)) missing.delete(id);
		for (const id of gone)
			if (!returning.has(id) && hasLasted(id, rangeOfRuns(runsOf.get(id) ?? [], lastRead)?.block.id))
				changes.push(takeAway(cardBy.get(id)!, missing.get(id)!));
		if (changes.length > 0)
			await ledger.write(by, async (entry) => {
				for (const change of changes) await change(entry);
			});
		return made.length;
	}

	/** The sentences of cards that a model proposed, where their characters stand now, unless a rule finds them by now. */
	function takenProposals(
		cards: readonly Card[],
		runsOf: ReadonlyMap<string, readonly IdRun[]>,
		read: readonly LocatedItem[]
	): LocatedItem[] {
		const proposed = cards.filter(({ said }) => said?.proposed);
		hasProposed = proposed.length > 0;
		const taken = read.flatMap(({ item }) => item.spans);
		return proposed.flatMap(({ id, said }) => {
			const place = rangeOfRuns(runsOf.get(id) ?? [], lastRead) ?? placeOfWords(said!.quote, lastRead);
			if (!place || !context) return [];
			const { block, range } = place;
			const isTaken = taken.some(
				(span) => span.block === block.id && span.start < range.end && range.start < span.end
			);
			if (isTaken) return [];
			const item =
				proposedItem(block, range, said!.ownerText, context) ?? proposedItem(block, range, null, context);
			return item ? locateItems([item], lastRead) : [];
		});
	}

	/** Of the sentences that say a lost promise again those that were written since it was lost. */
	async function whatWasTypedAgain(
		saidAgain: readonly SaidAgain[],
		cardBy: ReadonlyMap<string, Card>
	): Promise<SaidAgain[]> {
		const typedAgain: SaidAgain[] = [];
		for (const one of saidAgain) {
			const { events } = storage.read;
			const isStillSaid = cardBy.get(one.id)!.source === 'said';
			const lost = isStillSaid ? missing.get(one.id) : lostSince(await events.ofCard(one.id));
			if (lost && cameAfter(lost, await events.ofCard(one.insteadOf))) typedAgain.push(one);
		}
		return typedAgain;
	}

	/** Whether a card has been without its sentence for long enough, and nobody writes where that stood or stands. */
	function hasLasted(id: string, block: string | undefined): boolean {
		const since = missing.get(id) ?? now();
		missing.set(id, since);
		const isComposed = block !== undefined && composing.has(block);
		const calmSince = Math.max(since, isComposed ? now() : (written.get(block ?? '') ?? since));
		const isOver = now() - calmSince >= goneAfter;
		if (!isOver) lookAgainAt = Math.min(lookAgainAt, calmSince + goneAfter);
		return isOver;
	}

	/** The sentence goes to the card whose promise it says again, the one that was made of its half leaves the board. */
	function giveBack(
		card: Card,
		to: { readonly owner: Card; readonly sentence: LocatedItem; readonly before: readonly IdRun[] }
	) {
		const { owner, sentence, before } = to;
		return async (entry: LedgerEntry) => {
			const { stores, card: save } = entry;
			// A hand laid on it meanwhile makes it somebody's card.
			if ((await stores.cards.find(card.id))!.version !== card.version) return schedule(settleAfter);
			missing.delete(card.id);
			await sameAgain(owner, sentence, before)?.(entry);
			await stores.cards.saveAnchor({ cardId: card.id, meetingId: card.meetingId!, runs: [] });
			if (card.source !== 'said') return;
			const quote = card.said?.quote ?? '';
			await save((seq) => ({
				card: { ...card, source: 'withdrawn', version: seq },
				what: { type: 'card-source-changed', from: 'said', to: 'withdrawn', quote, heldBy: owner.id }
			}));
		};
	}

	function sameAgain(card: Card, { item, runs, quote }: LocatedItem, before: readonly IdRun[]) {
		const isBack = card.source === 'withdrawn' || card.source === 'detached';
		const reads = saidOf(item, quote, card.said, 0);
		const hasMoved = JSON.stringify(before) !== JSON.stringify(runs);
		if (!isBack && !hasMoved && !saysOtherwise(card.said!, reads)) return null;

		return async ({ stores, card: save, now: at }: LedgerEntry) => {
			if (hasMoved) await stores.cards.saveAnchor({ cardId: card.id, meetingId: card.meetingId!, runs });
			let current = (await stores.cards.find(card.id))!;
			if (isBack) {
				const from = current.source;
				current = await save((seq) => ({
					card: { ...current, source: 'said', version: seq },
					what: { type: 'card-source-changed', from, to: 'said', quote }
				}));
			}
			const said = current.said!;
			const ownerDepartment = await departmentOf(stores, current.workspaceId, reads.owner);
			current = await save((seq) => {
				const after = saidOf(item, quote, said, seq);
				return {
					card: resayCard(current, after, { seq, ownerDepartment }),
					what: { type: 'card-resaid', changes: saidChanges(said, after), quote }
				};
			});
			const { timeZone } = (await stores.workspaces.get())!;
			const today = dayInZone(at, timeZone);
			const hasNewDay = said.due !== current.said!.due;
			const status =
				statusAsked(current, said, current.said!) ??
				(hasNewDay && goesOn(current, today) ? 'in_progress' : null);
			if (status && current.source === 'said') {
				const rank = rankBetween(await stores.cards.lastRank(current.workspaceId, status), null);
				await save((seq) => moveCard(current, { to: status, rank }, { seq, now: at, today, calendar }));
			}
		};
	}

	function takeAway(card: Card, missingSince: Instant) {
		return async ({ stores, card: save }: LedgerEntry) => {
			const current = (await stores.cards.find(card.id))!;
			if (current.source !== 'said') return;
			missing.delete(card.id);
			const to = isWorkedOn(current) ? 'detached' : 'withdrawn';
			await save((seq) => ({
				card: { ...current, source: to, version: seq },
				what: {
					type: 'card-source-changed',
					from: 'said',
					to,
					quote: current.said?.quote ?? '',
					missingSince
				}
			}));
		};
	}

	function rememberWhenQuiet(seq: number) {
		if (quiet) clearTimeout(quiet);
		quiet = setTimeout(
			() => void storage.documents.markRead(room.documentId, seq).catch(onFailure),
			quietAfter
		);
		quiet.unref();
	}

	/** After what is under way; what comes next waits for it, however it ends. */
	function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
		const result = under.then(work);
		under = result.then(
			() => undefined,
			() => undefined
		);
		return result;
	}

	/** What the model proposes, as far as it stands in the text; what was waved away may be taken all the same. */
	function proposed(): LocatedItem[] {
		if (!context) return [];
		const facts = { blocks: lastRead, items: reading.items, dismissed: new Set<string>(), context };
		return locateItems(proposedItems(proposer.of(room.documentId), facts), lastRead);
	}

	/** Everything that may be read, as it stands this moment. */
	async function readAll(): Promise<{ meeting: Meeting; found: LocatedItem[] }> {
		const context = await contextNow();
		if (!context || !meeting) throw new Refusal('not-found');
		composing = composingBlocks(room);
		const blocks = settle({ everything: true });
		lastRead = blocks;
		reading = readMinutes(blocks, context, reading);
		return { meeting, found: locateItems(reading.items, blocks) };
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
				const { meeting, found } = await readAll();
				const words = fingerprintOf(quote);
				const isMeant = ({ quote }: LocatedItem) => fingerprintOf(quote) === words;
				const one = found.find(isMeant) ?? proposed().find(isMeant);
				if (!one) throw new Refusal('conflict');
				await save(meeting, found);
				const existing = (await storage.read.cards.anchors(meeting.id)).find(
					(anchor) => JSON.stringify(anchor.runs) === JSON.stringify(one.runs)
				);
				const known = existing && (await storage.read.cards.find(existing.cardId));
				if (known && known.source !== 'dismissed') return known;
				return ledger.write(actor, async (entry) => {
					await entry.stores.cards.undismiss(meeting.id, words);
					if (!known) return makeCard(entry, meeting, one);
					return entry.card((seq) => ({
						card: { ...known, source: 'said', version: seq },
						what: { type: 'card-source-changed', from: 'dismissed', to: 'said', quote: one.quote }
					}));
				});
			});
		},
		acceptOpen(actor) {
			return inTurn(async () => {
				const { meeting, found } = await readAll();
				await save(meeting, found);
				return save(meeting, found, {
					wanted: ({ item }) => item.band === 'sure' && item.state === 'open',
					by: actor
				});
			});
		},
		readNow() {
			const done = under.then(() => read({ everything: true }));
			under = done.catch(onFailure);
			return done;
		},
		finish: () => under,
		stop() {
			if (stopped) return;
			stopped = true;
			proposer.forget(room.documentId);
			if (timer) clearTimeout(timer);
			if (quiet) clearTimeout(quiet);
			stopPresence();
			reader.close();
		}
	};
}

/** Where the words stand, as an undone deletion or a pasted line has them again. */
function placeOfWords(words: string, blocks: readonly MinutesBlock[]) {
	const block = words === '' ? undefined : blocks.find(({ text }) => text.includes(words));
	if (!block) return null;
	const start = block.text.indexOf(words);
	return { block, range: { start, end: start + words.length } };
}

/** The blocks in which somebody's input method is composing. */
function composingBlocks(room: Room): ReadonlySet<string> {
	const states = [...room.presence().values()];
	return new Set(states.flatMap(({ composing }) => (composing ? (blockAt(room.doc, composing) ?? []) : [])));
}

async function makeCard(
	{ stores, card, now }: LedgerEntry,
	meeting: Meeting,
	{ item, runs, quote }: LocatedItem
) {
	const status = item.state === 'done' ? 'done' : 'not_started';
	const rank = rankBetween(await stores.cards.lastRank(meeting.workspaceId, status), null);
	const preview = saidOf(item, quote, null, 0);
	const departmentId = await departmentOf(stores, meeting.workspaceId, preview.owner);
	const id = newId();
	const made = await card((seq) => {
		const said = saidOf(item, quote, null, seq);
		return {
			isNew: true,
			card: {
				id,
				workspaceId: meeting.workspaceId,
				meetingId: meeting.id,
				projectId: meeting.projectId,
				departmentId,
				said,
				changed: {},
				status,
				progress: status === 'done' ? 100 : 0,
				rank,
				delay: null,
				source: 'said',
				...justMade,
				version: seq,
				createdAt: now,
				statusSince: now
			},
			what: { type: 'card-said', said, status, rank }
		};
	});
	await stores.cards.saveAnchor({ cardId: id, meetingId: meeting.id, runs });
	return made;
}
