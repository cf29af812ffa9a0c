// `npm run bench:people`: 200 people look at one board of 5,000 cards and drag 20 cards a second. How long it takes from one's
// drop, the command being sent, until everybody's socket has heard of it, and what that costs the server.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { newId } from '#server/auth/secrets.ts';
import { holdLasts } from '#sync/live-protocol.ts';
import { makeMember } from '#support/cast.ts';
import { openCompany } from '#support/company.ts';
import { createRunningApp } from '../tests/e2e/running-app.ts';
import { fillBoard } from './big-board.ts';
import { percentile, table, writeSection } from './report.ts';

const { values } = parseArgs({
	options: {
		people: { type: 'string', default: '200' },
		/** Moves a second, and for how many seconds. */
		rate: { type: 'string', default: '20' },
		seconds: { type: 'string', default: '30' },
		/** Prints only. */
		dry: { type: 'boolean', default: false }
	}
});
const [people, rate, seconds] = [Number(values.people), Number(values.rate), Number(values.seconds)];
const root = fileURLToPath(new URL('..', import.meta.url));
const built = spawnSync('node', ['server/start.mjs', '--build'], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) throw new Error('the build failed');

const app = await createRunningApp();
const cookies: string[] = [];
const company = await openCompany(app.dataDir);
await fillBoard(company);
for (let at = 0; at < people; at++) {
	const member = makeMember({ id: newId(), workspaceId: company.workspace.id, name: `Person ${at + 1}` });
	await company.app.storage.transaction((stores) => stores.people.insertMember(member, null));
	const { name, value } = await company.signIn(member);
	cookies.push(`${name}=${value}`);
}
const { cards, seq } = await company.app.boards.list(company.as(company.people.ana), {
	status: 'not_started'
});
await company.close();
await app.start();

/** When each event was heard of by each socket. */
const heard = new Map<number, number[]>();
let hands = 0;
let dragged = 0;
const sockets: WebSocket[] = [];
try {
	for (const cookie of cookies) sockets.push(await openSocket(cookie));
	const pid = Number(
		execFileSync('pgrep', ['-P', String(process.pid), '-f', 'server/main.ts'], { encoding: 'utf8' }).trim()
	);
	const sent = new Map<number, number>();
	// The first seconds warm everything up.
	await dragFor(3, new Map());
	const loadBefore = loadavg()[0]!;
	const [cpuBefore, start] = [cpuOf(pid), performance.now()];
	await dragFor(seconds, sent);
	const elapsed = (performance.now() - start) / 1_000;
	const cpu = (cpuOf(pid) - cpuBefore) / elapsed;
	await pause(1_000);

	const delays: number[] = [];
	const last: number[] = [];
	let unheard = 0;
	for (const [seq, at] of sent) {
		const times = (heard.get(seq) ?? []).map((time) => time - at);
		unheard += people - times.length;
		delays.push(...times);
		last.push(Math.max(...times));
	}
	const row = (name: string, times: readonly number[], goal: string) => [
		name,
		...[0.5, 0.95, 0.99, 1].map((share) => percentile(times, share).toFixed(0)),
		goal
	];
	const body = `${table(
		['ms after the command was sent', 'median', 'p95', 'p99', 'most', 'goal'],
		[row('at a socket', delays, '≤ 150 (p95)'), row('at the last of all sockets', last, '–')]
	)}

${people} people, each with a session and a socket of their own; ${sent.size} moves in ${elapsed.toFixed(0)} s (${(sent.size / elapsed).toFixed(1)} a second) on a board of 5,000 cards, each card held in hand before it is dropped, which is told to everybody too (${hands} tellings). ${unheard} tellings were missed. The server took ${(cpu * 100).toFixed(0)} % of a core; the people are played by one process on the same machine (load ${loadBefore.toFixed(1)} before, ${loadavg()[0]!.toFixed(1)} after).`;
	process.stdout.write(`${body}\n`);
	if (!values.dry)
		writeSection({
			name: 'people',
			title: `${people} people on one board`,
			command: 'npm run bench:people',
			body
		});
} finally {
	for (const socket of sockets) socket.terminate();
	await app.stop();
	rmSync(app.dataDir, { recursive: true, force: true });
}

/** Moves at an even pace, each by another person; notes the number of each event and when its command was sent. */
async function dragFor(howLong: number, sent: Map<number, number>): Promise<void> {
	const begun = performance.now();
	const running: Promise<void>[] = [];
	for (let at = 0; at < howLong * rate; at++) {
		await pause(Math.max(0, begun + (at * 1_000) / rate - performance.now()));
		running.push(drag(at % people, sent));
	}
	await Promise.all(running);
}

async function drag(who: number, sent: Map<number, number>): Promise<void> {
	const at = dragged++;
	const card = cards[(at * 31) % cards.length]!;
	const say = (cardId: string | null) => sockets[who]!.send(JSON.stringify({ type: 'hold', cardId }));
	say(card.id);
	await pause(Math.min(300, holdLasts));
	const start = performance.now();
	const answer = await fetch(`${app.url}/api/v1/cards/${card.id}/move`, {
		method: 'POST',
		headers: { cookie: cookies[who]!, origin: app.url, 'content-type': 'application/json' },
		body: JSON.stringify({ to: at % 2 === 0 ? 'in_progress' : 'done' })
	});
	if (!answer.ok) throw new Error(`a move was refused: ${answer.status} ${await answer.text()}`);
	sent.set(((await answer.json()) as { card: { version: number } }).card.version, start);
	say(null);
}

async function openSocket(cookie: string): Promise<WebSocket> {
	const socket = new WebSocket(`${app.url.replace('http', 'ws')}/live?since=${seq}`, {
		headers: { cookie, origin: app.url }
	});
	await new Promise<void>((resolve, reject) => {
		socket.once('error', reject);
		socket.on('message', (data: Buffer) => {
			const now = performance.now();
			const text = data.toString();
			if (text.startsWith('{"type":"hello"')) resolve();
			if (text.startsWith('{"type":"hand"')) hands += 1;
			if (!text.startsWith('{"type":"entries"')) return;
			// Not read as JSON: one process plays all the people.
			for (const [, number] of text.matchAll(/"event":\{"seq":(\d+)/g)) {
				const times = heard.get(Number(number));
				if (times) times.push(now);
				else heard.set(Number(number), [now]);
			}
		});
	});
	return socket;
}

/** Seconds of a core that a process has taken so far (proc(5): fields 14 and 15, in hundredths). */
function cpuOf(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}
