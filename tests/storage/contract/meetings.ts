import { beforeEach, describe, expect, it } from 'vitest';
import type { Storage, Stores } from '#server/storage/storage.ts';
import { makeMeeting, meetingStart, moveIn, workspace } from '#support/cast.ts';

export function describeMeetings(current: () => Storage): void {
	const write = <Result>(work: (stores: Stores) => Promise<Result>) => current().transaction(work);
	const read = () => current().read;

	describe('meetings', () => {
		beforeEach(() => moveIn(current()));

		it('are kept with every field', async () => {
			const full = makeMeeting({
				projectId: 'launch',
				ways: ['phone', 'mail'],
				state: 'notice',
				joinVersion: 3
			});
			const bare = makeMeeting({
				ways: [],
				place: '',
				platform: '',
				meetingNumber: '',
				chairId: null,
				recorderId: null,
				departmentIds: [],
				attendeeIds: [],
				createdBy: null
			});
			await write(async ({ meetings }) => {
				await meetings.insert(full);
				await meetings.insert(bare);
			});
			expect(await read().meetings.find(full.id)).toEqual(full);
			expect(await read().meetings.find(bare.id)).toEqual(bare);
			expect(await read().meetings.find('unknown')).toBeNull();
		});

		it('are found by their document', async () => {
			const [weekly, review] = [makeMeeting(), makeMeeting()];
			await write(async ({ meetings }) => {
				await meetings.insert(weekly);
				await meetings.insert(review);
			});
			expect(await read().meetings.byDocument(review.documentId)).toEqual(review);
			expect(await read().meetings.byDocument('unknown')).toBeNull();
		});

		it('stand with the latest start first', async () => {
			const first = makeMeeting({ startsAt: meetingStart - 1, createdAt: 3 });
			const last = makeMeeting({ startsAt: meetingStart + 1, createdAt: 1 });
			const between = makeMeeting({ createdAt: 2 });
			await write(async ({ meetings }) => {
				for (const meeting of [between, first, last]) await meetings.insert(meeting);
			});
			expect(await read().meetings.list(workspace.id)).toEqual([last, between, first]);
			expect(await read().meetings.list('elsewhere')).toEqual([]);
		});

		it('are changed as a whole', async () => {
			const meeting = makeMeeting();
			await write(({ meetings }) => meetings.insert(meeting));
			const changed = { ...meeting, title: '周会', state: 'circulated', chairId: null, ways: [] } as const;
			await write(({ meetings }) => meetings.update(changed));
			expect(await read().meetings.find(meeting.id)).toEqual(changed);
		});

		it('do not share a document', async () => {
			const meeting = makeMeeting();
			await write(({ meetings }) => meetings.insert(meeting));
			const attempt = write(({ meetings }) =>
				meetings.insert(makeMeeting({ documentId: meeting.documentId }))
			);
			await expect(attempt).rejects.toThrow();
			expect(await read().meetings.list(workspace.id)).toEqual([meeting]);
		});
	});
}
