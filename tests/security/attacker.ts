import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { expect } from 'vitest';
import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Meeting } from '#domain/meeting.ts';
import { encodePresence, type PresenceState } from '#sync/presence.ts';
import { encodeAwareness, encodeStateVector, NOTICE, SAVED } from '#sync/protocol.ts';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import type { Page, SyncServer } from '#support/sync-server.ts';
import { soon } from '#support/soon.ts';

/** A socket that sends whatever it likes, and what it was told. */
export type Attacker = {
	readonly socket: WebSocket;
	/** The code it was closed with. */
	readonly closed: Promise<number>;
	/** What it was told is saved. */
	readonly saved: readonly number[];
	/** Bytes it was sent, and how many answers to state vectors were among it. */
	readonly heard: { bytes: number; answers: number };
	/** As binary frames; texts as text frames. */
	send(...frames: readonly (Uint8Array | string)[]): void;
	/** Asks for the state and waits for the answer: what was sent before was received before. */
	roundTrip(): Promise<void>;
};

export async function openAttacker(
	server: SyncServer,
	{ documentId }: Pick<Meeting, 'documentId'>,
	cookie: string
): Promise<Attacker> {
	const socket = server.socket(`/sync/${documentId}?saved=1`, { origin: server.origin, cookie });
	const saved: number[] = [];
	const heard = { bytes: 0, answers: 0 };
	socket.on('message', (data: ArrayBuffer) => {
		heard.bytes += data.byteLength;
		const decoder = decoding.createDecoder(new Uint8Array(data));
		const kind = decoding.readVarUint(decoder);
		if (kind === SAVED) saved.push(decoding.readVarUint(decoder));
		if (kind === 0 && decoding.readVarUint(decoder) === 1) heard.answers++;
		expect([0, 1, SAVED, NOTICE]).toContain(kind);
	});
	const attacker: Attacker = {
		socket,
		closed: new Promise((resolve) => socket.once('close', resolve)),
		saved,
		heard,
		send: (...frames) => frames.forEach((frame) => socket.send(frame)),
		async roundTrip() {
			const before = heard.answers;
			socket.send(encodeStateVector(Uint8Array.of(0)));
			await soon(() => expect(heard.answers).toBeGreaterThan(before));
		}
	};
	await new Promise<void>((resolve, reject) => {
		socket.once('message', () => resolve());
		socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
	});
	return attacker;
}

/** An honest observer of the minutes, who finds nothing changed after an attack: nor does somebody new. */
export type Probe = {
	readonly page: Page;
	/** Nothing that was there is changed, nobody was disturbed, and people can go on writing to each other. */
	unharmed(): Promise<void>;
	/** The presence that the observer sees of a client id. */
	presenceOf(clientId: number): Record<string, unknown> | undefined;
};

export async function probe(server: SyncServer, meeting: Meeting): Promise<Probe> {
	const { office } = server;
	const { ana, wangFang } = office.people;
	const page = await openPage(server, meeting, await office.signIn(ana));
	say(page, 'what was there before');
	await soon(() => expect(page.texts()).toContain('what was there before'));
	const room = (await office.app.rooms.open(meeting.documentId))!;
	await soon(() => expect(minutesBody(room.doc).toString()).toBe(minutesBody(page.doc).toString()));
	let expected = minutesBody(page.doc).toString();
	let times = 0;
	return {
		page,
		async unharmed() {
			expect(minutesBody(page.doc).toString()).toBe(expected);
			const fresh = await openPage(server, meeting, await office.signIn(wangFang));
			expect(minutesBody(fresh.doc).toString()).toBe(expected);
			const [here, there] = [`still here ${++times}`, `still there ${times}`];
			if (!isReadOnly(await office.storage.read.meetings.find(meeting.id))) {
				say(page, here);
				await soon(() => expect(fresh.texts()).toContain(here));
				say(fresh, there);
				await soon(() => expect(page.texts()).toContain(there));
				expect(minutesBody(fresh.doc).toString()).toBe(minutesBody(page.doc).toString());
				expected = minutesBody(page.doc).toString();
			}
			expect(page.closed).toEqual([]);
			expect(office.failures).toEqual([]);
			fresh.close();
		},
		presenceOf: (clientId) => page.provider.awareness.getStates().get(clientId)
	};
}

