import { afterEach, expect, it, vi } from 'vitest';
import { openOffice } from '#support/office.ts';

afterEach(() => void vi.useRealTimers());

it('minutes are not put away while they are read, though everybody has left', async () => {
	let goOn = () => {};
	let isHeldBack = false;
	const office = await openOffice({
		around: (storage) => ({
			...storage,
			read: {
				...storage.read,
				meetings: {
					...storage.read.meetings,
					byDocument: async (documentId) => {
						if (isHeldBack) await new Promise<void>((resolve) => (goOn = resolve));
						return storage.read.meetings.byDocument(documentId);
					}
				}
			}
		})
	});
	const { rooms, follower } = office.app;
	const { documentId } = await office.openMeeting();
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const room = (await rooms.open(documentId))!;
	isHeldBack = true;
	expect(await office.storage.documents.unread()).toEqual([documentId]);
	const reading = follower.readNow(documentId);
	rooms.release(room);
	await vi.advanceTimersByTimeAsync(31_000);
	expect(await rooms.open(documentId)).toBe(room);

	isHeldBack = false;
	goOn();
	await reading;
	// Long enough to remember how far was read.
	await vi.advanceTimersByTimeAsync(31_000);
	expect(await rooms.open(documentId)).not.toBe(room);
	expect(await office.storage.documents.unread()).toEqual([]);
	vi.useRealTimers();
	await office.close();
});
