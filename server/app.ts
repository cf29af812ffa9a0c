import type { IncomingMessage } from 'node:http';
import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
import { createAttempts } from './auth/attempts.ts';
import { createEntrance } from './auth/entrance.ts';
import { createSignInCheck } from './auth/identity.ts';
import { createDerivedLinks } from './auth/secrets.ts';
import { createSessions } from './auth/sessions.ts';
import { createBoards } from './board/boards.ts';
import { createBulk } from './board/bulk.ts';
import { createDayClock } from './board/day-clock.ts';
import { createRemovedCards } from './board/removed-cards.ts';
import { createNewCards } from './board/new-cards.ts';
import { createReports } from './board/reports.ts';
import { createSavedFilters } from './board/saved-filters.ts';
import { createTimeMachine } from './board/time-machine.ts';
import { createUndo } from './board/undo.ts';
import { createWalls } from './board/walls.ts';
import type { Config } from './config.ts';
import { createCompanyModel } from './extraction/company-model.ts';
import { createMinutesFollower } from './extraction/follow-minutes.ts';
import { createMinutesReader } from './extraction/minutes-reader.ts';
import { createOffers } from './extraction/offers.ts';
import { createProposer } from './extraction/proposer.ts';
import { createHands } from './feed/hands.ts';
import { createLiveConnections } from './feed/live-connections.ts';
import { createLiveFeed } from './feed/live-feed.ts';
import { createLedger } from './ledger.ts';
import { createImports } from './meetings/imports.ts';
import { createMeetings } from './meetings/meetings.ts';
import { createRemovedPassages } from './meetings/removed-passages.ts';
import { createPeople } from './people/people.ts';
import type { OnPoint } from './points.ts';
import type { Storage } from './storage/storage.ts';
import { createRooms } from './sync/rooms.ts';
import type { OnDamage } from './sync/stored-document.ts';
import { createDoor } from './sync/upgrade.ts';
import { createWorkspaces } from './workspace/workspaces.ts';

/** The running product: every part, built once per process. Pages get it as `locals.app`. */
export type App = ReturnType<typeof createApp>;

