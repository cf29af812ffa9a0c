/** What stands before and after an English day, and changes it: by …, … at 3pm, end of day. */
import type { DayContext, DayCore, DayMention } from './day-mention.ts';
import { endOf, sticky } from './day-core.ts';

const LEAD_WORDS =
	'(?:(?:is |are )?due(?: date)?(?: by| on|:)?|(?:no later than|not later than|by|before|prior to|until|till|on|around|about|for|at|from|past|after|since|starting|deadline:?|eta:?|target(?: date)?:?|~))\\s{0,2}';
const LEAD = sticky(LEAD_WORDS);
const LEAD_TO_END = sticky(
	`${LEAD_WORDS}(?:(?:the )?(?:e\\.?o\\.?d|c\\.?o\\.?b|end of (?:the )?(?:business )?day|close of business|end)(?: of| on|,)?\\s)`
);
const DAY_END = sticky(
	'(?:e\\.?o\\.?d|c\\.?o\\.?b|end of (?:the )?(?:business )?day|close of business)(?: of| on|,)?\\s'
);
const CLOCK = sticky(
	'\\s?(?:,|at|by|@)?\\s{0,2}(\\d{1,2})(?::(\\d{2}))?\\s?(am|pm|a\\.m\\.?|p\\.m\\.?|(?=\\s?(?:utc|et|est|pt|pst|gmt|cet)))'
);
const CLOCK_24 = sticky('\\s?(?:,|at|by|@)?\\s{0,2}(\\d{1,2}):(\\d{2})(?!\\d)');

/** What stands before and after an English day: by, due, before; EOD; a time of day. */
export function readEnglishFrame(
	folded: string,
	at: number,
	core: DayCore,
	free: number,
	_context: DayContext
): DayMention {
	const start = startWithLead(folded, at, free);
	const lead = folded.slice(start, at);
	const clock = clockAt(folded, core.end);
	const limit =
		core.limit === true ||
		/by|before|prior|until|till|due|later|deadline|eta|target|end|eod|cob|close/.test(lead);
	// "bring it to the meeting on 1 March": when that is, not until when.
	const ofEvent = /^(?:on )?$/.test(lead) && EVENT.test(folded.slice(Math.max(0, start - 40), start));
	const beginning = /before|prior/.test(lead) && core.first !== undefined && core.sense === 'period';
	return {
		start,
		end: clock?.end ?? core.end,
		day: beginning ? core.first! : core.day,
		time: clock?.time ?? core.time ?? null,
		kind:
			core.kind ?? (ofEvent || /from|starting|past|after|since/.test(lead) ? 'from' : limit ? 'by' : 'on'),
		recurrence: core.recurrence ?? null,
		sense: core.sense,
		limit
	};
}

const EVENT =
	/\b(?:to|at|(?<!ahead )of|from|after|about|during|in) (?:the |our |next |this |[a-z]+'s )+(?:[a-z-]+ ){0,2}(?:meeting|call|workshop|session|conference|summit|plenary|webinar|event|agm|gala|seminar|hearing|sprint) $/;

function startWithLead(folded: string, at: number, free: number): number {
	if (!/[\s:~]/.test(folded[at - 1] ?? '')) return at;
	const article = folded.slice(at - 4, at) === 'the ' && at - 4 >= free ? at - 4 : at;
	for (let start = Math.max(free, at - 30); start < at; start++) {
		if (start > 0 && /[a-z0-9]/.test(folded[start - 1]!)) continue;
		for (const pattern of [LEAD, LEAD_TO_END, DAY_END]) {
			pattern.lastIndex = start;
			const found = pattern.exec(folded);
			if (found && (endOf(found) === at || endOf(found) === article)) return start;
		}
	}
	return at;
}

function clockAt(folded: string, from: number): { end: number; time: string } | null {
	CLOCK.lastIndex = from;
	CLOCK_24.lastIndex = from;
	const found = CLOCK.exec(folded) ?? CLOCK_24.exec(folded);
	if (!found) return null;
	const said = Number(found[1]);
	const minutes = found[2] ?? '00';
	if (said > 23 || Number(minutes) > 59) return null;
	const half = found[3]?.[0];
	const hours = half === 'p' && said < 12 ? said + 12 : half === 'a' && said === 12 ? 0 : said;
	return { end: endOf(found), time: `${String(hours).padStart(2, '0')}:${minutes}` };
}
