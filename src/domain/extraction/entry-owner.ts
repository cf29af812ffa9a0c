/** Who an entry of a list names around its words: `Ana: …`, `@ana …`, `… (Ana)`, `… -> Ana`, 「…（张三、李四）」 [EX20]. */
import type { Block } from './block.ts';
import type { DayMention } from './day-mention.ts';
import { quote } from './draft.ts';
import { BASE_VERBS } from './en-lexicon.ts';
import { readEnglishOwners } from './en-owner.ts';
import { isImperative } from './en-text.ts';
import type { Quoted } from './extracted-item.ts';
import type { FirstLook } from './first-look.ts';
import type { NameIndex } from './names.ts';
import { readNamesOnly, readOwnerList } from './owner-list.ts';
import type { Range } from './promise.ts';
import { isChinese } from './prose.ts';
import { AREA, COMMON_SURNAME, isChineseOwner, readChineseOwners, sortOfOwner } from './zh-owner.ts';
import { verbAt } from './zh-verbs.ts';

export type Entry = {
	readonly block: Block;
	readonly folded: string;
	readonly days: readonly DayMention[];
	readonly names: NameIndex;
	/** What marks the entry as an item: behind it a tag says who. */
	readonly marker?: unknown;
};

export type EntryOwner = {
	readonly owners: readonly Quoted[];
	/** The words that name them, which are not part of what is to be done. */
	readonly cut: Range | null;
	readonly rule: string;
};

