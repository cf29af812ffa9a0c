/** The names in a text, as people separate them: by commas of any kind, semicolons, 、 or lines. Each once. */
export function splitNames(text: string): string[] {
	const names = text.split(/[,，、;；\n]+/).map((name) => name.normalize('NFC').trim());
	return [...new Set(names.filter((name) => name !== ''))];
}

/** Names as one text that `splitNames` reads back. */
export function joinNames(names: readonly string[], locale: string): string {
	return names.join(locale === 'en' ? ', ' : '、');
}
