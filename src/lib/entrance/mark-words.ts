/** A piece of a sentence, and what it is evidence of. */
export type Piece<Mark extends string> = { readonly text: string; readonly mark: Mark | null };

/**
 * Cuts a sentence so that the given words stand alone, in the order of the sentence. Words that it does not hold, or
 * that lie in an earlier find, are left unmarked.
 */
export function markWords<Mark extends string>(
	sentence: string,
	words: Readonly<Record<Mark, string>>
): Piece<Mark>[] {
	const finds = (Object.entries(words) as [Mark, string][])
		.map(([mark, text]) => ({ mark, text, at: text === '' ? -1 : sentence.indexOf(text) }))
		.filter(({ at }) => at >= 0)
		.sort((a, b) => a.at - b.at);
	const pieces: Piece<Mark>[] = [];
	let end = 0;
	for (const { mark, text, at } of finds) {
		if (at < end) continue;
		if (at > end) pieces.push({ text: sentence.slice(end, at), mark: null });
		pieces.push({ text, mark });
		end = at + text.length;
	}
	if (end < sentence.length) pieces.push({ text: sentence.slice(end), mark: null });
	return pieces;
}
