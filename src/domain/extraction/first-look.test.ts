import { describe, expect, test } from 'vitest';
import { textsOf } from '#support/texts-of-pattern.ts';
import { PARTED_LOOK } from './entry-owner.ts';
import { fold } from './fold.ts';
import { MARKER_LOOK } from './marker-entries.ts';
import { DONE_LOOK, PRIORITY_LOOK } from './marks.ts';
import { TITLE_LOOK } from './titles.ts';
import { APPOINTED_LOOK } from './zh-given.ts';
import { ME_LOOK } from './zh-open.ts';

const LOOKS = {
	APPOINTED_LOOK,
	DONE_LOOK,
	MARKER_LOOK,
	ME_LOOK,
	PARTED_LOOK,
	PRIORITY_LOOK,
	TITLE_LOOK
};

describe('a first look overlooks no word of the patterns behind it', () => {
	test.each(Object.entries(LOOKS))('%s', (_, { look, behind }) => {
		const said = behind.flatMap(textsOf).filter((text) => text !== '');
		expect(said.filter((text) => !look.test(fold(text)))).toEqual([]);
		expect(said.length).toBeGreaterThan(2);
	});
});

test('the texts of a pattern say each of its words, and nothing that is optional', () => {
	expect(textsOf(/^(?:已(?:经)?|[都均]已)(?!部分)(?:完成|办结)\s?$/)).toEqual([
		'已完成',
		'已办结',
		'都已完成',
		'都已办结',
		'均已完成',
		'均已办结'
	]);
	expect(textsOf(/(?<=:)p\d{2}[^,](x)+\1/u)).toEqual(['p11某x']);
});
