import { safeAddress } from '../web-address.ts';
import type { Block, Place } from './block.ts';

/** How a range of a block's text looks. It says nothing to extraction, but minutes that come from a file keep it. */
export type TextMark = { readonly start: number; readonly end: number } & (
	{ readonly kind: 'bold' | 'italic' } | { readonly kind: 'link'; readonly href: string }
);

/** A block as it looks: with its marks, and whether it is quoted. */
export type MarkedBlock = Block & { readonly marks?: readonly TextMark[]; readonly quoted?: boolean };

/** Of one block; nobody writes minutes with more. */
export const mostMarks = 2_000;

/** In the order of the text. A link is one when its address is whole and may be followed; a path leads nowhere without its folder. */
export function keptMarks(marks: readonly TextMark[]): TextMark[] {
	return marks
		.filter((mark) => mark.kind !== 'link' || isWholeAddress(mark.href))
		.sort((a, b) => a.start - b.start || b.end - a.end)
		.slice(0, mostMarks);
}

/**
 * Words struck out were taken back: null. But an entry struck out from its beginning, or all of it behind its owner, was ticked off:
 * the sign that says so in front of its words, none where a ticked box says it. `Due: ~~June 1~~ June 5` is another day, so
 * `goesOn` tells whether anything is said behind the struck words.
 */
export function tickOf(place: Place, before: string, goesOn: boolean): '✓' | '' | null {
	if (before !== '' && (goesOn || !/^[^:：]{0,24}[:：]\s?$/.test(before))) return null;
	if (place.kind === 'list') return '✓';
	return place.kind === 'task' && place.checked ? '' : null;
}

/** A link whose address stands elsewhere in the file, under a name. */
type NamedLink = {
	readonly start: number;
	readonly end: number;
	readonly kind: 'link';
	readonly target: string;
};

/** Collects the marks of a text while it is read from left to right. What is never closed marks nothing. */
export class MarkCollector {
	readonly #marks: (TextMark | NamedLink)[] = [];
	readonly #open = new Map<string, { at: number; href: string | null }>();
	#isCode = false;

	/** A sign without words of its own: asterisks, underscores, a backtick, a tag. `touches`: which sides have a letter or sign next to it. */
	sign(sign: string, at: number, touches: { readonly before: boolean; readonly after: boolean }): void {
		if (/^`/.test(sign)) this.#isCode = !this.#isCode;
		if (this.#isCode) return;
		const tag = /^<(\/?)(b|strong|i|em|a)(?=[\s>])/i.exec(sign);
		if (tag) {
			const name = tag[2]!.toLowerCase();
			const href = /\shref\s*=\s*["']?([^"'\s>]+)/i.exec(sign)?.[1] ?? null;
			if (tag[1] === '') this.#open.set(name, { at, href });
			else this.#close(name, at);
		} else if (/^[*_]+$/.test(sign)) {
			if (touches.before && this.#open.has(sign)) this.#close(sign, at);
			else if (touches.after) this.#open.set(sign, { at, href: null });
		}
	}

	/** A sign that says where its words end: `*words*`. */
	italic(start: number, end: number): void {
		this.#add({ start, end, kind: 'italic' });
	}

	/** `target` is the name under which the address stands elsewhere in the file. */
	link(start: number, end: number, to: { readonly href: string } | { readonly target: string }): void {
		this.#add({ start, end, kind: 'link', ...to });
	}

	marks(addressOf: (target: string) => string | undefined): TextMark[] {
		return keptMarks(
			this.#marks.flatMap((mark): TextMark[] => {
				if (!('target' in mark)) return [mark];
				const { target, ...rest } = mark;
				const href = addressOf(target);
				return href === undefined ? [] : [{ ...rest, href }];
			})
		);
	}

	#close(sign: string, end: number): void {
		const opened = this.#open.get(sign);
		this.#open.delete(sign);
		if (!opened) return;
		const start = opened.at;
		if (sign === 'a') {
			if (opened.href !== null) this.link(start, end, { href: opened.href });
			return;
		}
		const thickness = /^[*_]/.test(sign) ? sign.length : /^(?:b|strong)$/.test(sign) ? 2 : 1;
		if (thickness > 1) this.#add({ start, end, kind: 'bold' });
		if (thickness !== 2) this.#add({ start, end, kind: 'italic' });
	}

	#add(mark: TextMark | NamedLink): void {
		if (mark.end > mark.start && !this.#isCode) this.#marks.push(mark);
	}
}

function isWholeAddress(href: string): boolean {
	return safeAddress(href) !== null && /^(?:https?|mailto):/i.test(href);
}