/** The owner an entry begins with; null when it begins with the work. */
export function leadingOwner(entry: Entry, body: Range): EntryOwner | null {
	const { block, folded, names } = entry;
	const text = folded.slice(body.start, body.end);
	const tag = /^\[\[?(?:name=)?([^\][]{1,40})\]\]?\s?/.exec(text) ?? /^\(([^()]{1,40})\)\s?/.exec(text);
	if (tag && tag[0].length < text.length) {
		const start = body.start + tag[0].indexOf(tag[1]!);
		const owners = readNamesOnly(
			block,
			folded,
			{ start, end: start + tag[1]!.length },
			names,
			!tag[0].includes('=') && !(entry.marker && tag[0].startsWith('['))
		);
		if (owners) return { owners, cut: { start: body.start, end: body.start + tag[0].length }, rule: 'EX20' };
	}
	const separated =
		/^([^:;,.(]{1,60}?(?:,[^:;.(]{1,24}){0,4}?(?:\s?\([^()]{2,14}\))?)\s?(?:[:]|\s-{1,2}\s|(?<=[\u3400-\u9fff])--(?!>)|\s?(?:->|=>|→|➔)\s)\s?/.exec(
			text
		);
	if (separated) {
		const range = { start: body.start, end: body.start + separated[1]!.length };
		const owners = readNamesOnly(block, folded, range, names, false);
		if (owners)
			return { owners, cut: { start: body.start, end: body.start + separated[0].length }, rule: 'EX20' };
	}
	const hyphened = /^([\u3400-\u9fff·]{2,4})-(?=[\u3400-\u9fffa-z])/.exec(text);
	if (hyphened && isPersonBeside(hyphened[1]!, names)) {
		const end = body.start + hyphened[1]!.length;
		const owners = [quote(block.id, block.text, { start: body.start, end })];
		return { owners, cut: { start: body.start, end: end + 1 }, rule: 'EX20' };
	}
	const placed = leadingStranger(entry, body);
	if (placed) return placed;
	const picture = leadingPicture(entry, body);
	if (picture) return picture;
	if (isChinese(folded, body)) return leadingMention(entry, body) ?? leadingNames(entry, body);
	return leadingName(entry, body) ?? leadingDoer(entry, body);
}

/** 「阿里木 (PM)：…」, 「布和：负责…」: whoever stands before a colon with a role in brackets, or in charge, is somebody. */
function leadingStranger({ block, folded }: Entry, body: Range): EntryOwner | null {
	const found = STRANGER.exec(folded.slice(body.start, Math.min(body.end, body.start + 40)));
	if (!found || verbAt(found[1]!, 0) > 0) return null;
	const owner = quote(block.id, block.text, { start: body.start, end: body.start + found[1]!.length });
	return { owners: [owner], cut: { start: body.start, end: body.start + found[0].length }, rule: 'EX20' };
}

const STRANGER = new RegExp(
	`^((?:成员|队员|组员|同学)\\s?(?:[一二三四五六七八九十]|[\\da-h]{1,2})|[\\u3400-\\u9fff·]{2,6})\\s?(?:\\(\\s?(?:${AREA}|组长|队长|副?[\\u3400-\\u9fff]{2}(?:经理|工程师|负责人|人员)|pm|po|ui|ue|qa|dev|leader|scrum master)\\s?\\)\\s?:|(?:\\([\\u3400-\\u9fff]{2,4}\\)\\s?)?:\\s?(?=(?:主要|具体|全面)?负责))\\s?`
);

function leadingMention({ block, folded, names }: Entry, body: Range): EntryOwner | null {
	const owner = folded[body.start] === '@' ? readChineseOwners(folded, body.start, names, 'strict') : null;
	if (!owner) return null;
	const owners = owner.parts.map((part) => quote(block.id, block.text, part));
	return { owners, cut: { start: owner.start, end: owner.end }, rule: 'EX20' };
}

/** 「郑凯&孙浩 埋点方案」: names, a space, the work. */
function leadingNames({ block, folded, names }: Entry, body: Range): EntryOwner | null {
	const owner = readChineseOwners(folded, body.start, names, 'shape');
	if (!owner || owner.end >= body.end || !/^\s{1,4}\S/.test(folded.slice(owner.end, owner.end + 5)))
		return null;
	if (owner.form !== 'known' && owner.form !== 'person') return null;
	const owners = owner.parts.map((part) => quote(block.id, block.text, part));
	return { owners, cut: { start: body.start, end: owner.end }, rule: 'EX20' };
}

/** 「所有人自己写的用例加上标签」: a group that opens an entry, whatever it does. */
export function leadingGroup({ block, folded, names }: Entry, body: Range): EntryOwner | null {
	const owner = readChineseOwners(folded, body.start, names, 'strict');
	if (owner?.form !== 'group' || owner.end >= body.end || folded[owner.end] === '的') return null;
	const owners = owner.parts.map((part) => quote(block.id, block.text, part));
	return { owners, cut: { start: body.start, end: owner.end }, rule: 'EX20' };
}

/** `carl to update the wiki`: with a mark before it any word that is none of ours may be a name. */
function leadingDoer({ block, folded, names }: Entry, body: Range): EntryOwner | null {
	const text = folded.slice(body.start, body.end);
	const found =
		/^([a-z][a-z0-9_.'-]{1,24}(?:(?:,|,? and|\/|\s?&)\s?[a-z][a-z0-9_.'-]{1,24}){0,3})\s(?:to|will|shall)\s(?!(?:the|an?|all|our|their|his|her|its|my|your|some|each|every)\b)(?=[a-z])/.exec(
			text
		) ??
		(/^\p{Lu}/u.test(block.text.slice(body.start, body.end)) ? (DOES.exec(text) ?? DO.exec(text)) : null);
	if (!found) return null;
	const range = { start: body.start, end: body.start + found[1]!.length };
	const owners = readNamesOnly(block, folded, range, names, false);
	if (!owners || owners.length === 0) return null;
	// "Light to be sorted": what something is done to.
	const isDoneTo = /^be (?![a-z]+ing\b)/.test(text.slice(found[0].length));
	if (isDoneTo && !owners.every(({ span }) => names.at(folded, span.start)?.end === span.end)) return null;
	return { owners, cut: { start: body.start, end: body.start + found[0].length }, rule: 'EX20' };
}

/** `Chen creates a prototype` */
const DOES = new RegExp(`^([a-z][a-z'-]{1,24})\\s(?=(?:${BASE_VERBS})e?s\\s)`);

/** `Pat & Lou get three quotes` */
const DO = new RegExp(
	`^([a-z][a-z'-]{1,24}(?:,\\s[a-z][a-z'-]{1,24})?\\s?(?:&|and|\\+|\\/)\\s?[a-z][a-z'-]{1,24})\\s(?=(?:${BASE_VERBS})\\s)`
);

/** `🦊: fix the tests`: people who sign with a picture. */
function leadingPicture({ block, folded }: Entry, body: Range): EntryOwner | null {
	const text = folded.slice(body.start, body.end);
	const found = /^[a-z\u3400-\u9fff]/.test(text) ? null : PICTURES.exec(text);
	if (!found || found[0].length >= text.length) return null;
	const owners = [...found[1]!.matchAll(PICTURE)].map((picture) =>
		quote(block.id, block.text, {
			start: body.start + picture.index,
			end: body.start + picture.index + picture[0].length
		})
	);
	return { owners, cut: { start: body.start, end: body.start + found[0].length }, rule: 'EX20' };
}

const PICTURE =
	/\p{Extended_Pictographic}(?:\ufe0f|\u200d\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}]){0,4}/gu;
