// `npm run bench:queries`: 60,000 cards of two years in the database, and how long the server takes for what pages ask.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { doneStays } from '#domain/board/board.ts';
import { addDays, dayInZone } from '#domain/day.ts';
import { createTimeMachine } from '#server/board/time-machine.ts';
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts';
import { fillTwoYears } from './two-years.ts';
import { percentile, table, writeSection } from './report.ts';

const { values } = parseArgs({
	options: { rounds: { type: 'string', default: '60' }, dry: { type: 'boolean', default: false } }
});
const folder = mkdtempSync(join(tmpdir(), 'minuteboard-queries-'));
const storage = openSqliteStorage(join(folder, 'minuteboard.db'));

try {
	const { workspaceId, now } = await fillTwoYears(storage, 60_000);
	const { cards, events, meetings } = storage.read;
	const doneSince = now - doneStays;
	const timeMachine = createTimeMachine({ storage, now: () => now });
	const today = dayInZone(now, (await storage.read.workspaces.get())!.timeZone);
	const pastBoard = async (days: number) =>
		(await timeMachine.show({ kind: 'clock', workspaceId }, { day: addDays(today, -days) })).cards;
	const questions: Readonly<Record<string, (round: number) => Promise<unknown>>> = {
		'the board': () => cards.list(workspaceId, { doneSince }),
		'a project’s board': (round) =>
			cards.list(workspaceId, { projectId: `project-${round % 20}`, doneSince }),
		'a department’s cards': (round) =>
			cards.list(workspaceId, { departmentId: `department-${round % 12}`, doneSince }),
		'a meeting’s cards': (round) => cards.list(workspaceId, { meetingId: `meeting-${round * 37}` }),
		'a column': () => cards.list(workspaceId, { status: 'delayed' }),
		'what was done lately': () => cards.list(workspaceId, { status: 'done', doneSince }),
		'how many cards each meeting has': () => cards.countByMeeting(workspaceId),
		'the list of meetings': () => meetings.list(workspaceId),
		'one card': (round) => cards.find(`card-${round * 911}`),
		'what happened to a card': (round) => events.ofCard(`card-${round * 911}`),
		'the board of yesterday': () => pastBoard(1),
		'the board of a week ago': () => pastBoard(7),
		'the board of a month ago': () => pastBoard(30),
		'the board of a year ago': () => pastBoard(365),
		'the end of a column': () => cards.lastRank(workspaceId, 'done')
	};
	const rows: (string | number)[][] = [];
	for (const [name, ask] of Object.entries(questions)) {
		const times: number[] = [];
		let found: unknown;
		for (let round = -3; round < Number(values.rounds); round++) {
			const start = performance.now();
			found = await ask(Math.max(0, round));
			if (round >= 0) times.push(performance.now() - start);
		}
		const size = Array.isArray(found) ? found.length : found instanceof Map ? found.size : 1;
		rows.push([name, size, ...[0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(1))]);
	}
	const body = `${table(['', 'answers', 'p50 ms', 'p95', 'most'], rows)}\n\n60,000 cards over two years, the same ones each time; goal p95 ≤ 50 ms, but for the board of long ago, whose cost grows with what has happened since. Load of the machine ${loadavg()[0]!.toFixed(1)}. Which index each takes is held by tests/storage/query-plans.test.ts.`;
	process.stdout.write(`${body}\n`);
	if (!values.dry)
		writeSection({
			name: 'queries',
			title: 'Two years in the database',
			command: 'npm run bench:queries',
			body
		});
} finally {
	await storage.close();
	rmSync(folder, { recursive: true, force: true });
}
