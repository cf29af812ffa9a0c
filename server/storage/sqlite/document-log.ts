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

	async function commitGroup() {
		let group: Waiting[] = [];
		try {
			const seqs = await alone(() => {
				// Taken only now: whatever came in while others were writing shares this commit.
				group = waiting;
				waiting = [];
				return writer.sqlite
					.transaction(() => group.map(({ update }) => appendUpdate(writer.db, update)))
					.immediate();
			});
			group.forEach(({ resolve }, index) => resolve(seqs[index]!));
		} catch (reason) {
			group.forEach(({ reject }) => reject(reason));
		}
	}

	return {
		append: (update) =>
			new Promise((resolve, reject) => {
				waiting.push({ update, resolve, reject });
				if (waiting.length === 1) setImmediate(() => void commitGroup());
			}),
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
		saveSnapshot: (documentId, state, upToSeq) =>
			alone(() => {
				writer.db
					.update(documents)
					.set({ snapshot: Buffer.from(state), snapshotSeq: upToSeq })
					.where(eq(documents.id, documentId))
					.run();
			}),
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

function appendUpdate(db: Db, { documentId, update, authorId, at }: DocumentUpdate): number {
	const { seq } = db
		.insert(documentUpdates)
		.values({ documentId, update: Buffer.from(update), authorId, at })
		.returning({ seq: documentUpdates.seq })
		.get();
	db.update(documents).set({ lastSeq: seq }).where(eq(documents.id, documentId)).run();
	return seq;
}
