import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { StartFailure } from '#server/errors.ts';
import { createQueue } from '#server/storage/queue.ts';
import { documentUpdates } from '#server/storage/schema.ts';
import { createCommit } from '#server/storage/sqlite/commit.ts';
import { migrateDatabase, openReader, openWriter } from '#server/storage/sqlite/database.ts';
import { createDocumentLog, createDocumentStore } from '#server/storage/sqlite/document-log.ts';
import { unpackRecords } from '#server/storage/sqlite/records.ts';
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts';
import { StorageFull } from '#server/storage/storage.ts';
import { createRooms } from '#server/sync/rooms.ts';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import {
	departments,
	makeCard,
	makeMeeting,
	makeMember,
	makeSession,
	makeToken,
	members,
	moveIn,
	workspace
} from '#support/cast.ts';
import { inTemporaryFolder } from './temporary-folder.ts';
import { bytesOf, numberOf, scramble } from './written-numbers.ts';

const newPath = inTemporaryFolder();
const newFile = () => newPath('.db');
const migrations = fileURLToPath(new URL('../../server/storage/migrations', import.meta.url));

describe('a reopened database', () => {
	it('has everything that was written', async () => {
		const file = newFile();
		const card = makeCard();
		const anchor = { cardId: card.id, meetingId: 'weekly', runs: [{ client: 1, clock: 2, length: 3 }] };
		const [meeting, session, token] = [makeMeeting(), makeSession(), makeToken()];
		const update = { documentId: meeting.documentId, epoch: 'first', authorId: 'ana', at: 1 };

		const before = openSqliteStorage(file);
		await moveIn(before);
		const event = await before.transaction(async (stores) => {
			await stores.meetings.insert(meeting);
			await stores.sessions.insert(session);
			await stores.tokens.insert(token);
			await stores.cards.insert(card);
			await stores.cards.saveAnchor(anchor);
			await stores.documents.create({ ...update, update: bytesOf(1) });
			return stores.events.append({
				workspaceId: workspace.id,
				at: 1,
				by: { kind: 'setup' },
				meetingId: null,
				cardId: card.id,
				what: { type: 'people-changed' }
			});
		});
		const snapshotSeq = await before.documents.append([{ ...update, update: bytesOf(2) }]);
		const lastSeq = await before.documents.append([{ ...update, update: bytesOf(3) }]);
		await before.documents.saveSnapshot(
			meeting.documentId,
			{ state: bytesOf(12), vector: Uint8Array.of(0) },
			snapshotSeq
		);
		await before.documents.markRead(meeting.documentId, snapshotSeq);
		await before.close();

		const after = openSqliteStorage(file);
		expect(await after.read.workspaces.get()).toEqual(workspace);
		expect(await after.read.people.members(workspace.id)).toEqual(Object.values(members));
		expect(await after.read.people.departments(workspace.id)).toHaveLength(Object.keys(departments).length);
		expect(await after.read.meetings.find(meeting.id)).toEqual(meeting);
		expect(await after.read.sessions.find(session.idHash)).toEqual(session);
		expect(await after.read.tokens.find(token.hash)).toEqual(token);
		expect(await after.read.cards.list(workspace.id)).toEqual([card]);
		expect(await after.read.cards.anchors('weekly')).toEqual([anchor]);
		expect(await after.read.events.since(workspace.id, 0, 10)).toEqual([event]);
		const minutes = await after.documents.load(meeting.documentId);
		expect(numberOf(minutes!.snapshot!)).toBe(12);
		expect(minutes!.updates.map(numberOf)).toEqual([3]);
		expect(minutes).toMatchObject({ lastSeq, readSeq: snapshotSeq });
		expect(await after.documents.unread()).toEqual([meeting.documentId]);
		await after.close();
	});

	it('goes on counting where it stopped', async () => {
		const file = newFile();
		const update = { documentId: 'minutes', epoch: 'first', update: bytesOf(1), authorId: null, at: 1 };
		const before = openSqliteStorage(file);
		await before.transaction(({ documents }) => documents.create(update));
		const last = await before.documents.append([update]);
		await before.close();
		const after = openSqliteStorage(file);
		expect(await after.documents.append([update])).toBe(last + 1);
		await after.close();
	});
});

