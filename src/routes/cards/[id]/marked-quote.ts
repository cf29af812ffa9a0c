/** A stretch of a sentence: a field's evidence, or the words between. */
export type QuotePart = { readonly text: string; readonly evidence: boolean };

/** A sentence with the words marked that fields were read from; words it does not contain mark nothing. */
export function markedQuote(quote: string, evidence: readonly (string | null)[]): QuotePart[] {
	const marks = evidence
		.flatMap((words) => {
			const start = words ? quote.indexOf(words) : -1;
			return words && start !== -1 ? [{ start, end: start + words.length }] : [];
		})
		.sort((a, b) => a.start - b.start);
	const parts: QuotePart[] = [];
	let at = 0;
	for (const { start, end } of marks) {
		if (start < at) continue;
		if (start > at) parts.push({ text: quote.slice(at, start), evidence: false });
		parts.push({ text: quote.slice(start, end), evidence: true });
		at = end;
	}
	if (at < quote.length) parts.push({ text: quote.slice(at), evidence: false });
	return parts;
}
