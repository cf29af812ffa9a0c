import { openSocket } from './socket.ts';
import { answerFrame, emptyUpdate, nothingYetFrame, readFrame, type Heard } from './wire.ts';

/** Where one client finds one document on one server, and how that server wants to be spoken to. */
export type Door = {
	readonly port: number;
	/** The client's own address: people come from many, and servers may count by them. */
	readonly from: string;
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Stands before every frame in both directions: Hocuspocus has the document's name there. */
	readonly prefix: Uint8Array;
	/** Frames before any other, prefix included. */
	readonly greeting: readonly Uint8Array[];
	/** The server answers state vectors; a bare relay does not. */
	readonly answers: boolean;
};

/** A page, as far as a server can tell. */
export type Client = {
	/** When the document is there; rejects when the server closes before. */
	readonly joined: Promise<void>;
	/** Sends frames of the y-websocket wire, as one write. */
	send(...frames: readonly Uint8Array[]): void;
	leave(): void;
};

/** What a client hears: the frames' contents and, before each, when they came. */
export type ClientListener = Heard & {
	/** Called before a frame is read; `bytes` without the server's prefix. */
	frame?(bytes: Uint8Array, at: number): void;
	/** The server closed. Not called after `leave`. */
	closed(code: number): void;
};

/** Comes in as y-websocket does: asks for what there is, and answers when it is asked. */
export function openClient(door: Door, listener: ClientListener): Client {
	let hasJoined: () => void;
	let hasFailed: (reason: Error) => void;
	const joined = new Promise<void>((resolve, reject) => {
		hasJoined = resolve;
		hasFailed = reject;
	});
	// Whoever does not wait for it hears of the close.
	joined.catch(() => undefined);
	const withPrefix = (frame: Uint8Array) =>
		door.prefix.length > 0 ? Buffer.concat([door.prefix, frame]) : frame;

	const heard: Heard = {
		...listener,
		stateVector() {
			listener.stateVector?.();
			client.send(answerFrame(emptyUpdate));
		},
		answered() {
			listener.answered?.();
			hasJoined();
		}
	};
	const socket = openSocket(door, {
		open() {
			if (!door.answers) return hasJoined();
			socket.send(...door.greeting, withPrefix(nothingYetFrame));
		},
		message(bytes, at) {
			listener.frame?.(bytes.subarray(door.prefix.length), at);
			readFrame(bytes, door.prefix.length, heard);
		},
		closed(code) {
			hasFailed(new Error(`closed with ${code}`));
			listener.closed(code);
		}
	});
	const client: Client = {
		joined,
		send: (...frames) => socket.send(...frames.map(withPrefix)),
		leave: () => socket.close()
	};
	return client;
}
