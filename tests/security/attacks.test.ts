import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { longId } from '#support/office.ts';
import { makeMeeting, makeWorkspace } from '#support/cast.ts';
import { element, minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { readHistory } from '#server/sync/history.ts';
import {
	encodeAnswer,
	encodeAwareness,
	encodeStateVector,
	encodeUpdate,
	NOTICE,
	type Notice
} from '#sync/protocol.ts';
import { encodePresence } from '#sync/presence.ts';
import { openSyncServer } from '#support/sync-server.ts';
import { soon } from '#support/soon.ts';
import { it } from '#support/sync-test.ts';
import {
	goneStruct,
	openAttacker,
	openPage,
	openRawSocket,
	presenceFrame,
	probe,
	say,
	updatesOf
} from './attacker.ts';

/** The attacks W1–W15 of the reliability study, over the real door: an attacker, an honest observer, and somebody new. */

describe.concurrent('at the door', () => {
	it('W1: [SY10] a page of any other origin is refused before it is a socket, and no session is touched', async ({
		server,
		meeting
	}) => {
		const cookie = await server.office.signIn(server.office.people.ana);
		const before = await server.office.app.sessions.ofMember(server.office.people.ana.id);
		const own = server.origin;
		const port = new URL(own).port;
		const origins = [
			null,
			'null',
			'',
			'https://evil.example',
			own.replace('http', 'https'),
			`${own}.evil.example`,
			`http://evil.example:${port}`,
			`http://sub.127.0.0.1:${port}`,
			`http://127.0.0.1:${Number(port) + 1}`,
			'http://127.0.0.1',
			`http://127.0.0.1:${port}@evil.example`,
			`http://evil.example/${own}`,
			`http://localhost:${port}`,
			`file://`
		];
		for (const origin of origins) {
			const headers: Record<string, string> =
				origin === null ? { Cookie: cookie } : { Cookie: cookie, Origin: origin };
			const socket = openRawSocket(server, `/sync/${meeting.documentId}`, headers);
			expect([origin, await socket.answer]).toEqual([origin, 'HTTP/1.1 403 Forbidden']);
			await socket.closed;
		}
		expect(await server.office.app.sessions.ofMember(server.office.people.ana.id)).toEqual(before);
	});

	it('W2: [SY10] no session, an ended one, one that ran out and a made-up one open nothing', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const { ben, chen } = office.people;
		const ended = await office.signIn(ben);
		const [session] = await office.app.sessions.ofMember(ben.id);
		await office.app.sessions.end(ben.id, session!.idHash);
		const old = await office.signIn(chen);
		office.pass(91 * 86_400_000);
		const name = old.split('=')[0]!;
		for (const cookie of [
			'',
			ended,
			old,
			`${name}=${'a'.repeat(40)}`,
			`${name}=../../etc`,
			`${name}=${'x'.repeat(4_000)}`
		]) {
			const socket = server.socket(`/sync/${meeting.documentId}`, { origin: server.origin, cookie });
			let heard = 0;
			socket.on('message', () => heard++);
			expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4401);
			expect(heard).toBe(0);
		}
	});

	it('W14: [SY12] a document that is another’s, gone, or no document at all answers like one that does not exist', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const other = makeWorkspace();
		const theirs = makeMeeting({ id: longId('theirs'), workspaceId: other.id, documentId: 'theirdocument' });
		await office.storage.transaction(async ({ workspaces, meetings, documents }) => {
			await workspaces.insert(other);
			await meetings.insert(theirs);
			await documents.create({
				epoch: 'first',
				documentId: theirs.documentId,
				update: Uint8Array.of(0, 0),
				authorId: null,
				at: 1
			});
		});
		const { documentId } = meeting;
		const cookie = await office.signIn(office.people.ben);
		for (const id of [
			'nothing',
			theirs.documentId,
			documentId.toUpperCase(),
			`${documentId}%00`,
			`../sync/${documentId}x`,
			`..%2f${documentId}`,
			`${documentId}/`,
			`${documentId}%20`,
			`${documentId}.`,
			'а'.repeat(12), // Cyrillic
			'x'.repeat(5_000),
			'__proto__',
			'constructor'
		]) {
			const socket = server.socket(`/sync/${id}`, { origin: server.origin, cookie });
			let heard = 0;
			socket.on('message', () => heard++);
			const code = await new Promise((resolve) => socket.once('close', resolve));
			expect([id, code, heard]).toEqual([id, 4404, 0]);
		}
	});

	it('W3: [SY11] whoever is not signed in is heard of nothing, whatever it sends first', async ({
		server,
		meeting
	}) => {
		const watch = await probe(server, meeting);
		const honest = updatesOf(watch.page.doc, (body) => body.push([paragraph('before signing in')]))[0]!;
		for (const first of [
			encodeUpdate(honest),
			encodeAnswer(honest),
			new Uint8Array(60_000),
			new Uint8Array(900_000)
		]) {
			const socket = server.socket(`/sync/${meeting.documentId}?saved=1`, { origin: server.origin });
			let heard = 0;
			socket.on('message', () => heard++);
			socket.once('open', () => socket.send(first));
			expect([1012, 4401]).toContain(await new Promise((resolve) => socket.once('close', resolve)));
			expect(heard).toBe(0);
		}
		await watch.unharmed();
	});

	it('W3: [SY43] one person has only so many sockets, and one address', async ({ server, meeting }) => {
		const watch = await probe(server, meeting);
		const cookie = await server.office.signIn(server.office.people.ben);
		const codes: number[] = [];
		let admitted = 0;
		for (let count = 0; count < 120; count++) {
			const socket = server.socket(`/sync/${meeting.documentId}`, { origin: server.origin, cookie });
			socket.once('message', () => admitted++);
			socket.once('close', (code) => codes.push(code));
		}
		await soon(() => expect(admitted + codes.length).toBe(120));
		expect(admitted).toBe(100);
		expect(new Set(codes)).toEqual(new Set([4529]));
		await watch.unharmed();
	});
});

