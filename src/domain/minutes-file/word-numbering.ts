import { readXml } from './word-xml.ts';

/** For each numbering, which of its levels count (the others have bullets). */
export function readNumbering(xml: string): ReadonlyMap<string, ReadonlySet<number>> {
	const abstract = new Map<string, Set<number>>();
	const numberings = new Map<string, ReadonlySet<number>>();
	let levels = new Set<number>();
	let level = 0;
	let numbering = '';
	readXml(xml, {
		onopentag(tag, attributes) {
			const value = attributes['w:val'] ?? '';
			if (tag === 'w:abstractNum')
				abstract.set(attributes['w:abstractNumId'] ?? '', (levels = new Set<number>()));
			if (tag === 'w:lvl') level = Number(attributes['w:ilvl']);
			if (tag === 'w:numFmt' && value !== 'bullet' && value !== 'none') levels.add(level);
			if (tag === 'w:num') numbering = attributes['w:numId'] ?? '';
			if (tag === 'w:abstractNumId') numberings.set(numbering, abstract.get(value) ?? new Set());
		}
	});
	return numberings;
}
