import { setTimeout as pause } from 'node:timers/promises';
import { createChance, type Chance } from './chance.ts';
import { createFailingDisk, type DiskMoment } from './failing-disk.ts';
import { findBroken, findLost, promisedTo, settle } from './oracle.ts';
import { fillFolder, type SeededFolder } from './seeded-folder.ts';
import { createServerProcess, type ServerProcess } from './server-process.ts';
import type { Report, Run } from './report.ts';
import { createTypist, type Typist } from './typist.ts';
import type { DeathPoint } from './server-that-dies.ts';

const writers = 4;

/** A meeting in which people write while the server is killed again and again. */
export type KilledMeeting = {
	/** Seconds until the server was back, per kill. */
	readonly starts: number[];
	readonly kills: number;
	readonly seen: number;
	readonly told: number;
	readonly edits: number;
	readonly failures: string[];
	/** Types until the server is gone, has it back and looks. `end`: kills it, or waits until it has ended itself. */
	round(how: {
		readonly end: (server: ServerProcess, type: () => Typist, room: Leaving) => Promise<void>;
	}): Promise<void>;
	close(): Promise<void>;
};

type Leaving = {
	/** Everybody writes, until there is enough for history to be folded, and goes when all of it is saved. */
	fillAndLeave(): Promise<void>;
};

export async function openKilledMeeting(parts: {
	readonly chance: Chance;
	readonly program?: 'product' | 'tests';
	readonly env?: Record<string, string>;
}): Promise<KilledMeeting> {
	const { chance, program = 'tests', env: common = {} } = parts;
	const seeded: SeededFolder = await fillFolder({ people: writers + 1, meetings: 1 });
	const server = await createServerProcess({ folder: seeded.folder, program, env: common });
	const documentId = seeded.documents[0]!;
	const come = (index: number, name: string): Typist =>
		createTypist({
			port: server.port,
			documentId,
			cookie: seeded.cookies[index]!,
			name,
			chance: chance.part(name)
		});
	let typists: Typist[] = [];
	let readers = 0;

	const meeting = {
		starts: [] as number[],
		kills: 0,
		seen: 0,
		told: 0,
		edits: 0,
		failures: [] as string[],
		async round({ end }: Parameters<KilledMeeting['round']>[0]) {
			const note = (all: readonly string[]) =>
				meeting.failures.push(...all.map((one) => `kill ${meeting.kills}: ${one}`));
			// Now and then it is also stopped politely in between.
			if (server.isRunning && chance.share() < 0.2) await server.stop();
			if (!server.isRunning) await server.start();
			if (typists.length === 0)
				typists = Array.from({ length: writers }, (_, index) => come(index, `w${index}`));
			else for (const typist of typists) typist.connect();
			note(await settle(typists));
			for (const typist of typists) typist.stayAway();
			const type = () => {
				meeting.edits++;
				const typist = chance.pick(typists);
				typist.edit();
				return typist;
			};
			await end(server, type, {
				async fillAndLeave() {
					for (let count = 0; count < 100; count++) {
						type();
						await pause(1);
					}
					while (typists.some(({ edits, saved }) => saved.size < edits.length)) await pause(2);
					// Away is who the server has answered; the provider does not wait for that.
					const sockets = typists.map(({ provider }) => provider.ws!);
					for (const typist of typists) typist.disconnect();
					while (sockets.some(({ readyState, CLOSED }) => readyState !== CLOSED)) await pause(2);
				}
			});
			meeting.kills++;
			// Somebody is typing at the moment and does not notice.
			for (let count = 0; count < 3; count++) type();
			while (typists.some(({ provider }) => provider.wsconnected)) await pause(2);
			const promised = promisedTo(typists);
			meeting.seen += promised.seen;
			meeting.told += promised.told;

			meeting.starts.push(await server.start());
			const reader = come(writers, `r${readers++}`);
			note(await settle([reader]));
			note(findLost(promised, reader.doc));
			for (const typist of typists) typist.connect();
			note(await settle([...typists, reader]));
			note(findLost(promisedTo(typists), reader.doc));
			note(findBroken(seeded.database));
			const complaint = /.*a failure that nobody waited for.*/.exec(server.log());
			if (complaint) note([complaint[0]]);
			reader.close();
			for (const typist of typists) typist.disconnect();
		},
		async close() {
			for (const typist of typists) typist.close();
			await server.kill();
			seeded.remove();
		}
	};
	return meeting;
}

/** Types at a rate that people have, and now and then in one go, for so many milliseconds. */
export async function typeFor(milliseconds: number, chance: Chance, type: () => void): Promise<void> {
	const until = performance.now() + milliseconds;
	while (performance.now() < until) {
		for (let count = chance.share() < 0.1 ? 8 : 1; count > 0; count--) type();
		await pause(chance.between(0, 12));
	}
}

/** Kills in one folder before another is filled: the text stays as long as that of a meeting. */
const killsPerFolder = 40;

/** `kill -9` at any moment. */
export async function killAtRandom(run: Run & { readonly kills: number }): Promise<Report> {
	return inMeetings(run, run.kills, 'kill -9 at random moments', async (meeting, chance) =>
		meeting.round({
			end: async (server, type) => {
				await typeFor(chance.between(20, 700), chance, type);
				await server.kill();
			}
		})
	);
}

/** The moments of an edit's way, and how long to type until the server may be asked to close. */
const onTheWay: readonly DeathPoint[] = ['judged', 'appending', 'committed', 'applied', 'sending'];
const whileClosing: readonly DeathPoint[] = ['snapshot', 'snapshotted'];
/** Only when nobody is in the room any more. */
const whileFolding: readonly DeathPoint[] = ['folding', 'folded', 'reclaiming', 'reclaimed'];