describe('a database of a newer version', () => {
	it('is refused and not touched', async () => {
		const file = await writeAsNewerVersion();
		const before = readFileSync(file);
		expect(() => openSqliteStorage(file)).toThrow(StartFailure);
		expect(readFileSync(file).equals(before)).toBe(true);
	});

	it('is refused and not touched when it was left without closing', async () => {
		const original = await writeAsNewerVersion();
		const newer = new Sqlite(original);
		newer.pragma('wal_autocheckpoint = 0');
		newer.exec("UPDATE workspaces SET name = 'only in the log'");
		const file = newFile();
		for (const part of ['', '-wal']) copyFileSync(original + part, file + part);
		newer.close();

		const before = ['', '-wal'].map((part) => readFileSync(file + part));
		expect(() => openSqliteStorage(file)).toThrow(StartFailure);
		expect(['', '-wal'].map((part, index) => readFileSync(file + part).equals(before[index]!))).toEqual([
			true,
			true
		]);
		const again = new Sqlite(file);
		expect(again.prepare('SELECT name FROM workspaces').pluck().get()).toBe('only in the log');
		again.close();
	});

	it('is refused and not touched in any journal mode', async () => {
		const file = await writeAsNewerVersion();
		const newer = new Sqlite(file);
		newer.pragma('journal_mode = DELETE');
		newer.close();
		const before = readFileSync(file);
		expect(() => openSqliteStorage(file)).toThrow(StartFailure);
		expect(readFileSync(file).equals(before)).toBe(true);
	});

	async function writeAsNewerVersion(): Promise<string> {
		const file = newFile();
		const storage = openSqliteStorage(file);
		await moveIn(storage);
		await storage.close();
		const sqlite = new Sqlite(file);
		sqlite
			.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('from the future', ?)")
			.run(Date.UTC(2999, 0, 1));
		sqlite.close();
		return file;
	}
});

