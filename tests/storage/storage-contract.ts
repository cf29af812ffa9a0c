import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '#server/storage/storage.ts';
import { describeBackup } from './contract/backup.ts';
import { describeCards } from './contract/cards.ts';
import { describeDocuments } from './contract/documents.ts';
import { describeEvents } from './contract/events.ts';
import { describeMeetings } from './contract/meetings.ts';
import { describePeople } from './contract/people.ts';
import { describeSecrets } from './contract/secrets.ts';
import { describeTransactions } from './contract/transactions.ts';

/**
 * Everything `Storage` promises, tried on one implementation. `open` gives an empty storage of its own to every test;
 * it is closed afterwards. `reopen` opens storage on a backup; without it, backups are refused.
 */
export function describeStorage(
	name: string,
	open: () => Storage | Promise<Storage>,
	reopen: ((file: string) => Storage) | null = null
): void {
	describe(name, () => {
		let storage: Storage;
		beforeEach(async () => {
			storage = await open();
		});
		afterEach(() => storage.close());

		it('that is closed rejects what is still appended', async () => {
			await storage.close();
			const update = { documentId: 'weekly', update: Uint8Array.of(1), authorId: 'ana', at: 0 };
			await expect(storage.documents.append([update])).rejects.toThrow('closed');
		});

		const current = () => storage;
		describeTransactions(current);
		describePeople(current);
		describeSecrets(current);
		describeMeetings(current);
		describeCards(current);
		describeEvents(current);
		describeDocuments(current);
		describeBackup(current, reopen);
	});
}
