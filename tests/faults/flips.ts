import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartFailure } from '#server/errors.ts';
import { findFaults } from '#server/cli/check.ts';
import { isDatabaseFailure } from '#server/storage/sqlite/backup.ts';
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts';
import { DamagedDocument, type Storage } from '#server/storage/storage.ts';
import { readHistory } from '#server/sync/history.ts';
import { createRooms, type Rooms } from '#server/sync/rooms.ts';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import * as Y from 'yjs';
import { createChance, type Chance } from './chance.ts';
import type { Report, Run } from './report.ts';
import { fillFolder } from './seeded-folder.ts';
import { contentHash } from './typist.ts';

const meetings = 5;

/**
 * Bytes of the database are changed while nobody has it open, 1 to 16 at once; then every document is opened as the server
 * opens it. What must not be: a document that is not what it was (its text, history, owners and life) and nobody is told.
 */
export async function flipBytes(run: Run & { readonly times: number }): Promise<Report> {
	const chance = createChance(`${run.seed}/flips`);
	const seeded = await fillFolder({ people: 1, meetings });
	const folder = mkdtempSync(join(tmpdir(), 'minuteboard-flips-'));
	const failures: string[] = [];
	const counts = { refused: 0, damaged: 0, mended: 0, others: 0, untouched: 0 };
	try {
		await writeDocuments(seeded.database, seeded.documents, chance);
		const original = readFileSync(seeded.database);
		const known = await readKnown(seeded.database, seeded.documents);
		for (let time = 0; time < run.times; time++) {
			const file = join(folder, 'minuteboard.db');
			for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
			const bytes = Buffer.from(original);
			const flipped = Array.from({ length: 1 + chance.below(16) }, () => {
				const at = chance.below(bytes.length);
				bytes[at] = bytes[at]! ^ (1 << chance.below(8));
				return at;
			});
			writeFileSync(file, bytes);
			const { damaged, mended, wrong } = await look(file, known);
			failures.push(...wrong.map((one) => `flip ${time} (${flipped.join()}): ${one}`));
			if (damaged === 'all') counts.refused++;
			else if (damaged > 0) counts.damaged++;
			else if (mended > 0) counts.mended++;
			else counts.untouched++;
			if (typeof damaged === 'number' && damaged > flipped.length) counts.others++;
			if (time % 100 === 99) run.say(`${time + 1} of ${run.times} flips: ${JSON.stringify(counts)}`);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
		seeded.remove();
	}
	return {
		name: 'bytes of the database changed',
		runs: `${run.times} times 1–16 bits, ${meetings} documents`,
		result: `never another text, history, owner or life without a word: ${counts.untouched} without effect on any document, ${counts.damaged} with one or more closed as damaged and each of them named by \`admin check\`, ${counts.mended} in which a snapshot was made anew, ${counts.refused} in which SQLite refused the file as a whole; ${counts.others} in which more documents were closed than bits changed`,
		failures
	};
}

/** Each with a snapshot, folded history and single updates. */
async function writeDocuments(file: string, documents: readonly string[], chance: Chance): Promise<void> {
	const storage = openSqliteStorage(file);
	for (const documentId of documents) {
		let rooms = createRooms({ log: storage.documents, now: Date.now });
		for (const lines of [150, 40]) {
			const room = (await rooms.open(documentId))!;
			const doc = new Y.Doc();
			Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.doc));
			const updates: Uint8Array[] = [];
			doc.on('update', (update: Uint8Array) => updates.push(update));
			for (let line = 0; line < lines; line++)
				minutesBody(doc).push([paragraph(`${line} ${chance.below(1e9)}`)]);
			for (const update of updates) await room.write(update, { memberId: null, send: () => {} });
			if (lines === 150) {
				await rooms.close();
				rooms = createRooms({ log: storage.documents, now: Date.now });
			}
		}
	}
	// The last updates stay single: nobody closes the rooms.
	await storage.close();
}

type Known = {
	readonly documentId: string;
	readonly meetingId: string;
	readonly is: string;
	readonly past: string;
};

async function readKnown(file: string, documents: readonly string[]): Promise<Known[]> {
	const storage = openSqliteStorage(file);
	try {
		return await Promise.all(
			documents.map(async (documentId) => ({
				documentId,
				meetingId: (await storage.read.meetings.byDocument(documentId))!.id,
				is: await readPresent(storage, documentId, createRooms({ log: storage.documents, now: Date.now })),
				past: await readPast(storage, documentId)
			}))
		);
	} finally {
		await storage.close();
	}
}

/** What the document says now, whose every client id is, and which life it is. Empty when there is none. */
async function readPresent(storage: Storage, documentId: string, rooms: Rooms): Promise<string> {
	const room = await rooms.open(documentId);
	const stored = await storage.documents.load(documentId);
	if (!room || !stored) return '';
	const owners = [...stored.clients].toSorted(([a], [b]) => a - b);
	return JSON.stringify([contentHash(room.doc), room.epoch, owners]);
}

/** Who wrote what when. */
async function readPast({ documents }: Storage, documentId: string): Promise<string> {
	const { entries, lastSeq } = await readHistory(documents, documentId);
	const all = entries.map(({ authorId, at, update }) => [
		authorId,
		at,
		Buffer.from(update).toString('base64')
	]);
	return JSON.stringify([lastSeq, all]);
}

type Seen = {
	/** How many documents are closed; all when the file was refused. */
	readonly damaged: number | 'all';
	readonly mended: number;
	/** What must not be. */
	readonly wrong: readonly string[];
};

async function look(file: string, known: readonly Known[]): Promise<Seen> {
	let storage: Storage;
	try {
		storage = openSqliteStorage(file);
	} catch (failure) {
		if (failure instanceof StartFailure || isDatabaseFailure(failure))
			return { damaged: 'all', mended: 0, wrong: [] };
		throw failure;
	}
	const wrong: string[] = [];
	const mended = new Set<string>();
	let damaged = 0;
	try {
		const faults = await findFaults(storage).catch((failure: unknown) => {
			wrong.push(`“admin check” broke off: ${String(failure)}`);
			return [];
		});
		const rooms = createRooms({
			log: storage.documents,
			now: Date.now,
			onDamage: ({ documentId }) => void mended.add(documentId)
		});
		for (const { documentId, meetingId, is, past } of known) {
			const note = (what: string) => wrong.push(`${documentId} ${what}`);
			const present = await unlessDamaged(() => readPresent(storage, documentId, rooms), note);
			const before = await unlessDamaged(() => readPast(storage, documentId), note);
			if (present) {
				if (present !== is) note('says something else');
			} else damaged++;
			if (before !== null && before !== past) note('has another history');
			const isTouched = !present || before === null || mended.has(documentId);
			const isNamed = faults.some((fault) => fault.includes(meetingId) || fault.includes(documentId));
			if (isTouched && !isNamed) note('is damaged and “admin check” does not name it');
		}
		return { damaged, mended: mended.size, wrong };
	} finally {
		await storage.close().catch(() => undefined);
	}
}

/** Null when the document is closed as damaged; any other failure is none that the door can answer with 4422. */
async function unlessDamaged(
	read: () => Promise<string>,
	note: (what: string) => void
): Promise<string | null> {
	try {
		return await read();
	} catch (failure) {
		if (!(failure instanceof DamagedDocument)) note(`is not closed as damaged but fails: ${String(failure)}`);
		return null;
	}
}
