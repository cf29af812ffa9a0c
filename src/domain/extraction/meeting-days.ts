/** The day of the meeting, read from the minutes themselves when nobody says it, and the day of the next one [EX42]. */
import { weekendCalendar } from '../calendar/working-days.ts';
import type { Day } from '../day.ts';
import type { Block } from './block.ts';
import { findDays } from './day-mention.ts';
import type { DayMention } from './day-mention.ts';
import { fold } from './fold.ts';
import { bareTitle, classifyTitle } from './titles.ts';

const MEETING_LABEL =
	/^(?:会议|沟通|开会|活动)?(?:日期|时间)|^(?:meeting )?(?:date|time|when|held on)\b|^会议时间/;
const NEXT_LABEL =
	/下(?:一?次|期|场|届)(?:的)?(?:部分)?.{0,8}(?:会议|例会|开会|会|议题)|next (?:.{0,20}\s)?(?:meeting|call)/;
/** "The next meeting is on March 10" */
const NEXT_SAID = /\bnext (?:[a-z]{1,20} ){0,2}(?:meeting|call|session) (?:is|will|on|shall|takes)\b/;
/** Beyond this many blocks a date is no longer that of the meeting. */
const TOP = 40;

/**
 * The first full date that is labelled as the meeting's or stands in a title near the top; null when none does. The next meeting's
 * day is looked for under its label and resolved against `known` or the day found.
 */
export function readMeetingDays(
	blocks: readonly Block[],
	known: Day | null = null
): { readonly meetingDay: Day | null; readonly nextMeetingDay: Day | null } {
	const meetingDay = known ?? labelledDay(blocks) ?? titleDay(blocks);
	return { meetingDay, nextMeetingDay: meetingDay && nextDay(blocks, meetingDay) };
}

function labelledDay(blocks: readonly Block[]): Day | null {
	for (const block of blocks.slice(0, TOP)) {
		for (const { folded, text } of linesOf(block)) {
			if (!MEETING_LABEL.test(bareTitle(folded)) || NEXT_LABEL.test(folded)) continue;
			const day = fullDay(folded, text);
			if (day) return day;
		}
	}
	return null;
}

function titleDay(blocks: readonly Block[]): Day | null {
	for (const block of blocks.slice(0, TOP)) {
		if (block.place.kind !== 'heading' && block.place.kind !== 'paragraph') continue;
		for (const { folded, text } of linesOf(block)) {
			if (folded.length > 120 || NEXT_LABEL.test(folded)) continue;
			const day = fullDay(folded, text);
			if (day) return day;
		}
	}
	return null;
}

function nextDay(blocks: readonly Block[], meetingDay: Day): Day | null {
	let under = 0;
	for (const block of blocks) {
		for (const { folded, text } of linesOf(block)) {
			const colon = folded.indexOf(':');
			const title = colon < 0 || colon > 40 ? folded : folded.slice(0, colon);
			const isTitle =
				block.place.kind === 'heading' ||
				colon >= 0 ||
				(block.place.kind !== 'cell' && classifyTitle(bareTitle(folded)) === 'schedule');
			const labelled = isTitle && title.length <= 40 && NEXT_LABEL.test(title);
			const said = labelled ? 0 : folded.search(NEXT_SAID);
			if (labelled || said >= 0) under = 4;
			if (under <= 0) continue;
			under -= 1;
			const day = days(folded, text, meetingDay).find(
				(mention) => mention.day !== null && mention.sense === 'exact' && mention.start >= said
			);
			if (day?.day && day.day > meetingDay) return day.day;
		}
	}
	return null;
}

function* linesOf(block: Block): Generator<{ folded: string; text: string }> {
	for (const text of block.text.split('\n')) if (text.trim() !== '') yield { folded: fold(text), text };
}

/** Far from every real meeting: a date that follows this day's year was said without one. */
const NO_DAY: Day = '1900-01-01';

function fullDay(folded: string, text: string): Day | null {
	return (
		days(folded, text, NO_DAY).find((mention) => mention.day !== null && mention.day > '1950')?.day ?? null
	);
}

function days(folded: string, text: string, meetingDay: Day): readonly DayMention[] {
	return findDays(folded, text, { meetingDay, nextMeetingDay: null, calendar: weekendCalendar });
}
