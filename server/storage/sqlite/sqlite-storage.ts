import { existsSync, realpathSync } from 'node:fs';
import { copyDatabase, findDamage } from './backup.ts';
import { createCardStore } from './card-store.ts';
import { startCommitThread } from './commit-thread.ts';
import { failedBy, isLost } from './commit.ts';
import { migrateDatabase, openReader, openWriter, refuseNewerDatabase, type Connection } from './database.ts';
import { createDocumentLog, createDocumentStore } from './document-log.ts';
import { createEventStore } from './event-store.ts';
import { keepDamagedLog, keptLogs, type DamagedLog } from './log-file.ts';
import { createMeetingStore } from './meeting-store.ts';
import { createPeopleStore, createWorkspaceStore } from './people-store.ts';
import {
	createSessionStore,
	createTokenStore,
	createWallStore,
	createSavedFilterStore
} from './session-store.ts';
import type { OnPoint } from '#server/points.ts';
import { createQueue } from '../queue.ts';
import type { Storage, Stores } from '../storage.ts';

/**
 * Opens (or makes) the database file and brings it up to date. One connection writes, one reads, so that nobody
 * sees what a transaction has in hand. Throws StartFailure for a database of a newer version. `onLost` hears when the disk
 * failed in a way that leaves unknown what is on it: nothing may be written any more; `onDamagedLog`, that commits in the
 * database's log cannot be read, and where they are kept. Pages that still have the text bring it back.
 */
export function openSqliteStorage(
	named: string,
	{
		onLost = () => {},
		onDamagedLog = () => {},
		onPoint
	}: {
		readonly onLost?: (failure: unknown) => void;
		readonly onDamagedLog?: (found: DamagedLog) => void;
		readonly onPoint?: OnPoint;
	} = {}
): Storage {
	// SQLite keeps its log beside the file itself, whatever link it is named by.
	const file = existsSync(named) ? realpathSync(named) : named;
	const damaged = keepDamagedLog(file, Date.now());
	if (damaged) onDamagedLog(damaged);
	refuseNewerDatabase(file);
	const writer = openWriter(file);
	try {
		migrateDatabase(writer, undefined, onPoint);
	} catch (failure) {
		writer.sqlite.close();
		throw failure;
	}
	const reader = openReader(file);
	const queue = createQueue();
	const writing = createStores(writer);
	const thread = startCommitThread(file);
	const withdrawals = reader.sqlite
		.prepare<[], number>(
			`SELECT (SELECT COUNT(*) FROM tokens WHERE revoked_at IS NOT NULL)
				+ (SELECT COUNT(*) FROM walls WHERE revoked_at IS NOT NULL)
				+ (SELECT COUNT(*) FROM members WHERE removed_at IS NOT NULL)`
		)
		.pluck();

	const documents = createDocumentLog({
		reader,
		alone: (work) => queue.run(async () => work()),
		commit: thread.commit,
		reclaim: thread.reclaim,
		onLost,
		onPoint
	});

	return {
		read: createStores(reader),
		documents,
		transaction: (work) =>
			queue.run(async () => {
				writer.sqlite.exec('BEGIN IMMEDIATE');
				try {
					const result = await work(writing);
					writer.sqlite.exec('COMMIT');
					return result;
				} catch (failure) {
					if (isLost(failedBy(failure).code)) onLost(failure);
					if (writer.sqlite.inTransaction) writer.sqlite.exec('ROLLBACK');
					throw failure;
				}
			}),
		backup: (copy) => copyDatabase({ from: file, to: copy, ...(onPoint && { onPoint }) }),
		withdrawals: () => withdrawals.get()!,
		findDamage: async () => [
			...findDamage(reader.sqlite),
			...keptLogs(file).map(
				({ keptAs, commits }) =>
					`The log of the database was damaged: ${commits} commits or more could not be read. Database and log are kept as ${keptAs}.`
			)
		],
		ready: () => queue.run(async () => void (await thread.commit([]))),
		close: async () => {
			await documents.close();
			await queue.run(async () => {
				await thread.close();
				reader.sqlite.close();
				writer.sqlite.close();
			});
		}
	};
}

function createStores({ db, sqlite }: Connection): Stores {
	return {
		workspaces: createWorkspaceStore(db),
		people: createPeopleStore(db),
		sessions: createSessionStore(db),
		tokens: createTokenStore(db),
		walls: createWallStore(db),
		savedFilters: createSavedFilterStore(db),
		meetings: createMeetingStore(db),
		cards: createCardStore(db),
		events: createEventStore(db),
		documents: createDocumentStore(db, sqlite)
	};
}
