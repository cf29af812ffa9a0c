import * as Y from 'yjs';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { openClient, type Client } from './client.ts';
import type { Latencies } from './latencies.ts';
import type { SyncServer } from './servers/server.ts';
import { keystroke, presenceFrame, updateFrame, type CharacterId } from './wire.ts';

/** Somebody's edits, and who heard of them when: many light clients in one document. */
export type Meeting = {
	readonly size: number;
	/** Characters that reached somebody else, since the meeting began. */
	readonly delivered: number;
	/** Moves of the caret that reached somebody else. A server may leave out those that a newer one follows. */
	readonly caretsDelivered: number;
	/** One more character at the end of what the client has typed; with `caret`, its presence moves along. */
	type(client: number, options?: { readonly caret?: boolean }): void;
	/** Characters typed that somebody has not got yet. */
	missing(): number;
	/** Up to which clock somebody other than its author has seen an author's characters. */
	seenBy(author: number): number;
	/** Up to which clock an author was told that it is saved, or whatever its server says in that place. */
	toldBy(author: number): number;
	/** The client's name in the CRDT. */
	idOf(client: number): number;
	/** Throws when a server closed somebody's socket. */
	check(): void;
	leave(): void;
};

/** What people type: common characters, in no order that means anything. */
const characters = [
	...'的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说'
];

/** As many paragraphs as people would share; each client types in one of them. */
const mostParagraphs = 50;

let meetings = 0;

/**
 * Opens a document for so many clients. The first one writes the paragraphs that all type in, under its own name, and
 * the meeting begins when everybody has them. `onSaved` hears how long a client's frame took to be told of as saved.
 */
