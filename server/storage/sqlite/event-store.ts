import {
	and,
	asc,
	desc,
	eq,
	getTableColumns,
	gt,
	gte,
	isNotNull,
	isNull,
	lt,
	lte,
	max,
	ne,
	or,
	sql
} from 'drizzle-orm';
import type { MinuteboardEvent } from '#domain/event.ts';
import { events } from '../schema.ts';
import type { EventStore } from '../storage.ts';
import type { Db } from './database.ts';

/** What is told of an event; what it changed in its card is for undoing and rebuilding only. */
const { act: _act, delta: _delta, ...told } = getTableColumns(events);

export function createEventStore(db: Db): EventStore {
	return {
		nextSeq: async () =>
			(db.select({ seq: events.seq }).from(events).orderBy(desc(events.seq)).limit(1).get()?.seq ?? 0) + 1,
		append: async (event) => db.insert(events).values(event).returning(told).get() satisfies MinuteboardEvent,
		since: async (workspaceId, seq, limit) =>
			db
				.select(told)
				.from(events)
				.where(and(eq(events.workspaceId, workspaceId), gt(events.seq, seq)))
				.orderBy(asc(events.seq))
				.limit(limit)
				.all(),
		ofCard: async (cardId) =>
			db.select(told).from(events).where(eq(events.cardId, cardId)).orderBy(asc(events.seq)).all(),
		changesOf: async (cardId) =>
			db.select().from(events).where(eq(events.cardId, cardId)).orderBy(asc(events.seq)).all(),
		stepsSince: async (workspaceId, seq, limit) =>
			db
				.select({ seq: events.seq, cardId: events.cardId, delta: events.delta })
				.from(events)
				.where(and(eq(events.workspaceId, workspaceId), gt(events.seq, seq), isNotNull(events.cardId)))
				.orderBy(asc(events.seq))
				.limit(limit)
				.all()
				.map(({ cardId, ...change }) => ({ ...change, cardId: cardId! })),
		// The ids travel as one value: a statement takes only 32,766 of them.
		versionsAt: async (cardIds, seq) =>
			new Map(
				db
					.select({ cardId: events.cardId, version: max(events.seq) })
					.from(events)
					.where(
						and(
							sql`${events.cardId} in (select value from json_each(${JSON.stringify(cardIds)}))`,
							lte(events.seq, seq)
						)
					)
					.groupBy(events.cardId)
					.all()
					.map(({ cardId, version }) => [cardId!, version!])
			),
		ofAct: async (seq) => {
			const act = db.select({ act: events.act }).from(events).where(eq(events.seq, seq)).get()?.act ?? null;
			if (act === null) return [];
			// A command's events follow each other, and the first of them gives the act its number.
			const next = db
				.select({ seq: events.seq })
				.from(events)
				.where(and(gt(events.seq, act), or(isNull(events.act), ne(events.act, act))))
				.orderBy(asc(events.seq))
				.limit(1)
				.get();
			return db
				.select()
				.from(events)
				.where(and(gte(events.seq, act), next && lt(events.seq, next.seq)))
				.orderBy(asc(events.seq))
				.all();
		},
		lastSeq: async (workspaceId, before) =>
			db
				.select({ seq: events.seq })
				.from(events)
				.where(
					and(eq(events.workspaceId, workspaceId), before === undefined ? undefined : lt(events.at, before))
				)
				.orderBy(desc(events.seq))
				.limit(1)
				.get()?.seq ?? 0
	};
}
