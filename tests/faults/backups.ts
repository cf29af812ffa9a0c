import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findFaults } from '#server/cli/check.ts';
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts';
import { loadDocument } from '#server/sync/stored-document.ts';
import { createChance, type Chance } from './chance.ts';
import { findLost, promisedTo, settle, type Promised } from './oracle.ts';
import type { Report, Run } from './report.ts';
import { fillFolder } from './seeded-folder.ts';
import { createServerProcess, root } from './server-process.ts';
import { createTypist, type Typist } from './typist.ts';

/** Backups of one folder before another is filled: the text stays as long as that of a meeting. */
const backupsPerFolder = 20;

/** Backups by the admin command while people write; each is restored into a folder of its own and looked through. */
export async function backUp(run: Run & { readonly times: number }): Promise<Report> {
	const { seed, times, program = 'tests', say } = run;
	const chance = createChance(`${seed}/backups`);
	const failures: string[] = [];
	let promisedInAll = 0;
	let edits = 0;
	for (let done = 0; done < times; done += backupsPerFolder) {
		const meeting = await openMeeting(program, chance.part(done));
		failures.push(...meeting.failures);
		for (let time = done; time < Math.min(times, done + backupsPerFolder); time++) {
			const { wrong, promised } = await meeting.backUp(time);
			failures.push(...wrong.map((one) => `backup ${time}: ${one}`));
			promisedInAll += promised;
			if (time % 10 === 9) say(`${time + 1} of ${times} backups, ${failures.length} failures`);
		}
		failures.push(...(await meeting.close()));
		edits += meeting.edits;
	}
	return {
		name: 'backups while people write',
		runs: `${times} backups, ${edits} edits`,
		result: `each restored, whole, with everything promised before it began (${promisedInAll} words in all)`,
		failures
	};
}

/** A meeting that is backed up. Everybody writes while a copy is made, and rests while it is looked through. */
async function openMeeting(program: 'product' | 'tests', chance: Chance) {
	const folder = await fillFolder({ people: 5, meetings: 1 });
	const documentId = folder.documents[0]!;
	const server = await createServerProcess({ folder: folder.folder, program });
	await server.start();
	const typists = Array.from({ length: 4 }, (_, index) =>
		createTypist({
			port: server.port,
			documentId,
			cookie: folder.cookies[index]!,
			name: `w${index}`,
			chance: chance.part(index)
		})
	);
	const type = () => chance.pick(typists).edit();

	return {
		failures: await settle(typists),
		get edits() {
			return typists.reduce((sum, typist) => sum + typist.edits.length, 0);
		},
		async backUp(time: number): Promise<{ readonly wrong: string[]; readonly promised: number }> {
			const copy = join(folder.folder, `copy-${time}.db`);
			const restored = join(folder.folder, `restored-${time}`);
			mkdirSync(restored);
			const typing = setInterval(type, 8);
			await pause(chance.between(0, 100));
			const promised = promisedTo(typists);
			const wrong = await admin(folder.folder, 'backup', copy);
			clearInterval(typing);
			wrong.push(...(await admin(restored, 'restore', copy)));
			wrong.push(...(await findMissing(join(restored, 'minuteboard.db'), documentId, { typists, promised })));
			rmSync(restored, { recursive: true });
			rmSync(copy, { force: true });
			return { wrong, promised: promised.words.size };
		},
		async close(): Promise<string[]> {
			const apart = await settle(typists);
			for (const typist of typists) typist.close();
			await server.kill();
			folder.remove();
			return apart;
		}
	};
}

/** What of it is not in a restored database, and what else is wrong there. */
async function findMissing(
	file: string,
	documentId: string,
	{ typists, promised }: { readonly typists: readonly Typist[]; readonly promised: Promised }
): Promise<string[]> {
	const storage = openSqliteStorage(file);
	try {
		const stored = await storage.documents.load(documentId);
		if (!stored) return ['the minutes are not in it'];
		const { doc, leftOut } = loadDocument(stored);
		// Words may have been taken back between the look and the copy.
		const takenBack = new Set(
			typists.flatMap(({ edits }) => edits.map(({ kind, word }) => (kind === 'erase' ? word : '')))
		);
		const words = new Set([...promised.words].filter((word) => !takenBack.has(word)));
		return [
			...findLost({ ...promised, words }, doc),
			...(leftOut > 0 ? [`${leftOut} updates cannot be taken in`] : []),
			...(await findFaults(storage))
		];
	} finally {
		await storage.close();
	}
}

/** The admin command, as `npm run -s admin --` starts it. Answers what went wrong. */
function admin(folder: string, ...words: string[]): Promise<string[]> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [join(root, 'server/cli/admin.ts'), ...words], {
			env: { ...process.env, DATA_DIR: folder, LOG_LEVEL: 'error' }
		});
		let said = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
		child.once('close', (code) => resolve(code === 0 ? [] : [`${words[0]}: ${said.trim()}`]));
	});
}
