import type { Look } from './styled-words.ts';
import { readXml } from './word-xml.ts';

export type Style = {
	name: string;
	basedOn: string | null;
	outline: number | null;
	numbering: string | null;
	look: Look;
};

/** Word's styles by their ids. */
export function readStyles(xml: string): ReadonlyMap<string, Style> {
	const styles = new Map<string, Style>();
	let open: Style | null = null;
	readXml(xml, {
		onopentag(tag, attributes) {
			if (tag === 'w:style') {
				open = { name: '', basedOn: null, outline: null, numbering: null, look: {} };
				styles.set(attributes['w:styleId'] ?? '', open);
			}
			const value = attributes['w:val'] ?? '';
			if (!open) return;
			if (tag === 'w:name') open.name = value;
			if (tag === 'w:basedOn') open.basedOn = value;
			if (tag === 'w:outlineLvl') open.outline = Number(value);
			if (tag === 'w:numId') open.numbering = value;
			open.look = { ...open.look, ...ownLook(tag, attributes) };
		},
		onclosetag(tag) {
			if (tag === 'w:style') open = null;
		}
	});
	return styles;
}

/** The style and those that it is based on, the nearest first. */
export function inheritance(id: string, styles: ReadonlyMap<string, Style>): Style[] {
	const line: Style[] = [];
	for (let style = styles.get(id); style && line.length < 20; style = styles.get(style.basedOn ?? ''))
		line.push(style);
	return line;
}

/** Word keeps the names of its own styles in English in every language. */
export function headingLevel(inherited: readonly Style[]): number | null {
	for (const { name, outline } of inherited) {
		const level = /^heading (\d)$/i.exec(name)?.[1];
		if (level) return Math.min(6, Number(level));
		if (/^title$/i.test(name)) return 1;
		if (outline !== null && outline < 6) return outline + 1;
	}
	return null;
}

/** The styles of Word, LibreOffice and Pandoc for what others said. */
export function isQuotation(id: string, inherited: readonly Style[]): boolean {
	return [id, ...inherited.map(({ name }) => name)].some((name) =>
		/^(?:(?:intense ?)?quote|quotations|block ?text)$/i.test(name)
	);
}

/** How the words of a character style look. */
export function characterLook(id: string, styles: ReadonlyMap<string, Style>): Look {
	return inheritance(id, styles).reduceRight<Look>((look, style) => ({ ...look, ...style.look }), {});
}

/** What a property of a run or a style says of the looks; a property may also say that it is not so. */
export function ownLook(tag: string, attributes: Readonly<Record<string, string>>): Look {
	const isOn = !/^(?:0|false|off|none)$/i.test(attributes['w:val'] ?? '');
	switch (tag) {
		case 'w:b':
			return { bold: isOn };
		case 'w:i':
			return { italic: isOn };
		case 'w:strike':
			return { struck: isOn };
		case 'w:vanish':
			return { hidden: isOn };
		case 'w:dstrike':
			// One line or two: where there are not two there may be one.
			return isOn ? { struck: true } : {};
		default:
			return {};
	}
}
