/**
 * Messages are plain objects, one file per language and area (`en/board.ts`), keyed flat: `'column.done'` in the area
 * `board` is asked for as `t('board.column.done')`. English is the source of the types; plurals are `_one` / `_other`.
 */
import { createInstance } from 'i18next';
import type { en } from './en/index.ts';
import type { Locale } from './locale.ts';

type Source = typeof en;

/** A part of the product with a message file of its own. */
export type Area = keyof Source;

/** All messages of one language. */
export type Messages = { [A in Area]: Record<string, string> };

/** What another language must say for an area of the English source: every key, with `_other` as its only plural. */
export type Translated<SourceArea> = {
	[Key in keyof SourceArea as Key extends `${string}_one` ? never : Key]: string;
};

type WithoutPlural<Key> = Key extends `${infer Base}_other`
	? Base
	: Key extends `${string}_one`
		? never
		: Key;

/** Every key that can be asked for, such as `board.column.done`. */
export type MessageKey = {
	[A in Area]: `${A}.${WithoutPlural<keyof Source[A] & string> & string}`;
}[Area];

type TextAt<A extends Area, Key extends string> = Key extends keyof Source[A]
	? Source[A][Key]
	: `${Key}_other` extends keyof Source[A]
		? Source[A][`${Key}_other`]
		: never;

type TextOf<Key extends MessageKey> = Key extends `${infer A extends Area}.${infer Rest}`
	? TextAt<A, Rest>
	: never;

type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | NamesIn<Rest> : never;

type Values<Key extends MessageKey> = {
	[Name in NamesIn<TextOf<Key>> & string]: Name extends 'count' ? number : string | number;
};

/** The rest of a call of `t`: nothing, or the values that the message names in `{{…}}`. */
export type ValuesOf<Key extends MessageKey> = [NamesIn<TextOf<Key>>] extends [never]
	? []
	: [values: Values<Key>];

/** Says a message in one language. Numbers are written as that language writes them. */
export interface Translate {
	<Key extends MessageKey>(key: Key, ...values: ValuesOf<Key>): string;
	/** The language spoken, as a BCP 47 tag. */
	readonly locale: Locale;
}

/** Makes `t` for one language out of its messages. Values are put in as they are: markup escapes them, not this. */
export function createTranslate(locale: Locale, messages: Messages): Translate {
	const numbers = new Intl.NumberFormat(locale);
	const i18n = createInstance({
		lng: locale,
		fallbackLng: false,
		load: 'currentOnly',
		initAsync: false,
		keySeparator: false,
		nsSeparator: false,
		resources: { [locale]: { translation: flatten(messages) } },
		interpolation: { escapeValue: false }
	});
	void i18n.init();
	const write = (value: string | number) => (typeof value === 'number' ? numbers.format(value) : value);
	const translate = (key: string, values: Record<string, string | number> = {}) =>
		i18n.t(key, {
			count: values.count as number | undefined,
			// `replace` keeps a value called `context` or `lng` from being read as an option of the library.
			replace: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, write(value)])),
			nest: false
		});
	return Object.assign(translate as Translate, { locale });
}

function flatten(messages: Messages): Record<string, string> {
	const flat: Record<string, string> = {};
	for (const [area, texts] of Object.entries(messages)) {
		for (const [key, text] of Object.entries(texts)) flat[`${area}.${key}`] = text;
	}
	return flat;
}
