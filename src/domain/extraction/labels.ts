/** Lines that are titles: "遗留问题：", "三、待办事项", "Next steps:", "会议时间：6月5日" [EX10–EX19]. */
import { namesInAttendance, rolesLine } from './attendance.ts';
import { dueOf, quote } from './draft.ts';
import { isImperative } from './en-text.ts';
import type { ExtractedDue, Quoted } from './extracted-item.ts';
import {
	entered,
	hasBulletsBeside,
	hasChildren,
	isEntry,
	isFollowedByEntries,
	isHan,
	namesFor,
	step,
	titleKind,
	wordsOf
} from './line.ts';
import type { Line, Step } from './line.ts';
import { markerAt } from './marker.ts';
import { isDoneWord } from './marks.ts';
import { withNames } from './names.ts';
import { readNamesOnly } from './owner-list.ts';
import { daysWithin } from './promise.ts';
import type { Range } from './promise.ts';
import { goesOn, prose } from './prose-notes.ts';
import {
	NUMBERED,
	isActionKind,
	isDetail,
	kindAt,
	ownersAt,
	saidPast,
	scope,
	withLabel,
	withListEntry,
	withRoster
} from './section.ts';
import type { SectionKind, SectionState } from './section.ts';
import { departmentIn, titleOwners } from './title-owners.ts';
import { announcesWork, bareTitle } from './titles.ts';
import type { TitleKind } from './titles.ts';
import { isChineseOwner } from './zh-owner.ts';

/** Longest text before a colon that can still be a label. */
const LABEL_REACH = 34;
/** Longest line without a colon that can be one. */
const LONGEST_TITLE = 48;

/** `Action item:` with nothing behind or below it was left empty. */
export const SINGULAR = /^(?:action|action item|action point|a\.?i|ap)$/;

/** How the entry before it stands, on a line of its own [EX7]. */
const STATE = /^[\s*_]{0,4}(?:(?:当前|完成|任务)?状态|status|state)[*_]{0,2}\s?[:][*_]{0,2}\s?(\S.{0,200})$/;

/** `Done. They play for free.` below an item. */
const DONE_SINCE =
	/^[\s*_]{0,4}(?:already )?(?:done|completed?|finished|closed)(?:[*_]{0,2}(?:[.!,;]|\s[-–—]\s|\s?$))/;

/** What a title says, when the line is one; null when the line has to be read as an entry or as prose. */
export function readLabel(line: Line, state: SectionState): Step | null {
	const words = wordsOf(line);
	const told = STATE.exec(words);
	if (told) return step(entered(line, state), ...(isDoneWord(told[1]!) ? [{ type: 'done' } as const] : []));
	if (isDetail(state, line.depth) && DONE_SINCE.test(words))
		return step(entered(line, state), { type: 'done' });
	const numbered = readNumberedTitle(line, state, words) ?? readNumberedBody(line, state, words);
	if (numbered) return numbered;
	if (/^(?:本周|这周)\s?:\s?$/.test(words) && saidPast(state, line.depth)) return openPlan(line, state);
	const announced = announcedIn(line, words);
	if (announced) return open(line, state, announced, []);
	const ordered = orderedBelow(line, words);
	if (ordered) {
		const opened = open(line, state, ordered, []);
		return step(opened.state, prose(line, state, line.statement, kindAt(state, line.depth)));
	}
	const colon = colonAt(line);
	if (rolesLine(words)) return step(entered(line, meetNames(line, state, colon)));
	if (colon < 0 && words.length > LONGEST_TITLE) {
		const from =
			line.depth < 0 && state.headings.length <= 1 && words.length < 400 ? peopleFrom(line, colon) : -1;
		return from < 0 ? null : step(entered(line, meetNames(line, state, from)));
	}
	const { folded, statement } = line;
	const bare = bareTitle(colon < 0 ? words : folded.slice(statement.body, colon).replace(/[→=>-]+$/, ''));
	const kind = titleKind(line.reader, bare);
	// Within a list of tasks it may be whom the next of them are for.
	const parts = kind === null && isActionKind(kindAt(state, -1)) && isFollowedByEntries(line);
	if (isCried(line) && !parts) return open(line, state, openedKind(kind, state, -1) ?? 'plain', []);
	const isEmpty = colon < 0 || /^[*_\s]*$/.test(folded.slice(colon + 1, statement.end));
	if (kind === null && line.depth < 0 && state.headings.length <= 1) {
		const from = peopleFrom(line, colon);
		if (from >= 0) return step(entered(line, meetNames(line, state, from)));
	}
	const isEnclosed = /^\s?\[[^\][]{1,30}\]\s?$/.test(words);
	if (isEmpty) {
		const read = readBareLabel(line, state, { kind, bare, hasColon: colon >= 0 || isEnclosed });
		// 【老师反馈】: a title, whatever it says, ends what the last one said.
		return read ?? (isEnclosed && line.depth < 0 ? open(line, state, 'plain', []) : null);
	}
	if (kind === 'done' && handsOut(line, colon + 1)) return null;
	return kind === null || kind === 'owners' ? null : readInlineLabel(line, state, kind, colon);
}

