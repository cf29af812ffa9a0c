import * as decoding from 'lib0/decoding';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { isWritingFrame, SAVED } from '#sync/protocol.ts';
import { createChance, type Chance } from '../faults/chance.ts';
import { findBroken, settle } from '../faults/oracle.ts';
import { fillFolder } from '../faults/seeded-folder.ts';
import { createServerProcess } from '../faults/server-process.ts';
import { contentHash, createTypist, wordsIn, type Typist } from '../faults/typist.ts';
import { grammarFrame, randomFrame, type Known } from './frame-grammar.ts';

/** What came of many malformed frames. */
export type Fuzzed = {
	readonly sent: number;
	/** Of these the server read at least so many: the first of a connection that it closed, all of one that it did not. */
	readonly read: number;
	readonly connections: number;
	readonly codes: Readonly<Record<string, number>>;
	/** Writing frames that were told to be saved: they were none of the malformed ones. */
	readonly saved: number;
	readonly longestStall: number;
	/** From a colleague's edit until it was told to be saved, in another meeting, the longest in milliseconds. */
	readonly slowestSave: number;
	/** What the server uses at the end above what it used after the first tenth, in bytes; and the same of its resident memory. */
	readonly growth: number;
	readonly residentGrowth: number;
	readonly failures: readonly string[];
};

const editors = 8;
const atOnce = 40;
const mostPerConnection = 6;
function areHeard(all: readonly Typist[]): boolean {
	return all.every(
		({ edits, saved, doc }) =>
			saved.size === edits.length &&
			all.every((other) => wordsIn(other.doc).has(edits.at(-1)!.word) || other.doc === doc)
	);
}

const isAnswer = (frame: Uint8Array) => frame[1] === 1;
/** Documents that editors attack; each is left alone after a while, and then its room closes. */
const attacked = 6;

/**
 * Sends so many frames from people who may write, who may only read, and who are nobody, before and after they are let in,
 * to a server in a process of its own, while others write in a meeting of their own and in one that is attacked.
 */
