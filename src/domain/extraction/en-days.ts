/** The English grammar of days. It reads folded text: small letters, plain quotes. */
import { addWorkingDays } from '../calendar/working-days.ts';
import { addDays, lastDayOfMonth, makeDay, partsOf, weekdayOf } from '../day.ts';
import type { Day } from '../day.ts';
import type { DayContext, DayCore, DayForm } from './day-mention.ts';
import { MONTH, WEEKDAY, endOf, exact, period, sticky, vague } from './day-core.ts';
import {
	addMonths,
	comingWeekday,
	endOfQuarter,
	monthAhead,
	partOfMonth,
	quarterOf,
	realDay,
	resolveMonth,
	resolveMonthDay,
	weekdayOfWeek
} from './resolve-day.ts';

const DATE = '(?:3[01]|[12]\\d|0?[1-9])(?:\\s?(?:st|nd|rd|th))?';
const COUNT = '\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few|couple of';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTH_WORDS = 'jan feb mar may apr aug jun jul sep oct nov dec';
const WEEKDAY_WORDS = 'mon tue wed thu fri sat sun';
const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function monthNumber(name: string): number {
	return MONTHS.indexOf(name.slice(0, 3)) + 1;
}

function weekdayNumber(name: string | undefined): number | null {
	return name ? DAYS.indexOf(name.slice(0, 3)) + 1 : null;
}

function countOf(text: string): number {
	if (/^\d/.test(text)) return Number(text);
	if (/couple/.test(text)) return 2;
	if (/few/.test(text)) return 3;
	return Math.max(1, WORDS.indexOf(text));
}

function dated(
	end: number,
	said: { month: number; day: number; year?: string; weekday?: string },
	meeting: Day
): DayCore | null {
	const year = said.year ? Number(said.year.length === 2 ? `20${said.year}` : said.year) : null;
	return exact(
		end,
		year
			? realDay(year, said.month, said.day)
			: resolveMonthDay({ month: said.month, day: said.day, weekday: weekdayNumber(said.weekday) }, meeting)
	);
}

/** The Friday of a week of a month, the weeks counted by their Fridays. */
function nthFriday(year: number, month: number, week: number): Day {
	const first = makeDay(year, month, 1);
	return addDays(first, ((5 - weekdayOf(first) + 7) % 7) + week * 7);
}