const PICTURES =
	/^((?:\p{Extended_Pictographic}(?:\ufe0f|\u200d|[\u{1f3fb}-\u{1f3ff}]|\s?[/&+,]?\s?(?=\p{Extended_Pictographic})){0,4}){1,5})\s?:\s?/u;

/** `everyone review the draft` */
export const EVERYBODY = /^(?:everyone|everybody|all(?: .{1,16})?)$/;

function doesBehind(folded: string, at: number): boolean {
	return folded[at] === ' ' && isImperative(folded, at + 1);
}

/** `@ana go through it`, `DC respond by email`, `pms, please …`. */
function leadingName({ block, folded, names }: Entry, body: Range): EntryOwner | null {
	const owner = readEnglishOwners(folded, block.text, body.start, names);
	if (!owner || owner.end >= body.end) return null;
	const rest = folded.slice(owner.end, owner.end + 12);
	const asked =
		owner.form === 'group' &&
		(/^, please/.test(rest) ||
			(EVERYBODY.test(folded.slice(owner.start, owner.end)) && doesBehind(folded, owner.end)));
	if (owner.form !== 'handle' && owner.form !== 'known' && !asked) return null;
	if (!/^[\s,]/.test(rest) || /^\s(?:and|or|&)\s/.test(rest)) return null;
	const owners = owner.parts.map((part) => quote(block.id, block.text, part));
	return { owners, cut: { start: owner.start, end: owner.end }, rule: 'EX20' };
}

/** The owner an entry ends with; null when it ends with the work. */
export function trailingOwner(entry: Entry, whole: Range): EntryOwner | null {
	if (!PARTED.test(entry.folded.slice(whole.start, whole.end))) return null;
	const stop = /\s?\.?$/.exec(entry.folded.slice(whole.start, whole.end))![0].length;
	const body = beforeLastDay(entry, { start: whole.start, end: whole.end - stop });
	return (
		namesBehindColon(entry, body) ??
		notedOwner(entry, body) ??
		bracketOwner(entry, body) ??
		arrowOwner(entry, body) ??
		mentionOwner(entry, body) ??
		colonOwner(entry, body) ??
		commaOwner(entry, body) ??
		spacedOwner(entry, body, whole) ??
		byOwner(entry, body) ??
		mentionInside(entry, body) ??
		nameInside(entry, whole)
	);
}

/** Whatever parts a name from the work before it. */
const PARTED = /[\s@:,()[\]=>|→—-]/;

/** `… (Ana) - carried over`: how it stands, said last. */
const STANDS =
	/(?:\s[-–—]{1,2}\s|\s?[,;]\s)(?:carried (?:over|forward)|still open|ongoing|on-going|in progress|pending|open|wip|on hold|no update|not started|started|\d{1,2}\s?% (?:done|complete)|进行中|未开始|延期|待定)\s?[.)]?$|(?<=[)\]])\s?-{2}\s?[^()[\]]{1,40}$/;

