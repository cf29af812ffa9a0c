/** Something that can be picked from a list by typing a part of it. */
export interface Option {
	value: string;
	label: string;
	/** A second line or word that tells namesakes apart, such as the department. Searched as well. */
	detail?: string;
	/** Other words it is found by: aliases, pinyin, a code. */
	keywords?: readonly string[];
}

/**
 * The options that a typed text finds, best first: whose label begins with it, then whose label holds it, then whose
 * detail or keywords do. Width and capitals do not count; several words must all be found. An empty text finds all.
 */
export function filterOptions<Item extends Option>(options: readonly Item[], text: string): Item[] {
	const words = fold(text).split(/\s+/).filter(Boolean);
	if (words.length === 0) return [...options];
	return options
		.map((option) => ({ option, rank: rankOf(option, words) }))
		.filter(({ rank }) => rank < notFound)
		.sort((a, b) => a.rank - b.rank)
		.map(({ option }) => option);
}

const notFound = 3;

function rankOf(option: Option, words: string[]): number {
	const label = fold(option.label);
	const others = [option.detail ?? '', ...(option.keywords ?? [])].map(fold);
	return Math.max(
		...words.map((word) => {
			if (label.startsWith(word)) return 0;
			if (label.includes(word)) return 1;
			return others.some((other) => other.includes(word)) ? 2 : notFound;
		})
	);
}

function fold(text: string): string {
	return text.normalize('NFKC').trim().toLowerCase();
}
