import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts';
import { loadDocument } from '#server/sync/rooms.ts';
import { createChance } from './chance.ts';
import { findBroken, findLost, promisedTo, settle } from './oracle.ts';
import type { Report, Run } from './report.ts';
import { fillFolder } from './seeded-folder.ts';
import { createServerProcess, root } from './server-process.ts';
import { createTypist } from './typist.ts';

/** Backups by the admin command while people write; each is restored into a folder of its own and looked through. */
export async function backUp(run: Run & { readonly times: number }): Promise<Report> {
	const { seed, times, program = 'tests', say } = run;
	const chance = createChance(`${seed}/backups`);
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
	const failures = await settle(typists);
	const typing = setInterval(() => chance.pick(typists).edit(), 8);
	let promisedInAll = 0;
	for (let time = 0; time < times; time++) {
		const note = (all: readonly string[]) => failures.push(...all.map((one) => `backup ${time}: ${one}`));
		await pause(chance.between(0, 100));
		const promised = promisedTo(typists);
		promisedInAll += promised.words.size;
		const copy = join(folder.folder, `copy-${time}.db`);
		const restored = join(folder.folder, `restored-${time}`);
		mkdirSync(restored);
		note(await admin(folder.folder, 'backup', copy));
		note(await admin(restored, 'restore', copy));
		const file = join(restored, 'minuteboard.db');
		const storage = openSqliteStorage(file);
		try {
			const stored = await storage.documents.load(documentId);
			if (!stored) note(['the minutes are not in it']);
			else {
				const { doc, leftOut } = loadDocument(stored);
				// Words may have been taken back between the look and the copy.
				const takenBack = new Set(
					typists.flatMap(({ edits }) => edits.map((e) => (e.kind === 'erase' ? e.word : '')))
				);
				const words = new Set([...promised.words].filter((word) => !takenBack.has(word)));
				note(findLost({ ...promised, words }, doc));
				if (leftOut > 0) note([`${leftOut} updates cannot be taken in`]);
			}
			note(findBroken(file));
		} finally {
			await storage.close();
		}
		rmSync(restored, { recursive: true });
		rmSync(copy);
		if (time % 10 === 9) say(`${time + 1} of ${times} backups`);
	}
	clearInterval(typing);
	failures.push(...(await settle(typists)));
	const edits = typists.reduce((sum, typist) => sum + typist.edits.length, 0);
	for (const typist of typists) typist.close();
	await server.kill();
	folder.remove();
	return {
		name: 'backups while people write',
		runs: `${times} backups, ${edits} edits`,
		result: `each restored, whole, with everything promised before it began (${promisedInAll} words in all)`,
		failures
	};
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
