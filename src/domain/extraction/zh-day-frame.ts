/** What stands before and after a Chinese day, and changes it: 截至…, …下午三点, …前一周. */
import { addWorkingDays } from '../calendar/working-days.ts';
import type { Day } from '../day.ts';
import { addDays } from '../day.ts';
import { readNumber } from './chinese-number.ts';
import type { DayContext, DayCore, DayMention } from './day-mention.ts';
import { addMonths } from './resolve-day.ts';
import { NUMBER, endOf, sticky } from './day-core.ts';

const BEFORE = sticky(
	'(?:截至|截止(?:日期|时间|到|至|于)?|最晚|最迟|最慢|不晚于|不迟于|赶在|[在于]?文到|在|于|到|至|直到|\\bby|ddl:?|deadline:?)\\s{0,2}'
);
const AFTER = sticky(
	`\\s{0,2}(?:的)?(上午|下午|晚上|晚间|晚|早上|早晨|早|中午|午前|凌晨|傍晚|夜里|夜间)?\\s{0,2}(?:(\\d{1,2}|[一二三四五六七八九十两]{1,3})\\s?(?:[:](\\d{2})|[点时]\\s?(半|[一三]刻|(?:\\d{1,2}|[一二三四五六七八九十]{1,3})分?)?)(整)?(?:\\s?[-~至到]\\s?\\d{1,2}[:点时](?:\\d{2})?)?)?\\s{0,2}(下班(?:之?前|后)?)?\\s{0,2}(结束之?前|之前|以前|前后|前(?!期|端|台|往|面|述|提(?![交供出报前醒])|任|后端)|为止|止|之内|以内|内(?!容|部|存|测|网|外|置)|截止|起|开始|以后|之后|后(?!端|台|续|面|期|勤))?`
);

/** What stands before and after a Chinese day: 截至…, …下午三点, …16:00前, …前一周. */
export function readChineseFrame(
	folded: string,
	at: number,
	core: DayCore,
	free: number,
	context: DayContext
): DayMention {
	const start = startWithPrefix(folded, at, free);
	const prefix = folded.slice(start, at);
	AFTER.lastIndex = core.end;
	const found = AFTER.exec(folded)!;
	const isDuration = core.kind === 'within' || core.kind === 'on';
	const said = isDuration && !found[2] ? null : found;
	const edge = said?.[7] ?? (said?.[6]?.includes('前') ? '前' : undefined);
	const part = said?.[1] ?? (folded[core.end - 1] === '晚' ? '晚' : undefined);
	const time = said ? timeOfDay(part, said[2], said[3], said[4]) : null;
	const end = said ? core.end + said[0].trimEnd().length : core.end;
	const before = edge !== undefined && /前$|止$/.test(edge) && edge !== '前后';
	const limit =
		core.limit === true || before || /内$/.test(edge ?? '') || /截|最|不晚|不迟|赶|by|ddl|dead/.test(prefix);
	const ahead = before ? aheadOf(folded, end, core.day, context) : null;
	if (ahead) return { ...frame(start, core), ...ahead, limit: true };
	const day =
		before && core.first && core.sense === 'period' && !/截|结束/.test(prefix + edge) ? core.first : core.day;
	return {
		...frame(start, core),
		end: Math.max(end, core.end),
		day,
		time: time ?? core.time ?? null,
		kind: core.kind ?? kindOf(edge, limit),
		limit
	};
}

function frame(start: number, core: DayCore): DayMention {
	return {
		start,
		end: core.end,
		day: core.day,
		time: core.time ?? null,
		kind: core.kind ?? 'on',
		recurrence: core.recurrence ?? null,
		sense: core.sense,
		limit: core.limit ?? false
	};
}

function kindOf(edge: string | undefined, limit: boolean): DayMention['kind'] {
	if (edge && /^(?:起|以后|之后|后)$/.test(edge)) return 'from';
	return limit ? 'by' : 'on';
}

/** The last signs of the words that lead to a day. */
const PREFIX_END = /[\s截至止期间到于晚迟在:le]/;

/** Where the words that lead to the day begin: 截止到, 预计在. They may not reach into what was read before. */
function startWithPrefix(folded: string, at: number, free: number): number {
	if (!PREFIX_END.test(folded[at - 1] ?? '')) return at;
	for (let start = Math.max(free, at - 8); start < at; start++) {
		BEFORE.lastIndex = start;
		const found = BEFORE.exec(folded);
		if (found && endOf(found) === at) return start;
	}
	return at;
}

/** `5/24前一周`: a week before the day. */
function aheadOf(
	folded: string,
	end: number,
	day: Day | null,
	context: DayContext
): { day: Day; end: number; kind: 'by' } | null {
	if (!day) return null;
	AHEAD.lastIndex = end;
	const found = AHEAD.exec(folded);
	const count = found && (found[1] === '半' ? 0.5 : readNumber(found[1]!));
	if (!found || count === null) return null;
	const unit = found[2]!;
	const back = unit.includes('工作')
		? addWorkingDays(day, -Math.ceil(count), context.calendar)
		: /周|星期|礼拜/.test(unit)
			? addDays(day, -Math.round(count * 7))
			: /月/.test(unit)
				? addMonths(day, -Math.ceil(count))
				: addDays(day, -Math.ceil(count));
	return { day: back, end: endOf(found), kind: 'by' };
}

const AHEAD = sticky(`\\s?(${NUMBER}{1,3}|半)\\s?(个?工作[日天]|天|日|个?(?:周|星期|礼拜)|个?月)`);

/** `16:00` from the parts of a time that were said; null when no hour was. */
function timeOfDay(
	part: string | undefined,
	hour: string | undefined,
	minutes: string | undefined,
	words: string | undefined
): string | null {
	if (!hour) return null;
	const said = readNumber(hour);
	if (said === null || said > 24) return null;
	const late = part !== undefined && /下午|晚|傍|夜/.test(part) && said < 12;
	const noon = part === '中午' && said < 5;
	const hours = said + (late || noon ? 12 : 0);
	const past = minutes ?? (words === undefined ? '0' : minutesOf(words));
	return `${String(hours % 24).padStart(2, '0')}:${past.padStart(2, '0')}`;
}

function minutesOf(words: string): string {
	if (words === '半') return '30';
	if (words.endsWith('刻')) return words.startsWith('三') ? '45' : '15';
	return String(readNumber(words.replace('分', '')) ?? 0);
}
