import * as Y from 'yjs';
import * as z from 'zod';
import { dayInZone, instantAt, timeInZone, type Instant } from '#domain/day.ts';
import { formById } from '#domain/form.ts';
import { mayBecome, meetingStates, ways, type Meeting, type MeetingState } from '#domain/meeting.ts';
import type { Workspace } from '#domain/member.ts';
import { may, type Actor } from '#domain/rights.ts';
import { newId, type DerivedLinks } from '#server/auth/secrets.ts';
import { Refusal } from '#server/errors.ts';
import type { Ledger, LedgerEntry } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import type { Storage, Stores } from '#server/storage/storage.ts';
import { decodeStored, loadStored, type OnDamage } from '#server/sync/stored-document.ts';
import { writeSkeleton } from '#sync/minutes-doc.ts';
import { minutesMarkdown } from '#sync/minutes-markdown.ts';

const facts = {
	title: fields.title,
	day: fields.day,
	from: fields.time,
	to: fields.time,
	ways: z.array(z.enum(ways)).min(1).max(4),
	place: fields.shortText,
	platform: fields.shortText,
	meetingNumber: fields.shortText,
	chairId: fields.id.nullable(),
	recorderId: fields.id.nullable(),
	departmentIds: z.array(fields.id).max(100),
	attendeeIds: z.array(fields.id).max(500),
	projectId: fields.id.nullable()
};

const openInput = z.object({
	formId: z.string().max(60),
	startNow: z.boolean().default(false),
	...facts,
	place: facts.place.default(''),
	platform: facts.platform.default(''),
	meetingNumber: facts.meetingNumber.default(''),
	chairId: facts.chairId.default(null),
	recorderId: facts.recorderId.default(null),
	departmentIds: facts.departmentIds.default([]),
	attendeeIds: facts.attendeeIds.default([]),
	projectId: facts.projectId.default(null)
});
const editInput = z.object(facts).partial();

export type OpenInput = z.input<typeof openInput>;
export type MeetingFacts = z.input<typeof editInput>;

/** Meetings and their lives: opened from a form, held, written up. */
export type Meetings = ReturnType<typeof createMeetings>;

/** `onRightsChanged` hears of meetings whose minutes may be written by others than before. */
export function createMeetings(parts: {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly links: DerivedLinks;
	readonly now: () => Instant;
	readonly onRightsChanged: (meetingId: string) => void;
	readonly onDamage: OnDamage;
}) {
	const { storage, ledger, links, now, onRightsChanged, onDamage } = parts;

	const find = async (actor: Actor, id: string): Promise<Meeting> => {
		const meeting = await storage.read.meetings.find(id);
		if (!meeting || !may.seeMeeting(actor, meeting)) throw new Refusal('not-found');
		return meeting;
	};

	const findToRun = async (actor: Actor, id: string): Promise<Meeting> => {
		const meeting = await find(actor, id);
		if (!may.runMeeting(actor, meeting)) throw new Refusal('forbidden');
		return meeting;
	};

	return {
		/** Throws `not-found` for meetings that do not exist and for those the actor may not see, alike. */
		find,

		/** Latest first. A guest sees the one meeting. */
		async list(actor: Actor): Promise<Meeting[]> {
			const all = await storage.read.meetings.list(actor.workspaceId);
			return all.filter((meeting) => may.seeMeeting(actor, meeting));
		},

		/**
		 * Opens a meeting from a form. The form's skeleton is written into its document here, in the same transaction, so
		 * that it is there once for everybody.
		 */
		async open(actor: Actor, input: OpenInput): Promise<Meeting> {
			if (!may.openMeetings(actor)) throw new Refusal('forbidden');
			const { formId, startNow, ...parsed } = parse(openInput, input);
			const form = formById(formId);
			if (!form) throw new Refusal('invalid-input', { formId: 'invalid-input' });
			return ledger.write(actor, async (entry) => {
				const departments = await entry.stores.people.departments(actor.workspaceId);
				const departmentNames = parsed.departmentIds.flatMap(
					(id) => departments.find((department) => department.id === id)?.name ?? []
				);
				return makeMeeting(entry, actor, {
					id: newId(),
					formId,
					state: startNow ? 'live' : 'notice',
					facts: parsed,
					write: (doc, { locale }) => writeSkeleton(doc, form.skeleton({ locale, departmentNames }))
				});
			});
		},

		/** Changes what is known about a meeting; what the input leaves out stays. Its minutes are written elsewhere. */
		async edit(actor: Actor, id: string, input: MeetingFacts): Promise<Meeting> {
			const parsed = parse(editInput, input);
			await findToRun(actor, id);
			return ledger.write(actor, async (entry) => {
				const before = (await entry.stores.meetings.find(id))!;
				const known = factsOf(before, (await entry.stores.workspaces.get())!.timeZone);
				const wanted = { ...known, ...withoutUndefined(parsed) };
				const { workspace: _, ...placed } = await placeFacts(entry.stores, actor, wanted);
				const after: Meeting = { ...before, ...placed };
				const changed = (Object.keys(placed) as (keyof typeof placed)[]).filter(
					(key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])
				);
				if (changed.length > 0) await entry.meeting(after, { type: 'meeting-edited', changed });
				return after;
			});
		},

		/** Starts, ends or reopens a meeting, as `mayBecome` allows. Throws `conflict` otherwise. */
		async becomes(actor: Actor, id: string, to: MeetingState): Promise<Meeting> {
			const state = parse(z.enum(meetingStates), to);
			await findToRun(actor, id);
			const after = await ledger.write(actor, async (entry) => {
				const before = (await entry.stores.meetings.find(id))!;
				if (before.state === state) return before;
				if (!mayBecome(before.state, state)) throw new Refusal('conflict');
				const meeting = { ...before, state };
				await entry.meeting(meeting, { type: 'meeting-state-changed', from: before.state, to: state });
				return meeting;
			});
			onRightsChanged(id);
			return after;
		},

		/** The token of the link that lets people join. */
		async joinLink(actor: Actor, id: string): Promise<string> {
			const meeting = await findToRun(actor, id);
			return links.sign('join', meeting.id, meeting.joinVersion);
		},

		/** Makes every earlier join link useless; guests who came by it go on until their session ends. */
		async withdrawJoinLink(actor: Actor, id: string): Promise<void> {
			await findToRun(actor, id);
			await ledger.write(actor, async (entry) => {
				const before = (await entry.stores.meetings.find(id))!;
				await entry.meeting(
					{ ...before, joinVersion: before.joinVersion + 1 },
					{ type: 'meeting-edited', changed: ['joinVersion'] }
				);
			});
		},

		/** The minutes as Markdown, under the meeting's title and day. */
		async markdown(actor: Actor, id: string): Promise<string> {
			const meeting = await find(actor, id);
			// What a room shows is on disk already, so the log has everything that anybody has seen.
			const { documentId } = meeting;
			const stored = await loadStored(storage.documents, documentId, onDamage);
			if (!stored) throw new Refusal('not-found');
			const { doc } = await decodeStored(storage.documents, { documentId, stored, onDamage });
			const text = minutesMarkdown(doc);
			doc.destroy();
			return `# ${meeting.title}\n\n${meeting.day}\n\n${text}`;
		},

		/** The civil day it is for the workspace. */
		async today(workspaceId: string) {
			const workspace = await storage.read.workspaces.get();
			if (workspace?.id !== workspaceId) throw new Refusal('not-found');
			return dayInZone(now(), workspace.timeZone);
		}
	};
}

