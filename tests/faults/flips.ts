import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartFailure } from '#server/errors.ts';
import { findFaults } from '#server/cli/check.ts';
import { isDatabaseFailure } from '#server/storage/sqlite/backup.ts';
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts';
import { createRooms } from '#server/sync/rooms.ts';
import { DamagedDocument } from '#server/storage/storage.ts';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import * as Y from 'yjs';
import { createChance, type Chance } from './chance.ts';
import type { Report, Run } from './report.ts';
import { fillFolder } from './seeded-folder.ts';
import { contentHash } from './typist.ts';

const meetings = 5;

/**
 * Bytes of the database are changed while nobody has it open, 1 to 16 at once; then every document is opened as the server
 * opens it. What must not be: a document that says something else and nobody knows.
 */
export async function flipBytes(run: Run & { readonly times: number }): Promise<Report> {
	const chance = createChance(`${run.seed}/flips`);
	const seeded = await fillFolder({ people: 1, meetings });
	const folder = mkdtempSync(join(tmpdir(), 'minuteboard-flips-'));
	const failures: string[] = [];
	const counts = { refused: 0, damaged: 0, unnamed: 0, silent: 0, others: 0, untouched: 0 };
	try {
		const hashes = await writeDocuments(seeded.database, seeded.documents, chance);
		const original = readFileSync(seeded.database);
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
			const found = await look(file, hashes);
			if (found === 'refused') {
				counts.refused++;
				continue;
			}
			for (const documentId of found.silent)
				failures.push(`flip ${time} (${flipped.join()}): ${documentId} says something else`);
			counts.silent += found.silent.length;
			if (found.damaged.length > 0) {
				counts.damaged++;
				if (found.damaged.length > flipped.length) counts.others++;
				if (!found.isNamed) counts.unnamed++;
			} else counts.untouched++;
			if (time % 100 === 99) run.say(`${time + 1} of ${run.times} flips: ${JSON.stringify(counts)}`);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
		seeded.remove();
	}
	if (counts.unnamed > 0) failures.push(`“admin check” did not name what is damaged ${counts.unnamed} times`);
	return {
		name: 'bytes of the database changed',
		runs: `${run.times} times 1–16 bits, ${meetings} documents`,
		result: `never another text without a word: ${counts.untouched} without effect on any document, ${counts.damaged} with one or more closed as damaged and named by \`admin check\`, ${counts.refused} in which the file was refused as a whole; ${counts.others} in which more documents were closed than bits changed`,
		failures
	};
}

/** Each with a snapshot, folded history and single updates. Answers what they say. */
async function writeDocuments(
	file: string,
	documents: readonly string[],
	chance: Chance
): Promise<Map<string, string>> {
	const storage = openSqliteStorage(file);
	const hashes = new Map<string, string>();
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
			hashes.set(documentId, contentHash(room.doc));
			if (lines === 150) {
				await rooms.close();
				rooms = createRooms({ log: storage.documents, now: Date.now });
			}
		}
	}
	// The last updates stay single: nobody closes the rooms.
	await storage.close();
	const copy = `${file}.copy`;
	copyFileSync(file, copy);
	rmSync(copy);
	return hashes;
}

async function look(
	file: string,
	hashes: ReadonlyMap<string, string>
): Promise<'refused' | { readonly silent: string[]; readonly damaged: string[]; readonly isNamed: boolean }> {
	let storage: ReturnType<typeof openSqliteStorage>;
	try {
		storage = openSqliteStorage(file);
	} catch (failure) {
		if (failure instanceof StartFailure || isDatabaseFailure(failure)) return 'refused';
		throw failure;
	}
	const silent: string[] = [];
	const damaged: string[] = [];
	const mended: string[] = [];
	try {
		const faults = await findFaults(storage).catch((failure: unknown) => {
			if (isDatabaseFailure(failure)) return [failure.message];
			return failure instanceof DamagedDocument ? [] : [String(failure)];
		});
		const rooms = createRooms({
			log: storage.documents,
			now: Date.now,
			onDamage: ({ documentId }) => void mended.push(documentId)
		});
		for (const [documentId, hash] of hashes) {
			try {
				const room = await rooms.open(documentId);
				if (!room) damaged.push(documentId);
				else if (contentHash(room.doc) !== hash)
					(mended.includes(documentId) ? damaged : silent).push(documentId);
			} catch (failure) {
				if (!(failure instanceof DamagedDocument) && !isDatabaseFailure(failure)) throw failure;
				damaged.push(documentId);
			}
		}
		return { silent, damaged, isNamed: faults.length > 0 };
	} finally {
		await storage.close().catch(() => undefined);
	}
}
