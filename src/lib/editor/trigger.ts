import type { Trigger, SuggestionMatch } from '@tiptap/suggestion';

/**
 * Finds `@name` or `/command` before the caret, half-width or full-width alike (＠, ／: what Chinese input methods
 * write). `anywhere`: also right behind other text, as Chinese is written without spaces.
 */
export function matchTrigger(chars: readonly [string, string], options: { readonly anywhere: boolean }) {
	return ({ $position }: Pick<Trigger, '$position'>): SuggestionMatch => {
		const before = $position.nodeBefore;
		const text = before?.isText ? before.text : undefined;
		if (!text) return null;
		const at = Math.max(text.lastIndexOf(chars[0]), text.lastIndexOf(chars[1]));
		if (at < 0) return null;
		const query = text.slice(at + 1);
		// A name or command is one short word; a space after it ends the search.
		if (query.length > 24 || /\s/.test(query)) return null;
		const previous = text[at - 1];
		const isStart = previous === undefined ? isAtLineStart($position, text) : /\s/.test(previous);
		if (!isStart && !(options.anywhere && !/[\w.]/.test(previous ?? ''))) return null;
		const from = $position.pos - text.length + at;
		return { range: { from, to: $position.pos }, query, text: text.slice(at) };
	};
}

function isAtLineStart($position: Trigger['$position'], text: string): boolean {
	const beforeNode = $position.parentOffset - text.length;
	return beforeNode === 0 || $position.parent.childBefore(beforeNode).node?.type.name === 'hardBreak';
}