/** 「20日晚开了会，讨论结果如下：」: a sentence that closes like a title. */
function announcedIn(line: Line, words: string): TitleKind | null {
	const leads = line.depth >= 0 ? hasChildren(line) : isFollowedByEntries(line);
	if (leads && words.length > 12 && announcesWork(words)) return 'action';
	const closing = line.depth < 0 ? /[,;。]\s?([^,;。:]{2,24}):\s*$/.exec(words.slice(-40)) : null;
	const kind = closing && titleKind(line.reader, bareTitle(closing[1]!));
	return kind === 'decision' || kind === 'action' || kind === 'issues' ? kind : null;
}

/** `DONE: Luis and Andrew to send the lists`: who was to do what, and how it stands. */
function handsOut({ block, folded, statement }: Line, from: number): boolean {
	const named = HANDED.exec(block.text.slice(from, Math.min(statement.end, from + 80)));
	return named !== null && isImperative(folded, from + named[0].length);
}

const HANDED =
	/^[\s*_]{0,4}\p{Lu}[\p{L}'’-]{1,15}(?:(?: | and | & |, )\p{Lu}[\p{L}'’-]{1,15}){0,3} to (?=[a-z])/u;

/** 「主任作了部署，要求：一是…」: a sentence that closes with an order for the numbered words behind it; what stands before is read too. */
function orderedBelow({ depth, following }: Line, words: string): TitleKind | null {
	if (depth >= 0 || following?.numbered !== true) return null;
	const closing = words.slice(-40);
	if (ARRANGED.test(closing)) return 'action';
	return ORDERED.test(closing) ? 'decision' : null;
}

const ARRANGED =
	/(?:进行|作出?|做出?)了?(?:具体|详细|明确|统一|全面|以下|如下)*的?(?:工作)?(?:安排|部署|分工|布置|分配)\s?[:,]\s*$/;
const ORDERED = /[,;。][^,;。:]{0,16}(?:要求|强调|决定|议定|明确|提出[^,;。:]{0,8}(?:要求|意见))\s?[:,]\s*$/;

/** `NEW BUSINESS`: in a plain text a line in capitals is a heading. */
function isCried(line: Line): boolean {
	const { block, statement } = line;
	const written = block.text.slice(statement.body, statement.end);
	return line.depth < 0 && statement.number === null && /^\p{Lu}[\p{Lu} &/-]{3,40}$/u.test(written);
}

/**
 * `From us: Ellie (AE), Mark (SE)`, `30 May — Mo, Ben, Kit`: near the top a line that closes with nothing but names says who is there. What
 * stands before the names; -1 for other lines.
 */
function peopleFrom({ block, statement }: Line, colon: number): number {
	const text = block.text.slice(0, statement.end);
	const dash = Math.max(...[' — ', ' – ', ' - '].map((sign) => text.lastIndexOf(sign))) + 1;
	const said = colon < 0 ? THERE.exec(text.slice(statement.body)) : null;
	const from = said ? statement.body + said[0].length - 1 : colon >= 0 ? colon : dash;
	if (from <= statement.body) return -1;
	const parts = text
		.slice(from + 1)
		.replace(/\.\s*$/, '')
		.replace(/\([^()]{1,40}\)/g, '')
		.split(/,|;| and | & |\s[-–—·|]\s/);
	const arePeople = parts.every((part) => PERSON.test(part.replace(/^[^:]{2,16}:/, '').trim()));
	return arePeople && parts.length >= (colon >= 0 ? 2 : 3) ? from : -1;
}

