import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { meetingStates } from '#domain/meeting.ts';
import type { Member } from '#domain/member.ts';
import { DamagedDocument } from '#server/storage/storage.ts';
import { longId, openOffice, type Office } from '#support/office.ts';
import { makeMeeting, makeWorkspace } from '#support/cast.ts';
import { followBlocks } from '#sync/minutes-doc.ts';

const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code });

let office: Office;
beforeEach(async () => {
	office = await openOffice();
});
afterEach(async () => {
	expect(office.failures).toEqual([]);
	await office.close();
});

const meetings = () => office.app.meetings;
const as = (member: Member) => office.as(member);
const facts = { title: '预算会', day: '2024-06-06', from: '10:00', to: '11:30', ways: ['online'] } as const;
const open = (more: object = {}) =>
	meetings().open(as(office.people.ben), {
		formId: 'cross-department-minutes',
		...facts,
		ways: ['online'],
		...more
	});

describe('a new meeting', () => {
	it('has the form’s sections in its minutes, once, in the workspace’s language', async () => {
		const { MKT, SAL } = office.departments;
		const { documentId } = await open({ departmentIds: [MKT.id, SAL.id] });
		const stored = (await office.storage.documents.load(documentId))!;
		expect(stored.updates).toHaveLength(1);
		const texts = await blockTexts(documentId);
		expect(texts.slice(0, 5)).toEqual(['沟通背景与目标', '', '各部门观点摘要', '市场部：', '销售部：']);
		expect(texts.filter((text) => text === '沟通背景与目标')).toHaveLength(1);
	});

	it('keeps them once, however often and by how many it is opened', async () => {
		const { documentId } = await open();
		const before = await blockTexts(documentId);
		await Promise.all([1, 2, 3].map(() => office.app.rooms.open(documentId)));
		const room = (await office.app.rooms.open(documentId))!;
		expect(
			followBlocks(room.doc)
				.read()
				.map(({ text }) => text)
		).toEqual(before);
	});

	it('is not there when anything of it failed', async () => {
		await expect(open({ departmentIds: ['z'.repeat(20)] })).rejects.toEqual(refusal('invalid-input'));
		expect(await meetings().list(as(office.people.ana))).toEqual([]);
		expect(await office.storage.documents.unread()).toEqual([]);
	});

	it('starts and ends by the workspace’s clock, also over midnight', async () => {
		const meeting = await open({ from: '22:30', to: '00:15' });
		expect(new Date(meeting.startsAt).toISOString()).toBe('2024-06-06T14:30:00.000Z');
		expect(new Date(meeting.endsAt).toISOString()).toBe('2024-06-06T16:15:00.000Z');
		expect(meeting.day).toBe('2024-06-06');
	});

	it('is a notice, or on already', async () => {
		expect((await open()).state).toBe('notice');
		expect((await open({ startNow: true })).state).toBe('live');
	});

	it('names only who and what there is, each in its place', async () => {
		const { ana, ben } = office.people;
		const { MKT } = office.departments;
		const { guest } = await office.joinAsGuest(await office.openMeeting());
		const project = await office.app.people.addProject(as(ben), { name: '新品推广' });
		const named = {
			chairId: ana.id,
			recorderId: ben.id,
			attendeeIds: [ana.id, ben.id],
			departmentIds: [MKT.id],
			projectId: project.id
		};
		expect(await open(named)).toMatchObject(named);
		const wrong: [string, unknown][] = [
			['chairId', 'z'.repeat(20)],
			['chairId', MKT.id],
			['recorderId', guest.id],
			['attendeeIds', [ana.id, project.id]],
			['departmentIds', [MKT.id, ben.id]],
			['projectId', MKT.id]
		];
		for (const [field, value] of wrong) {
			await expect(open({ [field]: value })).rejects.toMatchObject({ fields: { [field]: 'invalid-input' } });
		}
	});

	it('is of a form that there is', async () => {
		await expect(open({ formId: 'poem' })).rejects.toMatchObject({ fields: { formId: 'invalid-input' } });
	});

	it('is not opened by guests', async () => {
		const { guest } = await office.joinAsGuest(await office.openMeeting());
		await expect(
			meetings().open(as(guest), { formId: 'cross-department-minutes', ...facts, ways: ['online'] })
		).rejects.toEqual(refusal('forbidden'));
	});
});

