import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import * as encoding from 'lib0/encoding';
import { describe, expect, vi } from 'vitest';
import * as Y from 'yjs';
import type { Meeting } from '#domain/meeting.ts';
import type { Member } from '#domain/member.ts';
import { hashPassword } from '#server/auth/passwords.ts';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { encodeStateVector, encodeUpdate } from '#sync/protocol.ts';
import { caller } from '#support/office.ts';
import { type SyncServer } from '#support/sync-server.ts';
import { soon } from '#support/soon.ts';
import { it } from '#support/sync-test.ts';
import { openAttacker, openPage, openRawSocket, presenceFrame, probe, say, updatesOf } from './attacker.ts';

/** Attacks by size, number and time; one after the other, because memory and time are measured. */

describe('frames by hand', () => {
	it('W9: too large, deflated, in a hundred thousand pieces, or lying about themselves end their own socket', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const watch = await probe(server, meeting);
		const cookie = await office.signIn(office.people.chen);
		const update = encodeUpdate(updatesOf(watch.page.doc, (body) => body.push([paragraph('in pieces')]))[0]!);
		type Raw = ReturnType<typeof openRawSocket>;
		const mebibyte = 1_048_576;
		const attacks: [string, (raw: Raw) => Buffer[], number[]][] = [
			[
				'a byte over a mebibyte',
				(raw) => [raw.frame({ opcode: 2, payload: new Uint8Array(mebibyte + 1) })],
				[1009]
			],
			['a hundred mebibytes announced', (raw) => [raw.frame({ opcode: 2, length: 100 * mebibyte })], [1009]],
			['2⁶³ bytes announced', (raw) => [raw.frame({ opcode: 2, length: 2 ** 53 })], [1009]],
			[
				'compressed, which was not agreed',
				(raw) => [raw.frame({ opcode: 2, rsv: 4, payload: deflateRawSync(Buffer.alloc(10 * mebibyte)) })],
				[1002]
			],
			[
				'131,072 pieces of a byte',
				(raw) => [
					raw.frame({ opcode: 2, fin: false, payload: update.subarray(0, 1) }),
					...Array.from({ length: 131_072 }, () =>
						raw.frame({ opcode: 0, fin: false, payload: Uint8Array.of(1) })
					)
				],
				[1008, 1009]
			],
			[
				'131,072 empty pieces',
				(raw) => [
					raw.frame({ opcode: 2, fin: false }),
					...Array.from({ length: 131_072 }, () => raw.frame({ opcode: 0, fin: false }))
				],
				[1008, 1009]
			],
			['without a mask', (raw) => [raw.frame({ opcode: 2, payload: update, masked: false })], [1002]],
			['a piece of nothing before it', (raw) => [raw.frame({ opcode: 0, payload: update })], [1002]],
			['of a kind that is reserved', (raw) => [raw.frame({ opcode: 3, payload: update })], [1002]],
			['a ping that is too long', (raw) => [raw.frame({ opcode: 9, payload: new Uint8Array(126) })], [1002]]
		];
		for (const [name, frames, codes] of attacks) {
			const raw = openRawSocket(server, `/sync/${meeting.documentId}?saved=1`, {
				Cookie: cookie,
				Origin: server.origin
			});
			expect(await raw.answer).toContain('101');
			const bytes = Buffer.concat(frames(raw));
			const before = process.memoryUsage().rss;
			raw.tcp.write(bytes);
			expect([name, codes]).toEqual([name, expect.arrayContaining([await raw.closed])]);
			expect([name, process.memoryUsage().rss - before < 60e6]).toEqual([name, true]);
		}
		const asked = openRawSocket(server, `/sync/${meeting.documentId}`, {
			Cookie: cookie,
			Origin: server.origin,
			'Sec-WebSocket-Extensions': 'permessage-deflate'
		});
		let head = '';
		asked.tcp.on('data', (part) => (head += part.toString('latin1')));
		await asked.answer;
		expect(head).not.toMatch(/permessage-deflate/i);
		asked.tcp.destroy();
		await watch.unharmed();
	}, 60_000);
});

