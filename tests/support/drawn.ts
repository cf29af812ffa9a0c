import type { MarkedBlock } from '#domain/extraction/marked-text.ts';

/** A block's text with its marks drawn in: <b>, <i>, <a address>. A quoted one begins with an arrow. */
export function drawn({ text, marks = [], quoted = false }: MarkedBlock): string {
	const tag = { bold: 'b', italic: 'i', link: 'a' };
	let shown = quoted ? '> ' : '';
	for (let at = 0; at <= text.length; at++) {
		for (const mark of marks.toReversed()) if (mark.end === at) shown += `</${tag[mark.kind]}>`;
		for (const mark of marks)
			if (mark.start === at) shown += mark.kind === 'link' ? `<a ${mark.href}>` : `<${tag[mark.kind]}>`;
		shown += text[at] ?? '';
	}
	return shown;
}
