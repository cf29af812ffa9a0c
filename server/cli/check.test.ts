import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '#domain/board/card.ts';
import { makeCard, makeMeeting, makeSaid } from '#support/cast.ts';
import { openOffice, type Office } from '#support/office.ts';
import { findFaults } from './check.ts';

let office: Office;
beforeEach(async () => {
	office = await openOffice();
});
afterEach(() => office.close());

describe('a check', () => {
	it('finds nothing wrong with a workspace at work, nor with none', async () => {
		const meeting = await office.openMeeting();
		await putCard({ meetingId: meeting.id });
		expect(await findFaults(office.storage)).toEqual([]);
		const empty = await openOffice({ empty: true });
		expect(await findFaults(empty.storage)).toEqual([]);
		await empty.close();
	});

	it('finds a card whose meeting, project, department or owner is gone', async () => {
		const owner = { kind: 'person', id: 'nobody' } as const;
		const said = makeSaid({ owner: { kind: 'department', id: office.departments.MKT.id } });
		await putCard({
			meetingId: 'm',
			projectId: 'p',
			departmentId: 'd',
			said,
			changed: { owner: { value: owner, since: 9 } }
		});
		const faults = await findFaults(office.storage);
		expect(faults.map((fault) => /names the (\w+)/.exec(fault)?.[1])).toEqual([
			'meeting',
			'project',
			'department',
			'owner'
		]);
	});

	it('finds a meeting without minutes', async () => {
		await office.storage.transaction(({ meetings }) => meetings.insert(makeMeeting({ id: 'weekly' })));
		expect(await findFaults(office.storage)).toEqual([
			expect.stringMatching(/^There are no minutes of meeting weekly /)
		]);
	});

	it('finds minutes that cannot be read', async () => {
		const { id, documentId } = await office.openMeeting();
		const update = Uint8Array.of(1, 2, 3, 4);
		await office.storage.documents.append([{ documentId, update, authorId: null, at: 1 }]);
		expect(await findFaults(office.storage)).toEqual([
			expect.stringContaining(
				`The minutes of meeting ${id} (document ${documentId}) hold an update that cannot be read`
			)
		]);
	});

	it('finds a card that changed without an event', async () => {
		const card = await putCard({});
		await office.storage.transaction(({ cards }) => cards.update({ ...card, version: card.version + 1 }));
		expect(await findFaults(office.storage)).toEqual([
			`Card ${card.id} is at version ${card.version + 1}, but its last event is ${card.version}.`
		]);
	});

	it('finds people in departments that do not exist', async () => {
		const { ana } = office.people;
		await office.storage.transaction(({ people }) =>
			people.updateMember({ ...ana, departmentIds: ['closed'] })
		);
		expect(await findFaults(office.storage)).toEqual([
			`Member ${ana.id} names the department closed, which does not exist.`
		]);
	});
});

/** A card with the event that made it. */
function putCard(overrides: Partial<Card>): Promise<Card> {
	const departmentId = office.departments.MKT.id;
	const said = makeSaid({ owner: { kind: 'department', id: departmentId } });
	return office.app.ledger.write(office.as(office.people.ana), ({ card }) =>
		card((seq) => ({
			isNew: true,
			card: makeCard({ departmentId, said, ...overrides, version: seq }),
			what: { type: 'card-progressed', from: 0, to: 0 }
		}))
	);
}