/** `… - Ana (by 14 June)`: without the day that closes the entry. */
function beforeLastDay({ block, folded, days, names }: Entry, body: Range): Range {
	const told = STANDS.exec(folded.slice(body.start, body.end));
	if (told && told.index > 3)
		return beforeLastDay({ block, folded, days, names }, { start: body.start, end: body.start + told.index });
	const last = days.filter((day) => day.start > body.start && day.end <= body.end).at(-1);
	if (!last || !/^[\s)\].。,]*$/.test(folded.slice(last.end, body.end))) return body;
	let end = last.start;
	while (end > body.start && /[\s([,;|-]/.test(folded[end - 1]!)) end--;
	const open = folded.slice(body.start, end).lastIndexOf('(');
	return open >= 0 && !folded.slice(body.start + open, end).includes(')') ? body : { start: body.start, end };
}

/** `(nils, 15:04:11)`: who said it, and when. */
const STAMP = /^[^\s,]{1,24},\s\d{1,2}:\d{2}(?::\d{2})?$/;

/** `… (Ana, by Friday)`: the names in closing brackets, days left out. */
function bracketOwner(entry: Entry, body: Range): EntryOwner | null {
	const { block, folded, days, names } = entry;
	const text = folded.slice(body.start, body.end);
	const bracket =
		/[([]\s?(?:by |owner: ?|assigned to )?([^()[\]]{1,60}(?:\([^()]{2,14}\))?)[)\]]\s?[.。?]?$/.exec(text);
	if (!bracket || STAMP.test(bracket[1]!)) return null;
	const start = body.start + bracket.index + bracket[0].indexOf(bracket[1]!);
	const range = withoutDays(folded, { start, end: start + bracket[1]!.length }, days);
	const owners =
		(range && readNamesOnly(block, folded, range, names, true)) ??
		calledBeforeDay(entry, range, start + bracket[1]!.length);
	if (!range || !owners || owners.length === 0) return null;
	const person = personBefore(entry, { start: body.start, end: body.start + bracket.index });
	if (person !== null && sortOfOwner(folded.slice(range.start, range.end), names) === 'body') {
		const whole = quote(block.id, block.text, {
			start: person,
			end: body.start + bracket.index + bracket[0].trimEnd().length
		});
		return { owners: [whole], cut: { start: person, end: body.end }, rule: 'EX20' };
	}
	return { owners, cut: { start: body.start + bracket.index, end: body.end }, rule: 'EX20' };
}

/** 「（子轩，1/17）」: whatever stands before the day in brackets is called so. */
function calledBeforeDay(
	{ block, folded, days }: Entry,
	range: Range | null,
	end: number
): readonly Quoted[] | null {
	if (!range || !/^[\u3400-\u9fff]{2,3}$/.test(folded.slice(range.start, range.end))) return null;
	const isDated = days.some((day) => day.start > range.end && day.end <= end && day.day !== null);
	return isDated && verbAt(folded, range.start) === 0 && !NO_NAME.test(folded.slice(range.start, range.end))
		? [quote(block.id, block.text, range)]
		: null;
}

const NO_NAME =
	/^(?:预计|预定|计划|暂定|最晚|最迟|截[止至]|时间|日期|全天|上午|下午|晚上|已|待|需|约|从|到|至|于|在|线上|线下|初稿|终稿|定稿|[一二三四五六七八九十第])/;

/** 「提交预算 - 张*（市场部）」: where the person begins that the bracket tells of; null without one. */
function personBefore({ folded, names }: Entry, { start, end }: Range): number | null {
	const found = /(?<=[\s:,、;>—-])(@?[\u3400-\u9fff]{1,4}[*某]?)\s?$/.exec(folded.slice(start, end));
	if (!found) return null;
	const isPerson = sortOfOwner(found[1]!, names) === 'person' || /^.{1,3}[*某]$/.test(found[1]!);
	return isPerson ? start + found.index : null;
}

/** A range before or behind the days in it; null when there is nothing else. */
export function withoutDays(folded: string, range: Range, days: readonly DayMention[]): Range | null {
	const inside = days.filter((day) => day.start >= range.start && day.end <= range.end);
	if (inside.length === 0) return range;
	const before = trimmed(folded, { start: range.start, end: inside[0]!.start });
	const behind = trimmed(folded, { start: inside.at(-1)!.end, end: range.end });
	return before.end > before.start ? before : behind.end > behind.start ? behind : null;
}

function trimmed(folded: string, { start, end }: Range): Range {
	let from = start;
	let to = end;
	while (from < to && /[\s,;:/|、-]/.test(folded[from]!)) from++;
	while (to > from && /[\s,;:/|、-]/.test(folded[to - 1]!)) to--;
	return { start: from, end: to };
}

/** `Squash → Dave (from Costco)`: a word on how stands behind somebody known. */
function notedOwner(entry: Entry, body: Range): EntryOwner | null {
	const note = /\s\([^()]{2,40}\)\s?[.]?$/.exec(entry.folded.slice(body.start, body.end));
	const owner = note && arrowOwner(entry, { start: body.start, end: body.start + note.index });
	const isKnown = owner?.owners.every(
		({ span }) => entry.names.at(entry.folded, span.start)?.end === span.end
	);
	return owner && isKnown ? owner : null;
}

const ARROW = /\s?(?:-{1,3}>|=>|→|—{1,2}|-{2,3}|\s-|\s\|)\s?([^\s:;,.()→-][^:;.()→]{0,40})$/;

function arrowOwner({ block, folded, days, names }: Entry, body: Range): EntryOwner | null {
	const text = folded.slice(body.start, body.end);
	const arrow = ARROW.exec(text) ?? hyphenedName(text, names);
	if (!arrow || arrow.index < 2) return null;
	const start = body.start + arrow.index + arrow[0].lastIndexOf(arrow[1]!);
	const range = withoutDays(folded, { start, end: body.end - chased(arrow[1]!) }, days);
	const owners = range && readNamesOnly(block, folded, range, names, true);
	if (!owners || owners.length === 0) return null;
	return { owners, cut: { start: body.start + arrow.index, end: body.end }, rule: 'EX20' };
}

/** 「登录页面-张伟」: behind a hyphen only what is surely a person. */
function hyphenedName(text: string, names: NameIndex): RegExpExecArray | null {
	const found = HYPHENED.exec(text);
	return found && isPersonBeside(found[1]!, names) ? found : null;
}

const HYPHENED = /(?<=[\u3400-\u9fffa-z)])-([\u3400-\u9fff·]{2,4})$/;

