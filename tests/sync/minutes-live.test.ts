import type { WebSocket } from 'ws';
import { describe, expect, it as test, vi } from 'vitest';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { Meeting } from '#domain/meeting.ts';
import { StorageFull, type Storage } from '#server/storage/storage.ts';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { encodePresence, type PresenceState } from '#sync/presence.ts';
import {
	encodeAnswer,
	encodeAwareness,
	encodeStateVector,
	encodeUpdate,
	NOTICE,
	SAVED
} from '#sync/protocol.ts';
import { poisonFor } from '#support/poison.ts';
import { openSyncServer, type Page, type SyncServer } from '#support/sync-server.ts';
import { soon } from '#support/soon.ts';

/** Minutes written by several pages over real sockets, y-websocket at the other end. */

type Given = { server: SyncServer; meeting: Meeting; disk: Disk };

const it = test.extend<Given>({
	// eslint-disable-next-line no-empty-pattern -- Vitest reads the fixture's needs from this pattern.
	disk: async ({}, use) => use(createDisk()),
	server: async ({ disk }, use) => {
		const server = await openSyncServer({ around: disk.around });
		await use(server);
		disk.release();
		expect(server.office.failures).toEqual([]);
		await server.close();
	},
	meeting: async ({ server }, use) => use(await server.office.openMeeting())
});

describe.concurrent('what several people write', () => {
	it('ends up the same for everybody, for who comes later and after a restart', async ({
		server,
		meeting
	}) => {
		const { ana, ben, chen, wangFang } = server.office.people;
		const pages = await Promise.all([ana, ben, chen].map((member) => open(server, meeting, member)));
		await Promise.all(
			pages.map(async (page, index) => {
				for (let line = 0; line < 15; line++) {
					add(page, `${index}-${line}`);
					if (line % 4 === index) await new Promise((resolve) => setImmediate(resolve));
				}
			})
		);
		const late = await open(server, meeting, wangFang);
		await soon(() => expect(new Set([...pages, late].map((page) => page.texts().join('\n'))).size).toBe(1));
		const lines = late.texts().filter((text) => /^\d-\d+$/.test(text));
		expect(lines.toSorted()).toEqual(
			[0, 1, 2].flatMap((index) => Array.from({ length: 15 }, (_, line) => `${index}-${line}`)).toSorted()
		);
		await server.office.close();
		expect(await storedTexts(server, meeting)).toEqual(late.texts());
	});

	it('while away comes along when they are back', async ({ server, meeting }) => {
		const { ana, ben } = server.office.people;
		const [here, away] = [await open(server, meeting, ana), await open(server, meeting, ben)];
		away.provider.disconnect();
		add(away, 'written on the train');
		add(here, 'written in the office');
		away.provider.connect();
		for (const page of [here, away]) {
			await soon(() => {
				expect(page.texts()).toContain('written on the train');
				expect(page.texts()).toContain('written in the office');
			});
		}
	});
});

describe.concurrent('an edit', () => {
	it('is on disk before anybody else sees it', async ({ server, meeting, disk }) => {
		const { ana, ben } = server.office.people;
		const [writer, other] = [await open(server, meeting, ana), await open(server, meeting, ben)];
		disk.hold();
		add(writer, 'held back');
		writer.provider.awareness.setLocalStateField('after', 'the edit');
		// Presence is not stored, so what was sent after the edit arrives; the edit does not.
		await soon(() => expect(presenceOf(other, writer)).toMatchObject({ after: 'the edit' }));
		await soon(() => expect(disk.waiting).toBeGreaterThan(0));
		expect(other.texts()).not.toContain('held back');
		const late = await open(server, meeting, ben);
		expect(late.texts()).not.toContain('held back');

		const seenAt: boolean[] = [];
		other.doc.on('update', () => seenAt.push(disk.stored > 0));
		disk.release();
		await soon(() => expect(other.texts()).toContain('held back'));
		await soon(() => expect(late.texts()).toContain('held back'));
		expect(seenAt).not.toContain(false);
	});

	it('that could not be written is shown to nobody, and sent again until it can', async ({
		server,
		meeting,
		disk
	}) => {
		const { ana, ben } = server.office.people;
		const [writer, other] = [await open(server, meeting, ana), await open(server, meeting, ben)];
		disk.fail(true);
		add(writer, 'second time lucky');
		await soon(() => expect(disk.failed).toBeGreaterThan(1));
		expect(other.texts()).not.toContain('second time lucky');
		// Reading and carets go on meanwhile.
		const late = await open(server, meeting, ben);
		expect(late.texts()).not.toContain('second time lucky');
		writer.provider.awareness.setLocalStateField('at', 'the end');
		await soon(() => expect(presenceOf(other, writer)).toMatchObject({ at: 'the end' }));
		disk.fail(false);
		for (const page of [other, late]) await soon(() => expect(page.texts()).toContain('second time lucky'));
		expect(await storedTexts(server, meeting)).toContain('second time lucky');
		for (const page of [writer, other, late]) expect(page.closed).toEqual([]);
	});

	it('is written down with who made it', async ({ server, meeting, disk }) => {
		const { ben } = server.office.people;
		const page = await open(server, meeting, ben);
		add(page, 'by Ben');
		await soon(() => expect(disk.authors).toEqual([ben.id]));
	});
});

