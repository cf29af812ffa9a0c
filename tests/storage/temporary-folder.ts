import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** A folder of this test file's own, removed after its last test. Answers a function that names a new file in it. */
export function inTemporaryFolder(): (ending: string) => string {
	let folder: string;
	let files = 0;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'minuteboard-storage-'));
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return (ending) => join(folder, `${(files += 1)}${ending}`);
}