function isReadOnly(meeting: Meeting | null): boolean {
	return meeting?.state === 'signed' || meeting?.state === 'archived';
}

export async function openPage(server: SyncServer, meeting: Meeting, cookie: string): Promise<Page> {
	const page = server.open(meeting, cookie);
	await soon(() => expect(page.provider.synced).toBe(true));
	return page;
}

export function say({ doc }: Pick<Page, 'doc'>, text: string): void {
	doc.transact(() => minutesBody(doc).push([paragraph(text)]));
}

/** The updates that a page with everything would send for a change; its own client id unless told otherwise. */
export function updatesOf(
	known: Y.Doc,
	change: (body: Y.XmlFragment) => void,
	clientId?: number
): Uint8Array[] {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(known));
	if (clientId !== undefined) doc.clientID = clientId;
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	change(minutesBody(doc));
	return updates;
}

/** One struct of the kind “gone” (GC): of whom, from where, how long. */
export function goneStruct(client: number, clock: number, length: number): Uint8Array {
	return encoding.encode((encoder) => {
		for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
		encoding.writeUint8(encoder, 0);
		encoding.writeVarUint(encoder, length);
		encoding.writeVarUint(encoder, 0);
	});
}

export function presenceFrame(clientId: number, clock: number, state: PresenceState | null): Uint8Array {
	return encodeAwareness(encodePresence([{ clientId, clock, state }]));
}

/** A TCP connection on which one writes the upgrade, and WebSocket frames, by hand. */
export type RawSocket = {
	readonly tcp: Socket;
	/** The status line of the answer; empty when there was none. */
	readonly answer: Promise<string>;
	/** When it is cut: the code of the close frame, null without one. */
	readonly closed: Promise<number | null>;
	/** A frame by its parts; `length` may lie about the payload. */
	frame(parts: {
		readonly opcode: number;
		readonly fin?: boolean;
		readonly payload?: Uint8Array;
		readonly rsv?: number;
		readonly length?: number;
		readonly masked?: boolean;
	}): Buffer;
	write(...frames: readonly Buffer[]): void;
};

export function openRawSocket(
	server: SyncServer,
	path: string,
	headers: Readonly<Record<string, string>>
): RawSocket {
	const { hostname, port, host } = new URL(server.origin);
	const tcp = connect({ host: hostname, port: Number(port), noDelay: true });
	let received = Buffer.alloc(0);
	let code: number | null = null;
	const answer = new Promise<string>((resolve) => {
		tcp.on('data', (part: Buffer) => {
			received = Buffer.concat([received, part]).subarray(-4_096);
			const line = received.toString('latin1');
			if (line.includes('\r\n')) resolve(line.split('\r\n', 1)[0]!);
			// Close frames of a server: 0x88, two bytes of code at least.
			const at = received.lastIndexOf(0x88);
			if (at >= 0 && received.length >= at + 4 && received[at + 1]! >= 2)
				code = received.readUInt16BE(at + 2);
		});
		tcp.on('close', () => resolve(''));
	});
	const closed = new Promise<number | null>((resolve) => tcp.on('close', () => resolve(code)));
	tcp.on('error', () => {});
	const lines = Object.entries({
		Host: host,
		Upgrade: 'websocket',
		Connection: 'Upgrade',
		'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
		'Sec-WebSocket-Version': '13',
		...headers
	}).map(([name, value]) => `${name}: ${value}\r\n`);
	tcp.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
	return {
		tcp,
		answer,
		closed,
		frame({
			opcode,
			fin = true,
			payload = new Uint8Array(),
			rsv = 0,
			length = payload.length,
			masked = true
		}) {
			const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
			const frame: Buffer = Buffer.alloc(head + (masked ? 4 : 0) + payload.length);
			frame[0] = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
			frame[1] = (masked ? 0x80 : 0) | (head === 2 ? length : head === 4 ? 126 : 127);
			if (head === 4) frame.writeUInt16BE(length, 2);
			if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2);
			// With a mask of zeros.
			frame.set(payload, head + (masked ? 4 : 0));
			return frame;
		},
		write: (...frames) => void tcp.write(Buffer.concat(frames))
	};
}