const PERSON =
	/^(?:@[\p{L}\p{N}_.-]{2,30}|(?:\p{Lu}\.\s?){0,2}\p{Lu}[\p{Ll}'’-]{1,15}(?:\s\p{Lu}[\p{L}'’.-]{0,15}){0,2})$/u;

/** `Present Alan Young, Lee Muston`: who is there, without a colon. */
const THERE =
	/^(?:members |also )?(?:present|in attendance|attend(?:ees|ing|ed by)|apologies|absent|regrets)(?: (?:were |was )?(?:received )?from)?(?:\s[–—-])?\s{1,20}(?=\p{Lu})/iu;

/** 「出席者 林朵、罗航」, 「出席 林朵 罗航 韩默」 */
const LISTED =
	/^\s?([\u3400-\u9fff]{2,5})\s(?:\S[^。]{0,200}、|[\u3400-\u9fff]{2,4}(?:\s[\u3400-\u9fff]{2,4}){1,20}\s?$)/;

/** Where a title's colon is, or the arrow that stands for it (「结论 → …」); -1 when there is none within reach. */
function colonAt({ folded, statement, reader }: Line): number {
	const { body, end } = statement;
	const reach = Math.min(end, body + LABEL_REACH);
	const colon = folded.slice(body, reach).indexOf(':');
	if (colon >= 0) return body + colon;
	const listed = LISTED.exec(folded.slice(body, end));
	if (listed && titleKind(reader, listed[1]!) === 'attendance')
		return body + folded.slice(body).search(/\s\S/);
	const arrow = /^([^→=>|-]{2,12}?)\s?(?:→|=>|-{1,2}>|\|)/.exec(folded.slice(body, reach));
	return arrow && titleKind(reader, bareTitle(arrow[1]!)) !== null ? body + arrow[0].length - 1 : -1;
}

/** 「三、待办事项」: headings of plain texts are numbered in Chinese and open a section until the next of them. */
function readNumberedTitle(line: Line, state: SectionState, words: string): Step | null {
	if (line.statement.number !== '一、' || line.depth >= 0) return null;
	const isUpper = UPPER.test(line.folded.slice(line.statement.start, line.statement.body));
	if (!isUpper && state.label?.level === ABOVE && RULES_BELOW.has(state.label.kind)) return null;
	const matter = /^[^,;。!?:]{2,10}:\s*(?=\S)/.exec(words)?.[0];
	if (matter && state.label?.isHeading && titleKind(line.reader, bareTitle(matter)) === null)
		return readNumberedMatter(line, state);
	if (words.length > 24 || /[,;。!?]/.test(words.replace(/\([^()]*\)/g, ''))) return null;
	if (state.label && isActionKind(state.label.kind) && !state.label.isHeading) return null;
	const bare = bareTitle(words);
	const title = titleKind(line.reader, bare);
	const hasContent = /:\s*\S/.test(words);
	if (hasContent && title !== null) return null;
	const owners = title === null ? departmentIn(line, state, bare) : [];
	const follows = state.label?.isHeading === true || ENDED_BY_NUMBER.has(state.label?.kind ?? null);
	if (title === null && (hasContent || (owners.length === 0 && !follows))) return null;
	const kind = openedKind(title, state, line.depth) ?? (owners.length > 0 ? 'department' : 'plain');
	return step(withLabel(state, scope(isUpper ? ABOVE : 0, kind, { owners, isHeading: true })));
}

/** 壹、贰、 stand above 一、二、: what such a title says of its entries holds for lines numbered so. */
const UPPER = /[壹贰叁肆伍陆柒捌玖拾]/;
const ABOVE = -1;
const RULES_BELOW: ReadonlySet<SectionKind | null> = new Set(['review', 'action', 'issues']);

