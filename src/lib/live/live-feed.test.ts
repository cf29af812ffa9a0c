import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { staleAfter, type LiveMessage } from '#sync/live-protocol.ts';
import { LiveFeed } from './live-feed.svelte.ts';

/** A line to a server that the test plays. */
class PlayedSocket {
	static made: PlayedSocket[] = [];
	onmessage: ((event: { data: string }) => void) | null = null;
	onclose: ((event: { code: number }) => void) | null = null;
	closed = false;

	constructor() {
		PlayedSocket.made.push(this);
	}

	close() {
		this.closed = true;
	}

	says(message: LiveMessage) {
		this.onmessage?.({ data: JSON.stringify(message) });
	}

	breaks() {
		this.closed = true;
		this.onclose?.({ code: 1006 });
	}
}

const last = () => PlayedSocket.made.at(-1)!;
const feeds: LiveFeed[] = [];

function openFeed(): LiveFeed {
	const feed = new LiveFeed({ seq: 0, onEntries: () => {}, onReset: () => {} });
	feeds.push(feed);
	feed.open();
	return feed;
}

beforeEach(() => {
	vi.useFakeTimers();
	PlayedSocket.made = [];
	vi.stubGlobal('WebSocket', PlayedSocket);
	vi.stubGlobal('location', { protocol: 'http:', host: 'board.test' });
	vi.stubGlobal('document', new EventTarget());
	vi.stubGlobal('addEventListener', () => {});
	vi.stubGlobal('removeEventListener', () => {});
});

afterEach(() => {
	for (const feed of feeds.splice(0)) feed.close();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

test('what is shown is stale when the server has been silent for too long, and live when it speaks again', () => {
	const feed = openFeed();
	last().says({ type: 'hello', seq: 0, at: 0 });
	expect(feed.state.kind).toBe('live');
	vi.advanceTimersByTime(staleAfter + 1_000);
	expect(feed.state.kind).toBe('stale');
	last().says({ type: 'beat', at: 0 });
	expect(feed.state.kind).toBe('live');
});

test('a line that falls silent is given up and another one made', () => {
	openFeed();
	const first = last();
	first.says({ type: 'hello', seq: 0, at: 0 });
	vi.advanceTimersByTime(2 * staleAfter + 2_000);
	expect(first.closed).toBe(true);
	expect(last()).not.toBe(first);
});

test('after a long break a new line may take its time to come about', () => {
	const feed = openFeed();
	last().says({ type: 'hello', seq: 0, at: 0 });
	last().breaks();
	for (let waited = 0; waited < 3 * staleAfter; waited += 100) {
		vi.advanceTimersByTime(100);
		if (!last().closed) last().breaks();
	}
	expect(feed.state.kind).toBe('stale');
	vi.advanceTimersByTime(8_000);
	const slow = last();
	expect(slow.closed).toBe(false);
	vi.advanceTimersByTime(staleAfter);
	expect(last()).toBe(slow);
	slow.says({ type: 'hello', seq: 0, at: 0 });
	expect(feed.state.kind).toBe('live');
});
