import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createApp } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { filesIn, holdFolder } from '#server/installation.ts';
import { createLog } from '#server/log.ts';
import type { Point } from '#server/points.ts';
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts';
import type { DocumentLog, Storage } from '#server/storage/storage.ts';
import { createWebServer } from '#server/web-server.ts';
import type { Measured, Question } from './server-process.ts';

/**
 * The product without its pages, built as server/installation.ts and server/main.ts build it, for the fault tests: it ends
 * itself with SIGKILL at the moment that it is told, and its clock can be set.
 */

/** Those of the product, and what the storage is asked from outside. */
export type DeathPoint =
	| Point
	| 'appending'
	| 'committed'
	| 'snapshot'
	| 'snapshotted'
	| 'folding'
	| 'folded'
	| 'reclaiming'
	| 'reclaimed';

let diesAt: DeathPoint | null = null;
let left = 0;
function at(point: DeathPoint): void {
	if (point === diesAt && --left <= 0) process.kill(process.pid, 'SIGKILL');
}

const config = readConfig(process.env);
const log = createLog(config);
const release = holdFolder(config.dataFolder);
const storage = withPoints(
	openSqliteStorage(filesIn(config.dataFolder).database, {
		onLost: (failure) => {
			log.error({ failure }, 'the disk failed while it was written: stopping rather than guessing');
			process.exit(1);
		}
	})
);
let passed = 0;
const app = createApp({
	config,
	storage,
	key: Buffer.alloc(32, 7),
	now: () => Date.now() + passed,
	monotonicNow: () => performance.now(),
	log,
	onPoint: at
});
process.on('unhandledRejection', (failure) => log.error({ failure }, 'a failure that nobody waited for'));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const delays = monitorEventLoopDelay({ resolution: 10 });
delays.enable();
process.on('message', (question: Question) => {
	if ('pass' in question) passed += question.pass;
	else if ('dieAt' in question) [diesAt, left] = [question.dieAt, question.times];
	else {
		const longestStall = delays.max / 1e6;
		collectGarbage();
		const { heapUsed, external } = process.memoryUsage();
		process.send?.({ longestStall, used: heapUsed + external } satisfies Measured);
		// Looking is no stall of the product's.
		setTimeout(() => delays.reset(), 50);
	}
});

const server = createWebServer({
	app,
	trustProxy: config.trustProxy,
	answer: (_request, response) => void response.end()
});
server.listen({ port: config.port, host: config.host }, () => {
	process.stdout.write(`The test server is running at ${config.port}\n`);
	app.follower
		.catchUp()
		.catch((failure: unknown) => log.error({ failure }, 'catching up with the minutes failed'));
});
process.once('SIGTERM', () => {
	server.close();
	void app.close().then(() => {
		release();
		process.exit(0);
	});
});

function withPoints(real: Storage): Storage {
	const log = real.documents;
	const around = <Given extends unknown[], Answer>(
		work: (...given: Given) => Promise<Answer>,
		before: DeathPoint,
		after: DeathPoint
	) => {
		return async (...given: Given) => {
			at(before);
			const answer = await work(...given);
			at(after);
			return answer;
		};
	};
	const documents: DocumentLog = {
		...log,
		append: around(log.append.bind(log), 'appending', 'committed'),
		saveSnapshot: around(log.saveSnapshot.bind(log), 'snapshot', 'snapshotted'),
		fold: around(log.fold.bind(log), 'folding', 'folded'),
		reclaim: around(log.reclaim.bind(log), 'reclaiming', 'reclaimed')
	};
	return { ...real, documents };
}
