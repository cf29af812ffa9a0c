import { setTimeout as pause } from 'node:timers/promises';
import { table } from '../../report.ts';
import { createLatencies } from '../latencies.ts';
import { openMeeting } from '../meeting.ts';
import { atRate, createChance } from '../pace.ts';
import { perServer, spread } from '../results.ts';
import { titles, type ServerName, type SyncServer } from '../servers/server.ts';
import { readState } from '../state.ts';
import type { Context, Scenario } from './scenario.ts';

const writers = 10;
const rate = 100;
const kills = 5;
/** Seconds of typing before a kill: evenly spread between these. Hocuspocus stores every 10 s at the latest. */
const [soonest, latest] = [1, 10];

type Sample = {
	readonly seen: number;
	readonly lost: number;
	readonly told: number;
	readonly toldLost: number;
};

/** Scenario 6: what is gone after kill -9 of what somebody else had on the screen. */
export const killed: Scenario = {
	title: 'Edits lost by kill -9',
	async run(context) {
		const times = context.quick ? 1 : kills;
		const samples = await perServer(
			{ names: context.names.filter((name) => name !== 'relay'), rounds: 1 },
			async (name) => {
				const all = await killRepeatedly(context, name, times);
				context.say(
					`${titles[name]}: lost ${all.map(({ lost, seen }) => `${lost} of ${seen}`).join(', ')} seen edits`
				);
				return all;
			}
		);
		const sum = (all: readonly Sample[], value: keyof Sample) =>
			all.reduce((total, sample) => total + sample[value], 0);
		const rows = [...samples].map(([name, [all]]) => [
			titles[name],
			sum(all!, 'seen'),
			sum(all!, 'lost'),
			spread(
				all!.map(({ lost }) => lost),
				0
			),
			name === 'leveldb' ? '–' : `${sum(all!, 'toldLost')} of ${sum(all!, 'told')}`
		]);
		return [
			`${writers} writers, ${rate} edits a second in all; ${times} kills each, ${soonest}–${latest} s after the typing began:`,
			'',
			table(
				[
					'',
					'edits others had seen',
					'of them lost',
					'per kill',
					'lost of what its author was told is taken'
				],
				rows
			),
			'',
			'Goal: 0.'
		].join('\n');
	}
};

function killRepeatedly({ withServer, quick }: Context, name: ServerName, times: number): Promise<Sample[]> {
	return withServer(name, { documents: 1, clients: writers + 1 }, async (server) => {
		const chance = createChance(6);
		const samples: Sample[] = [];
		for (let kill = 0; kill < times; kill++) {
			const seconds = quick ? 2 : soonest + chance() * (latest - soonest);
			samples.push(await killOnce(server, seconds, chance));
		}
		return samples;
	});
}

async function killOnce(server: SyncServer, seconds: number, chance: () => number): Promise<Sample> {
	const meeting = await openMeeting({
		server,
		document: 0,
		size: writers,
		latencies: createLatencies(),
		saved: createLatencies()
	});
	// Typing goes on while the plug is pulled.
	const typing = atRate({ rate, seconds: seconds + 0.3, chance }, () =>
		meeting.type(Math.floor(chance() * writers))
	);
	await pause(seconds * 1_000);
	meeting.check();
	await server.kill();
	await typing;
	// What had left the server by then still arrives.
	await pause(200);
	const authors = Array.from({ length: writers }, (_, author) => ({
		id: meeting.idOf(author),
		seen: meeting.seenBy(author),
		told: meeting.toldBy(author)
	}));
	meeting.leave();

	await server.start();
	const state = await readState(server, { document: 0, client: writers });
	const sum = (count: (author: (typeof authors)[number]) => number) =>
		authors.reduce((total, author) => total + count(author), 0);
	const lost = (id: number, upTo: number) => Math.max(0, upTo - (state.get(id) ?? 0));
	return {
		seen: sum(({ seen }) => seen),
		lost: sum(({ id, seen }) => lost(id, seen)),
		told: sum(({ told }) => told),
		toldLost: sum(({ id, told }) => lost(id, told))
	};
}