export async function openMeeting(parts: {
	readonly server: SyncServer;
	readonly document: number;
	readonly size: number;
	/** Number of the first client, so that each has a session of its own. */
	readonly firstClient?: number;
	/** How long it took until somebody else had a character. */
	readonly latencies: Latencies;
	readonly saved?: Latencies;
	/** Characters that stand in every paragraph before anybody types. */
	readonly written?: number;
}): Promise<Meeting> {
	const { server, document, size, firstClient = 0, latencies, saved, written = 3 } = parts;
	// As Yjs picks them (32 bits, so five bytes on the wire), but next to each other.
	const base = 0x4000_0000 + (meetings++ % 2_048) * 1_048_576 + Math.floor(Math.random() * 1_000_000);
	const seed = writeParagraphs(base, Math.min(size, mostParagraphs), written);

	const clocks = new Int32Array(size);
	/** From 1 on: a page's empty presence had 0. */
	const presenceClocks = new Int32Array(size).fill(1);
	const last: CharacterId[] = Array.from(
		{ length: size },
		(_, index) => seed.ends[index % seed.ends.length]!
	);
	const sentAt: number[][] = Array.from({ length: size }, () => []);
	/** Per client its writing frames, in order: when they were sent, and up to which clock they go. */
	const frames: { readonly at: number; readonly end: number }[][] = Array.from({ length: size }, () => []);
	const told = new Int32Array(size);
	/** [receiver * size + author]: the clock that is expected next. */
	const expected = new Int32Array(size * size);
	const closed: number[] = [];
	let delivered = 0;
	let caretsDelivered = 0;

	for (let clock = 0; clock < seed.length; clock++) sentAt[0]!.push(NaN);
	clocks[0] = seed.length;
	if (!server.keepsDocuments)
		for (let receiver = 0; receiver < size; receiver++) expected[receiver * size] = seed.length;

	const hear = (receiver: number, at: number, client: number, clock: number, length: number) => {
		const author = client - base;
		if (author < 0 || author >= size || author === receiver) return;
		const place = receiver * size + author;
		const end = clock + length;
		if (end <= expected[place]!) return;
		const times = sentAt[author]!;
		for (let each = Math.max(clock, expected[place]!); each < end; each++) {
			if (Number.isNaN(times[each])) continue;
			latencies.add(at - times[each]!);
			delivered++;
		}
		expected[place] = end;
	};

	const tellSaved = (client: number, upTo: number) => {
		const now = performance.now();
		for (; told[client]! < upTo; told[client]!++) {
			const frame = frames[client]![told[client]!];
			if (frame && !Number.isNaN(frame.at)) saved?.add(now - frame.at);
		}
	};

	const enter = (client: number): Client => {
		let at = 0;
		return openClient(
			server.door({ document, client: firstClient + client, wantsSaved: saved !== undefined }),
			{
				frame: (_, when) => (at = when),
				run: (id, clock, length) => hear(client, at, id, clock, length),
				presence(id) {
					if (id !== base + client) caretsDelivered++;
				},
				// The answer that the client gives is a writing frame too.
				stateVector: () => frames[client]!.push({ at: NaN, end: 0 }),
				saved: (count) => tellSaved(client, count),
				taken: () => tellSaved(client, told[client]! + 1),
				closed: (code) => closed.push(code)
			}
		);
	};

	const write = (client: number, at: number, ...sent: readonly Uint8Array[]) => {
		if (saved) frames[client]!.push({ at, end: clocks[client]! });
		clients[client]!.send(...sent);
	};

	const caret = (client: number) =>
		presenceFrame(base + client, presenceClocks[client]!++, caretState(client, last[client]!));

	const clients: Client[] = [enter(0)];
	await clients[0]!.joined;
	if (server.keepsDocuments) write(0, NaN, updateFrame(seed.update));
	for (let client = 1; client < size; client++) {
		clients.push(enter(client));
		if (client % 50 === 0) await Promise.all(clients.map(({ joined }) => joined));
	}
	await Promise.all(clients.map(({ joined }) => joined));

	const meeting: Meeting = {
		size,
		get delivered() {
			return delivered;
		},
		get caretsDelivered() {
			return caretsDelivered;
		},
		type(client, { caret: withCaret = false } = {}) {
			const id = { client: base + client, clock: clocks[client]!++ };
			const text = characters[(client + id.clock * 7) % characters.length]!;
			const frame = updateFrame(keystroke(id, last[client]!, text));
			last[client] = id;
			const now = performance.now();
			sentAt[client]!.push(now);
			if (withCaret) write(client, now, frame, caret(client));
			else write(client, now, frame);
		},
		missing() {
			let count = 0;
			for (let receiver = 0; receiver < size; receiver++)
				for (let author = 0; author < size; author++)
					if (author !== receiver) count += clocks[author]! - expected[receiver * size + author]!;
			return count;
		},
		seenBy(author) {
			let most = 0;
			for (let receiver = 0; receiver < size; receiver++)
				if (receiver !== author) most = Math.max(most, expected[receiver * size + author]!);
			return most;
		},
		toldBy: (author) => Math.max(0, ...frames[author]!.slice(0, told[author]).map(({ end }) => end)),
		idOf: (client) => base + client,
		check() {
			if (closed.length > 0)
				throw new Error(`${server.name} closed ${closed.length} sockets, the first with ${closed[0]}`);
		},
		leave() {
			for (const client of clients) client.leave();
		}
	};
	return meeting;
}

/** A presence like that of a page: who, in which colour, and where the caret is. */
function caretState(client: number, { client: id, clock }: CharacterId): object {
	const position = { type: null, tname: null, item: { client: id, clock }, assoc: 0 };
	return {
		user: { name: `Member ${client}`, color: '#1d4ed8' },
		cursor: { anchor: position, head: position }
	};
}

/** So many paragraphs with a few words each, written by one client; `ends` are the last characters of each. */
function writeParagraphs(client: number, count: number, length: number) {
	const doc = new Y.Doc();
	doc.clientID = client;
	const paragraphs = Array.from({ length: count }, (_, index) =>
		paragraph(`${index + 1}. `.padEnd(length, characters.join('')))
	);
	minutesBody(doc).insert(0, paragraphs);
	const ends = paragraphs.map((each): CharacterId => {
		const text = each.get(0) as Y.XmlText;
		return Y.createRelativePositionFromTypeIndex(text, text.length, -1).item!;
	});
	return { update: Y.encodeStateAsUpdate(doc), ends, length: Y.getState(doc.store, client) };
}