/** The server ends itself at a named point. */
export async function killAtPoint(
	run: Run & { readonly point: DeathPoint; readonly kills: number }
): Promise<Report> {
	const { point, kills } = run;
	const isFolding = whileFolding.includes(point);
	const isClosing = isFolding || whileClosing.includes(point);
	return inMeetings({ ...run, program: 'tests' }, kills, `kill -9 at “${point}”`, async (meeting, chance) => {
		const times = isClosing ? 1 : 1 + chance.below(40);
		await meeting.round({
			end: async (server, type, { fillAndLeave }) => {
				server.dieAt(point, times);
				if (isClosing) {
					if (isFolding) await fillAndLeave();
					else {
						await typeFor(chance.between(20, 300), chance, type);
						// Something at least is stored, so that there is a snapshot to make.
						const { edits, saved } = type();
						while (saved.size < edits.length) await pause(1);
					}
					await server.stop();
				} else {
					const until = performance.now() + 60_000;
					while (server.isRunning && performance.now() < until) {
						type();
						await pause(chance.between(0, 6));
					}
				}
				if (server.isRunning) throw new Error(`“${point}” was not reached`);
				const { signal } = await server.ended();
				if (signal !== 'SIGKILL') meeting.failures.push(`“${point}” was not reached: ended by ${signal}`);
			}
		});
	});
}

export const deathPoints = [...onTheWay, ...whileClosing, ...whileFolding];

/** The server is killed at any write to the database or its log, half way through one, before or after a wait for the disk. */
export async function killAtDisk(
	run: Run & { readonly moment: DiskMoment; readonly kills: number }
): Promise<Report> {
	const { moment, kills } = run;
	const name = `kill -9 at a ${moment} of the disk`
		.replace('a before', 'the moment before')
		.replace('a after', 'the moment after');
	const disk = createFailingDisk();
	if (!disk) return { name, runs: 'not run', result: 'needs Linux and gcc', failures: [] };
	let within = 0;
	try {
		const report = await inMeetings(
			{ ...run, program: 'tests', env: disk.env },
			kills,
			name,
			async (meeting, chance) => {
				await meeting.round({
					end: async (server, type) => {
						// Now and then late enough for snapshots, folding and checkpoints, which write more at once.
						disk.killsAt(moment, 1 + chance.below(chance.share() < 0.3 ? 400 : 40));
						const typed = performance.now() + (chance.share() < 0.3 ? 300 : 15_000);
						while (server.isRunning && performance.now() < typed) {
							type();
							await pause(chance.between(0, 6));
						}
						// While it closes there are more writes; if these are too few, this kill was none of this kind.
						const { signal } = server.isRunning ? await server.stop() : await server.ended();
						if (signal === 'SIGKILL') within++;
						disk.works();
					}
				});
			}
		);
		return { ...report, result: `${within} fell at one; ${report.result}` };
	} finally {
		disk.remove();
	}
}

/** The same within a snapshot, folding and the giving back of room, which follow when a room that everybody left is closed. */
export async function killCompaction(run: Run & { readonly kills: number }): Promise<Report> {
	const name = 'kill -9 at the disk while history is folded';
	const disk = createFailingDisk();
	if (!disk) return { name, runs: 'not run', result: 'needs Linux and gcc', failures: [] };
	let within = 0;
	try {
		const report = await inMeetings(
			{ ...run, program: 'tests', env: disk.env },
			run.kills,
			name,
			async (meeting, chance) => {
				await meeting.round({
					end: async (server, _type, { fillAndLeave }) => {
						await fillAndLeave();
						const moment = chance.pick(diskMoments);
						disk.killsAt(moment, 1 + chance.below(moment.endsWith('fsync') ? 6 : 60));
						if ((await server.stop()).signal === 'SIGKILL') within++;
						disk.works();
					}
				});
			}
		);
		return { ...report, result: `${within} fell within it; ${report.result}` };
	} finally {
		disk.remove();
	}
}

export const diskMoments: readonly DiskMoment[] = ['write', 'half a write', 'before fsync', 'after fsync'];

async function inMeetings(
	run: Run & { readonly env?: Record<string, string> },
	kills: number,
	name: string,
	one: (meeting: KilledMeeting, chance: Chance) => Promise<void>
): Promise<Report> {
	const chance = createChance(`${run.seed}/${name}`);
	const all: KilledMeeting[] = [];
	for (let done = 0; done < kills;) {
		const meeting = await openKilledMeeting({
			chance: chance.part(done),
			...(run.program ? { program: run.program } : {}),
			...(run.env ? { env: run.env } : {})
		});
		all.push(meeting);
		try {
			for (let inFolder = 0; inFolder < killsPerFolder && done < kills; inFolder++, done++)
				await one(meeting, chance);
		} catch (failure) {
			meeting.failures.push(`kill ${meeting.kills}: ${String(failure)}`);
			done += killsPerFolder;
		} finally {
			await meeting.close();
		}
		run.say(`${name}: ${done} of ${kills}`);
	}
	const sum = (value: (meeting: KilledMeeting) => number) =>
		all.reduce((total, meeting) => total + value(meeting), 0);
	const starts = all.flatMap((meeting) => meeting.starts).toSorted((a, b) => a - b);
	const at = (share: number) => Math.round(starts[Math.floor(share * (starts.length - 1))] ?? NaN);
	return {
		name,
		runs: `${sum(({ kills }) => kills)} kills, ${sum(({ edits }) => edits)} edits`,
		result: `of ${sum(({ seen }) => seen)} words that others saw and ${sum(({ told }) => told)} edits told to be saved (counted at each kill) none lost, none double; back after p50 ${at(0.5)} ms, at most ${at(1)} ms`,
		failures: all.flatMap(({ failures }) => failures)
	};
}
