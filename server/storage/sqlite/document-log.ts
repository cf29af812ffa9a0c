import { promisify } from 'node:util';
import { brotliCompress, constants, deflateRaw } from 'node:zlib';
import type { OnPoint } from '#server/points.ts';
import { documents } from '../schema.ts';
import { StorageFull, type DocumentLog, type DocumentStore, type DocumentUpdate } from '../storage.ts';
import { checksumOfDocument } from './checksums.ts';
import { isLost, prepareAppend, type Append, type Appended, type Entry, type Failed } from './commit.ts';
import type { Connection, Db } from './database.ts';
import { createDocumentReader } from './document-reader.ts';
import { packRecords } from './records.ts';

const deflate = promisify(deflateRaw);
const brotli = promisify(brotliCompress);

/** History is written once and hardly ever read: a second of a background thread for half the room is well spent. */
const pressHard = (bytes: Buffer) =>
	brotli(bytes, {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
			[constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
			[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
		}
	});

export function createDocumentStore(db: Db, sqlite: Connection['sqlite']): DocumentStore {
	return {
		create: async ({ epoch, ...first }) => {
			const { documentId } = first;
			const checksum = checksumOfDocument({ documentId, epoch, readSeq: 0 });
			const nothing = { lastSeq: 0, readSeq: 0, clientsChecksum: 0 };
			db.insert(documents)
				.values({ id: documentId, epoch, ...nothing, checksum })
				.run();
			prepareAppend(sqlite)(packAppend([first]));
		}
	};
}

/** A group is not begun sooner after the last than this share of what that cost, so that slow disks get larger groups. */
const restAfterCommit = 1;
/** … but nobody waits longer than this, in milliseconds. */
const longestRest = 5;

/**
 * Group commit: appends of one turn of the event loop, over all documents, share one transaction and so one fsync.
 * `alone` runs work alone among writers (the same queue as `Storage.transaction`), `commit` stores a group.
 */
export function createDocumentLog(parts: {
	readonly reader: Connection;
	readonly alone: <Result>(work: () => Result | Promise<Result>) => Promise<Result>;
	readonly commit: (group: readonly Entry[]) => Promise<Appended[]>;
	readonly reclaim: () => Promise<Failed | null>;
	/** A commit failed in a way that leaves unknown what is on the disk. */
	readonly onLost: (failure: unknown) => void;
	readonly onPoint?: OnPoint | undefined;
}): DocumentLog & {
	/** Stores what waits, at once; whatever comes afterwards is rejected. */
	close(): Promise<void>;
} {
	const { reader, alone, commit, reclaim, onLost, onPoint } = parts;
	type Waiting = {
		entry: Entry;
		resolve: (seq: number) => void;
		reject: (reason: unknown) => void;
	};
	let waiting: Waiting[] = [];
	let restUntil = 0;
	let isClosed = false;

	const commitGroup = () =>
		alone(async () => {
			// Taken only now: whatever came in while others were writing shares this commit.
			const group = waiting;
			waiting = [];
			if (group.length === 0) return;
			const began = performance.now();
			onPoint?.('committing');
			try {
				const appended = await commit(group.map(({ entry }) => entry));
				onPoint?.('committed');
				group.forEach((one, index) => settle(one, appended[index]!));
			} catch (failure) {
				onLost(failure);
				for (const { reject } of group) reject(failure);
			}
			const ended = performance.now();
			restUntil = ended + Math.min(longestRest, (ended - began) * restAfterCommit);
		});

	const settle = ({ resolve, reject }: Waiting, appended: Appended) => {
		if ('seq' in appended) return resolve(appended.seq);
		const failure =
			appended.code === 'SQLITE_FULL'
				? new StorageFull(appended.message)
				: Object.assign(new Error(appended.message), { code: appended.code });
		if (isLost(appended.code)) onLost(failure);
		reject(failure);
	};

	/** Stores it with everything else of this turn. */
	const enter = (entry: Entry) =>
		new Promise<number>((resolve, reject) => {
			if (isClosed) return reject(new Error('the storage is closed'));
			waiting.push({ entry, resolve, reject });
			if (waiting.length === 1) beginGroup();
		});

	const beginGroup = () => {
		const rest = restUntil - performance.now();
		if (rest < 1) setImmediate(() => void commitGroup());
		else setTimeout(() => void commitGroup(), rest);
	};

	const stored = createDocumentReader(reader);

	return {
		close() {
			isClosed = true;
			return commitGroup();
		},
		append: async (updates) => {
			// Packed at once: the caller may use its buffers again.
			return enter(packAppend(updates));
		},
		load: async (documentId) => stored.load(documentId),
		ids: async () => stored.ids(),
		epoch: async (documentId) => stored.epoch(documentId),
		saveSnapshot: async (documentId, { state, vector, owners = new Map() }, upToSeq) => {
			const newClients = [...owners].map(([clientId, memberId]) => ({ clientId, memberId }));
			const snapshotVector = Buffer.from(vector);
			const snapshot = await deflate(Buffer.from(state));
			onPoint?.('saving');
			await enter({ documentId, snapshot, vector: snapshotVector, upToSeq, newClients });
		},
		foldable: async (documentId, limit) => stored.foldable(documentId, limit),
		fold: async ({ documentId, firstSeq, lastSeq, entries }) => {
			const history = await pressHard(Buffer.from(entries));
			onPoint?.('folding');
			await enter({ documentId, firstSeq, lastSeq, history });
		},
		reclaim: async () => {
			// Else the room stays taken for now, and nothing is lost.
			const failed = await alone(async () => (isClosed ? null : reclaim()));
			if (failed && isLost(failed.code)) onLost(failed);
		},
		history: async (documentId) => stored.history(documentId),
		markRead: async (documentId, readSeq) => void (await enter({ documentId, readSeq })),
		unread: async () => stored.unread()
	};
}

/** Throws when the updates are of several documents. */
function packAppend(updates: readonly DocumentUpdate[]): Append {
	const { documentId = '', at = 0 } = updates[0] ?? {};
	if (updates.some((update) => update.documentId !== documentId))
		throw new Error('Updates are of one document');
	return {
		documentId,
		at,
		records: packRecords(updates, at),
		count: updates.length,
		newClients: updates.flatMap(({ newClients = [], authorId }) =>
			newClients.map((clientId) => ({ clientId, memberId: authorId }))
		)
	};
}
