import * as encoding from 'lib0/encoding';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { element, minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { createGate, type Gate } from './gate.ts';

/** Minutes with one paragraph of the form (client 1, the product's) and one of Ana's (client 2). */
let doc: Y.Doc;
let gate: Gate;
let state: Uint8Array;
beforeEach(() => {
	const skeleton = pageOf(1);
	minutesBody(skeleton).insert(0, [paragraph('会议结论')]);
	const ana = pageOf(2, Y.encodeStateAsUpdate(skeleton));
	minutesBody(ana).push([paragraph('由市场部负责')]);
	state = Y.encodeStateAsUpdate(ana);
	doc = new Y.Doc();
	Y.applyUpdate(doc, state);
	gate = createGate(
		doc,
		new Map([
			[1, null],
			[2, 'ana']
		])
	);
});

/** A page with its own client id and what is known so far. */
function pageOf(clientId: number, known?: Uint8Array): Y.Doc {
	const page = new Y.Doc();
	if (known) Y.applyUpdate(page, known);
	// Only now: Yjs gives up an id that it sees others use.
	page.clientID = clientId;
	return page;
}

/** The updates that a change makes, one for each transaction. */
function changesOf(page: Y.Doc, change: () => void): Uint8Array[] {
	const updates: Uint8Array[] = [];
	const listen = (update: Uint8Array) => void updates.push(update);
	page.on('update', listen);
	change();
	page.off('update', listen);
	return updates;
}

const firstText = (page: Y.Doc) => (minutesBody(page).get(1) as Y.XmlElement).get(0) as Y.XmlText;

/** A struct of the kind "gone" (GC), as attack Y2 of the reliability study has it: 13 bytes. */
function gone(client: number, clock: number, length: number): Uint8Array {
	return encoding.encode((encoder) => {
		for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
		encoding.writeUint8(encoder, 0);
		encoding.writeVarUint(encoder, length);
		encoding.writeVarUint(encoder, 0);
	});
}

describe('[SY20] what is no update', () => {
	it('of a client that comes twice Yjs takes in the last part only: refused', () => {
		const twice = (second: number) =>
			encoding.encode((encoder) => {
				encoding.writeVarUint(encoder, 2);
				for (const [clock, length] of [
					[0, 5],
					[second, 2]
				]) {
					for (const number of [1, 3, clock!]) encoding.writeVarUint(encoder, number);
					encoding.writeUint8(encoder, 0);
					encoding.writeVarUint(encoder, length!);
				}
				encoding.writeVarUint(encoder, 0);
			});
		for (const second of [0, 5]) {
			const page = new Y.Doc();
			Y.applyUpdate(page, twice(second));
			expect(Y.getState(page.store, 3)).toBeLessThan(5);
			expect(gate.judge(twice(second), 'ana')).toMatchObject({ kind: 'refused', reason: 'malformed' });
		}
		expect(gate.judge(gone(3, 0, 5), 'ana')).toMatchObject({ kind: 'accepted' });
	});

	it.each([[[]], [[1, 2, 3]], [[0xff, 0xff]]])('%j is refused', (bytes) => {
		expect(gate.judge(Uint8Array.from(bytes), 'ben')).toMatchObject({ kind: 'refused', reason: 'malformed' });
	});

	it('a value nested twenty thousand levels deep is refused, and harms nobody', () => {
		const page = pageOf(7, state);
		const bytes = encoding.encode((encoder) => {
			for (const number of [1, 1, 7, 0]) encoding.writeVarUint(encoder, number);
			encoding.writeUint8(encoder, 8 | 0x20); // values, with a key
			encoding.writeVarUint(encoder, 0);
			encoding.writeVarUint(encoder, 2);
			encoding.writeVarUint(encoder, 0);
			encoding.writeVarString(encoder, 'level');
			encoding.writeVarUint(encoder, 1);
			for (let level = 0; level < 20_000; level++) encoding.writeUint8Array(encoder, Uint8Array.of(117, 1));
			encoding.writeUint8(encoder, 126);
			encoding.writeVarUint(encoder, 0);
		});
		expect(gate.judge(bytes, 'ben')).toMatchObject({ kind: 'refused', reason: 'malformed' });
		page.destroy();
	});
});

describe('[SY21] a client id is its first user’s', () => {
	it('new ones are bound to who uses them', () => {
		const page = pageOf(3, state);
		const [update] = changesOf(page, () => firstText(page).insert(0, '请'));
		expect(gate.judge(update!, 'ben')).toEqual({ kind: 'accepted', newClients: [3] });
		expect(gate.ownerOf(3)).toBe('ben');
	});

	it('nobody writes with another’s, or with the product’s', () => {
		for (const client of [1, 2]) {
			const forged = pageOf(client, state);
			const [update] = changesOf(forged, () => firstText(forged).insert(0, '伪'));
			expect(gate.judge(update!, 'ben')).toMatchObject({ kind: 'refused', reason: 'foreign' });
		}
	});

	it('thirteen bytes under a colleague’s id silence nobody', () => {
		const clock = Y.getState(doc.store, 2);
		const attack = gone(2, clock, 2 ** 40);
		expect(gate.judge(attack, 'ben')).toMatchObject({ kind: 'refused', reason: 'foreign' });
	});

	it('what others wrote may come back unchanged: it is known already', () => {
		expect(gate.judge(state, 'ben')).toEqual({ kind: 'known' });
	});

	it('one that is in the minutes without an owner is nobody’s', () => {
		const unowned = createGate(doc, new Map([[1, null]]));
		const forged = pageOf(2, state);
		const [update] = changesOf(forged, () => firstText(forged).insert(0, '伪'));
		expect(unowned.judge(update!, 'ben')).toMatchObject({ kind: 'refused', reason: 'foreign' });
	});
});

describe('[SY22] what builds on something that is not here', () => {
	it('a gap in a page’s own writing', () => {
		const page = pageOf(3, state);
		const [, second] = changesOf(page, () => {
			firstText(page).insert(0, 'a');
			firstText(page).insert(1, 'b');
		});
		expect(gate.judge(second!, 'ben')).toEqual({ kind: 'incomplete' });
	});

	it('a neighbour nobody has sent', () => {
		const other = pageOf(8, state);
		firstText(other).insert(0, '无人见过');
		const page = pageOf(3, Y.encodeStateAsUpdate(other));
		const [update] = changesOf(page, () => firstText(page).insert(2, 'x'));
		expect(gate.judge(update!, 'ben')).toEqual({ kind: 'incomplete' });
	});

	it('a deletion of what is not here', () => {
		const other = pageOf(8, state);
		firstText(other).insert(0, '无人见过');
		const page = pageOf(3, Y.encodeStateAsUpdate(other));
		const [update] = changesOf(page, () => firstText(page).delete(0, 2));
		expect(gate.judge(update!, 'ben')).toEqual({ kind: 'incomplete' });
	});

	it('structs that wait for each other', () => {
		const page = pageOf(3, state);
		firstText(page).insert(0, 'ab');
		const bytes = encoding.encode((encoder) => {
			encoding.writeVarUint(encoder, 2);
			for (const [client, other] of [
				[4, 3],
				[3, 4]
			] as const) {
				encoding.writeVarUint(encoder, 1);
				encoding.writeVarUint(encoder, client);
				encoding.writeVarUint(encoder, 0);
				encoding.writeUint8(encoder, 4 | 0x80); // text, behind something
				encoding.writeVarUint(encoder, other);
				encoding.writeVarUint(encoder, 0);
				encoding.writeVarString(encoder, 'x');
			}
			encoding.writeVarUint(encoder, 0);
		});
		expect(gate.judge(bytes, 'ben')).toEqual({ kind: 'incomplete' });
	});

	it('is complete once what it builds on was accepted, although nothing is applied yet', () => {
		const page = pageOf(3, state);
		const updates = changesOf(page, () => {
			firstText(page).insert(0, 'a');
			minutesBody(page).push([paragraph('neu')]);
			firstText(page).delete(0, 1);
		});
		for (const update of updates) expect(gate.judge(update, 'ben').kind).toBe('accepted');
	});
});

describe('[SY23] what says nothing new', () => {
	it('counts as known: nothing at all, and deletions of what is deleted', () => {
		const page = pageOf(2, state);
		const [update] = changesOf(page, () => firstText(page).delete(0, 2));
		expect(gate.judge(update!, 'ana').kind).toBe('accepted');
		Y.applyUpdate(doc, update!);
		gate.applied();
		expect(gate.judge(update!, 'ana')).toEqual({ kind: 'known' });
		expect(gate.judge(Y.encodeStateAsUpdate(doc), 'ben')).toEqual({ kind: 'known' });
		expect(gate.judge(Y.encodeStateAsUpdate(new Y.Doc()), 'ben')).toEqual({ kind: 'known' });
	});
});

describe('[SY24] sizes', () => {
	it('nobody’s own history has a gap of a million years', () => {
		expect(gate.judge(gone(9, 0, 2 ** 40), 'ben')).toMatchObject({ kind: 'refused', reason: 'malformed' });
		expect(gate.judge(gone(9, 0, 1_000), 'ben').kind).toBe('accepted');
	});

	it('elements stand in each other so deep and no deeper, however they are sent', () => {
		const page = pageOf(3, state);
		let inner = minutesBody(page) as Y.XmlFragment;
		const verdicts = changesOf(page, () => {
			for (let level = 0; level < 70; level++) {
				const next = element('blockquote', {}, []);
				inner.insert(0, [next]);
				inner = next;
			}
		}).map((update) => gate.judge(update, 'ben').kind);
		expect(verdicts.indexOf('refused')).toBe(64);
		const atOnce = createGate(doc, new Map());
		expect(atOnce.judge(Y.encodeStateAsUpdate(page, Y.encodeStateVector(doc)), 'ben')).toMatchObject({
			kind: 'refused',
			why: 'nested too deep'
		});
	});
});

describe('[SY25] what the minutes never have', () => {
	const written: Record<string, (page: Y.Doc) => void> = {
		'another root': (page) => page.getText('cards').insert(0, 'x'),
		'a map': (page) => (minutesBody(page) as unknown as Y.XmlElement).push([new Y.Map() as never]),
		'a node the editor has not': (page) => minutesBody(page).push([element('iframe', {}, [])]),
		'a mark the editor has not': (page) => firstText(page).format(0, 2, { onclick: { run: 1 } }),
		'bytes as an attribute': (page) =>
			(minutesBody(page).get(0) as Y.XmlElement).setAttribute('level', Uint8Array.of(1) as never),
		'something embedded': (page) => firstText(page).insertEmbed(0, { image: 1 }),
		'an unsafe key': (page) => (minutesBody(page).get(0) as Y.XmlElement).setAttribute('__proto__', 'x'),
		'an unsafe key inside a value': (page) =>
			firstText(page).format(0, 2, { link: JSON.parse('{"__proto__":{"a":1}}') as object })
	};
	it.each(Object.entries(written))('%s is refused', (_, write) => {
		const page = pageOf(3, state);
		page.transact(() => write(page));
		const update = Y.encodeStateAsUpdate(page, Y.encodeStateVector(doc));
		expect(gate.judge(update, 'ben')).toMatchObject({ kind: 'refused', reason: 'malformed' });
	});
});

it('[SY26] whatever honest pages send in any order is accepted, and applies without anything left over', () => {
	for (let seed = 1; seed <= 60; seed++) {
		const random = randomFrom(seed);
		const server = new Y.Doc();
		Y.applyUpdate(server, state);
		const judge = createGate(
			server,
			new Map([
				[1, null],
				[2, 'ana']
			])
		);
		const pages = [11, 12, 13].map((id) => pageOf(id, state));
		const queues: Uint8Array[][] = pages.map(() => []);
		pages.forEach((page, index) =>
			page.on('update', (update: Uint8Array, origin: unknown) => {
				if (origin !== 'server') queues[index]!.push(update);
			})
		);
		for (let step = 0; step < 120; step++) {
			const index = random(3);
			const page = pages[index]!;
			edit(page, random);
			if (random(3) > 0) continue;
			// A page that was away sends all it has in one piece.
			const batch =
				random(4) === 0
					? [Y.encodeStateAsUpdate(page, Y.encodeStateVector(server))]
					: queues[index]!.splice(0, queues[index]!.length);
			const accepted = batch.filter((update) => {
				const verdict = judge.judge(update, `member ${index}`);
				expect(['accepted', 'known'], `seed ${seed} step ${step}`).toContain(verdict.kind);
				return verdict.kind === 'accepted';
			});
			if (batch.length > 0) queues[index] = [];
			Y.transact(server, () => accepted.forEach((update) => Y.applyUpdate(server, update)));
			judge.applied();
			expect(server.store.pendingStructs, `seed ${seed}`).toBeNull();
			expect(server.store.pendingDs, `seed ${seed}`).toBeNull();
			for (const other of pages)
				Y.applyUpdate(other, Y.encodeStateAsUpdate(server, Y.encodeStateVector(other)), 'server');
		}
	}
});

it('[SY27] whatever the gate accepts of changed bytes can be taken in, here and by who comes later', () => {
	const page = pageOf(7, state);
	page.transact(() => {
		minutesBody(page).insert(1, [paragraph('honest'), paragraph('words')]);
		firstText(page).format(0, 3, { bold: {} });
		firstText(page).delete(1, 2);
	});
	const honest = Y.encodeStateAsUpdate(page, Y.encodeStateVector(doc));
	const random = randomFrom(20_261_121);
	let accepted = 0;
	for (let attempt = 0; attempt < 6_000; attempt++) {
		const bytes = Uint8Array.from(honest);
		for (let change = random(3); change >= 0; change--) bytes[random(bytes.length)] = random(256);
		const here = new Y.Doc();
		Y.applyUpdate(here, state);
		if (createGate(here, new Map([[1, null]])).judge(bytes, 'ben').kind !== 'accepted') continue;
		accepted += 1;
		Y.transact(here, () => Y.applyUpdate(here, bytes));
		expect(here.store.pendingStructs).toBeNull();
		expect(here.store.pendingDs).toBeNull();
		const later = new Y.Doc();
		Y.applyUpdate(later, Y.encodeStateAsUpdate(here));
		expect(minutesBody(later).toString()).toBe(minutesBody(here).toString());
	}
	expect(accepted).toBeGreaterThan(50);
});

function edit(page: Y.Doc, random: (below: number) => number): void {
	const body = minutesBody(page);
	const block = body.get(random(body.length)) as Y.XmlElement;
	const text = block?.get(0);
	switch (random(5)) {
		case 0:
			return body.insert(random(body.length + 1), [paragraph(`段落${random(100)}`)]);
		case 1:
			return body.length > 3 ? body.delete(random(body.length), 1) : undefined;
		case 2:
			return text instanceof Y.XmlText && text.length > 2
				? text.delete(random(text.length - 1), 1)
				: undefined;
		case 3:
			return text instanceof Y.XmlText && text.length > 2 ? text.format(0, 2, { bold: {} }) : undefined;
		default:
			return text instanceof Y.XmlText ? text.insert(random(text.length + 1), '字') : undefined;
	}
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
	};
}

