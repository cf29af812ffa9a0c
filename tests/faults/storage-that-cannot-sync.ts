import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts';

/**
 * Opens a database and says "ready"; at a line on standard input it does the one thing named, and prints the code of what
 * was lost. Run by failed-fsync.test.ts on a disk that fails in between.
 */
const [file, what] = process.argv.slice(2);
const storage = openSqliteStorage(file!, {
	onLost: (failure) => {
		process.stdout.write(`${(failure as { code: string }).code}\n`);
		process.exit(1);
	}
});
const update = { documentId: 'weekly', epoch: 'first', update: Uint8Array.of(0), authorId: null, at: 1 };
await storage.transaction(({ documents }) => documents.create(update));
const work = {
	append: () => storage.documents.append([update]),
	transaction: () =>
		storage.transaction(({ documents }) => documents.create({ ...update, documentId: 'new' })),
	reclaim: () => storage.documents.reclaim()
}[what!]!;
process.stdout.write('ready\n');
process.stdin.once('data', () => void work().finally(() => process.exit()));
