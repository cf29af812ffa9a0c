/** The Chinese forms of days. They read folded text: simplified characters, half-width signs. */
import { addWorkingDays } from '../calendar/working-days.ts';
import type { Day } from '../day.ts';
import { addDays, lastDayOfMonth, makeDay, partsOf, weekdayOf } from '../day.ts';
import { readNumber } from './chinese-number.ts';
import type { DayContext, DayCore, DayForm } from './day-mention.ts';
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
import { GAP, NUMBER, endOf, exact, period, sticky, vague } from './day-core.ts';
import { holiday } from './zh-holidays.ts';

const ARABIC = '0123456789';
const HAN_NUMBERS = '零一二三四五六七八九十两廿卅';
const FIGURES = ARABIC + HAN_NUMBERS;

/** A weekday in brackets after a date, `(三)`, `(周三)`. */
const IN_BRACKETS = `(?:${GAP}\\((?:周|星期|礼拜)?([一二三四五六日天])\\))?`;
const WEEKDAYS = '一二三四五六日天';

/** 一 Monday … 日, 天 Sunday. */
function weekdayNumber(sign: string | undefined): number | null {
	if (!sign) return null;
	return Math.min(WEEKDAYS.indexOf(sign) + 1, 7);
}

/** A year as written: four figures, two figures before 年, or a year of the Republic (民国), counted from 1911 [EX35]. */
function readYear(written: string): number | null {
	const year = readNumber(written);
	if (year === null) return null;
	if (year >= 1900 && year <= 2199) return year;
	if (year >= 90 && year <= 199) return year + 1911;
	return year >= 15 && year < 90 ? year + 2000 : null;
}

/** Words that place a year: 今年, 明年. */
function yearOfWord(word: string | undefined, meeting: Day): number | null {
	if (!word) return null;
	const { year } = partsOf(meeting);
	if (word === '明年') return year + 1;
	if (word === '去年') return year - 1;
	if (word === '后年') return year + 2;
	return year;
}

