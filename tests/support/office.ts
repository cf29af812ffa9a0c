import { createApp, type App } from '#server/app.ts';
import type { Caller } from '#server/auth/entering.ts';
import { writePassage } from '#server/demo/author-minutes.ts';
import { createMemoryStorage, type MemoryStorage } from '#server/storage/memory/memory-storage.ts';
import type { ModelSettings } from '#server/extraction/company-model.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { OpenInput } from '#server/meetings/meetings.ts';
import type { Card } from '#domain/board/card.ts';
import type { Department, Member, Workspace } from '#domain/member.ts';
import type { Meeting } from '#domain/meeting.ts';
import { actorOf, type Actor } from '#domain/rights.ts';
import * as cast from './cast.ts';

/** The product as `npm start` builds it, over storage in memory, with the cast at work in it. */
export type Office = {
	readonly app: App;
	readonly storage: MemoryStorage;
	readonly workspace: Workspace;
	readonly people: Record<keyof typeof cast.members, Member>;
	readonly departments: Record<keyof typeof cast.departments, Department>;
	/** What went wrong behind the scenes; a test that expects nothing of it finds it empty. */
	readonly failures: unknown[];
	/** What the log warned of. */
	readonly warnings: object[];
	now(): number;
	/** Sets the clock forward; it runs on from there. */
	pass(milliseconds: number): void;
	as(member: Member): Actor;
	/** The Cookie header of a browser in which the member is signed in. */
	signIn(member: Member): Promise<string>;
	/** A token for programs. */
	apiToken(member: Member): Promise<string>;
	/** A meeting that Ana opens: live, with the form's skeleton as minutes. */
	openMeeting(input?: Partial<OpenInput>): Promise<Meeting>;
	/** Writes lines into the conclusions of a meeting's minutes and has them read: the cards that there are then. */
	write(meeting: Meeting, ...lines: string[]): Promise<Card[]>;
	/** Somebody who came in by the meeting's join link. */
	joinAsGuest(meeting: Meeting, name?: string): Promise<{ guest: Member; cookie: string }>;
	close(): Promise<void>;
};

/** Where requests of tests come from. */
export const caller: Caller = {
	address: '192.0.2.7',
	userAgent: 'Firefox on Linux',
	secure: false,
	device: null
};

export type OfficeOptions = {
	readonly empty?: boolean;
	readonly after?: MemoryStorage;
	readonly around?: (storage: Storage) => Storage;
	/** A language model that reads along. */
	readonly model?: ModelSettings | null;
};

/**
 * Opens the office at the hour the cast meets. Ids are the cast's, made long enough for commands to take them.
 * `empty`: nobody has set it up yet. `after`: the storage of an office that was closed, as after a restart. `around` wraps
 * the storage, to hold something back or let it fail.
 */
export async function openOffice({
	empty = false,
	after,
	around = (storage) => storage,
	model = null
}: OfficeOptions = {}): Promise<Office> {
	const memory = after?.reopened() ?? createMemoryStorage();
	const storage: MemoryStorage = { ...around(memory), reopened: memory.reopened };
	const opened = performance.now();
	let passed = 0;
	const elapsed = () => performance.now() - opened + passed;
	const now = () => Math.floor(cast.meetingStart + elapsed());
	const failures: unknown[] = [];
	const warnings: object[] = [];
	const app = createApp({
		config: { origin: null, trustProxy: false, model },
		storage,
		key: Buffer.alloc(32, 7),
		now,
		monotonicNow: elapsed,
		log: {
			info: () => {},
			warn: (facts) => void warnings.push(facts),
			error: (facts) => void failures.push(facts)
		}
	});

	const departments = withLongIds(cast.departments, (one) => ({ headId: one.headId && longId(one.headId) }));
	const people = withLongIds(cast.members, (one) => ({ departmentIds: one.departmentIds.map(longId) }));
	if (!empty && !after) {
		await storage.transaction(async (stores) => {
			await stores.workspaces.insert(cast.workspace);
			for (const department of Object.values(departments)) await stores.people.insertDepartment(department);
			for (const member of Object.values(people)) await stores.people.insertMember(member, null);
		});
	}

	const office: Office = {
		app,
		storage,
		workspace: cast.workspace,
		people,
		departments,
		failures,
		warnings,
		now,
		pass: (milliseconds) => void (passed += milliseconds),
		as: actorOf,
		async signIn(member) {
			const { cookie } = await app.sessions.open(member, caller);
			return `${cookie.name}=${cookie.value}`;
		},
		apiToken: (member) =>
			app.entrance.createApiToken(actorOf(member), { memberId: member.id, label: 'a script' }),
		openMeeting: (input) =>
			app.meetings.open(actorOf(people.ana), {
				formId: 'cross-department-minutes',
				title: '新品推广跨部门沟通',
				startNow: true,
				day: cast.meetingDay,
				from: '14:00',
				to: '15:00',
				ways: ['onsite'],
				...input
			}),
		async write({ id, documentId }, ...lines) {
			const room = await app.rooms.open(documentId);
			await writePassage(room!, people.ana.id, { write: 'lines', section: 3, texts: lines });
			await app.follower.readNow(documentId);
			return storage.read.cards.list(cast.workspace.id, { meetingId: id });
		},
		async joinAsGuest(meeting, name = 'Gil') {
			const link = await app.meetings.joinLink(actorOf(people.ana), meeting.id);
			const { member, cookie } = await app.entrance.joinAsGuest(link, { name }, caller);
			return { guest: member, cookie: `${cookie.name}=${cookie.value}` };
		},
		close: () => app.close()
	};
	return office;
}

/** An id that commands accept, with a name that people recognise. */
export function longId(name: string): string {
	return name.replaceAll('-', '').padEnd(12, '0');
}

function withLongIds<One extends { readonly id: string }, Key extends string>(
	all: Record<Key, One>,
	more: (one: One) => Partial<One>
): Record<Key, One> {
	return Object.fromEntries(
		Object.entries<One>(all).map(([key, one]) => [key, { ...one, ...more(one), id: longId(one.id) }])
	) as Record<Key, One>;
}