describe('lines without a word', () => {
	it('W3: [SY16] of ten thousand silent lines an address gets three thousand, for ten seconds', async ({
		server,
		meeting
	}) => {
		const watch = await probe(server, meeting);
		const beside = await openPage(server, meeting, await server.office.signIn(server.office.people.ben));
		const { hostname, port } = new URL(server.origin);
		const before = process.memoryUsage().rss;
		let open = 0;
		// More at once than the machine keeps waiting would be lost before they are lines.
		for (let count = 0; count < 10_000; count += 250)
			await Promise.all(
				Array.from({ length: 250 }, async () => {
					const line = connect({ host: hostname, port: Number(port) });
					open++;
					line
						.on('error', () => {})
						.once('close', () => open--)
						.resume();
					await new Promise((resolve) => line.once('connect', resolve).once('close', resolve));
				})
			);
		await soon(() => expect(open).toBeLessThan(3_000));
		const began = performance.now();
		expect(open).toBeGreaterThan(2_900);
		expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
		expect(server.office.warnings).toContainEqual({ what: 'lines', count: 2_400, most: 3_000 });
		// Whoever is in goes on meanwhile.
		beside.provider.awareness.setLocalState({ cursor: 1 });
		await soon(() => expect(watch.presenceOf(beside.doc.clientID)).toMatchObject({ cursor: 1 }));
		await vi.waitFor(() => expect(open).toBe(0), { timeout: 14_000, interval: 50 });
		expect(performance.now() - began).toBeLessThan(13_000);
		await watch.unharmed();
	}, 60_000);

	it('W3: [SY16] headers that trickle in do not put off the end', async ({ server, meeting }) => {
		const watch = await probe(server, meeting);
		const { hostname, port, host } = new URL(server.origin);
		const starts = ['', 'GET', `GET /sync/${meeting.documentId} HTTP/1.1\r\nHost: ${host}\r\n`];
		const ends = starts.map(async (start) => {
			const began = performance.now();
			const line = connect({ host: hostname, port: Number(port) });
			line.on('error', () => {}).resume();
			line.write(start);
			const trickle = setInterval(() => start.length > 3 && line.write('X-Slow: 1\r\n'), 200);
			await new Promise((resolve) => line.once('close', resolve));
			clearInterval(trickle);
			return performance.now() - began;
		});
		for (const lasted of await Promise.all(ends)) {
			expect(lasted).toBeGreaterThan(8_000);
			expect(lasted).toBeLessThan(13_000);
		}
		await watch.unharmed();
	}, 60_000);

	it('W3: two thousand headers, or headers of a megabyte, are no request', async ({ server, meeting }) => {
		const watch = await probe(server, meeting);
		const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`X-${index}`, 'many']));
		for (const headers of [many, { 'X-Large': 'x'.repeat(1_048_576) }]) {
			const raw = openRawSocket(server, `/sync/${meeting.documentId}`, headers);
			expect(await raw.answer).toMatch(/^(HTTP\/1.1 431 .*)?$/);
			await raw.closed;
		}
		await watch.unharmed();
	});
});

describe('rates', () => {
	it('W12: [SY42] ten thousand changes at once are slowed down, and lose nobody anything', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const watch = await probe(server, meeting);
		const attacker = await openAttacker(server, meeting, await office.signIn(office.people.chen));
		const frames: Uint8Array[] = [];
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(watch.page.doc));
		doc.on('update', (update: Uint8Array) => frames.push(encodeUpdate(update)));
		const text = new Y.XmlText('.');
		minutesBody(doc).push([new Y.XmlElement('paragraph')]);
		(minutesBody(doc).get(minutesBody(doc).length - 1) as Y.XmlElement).push([text]);
		for (let count = 0; count < 10_000; count++) text.insert(1, 'x');
		attacker.send(...frames);
		// Somebody else's edit comes through meanwhile.
		const other = await openPage(server, meeting, await office.signIn(office.people.ben));
		const began = performance.now();
		say(other, 'in between');
		await soon(() => expect(watch.page.texts()).toContain('in between'));
		expect(performance.now() - began).toBeLessThan(5_000);
		await soon(() => expect(attacker.saved.at(-1)).toBe(frames.length));
		expect(watch.page.closed).toEqual([]);
	}, 60_000);

	it('W12: [SY40] a storm of carets reaches the others ten times a second', async ({ server, meeting }) => {
		const { office } = server;
		const watch = await probe(server, meeting);
		const attacker = await openAttacker(server, meeting, await office.signIn(office.people.chen));
		let heard = 0;
		watch.page.provider.awareness.on('update', () => heard++);
		const began = performance.now();
		for (let clock = 1; clock <= 3_000; clock++)
			attacker.send(presenceFrame(4_711, clock, { cursor: clock }));
		await attacker.roundTrip();
		await soon(() => expect(watch.presenceOf(4_711)).toMatchObject({ cursor: 3_000 }));
		const seconds = (performance.now() - began) / 1_000;
		expect(heard).toBeLessThan(5 + seconds * 11);
		await watch.unharmed();
	}, 60_000);

	it('W12: small questions with large answers fill nobody’s memory', async ({ server, meeting }) => {
		const { office } = server;
		const page = await openPage(server, meeting, await office.signIn(office.people.ben));
		page.doc.transact(() => {
			for (let line = 0; line < 100; line++)
				minutesBody(page.doc).push([paragraph(`${line} ${'很长的一段'.repeat(400)}`)]);
		});
		const watch = await probe(server, meeting);
		const size = Y.encodeStateAsUpdate(page.doc).length;
		expect(size).toBeGreaterThan(500_000);
		const raw = openRawSocket(server, `/sync/${meeting.documentId}`, {
			Cookie: await office.signIn(office.people.chen),
			Origin: server.origin
		});
		await raw.answer;
		// Each question another one, so that no answer serves twice; and none is read.
		raw.tcp.pause();
		const before = process.memoryUsage();
		let most = 0;
		for (let count = 0; count < 400 && !raw.tcp.destroyed; count++) {
			const vector = encoding.encode((encoder) => {
				for (const number of [1, 1_000_000 + count, 0]) encoding.writeVarUint(encoder, number);
			});
			raw.write(raw.frame({ opcode: 2, payload: encodeStateVector(vector) }));
			if (count % 20 === 0) await pause(5);
			const { rss } = process.memoryUsage();
			most = Math.max(most, rss - before.rss);
		}
		await pause(500);
		most = Math.max(most, process.memoryUsage().rss - before.rss);
		expect(most).toBeLessThan(100e6);
		raw.tcp.destroy();
		await watch.unharmed();
	}, 60_000);
});