describe('migrations', () => {
	const journal = JSON.parse(readFileSync(join(migrations, 'meta/_journal.json'), 'utf8')) as {
		entries: { tag: string; when: number }[];
	};
	const applied = (file: string) => {
		const sqlite = new Sqlite(file, { readonly: true });
		const count = sqlite.prepare('SELECT COUNT(*) FROM __drizzle_migrations').pluck().get();
		sqlite.close();
		return count;
	};

	it('make every table in a file that is not there, or empty', async () => {
		const [missing, empty] = [newFile(), newFile()];
		writeFileSync(empty, '');
		for (const file of [missing, empty]) {
			const storage = openSqliteStorage(file);
			await moveIn(storage);
			expect(await storage.read.workspaces.get()).toEqual(workspace);
			await storage.close();
			expect(applied(file)).toBe(journal.entries.length);
		}
	});

	it('bring a file of the first version up to date and keep what is in it', async () => {
		const file = newFile();
		const first = openWriter(file);
		migrateDatabase(first, folderWith([journal.entries[0]!]));
		first.sqlite
			.prepare(
				`INSERT INTO workspaces (id, name, time_zone, locale, guests_may_join, created_at)
				 VALUES (@id, @name, @timeZone, @locale, 1, @createdAt)`
			)
			.run({ ...workspace, guestsMayJoin: null });
		first.sqlite.close();
		expect(applied(file)).toBe(1);

		const storage = openSqliteStorage(file);
		expect(await storage.read.workspaces.get()).toEqual(workspace);
		await storage.close();
		expect(applied(file)).toBe(journal.entries.length);
	});

	it.each([true, false])(
		'[SY21] let who wrote in the first version go on under the same client id (snapshot: %s)',
		async (hasSnapshot) => {
			const file = newFile();
			const first = openWriter(file);
			migrateDatabase(first, folderWith([journal.entries[0]!]));
			const ana = new Y.Doc();
			const written: Uint8Array[] = [];
			ana.on('update', (update: Uint8Array) => written.push(update));
			minutesBody(ana).insert(0, [paragraph('in the first version')]);
			first.sqlite
				.prepare(`INSERT INTO document_updates VALUES (1, 'weekly', ?, 'ana', 1)`)
				.run(Buffer.from(written[0]!));
			first.sqlite
				.prepare(`INSERT INTO documents VALUES ('weekly', 1, 0, ?, ?)`)
				.run(hasSnapshot ? Buffer.from(Y.encodeStateAsUpdate(ana)) : null, hasSnapshot ? 1 : 0);
			first.sqlite.close();

			const storage = openSqliteStorage(file);
			const write = async (memberId: string, update: Uint8Array, isKilled = false) => {
				const rooms = createRooms({ log: storage.documents, now: () => 1 });
				const room = await rooms.open('weekly');
				const done = await room!.write(update, { memberId, send: () => {} });
				if (!isKilled) await rooms.close();
				return done;
			};
			for (const [index, memberId] of ['ben', 'chen'].entries()) {
				const doc = new Y.Doc();
				minutesBody(doc).insert(0, [paragraph(`of ${memberId}`)]);
				const isKilled = index === 0;
				expect(await write(memberId, Y.encodeStateAsUpdate(doc), isKilled)).toBe('stored');
				minutesBody(ana).insert(0, [paragraph('offline meanwhile')]);
				expect(await write('ana', written.at(-1)!, isKilled)).toBe('stored');
			}
			await storage.close();
		}
	);

	it('are not run a second time', async () => {
		const file = newFile();
		for (const _start of [1, 2, 3]) await openSqliteStorage(file).close();
		expect(applied(file)).toBe(journal.entries.length);
	});

	it('may rebuild a table that others refer to', async () => {
		const file = newFile();
		const storage = openSqliteStorage(file);
		await moveIn(storage);
		await storage.transaction(({ sessions }) => sessions.insert(makeSession({ memberId: 'ana' })));
		await storage.close();

		const connection = openWriter(file);
		migrateDatabase(connection, folderWith(journal.entries, rebuildMembers));
		const count = connection.sqlite.prepare('SELECT COUNT(*) FROM members').pluck().get();
		expect(count).toBe(Object.keys(members).length);
		expect(connection.sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
		connection.sqlite.close();
	});

	it('leave the file as it was when one fails', async () => {
		const file = newFile();
		const storage = openSqliteStorage(file);
		await moveIn(storage);
		await storage.close();

		for (const failing of [
			'DELETE FROM members;--> statement-breakpoint\nSELECT no_such_column FROM members;',
			"INSERT INTO sessions VALUES ('hash', 'nobody', 1, 1, '', '');"
		]) {
			const connection = openWriter(file);
			expect(() => migrateDatabase(connection, folderWith(journal.entries, failing))).toThrow();
			connection.sqlite.close();
		}

		const reopened = openSqliteStorage(file);
		expect(await reopened.read.people.members(workspace.id)).toHaveLength(Object.keys(members).length);
		expect(await reopened.read.sessions.find('hash')).toBeNull();
		await reopened.close();
		expect(applied(file)).toBe(journal.entries.length);
	});

	/** A migrations folder with these of the real ones, and one more if given. */
	function folderWith(entries: readonly { tag: string; when: number }[], extra?: string): string {
		const folder = newPath('-migrations');
		mkdirSync(join(folder, 'meta'), { recursive: true });
		for (const { tag } of entries) cpSync(join(migrations, `${tag}.sql`), join(folder, `${tag}.sql`));
		const added = { ...entries.at(-1)!, tag: '9999_extra', when: entries.at(-1)!.when + 1 };
		if (extra) writeFileSync(join(folder, '9999_extra.sql'), extra);
		const all = extra ? [...entries, added] : entries;
		writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries: all }));
		return folder;
	}

	/** As drizzle-kit writes it when a column's type changes. */
	const rebuildMembers = [
		'PRAGMA foreign_keys=OFF;',
		'CREATE TABLE `__new_members` AS SELECT * FROM `members`;',
		'DROP TABLE `members`;',
		'CREATE TABLE `members` (`id` text PRIMARY KEY NOT NULL, `name` text NOT NULL);',
		'INSERT INTO `members` (`id`, `name`) SELECT `id`, `name` FROM `__new_members`;',
		'DROP TABLE `__new_members`;',
		'PRAGMA foreign_keys=ON;'
	].join('--> statement-breakpoint\n');
});

