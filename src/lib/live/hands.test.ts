import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { holdAgainEvery, type LiveWord } from '#sync/live-protocol.ts';
import { Hands } from './hands.svelte.ts';

const ana = { id: 'ana', name: 'Ana' };
const hello = { type: 'hello', seq: 0, at: 0 } as const;

let said: (string | null)[];
let hands: Hands;
beforeEach(() => {
	vi.useFakeTimers();
	said = [];
	hands = new Hands(({ cardId }: LiveWord) => said.push(cardId));
});
afterEach(() => vi.useRealTimers());

test('a card in our hand is told, told again, and told to be let go', () => {
	hands.hold('quote');
	vi.advanceTimersByTime(2 * holdAgainEvery);
	hands.hold(null);
	vi.advanceTimersByTime(2 * holdAgainEvery);
	expect(said).toEqual(['quote', 'quote', 'quote', null]);
});

test('an empty hand says nothing', () => {
	hands.hold(null);
	hands.hear(hello);
	expect(said).toEqual([]);
});

test('others’ hands are known until they let go', () => {
	hands.hear({ type: 'hand', hand: 1, held: { cardId: 'quote', by: ana } });
	hands.hear({ type: 'hand', hand: 2, held: { cardId: 'video', by: ana } });
	expect(hands.of('quote')).toEqual([ana]);
	hands.hear({ type: 'hand', hand: 1, held: null });
	expect(hands.of('quote')).toEqual([]);
	expect(hands.of('video')).toEqual([ana]);
});

test('a line that comes back begins anew: what we hold is told, what others held is told by the server', () => {
	hands.hold('quote');
	hands.hear({ type: 'hand', hand: 1, held: { cardId: 'video', by: ana } });
	hands.hear(hello);
	expect(said).toEqual(['quote', 'quote']);
	expect(hands.of('video')).toEqual([]);
	hands.hold(null);
});
