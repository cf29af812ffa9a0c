import { staleAfter } from '#sync/live-protocol.ts';
import type { LiveFeed } from '#lib/live/live-feed.svelte.ts';

/**
 * Whether a page hears the server, as people should be told: `lost` since some moment of this device's clock, also when
 * it has never been heard since the page was opened; `out` when the server will not have the page back.
 */
export type Contact =
	| { readonly kind: 'waiting' }
	| { readonly kind: 'live' }
	| { readonly kind: 'lost'; readonly since: number }
	| { readonly kind: 'out'; readonly reason: 'not-signed-in' | 'not-found' };

/** `openedAt` and `now` by this device's clock. */
export function contactOf(
	feed: Pick<LiveFeed, 'state'>,
	{ openedAt, now }: { readonly openedAt: number; readonly now: number }
): Contact {
	const { state } = feed;
	if (state.kind === 'closed') return { kind: 'out', reason: state.reason };
	if (state.kind === 'stale') return { kind: 'lost', since: state.since };
	if (state.kind === 'connecting' && openedAt > 0 && now - openedAt > staleAfter)
		return { kind: 'lost', since: openedAt };
	return state.kind === 'live' ? { kind: 'live' } : { kind: 'waiting' };
}