/** 「2、学习部」 alone on a line of a plain text, with what it says below it. */
function readNumberedBody(line: Line, state: SectionState, words: string): Step | null {
	const { statement, following, depth } = line;
	if (depth >= 0 || statement.number === null || statement.number === '一、' || words.length > 16)
		return null;
	if (following?.place.kind !== 'paragraph' || (following.numbered && statement.number !== '(1)'))
		return null;
	if (kindAt(state, -1) === 'attendance') return null;
	const owners = departmentIn(line, state, bareTitle(words));
	if (owners.length === 0) return null;
	return step(withLabel(state, scope(0, 'department', { owners, isHeading: true })));
}

/** 「本周：」 where 「上周：…」 stood before it is what is planned. */
function openPlan(line: Line, state: SectionState): Step {
	const owners = ownersAt(state, line.depth);
	if (line.depth >= 0) return step(entered(line, state, 'action', { owners }));
	return step(withLabel(state, scope(0, 'action', { owners, isHeading: true })));
}

/** Labels whose lines are not numbered like the headings of a plain text. */
const ENDED_BY_NUMBER: ReadonlySet<SectionKind | null> = new Set(['attendance', 'department']);

/** 「四、临时动议：财委于七月十日前办理」: the next of the numbered headings, with what it is about behind it. */
function readNumberedMatter(line: Line, state: SectionState): Step {
	const { folded, statement } = line;
	const opened = withLabel(state, scope(0, 'plain', { isHeading: true }));
	const content = { start: folded.indexOf(':', statement.body) + 1, end: statement.end };
	return step(opened, prose(line, opened, content, 'plain'));
}

/** What a title opens: finished tasks are tasks below a list of tasks, elsewhere a report. */
function openedKind(title: TitleKind | null, state: SectionState, depth: number): SectionKind | null {
	if (title === 'topic') return 'plain';
	if (title !== 'done') return title;
	return isActionKind(kindAt(state, depth)) ? 'action' : 'report';
}

type Title = { readonly kind: TitleKind | null; readonly bare: string; readonly hasColon: boolean };

/** Titles of reports that are hardly anything else. */
const OF_PAST = /上周|上期|昨[日天]|完成|last|yesterday|completed/;
/** Titles of lists of tasks that are hardly anything else. */
const PLAIN_TITLE = /待办|代办|要[做完]|遗留|行动|追踪|分工|^(?:接下来|下一步)$|action|to-?do|next steps/;

function isPlainTitle({ reader }: Line, bare: string): boolean {
	return PLAIN_TITLE.test(bare) || reader.ownWords.titleKind(bare) !== null;
}

function readBareLabel(line: Line, state: SectionState, { kind, bare, hasColon }: Title): Step | null {
	const reporting = kind === null && line.depth < 0 && hasColon ? reportOf(line, state, bare) : null;
	if (reporting) return reporting;
	const person = kind === null || kind === 'topic' ? readPersonLabel(line, state, bare, hasColon) : null;
	if (person || kind === null) return person ?? readNewMatter(line, state);
	if (kind === 'deadline') {
		const due = deadlineIn(line, line.statement);
		return due ? deadlineStep(line, state, due) : step(state);
	}
	if (!hasColon && isEntry(line) && !isSubtitle(line, kind)) {
		if ((kind === 'report' && !OF_PAST.test(bare)) || kind === 'topic') return null;
		if (!hasChildren(line) && !hasBulletsBeside(line)) return null;
		if (
			bare.replace(/\s?\([^()]*\)$/, '').length > (isActionKind(kind) || kind === 'review' ? LABEL_REACH : 20)
		)
			return null;
	}
	if (!hasColon && isActionKind(kind) && !isPlainTitle(line, bare) && !isFollowedByEntries(line)) return null;
	if (kind === 'action' && SINGULAR.test(bare))
		return (line.depth >= 0 ? hasChildren(line) : !hasColon && isFollowedByEntries(line))
			? open(line, state, 'action', [])
			: null;
	return open(line, state, kind, titleOwners(line, bare, kind, namesFor(line, state)));
}

/** 「明日任务」, "To do until 20 May": what stands below is due on the day that the title says. */
export function dayOfTitle(line: Line, kind: SectionKind | null): ExtractedDue | null {
	return isActionKind(kind) && OF_ONE_DAY.test(wordsOf(line)) ? deadlineIn(line, line.statement) : null;
}

