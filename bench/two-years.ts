import { rankBetween } from '#domain/board/board.ts';
import { deltaOf, type CardDelta } from '#domain/board/card-delta.ts';
import type { Card } from '#domain/board/card.ts';
import type { Happening } from '#domain/event.ts';
import type { Status } from '#domain/board/status.ts';
import { addDays, dayInZone } from '#domain/day.ts';
import type { Storage } from '#server/storage/storage.ts';
import { makeCard, makeMeeting, makeWorkspace } from '#support/cast.ts';

const day = 24 * 60 * 60 * 1_000;
const now = Date.UTC(2026, 5, 5, 6);

/**
 * Fills storage with so many cards of the two years before a fixed moment, of twenty meetings' cards each: most of the
 * old ones done, of the last weeks' most still open. The same ones each time.
 */
export async function fillTwoYears(storage: Storage, count: number) {
	const workspace = makeWorkspace();
	const ranks: Record<Status, string | null> = {
		not_started: null,
		in_progress: null,
		done: null,
		delayed: null
	};
	const made: Card[] = [];
	await storage.transaction(async (stores) => {
		await stores.workspaces.insert(workspace);
		for (let at = 0; at < count; at++) {
			const createdAt = Math.round(now - 730 * day + (730 * day * at) / count);
			const meetingId = `meeting-${Math.floor(at / 20)}`;
			if (at % 20 === 0)
				await stores.meetings.insert(
					makeMeeting({
						id: meetingId,
						documentId: `document-${at}`,
						workspaceId: workspace.id,
						startsAt: createdAt
					})
				);
			const status = statusOf(at, count);
			const rank = (ranks[status] = rankBetween(ranks[status], null));
			const due = addDays(dayInZone(createdAt, workspace.timeZone), 7 + (at % 14));
			const card = makeCard({
				id: `card-${at}`,
				workspaceId: workspace.id,
				meetingId,
				projectId: at % 3 === 0 ? `project-${(at / 3) % 20}` : null,
				departmentId: `department-${at % 12}`,
				status,
				rank,
				createdAt,
				statusSince: Math.min(now, createdAt + (at % 12) * day),
				said: { content: `完成第${at}项工作并提交初稿`, due }
			});
			await stores.cards.insert(card);
			made.push(card);
			const happens = (to: Card, what: Happening, delta: CardDelta) =>
				stores.events.append({
					workspaceId: workspace.id,
					at: createdAt,
					by: { kind: 'extraction' },
					meetingId: to.meetingId,
					cardId: to.id,
					what,
					delta
				});
			await happens(card, { type: 'card-progressed', from: 0, to: 50 }, deltaOf(null, card));
			// A card takes the status it has six days after it was made.
			const moved = made[at - Math.round((count * 6) / 730)];
			if (moved && moved.status !== 'not_started')
				await happens(
					moved,
					{ type: 'card-moved', from: 'not_started', to: moved.status, rank: moved.rank, delay: null },
					deltaOf({ ...moved, status: 'not_started', rank: 'a0', statusSince: moved.createdAt }, moved)
				);
		}
	});
	return { workspaceId: workspace.id, now };
}

/** Of the last month half is open; of what is older one in fifty. */
function statusOf(at: number, count: number): Status {
	const isRecent = at > count * (1 - 30 / 730);
	const open = (['not_started', 'in_progress', 'delayed'] as const)[at % 3]!;
	return (isRecent ? at % 2 === 0 : at % 50 < 2) ? open : 'done';
}
