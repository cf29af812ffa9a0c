import { setTimeout as pause } from 'node:timers/promises';
import { table } from '../../report.ts';
import { openClient } from '../client.ts';
import { makeHistory, type History } from '../history.ts';
import { median, perServer, ratioToBest, spread, type Samples } from '../results.ts';
import { titles, type ServerName, type SyncServer } from '../servers/server.ts';
import { readUpdate, updateFrame, updateIn } from '../wire.ts';
import { waitUntil } from '../watch.ts';
import type { Context, Scenario } from './scenario.ts';

const keystrokes = 120_000;
/** Of each author, so many are on their way at a time: sent, and not yet come back to somebody else. */
const underWay = 40;
const warmJoins = 5;
const coldJoins = 3;
const manyJoins = 3;
const atOnce = 50;

type Sample = {
	/** Keystrokes per second, sent by all authors and seen by one client more. */
	readonly ingest: number;
	/** Milliseconds from opening the socket until the whole text is there. */
	readonly warm: number;
	readonly fifty: number;
	readonly cold: number;
	/** Bytes of the sync frames of one join, and growth of the data folder, as multiples of the state. */
	readonly sent: number;
	readonly disk: number;
};

/** Scenario 4: what a long meeting costs: to take in, to open, to keep. */
export const longHistory: Scenario = {
	title: 'A long history',
	async run(context) {
		const history = makeHistory(context.quick ? keystrokes / 10 : keystrokes);
		const names = context.names.filter((name) => name !== 'relay');
		const samples = await perServer({ names, rounds: 1 }, async (name) => {
			const sample = await measure(context, name, history);
			context.say(
				`${titles[name]}: ${sample.ingest.toFixed(0)}/s in, joins warm ${sample.warm.toFixed(0)}, fifty ${sample.fifty.toFixed(0)}, cold ${sample.cold.toFixed(0)} ms; sent ${sample.sent.toFixed(2)} ×, disk ${sample.disk.toFixed(2)} × the state`
			);
			return sample;
		});
		return report(history, samples);
	}
};

function report({ authors, stateSize }: History, samples: Samples<Sample>): string {
	const columns = [
		['ingest', 0],
		['warm', 0],
		['fifty', 0],
		['cold', 0],
		['sent', 2],
		['disk', 2]
	] as const;
	const rows = [...samples].map(([name, all]) => [
		titles[name],
		...columns.map(([value, digits]) =>
			spread(
				all.map((sample) => sample[value]),
				digits
			)
		)
	]);
	const count = authors.reduce((sum, author) => sum + author.keystrokes.length, 0);
	const ratio = (value: keyof Sample, best = Math.min) =>
		ratioToBest(samples, 'ours', ['hocuspocus', 'leveldb'], (sample) => sample[value], best);
	const own = samples.get('ours')?.[0];
	return [
		`${count.toLocaleString('en')} keystrokes by ${authors.length} people, ${(stateSize / 1e6).toFixed(2)} MB as one update:`,
		'',
		table(
			[
				'',
				'keystrokes/s taken in',
				'warm join ms',
				`${atOnce} joins at once ms`,
				'cold join ms',
				'bytes sent / state',
				'disk / state'
			],
			rows
		),
		'',
		`Against the best peer: ingest ${ratio('ingest', Math.max)} (goal ≥ 1.5), warm join ${ratio('warm')} (goal ≤ 0.5), fifty joins ${ratio('fifty')} (goal ≤ 0.3), cold join ${ratio('cold')} (goal ≤ 0.3). Bytes sent ${own?.sent.toFixed(2) ?? '–'} of the state (goal ≤ 1.0), disk ${own?.disk.toFixed(2) ?? '–'} (goal ≤ 1.2). Disk: growth of the data folder, measured when the document has been put away and the server has ended.`
	].join('\n');
}

function measure({ withServer }: Context, name: ServerName, history: History): Promise<Sample> {
	const clients = history.authors.length + 1 + atOnce;
	return withServer(name, { documents: 1, clients }, async (server) => {
		await server.stop();
		const emptyDisk = server.diskBytes();
		await server.start();
		const writing = await ingest(server, history);
		await untilIdle(server);

		const reader = history.authors.length + 1;
		const join = (clients: number) => timeJoins(server, { first: reader, clients, history });
		const warm: Joins[] = [];
		for (let turn = 0; turn < warmJoins; turn++) warm.push(await join(1));
		const fifty: Joins[] = [];
		for (let turn = 0; turn < manyJoins; turn++) fifty.push(await join(atOnce));
		writing.leave();

		const cold: number[] = [];
		for (let turn = 0; turn < coldJoins; turn++) {
			await server.stop();
			await server.start();
			cold.push((await join(1)).took);
		}
		// The last one has left: the document is put away.
		await pause(server.restsAfter);
		await untilIdle(server);
		await server.stop();
		return {
			ingest: writing.rate,
			warm: median(warm.map(({ took }) => took)),
			fifty: median(fifty.map(({ took }) => took)),
			cold: median(cold),
			sent: median(warm.map(({ bytes }) => bytes)) / history.stateSize,
			disk: (server.diskBytes() - emptyDisk) / history.stateSize
		};
	});
}

