import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { followBlocks, minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { takeIn } from './take-in.ts';

it('[SY30] of two who make the same word bold at once nothing is tidied up here: that would be stored nowhere', () => {
	const stored = new Y.Doc();
	minutesBody(stored).push([paragraph('agreed')]);
	const updates = [1, 2].map(() => {
		const page = new Y.Doc();
		Y.applyUpdate(page, Y.encodeStateAsUpdate(stored));
		const vector = Y.encodeStateVector(page);
		const text = (minutesBody(page).get(0) as Y.XmlElement).get(0) as Y.XmlText;
		text.format(0, 6, { bold: true });
		return Y.encodeStateAsUpdate(page, vector);
	});
	// Extraction reads along.
	followBlocks(stored);
	const sent: Uint8Array[] = [];
	stored.on('update', (update: Uint8Array) => sent.push(update));
	for (const update of updates) takeIn(stored, [update]);
	expect(sent.map((update) => Y.decodeUpdate(update).ds.clients.size)).toEqual([0, 0]);

	const page = new Y.Doc();
	Y.applyUpdate(page, Y.encodeStateAsUpdate(stored));
	expect(minutesBody(page).toString()).toBe(minutesBody(stored).toString());
});
