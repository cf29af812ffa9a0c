import * as Y from 'yjs';
import { isWorkedOn, type Card, type CardOwner } from '#domain/board/card.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { Department, Member, Project } from '#domain/member.ts';
import type { MinuteboardEvent } from '#domain/event.ts';
import { DamagedDocument, type Storage, type StoredDocument } from '#server/storage/storage.ts';
import { followBlocks } from '#sync/minutes-doc.ts';

/**
 * Everything that is wrong with what is kept, in plain sentences with ids and without a word of the minutes; empty when
 * all is well. Only reads.
 */
export async function findFaults(storage: Storage): Promise<string[]> {
	const damage = await storage.findDamage();
	const { kept, ids, unreadable } = await readKept(storage);
	const minutes: string[] = [];
	// One after another: all of them at once would not fit into memory.
	for (const one of whoseMinutes(kept, ids)) minutes.push(...(await findUnreadable(storage, one)));
	const faults = [...damage, ...unreadable, ...minutes];
	// Where a row is missing because it cannot be read, that others name it proves nothing.
	return damage.length + unreadable.length > 0
		? faults
		: [...findDangling(kept), ...faults, ...findUntold(kept)];
}

type Kept = {
	readonly members: readonly Member[];
	readonly departments: readonly Department[];
	readonly projects: readonly Project[];
	readonly meetings: readonly Meeting[];
	readonly cards: readonly Card[];
	readonly events: readonly MinuteboardEvent[];
};

/** Everything, and one sentence for each kind of which something cannot be read. */
async function readKept(
	storage: Storage
): Promise<{ readonly kept: Kept; readonly ids: readonly string[]; readonly unreadable: string[] }> {
	const unreadable: string[] = [];
	const orNothing = async <Row>(what: string, read: Promise<readonly Row[]>) =>
		read.catch(() => {
			// Whatever it is, that is the finding; the failure's own words may quote what is kept.
			unreadable.push(`The ${what} cannot be read: a row is damaged.`);
			return [];
		});
	const { workspaces, people, meetings, cards } = storage.read;
	const [workspace] = await orNothing(
		'workspace',
		workspaces.get().then((one) => (one ? [one] : []))
	);
	const id = workspace?.id ?? '';
	const kept = {
		members: await orNothing('members', people.members(id)),
		departments: await orNothing('departments', people.departments(id)),
		projects: await orNothing('projects', people.projects(id)),
		meetings: await orNothing('meetings', meetings.list(id)),
		cards: await orNothing('cards', cards.list(id, { offBoard: true })),
		events: await orNothing('events', readEvents(storage, id))
	};
	return { kept, ids: await orNothing('minutes', storage.documents.ids()), unreadable };
}

/** What names something that does not exist. */
function findDangling({ members, departments, projects, meetings, cards }: Kept): string[] {
	const known = {
		person: idsOf(members),
		department: idsOf(departments),
		project: idsOf(projects),
		meeting: idsOf(meetings)
	};
	return [
		...members.flatMap(({ id, departmentIds, guestOf }) => [
			...departmentIds.flatMap((one) => unknown(`Member ${id}`, 'department', one, known.department)),
			...unknown(`Guest ${id}`, 'meeting', guestOf, known.meeting)
		]),
		...departments.flatMap(({ id, headId }) => unknown(`Department ${id}`, 'head', headId, known.person)),
		...meetings.flatMap((meeting) =>
			unknown(`Meeting ${meeting.id}`, 'project', meeting.projectId, known.project)
		),
		...cards.flatMap((card) => [
			...unknown(`Card ${card.id}`, 'meeting', card.meetingId, known.meeting),
			...unknown(`Card ${card.id}`, 'project', card.projectId, known.project),
			...unknown(`Card ${card.id}`, 'department', card.departmentId, known.department),
			...ownersOf(card).flatMap((owner) =>
				owner.kind === 'name' ? [] : unknown(`Card ${card.id}`, 'owner', owner.id, known[owner.kind])
			)
		])
	];
}

/** `who` names a `what` that does not exist. */
function unknown(who: string, what: string, id: string | null, known: ReadonlySet<string>): string[] {
	return id === null || known.has(id) ? [] : [`${who} names the ${what} ${id}, which does not exist.`];
}

function idsOf(rows: readonly { readonly id: string }[]): ReadonlySet<string> {
	return new Set(rows.map(({ id }) => id));
}

function ownersOf({ said, changed }: Card): CardOwner[] {
	return [said?.owner, ...(said?.collaborators ?? []), changed.owner?.value].filter((owner) => owner != null);
}

type Minutes = { readonly documentId: string; readonly whose: string };

/** Those of every meeting, and those whose meeting cannot be found: damage to the one must not hide damage to the other. */
function whoseMinutes({ meetings }: Kept, ids: readonly string[]): Minutes[] {
	const listed = new Set(meetings.map(({ documentId }) => documentId));
	return [
		...meetings.map(({ id, documentId }) => ({
			documentId,
			whose: `meeting ${id} (document ${documentId})`
		})),
		...ids
			.filter((documentId) => !listed.has(documentId))
			.map((documentId) => ({ documentId, whose: `an unknown meeting (document ${documentId})` }))
	];
}

async function findUnreadable(storage: Storage, minutes: Minutes): Promise<string[]> {
	const stored = await loadOrFault(storage, minutes);
	if (typeof stored === 'string') return [stored];
	const doc = new Y.Doc();
	try {
		if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot);
		for (const update of stored.updates) Y.applyUpdate(doc, update);
		followBlocks(doc).read();
	} catch {
		return [`The minutes of ${minutes.whose} hold an update that cannot be read and is left out.`];
	} finally {
		doc.destroy();
	}
	return [];
}

/** The minutes as they are stored, or what is wrong with them: every row carries a checksum. */
async function loadOrFault(
	storage: Storage,
	{ documentId, whose }: Minutes
): Promise<StoredDocument | string> {
	try {
		const stored = await storage.documents.load(documentId);
		await storage.documents.history(documentId);
		return stored ?? `There are no minutes of ${whose}.`;
	} catch (failure) {
		if (!(failure instanceof DamagedDocument)) throw failure;
		return `The minutes of ${whose} are damaged on the disk (${failure.part}).`;
	}
}

async function readEvents(storage: Storage, workspaceId: string): Promise<MinuteboardEvent[]> {
	const events: MinuteboardEvent[] = [];
	for (;;) {
		const more = await storage.read.events.since(workspaceId, events.at(-1)?.seq ?? 0, 1_000);
		if (more.length === 0) return events;
		events.push(...more);
	}
}

/** Cards that are not as the events say: every change is told, and the last one told is the card's version. */
function findUntold({ cards, events }: Kept): string[] {
	const last = new Map<string, MinuteboardEvent>();
	for (const event of events) if (event.cardId) last.set(event.cardId, event);
	const numbers = cards.flatMap((card) => {
		const told = last.get(card.id)?.seq;
		if (told === card.version) return [];
		return [`Card ${card.id} is at version ${card.version}, but its last event is ${told ?? 'missing'}.`];
	});
	const kept = idsOf(cards);
	const lost = [...last.keys()]
		.filter((id) => !kept.has(id))
		.map((id) => `Card ${id} has events but is gone.`);
	const silent = cards
		.filter((card) => card.source === 'withdrawn' && isWorkedOn(card))
		.map((card) => `Card ${card.id} was withdrawn although somebody had worked on it.`);
	return [...numbers, ...lost, ...silent];
}
