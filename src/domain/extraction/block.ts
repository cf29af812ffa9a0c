/**
 * What extraction reads: the minutes as a flat list of text blocks, each with its place.
 * The same blocks come from the Y.Doc on the server, from the editor in the browser, and from a Markdown file.
 */

/** One paragraph-like run of text. A table cell or list item with two paragraphs is two blocks in the same place. */
export type Block = {
	/** Names the same block from one reading to the next; says nothing of its position. */
	readonly id: string;
	readonly text: string;
	readonly place: Place;
};

export type Place =
	| { readonly kind: 'heading'; readonly level: number }
	| { readonly kind: 'paragraph' }
	/** `depth` from 0. `ordered` lists carry their number from 1 in `index`. */
	| { readonly kind: 'list'; readonly depth: number; readonly ordered: boolean; readonly index: number }
	/** A checkbox line, `- [ ]` or a task list's item. */
	| { readonly kind: 'task'; readonly depth: number; readonly checked: boolean }
	/** `table` names the table, `row` and `column` count from 0 as the reader sees the grid (merged cells take their first place). */
	| {
			readonly kind: 'cell';
			readonly table: string;
			readonly row: number;
			readonly column: number;
			readonly rowSpan: number;
			readonly columnSpan: number;
			readonly head: boolean;
	  };

/** A range of a block's text in UTF-16 code units, end exclusive. */
export type Span = { readonly block: string; readonly start: number; readonly end: number };
