import type * as Y from 'yjs';
import { encodeAnswer, encodeStateVector, encodeUpdate, type Notice } from '#sync/protocol.ts';
import type { PresenceEntry, PresenceState } from '#sync/presence.ts';
import { StorageFull, type DocumentLog, type Snapshot } from '#server/storage/storage.ts';
import type { Instant } from '#domain/day.ts';
import type { Proposal } from '#domain/extraction/proposals.ts';
import type { OnPoint } from '#server/points.ts';
import type { News } from './broadcast.ts';
import { frameOf } from './framing.ts';
import { createGate, type Gate, type Verdict } from './gate.ts';
import { createOutbox } from './outbox.ts';
import { followRemovals, type Removal } from './removals.ts';
import { createRoomPresence, ELSEWHERE } from './room-presence.ts';
import { createStateAnswers, isEmptyVector, type StateAnswers } from './state-answers.ts';
import { takeIn } from './take-in.ts';

/**
 * One live document. An update is on disk before anybody else sees it: judge, append (group commit over all rooms), apply,
 * send on (once per turn), acknowledge (server/sync/SPEC.md, SY30–SY36). What is applied here is therefore always stored.
 */
export type Room = {
	readonly documentId: string;
	readonly epoch: string;
	readonly doc: Y.Doc;
	/** The number of the newest stored update that is applied. */
	readonly lastSeq: number;
	/** How many bytes the document takes: its last snapshot, and what was stored since. */
	readonly size: number;
	/** A snapshot of so many bytes stands for everything now. */
	shrink(size: number): void;
	/** Tells everybody here what is proposed, and whoever comes later. */
	propose(proposals: readonly Proposal[]): void;
	/** What was taken out of the text here and is not back. */
	readonly removals: readonly Removal[];
	join(peer: Peer): void;
	leave(peer: Peer): void;
	readonly isEmpty: boolean;
	/** Whether updates are on their way to the disk. */
	readonly isStoring: boolean;
	/** The frames that answer a page's state vector: everything it lacks. Throws on a malformed vector. */
	answer(stateVector: Uint8Array): readonly Buffer[];
	/** The server's own question: what does the page have that is not here? */
	question(): Buffer;
	/** Takes an update to be stored and shown; `done` hears what became of it, in the order in which a peer's updates came. */
	take(update: Uint8Array, peer: Peer, done: (written: Written) => void): void;
	/** The same for those who wait: rejects with RefusedUpdate, nothing stored, or when the room closed too early. */
	write(update: Uint8Array, peer: Peer): Promise<'stored' | 'incomplete'>;
	/** Takes a peer's presence entry, already stamped; null state means gone. Answers who has the client id when it is another. */
	present(peer: Peer, entry: PresenceEntry): Peer | null;
	/** What happened in this room on another node: it is stored already, and shown here too. */
	hear(news: RoomNews): void;
	/** States of everybody here. */
	presence(): ReadonlyMap<number, PresenceState>;
	/** Called after updates were applied; and when presence changed. */
	onApplied(listener: () => void): () => void;
	onPresence(listener: () => void): () => void;
	close(): void;
	/** Closes without another word and has everybody but `except` come back, to a room loaded anew. */
	abandon(except: Peer | null): void;
};

/** One socket, as the room sees it. */
export type Peer = {
	readonly memberId: string | null;
	/** Whole WebSocket frames, several perhaps. */
	send(frames: Buffer): void;
	/** Whether the member may not write any more, although the socket is still closing. */
	readonly isShownOut?: boolean;
	/** Has the page come back; without it the peer is told nothing. */
	sendHome?(): void;
	/** What is not part of y-websocket's protocol, for pages that asked. */
	notice?(notice: Notice): void;
	/** Whether somebody still answers at the other end. */
	isAlive?(): Promise<boolean>;
};

export type RoomNews = News extends infer One ? (One extends News ? Omit<One, 'documentId'> : never) : never;

/**
 * `stored`: it is on disk and applied. `incomplete`: it builds on what is not here, nothing of it is stored. Otherwise nothing
 * is stored because it may not (RefusedUpdate) or could not be.
 */
export type Written = 'stored' | 'incomplete' | Error;

