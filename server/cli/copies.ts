import { chmodSync, copyFileSync, existsSync, renameSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartFailure } from '#server/errors.ts';
import { filesIn, holdFolder } from '#server/installation.ts';
import { restoreDatabase } from '#server/storage/sqlite/backup.ts';
import { findFaults } from './check.ts';
import { withApp, type Call, type Command } from './command.ts';

/** Copies database and key into new files, while the server runs. */
export const backup: Command = {
	words: 1,
	async run(call) {
		const copy = copyOf(call);
		if (existsSync(copy.key)) throw new StartFailure(`${copy.key} exists already. Nothing was written.`);
		await withApp(call, { alone: false }, (app) => app.storage.backup(copy.database));
		copyKey(filesIn(call.config.dataFolder).key, copy.key);
		call.terminal.say(
			`Written: ${copy.database} and ${copy.key}. Keep both where nobody else can read them.`
		);
		return 0;
	}
};

/** Puts a backup in place; what it replaces is kept beside it. */
export const restore: Command = {
	words: 1,
	async run(call) {
		const { config, terminal } = call;
		const copy = copyOf(call);
		const { database, key } = filesIn(config.dataFolder);
		const suffix = `replaced-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
		const release = holdFolder(config.dataFolder);
		try {
			const keepAs = `${database}.${suffix}`;
			const replaced = await restoreDatabase({ from: copy.database, to: database, keepAs });
			if (existsSync(copy.key)) {
				if (existsSync(key)) renameSync(key, `${key}.${suffix}`);
				copyKey(copy.key, key);
			} else terminal.note(`There is no ${copy.key}: join and wall links of the backup will not work.`);
			terminal.say(`Restored ${copy.database}.`);
			if (replaced) terminal.say(`What was there before is kept as ${replaced}.`);
		} finally {
			release();
		}
		// Minutes that are damaged in the backup are no reason to do without the others.
		for (const fault of await withApp(call, { alone: true }, (app) => findFaults(app.storage)))
			terminal.note(`As it was in the backup: ${fault}`);
		return 0;
	}
};

function copyOf({ terminal, words }: Call) {
	const database = resolve(terminal.folder, words[0]!);
	return { database, key: `${database}.key` };
}

function copyKey(from: string, to: string): void {
	copyFileSync(from, to);
	chmodSync(to, 0o600);
}
