/** The inside of a line of Markdown: emphasis, links, code, what is struck out, HTML. */
import type { Place } from './block.ts';
import { tickOf, type MarkCollector } from './marked-text.ts';

/** A run of a block's text that stands in the file as it is: offsets in the block and in the file. */
export type Piece = { readonly at: number; readonly source: number; readonly length: number };

/** A block's text as it is being written. */
export type Written = {
	text: string;
	readonly pieces: Piece[];
	readonly marks: MarkCollector;
	readonly place: Place;
};

/** `[name=Ana][time=…]` is a signature of shared notes and no link. */
const INLINE =
	/!\[[^\]]{0,200}\]\([^)\s]{0,2000}(?:\s"[^"]{0,200}")?\)|\[([^[\]]{0,300})\]\(([^()\s]{0,2000}(?:\([^()]{0,200}\)[^()\s]{0,200})?)(?:\s"[^"]{0,200}")?\)|\[(?!name=)([^[\]]{1,200})\]\[([^[\]]{0,80})\]|<br\s{0,2}\/?>|<(https?:[^>\s]{1,2000})>|<\/?(?:abbr|[abipqsu]|big|center|cite|code|del|details|div|em|font|h[1-6r]|img|ins|kbd|li|mark|[ou]l|pre|small|span|strong|su[bp]|summary|table|tbody|t[dhrt]|thead|var|video)(?=[\s/>])[^>]{0,200}>|~~[^~]{1,400}~~|(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]{1,300})(?<=[^\s*])\*(?![\p{L}\p{N}*])|\*{2,3}|'{2,3}|(?<![\p{L}\p{N}])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\p{L}\p{N}])|`{1,3}|\\(?=[[\]*_#`~<>|\\!-])/giu;

/** Appends a stretch of a line as its reader sees it; the line begins at `lineStart` of the file. */
export function writeInline(text: string, from: number, to: number, lineStart: number, draft: Written): void {
	const keep = (start: number, end: number) => {
		if (end <= start) return;
		draft.pieces.push({ at: draft.text.length, source: lineStart + start, length: end - start });
		draft.text += text.slice(start, end);
	};
	const insert = (sign: string, at: number) => {
		draft.pieces.push({ at: draft.text.length, source: lineStart + at, length: 1 });
		draft.text += sign;
	};
	let rest = from;
	INLINE.lastIndex = from;
	for (let found = INLINE.exec(text); found && found.index < to; found = INLINE.exec(text)) {
		keep(rest, found.index);
		const [sign, label, href, named, name, address, stressed] = found;
		const words = label ?? named ?? address ?? stressed;
		const at = draft.text.length;
		rest = found.index + sign.length;
		if (sign.startsWith('<br')) insert('\n', found.index);
		else if (words !== undefined) {
			const start = found.index + sign.indexOf(words, 1);
			if (/[*_`]/.test(label ?? named ?? ''))
				inlineWords(text, start, start + words.length, lineStart, draft);
			else keep(start, start + words.length);
			const end = draft.text.length;
			if (stressed !== undefined) draft.marks.italic(at, end);
			else if (named !== undefined) draft.marks.link(at, end, { target: (name || named).toLowerCase() });
			else draft.marks.link(at, end, { href: (href ?? words).replace(/^<(.*)>$/, '$1') });
		} else if (sign.startsWith('~~')) {
			const tick = tickOf(draft.place, draft.text, /[\p{L}\p{N}]/u.test(text.slice(rest, to)));
			if (tick === null) continue;
			if (tick !== '') insert(tick, found.index);
			inlineWords(text, found.index + 2, found.index + sign.length - 2, lineStart, draft);
		} else {
			const touches = { before: /\S/.test(text[found.index - 1] ?? ''), after: /\S/.test(text[rest] ?? '') };
			draft.marks.sign(sign, at, touches);
		}
	}
	let end = to;
	while (end > rest && /\s/.test(text[end - 1]!)) end--;
	keep(rest, end);
}

/** The words of a link without their own emphasis signs. */
function inlineWords(text: string, from: number, to: number, lineStart: number, draft: Written): void {
	let start = from;
	for (let at = from; at <= to; at++) {
		if (at < to && !/[*`]/.test(text[at]!)) continue;
		if (at > start) {
			draft.pieces.push({ at: draft.text.length, source: lineStart + start, length: at - start });
			draft.text += text.slice(start, at);
		}
		start = at + 1;
	}
}