const YEAR_WORD = '今年|明年|去年|后年|本年|当年';
export const CHINESE_DAYS: readonly DayForm[] = [
	{
		rule: 'EX35',
		starts: FIGURES,
		behind: '年/.-',
		pattern: sticky(
			`(?<![0-9.])(\\d{4}|\\d{2,3}(?=${GAP}[年/])|1\\d{2}(?=\\.(?:0[1-9]|1[0-2])\\.[0-3]\\d(?!\\d|\\.))|[零一二三四五六七八九]{4}(?=年))${GAP}([年/.-])${GAP}(${NUMBER}{1,3})${GAP}([月/.-])${GAP}(${NUMBER}{1,3})(?!\\d)(?:${GAP}[日号])?(?![/.-]\\d)${IN_BRACKETS}`
		),
		read: (found) => {
			const year = readYear(found[1]!);
			if (year === null || (found[2] !== '年' && found[2] !== found[4])) return null;
			if (found[1]!.length < 4 && found[2] === '/' && year < 2000) return null;
			return exact(endOf(found), realDay(year, readNumber(found[3]!) ?? 0, readNumber(found[5]!) ?? 0));
		}
	},
	{
		rule: 'EX35',
		starts: ARABIC,
		behind: '.',
		pattern: sticky('(?<![\\d./-])([0-3]?\\d)\\.\\s?([01]?\\d)\\.\\s?(20\\d\\d)(?!\\d)'),
		read: (found) => exact(endOf(found), realDay(Number(found[3]), Number(found[2]), Number(found[1])))
	},
	{
		rule: 'EX34',
		starts: FIGURES,
		behind: '年/.-',
		pattern: sticky(
			`(?<!\\d)(\\d{4}|\\d{2,3}(?=年)|[零一二三四五六七八九]{4}(?=年))${GAP}(?:年${GAP}(${NUMBER}{1,3})${GAP}月份?|[/.-](0[1-9]|1[0-2])(?![\\d/.-]))${GAP}(底|末|初|上旬|中旬|下旬|中|内)?`
		),
		read: (found) => {
			const year = readYear(found[1]!);
			const month = readNumber(found[2] ?? found[3]!);
			if (year === null || month === null || month < 1 || month > 12) return null;
			if (found[3] && !found[4]) return null;
			return monthCore(endOf(found), { year, month }, found[4]);
		}
	},
	{
		rule: 'EX34',
		starts: FIGURES + 'q今明本下',
		behind: '年q第季本下这1234一二三四',
		pattern: sticky(
			`(?:(\\d{4}|\\d{2}(?=年))年?${GAP}|(${YEAR_WORD})${GAP})?(?:q([1-4])(?![a-z0-9])|第?([一二三四1-4])季度?|(本|下个?|这个)季度?)${GAP}(底|末|内|结束前|结束|初)?`
		),
		read: (found, { meetingDay }) => {
			const now = quarterOf(meetingDay);
			const word = found[5];
			const said = found[3] ?? found[4];
			const quarter = word ? now + (word.startsWith('下') ? 1 : 0) : (readNumber(said!) ?? 0);
			const written = found[1] ? readYear(found[1]) : yearOfWord(found[2], meetingDay);
			const year = written ?? partsOf(meetingDay).year + (!word && quarter < now ? 1 : 0);
			const limit = found[6] === '结束前' || found[6] === '内';
			const first = makeDay(year, quarter * 3 - 2, 1);
			if (found[6] === '初') return period(endOf(found), first);
			return period(endOf(found), endOfQuarter(year, quarter), limit || found[6] ? { limit } : { first });
		}
	},
	{
		rule: 'EX30',
		starts: FIGURES + '今明去后本当',
		behind: '月',
		pattern: sticky(
			`(?<!\\d)(?:(${YEAR_WORD})${GAP}的?)?(${NUMBER}{1,3})${GAP}月${GAP}(${NUMBER}{1,3})(?!\\d)(?!${GAP}个)(?:${GAP}[日号])?(?:${GAP}(?:-|~|至|到)${GAP}(${NUMBER}{1,3})(?:${GAP}[日号])(?!内))?${IN_BRACKETS}`
		),
		read: (found, { meetingDay }) => {
			const month = readNumber(found[2]!);
			const day = readNumber(found[4] ?? found[3]!);
			if (month === null || day === null) return null;
			const year = yearOfWord(found[1], meetingDay);
			const weekday = weekdayNumber(found[5]);
			return exact(
				endOf(found),
				year ? realDay(year, month, day) : resolveMonthDay({ month, day, weekday }, meetingDay),
				found[4] ? { limit: true } : {}
			);
		}
	},
	{
		rule: 'EX30',
		starts: ARABIC,
		behind: '/.-',
		pattern: sticky(
			`(?<![\\d/.]|\\d:)(?<!(?<!\\d[/.]\\d{1,2})-)(?<![a-z])(\\d{1,2})([/.-])(\\d{1,2})(?![\\d/%]|:\\d|\\s?[ap]m)(?!\\.\\d|-\\d(?!\\d?[/.]\\d))(?:${GAP}\\((?:周|星期|礼拜)?([一二三四五六日天])\\))?`
		),
		read: (found, { meetingDay }) => {
			const end = endOf(found);
			const after = found.input.slice(end, end + 3);
			const before = found.input.slice(Math.max(0, found.index - 3), found.index);
			const pinned =
				found[4] !== undefined ||
				/^\s?(?:前|之前|以前|日|号|晚|截|下班|完成|提交|交付|开始)/.test(after) ||
				(/[(,]\s?$/.test(before) && /^\s?[),]/.test(after)) ||
				/(?:截至|截止|ddl|[在于到])\s?$/.test(before) ||
				(found.index === 0 && end === found.input.length) ||
				(found.input.length < 16 && RANGE_ALONE.test(found.input)) ||
				closesEntry(found.input, found.index, end);
			if (found[2] !== '/' && !pinned) return null;
			if (found[2] === '/' && !pinned && /(?:完成|达|占|约|的|第|比例?|\))\s?$/.test(before)) return null;
			if (found[0] === '24/7' || /^\sof/.test(after)) return null;
			const weekday = weekdayNumber(found[4]) ?? weekdayBefore(found.input, found.index);
			return exact(end, eitherWay(Number(found[1]), Number(found[3]), weekday, meetingDay));
		}
	},
	{
		rule: 'EX34',
		starts: FIGURES + '本这当下',
		behind: '月',
		pattern: sticky(
			`(?<!\\d)(?:(${NUMBER}{1,3})|(本|这个?|当|下个?))月${GAP}(?:的)?第([一二三四1-4])(?:周|个?星期|个?礼拜)(?![一二三四五六日天])`
		),
		read: (found, { meetingDay }) => {
			const said = found[1] ? readNumber(found[1]) : null;
			if (found[1] && (said === null || said < 1 || said > 12)) return null;
			const month = said
				? resolveMonth(said, meetingDay)
				: monthAhead(found[2]!.startsWith('下') ? 1 : 0, meetingDay);
			const first = makeDay(month.year, month.month, 1);
			const friday = addDays(
				first,
				((5 - weekdayOf(first) + 7) % 7) + ((readNumber(found[3]!) ?? 1) - 1) * 7
			);
			return period(endOf(found), friday, { first: addDays(friday, -4) });
		}
	},
	{
		rule: 'EX34',
		starts: FIGURES + '今明去后本当',
		behind: '月',
		pattern: sticky(
			`(?<!\\d)(?:(${YEAR_WORD})${GAP}的?)?(${NUMBER}{1,3})${GAP}月份?${GAP}(底|末|初|上旬|中旬|下旬|中(?!心|国|间)|内)?(?!${NUMBER}|饼|球|亮)`
		),
		read: (found, { meetingDay }) => {
			const month = readNumber(found[2]!);
			if (month === null || month < 1 || month > 12) return null;
			const year = yearOfWord(found[1], meetingDay);
			const rest = found.input.slice(endOf(found), endOf(found) + 3);
			if (/^每/.test(rest)) return recurringIn(found, year, month, meetingDay);
			return monthCore(endOf(found), year ? { year, month } : resolveMonth(month, meetingDay), found[3]);
		}
	},
	{
		rule: 'EX34',
		starts: '本这当下次',
		pattern: sticky(
			`(本|这个?|当|下个?|次)月份?${GAP}(?:(${NUMBER}{1,3})${GAP}[日号](?!内)|(底|末|初|上旬|中旬|下旬|中|内)(?![a-z]))?`
		),
		read: (found, { meetingDay }) => {
			const month = monthAhead(/^[下次]/.test(found[1]!) ? 1 : 0, meetingDay);
			if (!found[2]) return monthCore(endOf(found), month, found[3]);
			return exact(endOf(found), realDay(month.year, month.month, readNumber(found[2]) ?? 0));
		}
	},
	{
		rule: 'EX34',
		starts: '月',
		pattern: sticky('月(底|末|初|中(?=旬|前|之|完|[,。;)\\s]|$))旬?'),
		read: (found, { meetingDay }) => {
			const early = found[1] === '初';
			return monthCore(endOf(found), monthAhead(early ? 1 : 0, meetingDay), found[1]);
		}
	},
	{
		rule: 'EX34',
		starts: '季年今明本上下',
		pattern: sticky(
			'(季度?(?:末|底)|(?:(今|明|本)年)?年?(?:年?(?:底|末|终)|年?内|中)|(今|明|本)?年?(上|下)半年(?:底|末|内)?)'
		),
		read: (found, { meetingDay }) => {
			const { year } = partsOf(meetingDay);
			const end = endOf(found);
			if (found[1]!.startsWith('季')) return period(end, endOfQuarter(year, quarterOf(meetingDay)));
			if (!/年/.test(found[1]!)) return null;
			const wanted = year + (found[1]!.startsWith('明') ? 1 : 0);
			if (found[4]) return period(end, lastDayOfMonth(wanted, found[4] === '上' ? 6 : 12));
			if (found[1]!.endsWith('中'))
				return found[1] === '年中' ? period(end, lastDayOfMonth(wanted, 6)) : null;
			return period(end, makeDay(wanted, 12, 31), { limit: found[1]!.endsWith('内') });
		}
	},
	{
		rule: 'EX37',
		starts: '每',
		pattern: sticky(
			`每(?:个)?(?:(?:周|星期|礼拜)([一二三四五六日天])(?!次|个|篇)|月(?:的)?(?:(${NUMBER}{1,3})${GAP}[日号]|(底|末|初))?|季度?(?:末|底)?|(?:周|星期|礼拜)(?!年|末|${NUMBER}次)|(?:天|日)(?!常))`
		),
		read: (found, { meetingDay }) => recurring(found, meetingDay, null, null)
	},
	{
		rule: 'EX33',
		starts: '上下本这当周星礼',
		pattern: sticky(
			'(?<![双隔]|(?<![下上第])一)(上上|上个?|(?<!一)下下个?|下个?|本|这个?|当)?(?:周|星期|礼拜)([一二三四五六日天])(?!次|个)'
		),
		read: (found, { meetingDay }) => {
			const weekday = weekdayNumber(found[2])!;
			const week = found[1];
			if (week?.startsWith('上')) return null;
			if (!week) return exact(endOf(found), comingWeekday(weekday, meetingDay));
			const ahead = week.startsWith('下下') ? 2 : week.startsWith('下') ? 1 : 0;
			return exact(endOf(found), weekdayOfWeek(weekday, ahead, meetingDay));
		}
	},
	{
		rule: 'EX33',
		starts: '下本这当周星礼',
		pattern: sticky(
			'((?<!一)下下个?|下个?|本|这个?|当)?(?:周|星期|礼拜)(末|内|底|之内|以内)?(?![期年边报例知转]|会(?:议|上|纪))'
		),
		read: (found, { meetingDay }) => {
			const week = found[1];
			const part = found[2];
			if (!week && !part) return null;
			if (
				week === undefined &&
				found.index > 0 &&
				/[0-9零一二三四五六七八九十两几数半]\s?个?$/.test(found.input.slice(0, found.index).slice(-3))
			)
				return null;
			const ahead = week?.startsWith('下下') ? 2 : week?.startsWith('下') ? 1 : 0;
			const friday = !part || (!week && part !== '末');
			return period(endOf(found), weekdayOfWeek(friday ? 5 : 7, ahead, meetingDay), {
				limit: part === '内' || part === '之内' || part === '以内',
				first: weekdayOfWeek(part === '末' ? 6 : 1, ahead, meetingDay)
			});
		}
	},
	{
		rule: 'EX32',
		starts: '今明后大本',
		pattern: sticky('(大后|后|明|今|本)(天|日|晚|早)(?!子|生)'),
		read: (found, { meetingDay }) => {
			const [, which, what] = found;
			if (which === '本' && what !== '日') return null;
			if (which === '后' && (what !== '天' || /[之以]$/.test(found.input.slice(0, found.index).slice(-1))))
				return null;
			const ahead = { 今: 0, 本: 0, 明: 1, 后: 2, 大后: 3 }[which!] ?? 0;
			return exact(endOf(found), addDays(meetingDay, ahead));
		}
	},
	{
		rule: 'EX38',
		starts: FIGURES + '半几数这近未',
		behind: '个工天日周星礼月年小钟分季-~至到',
		pattern: sticky(
			`(?<!\\d)(?:(这|近|未来|今后)${GAP})?(${NUMBER}{1,3}|半|几|数)${GAP}(?:(?:-|~|至|到)${GAP}(${NUMBER}{1,3})${GAP})?(个?工作[日天]|天|日|个?(?:周|星期|礼拜)|个?月|年|个?(?:小时|钟头)|分钟|个?季度)(半)?(?:的?时间)?${GAP}(之内|以内|内|后|之后|以后)?`
		),
		read: (found, context) => duration(found, context)
	},
	{
		rule: 'EX39',
		starts: '国春中元五端清圣双十劳新过放六三儿妇',
		pattern: sticky(
			'(国庆节?|春节|农历新年|过年|中秋节?|元旦|五一(?:劳动节)?|劳动节|清明节?|端午节?|圣诞节?|双十一|双十节?|新年|十一(?!月|点|日|号|个|楼|层|届|条|项)|六一(?:儿童节)?|儿童节|三八(?:妇女节)?|妇女节)(?:假期|长假|放假)?(之前|以前|前|节前|之后|以后|后|当天|当日)'
		),
		read: (found, context, original) => holiday(found, context, original)
	},
	{
		rule: 'EX40',
		starts: '下',
		pattern: sticky(
			'下(?:一?[次期场个轮届])(?:的?(?:(?![再就可也都才还能])[\\u3400-\\u9fff]){0,4}?(?:会议|sig会|会|开会|碰头|1on1)(?!员|费|长|议?室))(?:召开|开始|之前|以前|前|上|时|中|期间|结束前)?'
		),
		read: (found, { nextMeetingDay }) =>
			nextMeetingDay
				? exact(endOf(found), nextMeetingDay, { limit: found[0].endsWith('前') })
				: vague(endOf(found), { kind: found[0].endsWith('前') ? 'by' : 'on' })
	},
	{
		rule: 'EX41',
		starts: '这尽儘盡马立抓早及近随稍日会',
		pattern: sticky(
			'(?:这[两几]天|尽快|尽速|尽早|尽可能快|马上|立即|立刻|抓紧(?:时间)?|及早|早日|近期|近日|随后|稍后|日后|会议结束后|会后|散会后)'
		),
		read: (found) => vague(endOf(found))
	},
	{
		rule: 'EX30',
		starts: FIGURES,
		behind: '日号',
		pattern: sticky(`(?<![\\d月.])(${NUMBER}{1,3})${GAP}([日号])(?!内|之内|以内|${NUMBER}|[a-z])`),
		read: (found, { meetingDay }) => dayOfMonth(found, meetingDay)
	},
	{
		rule: 'EX30',
		starts: '123456789',
		pattern: sticky(
			'(?<![\\d.])(1[0-2]|[1-9])([0-3]\\d)(?![\\d.:%])(?!\\s?[a-z年月天个人元万千百次名条项份张页行件台篇号日点分版])'
		),
		read: (found, { meetingDay }) => {
			const whole = found[0].length === found.input.length;
			const said =
				/(?:计划|预计|拟|定于|争取)\s?(?:在|于)?$/.test(
					found.input.slice(Math.max(0, found.index - 6), found.index)
				) &&
				/^(?:之?前|完成|提交|上线|发布|交付|上传|输出)/.test(
					found.input.slice(endOf(found), endOf(found) + 4)
				);
			if (!whole && !said) return null;
			const [month, day] = [Number(found[1]), Number(found[2])];
			return exact(endOf(found), resolveMonthDay({ month, day, weekday: null }, meetingDay));
		}
	}
];

