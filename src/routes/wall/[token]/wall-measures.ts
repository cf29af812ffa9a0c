import type { Fit } from './wall-pages.ts';

/**
 * The sizes of the wall, in units of a hundredth of the height of a 16:9 screen (docs/decisions/014-wall-type.md says
 * why these). The style sheet takes them from here, so that what is counted as fitting does fit.
 */
export const measures = {
	/** Smallest text there is: a Chinese character seen under 16 minutes of arc from six metres on 55 inches. */
	small: 4.4,
	/** What is read: 18 minutes of arc. */
	text: 5,
	/** Names of pages and columns. */
	heading: 5.6,
	/** Two lines of text, one small line and the space around them. */
	card: 21.8,
	cardGap: 1.2,
	columnHead: 8,
	/** "+12 more" below a column or a list. */
	more: 6.4,
	line: 8.6,
	lineGap: 1,
	/** The headings above the departments: a mark and a word under it. */
	tableHead: 12.4
} as const;

/** One unit in pixels: the screen's own on 16:9, smaller where the screen is narrower. */
export function unitOf({ width, height }: { readonly width: number; readonly height: number }): number {
	return Math.min(height, (width * 9) / 16) / 100;
}

/** What fits into the room between the top line and the bottom, at least one of each. `height` in units. */
export function fitOf(height: number): Fit {
	const { card, cardGap, columnHead, line, lineGap, tableHead, more } = measures;
	const count = (room: number, size: number, gap: number) =>
		Math.max(1, Math.floor((room + gap) / (size + gap) + 1e-6));
	return {
		cards: count(height - columnHead - more, card, cardGap),
		lines: count(height - more, line, lineGap),
		rows: count(height - tableHead - more, line, lineGap)
	};
}
