import { Parser, type Handler } from 'htmlparser2';
import { NoMinutes } from './block-list.ts';

const deepest = 500;

/** Tells the handler what a part of a Word document holds, as far as it can be read. Throws NoMinutes when it nests without end. */
export function readXml(xml: string, handler: Partial<Handler>): void {
	let depth = 0;
	const parser = new Parser(
		{
			...handler,
			onopentag(name, attributes, isImplied) {
				if (++depth > deepest) throw new NoMinutes('the document nests too deeply');
				handler.onopentag?.(name, attributes, isImplied);
			},
			onclosetag(name, isImplied) {
				depth--;
				handler.onclosetag?.(name, isImplied);
			}
		},
		{ xmlMode: true }
	);
	parser.write(xml);
	parser.end();
}
