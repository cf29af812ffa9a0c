import { createQueue } from '../queue.ts';
import type { Storage } from '../storage.ts';
import { createMemoryDocumentLog } from './memory-document-log.ts';
import { createMemoryStores, type View } from './memory-stores.ts';
import { createTables } from './tables.ts';

/** `reopened`: the same contents after `close`, as a file has them. */
export type MemoryStorage = Storage & { readonly reopened: () => MemoryStorage };

/**
 * Storage for tests: keeps every promise of the port but the one that outlives the process. Numbers, orders, refusals
 * and what a transaction hides are the same as in SQLite; tests/storage holds both to it.
 */
export function createMemoryStorage(tables = createTables()): MemoryStorage {
	const queue = createQueue();
	const view = {
		committed: ((table) => table.committed) satisfies View,
		draft: ((table) => table.draft) satisfies View
	};
	const writing = createMemoryStores(tables, view.draft);
	const commit = () => Object.values(tables).forEach((table) => table.commit());
	let isClosed = false;
	const rollback = () => Object.values(tables).forEach((table) => table.rollback());

	return {
		reopened: () => createMemoryStorage(tables),
		read: createMemoryStores(tables, view.committed),
		documents: createMemoryDocumentLog({ tables, alone: queue.run, view, commit, isClosed: () => isClosed }),
		transaction: (work) =>
			queue.run(async () => {
				try {
					const result = await work(writing);
					commit();
					return result;
				} catch (failure) {
					rollback();
					throw failure;
				}
			}),
		backup: async () => {
			throw new Error('Storage in memory has no file to copy');
		},
		withdrawals: () =>
			view.committed(tables.tokens).list(({ revokedAt }) => revokedAt !== null).length +
			view.committed(tables.walls).list(({ revokedAt }) => revokedAt !== null).length +
			view.committed(tables.members).list(({ removedAt }) => removedAt !== null).length,
		findDamage: async () => [],
		ready: async () => {},
		close: async () => {
			isClosed = true;
			// Appends of this turn of the event loop join the queue first.
			await new Promise((resolve) => setImmediate(resolve));
			await queue.run(async () => undefined);
		}
	};
}
