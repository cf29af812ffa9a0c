import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { killBackups, killMigrations, killRestores } from './file-kills.ts';

/** Apart from the others: it waits for its processes without doing anything else. */
const seed = randomInt(1_000_000);
const run = { seed, say: () => {}, kills: 1 };

it.each([
	['a migration', killMigrations],
	['a backup', killBackups],
	['a restore', killRestores]
])(
	`%s that is killed leaves the old file or the new one (seed ${seed})`,
	{ timeout: 120_000 },
	async (_, kill) => {
		expect((await kill(run)).failures).toEqual([]);
	}
);