export const ENGLISH_DAYS: readonly DayForm[] = [
	{
		rule: 'EX30',
		starts: '',
		words: `${MONTH_WORDS} ${WEEKDAY_WORDS}`,
		pattern: sticky(
			`(?:(${WEEKDAY})\\.?,?\\s(?:the\\s)?)?(${MONTH})\\.?\\s?(${DATE})(?![\\d:])(?!\\s?(?:am|pm|%|x\\b))(?:,?\\s?((?:19|20)\\d\\d)(?!\\d))?(?![a-z])`
		),
		read: (found, { meetingDay }) =>
			dated(
				endOf(found),
				{ weekday: found[1], month: monthNumber(found[2]!), day: parseInt(found[3]!, 10), year: found[4] },
				meetingDay
			)
	},
	{
		rule: 'EX30',
		starts: '0123456789',
		behind: 'jfmasondrt-',
		words: WEEKDAY_WORDS,
		pattern: sticky(
			`(?<![\\d./:-])(?:(${WEEKDAY})\\.?,?\\s(?:the\\s)?)?(${DATE})\\s?(?:of\\s)?-?(${MONTH})(?![a-z])(?:\\.?,?[\\s-]?((?:19|20)\\d\\d)(?!\\d)|-(\\d\\d)(?![\\d-]))?`
		),
		read: (found, { meetingDay }) =>
			dated(
				endOf(found),
				{
					weekday: found[1],
					month: monthNumber(found[3]!),
					day: parseInt(found[2]!, 10),
					year: found[4] ?? found[5]
				},
				meetingDay
			)
	},
	{
		rule: 'EX30',
		starts: '0123456789',
		behind: '/',
		pattern: sticky('(?<![\\d./-])(\\d{1,2})[/](\\d{1,2})[/](20\\d\\d|\\d\\d)(?![\\d/])'),
		read: (found) => {
			const [first, second] = [Number(found[1]), Number(found[2])];
			const year = Number(found[3]!.length === 2 ? `20${found[3]}` : found[3]);
			return exact(endOf(found), first > 12 ? realDay(year, second, first) : realDay(year, first, second));
		}
	},
	{
		rule: 'EX30',
		starts: '123456789',
		behind: 'snrt',
		pattern: sticky(
			'(?<=\\b(?:by|on|before|until|till|for)\\sthe\\s)(3[01]|[12]?\\d)(?:st|nd|rd|th)(?![a-z])(?!\\s(?:of\\s[a-z]|floor|century|edition|meeting|call|anniversary|time|item|grade|street|avenue|round|issue))'
		),
		read: (found, { meetingDay }) => exact(endOf(found), nextDate(Number(found[1]), meetingDay))
	},
	{
		rule: 'EX34',
		starts: '',
		words: 'end beg sta mid lat las ear',
		pattern: sticky(
			`(?:(?:the\\s)?(end|beginning|start|middle|last week) of|(early|mid|late|end)(?:\\sof)?)(?:\\sthe)?[\\s-](?:(${MONTH})(?![a-z])|(this|next|the)?\\s?(week|month|quarter|year|day|workday|business day)(?![a-z])|(?:(20\\d\\d)\\s)?q([1-4])(?!\\w)(?:\\s(20\\d\\d))?)`
		),
		read: (found, { meetingDay }) => partOf(found, meetingDay)
	},
	{
		rule: 'EX34',
		starts: '',
		words: 'fir sec the thi fou',
		pattern: sticky(
			`(?:the\\s)?(first|second|third|fourth|1st|2nd|3rd|4th) week (?:of|in) (${MONTH})(?![a-z])`
		),
		read: (found, { meetingDay }) => {
			const { year, month } = resolveMonth(monthNumber(found[2]!), meetingDay);
			const week = ['fi', 'se', 'th', 'fo', '1s', '2n', '3r', '4t'].indexOf(found[1]!.slice(0, 2)) % 4;
			return period(endOf(found), nthFriday(year, month, week));
		}
	},
	{
		rule: 'EX40',
		starts: '',
		words: MONTH_WORDS,
		pattern: sticky(
			`(${MONTH})\\s(?:(?:board|committee|council|general|team|members?)\\s)?(?:meeting|call|session)(?![a-z])`
		),
		read: (found, { nextMeetingDay }) => {
			const isNext = nextMeetingDay !== null && partsOf(nextMeetingDay).month === monthNumber(found[1]!);
			return isNext ? exact(endOf(found), nextMeetingDay) : vague(endOf(found), { kind: 'by' });
		}
	},
	{
		rule: 'EX39',
		starts: '',
		words: 'chr xma tha new',
		pattern: sticky(
			"(?<!\\b(?:over|during|at|for|since) )(christmas(?: eve| day)?|xmas|thanksgiving|new year's(?: eve| day)?)(?![a-z])(?!\\s(?:party|dinner|lunch|event|tree|card|cards|break|holidays?))"
		),
		read: (found, { meetingDay }) => {
			const word = found[1]!;
			if (word === 'thanksgiving') return exact(endOf(found), thanksgiving(meetingDay));
			const day = /eve/.test(word) ? (word.startsWith('n') ? 31 : 24) : word.startsWith('n') ? 1 : 25;
			return exact(
				endOf(found),
				resolveMonthDay({ month: day === 1 ? 1 : 12, day, weekday: null }, meetingDay)
			);
		}
	},
	{
		rule: 'EX34',
		starts: 'q2',
		behind: 'q',
		pattern: sticky("(?<![\\w.])(?:(20\\d\\d)\\s)?q([1-4])(?:[\\s']{1,2}(20\\d\\d))?(?![\\w-])"),
		read: (found, { meetingDay }) => {
			const quarter = Number(found[2]);
			const year = Number(
				found[1] ?? found[3] ?? partsOf(meetingDay).year + (quarter < quarterOf(meetingDay) ? 1 : 0)
			);
			return period(endOf(found), endOfQuarter(year, quarter), { first: makeDay(year, quarter * 3 - 2, 1) });
		}
	},
	{
		rule: 'EX33',
		starts: '',
		words: 'eo e. co c. clo end',
		pattern: sticky(
			'(?:e\\.?o\\.?([dwmqy])|c\\.?o\\.?b|close of (?:business|play)|end of business)\\.?(?![a-z0-9])(?:,?\\s(?=(?:on\\s)?(?:' +
				`${WEEKDAY}|today|tomorrow|tonight|${MONTH})(?![a-z])|\\d{1,2}[/.-]\\d{1,2}(?!\\d)|\\d{1,2}(?:st|nd|rd|th)?\\s(?:${MONTH})(?![a-z])))?`
		),
		read: (found, { meetingDay }) => {
			const { year, month } = partsOf(meetingDay);
			if (/\s$/.test(found[0])) return null;
			const unit = found[1] ?? 'd';
			if (unit === 'd') return exact(endOf(found), meetingDay, { limit: true });
			if (unit === 'w') return period(endOf(found), weekdayOfWeek(5, 0, meetingDay), { limit: true });
			if (unit === 'm') return period(endOf(found), lastDayOfMonth(year, month), { limit: true });
			if (unit === 'q')
				return period(endOf(found), endOfQuarter(year, quarterOf(meetingDay)), { limit: true });
			return period(endOf(found), makeDay(year, 12, 31), { limit: true });
		}
	},
	{
		rule: 'EX32',
		starts: '',
		words: `thi the nex las com ${WEEKDAY_WORDS}`,
		pattern: sticky(
			`(?:(this(?:\\scoming)?|next|coming|the following|last|past)\\s)?(${WEEKDAY})(?![a-z])(?!\\.[a-z])(?!\\s(?:mornings|afternoons|evenings|nights)\\b)(?:\\s(next week|this week))?`
		),
		read: (found, { meetingDay }) => {
			const [, which, name, week] = found;
			if (which === 'last' || which === 'past') return null;
			const short = name!.length <= 4 && !/^(?:tues|thur)/.test(name!);
			const before = found.input.slice(Math.max(0, found.index - 6), found.index);
			const closes = /-\s$/.test(before) && endOf(found) === found.input.length;
			if (
				short &&
				!which &&
				!closes &&
				!(before === '' && ALONE.test(found.input.slice(endOf(found), endOf(found) + 5))) &&
				!/(?:\b(?:by|on|due|until|till|before|eod|cob|for)\s|[(,:;/]\s?)$/.test(before)
			)
				return null;
			const weekday = weekdayNumber(name)!;
			if (week)
				return exact(endOf(found), weekdayOfWeek(weekday, week.startsWith('next') ? 1 : 0, meetingDay));
			if (which === 'next') return exact(endOf(found), weekdayOfWeek(weekday, 1, meetingDay));
			return exact(endOf(found), comingWeekday(weekday, meetingDay));
		}
	},
	{
		rule: 'EX34',
		starts: '',
		words: 'mon qua yea',
		pattern: sticky(
			"(?<=\\b(?:by|before|until|till|at) (?:the )?)(month|quarter|year)(?:'s)?[\\s-]end(?![a-z])"
		),
		read: (found, { meetingDay }) => {
			const { year, month } = partsOf(meetingDay);
			if (found[1] === 'month') return period(endOf(found), lastDayOfMonth(year, month), { limit: true });
			if (found[1] === 'year') return period(endOf(found), makeDay(year, 12, 31), { limit: true });
			return period(endOf(found), endOfQuarter(year, quarterOf(meetingDay)), { limit: true });
		}
	},
	{
		rule: 'EX32',
		starts: '',
		words: 'tod ton tom tmr',
		pattern: sticky("(today|tonight|tomorrow|tmrw)(?![a-z])(?!'s)"),
		read: (found, { meetingDay }) =>
			exact(endOf(found), addDays(meetingDay, /^to?mo?r/.test(found[1]!) ? 1 : 0))
	},
	{
		rule: 'EX33',
		starts: '',
		words: 'thi the nex com wee',
		pattern: sticky(
			"(?:(this|next|the following|the coming|coming|the)\\s)?(week|month|quarter|year|weekend|week's end)(?![a-z])(?:(?!'s)|(?<=\\b(?:by|before|until|till|ahead of|in time for)\\snext\\sweek))"
		),
		read: (found, { meetingDay }) => wholePeriod(found, meetingDay)
	},
	{
		rule: 'EX38',
		starts: '0123456789a',
		behind: '-bwdhm',
		words: 'wit in ove one two thr fou fiv six sev eig nin ten cou',
		pattern: sticky(
			`(?:(within|in|after|over)\\s(?:the\\s)?(?:next\\s|about\\s|~)?)?(${COUNT})(?:\\s?-\\s?(\\d{1,3}))?[\\s-](business days?|working days?|workdays?|days?|hours?|hrs?|weeks?|wks?|months?)(?![a-z])(?:\\s?time)?(\\s(?:from now|from today))?`
		),
		read: (found, context) => duration(found, context)
	},
	{
		rule: 'EX40',
		starts: '',
		words: 'the our nex',
		pattern: sticky(
			'(?:the|our)?\\s?(?:next|following|upcoming)\\s(?:[a-z-]{2,14}\\s){0,2}?(?:meeting|call|sync|standup|stand-up|session|all[ -]hands)(?![a-z])'
		),
		read: (found, { nextMeetingDay }) => {
			if (
				/\b(?:to|of|for|about|join|attend|chair|host|run|schedule|lead)\s(?:the\s|our\s)?$/.test(
					found.input.slice(Math.max(0, found.index - 14), found.index)
				)
			)
				return null;
			return nextMeetingDay ? exact(endOf(found), nextMeetingDay) : vague(endOf(found), { kind: 'by' });
		}
	},
	{
		rule: 'EX41',
		starts: '',
		words: 'as a. soo sho imm rig in lat eve',
		pattern: sticky(
			'(?:a\\.?s\\.?a\\.?p|as soon as possible|soon(?!\\sas)|shortly|immediately|right away|in the near future|later (?:this|next) \\w{4,5}|eventually)(?![a-z])'
		),
		read: (found) => vague(endOf(found), { kind: 'by' })
	},
	{
		rule: 'EX37',
		starts: '',
		words: 'eve eac wee mon dai',
		pattern: sticky(
			`(?:every|each)\\s(?:(${WEEKDAY})s?|(day|week|month|quarter))(?![a-z])|(?:weekly|monthly|daily)(?![a-z])(?=\\s(?:on|until)\\s)`
		),
		read: (found, { meetingDay }) => {
			const weekday = weekdayNumber(found[1]);
			const unit = (found[2] ?? 'week') as 'day' | 'week' | 'month' | 'quarter';
			return {
				end: endOf(found),
				day: weekday ? comingWeekday(weekday, addDays(meetingDay, -1)) : null,
				sense: 'exact',
				kind: 'recurring',
				recurrence: { every: unit, on: weekday, from: null, until: null }
			};
		}
	},
	{
		rule: 'EX34',
		starts: '',
		words: MONTH_WORDS,
		pattern: sticky(`(${MONTH})(?![a-z])(?:\\s(20\\d\\d))?`),
		read: (found, { meetingDay }) => {
			const before = found.input.slice(Math.max(0, found.index - 9), found.index);
			if (!found[2] && !/(?:\b(?:by|in|until|till|before|during|due)\s)$/.test(before)) return null;
			if (
				/^(?:may|mar|march|jan|april|june|august)$/.test(found[1]!) &&
				!found[2] &&
				!/\b(?:by|in|until|before)\s$/.test(before)
			)
				return null;
			const month = monthNumber(found[1]!);
			const said = found[2] ? { year: Number(found[2]), month } : resolveMonth(month, meetingDay);
			return period(endOf(found), partOfMonth(said, 'last'), { first: makeDay(said.year, said.month, 1) });
		}
	}
];

/** What follows a short weekday that begins a text: `Fri 6/7`, `Mon:`; "sat down" is no day. */
const ALONE =
	/^(?:\.?\s?$|\.?[,:)/-]|\.?\s[\d@]|\.?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\s(?:at|-)\s)/;

