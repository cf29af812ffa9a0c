import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '#server/storage/storage.ts';
import { makeCard, members, moveIn, workspace } from '#support/cast.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

/** Copies of everything. `reopen` opens storage on a copy; null for storage that has no files, and says so. */
export function describeBackup(current: () => Storage, reopen: ((file: string) => Storage) | null): void {
	describe('a backup', () => {
		const newPath = inTemporaryFolder();
		let file: string;
		beforeEach(async () => {
			file = newPath('.backup');
			await moveIn(current());
		});
		const addCards = (from: number, to: number) =>
			current().transaction(async ({ cards }) => {
				for (let number = from; number < to; number++) await cards.insert(makeCard({ id: `card-${number}` }));
			});

		if (!reopen) {
			it('is refused, and no file is written', async () => {
				await expect(current().backup(file)).rejects.toThrow();
				expect(existsSync(file)).toBe(false);
			});
			return;
		}

		const opened = async <Result>(work: (copy: Storage) => Promise<Result>) => {
			const copy = reopen(file);
			return work(copy).finally(() => copy.close());
		};

		it('has everything, for its owner only', async () => {
			await current().transaction(({ documents }) =>
				documents.create({
					documentId: 'weekly',
					epoch: 'first',
					update: Uint8Array.of(1, 2),
					authorId: null,
					at: 1
				})
			);
			await current().backup(file);
			if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
			await opened(async (copy) => {
				expect(await copy.read.people.members(workspace.id)).toEqual(Object.values(members));
				expect((await copy.documents.load('weekly'))?.updates.map((update) => [...update])).toEqual([[1, 2]]);
				expect(await copy.findDamage()).toEqual([]);
			});
		});

		it('is of one moment, while others go on writing', async () => {
			await addCards(0, 400);
			const copying = current().backup(file);
			let next = 400;
			let done = false;
			copying.then(
				() => (done = true),
				() => (done = true)
			);
			while (!done) {
				await addCards(next, (next += 20));
				await new Promise((resolve) => setImmediate(resolve));
			}
			await copying;
			await opened(async (copy) => {
				const kept = (await copy.read.cards.list(workspace.id)).length;
				expect(kept).toBeGreaterThanOrEqual(400);
				expect(kept % 20).toBe(0);
			});
			expect((await current().read.cards.list(workspace.id)).length).toBe(next);
		});

		it('never takes the place of a file', async () => {
			writeFileSync(file, 'somebody’s letter');
			await expect(current().backup(file)).rejects.toThrow('exists already');
			expect(readFileSync(file, 'utf8')).toBe('somebody’s letter');
		});

		it('that cannot be written leaves nothing behind', async () => {
			await expect(current().backup(`${file}/folder/that/is/not/there`)).rejects.toThrow();
			expect(existsSync(file)).toBe(false);
		});
	});
}
