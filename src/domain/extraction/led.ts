/**
 * Alternations of many words, which are asked at sign after sign of a line: behind a class of the signs they can begin with most places
 * are told by one look.
 */

/** The same pattern, led by a class of its first signs; as it is where it may begin with anything but plain signs. */
export function led(pattern: string): string {
	const signs = firstSigns(pattern);
	return signs && signs.size > 0 ? `(?=[${[...signs].join('')}])(?:${pattern})` : pattern;
}

/** The signs an alternation can begin with; null when they are not plain to see. */
export function firstSigns(alternation: string): ReadonlySet<string> | null {
	const signs = new Set<string>();
	for (const alternative of alternativesOf(alternation)) {
		let rest = alternative;
		for (let isOptional = true; isOptional;) {
			const [, group, many, one, figure] =
				/^(?:(\(\?:)|\[([^\]\\^-]+)\]|([^\\.^$()[\]{}*+?|-])|(\\d))/.exec(rest) ?? [];
			const end = group ? closing(rest) : many ? many.length + 1 : figure ? 1 : 0;
			const own = group ? firstSigns(rest.slice(3, end)) : (many ?? one ?? (figure && '0123456789'));
			if (!own) return null;
			for (const sign of own) signs.add(sign);
			const quantifier = /^(?:[?*]|\{0,\d+\})\??/.exec(rest.slice(end + 1))?.[0] ?? '';
			isOptional = quantifier !== '';
			rest = rest.slice(end + 1 + quantifier.length);
		}
	}
	return signs;
}

/** The parts between the bars that stand in no brackets. */
export function alternativesOf(source: string): string[] {
	const parts = [''];
	let depth = 0;
	for (const token of source.match(/\\.|\[(?:\\.|[^\]])*\]|[^]/g) ?? []) {
		if (token === '(') depth++;
		else if (token === ')') depth--;
		if (token === '|' && depth === 0) parts.push('');
		else parts[parts.length - 1] += token;
	}
	return parts;
}

/** Where the bracket closes that a source begins with. */
function closing(source: string): number {
	let depth = 0;
	let at = 0;
	for (const token of source.match(/\\.|\[(?:\\.|[^\]])*\]|[^]/g) ?? []) {
		if (token === '(') depth++;
		else if (token === ')' && --depth === 0) return at;
		at += token.length;
	}
	return at;
}
