/** Cuts a block into the statements the rules read: one for each line of it, without bullet and number. */

/** One line of a block; all offsets are in the block's text. */
export type Statement = {
	readonly start: number;
	readonly end: number;
	/** Where the words begin after bullets, numbers and a checkbox typed as text. */
	readonly body: number;
	readonly number: Enumerator | null;
	/** A box typed as text, `[x]`, ☑. */
	readonly isChecked: boolean;
};

/** How a line is numbered in its text; lists of the editor carry their number in the block's place instead. */
export type Enumerator = '1、' | '1)' | '(1)' | '①' | '一、' | '一是' | '-' | '□';

const LEADS: readonly (readonly [Enumerator, RegExp])[] = [
	['(1)', /\([0-9一二三四五六七八九十]{1,2}\)\s{0,3}[、.]?/y],
	['①', /[①-⑳❶-❿]\s{0,3}[、.]?/y],
	['一、', /(?:第?[一二三四五六七八九十]{1,3}|[壹贰叁肆伍陆柒捌玖拾])[、.](?!\d)\s{0,3}/y],
	['一是', /[一二三四五六七八九]是(?=[^否不])|第[一二三四五六七八九十]{1,2}[:,]\s{0,3}(?=\S)/y],
	['1)', /\d{1,2}\)\s{0,3}/y],
	['1、', /\d{1,2}(?:、|\.(?![\d])|．)\s{0,3}(?:、)?/y],
	[
		'1、',
		/\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[、.]?\s{1,3}(?=\S)(?!(?:[之以]?前|截止|[上下中]午|晚上?)(?![\u3400-\u9fff]?端))/y
	],
	['1、', /\d{1,2}\s-\s(?=\S)/y],
	['1、', /\[#?\d{1,4}\]\s{1,3}(?=\S)/y],
	[
		// A hollow bullet is folded to the zero of a year.
		'-',
		/(?:・\s{0,3}|(?:[-–*•·▪◦零●■◆‣⁃➢➤✓¿]|o(?=\s)(?!\s(?:neil|con|bri|har|rei|lea|don|sul|dwy|kee|mal|she|gra|too|rou)[a-z]+\s(?:to|will|has|and)\b)|:{1,4}(?=\s)|(?:>\s?){0,3}>(?=\s)|-{1,2}>|=>|→|⇒|➔|➜)\s{1,3})/y
	]
];
/** All of them at once: most lines begin with none. */
const ANY_LEAD = new RegExp(LEADS.map(([, { source }]) => source).join('|'), 'y');
const BOX = /(?:\[([ x√✓✔]?)\]|([□☐☑✅☒■]))\s{0,3}(?=\S)/y;
/** `:Who: Ana, Ben`: a field as reStructuredText and AsciiDoc write it. */
const FIELD =
	/:(?=(?:who|when|where|date|time|location|present|attend(?:ees|ance|ing)|participants|absent|regrets|apologies|chair|scribe|minutes|notes|agenda|status|owner|assignee|due|deadline):\s)/y;
/** Who wrote a line of a chat, and when: no part of what is said. */
const CHAT =
	/(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?\s{1,2})?<[@+ ]?[a-z0-9_|-]{1,24}>\s{1,2}|\[\d{1,2}:\d{2}(?::\d{2})?\]\s{1,2}/y;

/** The statements of a block's text, in order; empty lines give none. `folded` is `fold` of the text. */
export function splitStatements(folded: string): readonly Statement[] {
	const statements: Statement[] = [];
	let from = 0;
	while (from <= folded.length) {
		const newline = folded.indexOf('\n', from);
		const to = newline < 0 ? folded.length : newline;
		for (const [start, end] of splitList(folded, from, to)) {
			const statement = statementIn(folded, start, end);
			if (statement) statements.push(statement);
		}
		from = to + 1;
	}
	return statements;
}

const INSIDE =
	/(?<=[\s:;,。.、)]|^)(?:\(?(\d{1,2})(?:\)|、|\.(?=\s|[\u3400-\u9fff]))|([①-⑨])|([一二三四五六七八九])是(?=[^否不]))/g;

/** 「遗留问题：1）…；2）…；3）…」: a list inside a line, when its numbers count up from one, is as many statements. */
function splitList(folded: string, from: number, to: number): [number, number][] {
	const whole: [number, number][] = [[from, to]];
	const text = folded.slice(from, to);
	// A list counts from one.
	if (text.length < 12 || !/1[)、.]|①|一是/.test(text)) return whole;
	const cuts: number[] = [];
	let style = 0;
	INSIDE.lastIndex = 0;
	for (let found = INSIDE.exec(text); found; found = INSIDE.exec(text)) {
		const which = found[1] ? 1 : found[2] ? 2 : 3;
		const number = found[1]
			? Number(found[1])
			: found[2]
				? found[2].charCodeAt(0) - 0x245f
				: '一二三四五六七八九'.indexOf(found[3]!) + 1;
		if (cuts.length === 0 ? number === 1 : which === style && number === cuts.length + 1) {
			cuts.push(from + found.index);
			style = which;
		}
	}
	if (cuts.length < 2) return whole;
	const ranges: [number, number][] = [];
	if (cuts[0]! > from) ranges.push([from, cuts[0]!]);
	cuts.forEach((cut, at) => ranges.push([cut, cuts[at + 1] ?? to]));
	return ranges;
}

function statementIn(folded: string, from: number, to: number): Statement | null {
	let start = from;
	let end = to;
	while (start < end && folded.charCodeAt(start) <= 32) start++;
	while (end > start && folded.charCodeAt(end - 1) <= 32) end--;
	if (start >= end) return null;
	let body = start + matchLength(CHAT, folded, start) + matchLength(FIELD, folded, start);
	let number: Enumerator | null = null;
	for (const [enumerator, pattern] of matchLength(ANY_LEAD, folded, body) > 0 ? LEADS : []) {
		const length = matchLength(pattern, folded, body);
		if (length === 0 || body + length > end) continue;
		body += length;
		number = enumerator;
		break;
	}
	const box = boxAt(folded, body, end);
	if (box) {
		body += box.length;
		number = '□';
	}
	return { start, end, body: Math.min(body, end), number, isChecked: box?.isChecked === true };
}

/** A typed checkbox; several boxes in a line are choices of a form, not tasks. */
function boxAt(folded: string, at: number, end: number): { length: number; isChecked: boolean } | null {
	BOX.lastIndex = at;
	const found = BOX.exec(folded);
	if (!found || at + found[0].length > end) return null;
	if (/[□☐☑☒]/.test(folded.slice(at + found[0].length, end))) return null;
	return { length: found[0].length, isChecked: /[x√✓✔☑✅☒]/.test(found[1] ?? found[2] ?? '') };
}

function matchLength(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0].length ?? 0;
}