test('W14: [SY12] a document that somebody may not see is not even read, so that its time tells nothing', async () => {
	const loaded: string[] = [];
	const server = await openSyncServer({
		around: (storage) => ({
			...storage,
			documents: {
				...storage.documents,
				load: (documentId) => {
					loaded.push(documentId);
					return storage.documents.load(documentId);
				}
			}
		})
	});
	const { office } = server;
	const [own, other] = [await office.openMeeting(), await office.openMeeting()];
	const { cookie } = await office.joinAsGuest(own);
	const codes: number[] = [];
	for (const documentId of [other.documentId, 'nothing']) {
		const socket = server.socket(`/sync/${documentId}`, { origin: server.origin, cookie });
		codes.push(await new Promise((resolve) => socket.once('close', resolve)));
	}
	expect(codes).toEqual([4404, 4404]);
	expect(loaded).not.toContain(other.documentId);
	await server.close();
});

describe.concurrent('a reader', () => {
	it('W4: [SY14] changes nothing by any frame, packing or piece', async ({ server, meeting }) => {
		const { app, as, people } = server.office;
		const watch = await probe(server, meeting);
		const update = updatesOf(watch.page.doc, (body) => body.push([paragraph('by a reader')]))[0]!;
		for (const to of ['draft', 'circulated', 'signed'] as const)
			await app.meetings.becomes(as(people.ana), meeting.id, to);
		// Signing has everybody come back as readers.
		await soon(() => expect(watch.page.closed).toEqual([4503]));
		await soon(() => expect(watch.page.provider.synced).toBe(true));
		const before = minutesBody(watch.page.doc).toString();
		const cookie = await server.office.signIn(people.chen);
		const writes = [encodeUpdate(update), encodeAnswer(update)];
		const packed = [
			...writes,
			Buffer.concat([encodeStateVector(Uint8Array.of(0)), ...writes]),
			Buffer.concat([presenceFrame(7, 1, {}), ...writes]),
			...[2, 4, 5, 8, 99, 100, 101, 102, 127].map((kind) => Buffer.concat([Uint8Array.of(kind), update])),
			Uint8Array.of(0, 3, ...update),
			encodeUpdate(update).toString()
		];
		for (const frame of packed) {
			const attacker = await openAttacker(server, meeting, cookie);
			attacker.send(frame);
			await Promise.race([attacker.roundTrip().catch(() => {}), attacker.closed]);
			expect(attacker.saved).toEqual([]);
			attacker.socket.terminate();
		}
		const writer = await openAttacker(server, meeting, cookie);
		writer.send(...writes.toReversed());
		expect(await writer.closed).toBe(4403);
		const { documentId } = meeting;
		const told = server.office.warnings.filter((line) => 'code' in line && line.code === 4403);
		expect(told).toEqual([{ memberId: people.chen.id, documentId, code: 4403, passedOver: 0 }]);
		for (const frame of writes) {
			const raw = openRawSocket(server, `/sync/${meeting.documentId}`, {
				Cookie: cookie,
				Origin: server.origin
			});
			await raw.answer;
			const pieces = [...frame].map((byte, index) =>
				raw.frame({
					opcode: index === 0 ? 2 : 0,
					fin: index === frame.length - 1,
					payload: Uint8Array.of(byte)
				})
			);
			raw.write(...pieces, raw.frame({ opcode: 9 }));
			raw.write(raw.frame({ opcode: 1, payload: frame }));
			raw.write(raw.frame({ opcode: 8, payload: Uint8Array.of(3, 232) }));
			await raw.closed;
		}
		const fresh = await openPage(server, meeting, await server.office.signIn(people.wangFang));
		expect(minutesBody(watch.page.doc).toString()).toBe(before);
		expect(minutesBody(fresh.doc).toString()).toBe(before);
		expect(watch.page.closed).toEqual([4503]);
	});
});

