import { setTimeout as pause } from 'node:timers/promises';
import { percentile, table } from '../../report.ts';
import { openClient, type Client } from '../client.ts';
import { createLatencies } from '../latencies.ts';
import { openMeeting } from '../meeting.ts';
import { atRate, createChance } from '../pace.ts';
import { perServer, spread } from '../results.ts';
import { titles, type ServerName, type SyncServer } from '../servers/server.ts';
import type { Context, Scenario } from './scenario.ts';

const documents = 20;
const perDocument = 25;
/** Characters in each of a document's paragraphs: what is written down in an hour. */
const written = 400;
/** y-websocket waits 100 ms before it tries again, then twice as long every time, but no longer than this. */
const longestWait = 2_500;

type Sample = {
	readonly ready: number;
	readonly p50: number;
	readonly p99: number;
	readonly last: number;
	readonly memory: number;
};

/** Scenario 7: a server is killed in mid-meeting; how long until everybody is back. */
export const afterKill: Scenario = {
	title: 'Back after kill -9',
	async run(context) {
		const names = context.names.filter((name) => name !== 'relay');
		const samples = await perServer({ names, rounds: context.rounds }, async (name) => {
			const sample = await measure(context, name);
			context.say(
				`${titles[name]}: ready after ${sample.ready.toFixed(0)} ms, back p99 ${sample.p99.toFixed(0)} ms`
			);
			return sample;
		});
		const rows = names.map((name) => [
			titles[name],
			...(['ready', 'p50', 'p99', 'last', 'memory'] as const).map((value) =>
				spread(
					samples.get(name)!.map((sample) => sample[value]),
					0
				)
			)
		]);
		return [
			`${documents * perDocument} clients in ${documents} documents; the server is killed and started again at once, and everybody comes back as y-websocket does, asking for the whole document. With us everybody is signed in anew by session and rights. ms since the kill:`,
			'',
			table(['', 'ready', 'back p50', 'back p99', 'the last', 'memory then, MB'], rows),
			'',
			'Goal: ready ≤ 2,000 ms, back p99 ≤ 3,000 ms.'
		].join('\n');
	}
};

function measure({ withServer }: Context, name: ServerName): Promise<Sample> {
	return withServer(name, { documents, clients: documents * perDocument }, async (server) => {
		const meetings = await Promise.all(
			Array.from({ length: documents }, (_, document) =>
				openMeeting({
					server,
					document,
					size: perDocument,
					firstClient: document * perDocument,
					latencies: createLatencies(),
					written
				})
			)
		);
		const chance = createChance(7);
		await atRate({ rate: 100, seconds: 3, chance }, () =>
			meetings[Math.floor(chance() * documents)]!.type(0, { caret: true })
		);
		for (const meeting of meetings) meeting.check();

		const killedAt = performance.now();
		await server.kill();
		for (const meeting of meetings) meeting.leave();
		const returning = Array.from({ length: documents * perDocument }, (_, client) =>
			comeBack(server, { document: Math.floor(client / perDocument), client })
		);
		await server.start();
		const ready = performance.now() - killedAt;
		const back = await Promise.all(returning);
		const times = back.map(({ at }) => at - killedAt);
		const memory = server.memoryBytes() / 1_048_576;
		for (const { client } of back) client.leave();
		return {
			ready,
			p50: percentile(times, 0.5),
			p99: percentile(times, 0.99),
			last: Math.max(...times),
			memory
		};
	});
}

/** Tries until the document is there. */
async function comeBack(
	server: SyncServer,
	where: { readonly document: number; readonly client: number }
): Promise<{ readonly client: Client; readonly at: number }> {
	for (let wait = 100; ; wait = Math.min(longestWait, wait * 2)) {
		await pause(wait);
		const client = openClient(server.door(where), { closed: () => {} });
		const isBack = await client.joined.then(
			() => true,
			() => false
		);
		if (isBack) return { client, at: performance.now() };
	}
}
