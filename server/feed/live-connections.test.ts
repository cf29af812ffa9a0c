import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actorOf } from '#domain/rights.ts';
import { createLedger, type Ledger } from '#server/ledger.ts';
import { createMemoryStorage } from '#server/storage/memory/memory-storage.ts';
import type { Storage } from '#server/storage/storage.ts';
import { beatEvery, type LiveEntry, type LiveMessage } from '#sync/live-protocol.ts';
import {
	makeCard,
	makeGuest,
	makeMeeting,
	makeSaid,
	makeWorkspace,
	meetingStart,
	members,
	moveIn,
	workspace
} from '#support/cast.ts';
import { createHands } from './hands.ts';
import { createLiveConnections, type LiveConnections, type Scope } from './live-connections.ts';
import { createLiveFeed } from './live-feed.ts';

const weekly = makeMeeting({ id: 'weekly' });
const review = makeMeeting({ id: 'review' });

let storage: Storage;
let ledger: Ledger;
let live: LiveConnections;
let listeners: number;
beforeEach(async () => {
	storage = createMemoryStorage();
	const feed = createLiveFeed();
	listeners = 0;
	const counted = {
		publish: feed.publish,
		subscribe(listener: (entries: readonly LiveEntry[]) => void) {
			const stop = feed.subscribe(listener);
			listeners += 1;
			return () => {
				listeners -= 1;
				stop();
			};
		}
	};
	const now = () => meetingStart;
	ledger = createLedger({ storage, feed: counted, now, onUntold: fail });
	live = createLiveConnections({
		storage,
		ledger,
		feed: counted,
		hands: createHands({ storage }),
		now,
		onFailure: fail
	});
	await moveIn(storage);
	await storage.transaction(async ({ meetings }) => {
		for (const meeting of [weekly, review]) await meetings.insert(meeting);
	});
});
afterEach(() => vi.useRealTimers());

/** A page's end of the line. */
class Page extends EventEmitter {
	readonly OPEN = 1;
	readyState = 1;
	bufferedAmount = 0;
	readonly heard: LiveMessage[] = [];
	send(text: string) {
		this.heard.push(JSON.parse(text) as LiveMessage);
	}
	terminate() {
		this.readyState = 3;
		this.emit('close');
	}
	get numbers() {
		return this.heard.flatMap((message) =>
			message.type === 'entries' ? message.entries.map(({ event }) => event.seq) : []
		);
	}
	/** Says something to the server and waits until it has looked into it. */
	async says(word: unknown) {
		this.emit('message', Buffer.from(typeof word === 'string' ? word : JSON.stringify(word)), false);
		await new Promise((resolve) => setTimeout(resolve));
	}
	close(code: number) {
		this.closedWith = code;
		this.terminate();
	}
	closedWith: number | null = null;
	/** What others have in hand, as the page was told of it: the newest last. */
	get hands() {
		return this.heard.flatMap((message) =>
			message.type === 'hand' ? [message.held && `${message.held.by.name}: ${message.held.cardId}`] : []
		);
	}
	get kinds() {
		return this.heard.map(({ type }) => type);
	}
}

function connect(page: Page, scope: Partial<Scope> = {}) {
	const socket = page as unknown as WebSocket;
	return live.connect(socket, {
		workspaceId: workspace.id,
		meetingId: null,
		isWall: false,
		person: actorOf(members.chen),
		since: 0,
		...scope
	});
}

async function happen(times = 1, meeting = weekly) {
	for (let time = 0; time < times; time++) {
		await ledger.write(actorOf(members.ana), (entry) =>
			entry.meeting(meeting, { type: 'meeting-edited', changed: ['title'] })
		);
	}
}

describe('a page that comes', () => {
	it('is greeted with the newest number and hears what happens from then on', async () => {
		await happen(3);
		const page = new Page();
		await connect(page);
		expect(page.heard).toEqual([{ type: 'hello', seq: 3, at: meetingStart }]);
		await happen(2);
		expect(page.numbers).toEqual([4, 5]);
	});

	it('back after a while hears what it missed first', async () => {
		await happen(5);
		const page = new Page();
		await connect(page, { since: 2 });
		expect(page.kinds).toEqual(['hello', 'entries']);
		await happen();
		expect(page.numbers).toEqual([3, 4, 5, 6]);
	});

	it('misses nothing that happens while it comes, and hears nothing twice', async () => {
		await happen(4);
		const page = new Page();
		const coming = connect(page, { since: 1 });
		await Promise.all([happen(3), coming, happen(2)]);
		expect(page.numbers).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
	});

	it('that missed very much is told to load afresh', async () => {
		await happen(502);
		const page = new Page();
		await connect(page, { since: 1 });
		expect(page.kinds).toEqual(['hello', 'reset']);
		const latecomer = new Page();
		await connect(latecomer, { since: 2 });
		expect(latecomer.numbers).toHaveLength(500);
	});

	it('that knows more than there is, after a restore, is told to load afresh', async () => {
		await happen(2);
		const page = new Page();
		await connect(page, { since: 900 });
		expect(page.kinds).toEqual(['hello', 'reset']);
		await happen();
		expect(page.numbers).toEqual([3]);
	});
});

describe('a guest’s page', () => {
	it('hears of the one meeting only, then and later', async () => {
		await happen(1, weekly);
		await happen(1, review);
		const page = new Page();
		await connect(page, { meetingId: review.id, since: 0 });
		const back = new Page();
		await happen(1, weekly);
		await happen(1, review);
		await connect(back, { meetingId: review.id, since: 1 });
		expect(page.numbers).toEqual([4]);
		expect(back.numbers).toEqual([2, 4]);
	});

	it('hears nothing of the company at large', async () => {
		const page = new Page();
		await connect(page, { meetingId: review.id });
		await ledger.write(actorOf(members.ana), (entry) => entry.record({ type: 'people-changed' }));
		expect(page.numbers).toEqual([]);
	});
});

