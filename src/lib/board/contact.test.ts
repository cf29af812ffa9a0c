import { expect, test } from 'vitest';
import { staleAfter } from '#sync/live-protocol.ts';
import { contactOf } from './contact.ts';

const openedAt = 1_000_000;
const after = (milliseconds: number) => ({ openedAt, now: openedAt + milliseconds });

test('a page that was never answered says so as soon as one that was', () => {
	const feed = { state: { kind: 'connecting' } } as const;
	expect(contactOf(feed, after(staleAfter))).toEqual({ kind: 'waiting' });
	expect(contactOf(feed, after(staleAfter + 1))).toEqual({ kind: 'lost', since: openedAt });
	expect(contactOf(feed, { openedAt: 0, now: openedAt })).toEqual({ kind: 'waiting' });
});

test('what the feed knows is passed on', () => {
	expect(contactOf({ state: { kind: 'live' } }, after(99_999))).toEqual({ kind: 'live' });
	expect(contactOf({ state: { kind: 'stale', since: 5 } }, after(0))).toEqual({ kind: 'lost', since: 5 });
	expect(contactOf({ state: { kind: 'closed', reason: 'not-found' } }, after(0))).toEqual({
		kind: 'out',
		reason: 'not-found'
	});
});
