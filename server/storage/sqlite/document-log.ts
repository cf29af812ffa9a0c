import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { documentUpdates, documents } from '../schema.ts';
import type { DocumentLog, DocumentStore, DocumentUpdate } from '../storage.ts';
import type { Connection, Db } from './database.ts';

export function createDocumentStore(db: Db): DocumentStore {
	return {
		create: async (first) => {
			db.insert(documents).values({ id: first.documentId, lastSeq: 0, readSeq: 0, snapshotSeq: 0 }).run();
			appendUpdate(db, first);
		}
	};
}

/**
 * Group commit: appends of one turn of the event loop, over all documents, share one transaction and so one fsync.
 * `writer` runs alone among writers (the same queue as `Storage.transaction`).
 */
export function createDocumentLog(parts: {
	readonly writer: Connection;
	readonly reader: Connection;
	readonly alone: <Result>(work: () => Result) => Promise<Result>;
}): DocumentLog {
	const { writer, reader, alone } = parts;
	type Waiting = {
		update: DocumentUpdate;
		resolve: (seq: number) => void;
		reject: (reason: unknown) => void;
	};
	let waiting: Waiting[] = [];

	const save = writer.sqlite.transaction((updates: readonly DocumentUpdate[]) =>
		updates.map((update) => appendUpdate(writer.db, update))
	).immediate;

	function settle(group: readonly Waiting[]) {
		try {
			const seqs = save(group.map(({ update }) => update));
			group.forEach(({ resolve }, index) => resolve(seqs[index]!));
		} catch (reason) {
			// One that cannot be saved does not take the others with it.
			if (group.length > 1) group.forEach((one) => settle([one]));
			else group[0]?.reject(reason);
		}
	}

	const commitGroup = () =>
		alone(() => {
			// Taken only now: whatever came in while others were writing shares this commit.
			const group = waiting;
			waiting = [];
			settle(group);
		});

	return {
		append: (given) => {
			// The bytes as they are now: the caller may use its buffer again.
			const update = { ...given, update: Buffer.from(given.update) };
			return new Promise((resolve, reject) => {
				waiting.push({ update, resolve, reject });
				if (waiting.length === 1) setImmediate(() => void commitGroup());
			});
		},
		load: async (documentId) => {
			const row = reader.db.select().from(documents).where(eq(documents.id, documentId)).get();
			if (!row) return null;
			const updates = reader.db
				.select({ update: documentUpdates.update })
				.from(documentUpdates)
				.where(and(eq(documentUpdates.documentId, documentId), gt(documentUpdates.seq, row.snapshotSeq)))
				.orderBy(asc(documentUpdates.seq))
				.all();
			return {
				snapshot: row.snapshot,
				updates: updates.map(({ update }) => update),
				lastSeq: row.lastSeq,
				readSeq: row.readSeq
			};
		},
		saveSnapshot: (documentId, state, upToSeq) => {
			const snapshot = Buffer.from(state);
			return alone(() => {
				writer.db
					.update(documents)
					.set({ snapshot, snapshotSeq: upToSeq })
					.where(eq(documents.id, documentId))
					.run();
			});
		},
		markRead: (documentId, seq) =>
			alone(() => {
				writer.db.update(documents).set({ readSeq: seq }).where(eq(documents.id, documentId)).run();
			}),
		unread: async () =>
			reader.db
				.select({ id: documents.id })
				.from(documents)
				.where(sql`${documents.readSeq} < ${documents.lastSeq}`)
				.all()
				.map(({ id }) => id)
	};
}

/** Throws when there is no such document: such an update could never be loaded again. */
function appendUpdate(db: Db, { documentId, update, authorId, at }: DocumentUpdate): number {
	const { seq } = db
		.insert(documentUpdates)
		.values({ documentId, update: asBuffer(update), authorId, at })
		.returning({ seq: documentUpdates.seq })
		.get();
	const { changes } = db.update(documents).set({ lastSeq: seq }).where(eq(documents.id, documentId)).run();
	if (changes === 0) throw new Error(`There is no document ${documentId}`);
	return seq;
}

/** The same bytes, not copied. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
	return Buffer.from(buffer, byteOffset, byteLength);
}