type Waiting = {
	readonly update: Uint8Array;
	readonly peer: Peer;
	readonly done: (written: Written) => void;
};
/** `newClients`: of those that are to be stored. */
type Judged = Waiting & { readonly written: Written; readonly newClients: readonly number[] | null };

/** The longest that a busy room waits for more updates before it stores what it has, in milliseconds [SY31]. */
const longestRest = 5;
/** Carets wait no longer than this for a slow disk, in milliseconds. */
const patience = 20;
/** A disk that could not be written is tried again so often, in milliseconds [SY34]. */
const retryEvery = 1_000;
/** What waits for a full disk at most; whoever writes more is sent away with it. */
const mostWaiting = 8_000_000;
/** Above this size writing ends, above four fifths of it the page warns (bytes of stored updates) [SY42]. */
export const largestDocument = 32_000_000;

export function createRoom(parts: {
	readonly documentId: string;
	readonly epoch: string;
	/** The whole document as it is stored, when it is stored as one piece. */
	readonly stored: Snapshot | null;
	/** Decodes the document; called once, when it is first needed. */
	readonly load: () => { readonly doc: Y.Doc; readonly owners: Map<number, string | null> };
	readonly onLoaded: () => void;
	readonly lastSeq: number;
	/** Bytes that the document takes now. */
	readonly size: number;
	readonly log: DocumentLog;
	readonly now: () => Instant;
	/** Updates that are stored broke the document. The room must be abandoned. */
	readonly onBroken: () => void;
	/** Tells other nodes. */
	readonly tell?: (news: RoomNews) => void;
	readonly onPoint?: OnPoint | undefined;
}): Room {
	const { documentId, epoch, log, now, onBroken, tell: tellNodes = () => {}, onPoint } = parts;
	const peers = new Set<Peer>();
	const appliedListeners = new Set<() => void>();
	const outbox = createOutbox(peers, onPoint);
	let { lastSeq, size } = parts;
	let proposed: readonly Proposal[] = [];
	let inbox: Waiting[] = [];
	let inboxBytes = 0;
	let isScheduled = false;
	let isBusy = false;
	/** The disk did not take the last batch. */
	let isStuck = false;
	let isClosed = false;
	let restUntil = 0;
	let endedAt = -Infinity;
	/** How many turns came with hardly a pause between them. */
	let turnsInARow = 0;
	let slowDisk: NodeJS.Timeout | null = null;

	let loaded: {
		readonly doc: Y.Doc;
		readonly gate: Gate;
		readonly answers: StateAnswers;
		readonly following: ReturnType<typeof followRemovals>;
	} | null = null;
	/** What is sent to who asks before the document is decoded. */
	let early = parts.stored && {
		state: frameOf(encodeAnswer(parts.stored.state)),
		question: frameOf(encodeStateVector(parts.stored.vector))
	};
	/** Let go when it is decoded: it holds on to the whole document as it is stored. */
	let decode: (typeof parts)['load'] | null = parts.load;
	const { onLoaded } = parts;

	function load() {
		if (loaded) return loaded;
		const { doc, owners } = decode!();
		decode = null;
		const answers = createStateAnswers(doc, early?.state);
		const following = followRemovals(doc, (removals) => tell(removedNotice(removals)));
		loaded = { doc, gate: createGate(doc, owners), answers, following };
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			const frame = frameOf(encodeUpdate(update));
			answers.note(frame);
			outbox.update(frame);
			if (origin !== ELSEWHERE) tellNodes({ kind: 'update', update, seq: lastSeq });
		});
		early = null;
		onLoaded();
		return loaded;
	}

	const question = () => (loaded || !early ? load().answers.question() : early.question);

	function schedule() {
		if (isBusy) return void (slowDisk ??= setTimeout(flushBesides, patience)); // presence goes on
		if (isScheduled || isClosed) return;
		isScheduled = true;
		const rest = restUntil - performance.now();
		if (rest < 1) setImmediate(takeTurn);
		else setTimeout(takeTurn, rest);
	}

	function flushBesides() {
		slowDisk = null;
		outbox.flush();
	}

	/** A turn that fails where nobody expected it leaves a room that nobody can trust. */
	const takeTurn = () =>
		void turn().catch(() => {
			if (!isClosed) onBroken();
		});

	/** Everything that came since the last turn: one commit, one transaction, one frame for everybody. */
	async function turn() {
		isScheduled = false;
		if (isClosed) return;
		isBusy = true;
		const began = performance.now();
		const judged = judgeInbox();
		const batch = judged.filter(({ newClients }) => newClients !== null);
		if (batch.length > 0) onPoint?.('judged');
		const asked = performance.now();
		const at = now();
		const stored = batch.length === 0 ? null : await store(batch, at);
		const resumed = performance.now();
		const failure = typeof stored === 'number' ? apply(batch, { seq: stored, at }) : stored;
		outbox.flush();
		// What counted as known may have been known by this very batch: it shares its fate.
		for (const { done, written } of judged) done(written === 'stored' && failure ? failure : written);
		const ended = performance.now();
		// A busy room rests as long as it worked, so that more come together: fewer commits, fewer frames. Two people whose keys
		// happen to meet do not make it busy, and need not wait.
		turnsInARow = began - endedAt < longestRest ? turnsInARow + 1 : 0;
		const rest = Math.min(longestRest, asked - began + (ended - resumed));
		endedAt = ended;
		restUntil = turnsInARow >= 2 ? ended + rest : ended;
		isBusy = false;
		if (inbox.length > 0 || outbox.isWaiting) schedule();
	}

	function judgeInbox(): Judged[] {
		if (inbox.length === 0) return [];
		const { gate } = load();
		const waiting = inbox;
		inbox = [];
		inboxBytes = 0;
		const judged: Judged[] = [];
		for (const one of waiting) {
			const verdict: Verdict =
				one.peer.isShownOut === true
					? { kind: 'refused', reason: 'foreign', why: 'shown out' }
					: gate.judge(one.update, one.peer.memberId);
			judged.push({
				...one,
				newClients: verdict.kind === 'accepted' ? verdict.newClients : null,
				written:
					verdict.kind === 'refused'
						? new RefusedUpdate(verdict.reason, verdict.why)
						: verdict.kind === 'incomplete'
							? 'incomplete'
							: 'stored'
			});
		}
		return judged;
	}

	/** Tries until it is on disk, and answers its number; or why not, when the room closed first. */
	async function store(batch: readonly Judged[], at: Instant): Promise<number | Error> {
		const updates = batch.map(({ update, peer, newClients }) => ({
			documentId,
			update,
			authorId: peer.memberId,
			at,
			newClients: newClients!
		}));
		for (;;) {
			try {
				const seq = await log.append(updates);
				if (isStuck) tell({ kind: 'storing-again' });
				isStuck = false;
				return seq;
			} catch (failure) {
				if (isClosed) return failure as Error;
				isStuck = true;
				tell({ kind: 'not-stored', reason: failure instanceof StorageFull ? 'full' : 'failed' });
				outbox.flush();
				await new Promise((resolve) => setTimeout(resolve, retryEvery));
			}
		}
	}

	/** Answers why the document could not take it in. */
	function apply(
		batch: readonly Judged[],
		{ seq, at }: { readonly seq: number; readonly at: Instant }
	): Error | null {
		if (isClosed) return null;
		const { doc, gate, answers, following } = load();
		const authors = new Set(batch.map(({ peer }) => peer));
		// With a single author in the turn, that page has everything already.
		outbox.exceptFor(authors.size === 1 ? batch[0]!.peer : null);
		answers.forget();
		// Only with what it numbers: a snapshot that is made meanwhile must not claim what is not in it.
		lastSeq = seq;
		following.taking(batch.map(({ update, peer }) => ({ update, authorId: peer.memberId, at })));
		try {
			takeIn(
				doc,
				batch.map(({ update }) => update)
			);
			if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error('something is missing');
		} catch (cause) {
			// The gate let through what cannot be taken in: loading leaves it out, and what it left half done goes with the room.
			// It is stored; whoever comes back finds what of it can be used, and sends the rest again.
			onBroken();
			return new Error('the document could not take it in', { cause });
		}
		gate.applied();
		onPoint?.('applied');
		grow(batch);
		for (const listener of appliedListeners) listener();
		return null;
	}

	function grow(batch: readonly Judged[]) {
		const before = size;
		for (const { update } of batch) size += update.length;
		const warnAt = largestDocument * 0.8;
		if (before < warnAt && size >= warnAt) tell({ kind: 'nearly-full', share: size / largestDocument });
	}

	const tell = (notice: Notice) => {
		for (const peer of peers) peer.notice?.(notice);
	};

	const presence = createRoomPresence((entries, isKnownElsewhere) => {
		outbox.presence(entries);
		if (!isKnownElsewhere) tellNodes({ kind: 'presence', entries });
		schedule();
	});

	const rejectAll = () => {
		for (const { done } of inbox) done(new Error('the room is closed'));
		inbox = [];
	};

	return {
		documentId,
		epoch,
		get doc() {
			return load().doc;
		},
		get lastSeq() {
			return lastSeq;
		},
		get size() {
			return size;
		},
		get isEmpty() {
			return peers.size === 0;
		},
		get isStoring() {
			return isBusy || inbox.length > 0;
		},
		shrink: (bytes) => void (size = bytes),
		join(peer) {
			peers.add(peer);
			peer.send(question());
			const others = presence.greeting();
			if (others) peer.send(others);
			if (size >= largestDocument * 0.8)
				peer.notice?.({ kind: 'nearly-full', share: size / largestDocument });
			if (isStuck) peer.notice?.({ kind: 'not-stored', reason: 'failed' });
			if (proposed.length > 0) peer.notice?.({ kind: 'proposed', proposals: proposed });
			if (loaded && loaded.following.removals.length > 0)
				peer.notice?.(removedNotice(loaded.following.removals));
		},
		propose(proposals) {
			proposed = proposals;
			tell({ kind: 'proposed', proposals });
		},
		get removals() {
			return loaded?.following.removals ?? [];
		},
		leave(peer) {
			peers.delete(peer);
			presence.leave(peer);
		},
		answer: (stateVector) =>
			!loaded && early && isEmptyVector(stateVector) ? [early.state] : load().answers.to(stateVector),
		question,
		take(update, peer, done) {
			if (isClosed) return done(new Error('the room is closed'));
			if (size >= largestDocument) return done(new RefusedUpdate('too-large', 'the document is full'));
			if (inboxBytes + update.length > mostWaiting)
				return done(new StorageFull('too much waits for the disk'));
			inboxBytes += update.length;
			inbox.push({ update, peer, done });
			schedule();
		},
		write(update, peer) {
			return new Promise((resolve, reject) => {
				this.take(update, peer, (written) => (written instanceof Error ? reject(written) : resolve(written)));
			});
		},
		present: presence.take,
		hear(news) {
			if (isClosed) return;
			if (news.kind === 'update') {
				const { doc, answers } = load();
				answers.forget();
				lastSeq = Math.max(lastSeq, news.seq);
				takeIn(doc, [news.update], ELSEWHERE);
				outbox.flush();
				for (const listener of appliedListeners) listener();
				return;
			}
			presence.hear(news.entries);
		},
		presence: presence.states,
		onApplied(listener) {
			appliedListeners.add(listener);
			return () => void appliedListeners.delete(listener);
		},
		onPresence: presence.onChange,
		close() {
			outbox.flush();
			isClosed = true;
			if (slowDisk) clearTimeout(slowDisk);
			rejectAll();
			loaded?.doc.destroy();
		},
		abandon(except) {
			isClosed = true;
			rejectAll();
			for (const peer of peers) if (peer !== except) peer.sendHome?.();
			loaded?.doc.destroy();
		}
	};
}

/** The update may not be stored: it is none (`malformed`), speaks for somebody else (`foreign`), or there is no room for it. */
export class RefusedUpdate extends Error {
	override readonly name = 'RefusedUpdate';
	readonly reason: 'malformed' | 'foreign' | 'too-large';

	constructor(reason: RefusedUpdate['reason'], why: string) {
		super(why);
		this.reason = reason;
	}
}

function removedNotice(removals: readonly Removal[]): Notice {
	return {
		kind: 'removed',
		removed: removals.map(({ key, authorId, at, letters }) => ({ key, by: authorId, at, letters }))
	};
}
