import type { Queue } from '../queue.ts';
import type { DocumentLog, DocumentStore, DocumentUpdate } from '../storage.ts';
import type { View } from './memory-stores.ts';
import type { Tables } from './tables.ts';

export function createMemoryDocumentStore(tables: Tables, view: View): DocumentStore {
	return {
		create: async (first) => {
			view(tables.documents).insert({
				id: first.documentId,
				lastSeq: 0,
				readSeq: 0,
				snapshot: null,
				snapshotSeq: 0
			});
			appendUpdate(tables, view, first);
		}
	};
}

/** The log over the same tables. `commit` runs alone among writers and commits what it wrote. */
export function createMemoryDocumentLog(parts: {
	readonly tables: Tables;
	readonly alone: Queue['run'];
	readonly view: { readonly committed: View; readonly draft: View };
	readonly commit: () => void;
}): DocumentLog {
	const { tables, alone, view, commit } = parts;
	const seen = { documents: view.committed(tables.documents), updates: view.committed(tables.updates) };
	let waiting: (() => void)[] = [];

	/** Appends of one turn of the event loop become visible together, as they are saved together in SQLite. */
	async function commitGroup() {
		const settled = waiting;
		waiting = [];
		for (const append of settled) append();
		commit();
	}

	const change = (
		documentId: string,
		changes: Partial<{ snapshot: Uint8Array; snapshotSeq: number; readSeq: number }>
	) =>
		alone(async () => {
			view.draft(tables.documents).update(documentId, changes);
			commit();
		});

	return {
		append: (update) => {
			const asGiven = { ...update, update: new Uint8Array(update.update) };
			return new Promise((resolve, reject) => {
				waiting.push(() => {
					try {
						resolve(appendUpdate(tables, view.draft, asGiven));
					} catch (reason) {
						reject(reason);
					}
				});
				if (waiting.length === 1) setImmediate(() => void alone(commitGroup));
			});
		},
		load: async (documentId) => {
			const document = seen.documents.get(documentId);
			if (!document) return null;
			const { snapshot, snapshotSeq, lastSeq, readSeq } = document;
			const updates = seen.updates.list(
				(update) => update.documentId === documentId && update.seq > snapshotSeq,
				(a, b) => a.seq - b.seq
			);
			return { snapshot, updates: updates.map(({ update }) => update), lastSeq, readSeq };
		},
		saveSnapshot: (documentId, state, upToSeq) =>
			change(documentId, { snapshot: new Uint8Array(state), snapshotSeq: upToSeq }),
		markRead: (documentId, seq) => change(documentId, { readSeq: seq }),
		unread: async () => seen.documents.list(({ readSeq, lastSeq }) => readSeq < lastSeq).map(({ id }) => id)
	};
}

function appendUpdate(tables: Tables, view: View, update: DocumentUpdate): number {
	// Updates are never deleted, so the count is the last number.
	const seq = view(tables.updates).count() + 1;
	if (!view(tables.documents).update(update.documentId, { lastSeq: seq }))
		throw new Error(`There is no document ${update.documentId}`);
	view(tables.updates).insert({ ...update, seq });
	return seq;
}
