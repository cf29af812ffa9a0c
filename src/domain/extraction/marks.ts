/** Marks that minutes put on an entry: done or not [EX7], how urgent [EX8]. */
import type { Priority } from './extracted-item.ts';
import type { FirstLook } from './first-look.ts';
import type { Range } from './promise.ts';

const DONE_END =
	/[\s\-–—(,;.。:|]*(?:\[|\()?\s?(?:(?:已|均已|现已|都已)(?:经)?(?:[于在]?\s?\d[\d月日号年/.\s-]{0,10})?(?:(?!部分|基本|大体|初步)[\u3400-\u9fff]{2}(?=完成|完毕))?(?:完成|完毕|解决|闭环|关闭|处理|修复|提交|落实|上线|结束|办结|搞定|结案|验收)|完成(?!\S)|(?:[,;:]\s?)(?:结案|销案|解除列管)|(?:done|closed|completed|(?<=[-–—:;,(]\s?)complete|finished|resolved|fixed)(?: (?:on )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)?|ok|√|✓|✔️?|☑️?|✅)\s?(?:\]|\))?[\s.。;!]*$/;
const DONE_START =
	/^[\s*_~]*(?:[√✓✔☑✅]️?|(?:\[|\()\s?(?:done|closed|completed|已完成|已关闭|已解决|已闭环|完成|x)\s?(?:\]|\))|done\s?(?:[:!-]|$)|(?:completed|finished|closed)\s?:|已(?:经)?(?=完成|与|和|向|在|由|将|把|对|提交|解决|确认|发|修|处理|更新|闭环|关闭|通知|联系|上线|安排|开))/;
/** `…: done, waiting for their reply`. */
const DONE_INSIDE =
	/\s?(?:[:]|[.](?=\s)|\s(?:-{1,3}|[–—])|\s?(?:-{1,3}>|→|=>))\s{0,2}(?:done|completed|finished|已(?:经)?(?:完成|办结|闭环|解决|修复|定位|合入|上线|提交|关闭))(?=[,.;(]|\sby\s)|\s\((?:done|completed|finished)(?=[,;])|,\s?已(?:经)?(?:完成|办结|闭环|解决)(?=[,;。(])|\s(?:✅|✔|☑)\ufe0f?\s{0,2}(?=[^\s✅✔☑])/;
const OPEN_END =
	/\d{1,2}[日号]?(?:\([^()]{1,3}\))?\s?(?:之?前|以前)?\s完成[\s.。;]*$|\b(?:once|when|until|if|after|as soon as|before)\b[^,;.]{1,30}\s(?:done|closed|completed|finished|resolved|fixed)[\s.)!]*$|(?<!\d)\d{1,2}\s?%\s?(?:done|complete[d]?|finished)[\s.)]*$|(?:未|待|没|尚|不)(?:\S{0,2})(?:完成|解决|闭环|关闭|处理|提交|确认)\s?[)\]]?[\s.。;]*$|(?:预[计估定]|计划|争取|力争|目标|将|拟|须|应|请)[^,;。:已]{0,14}(?:完成|完毕|解决|闭环|关闭|处理|修复|提交|落实|上线|结束)\s?[)\]]?[\s.。;]*$|(?:not|un|never|isn't|to be|nearly|almost|mostly|half|partly|partially)\s?(?:yet )?(?:done|closed|completed?|finished|resolved|fixed)[\s.)]*$/;

/** What every mark behind the work holds. */
const SAYS_DONE = /已|完成|结案|销案|解除列管|done|closed|complete|finished|resolved|fixed|ok|[√✓✔☑✅]/;
export const DONE_LOOK: FirstLook = { look: SAYS_DONE, behind: [DONE_END, DONE_INSIDE] };

/** How far from the end of an entry its mark can begin. */
const TAIL = 60;

/** `[in progress] Ana: …`, `(carried over) Ben: …`, `PENDING: Cleo to …`: how it stands, said first. */
const OPEN_START =
	/^(?:[\s*_]*[🚧❌⏳⌛🔄🔁🟡🟢🔴🟠⚪⏸⏩🔜❗⚠⬜🔲]\ufe0f?\s)?(?:[\s*_]*[([](?:in[- ]progress|wip|on-?going|open|pending|carried[- ](?:over|forward)|not (?:yet )?(?:done|started)|no update|blocked|on hold|to ?do|new|old|continued|postponed|moved|late|overdue|started)[)\]][\s:*_-]*|(?:in progress|wip|on-?going|pending|carried (?:over|forward)|not (?:yet )?(?:done|started)|blocked|on hold|new|postponed)\s?:\s+(?=\S))?/u;

/** How many signs of an entry only say that it is still open. */
export function openMark(folded: string, { start, end }: Range): number {
	return OPEN_START.exec(folded.slice(start, Math.min(end, start + 30)))?.[0].length ?? 0;
}

/** The words that mark a range of folded text as done; null when it is open. */
export function doneMark(folded: string, { start, end }: Range): Range | null {
	const tail = folded.slice(Math.max(start, end - TAIL), end);
	const head = DONE_START.exec(folded.slice(start, Math.min(end, start + 40)));
	const atStart = head ? { start, end: start + head[0].length } : null;
	if (!SAYS_DONE.test(tail)) return atStart;
	const found = DONE_END.exec(tail);
	if (
		found &&
		!OPEN_END.test(tail) &&
		(found[0].length < tail.length || end - start <= 40) &&
		found.index + Math.max(start, end - TAIL) > start
	) {
		const from = Math.max(start, end - TAIL) + found.index;
		if (/^[\s\-–—(,;.。:|[√✓✔☑✅]/.test(found[0]) || /已|均已/.test(found[0])) return { start: from, end };
	}
	const inside = DONE_INSIDE.exec(tail);
	if (inside && !OPEN_END.test(tail.slice(0, inside.index + inside[0].length)))
		return { start: Math.max(start, end - TAIL) + inside.index, end };
	return atStart;
}

const PRIORITIES: readonly (readonly [Priority, RegExp])[] = [
	[
		'high',
		/高优(?:先级)?|优先级\s?[:]?\s?(?:高|一|1|p0|p1)|最高优先级|第一优先级?|首要任务|(?:\(|\[)(?:重点|重要|紧急|高|high|urgent|important|p0|p1)(?:\)|\])|特急|加急|high[- ]priority|priority\s?[:]\s?high|top priority|urgent(?:ly)?(?![a-z])|\bp[01]\b/
	],
	[
		'low',
		/低优(?:先级)?|优先级\s?[:]?\s?(?:低|三|3|p3)|(?:\(|\[)(?:置后|低|low|p3|不急|延后|nice to have)(?:\)|\])|low[- ]priority|priority\s?[:]\s?low|\bp[34]\b/
	],
	[
		'medium',
		/中优(?:先级)?|优先级\s?[:]?\s?(?:中|二|2|p2)|(?:\(|\[)(?:中|medium|p2)(?:\)|\])|medium[- ]priority|priority\s?[:]\s?(?:medium|normal)|\bp2\b/
	]
];

/** What every word of urgency holds. */
const SAYS_PRIORITY = /优|首要|特急|加急|priority|urgent|p[0-4]|[([]/;
export const PRIORITY_LOOK: FirstLook = {
	look: SAYS_PRIORITY,
	behind: PRIORITIES.map(([, pattern]) => pattern)
};

/** How urgent a range of folded text says it is, and with which words. */
export function priorityMark(folded: string, { start, end }: Range): (Range & { value: Priority }) | null {
	const text = folded.slice(start, end);
	if (!SAYS_PRIORITY.test(text)) return null;
	for (const [value, pattern] of PRIORITIES) {
		const found = pattern.exec(text);
		if (found) return { value, start: start + found.index, end: start + found.index + found[0].length };
	}
	return null;
}

/** The value of a priority cell or field: 高, P1, high. */
export function priorityWord(folded: string): Priority | null {
	const word = folded.trim();
	if (/^(?:高|紧急|重要|很高|特急|加急|high|urgent|critical|highest|p0|p1|1|h|★{3,5})/.test(word))
		return 'high';
	if (/^(?:中|一般|普通|正常|medium|normal|moderate|p2|2|m|★{2})/.test(word)) return 'medium';
	if (/^(?:低|不急|low|lowest|minor|p3|p4|3|l|★)/.test(word)) return 'low';
	return null;
}

/** What a status cell or field says: done only when the work is finished. */
export function isDoneWord(folded: string): boolean {
	const word = folded.trim();
	return /^(?:[√✓✔☑✅]|(?:已(?:经)?|均已?|全部已?)?(?:完成|解决|(?<=已)修复|关闭|闭环|结束|上线|提交|办结|验收|完毕|结案)(?:了)?(?=$|[\s,。;.!(])(?!\s?\d)|(?:已|均已|业已)(?!部分|初步|基本|大致)[^,;。未%]{0,16}(?:完成|完毕|完竣|办结|结案)(?=$|[\s,;。.!(])(?!\s?\d)|解除列管|(?:同意|建议|予以|准予)?(?:结案|销案|销号|解除列管)$|ok$|done|closed|completed?|finished|resolved|100\s?%|x$|是$|yes$)/.test(
		word
	);
}
