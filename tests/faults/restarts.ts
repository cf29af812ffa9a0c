import { setTimeout as pause } from 'node:timers/promises';
import { createChance } from './chance.ts';
import { findBroken, findDoubled, findLost, promisedTo, settle } from './oracle.ts';
import type { Report, Run } from './report.ts';
import { fillFolder } from './seeded-folder.ts';
import { createServerProcess } from './server-process.ts';
import { createTypist, wordsIn } from './typist.ts';

/** SIGTERM and a new start in the middle of a meeting in which everybody types on. */
export async function restart(
	run: Run & { readonly times: number; readonly writers?: number }
): Promise<Report> {
	const { seed, times, writers = 50, program = 'tests', say } = run;
	const chance = createChance(`${seed}/restarts`);
	const folder = await fillFolder({ people: writers + 1, meetings: 1 });
	const server = await createServerProcess({ folder: folder.folder, program });
	await server.start();
	const come = (index: number, name: string) =>
		createTypist({
			port: server.port,
			documentId: folder.documents[0]!,
			cookie: folder.cookies[index]!,
			name,
			chance: chance.part(name)
		});
	const typists = Array.from({ length: writers }, (_, index) => come(index, `w${index}`));
	const failures = await settle(typists, 30_000);
	const typing = setInterval(() => chance.pick(typists).edit(), 10);
	const exits: number[] = [];
	for (let time = 0; time < times; time++) {
		await pause(chance.between(300, 900));
		const { code, signal, ms } = await server.stop();
		exits.push(ms);
		if (code !== 0) failures.push(`restart ${time}: it ended with ${code ?? signal}`);
		await server.start();
		for (let waited = 0; waited < 15_000 && typists.some(({ isSynced }) => !isSynced); waited += 20)
			await pause(20);
		const out = typists.filter(({ isSynced }) => !isSynced);
		if (out.length > 0) failures.push(`restart ${time}: ${out.length} do not come back`);
		if (time % 10 === 9) say(`${time + 1} of ${times} restarts`);
	}
	clearInterval(typing);
	failures.push(...(await settle(typists, 30_000)));
	const reader = come(writers, 'reader');
	failures.push(...(await settle([...typists, reader])), ...findLost(promisedTo(typists), reader.doc));
	const words = wordsIn(reader.doc);
	const takenBack = new Set(
		typists.flatMap(({ edits }) => edits.flatMap(({ kind, word }) => (kind === 'erase' ? [word] : [])))
	);
	// Nothing at all is lost: everybody kept what was not saved and sent it again.
	for (const { edits } of typists)
		for (const { word } of edits)
			if (words.has(word) === takenBack.has(word))
				failures.push(`${word} is ${words.has(word) ? 'back' : 'lost'}`);
	failures.push(...findDoubled(reader.doc), ...findBroken(folder.database));
	const gaps = typists.flatMap((typist) => typist.gaps).toSorted((a, b) => a - b);
	const edits = typists.reduce((sum, typist) => sum + typist.edits.length, 0);
	const slowest = Math.max(...exits);
	if (slowest > 10_000) failures.push(`one stop took ${Math.round(slowest)} ms`);
	for (const typist of [...typists, reader]) typist.close();
	await server.kill();
	folder.remove();
	const at = (share: number) => Math.round(gaps[Math.floor(share * (gaps.length - 1))] ?? NaN);
	return {
		name: `restarts in a meeting of ${writers}`,
		runs: `${times} restarts, ${edits} edits`,
		result: `none lost, none double; stopped within ${Math.round(slowest)} ms at most; out of touch p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
		failures
	};
}
