import { setTimeout as pause } from 'node:timers/promises';
import { closeCodes, epochParameter, schemaParameter } from '#sync/protocol.ts';
import { createChance } from './chance.ts';
import { findDoubled, settle } from './oracle.ts';
import type { Report, Run } from './report.ts';
import { fillFolder } from './seeded-folder.ts';
import { createServerProcess } from './server-process.ts';
import { createTypist, wordsIn } from './typist.ts';

const hour = 3_600_000;
const year = 365 * 24 * hour;

/** The server's clock jumps while people write: to and fro by hours, a step, and a year on, after which no session holds. */
export async function jumpClock(run: Run & { readonly times: number }): Promise<Report> {
	const chance = createChance(`${run.seed}/clock`);
	const failures: string[] = [];
	let edits = 0;
	for (let time = 0; time < run.times; time++) {
		const folder = await fillFolder({ people: 3, meetings: 1 });
		const server = await createServerProcess({ folder: folder.folder });
		await server.start();
		const come = (index: number, name: string) =>
			createTypist({
				port: server.port,
				documentId: folder.documents[0]!,
				cookie: folder.cookies[index]!,
				name,
				chance: chance.part(name)
			});
		const typists = [come(0, 'w0'), come(1, 'w1')];
		const note = (all: readonly string[]) => failures.push(...all.map((one) => `${time}: ${one}`));
		note(await settle(typists));
		for (const jump of [hour, -hour, -24 * hour, 25 * hour, 500, -500]) {
			for (let count = 0; count < 10; count++) chance.pick(typists).edit();
			server.pass(jump);
			for (let count = 0; count < 10; count++) chance.pick(typists).edit();
			note(await settle(typists));
		}
		const reader = come(2, 'reader');
		note([...(await settle([...typists, reader])), ...findDoubled(reader.doc)]);
		if (typists.some(({ closed }) => closed.length > 0)) note(['somebody was shown out by a small jump']);
		server.pass(year);
		const began = performance.now();
		while (typists.some(({ provider }) => provider.shouldConnect) && performance.now() - began < 5_000)
			await pause(10);
		for (const { closed } of typists)
			if (closed.at(-1) !== closeCodes.notSignedIn) note([`a session holds a year later: ${closed.join()}`]);
		const words = wordsIn(reader.doc).size;
		server.pass(-year);
		await server.stop();
		await server.start();
		if (words === 0) note(['nothing was written']);
		edits += typists.reduce((sum, typist) => sum + typist.edits.length, 0);
		for (const typist of [...typists, reader]) typist.close();
		await server.kill();
		folder.remove();
	}
	return {
		name: 'clock jumps',
		runs: `${run.times} times 7 jumps, ${edits} edits`,
		result:
			'nothing lost or double by jumps of ±0.5 s, ±1 h and ±1 d, nobody shown out by them; a year on no session held',
		failures
	};
}

/** Pages of another schema, and copies of another life of the minutes. */
export async function skewVersions(run: Run & { readonly times: number }): Promise<Report> {
	const chance = createChance(`${run.seed}/skew`);
	const folder = await fillFolder({ people: 3, meetings: 1 });
	const server = await createServerProcess({ folder: folder.folder });
	await server.start();
	const failures: string[] = [];
	const come = (index: number, name: string, params: Record<string, string> = {}) =>
		createTypist({
			port: server.port,
			documentId: folder.documents[0]!,
			cookie: folder.cookies[index]!,
			name,
			chance: chance.part(name),
			params
		});
	const observer = come(0, 'observer');
	observer.write();
	failures.push(...(await settle([observer])));
	const skews: [Record<string, string>, number][] = [
		[{ [schemaParameter]: '0' }, closeCodes.otherVersion],
		[{ [schemaParameter]: '999' }, closeCodes.otherVersion],
		[{ [schemaParameter]: 'NaN' }, closeCodes.otherVersion],
		[{ [epochParameter]: 'before-the-restore' }, closeCodes.otherEpoch]
	];
	for (let time = 0; time < run.times; time++) {
		const [params, code] = skews[time % skews.length]!;
		const page = come(1 + (time % 2), `old${time}`, params);
		const word = page.write();
		for (let waited = 0; waited < 5_000 && page.closed.length === 0; waited += 5) await pause(5);
		await pause(20);
		if (page.closed.join() !== String(code))
			failures.push(`${JSON.stringify(params)}: closed with ${page.closed.join()}`);
		if (page.provider.shouldConnect) failures.push(`${JSON.stringify(params)}: it comes back`);
		if (!wordsIn(page.doc).has(word)) failures.push('its own words are gone');
		if (wordsIn(observer.doc).has(word)) failures.push('an old page was heard');
		if (page.saved.size > 0) failures.push('an old page was told “saved”');
		page.close();
	}
	if (observer.closed.length > 0) failures.push('the observer was disturbed');
	observer.close();
	await server.kill();
	folder.remove();
	return {
		name: 'pages of another version',
		runs: `${run.times} pages`,
		result: 'each sent away for good (4426, 4410) with its words still in it, none of them heard',
		failures
	};
}