/** The fourth Thursday of November. */
function thanksgiving(meeting: Day): Day {
	const of = (year: number) => addDays(makeDay(year, 11, 22), (4 - weekdayOf(makeDay(year, 11, 22)) + 7) % 7);
	const { year } = partsOf(meeting);
	return of(year) < meeting ? of(year + 1) : of(year);
}

/** "On the 18th": this month's, or of the next month that has it. */
function nextDate(date: number, meeting: Day): Day | null {
	for (let ahead = 0; ahead < 3; ahead++) {
		const { year, month } = monthAhead(ahead, meeting);
		const day = realDay(year, month, date);
		if (day && day >= meeting) return day;
	}
	return null;
}

function partOf(found: RegExpExecArray, meeting: Day): DayCore | null {
	const part = found[1] ?? found[2]!;
	const end = endOf(found);
	const { year } = partsOf(meeting);
	const early = /^(?:early|beginning|start)/.test(part);
	const middle = /^mid/.test(part);
	if (found[3]) {
		const month = resolveMonth(monthNumber(found[3]), meeting);
		return period(end, partOfMonth(month, early ? 'early' : middle ? 'mid' : 'last'));
	}
	if (found[7]) {
		const quarter = Number(found[7]);
		const wanted = Number(found[6] ?? found[8] ?? year + (quarter < quarterOf(meeting) ? 1 : 0));
		return period(end, partOfQuarter(wanted, quarter, early));
	}
	const ahead = found[4] === 'next' ? 1 : 0;
	const unit = found[5]!;
	if (/day$/.test(unit)) {
		if (part !== 'end' || ANOTHER_DAY.test(found.input.slice(end, end + 16))) return null;
		return exact(end, meeting, { limit: true });
	}
	const day = partOfUnit(unit, ahead, early ? 'early' : middle ? 'mid' : 'last', meeting);
	// "the start of the year": of this one it is over.
	return early && day < meeting ? null : period(end, day);
}

