import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createFailingDisk } from './failing-disk.ts';

const program = fileURLToPath(new URL('storage-that-cannot-sync.ts', import.meta.url));
const disk = createFailingDisk();
afterAll(() => disk?.remove());

describe('[SY34] a failed fsync is told of', () => {
	it.each(['append', 'transaction', 'reclaim'])('in “%s”', async (what) => {
		// Made with gcc, on Linux only.
		if (!disk) return;
		const folder = mkdtempSync(join(tmpdir(), 'minuteboard-fsync-'));
		disk.works();
		const child = spawn(process.execPath, [program, join(folder, 'minuteboard.db'), what], {
			env: { ...process.env, ...disk.env },
			stdio: ['pipe', 'pipe', 'inherit']
		});
		let said = '';
		child.stdout.on('data', (bytes) => {
			said += String(bytes);
			if (said !== 'ready\n') return;
			disk.cannotSync();
			child.stdin.end('go\n');
		});
		await new Promise((resolve) => child.once('close', resolve));
		rmSync(folder, { recursive: true, force: true });
		expect(said).toBe('ready\nSQLITE_IOERR_FSYNC\n');
	});
});