describe.concurrent('presence', () => {
	it('W5: [SY40] is one’s own, small, and cannot end or change a colleague’s', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const watch = await probe(server, meeting);
		const victim = await openPage(server, meeting, await office.signIn(office.people.ben));
		victim.provider.awareness.setLocalState({ cursor: 1 });
		const id = victim.doc.clientID;
		await soon(() => expect(watch.presenceOf(id)).toMatchObject({ cursor: 1, user: { name: 'Ben' } }));
		const { cookie, guest } = await office.joinAsGuest(meeting, 'Mallory');
		const attacker = await openAttacker(server, meeting, cookie);
		attacker.send(
			presenceFrame(4_711, 1, {
				user: { id: office.people.ana.id, name: 'CEO', guest: false } as never,
				cursor: 2
			}),
			presenceFrame(id, 1_000, null),
			presenceFrame(id, 1_001, { user: { name: 'CEO' } as never, cursor: 'forged' }),
			presenceFrame(4_712, 1, { cursor: 'a second one' }),
			presenceFrame(4_711, 2, { cursor: 'x'.repeat(3_000) }),
			encodeAwareness(
				encodePresence(
					Array.from({ length: 50 }, (_, index) => ({ clientId: 5_000 + index, clock: 1, state: {} }))
				)
			)
		);
		await attacker.roundTrip();
		await soon(() =>
			expect(watch.presenceOf(4_711)).toMatchObject({
				cursor: 2,
				user: { id: guest.id, name: 'Mallory', guest: true }
			})
		);
		victim.provider.awareness.setLocalStateField('cursor', 3);
		await soon(() => expect(watch.presenceOf(id)).toMatchObject({ cursor: 3, user: { name: 'Ben' } }));
		const seen = [...watch.page.provider.awareness.getStates().keys()];
		expect(seen.filter((each) => each >= 4_000 && each < 6_000)).toEqual([4_711]);
		expect(victim.closed).toEqual([]);
		await watch.unharmed();
	});

	it('W5: [SY40] has a page asked once whether it is there, however often others ask for its client id', async ({
		server,
		meeting
	}) => {
		const { office, origin } = server;
		const cookie = await office.signIn(office.people.chen);
		const holder = new WebSocket(`${origin.replace('http', 'ws')}/sync/${meeting.documentId}`, {
			autoPong: false,
			headers: { origin, cookie }
		});
		let pings = 0;
		holder.on('ping', () => pings++);
		await new Promise((resolve) => holder.once('message', resolve));
		holder.send(presenceFrame(4_711, 1, { cursor: 1 }));
		const others = await Promise.all(Array.from({ length: 12 }, () => openAttacker(server, meeting, cookie)));
		const watch = await probe(server, meeting);
		await soon(() => expect(watch.presenceOf(4_711)).toMatchObject({ cursor: 1 }));
		for (const other of others) other.send(presenceFrame(4_711, 2, { cursor: 2 }));
		await soon(() => expect(watch.presenceOf(4_711)).toMatchObject({ cursor: 2 }));
		expect(pings).toBe(1);
		holder.terminate();
		await watch.unharmed();
	});

	it('W5: [SY40] under a colleague’s client id is refused to whoever comes with it', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const watch = await probe(server, meeting);
		const victim = await openPage(server, meeting, await office.signIn(office.people.ben));
		victim.provider.awareness.setLocalState({ cursor: 1 });
		await soon(() => expect(watch.presenceOf(victim.doc.clientID)).toMatchObject({ cursor: 1 }));
		const attacker = await openAttacker(server, meeting, await office.signIn(office.people.chen));
		attacker.send(presenceFrame(victim.doc.clientID, 99, { cursor: 'taken over' }));
		expect(await attacker.closed).toBe(4409);
		victim.provider.awareness.setLocalStateField('cursor', 2);
		await soon(() => expect(watch.presenceOf(victim.doc.clientID)).toMatchObject({ cursor: 2 }));
		expect(victim.closed).toEqual([]);
		await watch.unharmed();
	});
});

