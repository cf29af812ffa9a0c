import type { Queue } from '../queue.ts';
import type { DocumentLog, DocumentStore, DocumentUpdate } from '../storage.ts';
import type { View } from './memory-stores.ts';
import { keyOfClient, type Tables, type UpdateRow } from './tables.ts';

export function createMemoryDocumentStore(tables: Tables, view: View): DocumentStore {
	return {
		create: async ({ epoch, ...first }) => {
			view(tables.documents).insert({
				id: first.documentId,
				epoch,
				lastSeq: 0,
				readSeq: 0,
				snapshot: null,
				vector: null,
				snapshotSeq: 0
			});
			appendUpdates(tables, view, [first]);
		}
	};
}

/** The log over the same tables. `commit` runs alone among writers and commits what it wrote. */
export function createMemoryDocumentLog(parts: {
	readonly tables: Tables;
	readonly alone: Queue['run'];
	readonly view: { readonly committed: View; readonly draft: View };
	readonly commit: () => void;
	readonly isClosed: () => boolean;
}): DocumentLog {
	const { tables, alone, view, commit, isClosed } = parts;
	const seen = {
		documents: view.committed(tables.documents),
		updates: view.committed(tables.updates),
		history: view.committed(tables.history),
		clients: view.committed(tables.clients)
	};
	let waiting: (() => void)[] = [];

	/** Appends of one turn of the event loop become visible together, as they are saved together in SQLite. */
	async function commitGroup() {
		const settled = waiting;
		waiting = [];
		for (const append of settled) append();
		commit();
	}

	/** Numbers after `from` up to `to`, oldest first. */
	const updatesOf = (wanted: string, from: number, to = Infinity): UpdateRow[] =>
		seen.updates.list(
			({ documentId, seq }) => documentId === wanted && seq > from && seq <= to,
			(a, b) => a.seq - b.seq
		);

	return {
		append: (given) => {
			const updates = given.map((one) => ({ ...one, update: new Uint8Array(one.update) }));
			return new Promise((resolve, reject) => {
				if (isClosed()) return reject(new Error('the storage is closed'));
				waiting.push(() => {
					try {
						resolve(appendUpdates(tables, view.draft, updates));
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
			const { epoch, snapshot, vector, snapshotSeq, lastSeq, readSeq } = document;
			const clients = seen.clients.list((client) => client.documentId === documentId);
			return {
				epoch,
				snapshot,
				vector,
				updates: updatesOf(documentId, snapshotSeq).map(({ update }) => update),
				clients: new Map(clients.map(({ clientId, memberId }) => [clientId, memberId])),
				lastSeq,
				readSeq
			};
		},
		ids: async () => seen.documents.list().map(({ id }) => id),
		epoch: async (documentId) => seen.documents.get(documentId)?.epoch ?? null,
		saveSnapshot: (documentId, { state, vector, owners = new Map() }, upToSeq) => {
			const snapshot = {
				snapshot: new Uint8Array(state),
				vector: new Uint8Array(vector),
				snapshotSeq: upToSeq
			};
			return alone(async () => {
				if ((seen.documents.get(documentId)?.snapshotSeq ?? 0) > upToSeq) return;
				view.draft(tables.documents).update(documentId, snapshot);
				keepClients(tables, view.draft, documentId, owners);
				commit();
			});
		},
		foldable: async (documentId, limit) =>
			updatesOf(documentId, 0, seen.documents.get(documentId)?.snapshotSeq ?? 0)
				.slice(0, limit)
				.map(logged),
		fold: (chunk) =>
			alone(async () => {
				view.draft(tables.history).insert(chunk);
				view
					.draft(tables.updates)
					.delete(
						({ documentId, seq }) =>
							documentId === chunk.documentId && seq >= chunk.firstSeq && seq <= chunk.lastSeq
					);
				commit();
			}),
		reclaim: async () => {},
		history: async (wanted) => ({
			lastSeq: seen.documents.get(wanted)?.lastSeq ?? 0,
			chunks: seen.history
				.list(
					({ documentId }) => documentId === wanted,
					(a, b) => a.firstSeq - b.firstSeq
				)
				.map(({ entries }) => entries),
			updates: updatesOf(wanted, 0).map(logged)
		}),
		markRead: (documentId, readSeq) =>
			alone(async () => {
				view.draft(tables.documents).update(documentId, { readSeq });
				commit();
			}),
		unread: async () => seen.documents.list(({ readSeq, lastSeq }) => readSeq < lastSeq).map(({ id }) => id)
	};
}

function appendUpdates(tables: Tables, view: View, updates: readonly DocumentUpdate[]): number {
	const documentId = updates[0]?.documentId ?? '';
	if (!view(tables.documents).get(documentId)) throw new Error(`There is no document ${documentId}`);
	if (updates.some((update) => update.documentId !== documentId))
		throw new Error('Updates are of one document');
	let seq = view(tables.lastUpdate).get('last')?.seq ?? 0;
	for (const { newClients = [], ...update } of updates) {
		view(tables.updates).insert({ ...update, seq: ++seq });
		keepClients(
			tables,
			view,
			documentId,
			newClients.map((clientId) => [clientId, update.authorId] as const)
		);
	}
	if (!view(tables.lastUpdate).update('last', { seq })) view(tables.lastUpdate).insert({ seq });
	view(tables.documents).update(documentId, { lastSeq: seq });
	return seq;
}

function keepClients(
	tables: Tables,
	view: View,
	documentId: string,
	owners: Iterable<readonly [clientId: number, memberId: string | null]>
): void {
	for (const [clientId, memberId] of owners) {
		const client = { documentId, clientId, memberId };
		if (!view(tables.clients).get(keyOfClient(client))) view(tables.clients).insert(client);
	}
}

function logged({ seq, update, authorId, at }: UpdateRow) {
	return { seq, update, authorId, at };
}
