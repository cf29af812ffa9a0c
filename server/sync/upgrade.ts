import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws';
import { isSameOrigin } from '#sync/origin.ts';
import type { Identity, SignInCheck } from '#server/auth/identity.ts';
import { networkOf } from '#server/auth/network.ts';
import type { LiveConnections } from '#server/feed/live-connections.ts';
import { actorOf, may } from '#domain/rights.ts';
import type { Instant } from '#domain/day.ts';
import { schemaVersion } from '#sync/minutes-doc.ts';
import { closeCodes, epochParameter, savedParameter, schemaParameter } from '#sync/protocol.ts';
import { DamagedDocument, type Storage } from '#server/storage/storage.ts';
import { createThrottle } from './bucket.ts';
import { connect } from './connection.ts';
import { createCounts } from './counts.ts';
import { holdMessages } from './held-messages.ts';
import { createOffences, type Offence } from './offences.ts';
import { pausesEvery } from '#server/pauses.ts';
import type { Rooms } from './rooms.ts';

/**
 * The door: every socket comes through here once, with session or token *and* Origin checked, and again whenever
 * rights change (then it is closed and comes back). Nothing behind it asks who somebody is.
 */
export type Door = {
	/** Takes over an HTTP upgrade for /sync/* and /live; answers false for any other path, untouched. */
	upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): boolean;
	/** Closes the sockets of a member, a session, a wall or a meeting so that they come back through the door. */
	recheck(whose: (guest: Admitted) => boolean): void;
	/** Closes the sockets whose session, token or wall link does not hold any more. Done once a minute by itself. */
	revalidate(): Promise<void>;
	/** Closes every socket with "come back soon", not all at the same moment; resolves when the last was told. */
	close(): Promise<void>;
};

/** Who is behind an open socket. */
export type Admitted = {
	readonly memberId: string | null;
	readonly sessionHash: string | null;
	readonly tokenHash: string | null;
	readonly wallId: string | null;
	readonly meetingId: string | null;
	/** When what they came in by ends, unless it is extended. */
	readonly expiresAt: Instant | null;
};

/** Larger frames are refused by ws with 1009 (reliability: 1 MiB for a sync frame). */
const largestFrame = 1_048_576;
/** A frame costs one and one for every kilobyte, pings and pongs too; typing takes about 10 a second [SY42]. */
const pace = { perSecond: 4_000, burst: 8_000 };
/** Whoever leaves a close unanswered for so long is cut off. */
const closeWithin = 5_000;
/** `closeTimeout` is newer than its types. */
const socketOptions: ServerOptions & { readonly closeTimeout: number } = {
	noServer: true,
	maxPayload: largestFrame,
	perMessageDeflate: false,
	closeTimeout: closeWithin
};
const pingEvery = 12_000;
const revalidateEvery = 60_000;
/** Looking at all sockets again goes on no longer than so many milliseconds before others get their turn. */
const slice = 2;
const lookForEndedEvery = 500;
/** Whoever is still being let in after so long is sent away. */
const enterWithin = 10_000;
/** Sockets at once; a company may share one address [SY43]. */
const most = { perMember: 100, perAddress: 2_000, perDocument: 1_000 };
/** Everybody comes back after a restart, but not in the same moment: two milliseconds for each, a second at most [SY60]. */
const spreadOf = (sockets: number) => Math.min(1_000, sockets * 2);

