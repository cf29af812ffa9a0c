/** Owners where owners are expected: a field's value, a table cell, a list below "Leads" [EX20]. */
import type { Block } from './block.ts';
import { quote } from './draft.ts';
import { BASE_VERBS, GROUP_NAME, NOT_A_NAME } from './en-lexicon.ts';
import { soundsLikeAThing } from './en-owner.ts';
import type { Quoted } from './extracted-item.ts';
import type { NameIndex } from './names.ts';
import type { Range } from './promise.ts';
import { LEADS_NO_NAME, isChineseOwner, sortOfOwner } from './zh-owner.ts';
import { verbAt } from './zh-verbs.ts';

const NOBODY =
	/^(?:无|暂无|待定|待确认|未定|tbd|tba|tbc|none|n\/?a|nobody|unassigned|nb|note|备注|注|[?？-]{1,3}|\/|空|不详)$/;
const SEPARATOR =
	/\s?(?:[、,;&+|\n]|(?<!\D\d{1,2})\/|\/(?!\d{1,2}(?!\d))|\s(?:and|or)\s|(?<=[\u3400-\u9fff])[和与及](?=[\u3400-\u9fff]{2}))\s?/g;

/** The names in a range that holds nothing but names, one owner each. Words in brackets stay with their name; 「等」 is left out. */
export function readOwnerList(block: Block, folded: string, range: Range, names: NameIndex): Quoted[] {
	const owners: Quoted[] = [];
	for (const part of parts(folded, range)) {
		const words = folded.slice(part.start, part.end);
		const goesOn =
			GOES_ON.test(words.replace(NOTED, '')) &&
			!(ONLY_NUMBER.test(words) && ONLY_NUMBER.test(owners[0]?.text ?? ''));
		if (owners.length > 0 && (goesOn || tellsWork(words))) break;
		for (const one of spaced(folded, part, names)) {
			const trimmed = trim(folded, one);
			const text = folded.slice(trimmed.start, trimmed.end);
			if (text.length === 0 || text.length > 40 || NOBODY.test(text)) continue;
			owners.push(quote(block.id, block.text, trimmed));
			if (owners.length >= 12) return owners;
		}
	}
	return owners;
}

/** 「赵一，起草晋升规则」, 「赵一，和财务核对数字」: the names are over. */
function tellsWork(words: string): boolean {
	const said = words.trimStart();
	return (
		/^[\u3400-\u9fff]{2}/.test(said) &&
		words.trim().length > 5 &&
		(verbAt(said, 0) > 0 || LEADS_NO_NAME.test(said))
	);
}

/** 「林岚（6.10 出初稿）」 */
const NOTED = /\([^()]*\)/g;

/** 「李娜，6月20日前完成」: after the names something else is said. */
const GOES_ON = /\d{1,2}\s?[月日号/:-]|前|完成|截止|\b(?:by|due|before|until)\b|\d{4}/;

/** 「2101/2102」: people by their numbers. */
const ONLY_NUMBER = /^\s?\d{1,12}\s?$/;

function parts(folded: string, { start, end }: Range): Range[] {
	const text = folded.slice(0, end);
	const ranges: Range[] = [];
	let from = start;
	SEPARATOR.lastIndex = start;
	for (let found = SEPARATOR.exec(text); found; found = SEPARATOR.exec(text)) {
		if (found[0].length === 0) {
			SEPARATOR.lastIndex++;
			continue;
		}
		if (insideBrackets(text, start, found.index)) continue;
		ranges.push({ start: from, end: found.index });
		from = found.index + found[0].length;
	}
	ranges.push({ start: from, end });
	return ranges;
}

const LONGEST_BRACKET = 80;

function insideBrackets(text: string, from: number, at: number): boolean {
	const near = text.slice(Math.max(from, at - LONGEST_BRACKET), at);
	return near.lastIndexOf('(') > near.lastIndexOf(')');
}

/** 「蔡万 朱伟」: Chinese names side by side, parted by spaces only. */
function spaced(folded: string, part: Range, names: NameIndex): Range[] {
	const text = folded.slice(part.start, part.end);
	const words = text.trim().split(/\s{1,4}/);
	if (words.length < 2 || words.length > 8) return [part];
	const isNames = words.every(
		(word) =>
			/^[\u3400-\u9fff·]{2,4}$/.test(word) || /^@/.test(word) || names.at(word, 0)?.end === word.length
	);
	if (!isNames) return [part];
	let from = part.start;
	return words.map((word) => {
		const start = folded.indexOf(word, from);
		from = start + word.length;
		return { start, end: from };
	});
}

