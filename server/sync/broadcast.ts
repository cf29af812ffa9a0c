import type { PresenceEntry } from '#sync/presence.ts';

/** What happened in a room of one node that the same room on other nodes must hear of. */
export type News =
	/** Is in the shared storage already, under this number. */
	| {
			readonly kind: 'update';
			readonly documentId: string;
			readonly update: Uint8Array;
			readonly seq: number;
	  }
	| { readonly kind: 'presence'; readonly documentId: string; readonly entries: readonly PresenceEntry[] };

/**
 * The one seam between nodes that share a storage. With one node there is none; with several, `tell` reaches `hear` of all
 * others, in order per node.
 */
export type Broadcast = {
	tell(news: News): void;
	/** Answers the function that stops it. */
	hear(listener: (news: News) => void): () => void;
};
