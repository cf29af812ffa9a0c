import { killBackups, killMigrations, killRestores } from './file-kills.ts';
import { deathPoints, diskMoments, killAtDisk, killAtPoint, killAtRandom } from './kills.ts';
import { backUp } from './backups.ts';
import { failToSync, fillDisk } from './disk-faults.ts';
import { flipBytes } from './flips.ts';
import type { Report, Run } from './report.ts';
import { restart } from './restarts.ts';

/** A fault that can be tried so many times; `count`: how often, unless told otherwise. */
type Fault = {
	readonly count: number;
	readonly run: (run: Run, count: number) => Promise<Report[]>;
};

export const faults = {
	kills: { count: 1_000, run: async (run, kills) => [await killAtRandom({ ...run, kills })] },
	points: {
		count: 100,
		run: async (run, kills) => [
			...(await inTurn(deathPoints, (point) => killAtPoint({ ...run, point, kills }))),
			...(await inTurn(diskMoments, (moment) => killAtDisk({ ...run, moment, kills }))),
			await killMigrations({ ...run, kills }),
			await killBackups({ ...run, kills }),
			await killRestores({ ...run, kills })
		]
	},
	restarts: { count: 100, run: async (run, times) => [await restart({ ...run, times })] },
	full: { count: 20, run: async (run, times) => [await fillDisk({ ...run, times })] },
	sync: { count: 20, run: async (run, times) => [await failToSync({ ...run, times })] },
	flips: { count: 1_000, run: async (run, times) => [await flipBytes({ ...run, times })] },
	backups: { count: 100, run: async (run, times) => [await backUp({ ...run, times })] }
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

async function inTurn<One>(all: readonly One[], run: (one: One) => Promise<Report>): Promise<Report[]> {
	const reports: Report[] = [];
	for (const one of all) reports.push(await run(one));
	return reports;
}