const ENGLISH_WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `Wed 12/6`: the weekday in front. */
function weekdayBefore(text: string, at: number): number | null {
	const found = /\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s$/.exec(
		text.slice(Math.max(0, at - 12), at)
	);
	return found ? ENGLISH_WEEKDAYS.indexOf(found[1]!) + 1 : null;
}

/** Month before day; the other way round when only that is a date, or fits the weekday. */
function eitherWay(first: number, second: number, weekday: number | null, meeting: Day): Day | null {
	const read = [
		resolveMonthDay({ month: first, day: second, weekday }, meeting),
		resolveMonthDay({ month: second, day: first, weekday }, meeting)
	];
	const days = read.filter((day) => day !== null);
	const fitting = days.filter((day) => weekday !== null && weekdayOf(day) === weekday);
	return fitting.find((day) => day >= meeting) ?? fitting[0] ?? days[0] ?? null;
}

function monthCore(end: number, month: { year: number; month: number }, part: string | undefined): DayCore {
	const first = makeDay(month.year, month.month, 1);
	if (part === '初') return period(end, first);
	if (part === '上旬') return period(end, partOfMonth(month, 'first'));
	if (part === '中旬') return period(end, partOfMonth(month, 'middle'));
	if (part === '中') return period(end, partOfMonth(month, 'mid'));
	const last = partOfMonth(month, 'last');
	return part ? period(end, last, { limit: part === '内' }) : period(end, last, { first });
}