/** 「→ 阿德追」: how long the word is that only gives charge. */
function chased(words: string): number {
	return (
		/(?:(?<=[\u3400-\u9fff]{2})(?:负责|跟进|追踪|处理|确认|去问|去办|[追跟办盯])|(?<=[a-z]\s?)[追跟办盯])$/.exec(
			words
		)?.[0].length ?? 0
	);
}

const MENTIONS =
	/[\s。;,)\]」](@[\p{L}\p{N}_.-]{1,40}(?:(?:,|,? and|\s)\s?@[\p{L}\p{N}_.-]{1,40}){0,4})\s?[.。]?$/u;

/** `… @Wei Zhang`: written out, as shared documents do. */
const WHOLE_MENTION = /\s(@\p{Lu}[\p{L}'’-]{1,20}(?:\s\p{Lu}[\p{L}'’-]{1,20}){1,2})\s?\.?$/u;

/** 「提交给 @小王」, `talk to @ana`: whom it is done for or with. */
const TO_SOMEBODY =
	/(?:给|向|到|至|与|和|跟|找|约|请教|\b(?:to|with|from|for|ping|ask|cc|via|and|or|tell|contact))\s?$/;

function mentionOwner({ block, folded, names }: Entry, body: Range): EntryOwner | null {
	const whole = WHOLE_MENTION.exec(block.text.slice(body.start, body.end));
	if (whole && !TO_SOMEBODY.test(folded.slice(body.start, body.start + whole.index))) {
		const start = body.start + whole.index + 1;
		const owners = [quote(block.id, block.text, { start, end: start + whole[1]!.length })];
		return { owners, cut: { start, end: body.end }, rule: 'EX20' };
	}
	const mention = MENTIONS.exec(folded.slice(body.start, body.end));
	if (!mention || TO_SOMEBODY.test(folded.slice(body.start, body.start + mention.index))) return null;
	const start = body.start + mention.index + 1;
	const owners = readOwnerList(block, folded, { start, end: start + mention[1]!.length }, names);
	return { owners, cut: { start, end: body.end }, rule: 'EX20' };
}