describe('what every page names when it comes in', () => {
	it('W6: [SY28] thousands of client ids of one member are refused, and the others come in and write', async ({
		server,
		meeting
	}) => {
		const watch = await probe(server, meeting);
		const attacker = await openAttacker(
			server,
			meeting,
			await server.office.signIn(server.office.people.chen)
		);
		const visits = (first: number) =>
			Y.mergeUpdates(
				Array.from({ length: 64 }, (_, index) => {
					const [update] = updatesOf(watch.page.doc, (body) => body.push([paragraph('')]), first + index);
					return update!;
				})
			);
		for (let visit = 0; visit < 40; visit++) attacker.send(encodeUpdate(visits(10_000 + visit * 64)));
		expect(await attacker.closed).toBe(4413);
		const room = (await server.office.app.rooms.open(meeting.documentId))!;
		expect(room.doc.store.clients.size).toBeLessThan(2_010);
		const late = await openPage(server, meeting, await server.office.signIn(server.office.people.ben));
		say(late, 'and on');
		await soon(() => expect(watch.page.texts()).toContain('and on'));
		expect(watch.page.closed).toEqual([]);
	}, 60_000);

	it('W9: [SY28] gaps that would make every page’s answer a giant frame are refused', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const watch = await probe(server, meeting);
		const cookie = await office.signIn(office.people.chen);
		const attacker = await openAttacker(server, meeting, cookie);
		const [text] = updatesOf(watch.page.doc, (body) => body.push([paragraph('ab'.repeat(400_000))]), 4_711);
		attacker.send(encodeUpdate(text!));
		const gaps = (from: number, to: number) =>
			encoding.encode((encoder) => {
				for (const number of [0, 1, 4_711, (to - from) / 2]) encoding.writeVarUint(encoder, number);
				for (let clock = from; clock < to; clock += 2) {
					encoding.writeVarUint(encoder, clock);
					encoding.writeVarUint(encoder, 1);
				}
			});
		for (let from = 10; from < 800_000; from += 50_000)
			attacker.send(encodeUpdate(gaps(from, Math.min(from + 50_000, 799_990))));
		expect(await attacker.closed).toBe(4413);
		const late = await openPage(server, meeting, await office.signIn(office.people.ben));
		// Who comes back answers with all the gaps that it knows.
		late.provider.disconnect();
		late.provider.connect();
		await soon(() => expect(late.provider.synced).toBe(true));
		say(late, 'and on');
		await soon(() => expect(watch.page.texts()).toContain('and on'));
		expect(late.closed).not.toContain(1009);
		expect(watch.page.closed).toEqual([]);
	}, 60_000);
});

