import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { openOffice, type Office } from '#support/office.ts';
import { createChance, type Chance } from './chance.ts';
import { findDoubled, settle } from './oracle.ts';
import type { Report, Run } from './report.ts';
import { createTypist, type Typist } from './typist.ts';

/** A line that can be held in both directions, and on which what was held may come out in another order. */
type Line = {
	hold(): void;
	/** Sends on what was held; `shuffled`: neighbours change places. */
	release(shuffled: Chance | null): void;
	/** As if the cable were pulled. */
	tear(): void;
	readonly Socket: typeof WebSocket;
};

function createLine(): Line {
	let isHeld = false;
	let out: (() => void)[] = [];
	let into: (() => void)[] = [];
	let tear = () => {};
	class HeldSocket extends WebSocket {
		constructor(address: string, protocols: string[], options: object) {
			super(address, protocols, options);
			tear = () => this.terminate();
			out = [];
			into = [];
			// Whatever is torn or refused comes back by itself.
			this.on('error', () => {});
		}
		override send(data: Parameters<WebSocket['send']>[0], ..._options: unknown[]): void {
			const send = () => this.readyState === this.OPEN && super.send(data);
			if (isHeld) out.push(send);
			else send();
		}
		override emit(event: string | symbol, ...given: unknown[]): boolean {
			if (event !== 'message' || !isHeld) return super.emit(event, ...given);
			into.push(() => super.emit(event, ...given));
			return true;
		}
	}
	return {
		Socket: HeldSocket as unknown as typeof WebSocket,
		hold: () => void (isHeld = true),
		release(shuffled) {
			isHeld = false;
			const [sending, hearing] = [out, into];
			out = [];
			into = [];
			for (let index = 1; shuffled && index < sending.length; index++)
				if (shuffled.share() < 0.3)
					[sending[index - 1], sending[index]] = [sending[index]!, sending[index - 1]!];
			for (const each of [...hearing, ...sending]) each();
		},
		tear: () => tear()
	};
}

/** Random schedules of several people: who writes when, whose line is held, torn or away, when the server starts anew. */
export async function schedule(run: Run & { readonly times: number }): Promise<Report> {
	const { seed, times, say } = run;
	let office: Office = await openOffice();
	const server = createServer((_request, response) => response.end());
	server.on('upgrade', (request, stream, head) => {
		stream.on('error', () => stream.destroy());
		if (!office.app.door.upgrade(request, stream, head)) stream.destroy();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const { storage } = office;
	const cookies = await Promise.all(Object.values(office.people).map((member) => office.signIn(member)));
	const failures: string[] = [];
	const counts = { edits: 0, restarts: 0, held: 0, torn: 0, away: 0 };

	const one = async (name: number) => {
		const chance = createChance(`${seed}/${name}`);
		const { documentId } = await office.openMeeting();
		const lines: Line[] = [];
		const come = (who: string, person: number, line: Line | null = null): Typist =>
			createTypist({
				port,
				documentId,
				cookie: cookies[person % cookies.length]!,
				name: who,
				chance: chance.part(who),
				...(line ? { Socket: line.Socket } : {})
			});
		const typists = Array.from({ length: 3 + chance.below(6) }, (_, index) => {
			const line = createLine();
			lines.push(line);
			return come(`w${index}`, index, line);
		});
		const steps = 20 + chance.below(60);
		for (let step = 0; step < steps; step++) {
			const dice = chance.share();
			const index = chance.below(typists.length);
			if (dice < 0.6) {
				typists[index]!.edit();
				counts.edits++;
			} else if (dice < 0.7) {
				lines[index]!.hold();
				counts.held++;
			} else if (dice < 0.78) lines[index]!.release(chance.share() < 0.5 ? chance : null);
			else if (dice < 0.82) {
				lines[index]!.tear();
				counts.torn++;
			} else if (dice < 0.87) {
				typists[index]!.disconnect();
				counts.away++;
			} else if (dice < 0.92) typists[index]!.connect();
			else if (dice < 0.93) {
				counts.restarts++;
				await office.close();
				office = await openOffice({ after: storage });
			} else await pause(chance.below(6));
		}
		for (const line of lines) line.release(null);
		for (const typist of typists) typist.connect();
		const reader = come('reader', 5);
		const wrong = [...(await settle([...typists, reader])), ...findDoubled(reader.doc)];
		failures.push(...wrong.map((each) => `schedule ${name}: ${each}`));
		for (const typist of [...typists, reader]) typist.close();
	};

	const only = process.env['SCHEDULE'];
	for (let name = only ? Number(only) : 0; name < (only ? Number(only) + 1 : times); name++) {
		await one(name);
		if (name % 100 === 99) say(`${name + 1} of ${times} schedules`);
	}
	failures.push(...office.failures.map((each) => `the server complained: ${JSON.stringify(each)}`));
	await office.close();
	server.close();
	server.closeAllConnections();
	const { edits, restarts, held, torn, away } = counts;
	return {
		name: 'random schedules of 3–8 people',
		runs: `${times} schedules, ${edits} edits, ${restarts} restarts, ${held} lines held, ${torn} torn, ${away} times away`,
		result:
			'everybody and somebody new equal by content hash, all edits saved, nothing double (one again: `SCHEDULE=n`)',
		failures
	};
}