/** 「提交预算：张伟（市场部）、李娜（销售部）」: several names, each with where they work. */
function namesBehindColon({ block, folded, names }: Entry, body: Range): EntryOwner | null {
	const found = /^[^:()[\]]{2,60}:\s?([\u3400-\u9fff*]{2,8}\s?\([^()]{2,14}\)\s?[、,;][^:]{2,60})$/.exec(
		folded.slice(body.start, body.end)
	);
	if (!found) return null;
	const start = body.end - found[1]!.length;
	const owners = readNamesOnly(block, folded, { start, end: body.end }, names, true);
	return owners && owners.length > 0
		? { owners, cut: { start: start - 1, end: body.end }, rule: 'EX20' }
		: null;
}

/** 「仓库盘点，@老郑 带队」: the only one who is called on, where nobody else is said. */
function mentionInside({ block, folded, names }: Entry, body: Range): EntryOwner | null {
	const text = folded.slice(body.start, body.end);
	if (!text.includes('@') || !/[\u3400-\u9fff]/.test(text)) return null;
	const found = /(?<=[,;。\s]|^)@[\p{L}\p{N}_.-]{1,40}(?=\s)/gu;
	const mentions = [...text.matchAll(found)];
	const only = mentions[0];
	if (!only || mentions.length !== 1 || TO_SOMEBODY.test(text.slice(0, only.index))) return null;
	const range = { start: body.start + only.index, end: body.start + only.index + only[0].length };
	const owners = readOwnerList(block, folded, range, names);
	return owners.length === 1 ? { owners, cut: range, rule: 'EX20' } : null;
}

/** 「讲师邀请函 段工（今天发）」, 「门禁卡：阿杰 报到前到位」: somebody known, parted from the rest. */
function nameInside({ block, folded, names }: Entry, { start, end }: Range): EntryOwner | null {
	const text = folded.slice(start, Math.min(end, start + 80));
	if (!/[\u3400-\u9fff]/.test(text)) return null;
	for (const found of text.matchAll(
		/(?<=[\u3400-\u9fffa-z)\]\d%—–-][\s:,]{1,2})[^\s:,()]{2,24}(?=$|[\s(,])/g
	)) {
		const range = { start: start + found.index, end: start + found.index + found[0].length };
		if (text.lastIndexOf('(', found.index) > text.lastIndexOf(')', found.index)) continue;
		const owners = readNamesOnly(block, folded, range, names, false) ?? [];
		const isKnown = ({ span }: Quoted) => names.at(folded, span.start)?.end === span.end;
		if (owners.length > 0 && owners.every(isKnown)) return { owners, cut: range, rule: 'EX20' };
	}
	return null;
}

/** 「磁盘清理，小程，本周日」: the work, a comma, somebody the minutes know or who is called like people are. */
function commaOwner({ block, folded, names }: Entry, body: Range): EntryOwner | null {
	const found = /^[^,]{3,80}[,]\s?(@?[\u3400-\u9fff]{2,4}(?:、[\u3400-\u9fff]{2,4}){0,3})$/.exec(
		folded.slice(body.start, body.end)
	);
	if (!found) return null;
	const start = body.end - found[1]!.length;
	const owner = isChineseOwner(found[1]!, names);
	if (!owner || owner.form === 'role' || owner.form === 'group') return null;
	const owners = readNamesOnly(block, folded, { start, end: body.end }, names, true);
	return owners && owners.length > 0
		? { owners, cut: { start: start - 1, end: body.end }, rule: 'EX20' }
		: null;
}

/** 「活动页文案 小鱼 10/15」: the work, a space, somebody known, and the day that closes the entry. */
function spacedOwner({ block, folded, names }: Entry, body: Range, whole: Range): EntryOwner | null {
	const found = SPACED.exec(folded.slice(body.start, body.end));
	if (!found) return null;
	const start = body.end - found[1]!.length;
	const isKnown = body.end < whole.end && names.at(folded, start)?.end === body.end;
	if (!isKnown && !isPersonBeside(found[1]!, names)) return null;
	const owners = [quote(block.id, block.text, { start, end: body.end })];
	return { owners, cut: { start, end: body.end }, rule: 'EX20' };
}

