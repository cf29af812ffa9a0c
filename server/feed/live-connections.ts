import type { RawData, WebSocket } from 'ws';
import * as z from 'zod';
import { beatEvery, type LiveEntry, type LiveMessage, type LiveWord } from '#sync/live-protocol.ts';
import { closeCodes } from '#sync/protocol.ts';
import type { Ledger } from '#server/ledger.ts';
import type { Happening } from '#domain/event.ts';
import type { Person } from '#domain/rights.ts';
import { wallCard } from '#server/board/walls.ts';
import { fields } from '#server/parse.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { Grip, Hands } from './hands.ts';
import type { LiveFeed } from './live-feed.ts';

/** What a socket of /live may hear. */
export type Scope = {
	readonly workspaceId: string;
	/** A guest's one meeting; null for everything. */
	readonly meetingId: string | null;
	/** A big screen: it hears of cards and that names changed, and nothing else. */
	readonly isWall: boolean;
	/** Whose page it is, whose hand others see on the cards; null for nobody's, which a wall is. */
	readonly person: Person | null;
	/** The last event the page knows. */
	readonly since: number;
};

export type LiveConnections = { connect(socket: WebSocket, scope: Scope): Promise<void> };

/** More missed events than this are not sent singly: the page loads afresh. */
const mostMissed = 500;
const largestBacklog = 4_000_000;
/** What a page says is a line; the longest honest one has some 80 bytes. */
const largestWord = 200;

const word = z.strictObject({ type: z.literal('hold'), cardId: fields.id.nullable() });

export function createLiveConnections(parts: {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly feed: LiveFeed;
	readonly hands: Hands;
	readonly now: () => number;
	readonly onFailure: (failure: unknown) => void;
}): LiveConnections {
	const { storage, ledger, feed, hands, now, onFailure } = parts;

	/** Most pages are told the same: it is written down once for all of them. */
	const texts = new WeakMap<readonly LiveEntry[], string>();
	const textOf = (entries: readonly LiveEntry[]): string => {
		const text = texts.get(entries) ?? JSON.stringify({ type: 'entries', entries } satisfies LiveMessage);
		texts.set(entries, text);
		return text;
	};

	return {
		async connect(socket, { workspaceId, meetingId, isWall, person, since }) {
			// Whoever left while being let in is not listened for: no close would end it.
			if (socket.readyState !== socket.OPEN) return;
			let sent = since;
			const sendText = (text: string) => {
				if (socket.readyState !== socket.OPEN) return;
				if (socket.bufferedAmount > largestBacklog) return socket.terminate();
				socket.send(text);
			};
			const send = (message: LiveMessage) => sendText(JSON.stringify(message));
			const sendEntries = (entries: readonly LiveEntry[]) => {
				const news = entries.filter(
					({ event }) =>
						event.seq > sent &&
						event.workspaceId === workspaceId &&
						(meetingId === null || event.meetingId === meetingId)
				);
				const shown = isWall ? news.flatMap(forWall) : news;
				const isEverything = shown.length === entries.length && !isWall;
				if (shown.length > 0)
					sendText(isEverything ? textOf(entries) : JSON.stringify({ type: 'entries', entries: shown }));
				sent = Math.max(sent, ...entries.map(({ event }) => event.seq));
			};

			// Listening starts before the past is read: whatever happens meanwhile is kept and sent after it.
			let meanwhile: LiveEntry[] | null = [];
			const stop = feed.subscribe((entries) => {
				if (meanwhile) meanwhile.push(...entries);
				else sendEntries(entries);
			});
			const hand = person && hands.open(person);
			const sendGrip = ({ hand: number, card, by }: Grip, isHeld: boolean) => {
				const isSeen =
					card.workspaceId === workspaceId && (meetingId === null || card.meetingId === meetingId);
				if (!hand || number === hand.number || !isSeen) return;
				send({ type: 'hand', hand: number, held: isHeld ? { cardId: card.id, by } : null });
			};
			const stopHands = hands.hear((grip, isHeld) => {
				if (!meanwhile) sendGrip(grip, isHeld);
			});
			socket.on('message', (data, isBinary) => {
				// Whoever is being shown out says nothing any more.
				if (!hand || socket.readyState !== socket.OPEN) return;
				const said = readWord(data, isBinary);
				if (said) hand.hold(said.cardId).catch(onFailure);
				else socket.close(closeCodes.malformed);
			});
			const beat = setInterval(() => send({ type: 'beat', at: now() }), beatEvery);
			socket.on('close', () => {
				stop();
				stopHands();
				hand?.close();
				clearInterval(beat);
			});

			const last = await storage.read.events.lastSeq(workspaceId);
			// A page that knows more than there is has seen a database that was replaced by an older one.
			const isAhead = since > last;
			if (since === 0 || isAhead) sent = last;
			send({ type: 'hello', seq: last, at: now() });
			const missed =
				since > 0 && since < last ? await ledger.entriesSince(workspaceId, since, mostMissed + 1) : [];
			if (isAhead || missed.length > mostMissed) send({ type: 'reset' });
			else sendEntries(missed);
			const waiting: LiveEntry[] = meanwhile;
			meanwhile = null;
			sendEntries(waiting);
			for (const grip of hands.held()) sendGrip(grip, true);
		}
	};
}

/** What a page said, or null when no page says that. */
function readWord(data: RawData, isBinary: boolean): LiveWord | null {
	const text = isBinary ? '' : String(data);
	if (text.length > largestWord) return null;
	try {
		return word.safeParse(JSON.parse(text)).data ?? null;
	} catch {
		return null;
	}
}

/** What hangs on a wall is for everybody's eyes: where cards stand, not who did what nor the words of the minutes. */
function forWall({ event, card }: LiveEntry): LiveEntry[] {
	const { seq, workspaceId, at, what } = event;
	const anonymous = { seq, workspaceId, at, by: { kind: 'extraction' }, meetingId: null } as const;
	if (card) {
		const shown = wallCard(card);
		const moved: Happening = { type: 'card-progressed', from: card.progress, to: card.progress };
		return [{ event: { ...anonymous, cardId: card.id, what: moved }, card: shown, meeting: null }];
	}
	const isAboutNames = what.type === 'people-changed' || what.type === 'workspace-changed';
	return isAboutNames ? [{ event: { ...anonymous, cardId: null, what }, card: null, meeting: null }] : [];
}
