/** Owners where owners are expected: a field's value, a table cell, a list below "Leads" [EX20]. */
import type { Block } from './block.ts';
import { quote } from './draft.ts';
import type { Quoted } from './extracted-item.ts';
import type { NameIndex } from './names.ts';
import type { Range } from './promise.ts';

const NOBODY =
	/^(?:无|暂无|待定|待确认|未定|tbd|tba|tbc|none|n\/?a|nobody|unassigned|[?？-]{1,3}|\/|空|不详)$/;
const SEPARATOR = /\s?(?:[、,;&+/|\n]|\s(?:and|or)\s|(?<=[\u3400-\u9fff])[和与及](?=[\u3400-\u9fff]{2}))\s?/g;

/** The names in a range that holds nothing but names, one owner each. Words in brackets stay with their name; 「等」 is left out. */
export function readOwnerList(block: Block, folded: string, range: Range, names: NameIndex): Quoted[] {
	const owners: Quoted[] = [];
	for (const part of parts(folded, range)) {
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

function insideBrackets(text: string, from: number, at: number): boolean {
	const open = text.lastIndexOf('(', at);
	return open >= from && !text.slice(open, at).includes(')');
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
	if (to - from > 2 && /等(?:人)?$/.test(folded.slice(from, to))) to -= folded[to - 1] === '人' ? 2 : 1;
	return { start: from, end: to };
}
