import { killBackups, killMigrations, killRestores } from './file-kills.ts';
import { deathPoints, diskMoments, killAtDisk, killAtPoint, killAtRandom, killCompaction } from './kills.ts';
import { blockReader, goHalfOpen } from './bad-lines.ts';
import { backUp } from './backups.ts';
import { jumpClock, skewVersions } from './clocks-and-versions.ts';
import { failToSync, fillDisk } from './disk-faults.ts';
import { flipBytes } from './flips.ts';
import type { Report, Run } from './report.ts';
import { restart } from './restarts.ts';
import { schedule } from './schedules.ts';

/** A fault that can be tried so many times; `count`: how often, unless told otherwise. */
type Fault = {
	readonly count: number;
	readonly run: (run: Run, count: number) => Promise<Report[]>;
};

type KillAt = (run: Run & { readonly kills: number }) => Promise<Report>;

/** Every moment at which the process can be told to die, by the name that `--at` takes. */
export const points: Readonly<Record<string, KillAt>> = {
	...Object.fromEntries(
		deathPoints.map((point) => [point, (run): Promise<Report> => killAtPoint({ ...run, point })])
	),
	...Object.fromEntries(
		diskMoments.map((moment) => [moment, (run): Promise<Report> => killAtDisk({ ...run, moment })])
	),
	compaction: killCompaction,
	migration: killMigrations,
	backup: killBackups,
	restore: killRestores
};

export const faults = {
	kills: { count: 1_000, run: async (run, kills) => [await killAtRandom({ ...run, kills })] },
	points: {
		count: 100,
		run: (run, kills) =>
			inTurn(run.at ? [pointNamed(run.at)] : Object.values(points), (kill) => kill({ ...run, kills }))
	},
	restarts: { count: 100, run: async (run, times) => [await restart({ ...run, times })] },
	full: { count: 20, run: async (run, times) => [await fillDisk({ ...run, times })] },
	sync: { count: 20, run: async (run, times) => [await failToSync({ ...run, times })] },
	flips: { count: 1_000, run: async (run, times) => [await flipBytes({ ...run, times })] },
	backups: { count: 100, run: async (run, times) => [await backUp({ ...run, times })] },
	schedules: { count: 1_000, run: async (run, times) => [await schedule({ ...run, times })] },
	blocked: { count: 5, run: async (run, times) => [await blockReader({ ...run, times })] },
	dead: { count: 20, run: async (run, times) => [await goHalfOpen({ ...run, times })] },
	clock: { count: 10, run: async (run, times) => [await jumpClock({ ...run, times })] },
	skew: { count: 40, run: async (run, times) => [await skewVersions({ ...run, times })] }
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

function pointNamed(name: string): KillAt {
	const point = points[name];
	if (!point) throw new Error(`--at is one of: ${Object.keys(points).join(', ')}`);
	return point;
}

async function inTurn<One>(all: readonly One[], run: (one: One) => Promise<Report>): Promise<Report[]> {
	const reports: Report[] = [];
	for (const one of all) reports.push(await run(one));
	return reports;
}
