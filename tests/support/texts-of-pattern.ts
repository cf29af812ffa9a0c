/** Short texts a pattern can find, so that a test can ask something of all its words. */

/** A text for each word and sign the pattern spells out: what is optional is left out, what only looks around says nothing. */
export function textsOf(pattern: RegExp): readonly string[] {
	return alternatives({ source: pattern.source, at: 0 });
}

type Reading = { readonly source: string; at: number };

/** More ways to go through a pattern than this are not followed; each word of it is still said once. */
const MOST = 3000;

function alternatives(reading: Reading): string[] {
	const texts: string[] = [];
	for (;;) {
		texts.push(...sequence(reading));
		if (reading.source[reading.at] !== '|') return texts;
		reading.at++;
	}
}

function sequence(reading: Reading): string[] {
	let texts = [''];
	while (reading.at < reading.source.length && !'|)'.includes(reading.source[reading.at]!)) {
		const parts = part(reading);
		const times = least(reading);
		if (times === 0) continue;
		const said = parts.map((text) => text.repeat(times));
		texts =
			texts.length * said.length <= MOST
				? texts.flatMap((before) => said.map((text) => before + text))
				: Array.from(
						{ length: Math.max(texts.length, said.length) },
						(_, at) => texts[at % texts.length]! + said[at % said.length]!
					);
	}
	return texts;
}

function part(reading: Reading): string[] {
	const { source, at } = reading;
	if (source[at] === '(') {
		const opening = /^\((?:\?(?:<?[=!]|:|<[a-z]+>))?/i.exec(source.slice(at))![0];
		reading.at += opening.length;
		const inside = alternatives(reading);
		reading.at++;
		return /[=!]/.test(opening) ? [''] : inside;
	}
	const token = /^(?:\\p\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-f]{4}|\\.|\[(?:\\.|[^\]\\])*\]|[^])/iu.exec(
		source.slice(at)
	)![0];
	reading.at += token.length;
	return signs(token);
}

function signs(token: string): string[] {
	if (token === '^' || token === '$' || /^\\b$/i.test(token)) return [''];
	if (token[0] === '[' && token[1] !== '^') {
		const members = token.slice(1, -1).match(/\\p\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-f]{4}|\\.|[^]/giu) ?? [];
		return members.filter((member) => member !== '-' || members.length === 1).flatMap(signs);
	}
	if (token === '.' || /^(?:\\[SDW]|\[\^)/.test(token)) return ['某'];
	if (token === '\\s') return [' '];
	if (token === '\\d') return ['1'];
	if (/^\\(?:w|p)/.test(token)) return ['A'];
	if (/^\\\d/.test(token)) return [''];
	if (token.startsWith('\\u')) return [String.fromCodePoint(parseInt(token.replace(/[^\da-f]/gi, ''), 16))];
	return [token.replace('\\', '')];
}

/** How often at least the part before stands. */
function least(reading: Reading): number {
	const found = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(reading.source.slice(reading.at));
	if (!found) return 1;
	reading.at += found[0].length;
	return found[1] ? Number(found[1]) : found[0][0] === '+' ? 1 : 0;
}
