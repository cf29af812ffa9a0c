import { promisify } from 'node:util';
import {
	brotliCompress,
	brotliDecompressSync,
	constants,
	crc32,
	deflateRaw,
	inflateRawSync
} from 'node:zlib';
import { sql } from 'drizzle-orm';
import type { OnPoint } from '#server/points.ts';
import { documents } from '../schema.ts';
import {
	DamagedDocument,
	StorageFull,
	type DocumentLog,
	type DocumentStore,
	type DocumentUpdate,
	type LoggedUpdate
} from '../storage.ts';
import { isLost, prepareAppend, type Append, type Appended, type Entry } from './commit.ts';
import type { Connection, Db } from './database.ts';
import { packRecords, unpackRecords } from './records.ts';

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
			const values = { id: first.documentId, epoch, lastSeq: 0, readSeq: 0, snapshotSeq: 0 };
			db.insert(documents).values(values).run();
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
	readonly reclaim: () => Promise<void>;
	/** A commit failed in a way that leaves unknown what is on the disk. */
	readonly onLost: (failure: unknown) => void;
	readonly onPoint?: OnPoint | undefined;
}): DocumentLog & {
	/** Stores what waits, at once. */
	drain(): Promise<void>;
} {
	const { reader, alone, commit, reclaim, onLost, onPoint } = parts;
	type Waiting = {
		entry: Entry;
		resolve: (seq: number) => void;
		reject: (reason: unknown) => void;
	};
	let waiting: Waiting[] = [];
	let restUntil = 0;

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
			waiting.push({ entry, resolve, reject });
			if (waiting.length === 1) beginGroup();
		});

	const beginGroup = () => {
		const rest = restUntil - performance.now();
		if (rest < 1) setImmediate(() => void commitGroup());
		else setTimeout(() => void commitGroup(), rest);
	};

	const selectDocument = reader.sqlite.prepare<[string], DocumentRow>(
		`SELECT epoch, last_seq AS lastSeq, read_seq AS readSeq, snapshot, snapshot_seq AS snapshotSeq,
			snapshot_vector AS vector, snapshot_checksum AS snapshotChecksum FROM documents WHERE id = ?`
	);
	const selectEpoch = reader.sqlite
		.prepare<[string], string>('SELECT epoch FROM documents WHERE id = ?')
		.pluck();
	const selectUpdates = reader.sqlite.prepare<[string, number, number], UpdateRow>(
		`SELECT seq, "update", records, author_id AS authorId, at, checksum FROM document_updates
			WHERE document_id = ? AND seq > ? AND seq <= ? ORDER BY seq`
	);
	const selectClients = reader.sqlite.prepare<[string], { clientId: number; memberId: string | null }>(
		'SELECT client_id AS clientId, member_id AS memberId FROM document_clients WHERE document_id = ?'
	);
	const selectChunks = reader.sqlite.prepare<[string], { entries: Buffer; checksum: number }>(
		'SELECT entries, checksum FROM document_history WHERE document_id = ? ORDER BY first_seq'
	);
	/** Numbers after `from` up to `to`; whole rows, until there are `limit` updates. */
	const updatesOf = (
		documentId: string,
		from: number,
		to = Number.MAX_SAFE_INTEGER,
		limit = Infinity
	): LoggedUpdate[] => {
		const found: LoggedUpdate[] = [];
		for (const row of selectUpdates.iterate(documentId, from, to)) {
			const { seq, update, records, authorId, at, checksum } = row;
			if (checksum !== null && crc32(update) !== checksum) throw new DamagedDocument(documentId, 'update');
			if (records === null) found.push({ seq, update, authorId, at });
			else for (const one of unpackRecords(update, { count: records, at, seq })) found.push(one);
			if (found.length >= limit) break;
		}
		return found;
	};

	return {
		drain: commitGroup,
		append: async (updates) => {
			// Packed at once: the caller may use its buffers again.
			return enter(packAppend(updates));
		},
		load: async (documentId) => {
			const row = selectDocument.get(documentId);
			if (!row) return null;
			const { epoch, lastSeq, readSeq, snapshot, vector, snapshotSeq, snapshotChecksum } = row;
			const isDamaged = snapshot && snapshotChecksum !== null && crc32(snapshot) !== snapshotChecksum;
			if (isDamaged) throw new DamagedDocument(documentId, 'snapshot');
			return {
				epoch,
				// Snapshots older than the checksum are not deflated.
				snapshot: snapshot && snapshotChecksum !== null ? inflateRawSync(snapshot) : snapshot,
				vector,
				updates: updatesOf(documentId, snapshotSeq).map(({ update }) => update),
				clients: new Map(selectClients.all(documentId).map(({ clientId, memberId }) => [clientId, memberId])),
				lastSeq,
				readSeq
			};
		},
		epoch: async (documentId) => selectEpoch.get(documentId) ?? null,
		saveSnapshot: async (documentId, { state, vector }, upToSeq) => {
			const snapshotVector = Buffer.from(vector);
			const snapshot = await deflate(Buffer.from(state));
			onPoint?.('saving');
			await enter({ documentId, snapshot, vector: snapshotVector, upToSeq });
		},
		foldable: async (documentId, limit) => {
			const upTo = selectDocument.get(documentId)?.snapshotSeq ?? 0;
			return updatesOf(documentId, 0, upTo, limit);
		},
		fold: async ({ documentId, firstSeq, lastSeq, entries }) => {
			const history = await pressHard(Buffer.from(entries));
			onPoint?.('folding');
			await enter({ documentId, firstSeq, lastSeq, history });
		},
		reclaim: () => alone(reclaim),
		history: async (documentId) => ({
			lastSeq: selectDocument.get(documentId)?.lastSeq ?? 0,
			chunks: selectChunks.all(documentId).map(({ entries, checksum }) => {
				if (crc32(entries) !== checksum) throw new DamagedDocument(documentId, 'history');
				return brotliDecompressSync(entries);
			}),
			updates: updatesOf(documentId, 0)
		}),
		markRead: async (documentId, readSeq) => void (await enter({ documentId, readSeq })),
		unread: async () =>
			reader.db
				.select({ id: documents.id })
				.from(documents)
				.where(sql`${documents.readSeq} < ${documents.lastSeq}`)
				.all()
				.map(({ id }) => id)
	};
}

type DocumentRow = {
	readonly epoch: string;
	readonly lastSeq: number;
	readonly readSeq: number;
	readonly snapshot: Buffer | null;
	readonly vector: Buffer | null;
	readonly snapshotSeq: number;
	readonly snapshotChecksum: number | null;
};
type UpdateRow = LoggedUpdate & {
	readonly update: Buffer;
	readonly records: number | null;
	readonly checksum: number | null;
};

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
