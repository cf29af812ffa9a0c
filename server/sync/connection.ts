import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import {
	caretColors,
	decodePresence,
	encodePresence,
	type PresenceEntry,
	type PresentUser
} from '#sync/presence.ts';
import {
	closeCodes,
	decodeFrame,
	encodeAwareness,
	encodeNotice,
	encodeSaved,
	type Frame
} from '#sync/protocol.ts';
import { hueOf } from '#domain/member.ts';
import { frameOf, inOwnMemory, passingFrameOf } from './framing.ts';
import { RefusedUpdate, type Peer, type Room } from './room.ts';

/** Asked for every frame of everybody: not by way of the socket's own getter. */
const { OPEN } = WebSocket;

/** Whom the door let in, and what they may do here. */
export type Visitor = {
	readonly id: string;
	readonly name: string;
	readonly guest: boolean;
	readonly mayWrite: boolean;
	/** The page asked to be told what is on disk. */
	readonly wantsSaved: boolean;
	/** Whether rights were taken away since. */
	readonly isShownOut: () => boolean;
	/** Takes what reading and answering cost: a socket that has used up its pace is read later [SY42]. */
	readonly charge: (cost: number) => void;
	/** Hears that a frame was one that no honest page sends, by the code that says so. */
	readonly onOffence: (code: number) => void;
};

/** A presence larger than this is not looked at (a caret needs about 200 bytes) [SY40]. */
const largestPresence = 2_048;
/** A caret is passed on so often, in milliseconds; the latest counts [SY40]. */
const presenceEvery = 100;
/** A caret that comes so soon after a key belongs to it, in milliseconds. */
const withKey = 20;
/** From this many waiting bytes on a reader is slow: changes are gathered for it instead of sent [SY41]. */
const slowFrom = 256_000;
/** A slow reader is cut when so much was gathered for it, or after so many milliseconds without taking anything. */
const largestBacklog = 4_000_000;
const longestStall = 10_000;
/** How long a page may take to show that it is still there before another takes over its client id. */
const answerWithin = 2_000;

/** y-websocket gives up a connection that is silent for 30 s: a presence update about nobody keeps it. */
const signOfLife = frameOf(encodeAwareness(encodePresence([])));
const signOfLifeEvery = 15_000;