/** The day that a part of this week, month, quarter or year, or of the one so many ahead, comes to. */
function partOfUnit(unit: string, ahead: number, part: 'early' | 'mid' | 'last', meeting: Day): Day {
	if (unit === 'week') return weekdayOfWeek(part === 'early' ? 1 : part === 'mid' ? 3 : 5, ahead, meeting);
	if (unit === 'month') return partOfMonth(monthAhead(ahead, meeting), part);
	if (unit === 'quarter') {
		const { year, month } = monthAhead(ahead * 3, meeting);
		return partOfQuarter(year, Math.ceil(month / 3), part === 'early');
	}
	const year = partsOf(meeting).year + ahead;
	return part === 'early' ? makeDay(year, 1, 1) : makeDay(year, 12, 31);
}

/** The first day of a quarter, or the last. */
function partOfQuarter(year: number, quarter: number, isEarly: boolean): Day {
	return isEarly ? makeDay(year, quarter * 3 - 2, 1) : endOfQuarter(year, quarter);
}

/** "end of day, March 23": the day follows, and `end of day` only leads to it. */
const ANOTHER_DAY = new RegExp(`^(?:,|\\son|\\sof)?\\s(?:${WEEKDAY}|${MONTH}|today|tomorrow)(?![a-z])`);

function wholePeriod(found: RegExpExecArray, meeting: Day): DayCore | null {
	const which = found[1];
	const unit = found[2]!;
	const { year } = partsOf(meeting);
	const before = found.input.slice(Math.max(0, found.index - 9), found.index);
	const led = /(?:\b(?:by|before|prior to|until|till|over|due|during|on|for)\s)$/.test(before);
	const end = endOf(found);
	if (unit.startsWith('week') && unit !== 'week') {
		const ahead = which === 'next' ? 1 : 0;
		if (!which && !led) return null;
		if (which === 'the' && !led) return null;
		return period(end, weekdayOfWeek(7, ahead, meeting), { first: weekdayOfWeek(5, ahead, meeting) });
	}
	if (!which || which === 'the') return null;
	const ahead = which === 'this' ? 0 : 1;
	// "the events this year" are those of the year.
	if (unit === 'year' && ahead === 0 && !led) return null;
	if (unit === 'week')
		return period(end, weekdayOfWeek(5, ahead, meeting), { first: weekdayOfWeek(1, ahead, meeting) });
	if (unit === 'month') return period(end, partOfMonth(monthAhead(ahead, meeting), 'last'));
	if (unit === 'quarter') {
		const month = monthAhead(ahead * 3, meeting);
		return period(end, endOfQuarter(month.year, Math.ceil(month.month / 3)));
	}
	return period(end, makeDay(year + ahead, 12, 31));
}

