/**
 * Messages are plain objects, one file per language and area (`en/board.ts`), keyed flat: `'column.done'` in the area
 * `board` is asked for as `t('board.column.done')`. English is the source of the types; plurals are `_one` / `_other`.
 */
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
	const plurals = new Intl.PluralRules(locale);
	const texts = new Map<string, string>(
		Object.entries(messages).flatMap(([area, own]) =>
			Object.entries(own).map(([key, text]) => [`${area}.${key}`, text] as const)
		)
	);
	const textOf = (key: string, count: unknown) =>
		(typeof count === 'number' ? texts.get(`${key}_${plurals.select(count)}`) : undefined) ??
		texts.get(key) ??
		key;
	const write = (value: string | number = '') => (typeof value === 'number' ? numbers.format(value) : value);
	const translate = (key: string, values: Record<string, string | number> = {}) =>
		textOf(key, values.count).replace(/\{\{(\w+)\}\}/g, (_, name: string) => write(values[name]));
	return Object.assign(translate as Translate, { locale });
}
