import { parentPort, Worker, workerData } from 'node:worker_threads';
import { createCommit, type Append, type Appended } from './commit.ts';
import { openWriter } from './database.ts';

/** A thread that commits, so that nobody else waits while the disk works. */
export type CommitThread = {
	/** One group at a time. Rejects when the thread is gone. */
	commit(group: readonly Append[]): Promise<Appended[]>;
	close(): Promise<void>;
};

/** Starts the thread on a database that is up to date. */
export function startCommitThread(file: string): CommitThread {
	const worker = new Worker(new URL(import.meta.url), { workerData: { commitsTo: file } });
	let waiting: { resolve: (appended: Appended[]) => void; reject: (reason: unknown) => void } | null = null;
	let isClosing = false;
	let gone: unknown = null;
	let ended: Promise<void> | null = null;
	worker.on('message', (appended: Appended[]) => {
		worker.unref();
		const answered = waiting;
		waiting = null;
		answered?.resolve(appended);
	});
	const lose = (reason: unknown) => {
		if (isClosing) return;
		gone = reason;
		waiting?.reject(reason);
		waiting = null;
	};
	worker.on('error', lose);
	worker.on('exit', (code) => lose(new Error(`the thread that commits ended with ${code}`)));
	// A program that has nothing else to do may end.
	worker.unref();

	return {
		commit(group) {
			return new Promise((resolve, reject) => {
				if (gone) return reject(gone as Error);
				waiting = { resolve, reject };
				worker.ref();
				worker.postMessage(group);
			});
		},
		close() {
			isClosing = true;
			return (ended ??= new Promise((resolve) => {
				worker.ref();
				worker.once('exit', () => resolve());
				worker.postMessage(null);
			}));
		}
	};
}

/** What the thread itself does. */
function serve(file: string): void {
	const { sqlite } = openWriter(file);
	const commit = createCommit(sqlite);
	parentPort!.on('message', (group: readonly Append[] | null) => {
		if (group) return parentPort!.postMessage(commit(group));
		sqlite.close();
		parentPort!.close();
	});
}

const { commitsTo } = (workerData ?? {}) as { commitsTo?: string };
if (parentPort && commitsTo !== undefined) serve(commitsTo);