describe.concurrent('an editor', () => {
	it('W6: [SY21] who writes structs of another’s client id is sent away and named in the log, and the other is heard as before', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const watch = await probe(server, meeting);
		const victim = await openPage(server, meeting, await office.signIn(office.people.ben));
		say(victim, 'Ben was here');
		await soon(() => expect(watch.page.texts()).toContain('Ben was here'));
		const id = victim.doc.clientID;
		const clock = Y.getState(victim.doc.store, id);
		const cookie = await office.signIn(office.people.chen);
		const forgeries: [Uint8Array, number[]][] = [
			[goneStruct(id, clock, 2 ** 40), [4409, 4400]],
			[goneStruct(id, clock, 5), [4409]],
			[updatesOf(victim.doc, (body) => body.push([paragraph('FORGED')]), id)[0]!, [4409]]
		];
		for (const [forgery, codes] of forgeries) {
			for (const frame of [encodeUpdate(forgery), encodeAnswer(forgery)]) {
				const attacker = await openAttacker(server, meeting, cookie);
				attacker.send(frame);
				expect(codes).toContain(await attacker.closed);
				expect(attacker.saved).toEqual([]);
			}
		}
		expect(office.warnings).toContainEqual({
			memberId: office.people.chen.id,
			documentId: meeting.documentId,
			code: 4409,
			passedOver: 0
		});
		for (let line = 0; line < 100; line++) say(victim, `Ben goes on ${line}`);
		await soon(() => expect(watch.page.texts()).toContain('Ben goes on 99'));
		const fresh = await openPage(server, meeting, await office.signIn(office.people.wangFang));
		expect(fresh.texts().filter((text) => text.startsWith('Ben goes on'))).toHaveLength(100);
		expect(fresh.texts().join()).not.toContain('FORGED');
		expect([victim.closed, watch.page.closed]).toEqual([[], []]);
	});

	it('W6: [SY22] who leaves a gap of its own, skips or claims 2⁴⁰ characters is told of nothing saved', async ({
		server,
		meeting
	}) => {
		const watch = await probe(server, meeting);
		const cookie = await server.office.signIn(server.office.people.chen);
		const skip = encoding.encode((encoder) => {
			for (const number of [1, 2, 4_711, 0]) encoding.writeVarUint(encoder, number);
			encoding.writeUint8(encoder, 10);
			encoding.writeVarUint(encoder, 3);
			encoding.writeUint8(encoder, 0);
			encoding.writeVarUint(encoder, 1);
			encoding.writeVarUint(encoder, 0);
		});
		for (const update of [goneStruct(4_711, 7, 1), goneStruct(4_711, 0, 2 ** 40), skip]) {
			const attacker = await openAttacker(server, meeting, cookie);
			attacker.send(encodeUpdate(update));
			await Promise.race([attacker.roundTrip().catch(() => {}), attacker.closed]);
			expect(attacker.saved).toEqual([]);
			attacker.socket.terminate();
		}
		await watch.unharmed();
	});

	it('W7: [SY22] ten thousand orphans are not stored, and cost neither time nor anybody’s first sync', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const watch = await probe(server, meeting);
		const room = (await office.app.rooms.open(meeting.documentId))!;
		const before = Y.encodeStateAsUpdate(room.doc).length;
		const history = await readHistory(office.storage.documents, meeting.documentId);
		const orphans: Uint8Array[] = [];
		const page = new Y.Doc();
		page.on('update', (update: Uint8Array) => orphans.push(encodeUpdate(update)));
		for (let line = 0; line < 10_001; line++) minutesBody(page).push([paragraph(`${line}`)]);
		const attacker = await openAttacker(server, meeting, await office.signIn(office.people.chen));
		const began = process.cpuUsage();
		attacker.send(...orphans.slice(1));
		await Promise.race([attacker.roundTrip(), attacker.closed]);
		const { user, system } = process.cpuUsage(began);
		// Of both sides, in this one process, and of the tests beside it.
		expect((user + system) / 1e6).toBeLessThan(15);
		expect(attacker.saved).toEqual([]);
		expect(Y.encodeStateAsUpdate(room.doc).length).toBe(before);
		expect(room.doc.store.pendingStructs).toBeNull();
		expect((await readHistory(office.storage.documents, meeting.documentId)).entries).toHaveLength(
			history.entries.length
		);
		await watch.unharmed();
	}, 60_000);

	it('W8: who deletes everything is named in the history, and everything can be read there', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const watch = await probe(server, meeting);
		const { chen } = office.people;
		const before = minutesBody(watch.page.doc).toString();
		const attacker = await openPage(server, meeting, await office.signIn(chen));
		minutesBody(attacker.doc).delete(0, minutesBody(attacker.doc).length);
		await soon(() => expect(watch.page.texts()).toEqual([]));
		const { entries } = await readHistory(office.storage.documents, meeting.documentId);
		expect(entries.at(-1)!.authorId).toBe(chen.id);
		const earlier = new Y.Doc();
		for (const { update } of entries.slice(0, -1)) Y.applyUpdate(earlier, update);
		expect(minutesBody(earlier).toString()).toBe(before);
		expect(watch.page.closed).toEqual([]);
	});

	it('W8: [SY37] what somebody deleted is told to everybody, and one call brings it back for everybody', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const { ben, chen } = office.people;
		const watch = await probe(server, meeting);
		say(watch.page, '预算由市场部垫付，周五前由王芳汇总各部门意见。'.repeat(20));
		const observer = await openAttacker(server, meeting, await office.signIn(ben));
		const notices: Notice[] = [];
		observer.socket.on('message', (data: ArrayBuffer) => {
			const decoder = decoding.createDecoder(new Uint8Array(data));
			if (decoding.readVarUint(decoder) === NOTICE)
				notices.push(JSON.parse(decoding.readVarString(decoder)) as Notice);
		});
		const attacker = await openPage(server, meeting, await office.signIn(chen));
		await soon(() => expect(attacker.texts()).toEqual(watch.page.texts()));
		const before = watch.page.texts();
		minutesBody(attacker.doc).delete(0, minutesBody(attacker.doc).length);
		await soon(() => expect(watch.page.texts()).toEqual([]));
		await soon(() => expect(notices).toHaveLength(1));
		expect(notices).toMatchObject([{ kind: 'removed', removed: [{ by: chen.id }] }]);
		const { removed } = notices[0] as Extract<Notice, { kind: 'removed' }>;
		const { removedPassages } = office.app;
		expect(await removedPassages.list(office.as(ben), meeting.id)).toMatchObject(removed);

		const began = performance.now();
		const { key } = removed[0]!;
		const presses = await Promise.allSettled(
			[ben, office.people.ana].map((one) =>
				removedPassages.bringBack(office.as(one), { meetingId: meeting.id, key })
			)
		);
		expect(presses).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'conflict' } }]);
		await soon(() => expect(watch.page.texts()).toEqual(before));
		expect(performance.now() - began).toBeLessThan(2_000);
		await soon(() => expect(notices.at(-1)).toEqual({ kind: 'removed', removed: [] }));
		expect(await removedPassages.list(office.as(ben), meeting.id)).toEqual([]);
		const { entries } = await readHistory(office.storage.documents, meeting.documentId);
		expect(entries.at(-1)!.authorId).toBe(ben.id);
		expect(watch.page.closed).toEqual([]);
	});

	it('W10: [SY24] [SY25] who nests too deep, names what the minutes have not, or sets keys of the prototype harms nobody', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const watch = await probe(server, meeting);
		const cookie = await office.signIn(office.people.chen);
		const attribute = (key: string, value: unknown) => (body: Y.XmlFragment) => {
			const block = element('paragraph', {}, []);
			block.setAttribute(key, value as string);
			body.push([block]);
		};
		const nested = (depth: number) => {
			let value: unknown = 1;
			for (let level = 0; level < depth; level++) value = { level: value };
			return value;
		};
		const deep = (depth: number) => (body: Y.XmlFragment) => {
			let inner: Y.XmlFragment = body;
			for (let level = 0; level < depth; level++) {
				const next = element('blockquote', {}, []);
				inner.insert(0, [next]);
				inner = next;
			}
		};
		const hostile: ((body: Y.XmlFragment) => void)[] = [
			...[33, 100, 1_000, 5_000].map((depth) => attribute('level', nested(depth))),
			...[65, 1_000, 10_000].map(deep),
			...['__proto__', 'constructor', 'prototype'].map((key) => attribute(key, { polluted: true })),
			attribute('level', JSON.parse('{"__proto__":{"polluted":true}}')),
			(body) => body.push([new Y.XmlElement('script')]),
			(body) => body.push([new Y.XmlHook('hook') as unknown as Y.XmlElement]),
			(body) => body.doc!.getMap('other').set('a', 1)
		];
		for (const change of hostile) {
			const attacker = await openAttacker(server, meeting, cookie);
			// A transaction of its own, as one frame.
			const [update] = updatesOf(watch.page.doc, (body) => body.doc!.transact(() => change(body)));
			attacker.send(encodeUpdate(update!));
			expect(await attacker.closed).toBe(4400);
			expect(attacker.saved).toEqual([]);
		}
		expect({}).not.toHaveProperty('polluted');
		await watch.unharmed();
		// What is odd and no more than that is taken in, and everybody can still read and write.
		const page = await openPage(server, meeting, cookie);
		for (const value of [NaN, Infinity, 9n, '\ud800', 'x'.repeat(50_000), nested(20), null, false])
			attribute('level', value)(minutesBody(page.doc));
		await soon(() => expect(watch.page.texts()).toEqual(page.texts()));
		const late = await openPage(server, meeting, await office.signIn(office.people.ben));
		expect(late.texts()).toEqual(page.texts());
		say(late, 'and on');
		await soon(() => expect(watch.page.texts()).toContain('and on'));
		await office.app.follower.readNow(meeting.documentId);
	}, 60_000);

	it('W15: who uses the server’s own kinds of frames, or other services’, is sent away alone', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const watch = await probe(server, meeting);
		const cookie = await office.signIn(office.people.chen);
		const bytes = (...numbers: number[]) => Uint8Array.from(numbers);
		for (const frame of [
			bytes(100, 1),
			bytes(101, 2, 123, 125),
			bytes(2, 0, 0),
			bytes(4, 0, 0),
			bytes(5, 1, 65),
			bytes(6),
			bytes(7, 1, 65),
			bytes(8, 1),
			bytes(255, 255, 255, 255, 15),
			encoding.encode((encoder) => {
				encoding.writeVarString(encoder, meeting.documentId); // as Hocuspocus prefixes its frames
				encoding.writeVarUint8Array(encoder, encodeStateVector(bytes(0)));
			})
		]) {
			const attacker = await openAttacker(server, meeting, cookie);
			attacker.send(frame);
			expect(await attacker.closed).toBe(4400);
			expect(attacker.saved).toEqual([]);
		}
		await watch.unharmed();
	});
});
