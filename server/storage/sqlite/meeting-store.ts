import { desc, eq, sql } from 'drizzle-orm';
import type { Day } from '#domain/day.ts';
import type { Meeting } from '#domain/meeting.ts';
import { meetings } from '../schema.ts';
import type { MeetingStore } from '../storage.ts';
import type { Db } from './database.ts';

export function createMeetingStore(db: Db): MeetingStore {
	// Prepared: these are asked for every socket that opens minutes.
	const find = db
		.select()
		.from(meetings)
		.where(eq(meetings.id, sql.placeholder('id')))
		.prepare();
	const byDocument = db
		.select()
		.from(meetings)
		.where(eq(meetings.documentId, sql.placeholder('documentId')))
		.prepare();
	return {
		find: async (id) => meetingOf(find.get({ id })),
		byDocument: async (documentId) => meetingOf(byDocument.get({ documentId })),
		list: async (workspaceId) =>
			db
				.select()
				.from(meetings)
				.where(eq(meetings.workspaceId, workspaceId))
				.orderBy(desc(meetings.startsAt), desc(meetings.id))
				.all()
				.map((row) => meetingOf(row)!),
		insert: async (meeting) => void db.insert(meetings).values(meeting).run(),
		update: async (meeting) => void db.update(meetings).set(meeting).where(eq(meetings.id, meeting.id)).run()
	};
}

function meetingOf(row: typeof meetings.$inferSelect | undefined): Meeting | null {
	return row ? { ...row, day: row.day as Day } : null;
}
