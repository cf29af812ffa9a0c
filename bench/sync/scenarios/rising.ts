import { table } from '../../report.ts';
import { createLatencies, type Latencies } from '../latencies.ts';
import { openMeeting, type Meeting } from '../meeting.ts';
import { atRate, createChance } from '../pace.ts';
import { median, perServer, ratioToBest, type Samples } from '../results.ts';
import { titles, type ServerName, type SyncServer } from '../servers/server.ts';
import { waitUntil, watch } from '../watch.ts';
import type { Context, Scenario } from './scenario.ts';

const size = 50;
/** A server holds a rate while 99 of 100 edits reach everybody within this many milliseconds. */
const longest = 250;
const firstRate = 500;
const factor = 2;
/** Who is busier than this on its core has reached its limit. */
const busy = 0.85;

/** What one rate cost. */
type Step = {
	readonly rate: number;
	readonly held: boolean;
	/** Everything came in the end. */
	readonly recovers: boolean;
	readonly p99: number;
	/** Seconds of processor time per 1,000 delivered edits. */
	readonly cpu: number;
	readonly serverLoad: number;
	readonly generatorLoad: number;
};

/** The greatest rate that was held, what stopped the next one, and all steps of the common ladder below it. */
type Climb = {
	readonly best: Step;
	readonly limit: 'the server' | 'the generator' | 'neither was busy';
	readonly steps: readonly Step[];
};

/** Scenario 2: how much a document takes, and what it costs there and below. */
export const rising: Scenario = {
	title: 'A rising rate in one document',
	async run(context) {
		const climbs = await perServer(context, async (name) => {
			const climb = await measure(context, name);
			const { rate, cpu } = climb.best;
			context.say(
				`${titles[name]} held ${rate.toFixed(0)} edits/s at ${cpu.toFixed(5)} s per 1,000; limit: ${climb.limit}`
			);
			return climb;
		});
		return report(context, climbs);
	}
};

function report({ names }: Context, climbs: Samples<Climb>): string {
	const best = new Map(names.map((name) => [name, [highest(climbs.get(name)!)]]));
	const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
	const held = names.map((name) => {
		const { best: step, limit } = best.get(name)![0]!;
		const rates = climbs.get(name)!.map((climb) => climb.best.rate.toFixed(0));
		return [
			titles[name],
			step.rate.toFixed(0),
			rates.join(', '),
			step.cpu.toFixed(5),
			percent(step.serverLoad),
			percent(step.generatorLoad),
			limit
		];
	});
	const ratio = (value: (climb: Climb) => number) => ratioToBest(best, 'ours', ['hocuspocus'], value);
	return [
		`${size} clients, all typing, no caret moves; the rate rises until p99 > ${longest} ms:`,
		'',
		table(
			[
				'',
				'edits/s held',
				'in each round',
				'CPU s per 1,000 delivered there',
				'load of its core',
				'of the generator',
				'the limit'
			],
			held
		),
		'',
		'The same at equal rates, CPU s per 1,000 delivered and p99 in ms:',
		'',
		table(['edits/s', ...names.map((name) => titles[name]), 'ours / best persisting'], rungs(names, climbs)),
		'',
		`Held: ${ratio(({ best }) => best.rate)} of Hocuspocus (goal ≥ 1.5); CPU at the best rate ${ratio(({ best }) => best.cpu)} of its (goal ≤ 0.5 where the generator is the limit).`
	].join('\n');
}

/** The climb that went highest: what else runs on the machine can only hold a server back. */
function highest(climbs: readonly Climb[]): Climb {
	return climbs.reduce((a, b) => (b.best.rate > a.best.rate ? b : a));
}

