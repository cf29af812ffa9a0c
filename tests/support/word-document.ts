import { strToU8, zipSync } from 'fflate';

/** A Word file around the content of its body, with further styles, and with the addresses of its links by their names. */
export function wordDocument(
	content: string,
	{
		styles = '',
		links = {}
	}: { readonly styles?: string; readonly links?: Readonly<Record<string, string>> } = {}
): Uint8Array {
	const relationships = Object.entries(links).map(
		([name, address]) => `<Relationship Id="${name}" Target="${address}" TargetMode="External"/>`
	);
	return zipSync({
		'[Content_Types].xml': strToU8('<Types/>'),
		'word/media/image1.png': new Uint8Array(50_000),
		'word/_rels/document.xml.rels': strToU8(`<Relationships>${relationships.join('')}</Relationships>`),
		'word/document.xml': strToU8(`<?xml version="1.0"?><w:document><w:body>${content}</w:body></w:document>`),
		'word/styles.xml': strToU8(
			`<w:styles><w:style w:styleId="a3"><w:name w:val="Title"/></w:style><w:style w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style>${styles}</w:styles>`
		),
		'word/numbering.xml': strToU8(
			'<w:numbering><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
		)
	});
}
