import { IndexeddbPersistence } from 'y-indexeddb';
import { WebsocketProvider } from 'y-websocket';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { Proposal } from '#domain/extraction/proposals.ts';
import { createUnsentNotes, keptName } from './kept-minutes.ts';
import { schemaVersion } from '#sync/minutes-doc.ts';
import {
	closeCodes,
	epochParameter,
	isWritingFrame,
	NOTICE,
	SAVED,
	savedParameter,
	schemaParameter,
	type Notice,
	type RemovedPassage
} from '#sync/protocol.ts';

/**
 * Where the text of this page is. Said in one place, and always true: `saved` only when the server said that
 * everything is on its disk.
 */
export type SaveState =
	/** Nothing shown yet: the text is on its way. */
	| { readonly kind: 'opening' }
	| { readonly kind: 'saved' }
	/** `late`: the server has long said nothing of them; the line may be dead without anybody's having noticed. */
	| { readonly kind: 'saving'; readonly changes: number; readonly late: boolean }
	/** Out of touch, coming back by itself. `kept`: how many of the changes are in this device's storage for sure. */
	| { readonly kind: 'offline'; readonly changes: number; readonly kept: number }
	/** In touch, but the server cannot write to its disk; it goes on trying. */
	| { readonly kind: 'not-stored'; readonly changes: number; readonly isFull: boolean }
	/** The server will not have us back. */
	| { readonly kind: 'refused'; readonly reason: RefusalReason; readonly changes: number };

const refusals = {
	[closeCodes.notSignedIn]: 'not-signed-in',
	[closeCodes.readOnly]: 'read-only',
	[closeCodes.notFound]: 'not-found',
	[closeCodes.notYours]: 'not-yours',
	[closeCodes.full]: 'full',
	[closeCodes.frameTooLarge]: 'too-much',
	[closeCodes.damaged]: 'damaged',
	[closeCodes.otherVersion]: 'other-version',
	[closeCodes.otherEpoch]: 'other-epoch'
} as const satisfies Record<number, string>;

/** The server answers within milliseconds; when it is silent for so many, people are told. */
const lateAfter = 4_000;

/** Why the server will not have the page back. */
export type RefusalReason = (typeof refusals)[keyof typeof refusals] | 'malformed';

/** The minutes on this page: the Y.Doc, its line to the server, and its copy on this device. */
export class MinutesConnection {
	readonly doc = new Y.Doc();
	readonly provider: WebsocketProvider;
	readonly #store: IndexeddbPersistence | null;
	readonly #notes: ReturnType<typeof createUnsentNotes> | null;
	readonly #mayWrite: boolean;
	/** Changes made on this device, ever counting up; those of an earlier visit that were not sent included. */
	#made = $state(0);
	/** How many of them the server has on its disk. */
	#stored = $state(0);
	#connected = $state(false);
	/** The text is here, from the server or from this device. */
	#shown = $state(false);
	/** How many of the changes made are in this device's own storage. */
	#kept = $state(0);
	#refused = $state.raw<RefusalReason | null>(null);
	/** Changes wait for the server's word for longer than usual. */
	#late = $state(false);
	#patience: ReturnType<typeof setTimeout> | undefined;
	/** What the server said last of its storage. */
	#trouble = $state.raw<Extract<Notice, { kind: 'not-stored' }> | null>(null);
	/** How much of what a document may hold is used, from four fifths on; 0 below. */
	#fullness = $state(0);
	/** What the company's model proposes, unchecked; nothing where there is no model. */
	#proposals = $state.raw<readonly Proposal[]>([]);

	#removed = $state.raw<readonly RemovedPassage[]>([]);

