import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Killed before a write, after half of one, before or after waiting for the disk. */
export type DiskMoment = 'write' | 'half a write' | 'before fsync' | 'after fsync';

/** A disk under a server's database that can be made to fail (failing-disk.c). */
export type FailingDisk = {
	/** For the server's environment. */
	readonly env: Record<string, string>;
	works(): void;
	/** No room for another byte. */
	isFull(): void;
	/** fsync fails. */
	cannotSync(): void;
	/** Kills the server at the so-many-th of these moments from now. */
	killsAt(moment: DiskMoment, times: number): void;
	remove(): void;
};

const modes: Record<DiskMoment, string> = {
	write: 'w',
	'half a write': 'h',
	'before fsync': 'b',
	'after fsync': 'a'
};

/** Null where it cannot be made: without gcc, or not on Linux. */
export function createFailingDisk(): FailingDisk | null {
	if (process.platform !== 'linux') return null;
	const folder = mkdtempSync(join(tmpdir(), 'minuteboard-disk-'));
	const library = join(folder, 'failing-disk.so');
	const source = fileURLToPath(new URL('failing-disk.c', import.meta.url));
	const made = spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], {
		encoding: 'utf8'
	});
	if (made.status !== 0 || !existsSync(library)) {
		rmSync(folder, { recursive: true, force: true });
		return null;
	}
	const control = join(folder, 'control');
	const set = (mode: string, times = 0) => {
		const bytes = Buffer.alloc(8);
		bytes.write(mode, 0, 'latin1');
		bytes.writeInt32LE(times, 4);
		const file = openSync(control, existsSync(control) ? 'r+' : 'w');
		// The count first: the other side looks at the mode.
		writeSync(file, bytes, 4, 4, 4);
		writeSync(file, bytes, 0, 4, 0);
		closeSync(file);
	};
	set('\0');
	return {
		env: { LD_PRELOAD: library, FAILING_DISK: control },
		works: () => set('\0'),
		isFull: () => set('f'),
		cannotSync: () => set('s'),
		killsAt: (moment, times) => set(modes[moment], times),
		remove: () => rmSync(folder, { recursive: true, force: true })
	};
}