describe('[SY28] what every page names when it comes in', () => {
	it('a member has two thousand client ids in a document, and another has theirs', () => {
		const visit = (clientId: number, memberId: string) => {
			const page = pageOf(clientId, state);
			const [update] = changesOf(page, () => minutesBody(page).push([paragraph('')]));
			return gate.judge(update!, memberId);
		};
		for (let clientId = 1_000; clientId < 2_999; clientId++)
			expect(visit(clientId, 'ana').kind).toBe('accepted');
		expect(visit(2_999, 'ana')).toMatchObject({ kind: 'refused', reason: 'too-large' });
		expect(visit(2_998, 'ana').kind).not.toBe('refused');
		expect(visit(3_000, 'ben').kind).toBe('accepted');
	});

	it('deletions that touch are one, a hundred thousand that do not are too many', () => {
		const page = pageOf(2, state);
		const start = Y.getState(page.store, 2);
		const take = (update: Uint8Array) => {
			const verdict = gate.judge(update, 'ana');
			if (verdict.kind === 'accepted') Y.applyUpdate(doc, update);
			gate.applied();
			return verdict;
		};
		take(changesOf(page, () => firstText(page).insert(0, 'ab'.repeat(150_000)))[0]!);
		const deletion = (clocks: readonly number[]) =>
			encoding.encode((encoder) => {
				for (const number of [0, 1, 2, clocks.length]) encoding.writeVarUint(encoder, number);
				for (const clock of clocks) {
					encoding.writeVarUint(encoder, start + clock);
					encoding.writeVarUint(encoder, 1);
				}
			});
		const every = (count: number, { from, step }: { from: number; step: number }) =>
			deletion(Array.from({ length: count }, (_, index) => from + index * step));
		expect(take(every(99_000, { from: 0, step: 2 })).kind).toBe('accepted');
		// One letter after the other, as somebody who holds the key down.
		for (let clock = 200_000; clock < 201_500; clock++) expect(take(deletion([clock])).kind).toBe('accepted');
		expect(take(every(2_000, { from: 250_000, step: 2 }))).toMatchObject({
			kind: 'refused',
			reason: 'too-large'
		});
	});
});

describe('[SY25] a cell', () => {
	const judgeSpan = (span: unknown) => {
		const page = pageOf(3, state);
		const [update] = changesOf(page, () => {
			const cell = element('tableCell', {}, [paragraph('')]);
			cell.setAttribute('colspan', span as string);
			minutesBody(page).push([element('table', {}, [element('tableRow', {}, [cell])])]);
		});
		return gate.judge(update!, 'ana');
	};

	it.each([1, 2, '3', 1_000])('may span %j columns', (span) => {
		expect(judgeSpan(span).kind).toBe('accepted');
	});

	it.each([0, -1, 1.5, NaN, 1_001, 1e9, 'wide', { a: 1 }])('may not span %j', (span) => {
		expect(judgeSpan(span)).toMatchObject({ kind: 'refused', reason: 'malformed' });
	});
});
