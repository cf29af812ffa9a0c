import * as Y from 'yjs';

/**
 * Applies updates in one transaction, as they are and nothing more: after changes of others Yjs tidies up doubled formats, which
 * here would be a change that nobody wrote and nobody stored. The pages do it, and send what they did [SY30]. Throws when one
 * cannot be taken in; the document is then of no use.
 */
export function takeIn(doc: Y.Doc, updates: Iterable<Uint8Array>, origin: unknown = null): void {
	Y.transact(
		doc,
		(transaction) => {
			for (const update of updates) Y.applyUpdate(doc, update);
			transaction.local = true;
		},
		origin
	);
}
