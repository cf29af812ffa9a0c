/** The words of one paragraph of a Word document, with how they look and where they lead. */
import type { Look, Run } from './styled-words.ts';
import { addressOfField, withAnchor } from './word-links.ts';
import { characterLook, ownLook, type Style } from './word-styles.ts';

/** What of the document its words refer to. */
export type Referred = {
	readonly styles: ReadonlyMap<string, Style>;
	/** Where links lead, by the name of the relationship. */
	readonly addresses: ReadonlyMap<string, string>;
};

type Attributes = Readonly<Record<string, string>>;

/** Between the beginning and the end of a field stand its instruction and then the words that it shows. */
type Field = { instruction: string; href: string | null };

/** Boxes as single signs of a font, by their code there (Unicode, Wingdings). */
const symbols: Readonly<Record<string, string>> = {
	'2610': '☐',
	'2611': '☑',
	'2612': '☒',
	F0A8: '☐',
	F0FD: '☒',
	F0FE: '☑'
};

/** Is told the tags and texts within the paragraph, but not those of a paragraph within it. */
export class WordRuns {
	readonly runs: Run[] = [];
	readonly #referred: Referred;
	/** Of the open run; null between runs, where the sign at the paragraph's end has looks too. */
	#look: Look | null = null;
	#reading: 'words' | 'instruction' | null = null;
	/** Of the open elements and fields that link, the innermost last. */
	readonly #links: (string | null)[] = [];
	readonly #fields: Field[] = [];

	constructor(referred: Referred) {
		this.#referred = referred;
	}

	open(tag: string, attributes: Attributes): void {
		const value = attributes['w:val'] ?? '';
		switch (tag) {
			case 'w:r':
				this.#look = {};
				return;
			case 'w:rStyle':
				if (this.#look) this.#look = { ...characterLook(value, this.#referred.styles), ...this.#look };
				return;
			case 'w:t':
				this.#reading = 'words';
				return;
			case 'w:instrText':
				this.#reading = 'instruction';
				return;
			case 'w:tab':
				// Within w:tabs it is a stop, not a sign.
				if (attributes['w:val'] === undefined) this.#add(' ');
				return;
			case 'w:br':
			case 'w:cr':
				return this.#add('\n');
			case 'w:sym':
				return this.#add(symbols[(attributes['w:char'] ?? '').toUpperCase()] ?? '');
			case 'w:noBreakHyphen':
				return this.#add('-');
			case 'w:hyperlink':
				return this.#openLink(
					withAnchor(this.#referred.addresses.get(attributes['r:id'] ?? ''), attributes['w:anchor'])
				);
			case 'w:fldSimple':
				return this.#openLink(addressOfField(attributes['w:instr'] ?? ''));
			case 'w:fldChar':
				return this.#field(attributes['w:fldCharType'] ?? '');
			default:
				if (this.#look) this.#look = { ...this.#look, ...ownLook(tag, attributes) };
		}
	}

	text(words: string): void {
		const field = this.#fields.at(-1);
		if (this.#reading === 'words') this.#add(words);
		else if (this.#reading === 'instruction' && field) field.instruction += words;
	}

	close(tag: string): void {
		if (tag === 'w:r') this.#look = null;
		if (tag === 'w:t' || tag === 'w:instrText') this.#reading = null;
		if (tag === 'w:hyperlink' || tag === 'w:fldSimple') this.#links.pop();
	}

	#add(text: string): void {
		if (this.#look?.hidden) return;
		const href = this.#fields.at(-1)?.href ?? this.#links.at(-1) ?? null;
		this.runs.push({ text, look: { ...this.#look, href } });
	}

	#openLink(href: string | null): void {
		this.#links.push(href ?? this.#links.at(-1) ?? null);
	}

	#field(sign: string): void {
		const field = this.#fields.at(-1);
		if (sign === 'begin') this.#fields.push({ instruction: '', href: field?.href ?? null });
		if (sign === 'end') this.#fields.pop();
		if (sign !== 'separate' || !field) return;
		field.href = addressOfField(field.instruction) ?? field.href;
		field.instruction = '';
	}
}