const OF_ONE_DAY =
	/明[日天]|后天|(?<!\b(?:taken|agreed|closed|completed|done|made|raised|arising) )\b(?:by|until|till|before|due)\s(?:the |on |by )?(?=\d|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|today|tomorrow|next|end|eo[dwmy])[a-z]*\b)/;

/** `**Budget**`, then a list: what the label before said of agenda, people or days is over. */
function readNewMatter(line: Line, state: SectionState): Step | null {
	if (line.depth >= 0 || isEntry(line) || !isFollowedByEntries(line)) return null;
	// 「活动」 behind 「总务」: whoever it is, the report of the one before is over.
	if (isHan(line))
		return state.label?.kind === 'department' &&
			!state.label.isHeading &&
			/^[\u3400-\u9fff]{2,8}$/.test(wordsOf(line).trim())
			? open(line, state, 'plain', [])
			: null;
	if (!state.label?.kind || !PASSING.has(state.label.kind) || /[,.;!?]/.test(wordsOf(line))) return null;
	return open(line, state, 'plain', []);
}

const PASSING: ReadonlySet<SectionKind> = new Set([
	'agenda',
	'attendance',
	'boilerplate',
	'schedule',
	'report',
	'review'
]);

/** 「（二）本周计划」 in a plain text, with the numbered lines below it; 「1、近期任务」 above (1). */
function isSubtitle(line: Line, kind: TitleKind): boolean {
	const { number } = line.statement;
	return (
		line.depth < 0 &&
		(number === '(1)' || number === '一、' || line.following?.bracketed === true) &&
		isFollowedByEntries(line) &&
		kind !== 'topic'
	);
}

/** 「空管部报告：」 above its entries: the body speaks, whatever the title above. */
function reportOf(line: Line, state: SectionState, bare: string): Step | null {
	if (!/(?:报告|汇报)$/.test(bare) || !isFollowedByEntries(line)) return null;
	const owners = departmentIn(line, state, bare);
	if (owners.length === 0) return null;
	const isHeading = state.label?.isHeading === true;
	return step(withLabel(state, scope(0, 'department', { owners, isHeading })));
}

/** A line that is only a name: in lists of tasks the entries below are that person's, elsewhere a department speaks. */
function readPersonLabel(line: Line, state: SectionState, bare: string, hasColon: boolean): Step | null {
	// 【系统课】 behind 【待办】 stands beside it, not below it.
	const isBeside = line.depth < 0 && state.label !== null && wordsOf(line).trimStart().startsWith('[');
	const inAction = !isBeside && isActionKind(kindAt(state, line.depth));
	const names = namesFor(line, state);
	const form = isChineseOwner(bare, names)?.form;
	// Where people report one after the other, a name alone on a line is who reports next.
	const reports = form === 'known' && line.depth < 0 && !isEntry(line) && REPORTING.has(kindAt(state, -1));
	const leads =
		hasColon ||
		reports ||
		(line.depth >= 0
			? (inAction || form === 'known' || (form === 'department' && BODY.test(bare))) && hasChildren(line)
			: !isEntry(line) && isFollowedByEntries(line));
	const at = line.folded.indexOf(bare, line.statement.start);
	if (!leads || at < 0 || bare.length === 0 || bare.length > 40) return null;
	const isBody =
		form === 'department' ||
		(form === 'known' && (reports || (line.depth >= 0 ? hasChildren(line) : isFollowedByEntries(line))));
	if (!inAction && !isBody) return null;
	const owners = readNamesOnly(line.block, line.folded, { start: at, end: at + bare.length }, names, true);
	if (inAction && !owners && line.depth >= 0 && hasChildren(line) && ONE_WORD.test(bare)) {
		const signed = /[\d_]/.test(bare)
			? [quote(line.block.id, line.block.text, { start: at, end: at + bare.length })]
			: [];
		return open(line, state, null, signed);
	}
	if (!owners || owners.length === 0) return null;
	if (!inAction) return open(line, state, 'department', owners);
	// A name below a title of a plain text takes the place of that title, and goes on with its list.
	return open(line, state, line.depth < 0 && state.label ? kindAt(state, -1) : null, owners);
}