describe.concurrent('"saved"', () => {
	it('[SY32] counts the frames that are on disk, in their order', async ({ server, meeting, disk }) => {
		const page = await openRaw(server, meeting, { saved: true });
		disk.hold();
		for (const text of ['one', 'two', 'three']) page.socket.send(encodeUpdate(updateWith(text)));
		await soon(() => expect(disk.waiting).toBe(1));
		await page.roundTrip();
		expect(page.saved).toEqual([]);
		disk.release();
		await soon(() => expect(page.saved.at(-1)).toBe(3));
		expect(page.saved).toEqual(page.saved.toSorted((a, b) => a - b));
	});

	it('counts answers to the server’s question too, even when they say nothing', async ({
		server,
		meeting
	}) => {
		const page = await openRaw(server, meeting, { saved: true });
		page.socket.send(encodeAnswer(Y.encodeStateAsUpdate(new Y.Doc())));
		page.socket.send(encodeUpdate(updateWith('one')));
		await soon(() => expect(page.saved.at(-1)).toBe(2));
	});

	it('is never said of what could not be written', async ({ server, meeting, disk }) => {
		const page = await openRaw(server, meeting, { saved: true });
		disk.fail(true);
		page.socket.send(encodeUpdate(updateWith('stuck')));
		await soon(() => expect(page.notices).toEqual([{ kind: 'not-stored', reason: 'full' }]));
		page.socket.send(encodeUpdate(updateWith('after it')));
		await soon(() => expect(disk.failed).toBeGreaterThan(1));
		expect(page.saved).toEqual([]);
		disk.fail(false);
		await soon(() => expect(page.saved.at(-1)).toBe(2));
		expect(page.notices.at(-1)).toEqual({ kind: 'storing-again' });
	});

	it('leaves out what builds on nothing, until the page has sent the whole', async ({ server, meeting }) => {
		const page = await openRaw(server, meeting, { saved: true });
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (const text of ['one', 'two', 'three']) minutesBody(doc).push([paragraph(text)]);
		page.socket.send(encodeUpdate(updates[1]!));
		page.socket.send(encodeUpdate(updates[2]!));
		await page.roundTrip();
		expect(page.saved).toEqual([]);
		await soon(() => expect(page.questions).toBe(2)); // one at joining, one for all that is missing
		page.socket.send(encodeAnswer(Y.encodeStateAsUpdate(doc)));
		await soon(() => expect(page.saved).toEqual([3]));
		const reader = await open(server, meeting, server.office.people.ben);
		await soon(() => expect(reader.texts()).toEqual(expect.arrayContaining(['one', 'two', 'three'])));
	});

	it('is said only to pages that ask', async ({ server, meeting }) => {
		const page = await openRaw(server, meeting, { saved: false });
		page.socket.send(encodeUpdate(updateWith('one')));
		const reader = await open(server, meeting, server.office.people.ben);
		await soon(() => expect(reader.texts()).toContain('one'));
		await page.roundTrip();
		expect(page.saved).toEqual([]);
	});
});