/** All authors type as fast as the server hands it on to somebody else; the clients stay. */
async function ingest(server: SyncServer, { seed, authors }: History) {
	const seen = new Map<number, number>();
	const closed: number[] = [];
	const open = (client: number, isObserver: boolean) =>
		openClient(server.door({ document: 0, client }), {
			closed: (code) => closed.push(code),
			...(isObserver && {
				run(id, clock, length) {
					const before = seen.get(id) ?? 0;
					if (clock <= before) seen.set(id, Math.max(before, clock + length));
				}
			})
		});
	const observer = open(authors.length, true);
	const pages = authors.map((_, client) => open(client, false));
	await Promise.all([observer, ...pages].map(({ joined }) => joined));
	pages[0]!.send(updateFrame(seed));
	if (!(await waitUntil(() => seen.has(authors[0]!.id), 10_000))) throw new Error('the seed did not arrive');
	// The others' updates build on it.
	await pause(200);

	const began = performance.now();
	await Promise.all(
		authors.map(async ({ id, keystrokes: keys }, index) => {
			const end = keys.at(-1)!.clock;
			for (let next = 0; (seen.get(id) ?? 0) < end; await pause(1)) {
				const upTo = (seen.get(id) ?? 0) + underWay;
				const frames: Uint8Array[] = [];
				for (; next < keys.length && keys[next]!.clock <= upTo; next++)
					frames.push(updateFrame(keys[next]!.update));
				if (frames.length > 0) pages[index]!.send(...frames);
				if (closed.length > 0) throw new Error(`${server.name} closed a socket with ${closed[0]}`);
			}
		})
	);
	const seconds = (performance.now() - began) / 1_000;
	const count = authors.reduce((sum, author) => sum + author.keystrokes.length, 0);
	return {
		rate: count / seconds,
		leave() {
			for (const page of [observer, ...pages]) page.leave();
		}
	};
}

/** Milliseconds until the last of the clients had the whole text, and the bytes of one client's sync frames. */
type Joins = { readonly took: number; readonly bytes: number };

/**
 * So many clients come in at once with nothing and wait for the whole text. While the clock runs, frames are only kept, with
 * the time they came; what is in them is read afterwards.
 */
async function timeJoins(
	server: SyncServer,
	{ first, clients, history }: { readonly first: number; readonly clients: number; readonly history: History }
): Promise<Joins> {
	const failed: number[] = [];
	const began = performance.now();
	const pages = Array.from({ length: clients }, (_, index) => {
		const frames: { readonly at: number; readonly update: Uint8Array }[] = [];
		let bytes = 0;
		const client = openClient(server.door({ document: 0, client: first + index }), {
			frame(frame, at) {
				const update = updateIn(frame);
				if (!update) return;
				bytes += frame.length;
				frames.push({ at, update: Buffer.from(update) });
			},
			closed: (code) => failed.push(code)
		});
		return { client, frames, bytes: () => bytes };
	});
	const hasMost = () => pages.every(({ bytes }) => bytes() > 0.9 * history.stateSize);
	const mayEnd = () => failed.length > 0 || hasMost();
	if (!(await waitUntil(mayEnd, 60_000)) || failed.length > 0)
		throw new Error(`${server.name} did not let everybody in (${failed.join(', ')})`);
	const ends = pages.map(
		({ frames }) =>
			() =>
				wholeAfter(frames, history)
	);
	for (const end of ends)
		if (!(await waitUntil(() => end() !== null, 10_000)))
			throw new Error(`${server.name} sent only a part of the document`);
	for (const { client } of pages) client.leave();
	return { took: Math.max(...ends.map((end) => end()!)) - began, bytes: pages[0]!.bytes() };
}

/** When the frame came with which everybody's last keystroke was there; null when one is missing. */
function wholeAfter(
	frames: readonly { readonly at: number; readonly update: Uint8Array }[],
	{ authors }: History
): number | null {
	const clocks = new Map<number, number>();
	for (const { at, update } of frames) {
		readUpdate(update, (id, clock, length) => {
			const before = clocks.get(id) ?? 0;
			if (clock <= before) clocks.set(id, Math.max(before, clock + length));
		});
		if (authors.every(({ id, keystrokes: keys }) => (clocks.get(id) ?? 0) >= keys.at(-1)!.clock)) return at;
	}
	return null;
}

/** Until a server has nothing left to do that it has put off: storing, compacting. */
async function untilIdle(server: SyncServer): Promise<void> {
	for (let quiet = 0, tries = 0; quiet < 4 && tries < 240; tries++) {
		const before = [server.cpuSeconds(), server.diskBytes()];
		await pause(500);
		const isQuiet = server.cpuSeconds() - before[0]! <= 0.01 && server.diskBytes() === before[1];
		quiet = isQuiet ? quiet + 1 : 0;
	}
}