describe('the connection that writes', () => {
	it('waits for the disk at every commit, and still does after writes', () => {
		const writer = openWriter(newFile());
		migrateDatabase(writer);
		const level = () => writer.sqlite.pragma('synchronous', { simple: true });
		expect(level()).toBe(2);
		writer.sqlite.exec("INSERT INTO dismissals VALUES ('weekly', 'lunch')");
		writer.sqlite.exec("BEGIN IMMEDIATE; INSERT INTO dismissals VALUES ('weekly', 'tea'); COMMIT");
		expect(level()).toBe(2);
		expect(writer.sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
		writer.sqlite.close();
	});

	it('keeps foreign keys', async () => {
		const file = newFile();
		const writer = openWriter(file);
		migrateDatabase(writer);
		expect(writer.sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
		writer.sqlite.close();
		const storage = openSqliteStorage(file);
		const orphan = storage.transaction(({ people }) => people.insertMember(makeMember(), null));
		await expect(orphan).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' });
		await storage.close();
	});
});

describe('a full disk', () => {
	it('refuses the update it has no room for, keeps the others, and goes on when there is room', async () => {
		const file = newFile();
		const writer = openWriter(file);
		migrateDatabase(writer);
		const reader = openReader(file);
		const queue = createQueue();
		const commit = createCommit(writer.sqlite);
		const log = createDocumentLog({
			reader,
			alone: (work) => queue.run(async () => work()),
			commit: async (group) => commit(group),
			reclaim: async () => null,
			onLost: () => {}
		});
		const append = (number: number) =>
			log.append([{ documentId: 'minutes', update: bytesOf(number), authorId: 'ana', at: number }]);
		await createDocumentStore(writer.db, writer.sqlite).create({
			epoch: 'first',
			documentId: 'minutes',
			update: bytesOf(0),
			authorId: null,
			at: 0
		});
		const pages = Number(writer.sqlite.pragma('page_count', { simple: true }));
		writer.sqlite.pragma(`max_page_count = ${pages + 8}`);

		const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
		const answers = [
			...(await Promise.allSettled(numbers.slice(0, 30).map(append))),
			...(await Promise.allSettled(numbers.slice(30).map(append)))
		];
		const saved = numbers.filter((_, index) => answers[index]!.status === 'fulfilled');
		const refused = answers.filter((answer) => answer.status === 'rejected');
		expect(saved.length).toBeGreaterThan(0);
		expect(refused.length).toBeGreaterThan(0);
		for (const { reason } of refused) expect(reason).toBeInstanceOf(StorageFull);
		expect((await log.load('minutes'))!.updates.map(numberOf)).toEqual([0, ...saved]);

		writer.sqlite.pragma('max_page_count = 1000000');
		await append(1000);
		expect((await log.load('minutes'))!.updates.map(numberOf)).toEqual([0, ...saved, 1000]);
		expect(writer.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
		reader.sqlite.close();
		writer.sqlite.close();
	});
});

const seed = randomInt(1_000_000);

describe(`a process killed while it writes (seed ${seed})`, () => {
	it('has lost nothing that it acknowledged, and left nothing by halves', async () => {
		const file = newFile();
		const acknowledged = { update: new Set<number>(), card: new Set<number>() };

		for (let round = 0; round < 5; round += 1) {
			// The first one dies right after it has made the tables.
			const killAfter = round === 0 ? 1 : 1 + (scramble(seed + round) % 400);
			const lines = await runUntilKilled({ file, from: 1_000_000 * round, killAfter });
			expect(lines.length).toBeGreaterThanOrEqual(killAfter);
			for (const line of lines) {
				const [what, number] = line.split(' ') as ['ready' | 'update' | 'card', string];
				if (what !== 'ready') acknowledged[what].add(Number(number));
			}

			const found = await readBack(file);
			expect(found.integrity).toBe('ok');
			expect([...acknowledged.update].filter((number) => !found.updates.has(number))).toEqual([]);
			expect([...acknowledged.card].filter((number) => !found.cards.includes(`card-${number}`))).toEqual([]);
			expect(found.eventCards.toSorted()).toEqual(found.cards.toSorted());
		}
		expect(acknowledged.update.size).toBeGreaterThan(0);
	}, 120_000);

	/** Every line of the writing process; it is killed as soon as it has said `killAfter` of them. */
	async function runUntilKilled(run: { file: string; from: number; killAfter: number }): Promise<string[]> {
		const script = fileURLToPath(new URL('./append-until-killed.ts', import.meta.url));
		const child = spawn(process.execPath, [script, run.file, String(seed), String(run.from)], {
			stdio: ['ignore', 'pipe', 'pipe']
		});
		const complaints: Buffer[] = [];
		child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
		const ended = new Promise<NodeJS.Signals | null>((resolve) =>
			child.once('close', (_code, signal) => resolve(signal))
		);
		const lines: string[] = [];
		for await (const line of createInterface(child.stdout)) {
			lines.push(line);
			if (lines.length === run.killAfter) child.kill('SIGKILL');
		}
		const signal = await ended;
		expect({ signal, complaints: signal === 'SIGKILL' ? '' : Buffer.concat(complaints).toString() }).toEqual({
			signal: 'SIGKILL',
			complaints: ''
		});
		return lines;
	}

	/** What a new process finds, with each document loaded as a room would load it. */
	async function readBack(file: string) {
		const storage = openSqliteStorage(file);
		const reader = openReader(file);
		const rows = reader.db
			.select()
			.from(documentUpdates)
			.orderBy(documentUpdates.seq)
			.all()
			.flatMap(({ update, records, ...row }) =>
				unpackRecords(update, { count: records!, at: row.at, seq: row.seq }).map((one) => ({
					...row,
					update: Buffer.from(one.update)
				}))
			);
		const written = rows.filter(({ update }) => update.length > 0);

		for (const documentId of ['odd', 'even']) {
			const ofDocument = rows.filter((row) => row.documentId === documentId);
			const loaded = (await storage.documents.load(documentId))!;
			expect(loaded.lastSeq).toBe(ofDocument.at(-1)!.seq);
			const after = ofDocument.slice(-loaded.updates.length || ofDocument.length);
			expect(loaded.updates.map((update) => Buffer.from(update).toString('hex'))).toEqual(
				after.map(({ update }) => update.toString('hex'))
			);
			if (!loaded.snapshot) expect(loaded.updates).toHaveLength(ofDocument.length);
			else expect(ofDocument.some(({ update }) => update.equals(loaded.snapshot!))).toBe(true);
		}

		const cards = (await storage.read.cards.list(workspace.id)).map(({ id }) => id);
		const events = await storage.read.events.since(workspace.id, 0, 1_000_000);
		const found = {
			updates: new Set(written.map(({ update }) => numberOf(update))),
			cards,
			eventCards: events.map(({ cardId }) => cardId),
			integrity: reader.sqlite.pragma('integrity_check', { simple: true })
		};
		expect(found.updates.size).toBe(written.length);
		reader.sqlite.close();
		await storage.close();
		return found;
	}
});
