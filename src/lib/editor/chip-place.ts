/**
 * The character that the chip is drawn behind, as a range of the block's text: the last of a promise that ends before
 * `end`, or the brackets, quotation marks and the stop that close it. A chip between a sentence and its full stop would
 * let the stop begin a line.
 */
export function chipPlace(text: string, end: number): { readonly start: number; readonly end: number } {
	const closing = /^[)）\]】」』”"’]*[.。．!！?？;；]?/.exec(text.slice(end))![0];
	const to = end + closing.length;
	// One character may be two units: half an emoji cannot be drawn.
	const last = [...text.slice(Math.max(0, to - 2), to)].at(-1) ?? '';
	return { start: to - last.length, end: to };
}
