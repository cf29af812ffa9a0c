import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
import type { Day } from '#domain/day.ts';
import { emptyDirectory } from '#domain/directory.ts';
import type { Block } from '#domain/extraction/block.ts';
import { readMeetingDays } from '#domain/extraction/meeting-days.ts';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import type { ReadingContext } from '#domain/extraction/reading-context.ts';

/** The annotations below a folder, each beside its text of the same name (`bench/evaluate-extraction.ts` tells their form), in order of their names. */
export function annotationsIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.json') && basename(name) !== 'manifest.json')
		.map((name) => join(folder, name))
		.filter((file) => 'items' in (JSON.parse(readFileSync(file, 'utf8')) as object))
		.sort();
}

/** An annotation and the text that it is of. */
export function annotated<Annotation>(file: string): { readonly text: string; readonly gold: Annotation } {
	return {
		gold: JSON.parse(readFileSync(file, 'utf8')) as Annotation,
		text: readFileSync(file.replace(/\.json$/, '.md'), 'utf8')
	};
}

/** What a reader is told of such minutes beside their text: the day of the meeting, and that nobody is known. */
export function contextOf(blocks: readonly Block[], meetingDay: Day): ReadingContext {
	const { nextMeetingDay } = readMeetingDays(blocks, meetingDay);
	return {
		meetingDay,
		nextMeetingDay,
		ownWords: noOwnWords,
		directory: emptyDirectory,
		calendar: chineseCalendar
	};
}
