import * as encoding from 'lib0/encoding';
import type { Chance } from '../faults/chance.ts';

/** What a page knows of the document it attacks. */
export type Known = {
	/** Client ids that are its own, and how far they are. */
	readonly own: readonly number[];
	readonly clocks: ReadonlyMap<number, number>;
};

/** A frame that is bytes by chance, or an honest frame with bytes changed, cut off or put on. */
export function randomFrame(chance: Chance, known: Known): Uint8Array {
	if (chance.share() < 0.4) return randomBytes(chance, chance.below(chance.share() < 0.02 ? 20_000 : 60));
	const frame = Uint8Array.from(grammarFrame(chance, known));
	if (chance.share() < 0.2) return frame.subarray(0, chance.below(frame.length + 1));
	if (chance.share() < 0.1) return Buffer.concat([frame, randomBytes(chance, 1 + chance.below(8))]);
	for (let count = 1 + chance.below(3); count > 0 && frame.length > 0; count--)
		frame[chance.below(frame.length)] = chance.below(256);
	return frame;
}

/** A frame put together by the rules of the wire and of Yjs, with any field of it another than an honest page would send. */
export function grammarFrame(chance: Chance, known: Known): Uint8Array {
	const dice = chance.share();
	if (dice < 0.75) return sync(chance.share() < 0.5 ? 1 : 2, update(chance, known), chance);
	if (dice < 0.85) return sync(0, stateVector(chance, known), chance);
	if (dice < 0.95) return presence(chance, known);
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, chance.pick([2, 3, 4, 5, 7, 8, 99, 100, 101, 2 ** 31, 2 ** 53 - 1]));
		encoding.writeUint8Array(encoder, randomBytes(chance, chance.below(20)));
	});
}

function sync(step: number, bytes: Uint8Array, chance: Chance): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, 0);
		encoding.writeVarUint(encoder, chance.share() < 0.02 ? 3 + chance.below(200) : step);
		// Now and then the length says something else.
		if (chance.share() < 0.03) encoding.writeVarUint(encoder, number(chance));
		else encoding.writeVarUint(encoder, bytes.length);
		encoding.writeUint8Array(encoder, bytes);
	});
}

function stateVector(chance: Chance, known: Known): Uint8Array {
	return encoding.encode((encoder) => {
		const count = chance.below(6);
		encoding.writeVarUint(encoder, chance.share() < 0.1 ? number(chance) : count);
		for (let index = 0; index < count; index++) {
			encoding.writeVarUint(encoder, anyClient(chance, known));
			encoding.writeVarUint(encoder, number(chance));
		}
	});
}

function presence(chance: Chance, known: Known): Uint8Array {
	const count = chance.below(4);
	const states = [
		'null',
		'{}',
		'[]',
		'1',
		'"a"',
		'{',
		'',
		'{"user":{"name":"CEO"}}',
		'{"cursor":1}',
		'{"__proto__":{"a":1}}'
	];
	const bytes = encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, chance.share() < 0.1 ? number(chance) : count);
		for (let index = 0; index < count; index++) {
			encoding.writeVarUint(encoder, anyClient(chance, known));
			encoding.writeVarUint(encoder, number(chance));
			encoding.writeVarString(encoder, chance.share() < 0.05 ? '['.repeat(5_000) : chance.pick(states));
		}
	});
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarUint8Array(encoder, bytes);
	});
}

/** Clients, their structs, and what is deleted; each number may lie. */
function update(chance: Chance, known: Known): Uint8Array {
	if (chance.share() < 0.15) return honestUpdate(chance, known);
	return encoding.encode((encoder) => {
		const clients = chance.share() < 0.8 ? 1 : chance.below(4);
		encoding.writeVarUint(encoder, chance.share() < 0.02 ? number(chance) : clients);
		for (let index = 0; index < clients; index++) {
			const structs = 1 + chance.below(4);
			encoding.writeVarUint(encoder, chance.share() < 0.03 ? number(chance) : structs);
			const isOwn = chance.share() < 0.8;
			const client = isOwn ? chance.pick(known.own) : anyClient(chance, known);
			encoding.writeVarUint(encoder, client);
			const clock = known.clocks.get(client) ?? 0;
			encoding.writeVarUint(encoder, chance.share() < 0.8 ? clock : number(chance));
			for (let struct = 0; struct < structs; struct++) writeStruct(encoder, chance, known);
		}
		writeDeletions(encoder, chance, known);
	});
}

/** A paragraph that any page could write; what follows it on the same connection no longer fits. */
function honestUpdate(chance: Chance, known: Known): Uint8Array {
	return encoding.encode((encoder) => {
		const client = chance.pick(known.own);
		for (const each of [1, 1, client, known.clocks.get(client) ?? 0]) encoding.writeVarUint(encoder, each);
		encoding.writeUint8(encoder, 7);
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarString(encoder, 'body');
		encoding.writeVarUint(encoder, 3);
		encoding.writeVarString(encoder, chance.share() < 0.8 ? 'paragraph' : 'marquee');
		encoding.writeVarUint(encoder, 0);
	});
}