	/** `memberId`: copies on a shared device are kept apart by person. */
	constructor(options: {
		readonly documentId: string;
		readonly memberId: string;
		/** Which life of the document the page was made for. */
		readonly epoch: string;
		readonly mayWrite: boolean;
	}) {
		const { documentId, memberId, epoch, mayWrite } = options;
		this.#mayWrite = mayWrite;
		this.#store = openStore(keptName({ memberId, documentId, epoch }), this.doc);
		this.#notes = this.#store && createUnsentNotes(this.#store, this.doc.clientID);
		// Before the provider listens: a change counts before its frame goes out.
		this.doc.on('update', this.#onUpdate);
		const address = `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/sync`;
		this.provider = new WebsocketProvider(address, documentId, this.doc, {
			params: { [savedParameter]: '1', [schemaParameter]: String(schemaVersion), [epochParameter]: epoch },
			// Other tabs hear of a change from the server, when it is on disk.
			disableBc: true,
			connect: false,
			WebSocketPolyfill: this.#countingSocket()
		});
		this.provider.messageHandlers[SAVED] = (_encoder, decoder) =>
			this.#onSaved(decoding.readVarUint(decoder));
		this.provider.messageHandlers[NOTICE] = (_encoder, decoder) =>
			this.#onNotice(JSON.parse(decoding.readVarString(decoder)) as Notice);
		this.provider.on('status', ({ status }) => {
			this.#connected = status === 'connected';
			// Others took our caret away with the line, and take only a newer one in its place.
			if (this.#connected) this.provider.awareness.setLocalState(this.provider.awareness.getLocalState());
			this.#trouble = null;
			this.#waitAnew();
			// Told anew by whoever answers now; a server that was restarted knows of none.
			this.#proposals = [];
			this.#removed = [];
		});
		this.provider.on('sync', (synced) => {
			if (synced) this.#shown = true;
		});
		this.provider.on('closed', ({ code }) => {
			this.#refused = refusals[code as keyof typeof refusals] ?? 'malformed';
		});
		this.provider.on('connection-close', (event) => {
			// Not one of those after which the provider stays away by itself.
			if (event?.code !== closeCodes.frameTooLarge) return;
			this.#refused = 'too-much';
			this.provider.disconnect();
		});
		void this.#open();
	}

	get unsaved(): number {
		return this.#mayWrite ? this.#made - this.#stored : 0;
	}

	get shown(): boolean {
		return this.#shown;
	}

	readonly save: SaveState = $derived.by(() => {
		const changes = this.unsaved;
		if (this.#refused) return { kind: 'refused', reason: this.#refused, changes };
		if (!this.#connected) {
			const kept = Math.max(0, this.#kept - this.#stored);
			return this.#shown ? { kind: 'offline', changes, kept } : { kind: 'opening' };
		}
		if (!this.#shown) return { kind: 'opening' };
		if (changes === 0) return { kind: 'saved' };
		return this.#trouble
			? { kind: 'not-stored', changes, isFull: this.#trouble.reason === 'full' }
			: { kind: 'saving', changes, late: this.#late };
	});

	/** Per cent of what a document may hold, from 80 on; 0 below. */
	get fullness(): number {
		return Math.floor(this.#fullness * 100);
	}

	/** What was taken out of the text lately and is not back. */
	get removed(): readonly RemovedPassage[] {
		return this.#removed;
	}

	get proposals(): readonly Proposal[] {
		return this.#proposals;
	}

	/** Signed in again, say: tries the door once more. */
	reconnect(): void {
		this.#refused = null;
		this.provider.connect();
	}

	destroy(): void {
		clearTimeout(this.#patience);
		this.doc.off('update', this.#onUpdate);
		this.provider.destroy();
		void this.#store?.destroy();
		this.doc.destroy();
	}

	/** The server is given its time anew for what it has not told to be saved. */
	#waitAnew(): void {
		clearTimeout(this.#patience);
		this.#late = false;
		if (this.unsaved > 0) this.#patience = setTimeout(() => (this.#late = true), lateAfter);
	}

	/** First what this device kept (it may be all there is), then the server. */
	async #open(): Promise<void> {
		try {
			await this.#store?.whenSynced;
			const inherited = (await this.#notes?.inherit()) ?? 0;
			this.#made += inherited;
			this.#kept += inherited;
			if (this.doc.share.size > 0 && this.doc.store.clients.size > 0) this.#shown = true;
		} catch {
			// No storage in this browser (a private window): the server alone keeps the text, and nothing counts as kept.
		}
		this.provider.connect();
	}

	#onNotice(notice: Notice): void {
		if (notice.kind === 'proposed') this.#proposals = notice.proposals;
		else if (notice.kind === 'removed') this.#removed = notice.removed;
		else if (notice.kind === 'nearly-full') this.#fullness = notice.share;
		else this.#trouble = notice.kind === 'not-stored' ? notice : null;
	}

	readonly #onUpdate = (_update: Uint8Array, origin: unknown) => {
		if (origin === this.provider || origin === this.#store) return;
		const change = ++this.#made;
		if (this.unsaved === 1) this.#waitAnew();
		this.#notes?.note(this.unsaved, () => (this.#kept = Math.max(this.#kept, change)));
	};

	#onSaved(frames: number): void {
		const covered = this.#covers[frames - 1];
		if (covered === undefined || covered <= this.#stored) return;
		this.#stored = covered;
		this.#waitAnew();
		this.#notes?.inheritedArrived();
		this.#notes?.note(this.unsaved);
	}

	/** For each writing frame of the present socket: how many of our changes are stored once it is. */
	#covers: number[] = [];

	/**
	 * A WebSocket that takes note of what it sends. Frames before the full exchange (sync step 2) carry single changes
	 * only, so they prove nothing about earlier ones; from that frame on, each covers all that was made before it.
	 */
	#countingSocket(): typeof WebSocket {
		const opened = () => (this.#covers = []);
		const sent = (frame: Uint8Array) => {
			if (!isWritingFrame(frame)) return;
			const isExchange = frame[1] === 1;
			const before = this.#covers.at(-1);
			this.#covers.push(isExchange || (before !== undefined && before >= 0) ? this.#made : -1);
		};
		return class extends WebSocket {
			constructor(address: string | URL, protocols?: string | string[]) {
				super(address, protocols);
				opened();
			}

			override send(data: Parameters<WebSocket['send']>[0]): void {
				if (data instanceof Uint8Array) sent(data);
				super.send(data);
			}
		};
	}
}

function openStore(name: string, doc: Y.Doc): IndexeddbPersistence | null {
	return typeof indexedDB === 'undefined' ? null : new IndexeddbPersistence(name, doc);
}
