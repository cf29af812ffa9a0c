/** Cuts a block into the statements the rules read: one for each line of it, without bullet and number. */

/** One line of a block; all offsets are in the block's text. */
export type Statement = {
	/** `fold` of the whole block, shared by its statements. */
	readonly folded: string;
	readonly start: number;
	readonly end: number;
	/** Where the words begin after bullets and numbers. */
	readonly body: number;
	readonly number: Enumerator | null;
};

/** How a line is numbered in its text; lists of the editor carry their number in the block's place instead. */
export type Enumerator = '1、' | '1)' | '(1)' | '①' | '一、' | '-';

const LEADS: readonly (readonly [Enumerator, RegExp])[] = [
	['(1)', /\([0-9一二三四五六七八九十]{1,2}\)\s{0,3}[、.]?/y],
	['①', /[①-⑳❶-❿]\s{0,3}[、.]?/y],
	['一、', /[一二三四五六七八九十]{1,3}[、.:](?!\d)\s{0,3}/y],
	['1)', /\d{1,2}\)\s{0,3}/y],
	['1、', /\d{1,2}(?:、|\.(?![\d])|．)\s{0,3}(?:、)?/y],
	['1、', /\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[、.]?\s{1,3}(?=\S)/y],
	['-', /[-*•·▪◦●■◆‣⁃➢➤✓]\s{1,3}/y]
];

/** The statements of a block's text, in order; empty lines give none. `folded` is `fold` of the text. */
export function splitStatements(folded: string): readonly Statement[] {
	const statements: Statement[] = [];
	let from = 0;
	while (from <= folded.length) {
		const newline = folded.indexOf('\n', from);
		const to = newline < 0 ? folded.length : newline;
		const statement = statementIn(folded, from, to);
		if (statement) statements.push(statement);
		from = to + 1;
	}
	return statements;
}

function statementIn(folded: string, from: number, to: number): Statement | null {
	let start = from;
	let end = to;
	while (start < end && folded.charCodeAt(start) <= 32) start++;
	while (end > start && folded.charCodeAt(end - 1) <= 32) end--;
	if (start >= end) return null;
	let body = start;
	let number: Enumerator | null = null;
	for (const [enumerator, pattern] of LEADS) {
		pattern.lastIndex = body;
		const found = pattern.exec(folded);
		if (!found || body + found[0].length > end) continue;
		body += found[0].length;
		number = enumerator;
		break;
	}
	return { folded, start, end, body: Math.min(body, end), number };
}