/** `key`: the installation's secret that join and wall links are derived from. */
export function createApp(parts: {
	readonly config: Pick<Config, 'origin' | 'trustProxy' | 'model'>;
	readonly storage: Storage;
	readonly key: Buffer;
	readonly now: () => number;
	/** A clock that never goes back, for limits on attempts. */
	readonly monotonicNow: () => number;
	readonly log: Log;
	/** For tests only. */
	readonly onPoint?: OnPoint;
}) {
	const { config, storage, key, now, monotonicNow, log, onPoint } = parts;
	const feed = createLiveFeed();
	const ledger = createLedger({
		storage,
		feed,
		now,
		onUntold: (failure) => log.error({ failure }, 'events could not be told')
	});
	const links = createDerivedLinks(key);
	const attempts = createAttempts({ now: monotonicNow, windowMs: 15 * 60_000 });

	const isSecure = (request: IncomingMessage) => schemeOf(request, config) === 'https';
	const ownOrigin = (request: IncomingMessage) =>
		config.origin ?? `${schemeOf(request, config)}://${request.headers.host ?? ''}`;

	const onDamage: OnDamage = (damage) => log.error(damage, 'minutes are damaged');

	const sessions = createSessions({
		storage,
		now,
		onEnd: ({ idHash }) => door.recheck((admitted) => admitted.sessionHash === idHash)
	});
	const people = createPeople({
		storage,
		ledger,
		onRightsChanged: (memberId) => door.recheck((admitted) => admitted.memberId === memberId)
	});
	const meetings = createMeetings({
		storage,
		ledger,
		links,
		now,
		onRightsChanged: (meetingId) => door.recheck((admitted) => admitted.meetingId === meetingId),
		onDamage
	});
	const walls = createWalls({
		storage,
		links,
		now,
		onRevoked: (wallId) => door.recheck((admitted) => admitted.wallId === wallId)
	});
	const identify = createSignInCheck({ storage, sessions, links, isSecure });
	const rooms = createRooms({
		log: storage.documents,
		now,
		onDamage,
		onPoint
	});
	const live = createLiveConnections({
		storage,
		ledger,
		feed,
		hands: createHands({ storage }),
		now,
		onFailure: (failure) => log.error({ failure }, 'a card in hand could not be shown')
	});
	const door = createDoor({
		storage,
		rooms,
		live,
		identify,
		ownOrigin,
		addressOf: (request) => addressOf(request, config),
		now,
		onCrowd: (crowd) => log.warn(crowd, 'nearly as many sockets as there may be'),
		onOffence: (offence) => log.warn(offence, 'somebody sent what no page sends'),
		onFailure: (failure) => log.error({ failure }, 'a socket could not be served')
	});
	const { model } = config;
	const proposer = createProposer({
		model: model && createCompanyModel(model),
		onFailure: (failure, documentId) => log.warn({ failure, documentId }, 'the model proposed nothing')
	});
	const reader = createMinutesReader(chineseCalendar);
	const follower = createMinutesFollower({
		storage,
		rooms,
		ledger,
		feed,
		people,
		reader,
		proposer,
		calendar: chineseCalendar,
		now,
		onFailure: (failure) => log.error({ failure }, 'reading the minutes failed')
	});

	const dayClock = createDayClock({
		storage,
		ledger,
		calendar: chineseCalendar,
		now,
		onFailure: (failure) => log.error({ failure }, 'overdue cards could not be seen to')
	});

	return {
		now,
		log,
		storage,
		sessions,
		identify,
		people,
		meetings,
		walls,
		/** The name of the model that reads along, to be told to people; null: none does. */
		modelName: model?.name ?? null,
		rooms,
		door,
		follower,
		dayClock,
		feed,
		ledger,
		workspaces: createWorkspaces({ storage, ledger }),
		entrance: createEntrance({ storage, ledger, sessions, links, attempts, now }),
		imports: createImports({ storage, ledger, people, reader }),
		boards: createBoards({ storage, ledger, calendar: chineseCalendar }),
		newCards: createNewCards({ ledger }),
		bulk: createBulk({ ledger, calendar: chineseCalendar }),
		reports: createReports({ ledger }),
		undo: createUndo({ ledger }),
		timeMachine: createTimeMachine({ storage, now }),
		removedCards: createRemovedCards({ storage, ledger, now }),
		savedFilters: createSavedFilters({ storage, now }),
		offers: createOffers({ storage, ledger, follower }),
		removedPassages: createRemovedPassages({ storage, rooms }),
		/** Sends everybody home to come back soon, and leaves nothing unwritten. */
		async close() {
			await door.close();
			await follower.close();
			await dayClock.close();
			await rooms.close();
			await storage.close();
		}
	};
}

/** What the server says of itself; ids and codes, never what was said in a meeting. */
export type Log = {
	info(facts: object, message: string): void;
	warn(facts: object, message: string): void;
	error(facts: object, message: string): void;
};

/** How the browser reached us: as the trusted proxy says, else by the socket. */
export function schemeOf(
	request: IncomingMessage,
	config: Pick<Config, 'trustProxy' | 'origin'>
): 'http' | 'https' {
	if (config.origin) return config.origin.startsWith('https:') ? 'https' : 'http';
	const forwarded = config.trustProxy ? request.headers['x-forwarded-proto'] : undefined;
	if (forwarded) return String(forwarded).split(',')[0]!.trim() === 'https' ? 'https' : 'http';
	return 'encrypted' in request.socket ? 'https' : 'http';
}

/** Where a request comes from: what the trusted proxy says, else the other end of the socket. */
export function addressOf(request: IncomingMessage, { trustProxy }: Pick<Config, 'trustProxy'>): string {
	const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined;
	// The last one is what our own proxy saw; those before it are anybody's words.
	return (forwarded && String(forwarded).split(',').at(-1)?.trim()) || request.socket.remoteAddress || '';
}

/** The one App of this process, where pages find it (decision 003). */
const slot = Symbol.for('minuteboard.app');
type Slotted = typeof globalThis & { [slot]?: App };

export function setRunningApp(app: App | null): void {
	if (app) (globalThis as Slotted)[slot] = app;
	else delete (globalThis as Slotted)[slot];
}