export async function fuzz({
	seed,
	frames,
	say = () => {}
}: {
	readonly seed: number;
	readonly frames: number;
	readonly say?: (line: string) => void;
}): Promise<Fuzzed> {
	const dice = createChance(seed);
	const people = editors + 6;
	// The attacked ones, one for the observers alone, one that is signed.
	const folder = await fillFolder({ people, meetings: attacked + 2, signed: 1 });
	const server = await createServerProcess({ folder: folder.folder });
	await server.start();
	const failures: string[] = [];
	const [quiet, signed] = [folder.documents[attacked]!, folder.documents[attacked + 1]!];
	const come = (documentId: string, index: number, name: string) =>
		createTypist({
			port: server.port,
			documentId,
			cookie: folder.cookies[editors + index]!,
			name,
			chance: dice.part(name)
		});
	const observers = [come(quiet, 0, 'quiet0'), come(quiet, 1, 'quiet1')];
	const beside = [come(folder.documents[0]!, 2, 'beside0'), come(folder.documents[0]!, 3, 'beside1')];
	const reader = come(signed, 4, 'reader');
	failures.push(...(await settle([...observers])), ...(await settle(beside)), ...(await settle([reader])));
	const signedHash = contentHash(reader.doc);

	let slowestSave = 0;
	const since = new Map<number, number>();
	observers[0]!.onSaved = () => {
		const now = performance.now();
		for (const [edit, at] of since)
			if (observers[0]!.saved.has(edit)) {
				slowestSave = Math.max(slowestSave, now - at);
				since.delete(edit);
			}
	};
	const typing = setInterval(() => {
		since.set(observers[0]!.edits.length, performance.now());
		observers[0]!.write();
		if (dice.share() < 0.2) beside[0]!.write();
	}, 100);

	const counts = { sent: 0, read: 0, connections: 0, saved: 0 };
	const codes: Record<string, number> = {};
	/** Acknowledged updates by document, to be looked for. */
	const acknowledged = new Map<string, Uint8Array[]>();

	const attack = (chance: Chance, number: number) =>
		new Promise<void>((resolve) => {
			const who = chance.share();
			const [role, documentId, cookie] =
				who < 0.7
					? ([
							'editor',
							folder.documents[Math.floor((counts.sent / frames) * attacked) % attacked]!,
							folder.cookies[number % editors]!
						] as const)
					: who < 0.9
						? (['reader', signed, folder.cookies[number % editors]!] as const)
						: (['nobody', folder.documents[0]!, ''] as const);
			const isEarly = role === 'nobody' || chance.share() < 0.2;
			const socket = new WebSocket(`ws://127.0.0.1:${server.port}/sync/${documentId}?saved=1`, {
				headers: { origin: `http://127.0.0.1:${server.port}`, cookie }
			});
			socket.binaryType = 'arraybuffer';
			let hasSent = 0;
			let isAnswered = false;
			const writing: Uint8Array[] = [];
			// The same few client ids for a person, so that the documents do not fill with names.
			const own = Array.from({ length: 4 }, (_, index) => 1_000_000 + (number % editors) * 10 + index);
			const begin = (clocks: ReadonlyMap<number, number>) => {
				const known: Known = { own, clocks };
				for (let count = 1 + chance.below(mostPerConnection); count > 0; count--) {
					const frame = chance.share() < 0.5 ? grammarFrame(chance, known) : randomFrame(chance, known);
					if (chance.share() < 0.01) socket.send('text');
					socket.send(frame);
					if (isWritingFrame(frame)) writing.push(frame);
					hasSent++;
				}
				socket.ping();
			};
			socket.once('open', () => isEarly && begin(new Map()));
			socket.on('message', (data: ArrayBuffer) => {
				const decoder = decoding.createDecoder(new Uint8Array(data));
				const kind = decoding.readVarUint(decoder);
				if (kind === SAVED) {
					const count = decoding.readVarUint(decoder);
					if (role !== 'editor')
						failures.push(`connection ${number}: ${role} was told that something is saved`);
					// By an answer a page says that this is all it has: what it held back before is its own loss.
					const told = writing.slice(0, count);
					for (const frame of told.slice(Math.max(0, told.findLastIndex(isAnswer))))
						acknowledge(documentId, frame, number);
					counts.saved += count;
				} else if (kind === 0 && decoding.readVarUint(decoder) === 0 && hasSent === 0)
					begin(Y.decodeStateVector(decoding.readVarUint8Array(decoder)));
			});
			socket.once('pong', () => {
				isAnswered = true;
				// What is stored by now is acknowledged soon.
				setTimeout(() => socket.close(), 15);
			});
			socket.on('error', () => {});
			const late = setTimeout(() => {
				failures.push(`connection ${number} (${role}) was neither answered nor closed`);
				socket.terminate();
			}, 20_000);
			socket.once('close', (code) => {
				clearTimeout(late);
				codes[code] = (codes[code] ?? 0) + 1;
				counts.connections++;
				counts.sent += hasSent;
				counts.read += isAnswered ? hasSent : Math.min(1, hasSent);
				resolve();
			});
		});

	const acknowledge = (documentId: string, frame: Uint8Array, number: number) => {
		try {
			const decoder = decoding.createDecoder(frame);
			decoding.readVarUint(decoder);
			decoding.readVarUint(decoder);
			const update = decoding.readVarUint8Array(decoder);
			Y.decodeUpdate(update);
			const all = acknowledged.get(documentId) ?? [];
			all.push(update);
			acknowledged.set(documentId, all);
		} catch {
			failures.push(`connection ${number} was told that a frame is saved which cannot be read`);
		}
	};

	let baseline: { used: number; resident: number } | null = null as { used: number; resident: number } | null;
	let number = 0;
	let longestStall = 0;
	let nextLook = frames / 10;
	await server.measure();
	const worker = async () => {
		while (counts.read < frames && failures.length < 20 && server.isRunning) {
			const mine = number++;
			await attack(dice.part(mine), mine);
			if (counts.read >= nextLook) {
				nextLook += frames / 10;
				const measured = await server.measure();
				baseline ??= { used: measured.used, resident: server.memory() };
				longestStall = Math.max(longestStall, measured.longestStall);
				say(
					`${counts.read} of ${frames} frames, ${Math.round(measured.used / 1e6)} MB in use, ${Math.round(server.memory() / 1e6)} MB resident, stalls ≤ ${Math.round(longestStall)} ms`
				);
			}
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	clearInterval(typing);
	if (!server.isRunning) failures.push(`the server ended:\n${server.log().slice(-2_000)}`);
	else {
		longestStall = Math.max(longestStall, (await server.measure()).longestStall);
		failures.push(...(await settle(observers)));
		// Who may write may also make a mess of the text: there it is enough that people can go on writing to each other.
		beside.forEach((each) => each.write());
		for (let waited = 0; waited < 10_000 && !areHeard(beside); waited += 20) await pause(20);
		if (!areHeard(beside)) failures.push('colleagues in an attacked meeting do not hear each other');
		for (const each of [...observers, ...beside, reader])
			if (each.closed.length > 0)
				failures.push(`${each.name} was disturbed: closed with ${each.closed.join()}`);
		const late = come(signed, 5, 'late');
		await settle([late]);
		if (contentHash(reader.doc) !== signedHash || contentHash(late.doc) !== signedHash)
			failures.push('readers changed what is signed');
		for (const [documentId, updates] of acknowledged)
			failures.push(...(await findFalse(documentId, updates)));
		failures.push(...findBroken(folder.database));
		const complaint = /.*a failure that nobody waited for.*/.exec(server.log());
		if (complaint) failures.push(complaint[0]);
		late.close();
	}
	const end = server.isRunning ? { used: (await server.measure()).used, resident: server.memory() } : null;
	const growth = end && baseline ? end.used - baseline.used : NaN;
	const residentGrowth = end && baseline ? end.resident - baseline.resident : NaN;
	for (const each of [...observers, ...beside, reader]) each.close();
	await server.kill();
	folder.remove();
	return { ...counts, codes, longestStall, slowestSave, growth, residentGrowth, failures };

	/** Acknowledged updates that somebody new does not find. */
	async function findFalse(documentId: string, updates: readonly Uint8Array[]): Promise<string[]> {
		const fresh = come(documentId, 5, 'fresh');
		for (let waited = 0; waited < 10_000 && !fresh.isSynced; waited += 20) await pause(20);
		const apart = fresh.isSynced ? [] : ['somebody new does not get in'];
		const deletions = Y.createDeleteSetFromStructStore(fresh.doc.store);
		const isThere = (update: Uint8Array) => {
			const { structs, ds } = Y.decodeUpdate(update);
			return (
				structs.every(({ id, length }) => Y.getState(fresh.doc.store, id.client) >= id.clock + length) &&
				[...ds.clients].every(([client, ranges]) =>
					ranges.every(
						({ clock, len }) => len === 0 || Y.isDeleted(deletions, Y.createID(client, clock + len - 1))
					)
				)
			);
		};
		const missing = updates.filter((update) => !isThere(update));
		fresh.close();
		const hex = missing.map((update) => Buffer.from(update).toString('hex').slice(0, 200));
		return [
			...apart,
			...(missing.length > 0
				? [`${missing.length} of ${updates.length} frames were falsely told to be saved: ${hex.join(', ')}`]
				: [])
		];
	}
}
