import { expect, test } from 'vitest';
import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
import { emptyDirectory } from '#domain/directory.ts';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import { emptyReading, readMinutes } from '#domain/extraction/extract-action-items.ts';
import { board as en } from '#lib/messages/en/board.ts';
import { board as zhCN } from '#lib/messages/zh-CN/board.ts';
import { board as zhTW } from '#lib/messages/zh-TW/board.ts';

// It is shown to newcomers to be tried: whoever copies it must get the card beside it, whatever departments there are.
test.each([en, zhCN, zhTW])('the sentence shown as an example becomes the card shown: $title', (words) => {
	const { items } = readMinutes(
		[{ id: 'b', text: words['example.sentence'], place: { kind: 'paragraph' } }],
		{
			meetingDay: '2024-06-03',
			nextMeetingDay: null,
			ownWords: noOwnWords,
			directory: emptyDirectory,
			calendar: chineseCalendar
		},
		emptyReading
	);
	expect(items).toHaveLength(1);
	expect(items[0]).toMatchObject({
		band: 'sure',
		owners: [{ text: words['example.owner'] }],
		due: { day: '2024-06-08' }
	});
	expect(items[0]!.content.toLowerCase()).toContain(words['example.content'].toLowerCase());
});