function trim(folded: string, { start, end }: Range): Range {
	let from = start;
	let to = end;
	while (from < to && /[\s:*_,.。;"'[<]/.test(folded[from]!)) from++;
	while (
		to > from &&
		/[\s:*_,.。;"'\]>!-]/.test(folded[to - 1]!) &&
		!(folded[to - 1] === '*' && /[\u3400-\u9fff]/.test(folded[to - 2] ?? ''))
	)
		to--;
	const dated = DATED.exec(folded.slice(from, to));
	if (dated) to = from + dated.index;
	if (to - from > 2 && /等(?:人)?$/.test(folded.slice(from, to))) to -= folded[to - 1] === '人' ? 2 : 1;
	return { start: from, end: to };
}

/** 「林岚 6/10」, 「林岚（6.10 出初稿）」: a day behind the name is no part of it. */
const DATED = /(?<=[^\s(])\s?[\s(]\s?\d{1,2}\s?(?:[/.-]\s?\d{1,2}(?!\d)|月\s?\d|[日号]).*$/;

const NAME_PART = /^(?:@?[\p{L}][\p{L}\p{N}'._-]{0,24})(?:\s[\p{L}][\p{L}'.-]{0,20}){0,2}$/u;
const NOT_OWNER_WORD = new RegExp(
	`^(?:${BASE_VERBS}|re|q|note|nb|fyi|sdk|docker|redis|mysql|android|ios|web|app|ppt|readme|linux|windows|h5|github|gitee|gitlab|k8s|kafka|nginx|vue|react|java|python|rust|sql|rfc|adr|kpi|okr|poc|mvp|sop|faq|cve|e\\.?g|idea|ideas|request|question|update|goal|topic|http|https|optional|new|bug|issue|ref|see|pr|docs?|part|phase|step|day|week|option|example|draft|status|date|time|place|location|where|budget|total|summary|background|context|aiming|hoping|trying|planning|looking|waiting|working|going|pros|cons|risk|risks|blocker|blockers|last|next|done|wip|tbd|urgent|high|medium|low|open|closed|pending|ongoing|carried|minor|major|critical|future)$`
);

/**
 * The owners of a range that holds nothing but owners; null when some of its words are no name, an empty list when it says that nobody
 * is (`??`). `firm` takes only names that are known or have a name's capitals; otherwise one short word in small letters is one too,
 * as people sign themselves.
 */
export function readNamesOnly(
	block: Block,
	folded: string,
	range: Range,
	names: NameIndex,
	firm: boolean
): Quoted[] | null {
	const text = folded.slice(range.start, range.end).trim();
	if (/^\?{1,3}$/.test(text)) return [];
	if (/[\u3400-\u9fff]/.test(text)) return chineseNamesOnly(block, folded, range, text, names);
	const owners = readOwnerList(block, folded, range, names);
	const rest = folded.slice(owners.at(-1)?.span.end ?? range.end, range.end);
	if (/[a-z]{3}/.test(rest.replace(/\([^()]*\)?/g, '')) && !NOBODY_BEHIND.test(rest)) return null;
	return owners.length > 0 && owners.every((owner) => isEnglishName(folded, owner, names, firm))
		? owners
		: null;
}

function chineseNamesOnly(
	block: Block,
	folded: string,
	range: Range,
	text: string,
	names: NameIndex
): Quoted[] | null {
	const at = folded.indexOf(text, range.start);
	if (isPersonOfBody(text, names)) return [quote(block.id, block.text, { start: at, end: at + text.length })];
	const owner = isChineseOwner(text, names);
	if (!owner) return null;
	return owner.parts.map((part) =>
		quote(block.id, block.text, { start: at + part.start, end: at + part.end })
	);
}

/** 「张伟，市场部」, 「市场部-张伟」: one owner, and where they work [EX23]. */
function isPersonOfBody(text: string, names: NameIndex): boolean {
	const found = /^([^\s,:/()-]{2,12})(?:\s?[,/:-]\s?|\s)([^\s,:/()-]{2,12})$/.exec(text);
	if (!found) return false;
	const [first, second] = [found[1]!, found[2]!].map((part) => sortOfOwner(part, names));
	return (first === 'person' && second === 'body') || (first === 'body' && second === 'person');
}

/** `Ana and tbd` */
const NOBODY_BEHIND = /^[\s,/&+]*(?:and |or )?(?:tbd|tba|tbc|none|nobody|others?|unassigned)[\s.]*$/;

/** Names that are verbs as well. */
const CALLED_LIKE_WORK = /^(?:Mark|Chase|Bill|Drew|Rob|Sue|Pat)$/;

/** `Rechartering - update the page` */
const A_DOING = /(?:tion|ment|ing|ness|ity)s?$/;

const HANDLE = /^@[\p{L}\p{N}_.-]{1,40}$/u;

function isEnglishName(folded: string, owner: Quoted, names: NameIndex, firm: boolean): boolean {
	const word = folded.slice(owner.span.start, owner.span.end);
	const bare = word.replace(/^@/, '');
	if (HANDLE.test(word) || names.at(bare, 0)?.end === bare.length) return true;
	if (word.startsWith('@')) return false;
	if (
		GROUP_NAME.test(word) ||
		/^(?:both|me|myself)$/.test(word) ||
		CALLED_LIKE_WORK.test(owner.text) ||
		(/^\p{Lu}{2,4}$/u.test(owner.text) && names.hasInitials(word))
	)
		return true;
	const words = owner.text.split(' ');
	if (words.length > 3 || (words.length === 1 && A_DOING.test(word) && soundsLikeAThing(word))) return false;
	if (words.some((one) => NOT_A_NAME.test(one.toLowerCase()) || NOT_OWNER_WORD.test(one.toLowerCase())))
		return false;
	if (firm) return words.every((one) => /^\p{Lu}\p{Ll}[\p{L}'’-]*$|^\p{Lu}\.?$/u.test(one));
	return NAME_PART.test(word) && looksLikeName(owner.text, words.length);
}

/** Capitals, or one short word in small letters. */
function looksLikeName(text: string, words: number): boolean {
	if (/^\p{Lu}/u.test(text)) return text.split(' ').every((word) => /^\p{Lu}/u.test(word));
	return words === 1 && text.length <= 12;
}
