import type { WebSocket } from 'ws';
import {
	caretColors,
	decodePresence,
	encodePresence,
	type PresenceEntry,
	type PresentUser
} from '#sync/presence.ts';
import { closeCodes, decodeFrame, encodeAwareness, encodeSaved, type Frame } from '#sync/protocol.ts';
import { hueOf } from '#domain/member.ts';
import { MalformedUpdate, type Peer, type Room } from './room.ts';

/** Whom the door let in, and what they may do here. */
export type Visitor = {
	readonly id: string;
	readonly name: string;
	readonly guest: boolean;
	readonly mayWrite: boolean;
	/** The page asked to be told what is on disk. */
	readonly wantsSaved: boolean;
};

/** A presence larger than this is not looked at (a caret needs about 200 bytes). */
const largestPresence = 2_048;
/** A reader this many bytes behind is cut: it comes back and gets the state in one piece. */
const largestBacklog = 4_000_000;

/** y-websocket gives up a connection that is silent for 30 s: a presence update about nobody keeps it. */
const signOfLife = encodeAwareness(encodePresence([]));
const signOfLifeEvery = 15_000;

/** One socket in one room: reads its frames in order, answers them, and leaves when it closes. */
export function connect(socket: WebSocket, room: Room, visitor: Visitor): void {
	const user: PresentUser = {
		id: visitor.id,
		name: visitor.name,
		hue: hueOf(visitor.id),
		color: caretColors[hueOf(visitor.id)]!,
		guest: visitor.guest
	};
	/** The one caret of this socket; bound to the first client id it names. */
	let clientId: number | null = null;
	let saved = 0;
	let savedTold = 0;
	/** "Saved" counts frames in the order they came, whichever is stored first. */
	let stored: Promise<unknown> = Promise.resolve();

	const peer: Peer = {
		memberId: visitor.id,
		send(frame) {
			if (socket.readyState !== socket.OPEN) return;
			if (socket.bufferedAmount > largestBacklog) return socket.close(closeCodes.tooSlow);
			socket.send(frame);
		},
		sendHome: () => socket.close(closeCodes.restart)
	};

	const tellSaved = () => {
		if (saved === savedTold) return;
		savedTold = saved;
		peer.send(encodeSaved(saved));
	};

	const write = (update: Uint8Array) => {
		if (!visitor.mayWrite) return; // a reader's updates are dropped whole
		const writing = room.write(update, peer);
		stored = stored
			.then(() => writing)
			.then(
				() => {
					saved++;
					if (visitor.wantsSaved) setImmediate(tellSaved);
				},
				(failure: unknown) => {
					// A malformed update is the page's fault and final; a failed disk is ours: nothing is acknowledged, the page
					// keeps its edits and comes back.
					socket.close(failure instanceof MalformedUpdate ? closeCodes.malformed : closeCodes.notStored);
					return new Promise(() => {}); // nothing after it counts on this socket
				}
			);
		writing.catch(() => undefined);
	};

	const present = (update: Uint8Array) => {
		if (update.length > largestPresence) return;
		for (const entry of decodePresence(update)) {
			// Pages repeat what they heard of others: only the own caret counts.
			clientId ??= entry.state === null ? null : entry.clientId;
			if (entry.clientId === clientId) room.present(peer, stamp(entry, user));
		}
	};

	const receive = (frame: Frame) => {
		switch (frame.type) {
			case 'state-vector':
				return peer.send(room.answer(frame.vector));
			case 'update':
				return write(frame.update);
			case 'awareness':
				return present(frame.update);
			case 'query-awareness':
				return;
		}
	};

	socket.on('message', (data, isBinary) => {
		// Whoever was shown out may leave the close unanswered and go on sending for a while.
		if (socket.readyState !== socket.OPEN) return;
		try {
			if (!isBinary) throw new Error('a text frame');
			receive(decodeFrame(bytesOf(data)));
		} catch {
			socket.close(closeCodes.malformed);
		}
	});
	const alive = setInterval(() => peer.send(signOfLife), signOfLifeEvery);
	socket.on('close', () => {
		clearInterval(alive);
		room.leave(peer);
	});
	room.join(peer);
}

/** Who it is comes from the session, whatever the page says. */
function stamp(entry: PresenceEntry, user: PresentUser): PresenceEntry {
	return entry.state === null ? entry : { ...entry, state: { ...entry.state, user } };
}

function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
	if (Array.isArray(data)) return Buffer.concat(data);
	return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
