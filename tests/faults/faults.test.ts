import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { failToSync, fillDisk } from './disk-faults.ts';
import { jumpClock, skewVersions } from './clocks-and-versions.ts';
import { backUp } from './backups.ts';
import { killAtDisk, killAtPoint, killAtRandom } from './kills.ts';
import type { Report } from './report.ts';
import { restart } from './restarts.ts';
import { schedule } from './schedules.ts';

/** A small sample of `npm run test:faults`; each fault is described where it is made. */
const seed = randomInt(1_000_000);
const run = { seed, say: () => {} };
const wellDone = ({ failures }: Report) => expect(failures).toEqual([]);

describe.concurrent(`the server and its disk at their worst (seed ${seed})`, () => {
	it('[SY30] kill -9 at any moment loses nothing that somebody was shown or told is saved', async () => {
		wellDone(await killAtRandom({ ...run, kills: 1 }));
	}, 120_000);

	it.each(['sending', 'folding'] as const)(
		'[SY30] … nor at “%s”',
		async (point) => {
			wellDone(await killAtPoint({ ...run, point, kills: 1 }));
		},
		120_000
	);

	it('[SY30] … nor half way through a write to the disk', async () => {
		wellDone(await killAtDisk({ ...run, moment: 'half a write', kills: 1 }));
	}, 120_000);

	it('[SY60] a restart in mid-meeting loses nothing and doubles nothing', async () => {
		wellDone(await restart({ ...run, times: 1, writers: 8 }));
	}, 120_000);

	it('[SY34] a full disk is said, shows nobody what is not stored, and is got over', async () => {
		wellDone(await fillDisk({ ...run, times: 1 }));
	}, 120_000);

	it('[SY34] after a failed fsync the process ends rather than guess', async () => {
		wellDone(await failToSync({ ...run, times: 1 }));
	}, 120_000);

	it('a backup while people write has everything that was promised before it began', async () => {
		wellDone(await backUp({ ...run, times: 1 }));
	}, 120_000);

	it('[SY26] random schedules end with the same text for everybody', async () => {
		wellDone(await schedule({ ...run, times: 10 }));
	}, 120_000);

	it('[SY13] the clock may jump: nothing is lost, and no session holds longer', async () => {
		wellDone(await jumpClock({ ...run, times: 1 }));
	}, 120_000);

	it('[SY50] [SY51] pages of another version are sent away with their words', async () => {
		wellDone(await skewVersions({ ...run, times: 4 }));
	}, 120_000);
});