/** 「6.5-6.8」 in a cell of days. */
const RANGE_ALONE = /^\s?\d{1,2}\.\d{1,2}\s?[-~至到]\s?\d{1,2}\.\d{1,2}\s?$/;

/** What is numbered with 号 besides days: 3号楼, 2号线. */
const NOT_A_DAY =
	/^\s?(?:楼|线|机|院|店|会议室|位|码|桌|仓|门|馆|车|房|球|公告|文件|通知|厅|库|令|文|展|柜|窗|选手|程|常|志|报|均|活)/;

/** `15日前`: this month's, or next month's when it has passed. Taken only where a day of the month can stand [EX30]. */
function dayOfMonth(found: RegExpExecArray, meeting: Day): DayCore | null {
	const end = endOf(found);
	const before = found.input.slice(Math.max(0, found.index - 3), found.index);
	const after = found.input.slice(end, end + 3);
	const placed = /(?:在|于|到|至|截止|截至|最晚|最迟|[(,;:。\s~-])$/.test(before) || found.index === 0;
	if (NOT_A_DAY.test(after)) return null;
	if (!placed && !/^\s?(?:前|之前|以前|下班)/.test(after)) return null;
	const day = readNumber(found[1]!);
	if (day === null || day < 1 || day > 31) return null;
	for (let ahead = 0; ahead < 3; ahead++) {
		const month = monthAhead(ahead, meeting);
		const made = realDay(month.year, month.month, day);
		if (made && made >= meeting) return exact(end, made);
	}
	return null;
}

/** `3天内`, `两周之内`, `3个工作日内`, `5天后`: counted from the meeting. A length without 内 or 后 says no day [EX38]. */
function duration(found: RegExpExecArray, { meetingDay, calendar }: DayContext): DayCore | null {
	const [, ahead, first, second, unit, half, edge] = found;
	if (!edge && !ahead) return null;
	if (!edge && ahead === '这' && /[天日]$/.test(unit!)) return vague(endOf(found));
	if (/第\s?$/.test(found.input.slice(Math.max(0, found.index - 2), found.index))) return null;
	if (AFTER_EVENT.test(found.input.slice(Math.max(0, found.index - 6), found.index)))
		return vague(endOf(found), { kind: 'within' });
	if (unit === '分钟') return vague(endOf(found), { kind: 'within' });
	// 「近五年文献」 looks back.
	if (found[1] === '近' && !edge && (/[年月]$/.test(unit!) || (readNumber(first!) ?? 0) > 7)) return null;
	if ((first === '几' || first === '数') && edge) return vague(endOf(found), { kind: 'within' });
	const amount = first === '半' ? 0.5 : readNumber(second ?? first!);
	if (amount === null || first === '几' || first === '数') return null;
	const count = amount + (half ? 0.5 : 0);
	const kind = edge?.includes('后') ? 'on' : 'within';
	const reached = later(meetingDay, count, unit!, calendar);
	return { end: endOf(found), day: reached, sense: 'exact', kind, limit: kind === 'within' };
}

/** 「demo 视频 -- 周嘉诚 12.10」, 「时间：6.5」: behind a Chinese word that speaks of no version, at the end of the line. */
function closesEntry(text: string, start: number, end: number): boolean {
	return (
		/^\)?\s*(?:\n|$)/.test(text.slice(end, end + 4)) &&
		/[\u3400-\u9fff]\s$|(?:时间|日期|时限|期限|截[止至]):\s?$|\bby\s$/.test(
			text.slice(Math.max(0, start - 4), start)
		) &&
		!/(?:版本?|内核|升级|发布|支持|更新|适配|基线|迁移|主线|第|共|约|得分|均分|评分)\s$/.test(
			text.slice(Math.max(0, start - 4), start)
		)
	);
}

