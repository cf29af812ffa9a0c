import { describe, expect, test } from 'vitest';
import type { OwnWords } from '#domain/extraction/own-words.ts';
import { ownWordsLimits } from '#domain/extraction/own-words.ts';
import { openOffice } from '#support/office.ts';

const own: OwnWords = {
	heads: [{ words: '跟办', kind: 'action' }],
	cues: [{ words: '盯到底', place: 'behind-owner' }]
};

describe('the limits of the board', () => {
	test('are kept beside its rules, and taken away by leaving them out', async () => {
		const office = await openOffice();
		const ana = office.as(office.people.ana);
		const choices = { delay: 'warn', limits: { in_progress: 12, owner: 3 } } as const;
		await office.app.workspaces.change(ana, { boardRules: choices });
		expect((await office.app.workspaces.get())?.boardRules).toEqual(choices);
		await office.app.workspaces.change(ana, { boardRules: { limits: {} } });
		expect((await office.app.workspaces.get())?.boardRules).toEqual({ limits: {} });
		await office.close();
	});

	test.each([0, -1, 2.5, 10_000, NaN])('are whole numbers of cards: not %s', async (owner) => {
		const office = await openOffice();
		const changing = office.app.workspaces.change(office.as(office.people.ana), {
			boardRules: { limits: { owner } }
		});
		await expect(changing).rejects.toMatchObject({ fields: { 'boardRules.limits.owner': 'invalid-input' } });
		await office.close();
	});
});

describe('a workspace’s own words', () => {
	test('are kept as written, and everybody hears that they changed', async () => {
		const office = await openOffice();
		const { ana } = office.people;
		const heard: string[] = [];
		office.app.feed.subscribe((entries) => heard.push(...entries.map(({ event }) => event.what.type)));
		await office.app.workspaces.change(office.as(ana), { ownWords: own });
		expect((await office.app.workspaces.get())?.ownWords).toEqual(own);
		expect(heard).toContain('workspace-changed');
		await office.close();
	});

	test('are written by administrators only', async () => {
		const office = await openOffice();
		const { ben } = office.people;
		const changing = office.app.workspaces.change(office.as(ben), { ownWords: own });
		await expect(changing).rejects.toMatchObject({ code: 'forbidden' });
		expect((await office.app.workspaces.get())?.ownWords).toEqual({ heads: [], cues: [] });
		await office.close();
	});

	const head = (words: string) => ({ words, kind: 'action' as const });
	test.each([
		['too short', [head('盯')], 'ownWords.heads.0.words'],
		['too long', [head('盯'.repeat(ownWordsLimits.longest + 1))], 'ownWords.heads.0.words'],
		['nothing but signs', [head('!!')], 'ownWords.heads.0.words'],
		['said twice, in two scripts', [head('跟办'), head('跟辦')], 'ownWords.heads.1.words'],
		[
			'too many',
			Array.from({ length: ownWordsLimits.most + 1 }, (_, at) => head(`跟办${at}`)),
			'ownWords.heads'
		]
	])('that are %s are refused at the field', async (_, heads, field) => {
		const office = await openOffice();
		const changing = office.app.workspaces.change(office.as(office.people.ana), {
			ownWords: { heads, cues: [] }
		});
		await expect(changing).rejects.toMatchObject({ fields: { [field]: 'invalid-input' } });
		await office.close();
	});
});