function writeStruct(encoder: encoding.Encoder, chance: Chance, known: Known): void {
	const kind = chance.share() < 0.5 ? chance.pick([4, 4, 7, 8, 6]) : chance.below(32);
	if (kind === 0 || kind === 10) {
		encoding.writeUint8(encoder, kind);
		return encoding.writeVarUint(encoder, number(chance));
	}
	const [left, right, sub] = [chance.share() < 0.5, chance.share() < 0.3, chance.share() < 0.2];
	encoding.writeUint8(encoder, kind | (left ? 0x80 : 0) | (right ? 0x40 : 0) | (sub ? 0x20 : 0));
	if (left) writeId(encoder, chance, known);
	if (right) writeId(encoder, chance, known);
	if (!left && !right) {
		const byName = chance.share() < 0.6;
		encoding.writeVarUint(encoder, byName ? 1 : chance.share() < 0.9 ? 0 : number(chance));
		if (byName)
			encoding.writeVarString(encoder, chance.pick(['body', 'body', 'body', 'other', '', '__proto__']));
		else writeId(encoder, chance, known);
		if (sub) encoding.writeVarString(encoder, chance.pick(['level', 'href', '__proto__', 'constructor', '']));
	}
	writeContent(encoder, kind, chance);
}

function writeContent(encoder: encoding.Encoder, kind: number, chance: Chance): void {
	switch (kind) {
		case 1:
			return encoding.writeVarUint(encoder, number(chance));
		case 2: {
			const count = chance.below(4);
			encoding.writeVarUint(encoder, count);
			for (let index = 0; index < count; index++)
				encoding.writeVarString(encoder, chance.pick(['1', 'undefined', '{', '"a"', 'null']));
			return;
		}
		case 3:
			return encoding.writeVarUint8Array(encoder, randomBytes(chance, chance.below(20)));
		case 4:
			return encoding.writeVarString(
				encoder,
				chance.pick(['', 'a', '由市场部', '\u{1f600}', '\ud800', 'x'.repeat(300)])
			);
		case 5:
			return encoding.writeVarString(encoder, chance.pick(['{}', '{', 'null', '"a"']));
		case 6:
			encoding.writeVarString(encoder, chance.pick(['bold', 'link', 'italic--x', 'evil', '__proto__', '']));
			return encoding.writeVarString(
				encoder,
				chance.pick(['true', 'null', '{"href":"javascript:1"}', '{', '[[[[]]]]'])
			);
		case 7: {
			const type = chance.share() < 0.7 ? 3 : chance.below(9);
			encoding.writeVarUint(encoder, type);
			if (type === 3 || type === 5)
				encoding.writeVarString(
					encoder,
					chance.pick(['paragraph', 'paragraph', 'table', 'script', '__proto__', ''])
				);
			return;
		}
		case 8: {
			const count = chance.below(4);
			encoding.writeVarUint(encoder, chance.share() < 0.05 ? number(chance) : count);
			for (let index = 0; index < count; index++) encoding.writeAny(encoder, anyValue(chance, 0));
			return;
		}
		case 9:
			encoding.writeVarString(encoder, 'guid');
			return encoding.writeAny(encoder, {});
		default:
			return encoding.writeUint8Array(encoder, randomBytes(chance, chance.below(10)));
	}
}

function writeDeletions(encoder: encoding.Encoder, chance: Chance, known: Known): void {
	const clients = chance.share() < 0.7 ? 0 : 1 + chance.below(2);
	encoding.writeVarUint(encoder, chance.share() < 0.02 ? number(chance) : clients);
	for (let index = 0; index < clients; index++) {
		encoding.writeVarUint(encoder, anyClient(chance, known));
		const ranges = chance.below(3);
		encoding.writeVarUint(encoder, chance.share() < 0.03 ? number(chance) : ranges);
		for (let range = 0; range < ranges; range++) {
			encoding.writeVarUint(encoder, number(chance));
			encoding.writeVarUint(encoder, number(chance));
		}
	}
}

function writeId(encoder: encoding.Encoder, chance: Chance, known: Known): void {
	const client = anyClient(chance, known);
	encoding.writeVarUint(encoder, client);
	const clock = known.clocks.get(client) ?? 0;
	encoding.writeVarUint(encoder, chance.share() < 0.8 ? chance.below(clock + 1) : number(chance));
}

function anyClient(chance: Chance, known: Known): number {
	const dice = chance.share();
	if (dice < 0.5) return chance.pick(known.own);
	if (dice < 0.9 && known.clocks.size > 0) return chance.pick([...known.clocks.keys()]);
	return chance.pick([0, 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1]);
}

/** Small ones, and those at which something might run over. */
function number(chance: Chance): number {
	return chance.share() < 0.7
		? chance.below(20)
		: chance.pick([
				127,
				128,
				16_384,
				2 ** 24,
				2 ** 24 + 1,
				2 ** 31 - 1,
				2 ** 31,
				2 ** 32,
				2 ** 40,
				2 ** 53 - 1
			]);
}

type Value = Parameters<typeof encoding.writeAny>[1];
function anyValue(chance: Chance, depth: number): Value {
	const dice = chance.share();
	if (depth < 40 && dice < 0.3)
		return { [chance.pick(['a', '__proto__', 'constructor', ''])]: anyValue(chance, depth + 1) };
	if (depth < 40 && dice < 0.4) return [anyValue(chance, depth + 1)];
	return chance.pick<Value>([
		null,
		undefined,
		true,
		1,
		-1.5,
		NaN,
		Infinity,
		9n,
		'text',
		'\ud800',
		Uint8Array.of(1, 2)
	]);
}

function randomBytes(chance: Chance, length: number): Uint8Array {
	return Uint8Array.from({ length }, () => chance.below(256));
}
