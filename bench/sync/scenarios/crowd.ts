import { table } from '../../report.ts';
import { createLatencies } from '../latencies.ts';
import { openMeeting } from '../meeting.ts';
import { atRate, createChance } from '../pace.ts';
import { median, perServer, ratioToBest, spread } from '../results.ts';
import { titles, type ServerName } from '../servers/server.ts';
import { waitUntil, watch } from '../watch.ts';
import type { Context, Scenario } from './scenario.ts';

/** People in one document: some type at a time, at the speed of people, and their carets move along. */
type Crowd = { readonly size: number; readonly typists: number };

const crowds: readonly Crowd[] = [
	{ size: 200, typists: 10 },
	{ size: 500, typists: 5 }
];
/** Keys a second of one who types. */
const keysPerSecond = 5;
/** After so many seconds it is the next ones' turn. */
const turn = 2;

type Sample = {
	/** Seconds of processor time per 1,000 delivered edits. */
	readonly cpu: number;
	readonly p50: number;
	readonly p99: number;
	/** Of the caret moves, the share that reached the others; the rest was overtaken by newer ones. */
	readonly carets: number;
	readonly load: number;
};

/** Scenario 1: what a delivered edit costs when many people sit in one meeting and a few of them type. */
export const crowd: Scenario = {
	title: 'Many people in one document',
	async run(context) {
		const parts: string[] = [];
		for (const each of context.quick ? crowds.slice(0, 1) : crowds) parts.push(await compare(context, each));
		return parts.join('\n\n');
	}
};

async function compare(context: Context, crowd: Crowd): Promise<string> {
	const samples = await perServer(context, async (name) => {
		const sample = await measure(context, name, crowd);
		context.say(
			`${crowd.size} clients, ${titles[name]}: CPU ${sample.cpu.toFixed(4)} s per 1,000, p50 ${sample.p50} ms, p99 ${sample.p99} ms, its core ${(sample.load * 100).toFixed(0)} %`
		);
		return sample;
	});
	const of = (name: ServerName, value: keyof Sample) => samples.get(name)!.map((sample) => sample[value]);
	const rows = context.names.map((name) => [
		titles[name],
		spread(of(name, 'cpu'), 4),
		spread(of(name, 'p50'), 1),
		spread(of(name, 'p99'), 1),
		`${(median(of(name, 'carets')) * 100).toFixed(0)} %`,
		`${(median(of(name, 'load')) * 100).toFixed(0)} %`
	]);
	const persisting = ['hocuspocus', 'leveldb'] as const;
	return [
		`**${crowd.size} clients**, ${crowd.typists * keysPerSecond} edits a second in all (${crowd.typists} type at a time, in turn), as many caret moves:`,
		'',
		table(
			['', 'CPU s per 1,000 delivered edits', 'p50 ms', 'p99 ms', 'caret moves shown', 'load of its core'],
			rows
		),
		'',
		`CPU ${ratioToBest(samples, 'ours', persisting, ({ cpu }) => cpu)} of the best persisting peer's (goal ≤ 0.75); p99 ${ratioToBest(samples, 'ours', persisting, ({ p99 }) => p99)} of the best one's (goal ≤ 1).`
	].join('\n');
}

function measure(
	{ withServer, quick }: Context,
	name: ServerName,
	{ size, typists }: Crowd
): Promise<Sample> {
	return withServer(name, { documents: 1, clients: size }, async (server) => {
		const latencies = createLatencies();
		const meeting = await openMeeting({ server, document: 0, size, latencies });
		const chance = createChance(1);
		const typeFor = (seconds: number) =>
			atRate({ rate: typists * keysPerSecond, seconds, chance }, (elapsed) => {
				const first = Math.floor(elapsed / turn) * typists;
				meeting.type((first + Math.floor(chance() * typists)) % size, { caret: true });
			});
		await typeFor(quick ? 2 : 5);
		await waitUntil(() => meeting.missing() === 0, 10_000);

		latencies.clear();
		const before = meeting.delivered;
		const caretsBefore = meeting.caretsDelivered;
		const stop = watch(server);
		await typeFor(quick ? 5 : 15);
		await waitUntil(() => meeting.missing() === 0, 10_000);
		const { cpu, serverLoad } = stop();
		meeting.check();
		if (meeting.missing() > 0) throw new Error(`${name} did not deliver ${meeting.missing()} edits`);
		meeting.leave();
		const delivered = meeting.delivered - before;
		return {
			cpu: (cpu / delivered) * 1_000,
			carets: (meeting.caretsDelivered - caretsBefore) / delivered,
			p50: latencies.percentile(0.5),
			p99: latencies.percentile(0.99),
			load: serverLoad
		};
	});
}
