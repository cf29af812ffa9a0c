/**
 * Finds every phrase in a text that says when: `6月10日前`, `3个工作日内`, `by EOD Friday`, `每周一`.
 * The grammars of the two languages are in zh-days.ts and en-days.ts; this file walks the text and reads what stands around a day.
 */
import type { Calendar } from '../calendar/working-days.ts';
import type { Day } from '../day.ts';
import type { ExtractedDue, Recurrence } from './extracted-item.ts';
import { ENGLISH_DAYS, readEnglishFrame } from './en-days.ts';
import { readChineseFrame } from './zh-day-frame.ts';
import { CHINESE_DAYS } from './zh-days.ts';

/** What days are resolved against. */
export type DayContext = {
	readonly meetingDay: Day;
	readonly nextMeetingDay: Day | null;
	readonly calendar: Calendar;
};

/** A phrase that says when; offsets in the text it was found in, end exclusive. */
export type DayMention = {
	readonly start: number;
	readonly end: number;
	readonly day: Day | null;
	readonly time: string | null;
	readonly kind: ExtractedDue['kind'];
	readonly recurrence: Recurrence | null;
	/** `exact` names a day, `period` a week, month or quarter (its last day is given), `vague` no day at all (尽快, soon). */
	readonly sense: 'exact' | 'period' | 'vague';
	/** True when words of limit stand with it: 前, 内, 截止, by, due. */
	readonly limit: boolean;
};

/** The day itself, without the words around it. */
export type DayCore = {
	readonly end: number;
	readonly day: Day | null;
	readonly sense: DayMention['sense'];
	readonly time?: string | null;
	readonly kind?: DayMention['kind'];
	readonly recurrence?: Recurrence;
	readonly limit?: boolean;
	/** The first day of a longer stretch: "before" it means its beginning. */
	readonly first?: Day;
};

/** One form of a day: tried where one of its first signs stands; `pattern` is sticky. */
export type DayForm = {
	readonly rule: string;
	readonly starts: string;
	readonly pattern: RegExp;
	read(found: RegExpExecArray, context: DayContext, original: string): DayCore | null;
};

/** All mentions in reading order, never overlapping. `folded` is `fold(original)`; days in web addresses are not seen. */
export function findDays(folded: string, original: string, context: DayContext): readonly DayMention[] {
	TRIGGER.lastIndex = 0;
	if (!TRIGGER.test(folded)) return [];
	const mentions: DayMention[] = [];
	for (let at = 0; at < folded.length; at++) {
		const mention = mentionAt(folded, original, at, mentions.at(-1)?.end ?? 0, context);
		if (!mention) continue;
		mentions.push(mention);
		at = mention.end - 1;
	}
	return mentions.length < 2 ? mentions : joinRanges(folded, mentions);
}

const TRIGGER =
	/[0-9零一二三四五六七八九十两廿半今明后大昨本这下上每周星礼月年季国春中元五端清圣双劳新儿妇几数近当过尽儘马立抓早随稍会明q\u4e00]|[a-z]/;

function mentionAt(
	folded: string,
	original: string,
	at: number,
	free: number,
	context: DayContext
): DayMention | null {
	const unit = folded.charCodeAt(at);
	const english = unit >= 97 && unit <= 122;
	if (english && at > 0 && isLetter(folded.charCodeAt(at - 1))) return null;
	const forms = formsByStart().get(unit);
	if (!forms) return null;
	for (const form of forms) {
		form.pattern.lastIndex = at;
		const found = form.pattern.exec(folded);
		const core = found && form.read(found, context, original);
		if (!core) continue;
		return english || isEnglishAround(folded, at, core.end)
			? readEnglishFrame(folded, at, core, free, context)
			: readChineseFrame(folded, at, core, free, context);
	}
	return null;
}

function isLetter(unit: number): boolean {
	return unit >= 97 && unit <= 122;
}

/** A day in figures belongs to the language it stands in: look a little to both sides for a Chinese character. */
function isEnglishAround(folded: string, start: number, end: number): boolean {
	for (let at = start; at < end; at++) if (folded.charCodeAt(at) > 0x3000) return false;
	const near = folded.slice(Math.max(0, start - 6), start) + folded.slice(end, end + 6);
	return !/[\u3400-\u9fff]/.test(near) && /[a-z]/.test(near);
}

let byStart: ReadonlyMap<number, readonly DayForm[]> | null = null;

function formsByStart(): ReadonlyMap<number, readonly DayForm[]> {
	if (byStart) return byStart;
	const map = new Map<number, DayForm[]>();
	for (const form of [...CHINESE_DAYS, ...ENGLISH_DAYS]) {
		for (const sign of form.starts) {
			const unit = sign.charCodeAt(0);
			map.set(unit, [...(map.get(unit) ?? []), form]);
		}
	}
	return (byStart = map);
}

/** `今晚9/23(三)`, `Friday (June 7)`: one day said twice. */
function isSameDay(folded: string, before: DayMention, mention: DayMention): boolean {
	const between = folded.slice(before.end, mention.start);
	return (
		before.day !== null && before.day === mention.day && between.length <= 3 && /^[\s(,]*$/.test(between)
	);
}

/** `6月1日至6月10日`, `5/23~5/25`: one mention that ends on the last day [EX36]. */
function joinRanges(folded: string, mentions: readonly DayMention[]): DayMention[] {
	const joined: DayMention[] = [];
	for (const mention of mentions) {
		const before = joined.at(-1);
		const isRange =
			before?.day &&
			mention.day &&
			before.sense !== 'vague' &&
			!before.limit &&
			!before.recurrence &&
			mention.start - before.end <= 4 &&
			(/^\s?(?:-|~|至|到|或|to|or|through|until)\s?$/.test(folded.slice(before.end, mention.start)) ||
				(mention.start - before.end <= 1 && /[至到]/.test(folded[mention.start]!)));
		if (before && mention.start === before.end && before.sense === 'vague' && mention.kind === 'within') {
			joined[joined.length - 1] = { ...mention, start: before.start };
		} else if (before && isSameDay(folded, before, mention)) {
			joined[joined.length - 1] = { ...mention, start: before.start, limit: before.limit || mention.limit };
		} else if (!isRange) joined.push(mention);
		else
			joined[joined.length - 1] = {
				...mention,
				start: before.start,
				kind: mention.limit ? mention.kind : 'by'
			};
	}
	return joined;
}