/** 「活动后三日内」 counts from another day than the meeting's. */
const AFTER_EVENT = /(?<!会|会议|结束|今|自今|此|之|以)后\s?$/;

function later(meeting: Day, count: number, unit: string, calendar: DayContext['calendar']): Day {
	if (unit.includes('工作')) return addWorkingDays(meeting, Math.ceil(count), calendar);
	if (/[天日]$/.test(unit)) return addDays(meeting, Math.ceil(count) - (count === 0.5 ? 1 : 0));
	if (/周|星期|礼拜/.test(unit)) return addDays(meeting, Math.round(count * 7));
	if (/小时|钟头/.test(unit)) return addDays(meeting, count < 12 ? 0 : Math.round(count / 24));
	const months = unit.endsWith('年') ? count * 12 : unit.includes('季') ? count * 3 : count;
	const whole = addMonths(meeting, Math.floor(months));
	return months % 1 ? addDays(whole, 15) : whole;
}

/** `7月每周一`: every Monday of July; the day given is the first. */
function recurringIn(
	found: RegExpExecArray,
	year: number | null,
	month: number,
	meeting: Day
): DayCore | null {
	const form = CHINESE_DAYS.find((candidate) => candidate.rule === 'EX37')!;
	form.pattern.lastIndex = endOf(found);
	const every = form.pattern.exec(found.input);
	if (!every) return null;
	const said = year ? { year, month } : resolveMonth(month, meeting);
	return recurring(every, meeting, makeDay(said.year, said.month, 1), lastDayOfMonth(said.year, said.month));
}

function recurring(found: RegExpExecArray, meeting: Day, from: Day | null, until: Day | null): DayCore {
	const text = found[0];
	const weekday = weekdayNumber(found[1]);
	const date = found[2] ? readNumber(found[2]) : null;
	const every = /[周期拜]/.test(text)
		? 'week'
		: /月/.test(text)
			? 'month'
			: /季/.test(text)
				? 'quarter'
				: 'day';
	const start = from && from > meeting ? from : meeting;
	const first =
		weekday !== null
			? addDays(start, (weekday - weekdayOf(start) + 7) % 7)
			: date !== null
				? firstDate(date, start)
				: null;
	return {
		end: endOf(found),
		day: first,
		sense: 'exact',
		kind: 'recurring',
		recurrence: { every, on: weekday ?? date, from, until }
	};
}

function firstDate(date: number, start: Day): Day | null {
	const { year, month } = partsOf(start);
	const here = realDay(year, month, date);
	return here && here >= start ? here : realDay(month === 12 ? year + 1 : year, (month % 12) + 1, date);
}
