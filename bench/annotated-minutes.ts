import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The annotations below a folder, each beside its text of the same name (`bench/evaluate-extraction.ts` tells their form), in order of their names. */
export function annotationsIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.json') && basename(name) !== 'manifest.json')
		.map((name) => join(folder, name))
		.filter((file) => 'items' in (JSON.parse(readFileSync(file, 'utf8')) as object))
		.sort();
}

/** An annotation and the text that it is of. */
export function annotated<Annotation>(file: string): { readonly text: string; readonly gold: Annotation } {
	return {
		gold: JSON.parse(readFileSync(file, 'utf8')) as Annotation,
		text: readFileSync(file.replace(/\.json$/, '.md'), 'utf8')
	};
}
