import { randomBytes } from 'node:crypto';
import {
	accessSync,
	chmodSync,
	constants,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createApp, type App, type Log } from './app.ts';
import type { Config } from './config.ts';
import { StartFailure } from './errors.ts';
import { isDatabaseFailure } from './storage/sqlite/backup.ts';
import { needsMigration } from './storage/sqlite/database.ts';
import { openSqliteStorage } from './storage/sqlite/sqlite-storage.ts';
import type { Storage } from './storage/storage.ts';

/** The data folder and the App on it: what `npm start`, the development server and the admin commands open. */
export type Installation = { readonly app: App; close(): Promise<void> };

/**
 * Opens the data folder, making it when there is none. Throws StartFailure, in one sentence and with nothing changed,
 * when the folder cannot be written, another server runs on it, or its database is of a newer version.
 * `alone: false` (admin commands) opens it beside a running server.
 */
export async function openInstallation(parts: {
	readonly config: Config;
	readonly log: Log;
	readonly alone?: boolean;
}): Promise<Installation> {
	const { config, log, alone = true } = parts;
	const { database, key } = filesIn(config.dataFolder);
	makeFolder(config.dataFolder);
	const release = alone ? holdFolder(config.dataFolder) : () => {};
	try {
		if (!alone) refuseToOvertake(config.dataFolder, database);
		const isNew = !existsSync(database);
		const storage = openDatabase(database, {
			onLost: (failure) => {
				log.error({ failure }, 'the disk failed while it was written: stopping rather than guessing');
				process.exit(1);
			},
			onDamagedLog: (found) =>
				log.error(found, 'the log of the database is damaged: what could not be read is kept aside')
		});
		// The folder may be one that others can look into.
		if (isNew) chmodSync(database, 0o600);
		const app = createApp({
			config,
			storage,
			key: readKey(key),
			now: Date.now,
			monotonicNow: () => performance.now(),
			log
		});
		return {
			app,
			async close() {
				await app.close();
				release();
			}
		};
	} catch (failure) {
		release();
		throw failure;
	}
}

/** What the data folder holds: the database, and the secret that join and wall links are derived from. */
export function filesIn(folder: string): { readonly database: string; readonly key: string } {
	return { database: join(folder, 'minuteboard.db'), key: join(folder, 'secret.key') };
}

function openDatabase(file: string, listeners: Parameters<typeof openSqliteStorage>[1]): Storage {
	try {
		return openSqliteStorage(file, listeners);
	} catch (failure) {
		if (!isDatabaseFailure(failure)) throw failure;
		const isDamaged = /^SQLITE_(NOTADB|CORRUPT)/.test(failure.code);
		const advice = isDamaged ? ' Restore a backup: npm run -s admin -- restore FILE' : '';
		throw new StartFailure(`The database ${file} cannot be opened: ${failure.message}.${advice}`);
	}
}

/** Beside a running server the tables stay as that server knows them. */
function refuseToOvertake(folder: string, database: string): void {
	const lock = lockIn(folder);
	if (!existsSync(lock) || !isServer(Number(readFileSync(lock, 'utf8'))) || !needsMigration(database)) return;
	throw new StartFailure(
		'The running server is of an older version than this command. Restart it first; nothing was changed.'
	);
}

const lockIn = (folder: string) => join(folder, 'server.lock');

function makeFolder(folder: string): void {
	try {
		makeParents(folder);
		accessSync(folder, constants.W_OK);
		if (!statSync(folder).isDirectory()) throw new Error('not a folder');
	} catch {
		throw new StartFailure(
			`The data folder ${folder} cannot be written. Choose another with DATA_DIR, or change its rights.`
		);
	}
}

/** Level by level: Node's own recursive mkdir never ends below /proc. */
function makeParents(folder: string): void {
	if (existsSync(folder)) return;
	const parent = dirname(folder);
	if (parent !== folder) makeParents(parent);
	mkdirSync(folder, { mode: 0o700 });
}

/**
 * Takes the folder for this process until the function it answers is called. Throws StartFailure when a server runs on it;
 * a lock whose process is gone is taken over.
 */
export function holdFolder(folder: string): () => void {
	makeFolder(folder);
	const file = lockIn(folder);
	const mine = `${process.pid}`;
	for (let attempt = 0; attempt < 2; attempt++) {
		try {
			writeFileSync(file, mine, { flag: 'wx' });
			return () => {
				if (existsSync(file) && readFileSync(file, 'utf8') === mine) rmSync(file, { force: true });
			};
		} catch (failure) {
			if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure;
			const holder = Number(readFileSync(file, 'utf8'));
			if (holder !== process.pid && isServer(holder)) {
				throw new StartFailure(
					`Another Minuteboard (process ${holder}) already runs on the data folder ${folder}.`
				);
			}
			rmSync(file, { force: true });
		}
	}
	throw new StartFailure(`The data folder ${folder} is being opened by another Minuteboard right now.`);
}

/** Whether a process of that number runs and, where the system tells, is a server of ours and not some newcomer with its number. */
function isServer(pid: number): boolean {
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
	} catch (failure) {
		return (failure as NodeJS.ErrnoException).code === 'EPERM';
	}
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node');
	} catch {
		return true;
	}
}

/** The installation's secret, made at the first start and readable by its owner only. */
function readKey(file: string): Buffer {
	if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
	const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
	if (key.length < 32) throw new StartFailure(`${file} is damaged. Restore it from the backup.`);
	return key;
}