type Facts = Required<z.output<typeof editInput>>;

/** Makes a meeting and its document, with what `write` puts into it before anybody opens it. */
export async function makeMeeting(
	entry: LedgerEntry,
	actor: Actor,
	made: Pick<Meeting, 'id' | 'formId' | 'state'> & {
		readonly facts: Facts;
		readonly write: (doc: Y.Doc, workspace: Workspace) => void;
	}
): Promise<Meeting> {
	const { id, formId, state, facts, write } = made;
	const { workspace, ...placed } = await placeFacts(entry.stores, actor, facts);
	const meeting: Meeting = {
		id,
		workspaceId: actor.workspaceId,
		formId,
		documentId: newId(),
		state,
		joinVersion: 1,
		createdBy: actor.kind === 'member' ? actor.id : null,
		createdAt: entry.now,
		...placed
	};
	const doc = new Y.Doc();
	write(doc, workspace);
	await entry.stores.documents.create({
		documentId: meeting.documentId,
		epoch: newId(),
		update: Y.encodeStateAsUpdate(doc),
		authorId: null,
		at: entry.now,
		newClients: [doc.clientID]
	});
	doc.destroy();
	await entry.meeting(meeting, { type: 'meeting-opened', title: meeting.title, formId }, true);
	return meeting;
}

/** A meeting's facts as they would be typed. */
function factsOf(meeting: Meeting, timeZone: string): Facts {
	const { title, day, ways, place, platform, meetingNumber, projectId } = meeting;
	const { chairId, recorderId, departmentIds, attendeeIds } = meeting;
	return {
		title,
		day,
		from: timeInZone(meeting.startsAt, timeZone),
		to: timeInZone(meeting.endsAt, timeZone),
		ways: [...ways],
		place,
		platform,
		meetingNumber,
		chairId,
		recorderId,
		departmentIds: [...departmentIds],
		attendeeIds: [...attendeeIds],
		projectId
	};
}

function withoutUndefined(given: z.output<typeof editInput>): Partial<Facts> {
	return Object.fromEntries(
		Object.entries(given).filter(([, value]) => value !== undefined)
	) as Partial<Facts>;
}

/** Turns what was typed into what is kept: instants in the workspace's zone; only people and departments that exist. */
async function placeFacts(stores: Stores, actor: Actor, parsed: Facts) {
	const { day, from, to, ...rest } = parsed;
	const workspace = await stores.workspaces.get();
	if (workspace?.id !== actor.workspaceId) throw new Refusal('not-found');
	const startsAt = instantAt({ day, time: from, timeZone: workspace.timeZone });
	const end = instantAt({ day, time: to, timeZone: workspace.timeZone });
	const [members, departments, projects] = await Promise.all([
		stores.people.members(workspace.id),
		stores.people.departments(workspace.id),
		stores.people.projects(workspace.id)
	]);
	const people = members.filter((member) => member.role !== 'guest');
	const named = {
		chairId: [[rest.chairId], people],
		recorderId: [[rest.recorderId], people],
		attendeeIds: [rest.attendeeIds, people],
		departmentIds: [rest.departmentIds, departments],
		projectId: [[rest.projectId], projects]
	} as const;
	for (const [field, [ids, known]] of Object.entries(named)) {
		if (!ids.every((id) => id === null || known.some((one) => one.id === id)))
			throw new Refusal('invalid-input', { [field]: 'invalid-input' });
	}
	// A meeting over midnight ends on the next day.
	const endsAt = end > startsAt ? end : end + 86_400_000;
	return { workspace, ...rest, day, startsAt, endsAt };
}