/** `within 3 days`, `in two weeks`, `after 24-48 hours`, `a week from now`; a bare length is no day. */
function duration(found: RegExpExecArray, { meetingDay, calendar }: DayContext): DayCore | null {
	const [, lead, first, second, unit, tail] = found;
	if (!lead && !tail) return null;
	if (
		/\b(?:put|spend|spent|takes?|took|lasts?)\s$/.test(
			found.input.slice(Math.max(0, found.index - 7), found.index)
		)
	)
		return null;
	if (lead === 'over') return null;
	const count = second ? Number(second) : countOf(first!);
	const kind = lead === 'within' || lead === 'in' ? 'within' : 'on';
	const end = endOf(found);
	if (/^(?:bus|work)/.test(unit!))
		return { end, day: addWorkingDays(meetingDay, count, calendar), sense: 'exact', kind };
	if (/^day/.test(unit!)) return { end, day: addDays(meetingDay, count), sense: 'exact', kind };
	if (/^h/.test(unit!))
		return { end, day: addDays(meetingDay, count < 12 ? 0 : Math.round(count / 24)), sense: 'exact', kind };
	if (/^w/.test(unit!)) return { end, day: addDays(meetingDay, count * 7), sense: 'exact', kind };
	return { end, day: addMonths(meetingDay, count), sense: 'exact', kind };
}
