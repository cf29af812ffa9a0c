import { killBackups, killMigrations, killRestores } from './file-kills.ts';
import { deathPoints, diskMoments, killAtDisk, killAtPoint, killAtRandom } from './kills.ts';
import type { Report, Run } from './report.ts';

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
	}
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

async function inTurn<One>(all: readonly One[], run: (one: One) => Promise<Report>): Promise<Report[]> {
	const reports: Report[] = [];
	for (const one of all) reports.push(await run(one));
	return reports;
}
