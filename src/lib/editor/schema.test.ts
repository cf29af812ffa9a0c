import { getSchema } from '@tiptap/core';
import { expect, test } from 'vitest';
import { isKnownMark, isKnownNode, markNames, nodeNames } from '#sync/minutes-doc.ts';
import { minutesSchema } from './schema.ts';

test('[SY25] the server knows the nodes and marks of the editor, and no others', () => {
	const schema = getSchema(minutesSchema());
	const names = Object.keys(schema.nodes).filter((name) => name !== 'doc' && name !== 'text');
	expect(names.toSorted()).toEqual(nodeNames.toSorted());
	expect(Object.keys(schema.marks).toSorted()).toEqual(markNames.toSorted());
	for (const name of ['doc', 'text', 'iframe', 'constructor', '']) expect(isKnownNode(name)).toBe(false);
	expect(isKnownMark('link--AbCd1234')).toBe(true);
	expect(isKnownMark('underline')).toBe(false);
});