describe.concurrent('a reader', () => {
	it('changes nothing, whatever the page sends', async ({ server, meeting, disk }) => {
		const { app, as, people } = server.office;
		for (const to of ['draft', 'circulated', 'signed'] as const)
			await app.meetings.becomes(as(people.ana), meeting.id, to);
		const [reader, other] = [
			await open(server, meeting, people.ben),
			await open(server, meeting, people.chen)
		];
		reader.provider.awareness.setLocalStateField('after', 'the edit');
		await soon(() => expect(presenceOf(other, reader)).toMatchObject({ after: 'the edit' }));
		add(reader, 'after the signatures');
		await soon(() => expect(reader.closed).toEqual([4403]));
		expect(other.texts()).not.toContain('after the signatures');
		expect(disk.stored).toBe(0);
		expect(await storedTexts(server, meeting)).not.toContain('after the signatures');
	});

	it('is what writers become when the minutes are signed', async ({ server, meeting }) => {
		const { app, as, people } = server.office;
		for (const to of ['draft', 'circulated'] as const)
			await app.meetings.becomes(as(people.ana), meeting.id, to);
		const [writer, other] = [
			await open(server, meeting, people.ben),
			await open(server, meeting, people.chen)
		];
		add(writer, 'in time');
		await soon(() => expect(other.texts()).toContain('in time'));
		await app.meetings.becomes(as(people.ana), meeting.id, 'signed');
		await soon(() => expect(writer.closed).toEqual([4503]));
		await soon(() => expect([writer.provider.synced, other.provider.synced]).toEqual([true, true]));
		add(writer, 'too late');
		await soon(() => expect(writer.closed).toEqual([4503, 4403]));
		expect(other.texts()).not.toContain('too late');
	});
});

describe.concurrent('presence', () => {
	it('says who somebody is, whatever the page says', async ({ server, meeting }) => {
		const { ana, ben } = server.office.people;
		const [page, other] = [await open(server, meeting, ben), await open(server, meeting, ana)];
		page.provider.awareness.setLocalState({
			user: { id: ana.id, name: 'The boss', color: '#000', guest: true },
			cursor: 7
		});
		const seen = await soon(() => {
			const state = presenceOf(other, page);
			expect(state).toMatchObject({ cursor: 7 });
			return state;
		});
		expect(seen?.['user']).toMatchObject({ id: ben.id, name: 'Ben', guest: false });
		expect((seen?.['user'] as { color: string }).color).not.toBe('#000');
	});

	it('says who is a guest', async ({ server, meeting }) => {
		const { guest, cookie } = await server.office.joinAsGuest(meeting, 'Gil');
		const other = await open(server, meeting, server.office.people.ana);
		const page = server.open(meeting, cookie);
		page.provider.awareness.setLocalStateField('cursor', 1);
		await soon(() =>
			expect(presenceOf(other, page)?.['user']).toMatchObject({ id: guest.id, name: 'Gil', guest: true })
		);
	});

	it('of others cannot be changed, and a second caret is not taken', async ({ server, meeting }) => {
		const { ana } = server.office.people;
		const victim = await open(server, meeting, ana);
		victim.provider.awareness.setLocalStateField('cursor', 1);
		const other = await open(server, meeting, ana);
		await soon(() => expect(presenceOf(other, victim)).toMatchObject({ cursor: 1 }));
		const page = await openRaw(server, meeting, { saved: false });
		const entry = (clientId: number, state: PresenceState | null) => ({ clientId, clock: 99, state });
		page.socket.send(encodeAwareness(encodePresence([entry(1001, { cursor: 'own' })])));
		page.socket.send(
			encodeAwareness(encodePresence([entry(victim.doc.clientID, null), entry(1002, { cursor: 'second' })]))
		);
		page.socket.send(encodeAwareness(encodePresence([entry(victim.doc.clientID, { cursor: 'forged' })])));
		page.socket.send(
			encodeAwareness(encodePresence([{ clientId: 1001, clock: 100, state: { cursor: 'moved' } }]))
		);
		await soon(() =>
			expect(other.provider.awareness.getStates().get(1001)).toMatchObject({ cursor: 'moved' })
		);
		expect(presenceOf(other, victim)).toMatchObject({ cursor: 1 });
		expect(other.provider.awareness.getStates().has(1002)).toBe(false);
	});

	it('ends when the page goes, however it goes', async ({ server, meeting }) => {
		const { ana, ben } = server.office.people;
		const [page, other] = [await open(server, meeting, ben), await open(server, meeting, ana)];
		page.provider.awareness.setLocalStateField('cursor', 1);
		const raw = await openRaw(server, meeting, { saved: false });
		raw.socket.send(encodeAwareness(encodePresence([{ clientId: 1001, clock: 1, state: { cursor: 1 } }])));
		await soon(() => expect([...other.provider.awareness.getStates().keys()]).toContain(1001));
		await soon(() => expect(presenceOf(other, page)).toBeDefined());
		raw.socket.terminate();
		page.close();
		await soon(() => expect([...other.provider.awareness.getStates().keys()]).toEqual([other.doc.clientID]));
	});

	it('[SY40] is there again when the page comes back and says so anew', async ({ server, meeting }) => {
		const { ana, ben } = server.office.people;
		const [page, other] = [await open(server, meeting, ben), await open(server, meeting, ana)];
		const { awareness } = page.provider;
		awareness.setLocalState({ cursor: 1 });
		await soon(() => expect(presenceOf(other, page)).toMatchObject({ cursor: 1 }));
		page.provider.disconnect();
		await soon(() => expect(presenceOf(other, page)).toBeUndefined());
		page.provider.connect();
		await soon(() => expect(page.provider.synced).toBe(true));
		awareness.setLocalState(awareness.getLocalState());
		await vi.waitFor(() => expect(presenceOf(other, page)).toMatchObject({ cursor: 1 }), { timeout: 5_000 });
	});

	it('[SY41] ends when the page takes nothing any more: it is cut at 4 MB, and nobody waits for it', async ({
		server,
		meeting
	}) => {
		const { ana, ben } = server.office.people;
		const [writer, other] = [await open(server, meeting, ben), await open(server, meeting, ana)];
		const raw = await openRaw(server, meeting, { saved: false });
		raw.socket.send(encodeAwareness(encodePresence([{ clientId: 1001, clock: 1, state: { cursor: 1 } }])));
		const isThere = () => other.provider.awareness.getStates().has(1001);
		await soon(() => expect(isThere()).toBe(true));
		raw.socket.pause();
		// What the two ends of a line take by themselves is up to the system: some megabytes.
		for (let count = 0; count < 40 && isThere(); count++) {
			const line = `${count} `.padEnd(500_000, 'x');
			minutesBody(writer.doc).insert(0, [paragraph(line)]);
			await soon(() => expect(other.texts()[0]).toBe(line));
		}
		await vi.waitFor(() => expect(isThere()).toBe(false), { timeout: 5_000 });
		expect([writer.closed, other.closed]).toEqual([[], []]);
	});

	it('that is too large is not passed on', async ({ server, meeting }) => {
		const other = await open(server, meeting, server.office.people.ana);
		const raw = await openRaw(server, meeting, { saved: false });
		const send = (state: PresenceState, clock: number) =>
			raw.socket.send(encodeAwareness(encodePresence([{ clientId: 1001, clock, state }])));
		send({ cursor: 'x'.repeat(3_000) }, 1);
		send({ cursor: 'small' }, 2);
		await soon(() =>
			expect(other.provider.awareness.getStates().get(1001)).toMatchObject({ cursor: 'small' })
		);
	});
});

