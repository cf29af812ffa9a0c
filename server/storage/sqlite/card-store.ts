import { and, asc, count, desc, eq, gt, inArray, isNotNull, lt, sql, type SQL } from 'drizzle-orm';
import {
	effectiveFields,
	readStoredCard,
	sourcesOnBoard,
	type Card,
	type StoredCard
} from '#domain/board/card.ts';
import { statuses } from '#domain/board/status.ts';
import { anchors, cards, dismissals, offBoard, version } from '../schema.ts';
import type { CardStore } from '../storage.ts';
import type { Db } from './database.ts';

const onBoard = inArray(cards.source, sourcesOnBoard);
const open = statuses.filter((status) => status !== 'done');

export function createCardStore(db: Db): CardStore {
	return {
		find: async (id) => {
			const row = db.select({ record: cards.record }).from(cards).where(eq(cards.id, id)).get();
			return row ? readStoredCard(row.record) : null;
		},
		list: async (workspaceId, filter = {}) => {
			const wanted: SQL[] = [eq(cards.workspaceId, workspaceId)];
			if (filter.meetingId) wanted.push(eq(cards.meetingId, filter.meetingId));
			if (filter.projectId) wanted.push(eq(cards.projectId, filter.projectId));
			if (filter.departmentId) wanted.push(eq(cards.departmentId, filter.departmentId));
			if (filter.dueBefore) wanted.push(lt(cards.due, filter.dueBefore));
			if (!filter.offBoard) wanted.push(onBoard);
			// As one text: of thousands of rows, reading each by itself takes twice as long.
			const among = (...more: SQL[]) => {
				const records = db
					.select({ all: sql<string | null>`group_concat(${cards.record})` })
					.from(cards)
					.where(and(...wanted, ...more))
					.get();
				return (JSON.parse(`[${records?.all ?? ''}]`) as StoredCard[]).map(readStoredCard);
			};
			const { status, doneSince } = filter;
			const done = [
				eq(cards.status, 'done'),
				...(doneSince === undefined ? [] : [sql`${cards.record} ->> '$.statusSince' >= ${doneSince}`])
			];
			// Apart, so that each finds its index.
			const found =
				status === 'done'
					? among(...done)
					: status
						? among(eq(cards.status, status))
						: doneSince === undefined
							? among()
							: [...among(inArray(cards.status, open)), ...among(...done)];
			return found.sort(oldestFirst);
		},
		several: async (ids) =>
			db
				.select({ record: cards.record })
				.from(cards)
				.where(sql`${cards.id} in (select value from json_each(${JSON.stringify(ids)}))`)
				.all()
				.map(({ record }) => readStoredCard(record)),
		offBoard: async (workspaceId, sinceSeq, limit) =>
			db
				.select({ record: cards.record })
				.from(cards)
				.where(and(eq(cards.workspaceId, workspaceId), offBoard, sql`${version} > ${sinceSeq}`))
				.orderBy(desc(version))
				.limit(limit)
				.all()
				.map(({ record }) => readStoredCard(record)),
		countByMeeting: async (workspaceId) =>
			new Map(
				db
					.select({ meetingId: cards.meetingId, cards: count() })
					.from(cards)
					.where(and(eq(cards.workspaceId, workspaceId), isNotNull(cards.meetingId), onBoard))
					.groupBy(cards.meetingId)
					.all()
					.map(({ meetingId, cards }) => [meetingId!, cards])
			),
		lastRank: async (workspaceId, status) =>
			db
				.select({ rank: cards.rank })
				.from(cards)
				.where(and(eq(cards.workspaceId, workspaceId), eq(cards.status, status)))
				.orderBy(desc(cards.rank))
				.limit(1)
				.get()?.rank ?? null,
		rankBeside: async (workspaceId, status, side) =>
			db
				.select({ rank: cards.rank })
				.from(cards)
				.where(
					and(
						eq(cards.workspaceId, workspaceId),
						eq(cards.status, status),
						'after' in side ? gt(cards.rank, side.after) : lt(cards.rank, side.before)
					)
				)
				.orderBy('after' in side ? asc(cards.rank) : desc(cards.rank))
				.limit(1)
				.get()?.rank ?? null,
		insert: async (card) => void db.insert(cards).values(rowOf(card)).run(),
		update: async (card) => void db.update(cards).set(rowOf(card)).where(eq(cards.id, card.id)).run(),
		anchors: async (meetingId) => db.select().from(anchors).where(eq(anchors.meetingId, meetingId)).all(),
		// The ids travel as one value: a statement takes only 32,766 of them.
		anchorsOf: async (cardIds) =>
			db
				.select()
				.from(anchors)
				.where(sql`${anchors.cardId} in (select value from json_each(${JSON.stringify(cardIds)}))`)
				.all(),
		saveAnchor: async (anchor) =>
			void db
				.insert(anchors)
				.values(anchor)
				.onConflictDoUpdate({
					target: anchors.cardId,
					set: { meetingId: anchor.meetingId, runs: anchor.runs }
				})
				.run(),
		dismissals: async (meetingId) =>
			db
				.select({ text: dismissals.text })
				.from(dismissals)
				.where(eq(dismissals.meetingId, meetingId))
				.all()
				.map((row) => row.text),
		dismiss: async (meetingId, text) =>
			void db.insert(dismissals).values({ meetingId, text }).onConflictDoNothing().run(),
		undismiss: async (meetingId, text) =>
			void db
				.delete(dismissals)
				.where(and(eq(dismissals.meetingId, meetingId), eq(dismissals.text, text)))
				.run()
	};
}

function oldestFirst(a: Card, b: Card): number {
	return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}

function rowOf(card: Card): typeof cards.$inferInsert {
	const { owner, due } = effectiveFields(card);
	return {
		id: card.id,
		workspaceId: card.workspaceId,
		meetingId: card.meetingId,
		projectId: card.projectId,
		status: card.status,
		rank: card.rank,
		source: card.source,
		ownerId: owner?.kind === 'person' ? owner.id : null,
		departmentId: card.departmentId,
		due,
		createdAt: card.createdAt,
		record: card
	};
}