/** One socket in one room: reads its frames in order, answers them, and leaves when it closes. `stream`: what it runs on. */
export function connect(socket: WebSocket, stream: Duplex, room: Room, visitor: Visitor): void {
	const user: PresentUser = {
		id: visitor.id,
		name: visitor.name,
		hue: hueOf(visitor.id),
		color: caretColors[hueOf(visitor.id)]!,
		guest: visitor.guest
	};
	/** The one caret of this socket; bound to the first client id it names. */
	let clientId: number | null = null;
	let presenceTimer: NodeJS.Timeout | null = null;
	let nextPresence: PresenceEntry | null = null;
	let presenceAt = -Infinity;
	let wroteAt = -Infinity;

	/** Writing frames so far, in the order they came, and how many of them are known to be on disk. */
	let received = 0;
	let saved = 0;
	let savedTold = 0;
	let isTelling = false;
	let hasFailed = false;
	/** Frames whose content is not stored, until an answer to the server's question is [SY22]. */
	let isAsking = false;
	let answeredIncompletely = 0;

	/** Frames that a slow reader has not been sent. */
	let backlog: Buffer[] = [];
	let backlogBytes = 0;
	let stall: NodeJS.Timeout | null = null;
	/** The latest that was asked while the last answer was still on its way. */
	let question: Uint8Array | null = null;
	/** The state that somebody new is sent may be larger than any backlog. */
	let allowed = slowFrom;

	const isOpen = () => socket.readyState === OPEN;
	const close = (code: number) => {
		if (isOpen() && offences.has(code)) visitor.onOffence(code);
		socket.close(code);
	};

	const catchUp = () => {
		allowed = slowFrom;
		if (stall) clearTimeout(stall);
		stall = null;
		if (!isOpen()) return;
		if (backlog.length > 0) {
			const frames = Buffer.concat(backlog);
			backlog = [];
			backlogBytes = 0;
			send(frames);
		}
		if (question) tryTo(() => answer(question!));
	};

	/** What cannot be read ends the socket, and nothing else. */
	const tryTo = (work: () => void) => {
		try {
			work();
		} catch {
			close(closeCodes.malformed);
		}
	};

	const send = (frames: Buffer) => {
		if (!isOpen()) return;
		if (backlog.length > 0 || stream.writableLength > allowed) {
			backlog.push(inOwnMemory(frames));
			backlogBytes += frames.length;
			if (backlogBytes > largestBacklog) return cut();
			stall ??= setTimeout(lookForStall, longestStall, stream.writableLength);
			return;
		}
		stream.write(stream.writableLength > 0 ? inOwnMemory(frames) : frames);
	};
	/** A slow reader that takes something in all this time may go on. */
	const lookForStall = (before: number) => {
		if (stream.writableLength >= before) return cut();
		stall = setTimeout(lookForStall, longestStall, stream.writableLength);
	};
	/** It does not read: a close frame would not reach it either. */
	const cut = () => {
		close(closeCodes.tooSlow);
		socket.terminate();
	};
	stream.on('drain', catchUp);

	/** Whether the other end answers a ping in time. */
	const askWhetherAlive = () =>
		new Promise<boolean>((resolve) => {
			const give = (isAlive: boolean) => {
				clearTimeout(timer);
				socket.off('pong', alive);
				resolve(isAlive);
			};
			const alive = () => give(true);
			const timer = setTimeout(() => give(false), answerWithin);
			socket.on('pong', alive);
			if (isOpen()) socket.ping();
			else give(false);
		});
	let asked: Promise<boolean> | null = null;

	const peer: Peer = {
		memberId: visitor.id,
		send,
		get isShownOut() {
			return visitor.isShownOut();
		},
		sendHome: () => close(closeCodes.restart),
		notice: (notice) => {
			if (visitor.wantsSaved) send(frameOf(encodeNotice(notice)));
		},
		// Asked once for all who want to know meanwhile.
		isAlive: () => (asked ??= askWhetherAlive().finally(() => (asked = null)))
	};

	const tellSaved = () => {
		isTelling = false;
		if (saved === savedTold || !isOpen()) return;
		savedTold = saved;
		send(passingFrameOf(encodeSaved(saved)));
	};

	const ask = () => {
		if (isAsking) return;
		isAsking = true;
		send(room.question());
	};

	const write = (update: Uint8Array, isAnswer: boolean) => {
		if (!visitor.mayWrite) return refuse(update, isAnswer);
		wroteAt = performance.now();
		const frame = ++received;
		room.take(update, peer, (written) => {
			if (hasFailed) return;
			if (written instanceof Error) {
				// A refused update is the page's fault and final; a failed disk is ours: nothing is acknowledged, the page
				// keeps its edits and comes back. Nothing after it counts on this socket.
				hasFailed = true;
				return close(written instanceof RefusedUpdate ? refusals[written.reason] : closeCodes.notStored);
			}
			if (written === 'incomplete') {
				// Whoever answers the question and still leaves gaps has no honest copy.
				if (isAnswer && isAsking && ++answeredIncompletely > 1) return close(closeCodes.malformed);
				if (isAnswer) isAsking = false;
				return ask();
			}
			// Until all that is missing has come, nothing after it counts.
			if (isAsking && !isAnswer) return;
			isAsking = false;
			answeredIncompletely = 0;
			saved = frame;
			if (visitor.wantsSaved && !isTelling) {
				isTelling = true;
				setImmediate(tellSaved);
			}
		});
	};

	/**
	 * A reader's updates are dropped whole [SY14]. An answer closes nobody: every page gives one, and whoever wrote while
	 * the minutes were being signed has them in it.
	 */
	const refuse = (update: Uint8Array, isAnswer: boolean) => {
		if (!isAnswer) return close(closeCodes.readOnly);
		const hasStructs = update[0] !== 0;
		if (hasStructs) visitor.onOffence(closeCodes.readOnly);
	};

	const present = (update: Uint8Array) => {
		if (update.length > largestPresence) return;
		for (const entry of decodePresence(update)) {
			// Pages repeat what they heard of others: only the own caret counts.
			clientId ??= entry.state === null ? null : entry.clientId;
			if (entry.clientId === clientId) passOn(stamp(entry, user));
		}
	};

	/** At once when it has been quiet, else the latest when it is time. */
	const passOn = (entry: PresenceEntry) => {
		nextPresence = entry;
		const moment = performance.now();
		// The caret that moved with a key goes out with it, in the same write.
		const wait = moment - wroteAt < withKey ? 0 : presenceAt + presenceEvery - moment;
		if (wait <= 0) tellPresence();
		else presenceTimer ??= setTimeout(tellPresence, wait);
	};
	const tellPresence = () => {
		if (presenceTimer) clearTimeout(presenceTimer);
		presenceTimer = null;
		if (!nextPresence || !isOpen()) return;
		const entry = nextPresence;
		nextPresence = null;
		presenceAt = performance.now();
		const holder = room.present(peer, entry);
		if (holder) void takeOver(holder, entry);
	};

	/** Another socket has this client id: a page that came back while its old line is dead may have it, a second page not. */
	const takeOver = async (holder: Peer, entry: PresenceEntry) => {
		if (holder.memberId !== visitor.id) return close(closeCodes.notYours);
		const isHeld = (await holder.isAlive?.()) ?? false;
		if (!isOpen()) return;
		// A line that is just closing may still answer: the page comes back, and then it is gone.
		if (isHeld) return close(closeCodes.stillHeld);
		room.leave(holder);
		holder.sendHome?.();
		room.present(peer, entry);
	};

	/** A few bytes of question may have a megabyte of answer: it counts, and who has not taken the last one waits [SY42]. */
	const answer = (vector: Uint8Array) => {
		if (stream.writableLength > slowFrom || backlog.length > 0) return void (question = vector);
		question = null;
		const parts = room.answer(vector);
		const bytes = parts.reduce((sum, { length }) => sum + length, 0);
		visitor.charge(bytes / 1_024);
		allowed = Math.max(allowed, stream.writableLength + bytes + slowFrom);
		for (const part of parts) send(part);
	};

	const receive = (frame: Frame) => {
		switch (frame.type) {
			case 'state-vector':
				return answer(frame.vector);
			case 'update':
				return write(frame.update, frame.isAnswer);
			case 'awareness':
				return present(frame.update);
			case 'query-awareness':
				return;
		}
	};

	socket.on('message', (data, isBinary) => {
		// Whoever was shown out may leave the close unanswered and go on sending for a while.
		if (!isOpen()) return;
		tryTo(() => {
			if (!isBinary) throw new Error('a text frame');
			receive(decodeFrame(bytesOf(data)));
		});
	});
	const alive = setInterval(() => send(signOfLife), signOfLifeEvery);
	socket.on('close', () => {
		clearInterval(alive);
		if (stall) clearTimeout(stall);
		if (presenceTimer) clearTimeout(presenceTimer);
		stream.off('drain', catchUp);
		room.leave(peer);
	});
	room.join(peer);
}

const refusals: Record<RefusedUpdate['reason'], number> = {
	malformed: closeCodes.malformed,
	foreign: closeCodes.notYours,
	'too-large': closeCodes.full
};

/** What ends a socket for what it sent, not for what happened here. */
const offences: ReadonlySet<number> = new Set([
	closeCodes.malformed,
	closeCodes.notYours,
	closeCodes.readOnly
]);

/** Who it is comes from the session, whatever the page says. */
function stamp(entry: PresenceEntry, user: PresentUser): PresenceEntry {
	return entry.state === null ? entry : { ...entry, state: { ...entry.state, user } };
}

function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
	if (Array.isArray(data)) return Buffer.concat(data);
	return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
