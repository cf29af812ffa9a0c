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

export const faults = {
	kills: { count: 1_000, run: async (run, kills) => [await killAtRandom({ ...run, kills })] },
	points: {
		count: 100,
		run: async (run, kills) => {
			if (run.at)
				return inTurn(
					deathPoints.filter((point) => point === run.at),
					(point) => killAtPoint({ ...run, point, kills })
				);
			return [
				...(await inTurn(deathPoints, (point) => killAtPoint({ ...run, point, kills }))),
				...(await inTurn(diskMoments, (moment) => killAtDisk({ ...run, moment, kills }))),
				await killCompaction({ ...run, kills }),
				await killMigrations({ ...run, kills }),
				await killBackups({ ...run, kills }),
				await killRestores({ ...run, kills })
			];
		}
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

async function inTurn<One>(all: readonly One[], run: (one: One) => Promise<Report>): Promise<Report[]> {
	const reports: Report[] = [];
	for (const one of all) reports.push(await run(one));
	return reports;
}
