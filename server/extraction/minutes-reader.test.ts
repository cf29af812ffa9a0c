import { expect, it } from 'vitest';
import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
import { emptyDirectory } from '#domain/directory.ts';
import type { Block } from '#domain/extraction/block.ts';
import { readMinutes } from '#domain/extraction/extract-action-items.ts';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import { createMinutesReader } from './minutes-reader.ts';

const told = {
	meetingDay: '2024-06-05',
	nextMeetingDay: null,
	directory: emptyDirectory,
	ownWords: noOwnWords
} as const;

const blocks = Array.from({ length: 3_000 }, (_, index): Block => ({
	id: `b${index}`,
	text: index % 3 ? `大家谈了第${index}场活动的客流` : `由市场部负责第${index}张海报，6月10日前完成初稿`,
	place: { kind: 'paragraph' }
}));

it('reads long minutes as they are read at once, and lets others in between', async () => {
	const reader = createMinutesReader(chineseCalendar);
	let [turnsOfOthers, isDone] = [0, false];
	const look = () => {
		turnsOfOthers++;
		if (!isDone) setImmediate(look);
	};
	setImmediate(look);
	const reading = await reader.read(blocks, told);
	isDone = true;
	expect(reading.items).toHaveLength(1_000);
	expect(reading.items).toEqual(readMinutes(blocks, { ...told, calendar: chineseCalendar }).items);
	expect(turnsOfOthers).toBeGreaterThan(1);

	const [first, ...rest] = blocks;
	const changed = [{ ...first!, text: '王芳6月12日前提交样机清单' }, ...rest];
	const again = await reader.read(changed, told, reading);
	expect(again.items[0]!.content).toBe('提交样机清单');
	expect(again.units.slice(1).every((unit, index) => unit === reading.units[index + 1])).toBe(true);
});
