import type { IdRun } from '../extraction/id-runs.ts';
import type { Card } from './card.ts';

/** A card as pages see it: with the place of its sentence in the minutes. */
export type CardView = Card & { readonly anchor: AnchorView | null };

/** The CRDT's names of the first and the last character of the sentence. */
export type AnchorView = { readonly from: CharacterId; readonly to: CharacterId };

export type CharacterId = { readonly client: number; readonly clock: number };

/** First and last character of what the runs cover; null when they cover nothing. */
export function anchorView(runs: readonly IdRun[]): AnchorView | null {
	const first = runs[0];
	const last = runs.at(-1);
	if (!first || !last) return null;
	return {
		from: { client: first.client, clock: first.clock },
		to: { client: last.client, clock: last.clock + last.length - 1 }
	};
}
