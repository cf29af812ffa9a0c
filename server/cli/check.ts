import * as Y from 'yjs';
import { isWorkedOn, type Card, type CardOwner } from '#domain/board/card.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { MinuteboardEvent } from '#domain/event.ts';
import { DamagedDocument, type Storage, type StoredDocument } from '#server/storage/storage.ts';
import { followBlocks } from '#sync/minutes-doc.ts';

/**
 * Everything that is wrong with what is kept, in plain sentences with ids and without a word of the minutes; empty when
 * all is well. Only reads.
 */
export async function findFaults(storage: Storage): Promise<string[]> {
	const damage = await storage.findDamage();
	// What stands in a broken file proves nothing.
	if (damage.length > 0) return damage;
	const workspace = await storage.read.workspaces.get();
	if (!workspace) return [];

	const { people, meetings, cards } = storage.read;
	const [members, departments, projects, held, all, events] = await Promise.all([
		people.members(workspace.id),
		people.departments(workspace.id),
		people.projects(workspace.id),
		meetings.list(workspace.id),
		cards.list(workspace.id, { offBoard: true }),
		readEvents(storage, workspace.id)
	]);
	const known = {
		person: idsOf(members),
		department: idsOf(departments),
		project: idsOf(projects),
		meeting: idsOf(held)
	};

	return [
		...members.flatMap(({ id, departmentIds, guestOf }) => [
			...departmentIds.flatMap((one) => unknown(`Member ${id}`, 'department', one, known.department)),
			...unknown(`Guest ${id}`, 'meeting', guestOf, known.meeting)
		]),
		...departments.flatMap(({ id, headId }) => unknown(`Department ${id}`, 'head', headId, known.person)),
		...held.flatMap((meeting) =>
			unknown(`Meeting ${meeting.id}`, 'project', meeting.projectId, known.project)
		),
		...(await Promise.all(held.map((meeting) => findUnreadable(storage, meeting)))).flat(),
		...all.flatMap((card) => [
			...unknown(`Card ${card.id}`, 'meeting', card.meetingId, known.meeting),
			...unknown(`Card ${card.id}`, 'project', card.projectId, known.project),
			...unknown(`Card ${card.id}`, 'department', card.departmentId, known.department),
			...ownersOf(card).flatMap((owner) =>
				owner.kind === 'name' ? [] : unknown(`Card ${card.id}`, 'owner', owner.id, known[owner.kind])
			)
		]),
		...findUntold(all, events)
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

async function findUnreadable(storage: Storage, meeting: Meeting): Promise<string[]> {
	const stored = await loadOrFault(storage, meeting);
	if (typeof stored === 'string') return [stored];
	const doc = new Y.Doc();
	try {
		if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot);
		for (const update of stored.updates) Y.applyUpdate(doc, update);
		followBlocks(doc).read();
	} catch {
		return [`The minutes of meeting ${meeting.id} hold an update that cannot be read and is left out.`];
	} finally {
		doc.destroy();
	}
	return [];
}

/** The minutes as they are stored, or what is wrong with them: every record and snapshot carries a checksum. */
async function loadOrFault(storage: Storage, meeting: Meeting): Promise<StoredDocument | string> {
	try {
		const stored = await storage.documents.load(meeting.documentId);
		await storage.documents.history(meeting.documentId);
		return stored ?? `Meeting ${meeting.id} has no minutes.`;
	} catch (failure) {
		if (!(failure instanceof DamagedDocument)) throw failure;
		return `The minutes of meeting ${meeting.id} are damaged on the disk (${failure.part}).`;
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
function findUntold(cards: readonly Card[], events: readonly MinuteboardEvent[]): string[] {
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
