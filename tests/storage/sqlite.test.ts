import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts';
import { describeStorage } from './storage-contract.ts';
import { inTemporaryFolder } from './temporary-folder.ts';

const newFile = inTemporaryFolder();

describeStorage('storage in SQLite', () => openSqliteStorage(newFile('.db')), openSqliteStorage);
