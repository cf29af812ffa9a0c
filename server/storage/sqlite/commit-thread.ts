import { decodeAny } from 'lib0/buffer';
import { writeAny } from 'lib0/encoding';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { encode } from '#sync/encode.ts';
import { createCommit, failedBy, type Appended, type Entry, type Failed } from './commit.ts';
import { openToWrite } from './sqlite-file.ts';

/** A thread that commits, so that nobody else waits while the disk works. */
export type CommitThread = {
	/** One group at a time. Rejects when the thread is gone. */
	commit(group: readonly Entry[]): Promise<Appended[]>;
	/** Gives free pages back to the file system and empties the log. Not beside a commit. Answers what went wrong. */
	reclaim(): Promise<Failed | null>;
	close(): Promise<void>;
};

/** Starts the thread on a database that is up to date. */
export function startCommitThread(file: string): CommitThread {
	const worker = new Worker(new URL(import.meta.url), { workerData: { commitsTo: file } });
	let waiting: { resolve: (answer: Answer) => void; reject: (reason: unknown) => void } | null = null;
	let isClosing = false;
	let gone: unknown = null;
	const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
	worker.on('message', (answer: Answer) => {
		// An answer to what was asked before must not let the program end before the thread has.
		if (!isClosing) worker.unref();
		const answered = waiting;
		waiting = null;
		answered?.resolve(answer);
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

	const ask = (question: Exclude<Question, null>) =>
		new Promise<Answer>((resolve, reject) => {
			if (gone) return reject(gone as Error);
			waiting = { resolve, reject };
			worker.ref();
			if (question === 'reclaim') worker.postMessage(question);
			else worker.postMessage(question, [question.buffer]);
		});

	return {
		// As one piece, handed over and not copied: a group of many small objects takes longer to be cloned than to be stored.
		// (lib0's types take no readonly arrays.)
		commit: async (group) =>
			(await ask(encode((encoder) => writeAny(encoder, group as never)))) as Appended[],
		reclaim: async () => (await ask('reclaim')) as Failed | null,
		close() {
			isClosing = true;
			worker.ref();
			worker.postMessage(null);
			return ended;
		}
	};
}

/** A group of entries, encoded; null ends the thread. */
type Question = Uint8Array<ArrayBuffer> | 'reclaim' | null;
type Answer = Appended[] | Failed | null;

/** What the thread itself does. */
function serve(file: string): void {
	const sqlite = openToWrite(file);
	const commit = createCommit(sqlite);
	parentPort!.on('message', (question: Question) => {
		if (question === null) {
			sqlite.close();
			return parentPort!.close();
		}
		if (question !== 'reclaim')
			return parentPort!.postMessage(commit(decodeAny(question) as readonly Entry[]));
		try {
			sqlite.pragma('incremental_vacuum');
			sqlite.pragma('wal_checkpoint(TRUNCATE)');
			parentPort!.postMessage(null);
		} catch (failure) {
			parentPort!.postMessage(failedBy(failure));
		}
	});
}

const { commitsTo } = (workerData ?? {}) as { commitsTo?: string };
if (parentPort && commitsTo !== undefined) serve(commitsTo);
