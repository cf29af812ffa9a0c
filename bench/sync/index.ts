// `npm run bench:sync`: our sync server beside Hocuspocus, the y-websocket server and a bare relay, taking turns in one run;
// the server on one core, the generator on the other. `-- --only 1,3`, `-- --servers ours,relay`, `-- --rounds 3`,
// `-- --quick` (small and short), `-- --profile FOLDER` (a processor profile of every server's run). Only a whole run with all
// servers is written to docs/performance.md.
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeSection } from '../report.ts';
import { createOurs } from './servers/ours.ts';
import { createHocuspocus, createLeveldb, createRelay, installPeers, peerVersions } from './servers/peers.ts';
import { serverNames, type ServerName, type Wanted } from './servers/server.ts';
import { afterKill } from './scenarios/after-kill.ts';
import { crowd } from './scenarios/crowd.ts';
import { durable } from './scenarios/durable.ts';
import { killed } from './scenarios/kills.ts';
import { longHistory } from './scenarios/long-history.ts';
import { manyDocuments } from './scenarios/many-documents.ts';
import { rising } from './scenarios/rising.ts';
import type { Context, Scenario } from './scenarios/scenario.ts';

const serverCore = 0;
const generatorCore = 1;

const scenarios: Readonly<Record<string, Scenario>> = {
	1: crowd,
	2: rising,
	3: manyDocuments,
	4: longHistory,
	5: durable,
	6: killed,
	7: afterKill
};

const { values } = parseArgs({
	options: {
		only: { type: 'string', default: Object.keys(scenarios).join(',') },
		servers: { type: 'string', default: serverNames.join(',') },
		rounds: { type: 'string', default: '2' },
		quick: { type: 'boolean', default: false },
		profile: { type: 'string' }
	}
});
const names = serverNames.filter((name) => values.servers.split(',').includes(name));
const chosen = Object.entries(scenarios).filter(([number]) => values.only.split(',').includes(number));
const began = performance.now();

if (names.includes('ours')) build();
if (names.some((name) => name === 'hocuspocus' || name === 'leveldb')) installPeers();
pin(generatorCore);

const context: Context = {
	names,
	rounds: values.quick ? 1 : Number(values.rounds),
	quick: values.quick,
	async withServer(name, wanted, use) {
		const server = await create(name, wanted);
		try {
			await server.start();
			const result = await use(server);
			// A profile is written at a polite end.
			if (values.profile) await server.stop();
			return result;
		} finally {
			await server.remove();
		}
	},
	say: (line) => console.log(`${minutes()}  ${line}`)
};

for (const [number, { title, run }] of chosen) {
	context.say(`${number}. ${title}`);
	const load = loadavg()[0]!.toFixed(1);
	const body = await run(context);
	console.log(`\n${body}\n`);
	if (!values.quick && names.length === serverNames.length)
		writeSection({
			name: `sync-${number}`,
			title: `Sync ${number}: ${title}`,
			command: `npm run bench:sync -- --only ${number} --rounds ${context.rounds}`,
			body: `${body}\n\n${peerVersions()}. Server on one core, generator on the other; load of the machine before: ${load}.`
		});
}

function create(name: ServerName, wanted: Wanted) {
	const nodeOptions = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}/${name}`] : [];
	const options = { core: serverCore, nodeOptions };
	switch (name) {
		case 'ours':
			return createOurs(wanted, options);
		case 'hocuspocus':
			return createHocuspocus(options);
		case 'leveldb':
			return createLeveldb(options);
		case 'relay':
			return createRelay(options);
	}
}

/** The server of the product serves built pages. */
function build(): void {
	const root = fileURLToPath(new URL('../../', import.meta.url));
	const built = spawnSync('node', ['server/start.mjs', '--build'], { cwd: root, stdio: 'inherit' });
	if (built.status !== 0) throw new Error('the build failed');
}

/** Keeps this process, all its threads, on one core. */
function pin(core: number): void {
	spawnSync('taskset', ['-acp', String(core), String(process.pid)]);
}

function minutes(): string {
	const seconds = Math.round((performance.now() - began) / 1_000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