/** A row per rate that somebody held. */
function rungs(names: readonly ServerName[], climbs: Samples<Climb>): string[][] {
	const rates = [
		...new Set(
			[...climbs.values()]
				.flat()
				.flatMap(({ steps }) => steps.filter(({ held }) => held).map(({ rate }) => rate))
		)
	].sort((a, b) => a - b);
	return rates.map((rate) => {
		const at = ({ steps }: Climb) => steps.find((step) => step.rate === rate && step.held);
		const cells = names.map((name) => {
			const steps = climbs.get(name)!.flatMap((climb) => at(climb) ?? []);
			if (steps.length === 0) return '–';
			return `${median(steps.map(({ cpu }) => cpu)).toFixed(5)}; ${median(steps.map(({ p99 }) => p99)).toFixed(1)}`;
		});
		const ratio = ratioToBest(climbs, 'ours', ['hocuspocus', 'leveldb'], (climb) => at(climb)?.cpu ?? NaN);
		return [rate.toFixed(0), ...cells, ratio];
	});
}

function measure(context: Context, name: ServerName): Promise<Climb> {
	return context.withServer(name, { documents: 1, clients: size }, async (server) => {
		const latencies = createLatencies();
		const meeting = await openMeeting({ server, document: 0, size, latencies });
		const chance = createChance(2);
		/** What else runs on the machine may cost a server one try, but hardly two. */
		const tryRate = async (rate: number, tries = 2): Promise<Step> => {
			const step = await hold({ server, meeting, latencies, rate, chance, quick: context.quick });
			return step.held || !step.recovers || tries === 1 ? step : tryRate(rate, tries - 1);
		};

		await tryRate(firstRate); // warms up
		const steps: Step[] = [];
		for (let rate = firstRate; ; rate *= factor) {
			const step = await tryRate(rate);
			steps.push(step);
			context.say(
				`  ${titles[name]} ${rate.toFixed(0)}/s: p99 ${step.p99} ms, CPU ${step.cpu.toFixed(5)}, load ${step.serverLoad.toFixed(2)} / ${step.generatorLoad.toFixed(2)}`
			);
			if (!step.held) break;
		}
		const held = steps.filter((step) => step.held);
		const failed = steps.at(-1)!;
		let best = held.at(-1) ?? failed;
		// Closer, between what was held and what was not.
		for (let above = failed.rate, tries = 2; tries > 0 && failed.recovers; tries--) {
			const between = await tryRate(Math.sqrt(best.rate * above), 1);
			if (between.held) best = between;
			else if (between.recovers) above = between.rate;
			else break;
		}
		if (failed.recovers) meeting.check();
		meeting.leave();
		const limit = limitOf(failed);
		return { best, limit, steps };
	});
}

function limitOf({ serverLoad, generatorLoad }: Step): Climb['limit'] {
	if (serverLoad > busy) return 'the server';
	return generatorLoad > busy ? 'the generator' : 'neither was busy';
}

async function hold(parts: {
	readonly server: SyncServer;
	readonly meeting: Meeting;
	readonly latencies: Latencies;
	readonly rate: number;
	readonly chance: () => number;
	readonly quick: boolean;
}): Promise<Step> {
	const { server, meeting, latencies, rate, chance, quick } = parts;
	let typed = 0;
	const typeFor = (seconds: number) =>
		atRate({ rate, seconds, chance }, () => meeting.type(typed++ % meeting.size));
	await typeFor(1);
	latencies.clear();
	typed = 0;
	const before = meeting.delivered;
	const stop = watch(server);
	const planned = quick ? 2 : 3;
	await typeFor(planned);
	const { cpu, seconds, serverLoad, generatorLoad } = stop();
	const delivered = meeting.delivered - before;
	const p99 = latencies.percentile(0.99);
	const inTime = delivered > 0.95 * typed * (meeting.size - 1) && seconds < planned * 1.05;
	const recovers = await waitUntil(() => meeting.missing() === 0, 20_000);
	return {
		rate,
		held: p99 <= longest && inTime && recovers,
		recovers,
		p99,
		cpu: (cpu / delivered) * 1_000,
		serverLoad,
		generatorLoad
	};
}