describe.concurrent('a page that sends nonsense', () => {
	const nonsense: [string, Uint8Array | string][] = [
		['text', 'hello'],
		['nothing', new Uint8Array()],
		['an unknown kind', Uint8Array.of(42)],
		['an unknown step', Uint8Array.of(0, 9, 0)],
		['a length that is not there', Uint8Array.of(0, 2, 200, 1)],
		['bytes after the frame', Uint8Array.of(0, 0, 0, 7)],
		['a torn update', encodeUpdate(Uint8Array.of(1, 2, 3))],
		['a torn state vector', encodeStateVector(Uint8Array.of(5))],
		['presence that is no object', encodeAwareness(Uint8Array.of(1, 1, 1, 1, 55))]
	];

	for (const [name, frame] of nonsense) {
		it(`is cut alone: ${name}`, async ({ server, meeting, disk }) => {
			const other = await open(server, meeting, server.office.people.ana);
			const page = await openRaw(server, meeting, { saved: true });
			page.socket.send(frame);
			expect(await page.closed).toBe(4400);
			expect(page.saved).toEqual([]);
			expect(disk.stored).toBe(0);
			add(other, 'still here');
			await soon(() => expect(disk.stored).toBe(1));
			expect(other.closed).toEqual([]);
		});
	}

	it('disturbs nobody with an update that could be decoded but not taken in', async ({
		server,
		meeting,
		disk
	}) => {
		const other = await open(server, meeting, server.office.people.ana);
		add(other, 'before');
		const forger = await openRaw(server, meeting, { saved: true });
		const room = (await server.office.app.rooms.open(meeting.documentId))!;
		await soon(() => expect(Y.encodeStateVector(room.doc)).toEqual(Y.encodeStateVector(other.doc)));
		forger.socket.send(encodeUpdate(poisonFor(Y.encodeStateAsUpdate(room.doc))));
		await forger.roundTrip().catch(() => undefined);
		expect(forger.saved).toEqual([]);
		expect(disk.stored).toBe(1);
		add(other, 'after');
		const late = await open(server, meeting, server.office.people.ben);
		await soon(() => expect(late.texts()).toEqual(other.texts()));
		expect(late.texts().slice(-2)).toEqual(['before', 'after']);
		expect(other.closed).toEqual([]);
	});

	it('is cut alone: more than a frame may have', async ({ server, meeting, disk }) => {
		const other = await open(server, meeting, server.office.people.ana);
		const page = await openRaw(server, meeting, { saved: true });
		page.socket.send(new Uint8Array(1_100_000));
		expect(await page.closed).toBe(1009);
		expect(disk.stored).toBe(0);
		expect(other.closed).toEqual([]);
	});
});