export function createDoor(parts: {
	readonly storage: Storage;
	readonly rooms: Rooms;
	readonly live: LiveConnections;
	readonly identify: SignInCheck;
	/** The address a request reached us under, as configured or as its Host says. */
	readonly ownOrigin: (request: IncomingMessage) => string;
	/** Where a request comes from, as far as that can be believed. */
	readonly addressOf: (request: IncomingMessage) => string;
	readonly now: () => Instant;
	/** Four fifths of the sockets that may be open somewhere are. */
	readonly onCrowd: (crowd: { readonly what: string; readonly count: number; readonly most: number }) => void;
	/** A member sent what no honest page sends; `passedOver`: the same, since it was told of last. */
	readonly onOffence: (offence: Offence & { readonly passedOver: number }) => void;
	readonly onFailure: (failure: unknown) => void;
}): Door {
	const { storage, rooms, live, identify, ownOrigin, addressOf, now, onCrowd, onOffence, onFailure } = parts;
	const offences = createOffences(onOffence);
	const server = new WebSocketServer(socketOptions);
	const open = new Map<WebSocket, Admitted>();
	const countsOf = (what: keyof typeof most) => {
		const counts = createCounts(most[what], (count) => onCrowd({ what, count, most: most[what] }));
		return {
			// Whoever left while being let in is not counted: no close would end it.
			enter: (key: string, socket: WebSocket) =>
				socket.readyState === socket.OPEN && counts.enter(key, socket)
		};
	};
	const perMember = countsOf('perMember');
	const perAddress = countsOf('perAddress');
	const perDocument = countsOf('perDocument');
	/** Whose rights were taken away: nothing they still send counts, although the socket is closing. */
	const shownOut = new WeakSet<WebSocket>();
	const showOut = (socket: WebSocket, code: number = closeCodes.rightsChanged) => {
		shownOut.add(socket);
		socket.close(code);
	};

	/** Called again when more is known of the same socket. */
	const admit = (socket: WebSocket, admitted: Admitted) => {
		if (socket.readyState !== socket.OPEN) return;
		const isKnown = open.has(socket);
		open.set(socket, admitted);
		if (isKnown) return;
		// Each in its own time: three thousand pings and their answers at once hold up everybody for a tenth of a second.
		let isHeardOf = true;
		const pings = setInterval(() => {
			if (!isHeardOf) return socket.terminate(); // silent for a whole round: half-open
			isHeardOf = false;
			socket.ping();
		}, pingEvery);
		pings.unref();
		socket.on('pong', () => (isHeardOf = true));
		socket.on('close', () => {
			clearInterval(pings);
			open.delete(socket);
		});
	};

	const enterRoom = async (
		socket: WebSocket,
		stream: Duplex,
		identity: Identity,
		{
			documentId,
			query,
			charge
		}: {
			readonly documentId: string;
			readonly query: URLSearchParams;
			readonly charge: (cost: number) => void;
		}
	) => {
		const place = await storage.read.meetings.byDocument(documentId);
		const actor = actorOf(identity.member);
		// Before anything is loaded: how long that takes would tell that it is there [SY12].
		if (!place || !may.seeMeeting(actor, place)) return socket.close(closeCodes.notFound);
		admit(socket, admittedAs(identity, place.id));
		const schema = query.get(schemaParameter);
		if (schema !== null && Number(schema) !== schemaVersion) return socket.close(closeCodes.otherVersion);
		if (!perDocument.enter(documentId, socket)) return socket.close(closeCodes.tooMany);
		const room = await rooms.open(documentId).catch((failure: unknown) => {
			if (!(failure instanceof DamagedDocument)) throw failure;
			onFailure(failure);
			return 'damaged' as const;
		});
		if (room === 'damaged') return socket.close(closeCodes.damaged);
		// Read only now: rights that changed while the room was loading count, and later changes find the socket.
		const meeting = await storage.read.meetings.find(place.id);
		if (!room) return socket.close(closeCodes.notFound);
		// Whoever does not get in leaves no room open for nobody.
		const turnAway = (code: number) => {
			socket.close(code);
			rooms.release(room);
		};
		if (!meeting || !may.seeMeeting(actor, meeting)) return turnAway(closeCodes.notFound);
		if (socket.readyState !== socket.OPEN) return rooms.release(room);
		const epoch = query.get(epochParameter);
		if (epoch !== null && epoch !== room.epoch) return turnAway(closeCodes.otherEpoch);
		const { id, name, role } = identity.member;
		connect(socket, stream, room, {
			id,
			name,
			guest: role === 'guest',
			mayWrite: may.writeMinutes(actor, meeting),
			wantsSaved: query.has(savedParameter),
			isShownOut: () => shownOut.has(socket),
			charge,
			onOffence: (code) => offences.note({ memberId: id, documentId, code })
		});
		socket.on('close', () => rooms.release(room));
	};

	const enterFeed = (socket: WebSocket, { member }: Identity, since: number) =>
		live.connect(socket, {
			workspaceId: member.workspaceId,
			meetingId: member.guestOf,
			isWall: false,
			person: actorOf(member),
			since
		});

	const enterWall = async (socket: WebSocket, wallToken: string, since: number) => {
		const wall = await identify.wall(wallToken);
		if (!wall) return socket.close(closeCodes.notFound);
		admit(socket, {
			memberId: null,
			sessionHash: null,
			tokenHash: null,
			meetingId: null,
			wallId: wall.id,
			expiresAt: null
		});
		if (!(await identify.wall(wallToken))) return socket.close(closeCodes.notFound);
		await live.connect(socket, {
			workspaceId: wall.workspaceId,
			meetingId: null,
			isWall: true,
			person: null,
			since
		});
	};

	/** Twice: once to know whom to look out for, and again when a change of rights would find the socket. */
	const identifyAndAdmit = async (socket: WebSocket, request: IncomingMessage): Promise<Identity | null> => {
		const first = await identify.request(request);
		if (!first) return null;
		admit(socket, admittedAs(first, first.member.guestOf));
		return identify.request(request);
	};

	/** Listeners that live as long as the socket are made here and below: where it is upgraded they would keep its request. */
	const enter = async (socket: WebSocket, stream: Duplex, request: IncomingMessage, url: URL) => {
		socket.on('error', () => socket.terminate());
		if (!perAddress.enter(networkOf(addressOf(request)), socket)) return socket.close(closeCodes.tooMany);
		const { take: charge } = createThrottle(socket, pace);
		for (const frame of ['ping', 'pong']) socket.on(frame, () => charge(1));
		const held = holdMessages(socket, charge);
		const late = setTimeout(() => socket.terminate(), enterWithin);
		const since = Number(url.searchParams.get('since') ?? 0) || 0;
		const wallToken = /^\/live\/wall\/([\w.-]+)$/.exec(url.pathname)?.[1];
		if (wallToken) await enterWall(socket, wallToken, since);
		else {
			const identity = await identifyAndAdmit(socket, request);
			const documentId = /^\/sync\/([0-9a-z]+)$/.exec(url.pathname)?.[1];
			if (!identity) socket.close(closeCodes.notSignedIn);
			else if (!perMember.enter(identity.member.id, socket)) socket.close(closeCodes.tooMany);
			else if (documentId)
				await enterRoom(socket, stream, identity, { documentId, query: url.searchParams, charge });
			else if (url.pathname === '/live') await enterFeed(socket, identity, since);
			else socket.close(closeCodes.notFound);
		}
		clearTimeout(late);
		held.release();
	};

	/** Sessions run out and tokens are withdrawn elsewhere without anybody telling the door. */
	const revalidate = async () => {
		const pause = pausesEvery(slice);
		for (const [socket, admitted] of open) {
			if (!(await identify.stillHolds(admitted))) showOut(socket);
			await pause();
		}
	};
	/** The clock ends sessions, and administrators withdraw tokens from the command line: both count within a second [SY13]. */
	let withdrawals = storage.withdrawals();
	const lookForEnded = async () => {
		const before = withdrawals;
		withdrawals = storage.withdrawals();
		if (withdrawals !== before) return revalidate();
		const moment = now();
		for (const [socket, admitted] of open) {
			if (admitted.expiresAt === null || admitted.expiresAt > moment) continue;
			if (!(await identify.stillHolds(admitted))) showOut(socket);
			else if (open.has(socket)) open.set(socket, { ...admitted, expiresAt: moment + revalidateEvery });
		}
	};
	const looking = setInterval(() => void lookForEnded().catch(onFailure), lookForEndedEvery);
	looking.unref();
	const rounds = setInterval(() => void revalidate().catch(onFailure), revalidateEvery);
	rounds.unref();

	let isClosing = false;

	return {
		upgrade(request, stream, head) {
			// What is asked for is anybody's text: `//` is no address at all.
			const url = URL.parse(request.url ?? '/', 'http://door');
			if (!url || !/^\/(sync\/|live(\/|$))/.test(url.pathname)) return false;
			const origin = request.headers.origin ?? null;
			const bearer = request.headers.authorization?.startsWith('Bearer ') === true;
			// A program with a token has no Origin; a browser always has one, and then it must be ours.
			const mayCome = origin === null ? bearer : isSameOrigin({ origin, own: ownOrigin(request) });
			if (!mayCome || isClosing) {
				const answer = mayCome ? '503 Service Unavailable' : '403 Forbidden';
				stream.end(`HTTP/1.1 ${answer}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
				return true;
			}
			server.handleUpgrade(request, stream, head, (socket) => {
				enter(socket, stream, request, url).catch((failure: unknown) => {
					onFailure(failure);
					socket.close(1011);
				});
			});
			return true;
		},
		recheck(whose) {
			for (const [socket, admitted] of open) if (whose(admitted)) showOut(socket);
		},
		revalidate,
		async close() {
			isClosing = true;
			clearInterval(rounds);
			clearInterval(looking);
			const spread = spreadOf(open.size);
			await Promise.all(
				[...open.keys()].map(async (socket) => {
					if (spread > 20) await new Promise((resolve) => setTimeout(resolve, Math.random() * spread));
					socket.close(closeCodes.restart);
				})
			);
			server.close();
		}
	};
}

function admittedAs(identity: Identity, meetingId: string | null): Admitted {
	return {
		memberId: identity.member.id,
		sessionHash: identity.sessionHash,
		tokenHash: identity.tokenHash,
		wallId: null,
		meetingId,
		expiresAt: identity.expiresAt
	};
}
