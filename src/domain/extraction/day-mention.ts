/**
 * Finds every phrase in a text that says when: `6月10日前`, `3个工作日内`, `by EOD Friday`, `每周一`.
 * The grammars of the two languages are in zh-days.ts and en-days.ts; this file walks the text and reads what stands around a day.
 */
import type { Calendar } from '../calendar/working-days.ts';
import type { Day } from '../day.ts';
import type { ExtractedDue, Recurrence } from './extracted-item.ts';
import { readEnglishFrame } from './en-day-frame.ts';
import { ENGLISH_DAYS } from './en-days.ts';
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

/** One form of a day: tried where one of its first signs stands, or one of its words begins; `pattern` is sticky. */
export type DayForm = {
	readonly rule: string;
	readonly starts: string;
	/** The first two or three letters of the words it can begin with, parted by spaces. */
	readonly words?: string;
	/** Where it begins with figures: what can stand behind them. */
	readonly behind?: string;
	readonly pattern: RegExp;
	read(found: RegExpExecArray, context: DayContext, original: string): DayCore | null;
};

/** All mentions in reading order, never overlapping. `folded` is `fold(original)`; days in web addresses are not seen. */
export function findDays(folded: string, original: string, context: DayContext): readonly DayMention[] {
	const { places } = formsByStart();
	const mentions: DayMention[] = [];
	places.lastIndex = 0;
	while (places.test(folded)) {
		const at = places.lastIndex;
		const mention = mentionAt(folded, original, at, mentions.at(-1)?.end ?? 0, context);
		if (mention) mentions.push(mention);
		places.lastIndex = mention?.end ?? at + 1;
	}
	return mentions.length < 2 ? mentions : joinRanges(folded, mentions);
}

function mentionAt(
	folded: string,
	original: string,
	at: number,
	free: number,
	context: DayContext
): DayMention | null {
	const unit = folded.charCodeAt(at);
	const english = unit >= 97 && unit <= 122;
	const { signs, words } = formsByStart();
	const forms =
		(english ? (words.get(begun(folded, at, 3)) ?? words.get(begun(folded, at, 2))) : null) ??
		signs.get(unit)!;
	const behind = isFigure(folded[at]!) ? signBehindFigures(folded, at) : null;
	for (const form of forms) {
		if (behind !== null && form.behind?.includes(behind) === false) continue;
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

function isFigure(sign: string): boolean {
	return FIGURES.includes(sign);
}

const FIGURES = '0123456789零一二三四五六七八九十两廿卅';

/** No form reads more figures than these as one number, or more spaces behind them. */
const MOST_FIGURES = 8;

/** What stands behind figures, spaces left out. */
function signBehindFigures(folded: string, at: number): string {
	let end = at;
	while (end < at + MOST_FIGURES && isFigure(folded[end] ?? ' ')) end++;
	const stop = end + 3;
	while (end < stop && /\s/.test(folded[end] ?? '')) end++;
	return folded[end] ?? '\n';
}

/** A day in figures belongs to the language it stands in: look a little to both sides for a Chinese character. */
function isEnglishAround(folded: string, start: number, end: number): boolean {
	for (let at = start; at < end; at++) if (folded.charCodeAt(at) > 0x3000) return false;
	const near = folded.slice(Math.max(0, start - 6), start) + folded.slice(end, end + 6);
	return !/[\u3400-\u9fff]/.test(near) && /[a-z]/.test(near);
}

type FormsByStart = {
	/** The forms by their first sign. */
	readonly signs: ReadonlyMap<number, readonly DayForm[]>;
	/** The forms by how a word begins. */
	readonly words: ReadonlyMap<number, readonly DayForm[]>;
	/** Finds the next place where one of them may begin: a sign of their own, or such a word. */
	readonly places: RegExp;
};

let byStart: FormsByStart | null = null;

function formsByStart(): FormsByStart {
	if (byStart) return byStart;
	const all = [...CHINESE_DAYS, ...ENGLISH_DAYS];
	const starts = [...new Set(all.map(({ starts }) => starts).join(''))];
	const beginnings = [...new Set(all.flatMap(({ words }) => words?.split(' ') ?? []))];
	const signs = new Map(
		starts.map((sign) => [sign.charCodeAt(0), all.filter(({ starts }) => starts.includes(sign))])
	);
	const words = new Map(
		beginnings.map((word) => [begun(word, 0, word.length), all.filter((form) => mayBegin(form, word))])
	);
	const letters = starts.filter((sign) => /[a-z]/.test(sign)).join('');
	const places = [`[${letters}]`, ...beginnings.map((word) => word.replace('.', '\\.'))].join('|');
	const others = starts.filter((sign) => !/[a-z]/.test(sign)).join('');
	return (byStart = { signs, words, places: new RegExp(`(?=[${others}])|(?<![a-z])(?=${places})`, 'g') });
}

function mayBegin({ starts, words }: DayForm, word: string): boolean {
	return starts.includes(word[0]!) || words?.split(' ').some((own) => word.startsWith(own)) === true;
}

/** The first letters of a word, as a number. */
function begun(text: string, at: number, letters: number): number {
	let number = 1;
	for (let next = at; next < at + letters; next++) number = (number << 7) | (text.charCodeAt(next) & 127);
	return number;
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
