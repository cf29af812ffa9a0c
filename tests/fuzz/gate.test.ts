import { randomInt } from 'node:crypto';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { createGate } from '#server/sync/gate.ts';
import { loadDocument } from '#server/sync/stored-document.ts';
import { followBlocks, minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { minutesMarkdown } from '#sync/minutes-markdown.ts';
import { createChance } from '../faults/chance.ts';
import { grammarFrame, randomFrame } from './frame-grammar.ts';

const updates = Number(process.env['FUZZ_FRAMES'] ?? 20_000);
const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(1_000_000));
/** So many are judged before those accepted are applied, as in a busy room. */
const batch = 4;
const perDocument = 2_000;

it(
	`[SY25] [SY27] whatever the gate lets in leaves minutes that every page can read (seed ${seed})`,
	{ timeout: 3_600_000 },
	() => {
		const chance = createChance(seed);
		let accepted = 0;
		for (let done = 0; done < updates;) {
			const doc = new Y.Doc();
			minutesBody(doc).push([paragraph('由市场部负责')]);
			const reader = followBlocks(doc);
			const gate = createGate(doc, new Map([[doc.clientID, 'ana']]));
			const later = new Y.Doc();
			const stored = [Y.encodeStateAsUpdate(doc)];
			for (let count = 0; count < perDocument && done < updates; count += batch) {
				const taken: Uint8Array[] = [];
				for (let each = 0; each < batch; each++, done++) {
					const known = { own: [1, 2, 3], clocks: Y.decodeStateVector(Y.encodeStateVector(doc)) };
					const update = updateIn(
						chance.share() < 0.7 ? grammarFrame(chance, known) : randomFrame(chance, known)
					);
					if (update && gate.judge(update, 'eve').kind === 'accepted') taken.push(update);
				}
				if (taken.length === 0) continue;
				accepted += taken.length;
				stored.push(...taken);
				const hex = taken.map((update) => Buffer.from(update).toString('hex'));
				try {
					doc.transact(() => taken.forEach((update) => Y.applyUpdate(doc, update)));
					gate.applied();
					reader.read();
					expect(doc.store.pendingStructs).toBeNull();
					expect(doc.store.pendingDs).toBeNull();
					expect(findUnreadable(minutesBody(doc))).toEqual([]);
				} catch (cause) {
					throw new Error(`after ${done} updates: ${hex.join(' ')}`, { cause });
				}
			}
			Y.applyUpdate(later, Y.encodeStateAsUpdate(doc));
			expect(later.store.pendingStructs).toBeNull();
			expect(later.store.pendingDs).toBeNull();
			expect(findUnreadable(minutesBody(later))).toEqual([]);
			minutesMarkdown(later);
			// As after a restart.
			const loaded = loadDocument({ snapshot: null, updates: stored });
			expect(loaded.leftOut).toBe(0);
			expect(Y.decodeStateVector(Y.encodeStateVector(loaded.doc))).toEqual(
				Y.decodeStateVector(Y.encodeStateVector(doc))
			);
		}
		expect(accepted).toBeGreaterThan(updates / 100);
	}
);

/** Found by this fuzzing, each once the end of a room or of everybody's page. */
it.each<[string, (encoder: encoding.Encoder) => void]>([
	[
		'a value among the paragraphs',
		(encoder) => {
			for (const number of [1, 1, 7, 0, 8, 1]) encoding.writeVarUint(encoder, number);
			encoding.writeVarString(encoder, 'body');
			encoding.writeVarUint(encoder, 1);
			encoding.writeAny(encoder, null);
			encoding.writeVarUint(encoder, 0);
		}
	],
	[
		'letters among the paragraphs',
		(encoder) => {
			for (const number of [1, 1, 7, 0, 4, 1]) encoding.writeVarUint(encoder, number);
			encoding.writeVarString(encoder, 'body');
			encoding.writeVarString(encoder, 'letters');
			encoding.writeVarUint(encoder, 0);
		}
	],
	[
		'an element in a text',
		(encoder) => {
			for (const number of [1, 1, 7, 0, 7, 0, 1, 1, 3]) encoding.writeVarUint(encoder, number);
			encoding.writeVarString(encoder, 'paragraph');
			encoding.writeVarUint(encoder, 0);
		}
	],
	[
		'a deletion of nothing at the end of what is known',
		(encoder) => {
			for (const number of [0, 1, 1, 1, 8, 0]) encoding.writeVarUint(encoder, number);
		}
	],
	[
		'what is known, hanging on what is not',
		(encoder) => {
			for (const number of [1, 2, 1, 0]) encoding.writeVarUint(encoder, number);
			encoding.writeUint8(encoder, 0x84);
			for (const number of [99, 5]) encoding.writeVarUint(encoder, number);
			encoding.writeVarString(encoder, '12345678');
			encoding.writeUint8(encoder, 0);
			for (const number of [1, 0]) encoding.writeVarUint(encoder, number);
		}
	],
	[
		'a known run that goes on elsewhere',
		(encoder) => {
			for (const number of [1, 1, 1, 6, 4, 1]) encoding.writeVarUint(encoder, number);
			encoding.writeVarString(encoder, 'body');
			encoding.writeVarString(encoder, '12345');
			encoding.writeVarUint(encoder, 0);
		}
	]
])('[SY25] [SY27] %s is not let in', (_, write) => {
	const doc = new Y.Doc();
	doc.clientID = 1;
	minutesBody(doc).push([paragraph('由市场部负责')]);
	expect(Y.getState(doc.store, 1)).toBe(8);
	const gate = createGate(doc, new Map([[1, 'ana']]));
	expect(gate.judge(encoding.encode(write), 'ana').kind).toMatch(/refused|incomplete/);
});

function updateIn(frame: Uint8Array): Uint8Array | null {
	try {
		const decoder = decoding.createDecoder(frame);
		if (decoding.readVarUint(decoder) !== 0 || decoding.readVarUint(decoder) === 0) return null;
		return decoding.readVarUint8Array(decoder);
	} catch {
		return null;
	}
}

/** What y-tiptap does not know how to show: anything in an element but elements and texts, in a text but letters. */
function findUnreadable(node: Y.XmlFragment): unknown[] {
	return node.toArray().flatMap((child: unknown) => {
		if (child instanceof Y.XmlText)
			return (child.toDelta() as { insert: unknown }[]).filter(({ insert }) => typeof insert !== 'string');
		return child instanceof Y.XmlElement ? findUnreadable(child) : [child];
	});
}
