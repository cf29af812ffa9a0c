import { table } from '../../report.ts';
import { createLatencies } from '../latencies.ts';
import { openMeeting } from '../meeting.ts';
import { atRate, createChance } from '../pace.ts';
import { perServer, ratioToBest, spread } from '../results.ts';
import { titles, type ServerName } from '../servers/server.ts';
import { waitUntil } from '../watch.ts';
import type { Context, Scenario } from './scenario.ts';

const writers = 50;
const rate = 200;

type Sample = {
	readonly visible50: number;
	readonly visible99: number;
	readonly saved50: number;
	readonly saved99: number;
};

/** Scenario 5: how long until an edit is seen by others, which with us is after it is on disk, and until its author is told. */
export const durable: Scenario = {
	title: 'From the key to the others and to "saved"',
	async run(context) {
		const samples = await perServer(context, async (name) => {
			const sample = await measure(context, name);
			context.say(
				`${titles[name]}: visible p50 ${sample.visible50}, p99 ${sample.visible99} ms; author told p50 ${sample.saved50}, p99 ${sample.saved99} ms`
			);
			return sample;
		});
		const cell = (value: number[], digits: number) =>
			value.some(Number.isNaN) ? '–' : spread(value, digits);
		const rows = context.names.map((name) => [
			titles[name],
			...(['visible50', 'visible99', 'saved50', 'saved99'] as const).map((value) =>
				cell(
					samples.get(name)!.map((sample) => sample[value]),
					1
				)
			),
			meaning[name]
		]);
		return [
			`${writers} writers in one document, ${rate} edits a second in all, with as many caret moves; ms:`,
			'',
			table(
				['', 'visible p50', 'visible p99', 'author told p50', 'author told p99', 'what the author is told'],
				rows
			),
			'',
			`Goal: durable and visible p50 ≤ 20 ms, p99 ≤ 100 ms. p99 visible ${ratioToBest(samples, 'ours', ['hocuspocus', 'leveldb'], ({ visible99 }) => visible99)} of the best peer's, which shows edits before they are stored.`
		].join('\n');
	}
};

const meaning: Record<ServerName, string> = {
	ours: 'it is on disk',
	hocuspocus: 'it is in memory',
	leveldb: 'nothing',
	relay: 'nothing'
};

function measure({ withServer, quick }: Context, name: ServerName): Promise<Sample> {
	return withServer(name, { documents: 1, clients: writers }, async (server) => {
		const latencies = createLatencies();
		const saved = createLatencies();
		const meeting = await openMeeting({ server, document: 0, size: writers, latencies, saved });
		const chance = createChance(5);
		const typeFor = (seconds: number) =>
			atRate({ rate, seconds, chance }, () => meeting.type(Math.floor(chance() * writers), { caret: true }));
		await typeFor(3);
		await waitUntil(() => meeting.missing() === 0, 10_000);
		latencies.clear();
		saved.clear();
		await typeFor(quick ? 4 : 12);
		await waitUntil(() => meeting.missing() === 0, 10_000);
		meeting.check();
		meeting.leave();
		return {
			visible50: latencies.percentile(0.5),
			visible99: latencies.percentile(0.99),
			saved50: saved.percentile(0.5),
			saved99: saved.percentile(0.99)
		};
	});
}