describe('an edit', () => {
	it('changes what it names, tells what changed, and leaves the rest', async () => {
		const before = await open({ place: '302', attendeeIds: [office.people.ana.id] });
		const after = await meetings().edit(as(office.people.ben), before.id, { title: '预算复核', to: '12:00' });
		expect(after).toEqual({ ...before, title: '预算复核', endsAt: before.endsAt + 1_800_000 });
		const [told] = await eventsSince(2);
		expect(told?.what).toEqual({ type: 'meeting-edited', changed: ['title', 'endsAt'] });
	});

	it('that changes nothing is not told', async () => {
		const { id } = await open();
		const { lastSeq } = office.storage.read.events;
		const before = await lastSeq(office.workspace.id);
		await meetings().edit(as(office.people.ben), id, { title: facts.title });
		expect(await lastSeq(office.workspace.id)).toBe(before);
	});

	it('keeps the time of day when the day changes', async () => {
		const { id } = await open();
		const { startsAt, endsAt } = await meetings().edit(as(office.people.ben), id, { day: '2024-06-07' });
		expect([startsAt, endsAt].map((at) => new Date(at).toISOString())).toEqual([
			'2024-06-07T02:00:00.000Z',
			'2024-06-07T03:30:00.000Z'
		]);
	});

	it('by two people at once keeps what both said', async () => {
		const { id } = await open();
		await Promise.all([
			meetings().edit(as(office.people.ben), id, { title: '预算复核' }),
			meetings().edit(as(office.people.ana), id, { place: '302' })
		]);
		expect(await meetings().find(as(office.people.ana), id)).toMatchObject({
			title: '预算复核',
			place: '302'
		});
	});
});

describe('the state of a meeting', () => {
	it('goes the way of meetings and no other', async () => {
		const { id } = await open();
		const become = (to: string) => meetings().becomes(as(office.people.ben), id, to as 'live');
		await expect(become('signed')).rejects.toEqual(refusal('conflict'));
		await expect(become('over')).rejects.toEqual(refusal('invalid-input'));
		for (const to of meetingStates.slice(1)) expect((await become(to)).state).toBe(to);
		await expect(become('draft')).rejects.toEqual(refusal('conflict'));
	});

	it('that it has already is not told again', async () => {
		const { id } = await open({ startNow: true });
		await meetings().becomes(as(office.people.ben), id, 'live');
		expect((await eventsSince(0)).map(({ what }) => what.type)).toEqual(['meeting-opened']);
	});
});

describe('what cannot be seen', () => {
	it('is not found: other workspaces’, made up, a guest’s other meetings', async () => {
		const other = makeWorkspace();
		const theirs = makeMeeting({ id: longId('theirs'), workspaceId: other.id });
		await office.storage.transaction(async (stores) => {
			await stores.workspaces.insert(other);
			await stores.meetings.insert(theirs);
		});
		const { guest } = await office.joinAsGuest(await office.openMeeting());
		const hidden = [
			[office.people.ana, theirs.id],
			[office.people.ana, 'z'.repeat(20)],
			[guest, (await open()).id]
		] as const;
		for (const [who, id] of hidden) {
			const attempts = [
				meetings().find(as(who), id),
				meetings().edit(as(who), id, { title: 'x' }),
				meetings().becomes(as(who), id, 'live'),
				meetings().joinLink(as(who), id),
				meetings().withdrawJoinLink(as(who), id),
				meetings().markdown(as(who), id)
			];
			for (const attempt of attempts) await expect(attempt).rejects.toEqual(refusal('not-found'));
		}
		expect(await meetings().list(as(office.people.ana))).not.toContainEqual(theirs);
	});
});

describe('minutes as Markdown', () => {
	it.each([
		[
			'is damaged',
			() =>
				vi.spyOn(office.storage.documents, 'load').mockRejectedValueOnce(new DamagedDocument('', 'snapshot'))
		],
		['cannot be read', () => undefined]
	])('[SY33] are whole when their snapshot %s', async (_how, damage) => {
		const { id, documentId } = await open();
		const whole = await meetings().markdown(as(office.people.ben), id);
		const { lastSeq } = (await office.storage.documents.load(documentId))!;
		const unreadable = { state: Uint8Array.of(1, 2, 3), vector: Uint8Array.of(0) };
		await office.storage.documents.saveSnapshot(documentId, unreadable, lastSeq);
		damage();
		expect(await meetings().markdown(as(office.people.ben), id)).toBe(whole);
		expect(office.failures.splice(0)).toEqual([expect.objectContaining({ documentId })]);
	});
});

async function blockTexts(documentId: string): Promise<string[]> {
	const stored = (await office.storage.documents.load(documentId))!;
	const doc = new Y.Doc();
	for (const update of stored.updates) Y.applyUpdate(doc, update);
	return followBlocks(doc)
		.read()
		.map(({ text }) => text);
}

function eventsSince(seq: number) {
	return office.storage.read.events.since(office.workspace.id, seq - 1 < 0 ? 0 : seq - 1, 100);
}