/** 「秘书处」 above entries, not a field of work like 「测试」. */
const BODY = /[\u3400-\u9fff][部组处会室科股]$/;

const REPORTING: ReadonlySet<SectionKind> = new Set(['report', 'department']);

/** `* dcantrell`, `* website` above what is to be done: whose it is, or what it is about. */
const ONE_WORD = /^[a-z][a-z0-9_.-]{1,24}$/;

function open(line: Line, state: SectionState, title: SectionKind | null, owners: readonly Quoted[]): Step {
	const kind = title === 'topic' ? 'plain' : title === 'done' ? openedKind(title, state, line.depth) : title;
	const isDone = title === 'done' && kind === 'action';
	if (line.depth === 0 && hasBulletsBeside(line))
		return step(withLabel(state, scope(NUMBERED, kind, { owners, isDone })));
	if (line.depth >= 0 && line.isFirst) return step(entered(line, state, kind, { owners, isDone }));
	if (line.depth >= 0) return step(withListEntry(state, scope(line.depth - 0.5, kind, { owners, isDone })));
	return step(withLabel(state, scope(0, kind, { owners, isDone, due: dayOfTitle(line, kind) })));
}

/** `代办事项：…`, `参会人员：…`, `DDL：周五`: a label with content on the same line, which says nothing of the lines after it. */
function readInlineLabel(line: Line, state: SectionState, kind: TitleKind, colon: number): Step | null {
	if (isActionKind(kind) || markerAt(line.folded, colon + 2)?.strength === 'strong') return null;
	const closed = line.depth < 0 && !state.label?.isHeading ? withLabel(state, null) : state;
	if (kind === 'deadline') {
		const due = deadlineIn(line, line.statement);
		return due ? deadlineStep(line, state, due) : step(entered(line, state));
	}
	if (kind === 'attendance') return step(entered(line, meetNames(line, closed, colon)));
	if (kind === 'schedule' && ONLY_TIME.test(wordsOf(line))) {
		const due = deadlineIn(line, line.statement);
		const notes = due ? [{ type: 'deadline', due, depth: line.depth, reach: 'owned' } as const] : [];
		return step(entered(line, closed, kind), ...notes);
	}
	if (kind === 'decision' || kind === 'report') {
		const content = { start: colon + 1, end: line.statement.end };
		return step(goesOn(line, state, entered(line, closed, kind), kind), prose(line, state, content, kind));
	}
	// 「案由二：請管委會協助案」 is what is talked about; behind an English topic's colon the talk itself may stand.
	if (kind === 'topic' && !isHan(line)) {
		const content = { start: colon + 1, end: line.statement.end };
		return step(entered(line, closed, 'plain'), prose(line, closed, content, 'plain'));
	}
	return step(entered(line, closed, kind === 'topic' ? 'plain' : kind));
}

/** 「时间：6月5日」 */
const ONLY_TIME = /^[\s*_]{0,4}(?:时间|日期)[\s*_]{0,4}:/;

function meetNames(line: Line, state: SectionState, colon: number): SectionState {
	const { folded, statement } = line;
	const names = namesInAttendance(folded.slice(colon < 0 ? statement.body : colon + 1, statement.end));
	return withRoster(state, withNames(state.roster, names));
}

/** The one day a range says, as a deadline; null when it says none or leaves a choice (`周四 / 周末`). */
export function deadlineIn(line: Line, range: Range): ExtractedDue | null {
	const days = daysWithin(line.days(), range).filter((day) => day.day !== null);
	return days.length === 1 ? dueOf({ ...days[0]!, kind: 'by' }, line.block.id, line.block.text) : null;
}

/** 完成时间 speaks of the entry before it; 截止日期 and DDL of the entries beside it, or of the section. */
function deadlineStep(line: Line, state: SectionState, due: ExtractedDue): Step {
	const ofLast = /^[\s*_]*(?:完成|时限|期限)/.test(wordsOf(line));
	const reach = ofLast ? 'last' : line.depth < 0 ? 'section' : 'list';
	return step(entered(line, state), { type: 'deadline', due, depth: line.depth, reach });
}