describe('rights that are taken away', () => {
	type Given = { server: SyncServer; meeting: Meeting; ben: Member };
	const triggers: [string, (given: Given) => Promise<() => Promise<unknown>>, number[]][] = [
		[
			'the session is ended',
			async ({ server, ben }) => {
				const [session] = await server.office.app.sessions.ofMember(ben.id);
				return () => server.office.app.sessions.end(ben.id, session!.idHash);
			},
			[4503, 4401]
		],
		[
			'all sessions are ended',
			async ({ server, ben }) =>
				() =>
					server.office.app.sessions.endAll(ben.id),
			[4503, 4401]
		],
		[
			'the member is removed',
			async ({ server, ben }) => {
				const { app, as, people } = server.office;
				return () => app.people.removeMember(as(people.ana), ben.id);
			},
			[4503, 4401]
		],
		[
			'the role changes',
			async ({ server, ben }) => {
				const { app, as, people } = server.office;
				return () => app.people.changeMember(as(people.ana), ben.id, { role: 'administrator' });
			},
			[4503]
		],
		[
			'the minutes are signed',
			async ({ server, meeting }) => {
				const { app, as, people } = server.office;
				for (const to of ['draft', 'circulated'] as const)
					await app.meetings.becomes(as(people.ana), meeting.id, to);
				return () => app.meetings.becomes(as(people.ana), meeting.id, 'signed');
			},
			[4503]
		],
		[
			'the password is changed in another browser',
			async ({ server, ben }) => {
				const { app, storage } = server.office;
				const hash = await hashPassword('correct horse battery', { names: [] });
				await storage.transaction(({ people }) => people.setPasswordHash(ben.id, hash));
				const { cookie } = await app.sessions.open(ben, caller);
				const other = await app.sessions.identify(`${cookie.name}=${cookie.value}`, { secure: false });
				return () =>
					app.entrance.changePassword(other!, {
						current: 'correct horse battery',
						next: 'staple battery horse'
					});
			},
			[4503, 4401]
		],
		[
			'the session runs out',
			async ({ server }) =>
				async () =>
					server.office.pass(91 * 86_400_000),
			[4503, 4401]
		]
	];

	it.for(triggers)(
		'W13: [SY13] when %s, nothing more is taken within a second and nothing after the commit',
		{ timeout: 60_000 },
		async ([name, prepare, codes], { server, meeting }) => {
			const { office } = server;
			const { ben } = office.people;
			const watch = await openPage(server, meeting, await office.signIn(office.people.chen));
			const page = await openPage(server, meeting, await office.signIn(ben));
			const end = await prepare({ server, meeting, ben });
			await soon(() => expect(page.provider.synced).toBe(true));
			const before = page.closed.length;
			const watched = watch.closed.length;
			let line = 0;
			const typing = setInterval(() => say(page, `${name} ${line++}`), 5);
			await soon(() => expect(watch.texts().some((text) => text.startsWith(name))).toBe(true));
			await end();
			const committed = performance.now();
			const typed = line;
			await soon(() => expect(page.closed.length).toBeGreaterThan(before));
			expect(performance.now() - committed).toBeLessThan(name === 'the session runs out' ? 1_500 : 1_000);
			clearInterval(typing);
			await soon(() => expect(page.closed.slice(before)).toEqual(codes));
			// By a way of its own: what of the typing is on disk.
			const room = (await office.app.rooms.open(meeting.documentId))!;
			await pause(200);
			const stored = minutesBody(room.doc).toString();
			const late = Array.from({ length: line }, (_, index) => index).filter(
				(index) => index >= typed && stored.includes(`>${name} ${index}<`)
			);
			const mayWriteAgain = codes.length === 1 && name !== 'the minutes are signed';
			if (!mayWriteAgain && name !== 'the session runs out') expect(late).toEqual([]);
			// Nobody else is shown out for good.
			if (name !== 'the session runs out')
				expect(watch.closed.slice(watched).filter((code) => code !== 4503)).toEqual([]);
		}
	);

	it('W13: [SY13] a token that is withdrawn, also from the command line, closes its sockets within a second', async ({
		server,
		meeting
	}) => {
		const { office } = server;
		const authorization = `Bearer ${await office.apiToken(office.people.ben)}`;
		const socket = server.socket(`/sync/${meeting.documentId}`, { authorization });
		await new Promise<void>((resolve) => socket.once('message', () => resolve()));
		const closed = new Promise<number>((resolve) => socket.once('close', resolve));
		const [token] = await office.storage.read.tokens.list('api');
		const began = performance.now();
		await office.storage.transaction(({ tokens }) => tokens.revoke(token!.hash, office.now()));
		expect(await closed).toBe(4503);
		expect(performance.now() - began).toBeLessThan(1_500);
	});
});