describe('a page of another workspace', () => {
	it('hears nothing', async () => {
		const other = makeWorkspace();
		await storage.transaction(({ workspaces }) => workspaces.insert(other));
		const page = new Page();
		await connect(page, { workspaceId: other.id });
		await happen();
		expect(page.numbers).toEqual([]);
	});
});

describe('a line', () => {
	it('shows that it is alive', async () => {
		vi.useFakeTimers();
		const page = new Page();
		await connect(page);
		await vi.advanceTimersByTimeAsync(2 * beatEvery);
		expect(page.kinds).toEqual(['hello', 'beat', 'beat']);
		page.terminate();
		expect(vi.getTimerCount()).toBe(0);
	});

	it('that is closed is forgotten', async () => {
		const pages = [new Page(), new Page()];
		for (const page of pages) await connect(page);
		expect(listeners).toBe(2);
		for (const page of pages) page.terminate();
		expect(listeners).toBe(0);
		await happen();
		expect(pages.flatMap((page) => page.numbers)).toEqual([]);
	});

	it('that was closed before it began is not kept', async () => {
		const page = new Page();
		page.readyState = 3;
		await connect(page);
		expect(listeners).toBe(0);
		expect(page.heard).toEqual([]);
	});

	it('that is closed while it begins is not kept either', async () => {
		vi.useFakeTimers();
		const page = new Page();
		const coming = connect(page);
		page.terminate();
		await coming;
		expect(listeners).toBe(0);
		expect(vi.getTimerCount()).toBe(0);
	});

	it('that does not take what it is sent is cut', async () => {
		const page = new Page();
		await connect(page);
		page.bufferedAmount = 5_000_000;
		await happen();
		expect(page.readyState).toBe(3);
		expect(listeners).toBe(0);
	});
});

describe('a card in hand', () => {
	const quote = makeCard({ id: 'quote00000000', meetingId: weekly.id });
	const hold = (cardId: string | null) => ({ type: 'hold', cardId });
	beforeEach(() => storage.transaction(({ cards }) => cards.insert(quote)));

	async function openPages() {
		const pages = {
			ana: new Page(),
			ben: new Page(),
			wall: new Page(),
			guest: new Page(),
			stranger: new Page()
		};
		await connect(pages.ana, { person: actorOf(members.ana) });
		await connect(pages.ben);
		await connect(pages.wall, { isWall: true, person: null });
		await connect(pages.guest, { meetingId: weekly.id, person: actorOf(makeGuest(weekly.id)) });
		await connect(pages.stranger, { meetingId: review.id, person: actorOf(makeGuest(review.id)) });
		return pages;
	}

	it('is shown to whoever may see the card, in the name of the session, and until it is let go', async () => {
		const { ana, ben, wall, guest, stranger } = await openPages();
		await ana.says(hold(quote.id));
		const latecomer = new Page();
		await connect(latecomer);
		for (const page of [ben, guest, latecomer]) expect(page.hands).toEqual([`Ana: ${quote.id}`]);
		await ana.says(hold(null));
		for (const page of [ben, guest, latecomer]) expect(page.hands.at(-1)).toBe(null);
		for (const page of [ana, wall, stranger]) expect(page.hands).toEqual([]);
		expect(await storage.read.events.lastSeq(workspace.id)).toBe(0);
	});

	it('is let go when the line is', async () => {
		const { ana, ben } = await openPages();
		await ana.says(hold(quote.id));
		ana.terminate();
		expect(ben.hands).toEqual([`Ana: ${quote.id}`, null]);
	});

	it('is not shown when a guest or a wall says so, and to nobody who is being shown out', async () => {
		const { ana, ben, wall, guest } = await openPages();
		await guest.says(hold(quote.id));
		await wall.says(hold(quote.id));
		ana.readyState = 2;
		await ana.says(hold(quote.id));
		expect(ben.hands).toEqual([]);
	});

	it.each([
		['no JSON', 'hold'],
		['another word', { type: 'move', cardId: quote.id }],
		['somebody else’s name', { ...hold(quote.id), by: { id: 'ben', name: 'Ben' } }],
		['no id', hold('../quote')],
		['very much', hold('a'.repeat(10_000))]
	])('that is told with %s closes the line', async (_, word) => {
		const { ana, ben } = await openPages();
		await ana.says(word);
		expect(ana.closedWith).toBe(4400);
		expect(ben.hands).toEqual([]);
	});
});

describe('a wall', () => {
	it('hears where cards stand, and nothing of who or of what was said', async () => {
		const page = new Page();
		await connect(page, { isWall: true });
		await happen();
		const said = makeSaid({ content: 'send the quote', quote: 'Ana, the very words' });
		await ledger.write(actorOf(members.ben), (entry) =>
			entry.card((seq) => ({
				card: makeCard({ id: 'quote', said, version: seq }),
				what: { type: 'card-progressed', from: 0, to: 0 },
				isNew: true
			}))
		);
		const sent = JSON.stringify(page.heard);
		expect(page.numbers).toHaveLength(1);
		expect(sent).toContain('send the quote');
		for (const secret of ['the very words', members.ben.name, weekly.documentId, weekly.title]) {
			expect(sent).not.toContain(secret);
		}
	});
});

function fail(failure: unknown): never {
	throw failure;
}
