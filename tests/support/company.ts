import type { App } from '#server/app.ts';
import { writePassage } from '#server/demo/author-minutes.ts';
import { newId } from '#server/auth/secrets.ts';
import { openInstallation } from '#server/installation.ts';
import type { OpenInput } from '#server/meetings/meetings.ts';
import { rankBetween } from '#domain/board/board.ts';
import type { Card, CardOwner } from '#domain/board/card.ts';
import type { Status } from '#domain/board/status.ts';
import { dayInZone, type Day } from '#domain/day.ts';
import type { Department, Member, Project, Workspace } from '#domain/member.ts';
import type { Meeting } from '#domain/meeting.ts';
import { actorOf, type Actor } from '#domain/rights.ts';
import * as cast from './cast.ts';
import { longId } from './office.ts';

/** What a test says of a card; everything else is as usual. */
export type CardFacts = {
	readonly content: string;
	readonly owner?: CardOwner | null;
	readonly due?: Day | null;
	readonly deliverable?: string | null;
	readonly priority?: 'high' | 'medium' | 'low' | null;
	readonly quote?: string;
	readonly status?: Status;
	readonly progress?: number;
	readonly departmentId?: string | null;
	readonly project?: Project;
};

/** The cast in a data folder of its own, as a server will find it there. */
export type Company = {
	readonly app: App;
	readonly workspace: Workspace;
	readonly people: Record<keyof typeof cast.members, Member>;
	readonly departments: Record<keyof typeof cast.departments, Department>;
	/** Today, on the company's calendar. */
	readonly today: Day;
	as(member: Member): Actor;
	/** A session's cookie, to be given to a browser. */
	signIn(member: Member): Promise<{ readonly name: string; readonly value: string }>;
	project(name: string): Promise<Project>;
	/** A meeting that Ana opens: live, with the form's skeleton as minutes. */
	meeting(input?: Partial<OpenInput>): Promise<Meeting>;
	/** Writes paragraphs into a meeting's minutes and has them read; answers the meeting's cards. */
	write(meeting: Meeting, texts: readonly string[]): Promise<Card[]>;
	/** Cards as if they had been said, in this order at the end of their columns; of no meeting. */
	cards(facts: readonly CardFacts[]): Promise<Card[]>;
	/** The token of a new wall's link. */
	wall(name?: string): Promise<string>;
	/** Must be called before a server opens the same folder. */
	close(): Promise<void>;
};

/**
 * Opens a data folder and moves the cast in when it is empty. Only one process at a time: a test fills the folder,
 * closes it, and then starts its server.
 */
export async function openCompany(
	dataFolder: string,
	{ workspace: overrides = {} }: { readonly workspace?: Partial<Workspace> } = {}
): Promise<Company> {
	const { app, close } = await openInstallation({
		config: {
			host: '127.0.0.1',
			port: 0,
			dataFolder,
			origin: null,
			trustProxy: false,
			model: null,
			logLevel: 'silent'
		},
		log: { info: () => {}, warn: () => {}, error: () => {} }
	});
	const workspace = { ...cast.workspace, id: longId(cast.workspace.id), ...overrides };
	const departments = settle(cast.departments, workspace.id, ({ headId }) => ({
		headId: headId && longId(headId)
	}));
	const people = settle(cast.members, workspace.id, ({ departmentIds }) => ({
		departmentIds: departmentIds.map(longId)
	}));
	if (!(await app.workspaces.get())) {
		await app.storage.transaction(async (stores) => {
			await stores.workspaces.insert(workspace);
			for (const department of Object.values(departments)) await stores.people.insertDepartment(department);
			for (const member of Object.values(people)) await stores.people.insertMember(member, null);
		});
	}
	const ana = actorOf(people.ana);
	const today = dayInZone(Date.now(), workspace.timeZone);

	return {
		app,
		workspace,
		people,
		departments,
		today,
		as: actorOf,
		async signIn(member) {
			const { cookie } = await app.sessions.open(member, {
				userAgent: 'a test',
				address: '127.0.0.1',
				secure: false
			});
			return { name: cookie.name, value: cookie.value };
		},
		project: (name) => app.people.addProject(ana, { name }),
		meeting: (input = {}) =>
			app.meetings.open(ana, {
				title: '新品推广跨部门沟通',
				formId: 'cross-department-minutes',
				day: today,
				from: '14:00',
				to: '15:30',
				ways: ['onsite'],
				startNow: true,
				...input
			}),
		async write(meeting, texts) {
			const room = await app.rooms.open(meeting.documentId);
			if (!room) throw new Error('the meeting has no document');
			await writePassage(room, people.ana.id, { write: 'paragraphs', section: 1, texts });
			await app.follower.readNow(meeting.documentId);
			app.rooms.release(room);
			return (await app.boards.list(ana, { meetingId: meeting.id })).cards.map(
				({ anchor: _, ...card }) => card
			);
		},
		cards: (facts) =>
			app.ledger.write({ kind: 'extraction', workspaceId: workspace.id }, async (entry) => {
				const made: Card[] = [];
				for (const fact of facts) {
					const status = fact.status ?? 'not_started';
					const rank = rankBetween(await entry.stores.cards.lastRank(workspace.id, status), null);
					made.push(
						await entry.card((seq) => {
							const card = cardOf(fact, { workspaceId: workspace.id, status, rank, seq, now: entry.now });
							return { card, what: { type: 'card-said', said: card.said!, status, rank }, isNew: true };
						})
					);
				}
				return made;
			}),
		wall: async (name = '三楼大屏') => (await app.walls.make(ana, { name })).token,
		close
	};
}

function cardOf(
	facts: CardFacts,
	made: { workspaceId: string; status: Status; rank: string; seq: number; now: number }
): Card {
	const owner = facts.owner === undefined ? null : facts.owner;
	const { workspaceId, status, rank, seq, now } = made;
	return cast.makeCard({
		id: newId(),
		workspaceId,
		projectId: facts.project?.id ?? null,
		departmentId: facts.departmentId ?? (owner?.kind === 'department' ? owner.id : null),
		said: {
			content: facts.content,
			owner,
			due: facts.due ?? null,
			deliverable: facts.deliverable ?? null,
			priority: facts.priority ?? null,
			quote: facts.quote ?? facts.content,
			ownerText: null,
			dueText: null,
			dueKind: facts.due ? 'by' : null,
			since: { content: seq, owner: seq, due: seq, deliverable: seq, priority: seq }
		},
		status,
		rank,
		// The clock has seen to what is overdue: cards stand where a test puts them.
		lateFor: facts.due ?? null,
		progress: facts.progress ?? (status === 'done' ? 100 : 0),
		delay: status === 'delayed' ? { reason: '等待供应商报价', newDay: facts.due!, at: now } : null,
		version: seq,
		createdAt: now,
		statusSince: now
	});
}

/** Gives everybody an id as long as real ones: commands take no others. */
function settle<Name extends string, One extends { readonly id: string }>(
	all: Record<Name, One>,
	workspaceId: string,
	change: (one: One) => Partial<One>
): Record<Name, One> {
	const entries = Object.entries<One>(all).map(([name, one]) => [
		name,
		{ ...one, id: longId(one.id), workspaceId, ...change(one) }
	]);
	return Object.fromEntries(entries) as Record<Name, One>;
}