const SPACED = /(?<=[\u3400-\u9fff)\]\d])\s{1,4}([\u3400-\u9fff]{2,4}|[a-z][a-z.'-]{1,14})$/;
/** Beside a space or a hyphen a stranger bears a surname that most people bear, and is called like nothing else. */
function isPersonBeside(words: string, names: NameIndex): boolean {
	if (sortOfOwner(words, names) !== 'person') return false;
	return names.at(words, 0)?.end === words.length || (BORN_SO.test(words) && !THING_LIKE.test(words));
}
const THING_LIKE =
	/[色油豆瓜酒河厅朝代装式词剧流器瓷土茶汤汁片饼卡州礼数榜打布比营笔冠座盘椒砂木场地区管图岗村口]$|^(?:黄[金花山]|胡[萝桃]|夏[天日威普]|罗马|杨[树梅]|王[国者]|许诺|唐人|雷电|张[力开弛]|苏联|熊[掌市]|朱红)/;
/** 「登录页面 王蕾」: a surname that most people bear. */
const BORN_SO = new RegExp(`^${COMMON_SURNAME}[\\u3400-\\u9fff]{1,2}$`);
export const PARTED_LOOK: FirstLook = { look: PARTED, behind: [ARROW, MENTIONS, SPACED] };

/** "Wei writes a draft, to be reviewed by Ana": the work is Wei's. */
const SIDE_WORK = /,\s(?:and |then )?to be [a-z]+$/;

/** `Renew the domain by Ana`: behind `by` a name does it. */
const MADE =
	/(?<!\b(?:the|an?|our|this|that|their|my|your|his|her|new|old|in|of|news))\s(?!(?:lawn|town|shed|seed|feed|bed|weed|need|speed|embed)\b)(?:[a-z]{2,}(?:ed|wn)|sent|made|written|given|brought)(?: (?:in|out|up|round))?$/;

function byOwner({ block, folded, names }: Entry, body: Range): EntryOwner | null {
	const found =
		/\sby\s(@?(?:[a-z][a-z0-9_.'-]{1,24}(?:\s(?:and|&)\s@?[a-z][a-z0-9_.'-]{1,24})?|[\u3400-\u9fff]{2,4}))\s?[.]?$/.exec(
			folded.slice(body.start, body.end)
		);
	const before = folded.slice(body.start, body.start + (found?.index ?? 0));
	if (!found || SIDE_WORK.test(before)) return null;
	// "Read the papers sent round by Ana": only told of the papers.
	if (isImperative(folded, body.start) && MADE.test(before)) return null;
	if (!/^[@\p{Lu}\u3400-\u9fff]/u.test(block.text.slice(body.start + found.index + 4))) return null;
	const start = body.start + found.index + 4;
	const owners = readNamesOnly(block, folded, { start, end: start + found[1]!.length }, names, true);
	return owners && owners.length > 0
		? { owners, cut: { start: start - 4, end: body.end }, rule: 'EX20' }
		: null;
}

/** 「部署：小王」, `deploy: xy`: the work first, then who. */
function colonOwner({ block, folded, names, days }: Entry, body: Range): EntryOwner | null {
	const colon =
		/^[^:()[\]]{2,40}[:]\s?([a-z]{2,12}(?:(?:,| and| ?&| ?\+|\/)\s?[a-z]{2,12}){0,3}|[\u3400-\u9fff]{2,4}(?:[、&+/][\u3400-\u9fff]{2,4}){0,3})(\s?\([^()]{2,16}\))?$/.exec(
			folded.slice(body.start, body.end)
		);
	if (!colon || (colon[2] && !days.some((day) => day.start >= body.end - colon[2]!.length && day.day)))
		return null;
	const end = body.end - (colon[2]?.length ?? 0);
	const start = end - colon[1]!.length;
	const owners = readNamesOnly(block, folded, { start, end }, names, false);
	if (!owners || owners.length === 0) return null;
	return { owners, cut: { start: start - 1, end }, rule: 'EX20' };
}
