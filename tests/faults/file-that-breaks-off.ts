import { migrateDatabase, openWriter } from '#server/storage/sqlite/database.ts';
import { copyDatabase, restoreDatabase } from '#server/storage/sqlite/backup.ts';

/**
 * Works on a database file and ends itself with SIGKILL at the so-many-th moment of its kind:
 * `node file-that-breaks-off.ts migrate TIMES FILE`, `… copy TIMES FROM TO`, `… restore TIMES FROM TO KEEP-AS`.
 */
const [work, times, ...files] = process.argv.slice(2) as [string, string, string, string, string];
let left = Number(times);
const onPoint = () => {
	if (--left <= 0) process.kill(process.pid, 'SIGKILL');
};

if (work === 'migrate') {
	const connection = openWriter(files[0]!);
	migrateDatabase(connection, undefined, onPoint);
	connection.sqlite.close();
} else if (work === 'copy') await copyDatabase({ from: files[0]!, to: files[1]!, onPoint });
else await restoreDatabase({ from: files[0]!, to: files[1]!, keepAs: files[2]!, onPoint });