async function open(
	server: SyncServer,
	meeting: Meeting,
	member: Parameters<SyncServer['office']['signIn']>[0]
) {
	const page = server.open(meeting, await server.office.signIn(member));
	await soon(() => expect(page.provider.synced).toBe(true));
	return page;
}

/** A socket without y-websocket: what it sends is sent as it is. */
async function openRaw(server: SyncServer, meeting: Meeting, { saved }: { readonly saved: boolean }) {
	const cookie = await server.office.signIn(server.office.people.chen);
	const path = `/sync/${meeting.documentId}${saved ? '?saved=1' : ''}`;
	const socket = server.socket(path, { origin: server.origin, cookie });
	const counts: number[] = [];
	let answers = 0;
	const notices: unknown[] = [];
	const page = {
		socket,
		closed: new Promise<number>((resolve) => socket.once('close', resolve)),
		saved: counts,
		notices,
		/** How often the server asked what it lacks. */
		questions: 0,
		/** Asks for the state and waits for the answer: everything sent before was received before. */
		async roundTrip() {
			const before = answers;
			socket.send(encodeStateVector(Y.encodeStateVector(new Y.Doc())));
			await soon(() => expect(answers).toBe(before + 1));
		}
	};
	socket.on('message', (data: ArrayBuffer) => {
		const decoder = decoding.createDecoder(new Uint8Array(data));
		const kind = decoding.readVarUint(decoder);
		if (kind === SAVED) counts.push(decoding.readVarUint(decoder));
		if (kind === NOTICE) notices.push(JSON.parse(decoding.readVarString(decoder)));
		if (kind !== 0) return;
		const step = decoding.readVarUint(decoder);
		if (step === 0) page.questions += 1;
		if (step === 1) answers += 1;
	});
	await opened(socket);
	await page.roundTrip();
	return page;
}

function opened(socket: WebSocket): Promise<void> {
	return new Promise((resolve, reject) => {
		socket.once('open', resolve);
		socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
	});
}

function add({ doc }: Pick<Page, 'doc'>, text: string): void {
	doc.transact(() => minutesBody(doc).insert(minutesBody(doc).length, [paragraph(text)]));
}

/** An update of a document of its own that says only this. */
function updateWith(text: string): Uint8Array {
	const doc = new Y.Doc();
	add({ doc }, text);
	return Y.encodeStateAsUpdate(doc);
}

function presenceOf(seenBy: Page, page: Page): Record<string, unknown> | undefined {
	return seenBy.provider.awareness.getStates().get(page.doc.clientID);
}

/** The minutes as they would be loaded now. */
async function storedTexts({ office }: SyncServer, { documentId }: Meeting): Promise<string[]> {
	const stored = (await office.storage.documents.load(documentId))!;
	const doc = new Y.Doc();
	if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot);
	for (const update of stored.updates) Y.applyUpdate(doc, update);
	return minutesBody(doc)
		.toArray()
		.map((node) => (node as Y.XmlElement).toString().replaceAll(/<[^>]*>/g, ''));
}

type Disk = ReturnType<typeof createDisk>;

/** A disk that a test can hold back or let fail. Counts only what pages write, not what the server sets up. */
function createDisk() {
	let gate: Promise<void> = Promise.resolve();
	let open = () => {};
	let isFailing = false;
	const disk = {
		/** Writes under way. */
		waiting: 0,
		stored: 0,
		authors: [] as (string | null)[],
		hold() {
			gate = new Promise((resolve) => (open = resolve));
		},
		release: () => open(),
		/** How often it refused. */
		failed: 0,
		fail: (now: boolean) => void (isFailing = now),
		around: (storage: Storage): Storage => ({
			...storage,
			documents: {
				...storage.documents,
				async append(updates) {
					if (isFailing) {
						disk.failed += 1;
						throw new StorageFull('the disk is full');
					}
					disk.waiting += 1;
					await gate;
					const seq = await storage.documents.append(updates);
					disk.waiting -= 1;
					disk.stored += updates.length;
					disk.authors.push(...updates.map(({ authorId }) => authorId));
					return seq;
				}
			}
		})
	};
	return disk;
}
