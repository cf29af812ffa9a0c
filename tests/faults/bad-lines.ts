import { randomBytes } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createChance } from './chance.ts';
import { settle } from './oracle.ts';
import type { Report, Run } from './report.ts';
import { fillFolder } from './seeded-folder.ts';
import { createServerProcess } from './server-process.ts';
import { createTypist } from './typist.ts';

/** Somebody comes in and never reads; others write a lot. */
export async function blockReader(run: Run & { readonly times: number }): Promise<Report> {
	const chance = createChance(`${run.seed}/blocked`);
	const failures: string[] = [];
	const cuts: number[] = [];
	const growths: number[] = [];
	const usual: number[] = [];
	const latencies = { before: [] as number[], during: [] as number[] };
	for (let time = 0; time < run.times; time++) {
		const folder = await fillFolder({ people: 3, meetings: 1 });
		const server = await createServerProcess({ folder: folder.folder });
		await server.start();
		const typists = [0, 1].map((index) =>
			createTypist({
				port: server.port,
				documentId: folder.documents[0]!,
				cookie: folder.cookies[index]!,
				name: `w${index}`,
				chance: chance.part(index)
			})
		);
		const [writer, other] = typists as [(typeof typists)[0], (typeof typists)[0]];
		failures.push(...(await settle(typists)));
		// A word now, then a picture of how long it takes to the other one.
		const measure = async (milliseconds: number, into: number[], text: string) => {
			const until = performance.now() + milliseconds;
			while (performance.now() < until) {
				const began = performance.now();
				const heard = new Promise<void>((resolve) => other.doc.once('update', () => resolve()));
				writer.write(text);
				await heard;
				into.push(performance.now() - began);
				await pause(20);
			}
		};
		const large = 'x'.repeat(30_000);
		// The same without it, for comparison.
		const calm = server.memory();
		await measure(10_000, latencies.before, large);
		usual.push(server.memory() - calm);
		const tcp = connect(server.port, '127.0.0.1');
		tcp.on('error', () => {});
		let cutAt = 0;
		tcp.write(
			[
				`GET /sync/${folder.documents[0]!} HTTP/1.1`,
				`Host: 127.0.0.1:${server.port}`,
				`Origin: http://127.0.0.1:${server.port}`,
				`Cookie: ${folder.cookies[2]!}`,
				'Connection: Upgrade',
				'Upgrade: websocket',
				'Sec-WebSocket-Version: 13',
				`Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
				'\r\n'
			].join('\r\n')
		);
		await new Promise((resolve) => tcp.once('data', resolve));
		tcp.pause();
		const before = server.memory();
		let most = 0;
		const watching = setInterval(() => {
			most = Math.max(most, server.memory() - before);
			// Nobody reads, so nobody is told: whether the other side still holds it is seen from its own list.
			if (cutAt === 0 && !isHeld(server.port, tcp.localPort!)) cutAt = performance.now();
		}, 50);
		const began = performance.now();
		while (cutAt === 0 && performance.now() - began < 25_000) await measure(500, latencies.during, large);
		clearInterval(watching);
		cuts.push(cutAt === 0 ? Infinity : cutAt - began);
		growths.push(most);
		failures.push(...(await settle(typists)));
		if (writer.closed.length + other.closed.length > 0) failures.push('others were cut too');
		tcp.destroy();
		for (const typist of typists) typist.close();
		await server.kill();
		folder.remove();
		run.say(`blocked reader: ${time + 1} of ${run.times}`);
	}
	if (Math.max(...cuts) > 25_000) failures.push('it was not cut within 25 s');
	const p99 = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(0.99 * (all.length - 1))] ?? NaN;
	return {
		name: 'a reader that never reads',
		runs: `${run.times} times`,
		result: `cut after ${(Math.max(...cuts) / 1_000).toFixed(1)} s at most (of which its system's own buffers take some), ${Math.round(Math.max(...growths) / 1e6)} MB more resident meanwhile (${Math.round(Math.max(...usual) / 1e6)} MB in ten seconds of the same writing without it); the others' p99 ${p99(latencies.before).toFixed(0)} ms before, ${p99(latencies.during).toFixed(0)} ms meanwhile`,
		failures
	};
}

/** Whether the system still knows a connection from `remote` on the server's side as open. */
function isHeld(port: number, remote: number): boolean {
	const hex = (number: number) => number.toString(16).toUpperCase().padStart(4, '0');
	return readFileSync('/proc/net/tcp', 'utf8')
		.split('\n')
		.some((line) => line.includes(`:${hex(port)} 0100007F:${hex(remote)} 01 `));
}

/** The line goes dead without a word: nothing arrives any more, nothing is closed. */
export async function goHalfOpen(run: Run & { readonly times: number }): Promise<Report> {
	const chance = createChance(`${run.seed}/half-open`);
	const folder = await fillFolder({ people: run.times + 1, meetings: 1 });
	const server = await createServerProcess({ folder: folder.folder });
	await server.start();
	const halves: Socket[] = [];
	let isDead = false;
	const proxy = createServer((near) => {
		const far = connect(server.port, '127.0.0.1');
		halves.push(near, far);
		for (const [from, to] of [
			[near, far],
			[far, near]
		] as const) {
			from.on('data', (bytes) => !isDead && to.write(bytes));
			from.on('close', () => !isDead && to.destroy());
			from.on('error', () => {});
		}
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	const failures: string[] = [];
	const come = (index: number, port: number) =>
		createTypist({
			port,
			host: `127.0.0.1:${server.port}`,
			documentId: folder.documents[0]!,
			cookie: folder.cookies[index]!,
			name: `w${index}`,
			chance: chance.part(index)
		});
	const observer = come(run.times, server.port);
	const dying = Array.from({ length: run.times }, (_, index) =>
		come(index, (proxy.address() as AddressInfo).port)
	);
	failures.push(...(await settle([observer, ...dying])));
	for (const { provider } of dying) provider.awareness.setLocalStateField('cursor', 1);
	const present = () =>
		dying.filter(({ doc }) => observer.provider.awareness.getStates().has(doc.clientID)).length;
	for (let waited = 0; waited < 5_000 && present() < dying.length; waited += 20) await pause(20);
	// At moments of their own between two pings.
	await pause(chance.between(0, 12_000));
	isDead = true;
	const began = performance.now();
	while (present() > 0 && performance.now() - began < 45_000) await pause(50);
	const seconds = (performance.now() - began) / 1_000;
	if (present() > 0) failures.push(`${present()} are still said to be there`);
	if (seconds > 30) failures.push(`gone only after ${seconds.toFixed(1)} s`);
	if (observer.closed.length > 0) failures.push('the observer was cut');
	for (const typist of [observer, ...dying]) typist.close();
	for (const half of halves) half.destroy();
	proxy.close();
	await server.kill();
	folder.remove();
	return {
		name: 'lines that go dead',
		runs: `${run.times} at once`,
		result: `all gone for the others after ${seconds.toFixed(1)} s`,
		failures
	};
}
