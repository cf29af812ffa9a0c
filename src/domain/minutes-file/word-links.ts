import { readXml } from './word-xml.ts';

/** Where the relationships of a document lead, by their names. */
export function readAddresses(xml: string): ReadonlyMap<string, string> {
	const addresses = new Map<string, string>();
	readXml(xml, {
		onopentag(tag, { Id: name, Target: address }) {
			if (tag === 'Relationship' && name !== undefined && address !== undefined) addresses.set(name, address);
		}
	});
	return addresses;
}

/** Where a field leads: ` HYPERLINK "https://wiki.example" \l "plan" `, quoted or not. Null for fields that are no links. */
export function addressOfField(instruction: string): string | null {
	const [, quoted, bare] = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))/i.exec(instruction) ?? [];
	const [, quotedAnchor, bareAnchor] = /\s\\l\s+(?:"([^"]*)"|([^\s"\\]\S*))/.exec(instruction) ?? [];
	return withAnchor(quoted ?? bare, quotedAnchor ?? bareAnchor);
}

/** Word keeps what follows the # apart from the address. Without an address the anchor leads to a place in the document itself. */
export function withAnchor(address: string | undefined, anchor: string | undefined): string | null {
	if (!address) return null;
	return anchor && !address.includes('#') ? `${address}#${anchor}` : address;
}
