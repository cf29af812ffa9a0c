import { table } from '../../report.ts';
import { createLatencies } from '../latencies.ts';
import { openMeeting, type Meeting } from '../meeting.ts';
import { atRate, createChance } from '../pace.ts';
import { perServer, ratioToBest, spread } from '../results.ts';
import { titles, type ServerName } from '../servers/server.ts';
import { waitUntil, watch } from '../watch.ts';
import type { Context, Scenario } from './scenario.ts';

const size = 3;
const keysPerSecond = 5;
/** After so many seconds people type in the next documents. */
const turn = 2;
/** One document in so many is typed in at a time. */
const share = 5;
/** So many documents are opened at the same time. */
const atOnce = 20;

type Sample = {
	readonly p50: number;
	readonly p99: number;
	/** kB that each connection adds from a tenth of the documents to all of them. */
	readonly memory: number;
	readonly cpu: number;
	readonly load: number;
};

/** Scenario 3: a whole company's meetings at once. */
export const manyDocuments: Scenario = {
	title: 'Many documents',
	async run(context) {
		const documents = context.quick ? 100 : 1_000;
		const persisting = { ...context, names: context.names.filter((name) => name !== 'relay'), rounds: 1 };
		const samples = await perServer(persisting, async (name) => {
			const sample = await measure(context, name, documents);
			context.say(
				`${documents} documents, ${titles[name]}: p99 ${sample.p99} ms, ${sample.memory.toFixed(0)} kB per connection, its core ${(sample.load * 100).toFixed(0)} %`
			);
			return sample;
		});
		const rows = [...samples].map(([name, all]) => [
			titles[name],
			...(
				[
					['p50', 1],
					['p99', 1],
					['memory', 0],
					['cpu', 4]
				] as const
			).map(([value, digits]) =>
				spread(
					all.map((sample) => sample[value]),
					digits
				)
			),
			spread(
				all.map(({ load }) => load * 100),
				0
			)
		]);
		return [
			`${documents} documents with ${size} clients each; ${documents / share} are typed in at a time, ${keysPerSecond} edits a second each with as many caret moves:`,
			'',
			table(
				['', 'p50 ms', 'p99 ms', 'kB per connection', 'CPU s per 1,000 delivered edits', '% of its core'],
				rows
			),
			'',
			`Against the y-websocket server: p99 ${ratioToBest(samples, 'ours', ['leveldb'], ({ p99 }) => p99)} (goal ≤ 1), memory ${ratioToBest(samples, 'ours', ['leveldb'], ({ memory }) => memory)} (goal ≤ 1.1). Memory: what each connection adds to the resident memory between a tenth of the documents and all of them.`
		].join('\n');
	}
};

function measure({ withServer, quick }: Context, name: ServerName, documents: number): Promise<Sample> {
	return withServer(name, { documents, clients: documents * size }, async (server) => {
		const latencies = createLatencies();
		const meetings: Meeting[] = [];
		const openUpTo = async (count: number) => {
			while (meetings.length < count) {
				const next = Array.from({ length: Math.min(atOnce, count - meetings.length) }, (_, index) => {
					const document = meetings.length + index;
					return openMeeting({ server, document, size, firstClient: document * size, latencies });
				});
				meetings.push(...(await Promise.all(next)));
			}
		};
		const chance = createChance(3);
		const typeFor = (seconds: number) => {
			const active = meetings.length / share;
			return atRate({ rate: active * keysPerSecond, seconds, chance }, (elapsed) => {
				const turns = Math.floor(elapsed / turn);
				const document = (turns * active + Math.floor(chance() * active)) % meetings.length;
				// The same person for a whole turn.
				meetings[document]!.type(turns % size, { caret: true });
			});
		};
		const missing = () => meetings.reduce((sum, meeting) => sum + meeting.missing(), 0);
		const delivered = () => meetings.reduce((sum, meeting) => sum + meeting.delivered, 0);

		// What a server takes before anybody comes, and for its own warming up, is not the connections'.
		await openUpTo(documents / 10);
		await typeFor(4);
		const memoryBefore = server.memoryBytes();
		await openUpTo(documents);
		await typeFor(quick ? 2 : 5);
		await waitUntil(() => missing() === 0, 20_000);
		latencies.clear();
		const before = delivered();
		const stop = watch(server);
		await typeFor(quick ? 4 : 12);
		const { cpu, serverLoad } = stop();
		const during = delivered() - before;
		if (!(await waitUntil(() => missing() === 0, 30_000)))
			throw new Error(`${name} did not deliver ${missing()} edits`);
		for (const meeting of meetings) meeting.check();
		const memory = server.memoryBytes();
		for (const meeting of meetings) meeting.leave();
		return {
			p50: latencies.percentile(0.5),
			p99: latencies.percentile(0.99),
			memory: (memory - memoryBefore) / 1_024 / (0.9 * documents * size),
			cpu: (cpu / during) * 1_000,
			load: serverLoad
		};
	});
}
