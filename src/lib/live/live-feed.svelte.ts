import { closeCodes } from '#sync/protocol.ts';
import { staleAfter, type LiveEntry, type LiveMessage, type LiveWord } from '#sync/live-protocol.ts';
import { noteLine } from './reach.ts';

/** Whether what is shown is what is so. */
export type LiveState =
	| { readonly kind: 'connecting' }
	| { readonly kind: 'live' }
	/** Out of touch since then; coming back by itself. */
	| { readonly kind: 'stale'; readonly since: number }
	/** The server will not have us back: signed out, link withdrawn. */
	| { readonly kind: 'closed'; readonly reason: 'not-signed-in' | 'not-found' };

/**
 * Hears what happens, from the event after `seq` on: what was missed while out of touch comes first, so nothing is
 * ever skipped. Call `open` in the browser and `close` when done.
 */
export class LiveFeed {
	state = $state.raw<LiveState>({ kind: 'connecting' });
	/** When the server was last heard of, by this device's clock. */
	heardAt = $state(0);
	readonly #path: string;
	readonly #onEntries: (entries: readonly LiveEntry[]) => void;
	readonly #onReset: () => void;
	readonly #onMessage: ((message: LiveMessage) => void) | undefined;
	#seq: number;
	#socket: WebSocket | null = null;
	#watch: ReturnType<typeof setInterval> | null = null;
	#retry: ReturnType<typeof setTimeout> | null = null;
	#failures = 0;
	#openedAt = 0;
	/** When the present socket was made. */
	#calledAt = 0;

	/**
	 * `onReset`: too much was missed, load the page's data again (then make a new feed, or call `restart`).
	 * `onMessage` hears every message as it came.
	 */
	constructor(options: {
		readonly path?: string;
		readonly seq: number;
		readonly onEntries: (entries: readonly LiveEntry[]) => void;
		readonly onReset: () => void;
		readonly onMessage?: (message: LiveMessage) => void;
	}) {
		this.#path = options.path ?? '/live';
		this.#seq = options.seq;
		this.#onEntries = options.onEntries;
		this.#onReset = options.onReset;
		this.#onMessage = options.onMessage;
	}

	open(): void {
		this.state = { kind: 'connecting' };
		this.heardAt = 0;
		this.#openedAt = Date.now();
		this.#connect();
		this.#watch = setInterval(() => this.#checkPulse(), 1_000);
		addEventListener('online', this.#again);
		document.addEventListener('visibilitychange', this.#again);
	}

	close(): void {
		if (this.#watch) clearInterval(this.#watch);
		if (this.#retry) clearTimeout(this.#retry);
		this.#watch = null;
		this.#retry = null;
		removeEventListener('online', this.#again);
		document.removeEventListener('visibilitychange', this.#again);
		this.#drop();
	}

	/** Goes on from another number, after the page's data was loaded again; while it is closed, when it is opened. */
	restart(seq: number): void {
		this.#seq = seq;
		if (this.#watch === null) return;
		this.#drop();
		this.#connect();
	}

	/** Tells the server something, if it can hear us now. */
	say(word: LiveWord): void {
		if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(word));
	}

	#connect(): void {
		const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
		const socket = new WebSocket(`${scheme}//${location.host}${this.#path}?since=${this.#seq}`);
		this.#socket = socket;
		this.#calledAt = Date.now();
		socket.onmessage = ({ data }) => this.#hear(JSON.parse(String(data)) as LiveMessage);
		socket.onclose = ({ code }) => {
			if (this.#socket !== socket) return;
			this.#socket = null;
			if (code === closeCodes.notSignedIn) this.state = { kind: 'closed', reason: 'not-signed-in' };
			else if (code === closeCodes.notFound) this.state = { kind: 'closed', reason: 'not-found' };
			else this.#comeBack();
		};
	}

	#hear(message: LiveMessage): void {
		noteLine('heard');
		this.heardAt = Date.now();
		this.#failures = 0;
		if (this.state.kind !== 'live') this.state = { kind: 'live' };
		if (message.type === 'entries') {
			for (const { event } of message.entries) this.#seq = Math.max(this.#seq, event.seq);
			this.#onEntries(message.entries);
		} else if (message.type === 'reset') this.#onReset();
		this.#onMessage?.(message);
	}

	/** With a pause that doubles up to 5 s and is never the same for two pages, so that they do not all come at once. */
	#comeBack(): void {
		noteLine('broken');
		if (this.#retry) return;
		// Once may be a server that restarts; twice is being out of touch, and said at once.
		if (this.#failures > 0) this.#lose();
		const pause = Math.min(5_000, 250 * 2 ** this.#failures++) * (0.5 + Math.random());
		this.#retry = setTimeout(() => {
			this.#retry = null;
			this.#connect();
		}, pause);
	}

	#checkPulse(): void {
		if (this.state.kind === 'closed') return;
		const lastHeard = this.#lastHeard();
		if (Date.now() - lastHeard <= staleAfter) return;
		this.#lose();
		// A line is given up for its own silence: after a long break a new one must have the time to come about.
		if (this.#socket && Date.now() - Math.max(lastHeard, this.#calledAt) > 2 * staleAfter) {
			this.#drop();
			this.#comeBack();
		}
	}

	#lose(): void {
		if (this.state.kind === 'stale' || this.state.kind === 'closed') return;
		this.state = { kind: 'stale', since: this.#lastHeard() };
	}

	/** A page that never heard the server shows what it was loaded with. */
	#lastHeard(): number {
		return this.heardAt || this.#openedAt;
	}

	readonly #again = () => {
		if (this.#retry === null || document.visibilityState === 'hidden') return;
		clearTimeout(this.#retry);
		this.#retry = null;
		this.#connect();
	};

	#drop(): void {
		const socket = this.#socket;
		this.#socket = null;
		socket?.close();
	}
}
