import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import * as schema from '#server/storage/schema.ts';
import { createCardStore } from '#server/storage/sqlite/card-store.ts';
import { migrateDatabase } from '#server/storage/sqlite/database.ts';
import { createEventStore } from '#server/storage/sqlite/event-store.ts';
import type { CardStore, EventStore } from '#server/storage/storage.ts';

let asked: string[] = [];
let sqlite: Sqlite.Database;
let cards: CardStore;
let events: EventStore;

beforeAll(() => {
	// Statements come with their values in place.
	sqlite = new Sqlite(':memory:', { verbose: (statement) => asked.push(String(statement)) });
	const db = drizzle(sqlite, { schema });
	migrateDatabase({ sqlite, db });
	cards = createCardStore(db);
	events = createEventStore(db);
});

/** How SQLite goes about what `work` asks, one line for each table it visits. */
async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
	asked = [];
	await work();
	const statements = asked;
	return statements.flatMap((statement) =>
		(sqlite.prepare(`EXPLAIN QUERY PLAN ${statement}`).all() as { detail: string }[]).map(
			({ detail }) => detail
		)
	);
}

const doneSince = 1_717_000_000_000;

describe('with two years of cards in it, the database finds by index', () => {
	it.each<[string, () => Promise<unknown>, string[]]>([
		['the board', () => cards.list('w', { doneSince }), ['cards_by_status', 'cards_by_status']],
		[
			'the board of a project',
			() => cards.list('w', { projectId: 'p', doneSince }),
			['cards_by_project', 'cards_by_project']
		],
		[
			'the cards of a department',
			() => cards.list('w', { departmentId: 'd', doneSince }),
			['cards_by_department', 'cards_by_department']
		],
		['the cards of a meeting', () => cards.list('w', { meetingId: 'm' }), ['cards_by_meeting']],
		['a column', () => cards.list('w', { status: 'delayed' }), ['cards_by_status']],
		['what was done lately', () => cards.list('w', { status: 'done', doneSince }), ['cards_by_status']],
		[
			'what is overdue',
			() => cards.list('w', { dueBefore: '2024-06-05', doneSince }),
			['cards_by_status', 'cards_by_status']
		],
		['how many cards each meeting has', () => cards.countByMeeting('w'), ['COVERING INDEX cards_by_meeting']],
		['one card', () => cards.find('c'), ['autoindex_cards']],
		['what happened to a card', () => events.ofCard('c'), ['events_by_card']],
		['what has happened to all cards since', () => events.stepsSince('w', 1, 10), ['events_by_workspace']],
		['the cards as they were numbered', () => events.versionsAt(['c'], 1), ['events_by_card']],
		['the last number of a day', () => events.lastSeq('w', doneSince), ['events_by_workspace']],
		['what left the board', () => cards.offBoard('w', 1, 10), ['cards_off_board']],
		['many cards at once', () => cards.several(['c']), ['autoindex_cards']],
		['the places of sentences', () => cards.anchorsOf(['c']), ['autoindex_anchors']],
		['the end of a column', () => cards.lastRank('w', 'done'), ['cards_by_column']],
		['the neighbour of a card', () => cards.rankBeside('w', 'done', { after: 'a0' }), ['cards_by_column']]
	])('%s', async (_, work, indexes) => {
		const plans = await plansOf(work);
		const visits = plans.filter((line) => /\b(cards|events|anchors)\b/.test(line));
		expect(visits).toHaveLength(indexes.length);
		for (const [at, index] of indexes.entries()) {
			expect(visits[at]).toMatch(/^SEARCH/);
			expect(visits[at]).toContain(index);
		}
	});

	it('and a search without an index would be told apart', async () => {
		const plans = await plansOf(async () =>
			sqlite.prepare("SELECT id FROM cards WHERE due = '2024-06-05'").all()
		);
		expect(plans).toEqual(['SCAN cards']);
	});
});
