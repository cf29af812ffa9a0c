import { setTimeout as pause } from 'node:timers/promises';
import { createChance } from './chance.ts';
import { createFailingDisk } from './failing-disk.ts';
import { findBroken, findLost, promisedTo, settle } from './oracle.ts';
import type { Report, Run } from './report.ts';
import { fillFolder } from './seeded-folder.ts';
import { createServerProcess } from './server-process.ts';
import { createTypist, wordsIn, type Typist } from './typist.ts';

/** The disk is full for a while, again and again. */
export async function fillDisk(run: Run & { readonly times: number }): Promise<Report> {
	return onFailingDisk('disk full', run, async ({ disk, server, come, failures, chance }) => {
		const notices: number[] = [];
		const recoveries: number[] = [];
		await server.start(disk.env);
		const typists = [come('w0', 0), come('w1', 1)];
		failures.push(...(await settle(typists)));
		for (let time = 0; time < run.times; time++) {
			for (let count = 0; count < 10; count++) chance.pick(typists).edit();
			failures.push(...(await settle(typists)));
			const before = wordsIn(typists[1]!.doc);
			disk.isFull();
			const since = performance.now();
			const [writer, other] = typists as [Typist, Typist];
			const from = writer.edits.length;
			const words = [writer.write(), writer.write()];
			const isTold = () =>
				writer.notices.find(({ at, notice }) => at > since && notice.kind === 'not-stored');
			await until(() => isTold() !== undefined, 5_000);
			notices.push((isTold()?.at ?? Infinity) - since);
			const reader = come(`r${time}`, 2);
			await until(() => reader.isSynced, 5_000);
			if (!reader.isSynced) failures.push(`${time}: nobody can read any more`);
			if ([...before.keys()].some((word) => !wordsIn(reader.doc).has(word)))
				failures.push(`${time}: reading shows less than before`);
			await pause(chance.between(0, 1_500));
			words.push(writer.write());
			if ([...writer.saved].some((edit) => edit >= from))
				failures.push(`${time}: told “saved” on a full disk`);
			if (words.some((word) => wordsIn(other.doc).has(word) || wordsIn(reader.doc).has(word)))
				failures.push(`${time}: somebody was shown what is not on disk`);
			disk.works();
			const freed = performance.now();
			await until(() => writer.saved.size === writer.edits.length, 15_000);
			recoveries.push(performance.now() - freed);
			failures.push(...(await settle([...typists, reader])));
			reader.close();
			if (!server.isRunning) failures.push(`${time}: it ended`);
		}
		if (Math.max(...notices) > 2_000) failures.push(`a page was told only after ${Math.max(...notices)} ms`);
		if (Math.max(...recoveries) > 5_000) failures.push(`it took ${Math.max(...recoveries)} ms to go on`);
		return `nobody told “saved”, nobody shown what is not stored, reading went on; pages told after ${Math.round(Math.max(...notices))} ms, saved again ${Math.round(Math.max(...recoveries))} ms after there was room, at most`;
	});
}

/** Waiting for the disk fails once: the process ends at once, and nothing was promised that is not there. */
export async function failToSync(run: Run & { readonly times: number }): Promise<Report> {
	return onFailingDisk('fsync fails', run, async ({ disk, server, come, failures, chance }) => {
		const typists: Typist[] = [come('w0', 0), come('w1', 1)];
		const ends: number[] = [];
		for (let time = 0; time < run.times; time++) {
			disk.works();
			await server.start(disk.env);
			for (const typist of typists) typist.connect();
			failures.push(...(await settle(typists)));
			for (let count = chance.below(30); count > 0; count--) chance.pick(typists).edit();
			for (const typist of typists) typist.stayAway();
			disk.cannotSync();
			const since = performance.now();
			while (server.isRunning && performance.now() - since < 5_000) {
				chance.pick(typists).edit();
				await pause(2);
			}
			if (server.isRunning) {
				failures.push(`${time}: it goes on after a failed fsync`);
				await server.kill();
			} else if ((await server.ended()).code === 0) failures.push(`${time}: it ended as if all were well`);
			ends.push(performance.now() - since);
			await until(() => typists.every(({ provider }) => !provider.wsconnected), 5_000);
			const promised = promisedTo(typists);
			disk.works();
			await server.start(disk.env);
			const reader = come(`r${time}`, 2);
			failures.push(...(await settle([reader])), ...findLost(promised, reader.doc));
			for (const typist of typists) typist.connect();
			failures.push(...(await settle([...typists, reader])));
			reader.close();
			await server.stop();
		}
		return `the process ended within ${Math.round(Math.max(...ends))} ms with an error; nothing promised was lost`;
	});
}

async function onFailingDisk(
	name: string,
	run: Run & { readonly times: number },
	work: (parts: {
		readonly disk: NonNullable<ReturnType<typeof createFailingDisk>>;
		readonly server: Awaited<ReturnType<typeof createServerProcess>>;
		readonly come: (name: string, person: number) => Typist;
		readonly failures: string[];
		readonly chance: ReturnType<typeof createChance>;
	}) => Promise<string>
): Promise<Report> {
	const disk = createFailingDisk();
	if (!disk) return { name, runs: 'not run', result: 'needs Linux and gcc', failures: [] };
	const chance = createChance(`${run.seed}/${name}`);
	const folder = await fillFolder({ people: 3, meetings: 1 });
	const server = await createServerProcess({ folder: folder.folder, program: run.program ?? 'tests' });
	const all: Typist[] = [];
	const failures: string[] = [];
	const come = (who: string, person: number) => {
		const typist = createTypist({
			port: server.port,
			documentId: folder.documents[0]!,
			cookie: folder.cookies[person]!,
			name: who,
			chance: chance.part(who)
		});
		all.push(typist);
		return typist;
	};
	try {
		const result = await work({ disk, server, come, failures, chance });
		failures.push(...findBroken(folder.database));
		run.say(`${name}: ${run.times}`);
		return { name, runs: `${run.times} times`, result, failures };
	} finally {
		for (const typist of all) typist.close();
		await server.kill();
		folder.remove();
		disk.remove();
	}
}

async function until(holds: () => boolean, within: number): Promise<void> {
	for (let waited = 0; waited < within && !holds(); waited += 5) await pause(5);
}
