/** What is counted of the words of a Chinese sentence [EX68]: its characters alone and in twos, and those it begins and ends with. */
import type { Sink, Wording } from './likeness-signs.ts';
import { hasVerb, verbAt } from './zh-verbs.ts';

export function chineseSigns(wording: Wording, signs: Sink): void {
	const { folded, start, end, place } = wording;
	if (hasVerb(folded, start, end)) signs.add('verb');
	if (verbAt(folded, start) > 0) signs.add('verb first').add(`verb first ${place}`);
	const words = masked(wording);
	for (let at = 0; at < words.length; at++) {
		signs.add(words[at]!);
		if (at > 0) signs.add(words.slice(at - 1, at + 1));
	}
	signs.add(`^${words.slice(0, 1)}`).add(`^${words.slice(0, 2)}`);
	const closed = words.replace(/[。.;!]{1,3}$/, '');
	signs.add(`${closed.slice(-1)}$`).add(`${closed.slice(-2)}$`);
}

/** The words with one sign for every day, known name and figure. */
function masked({ folded, start, end, days, known }: Wording): string {
	const marks = [
		...days.map((day) => ({ start: day.start, end: day.end, sign: 'D' })),
		...known.map((name) => ({ start: name.start, end: name.end, sign: 'N' }))
	].sort((a, b) => a.start - b.start);
	let words = '';
	let from = start;
	for (const mark of marks) {
		if (mark.start < from) continue;
		words += folded.slice(from, mark.start) + mark.sign;
		from = mark.end;
	}
	return (words + folded.slice(Math.min(from, end), end)).replace(/\d+/g, '9');
}
