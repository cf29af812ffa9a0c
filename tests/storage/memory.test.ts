import { createMemoryStorage } from '#server/storage/memory/memory-storage.ts';
import { describeStorage } from './storage-contract.ts';

describeStorage('storage in memory', createMemoryStorage);
