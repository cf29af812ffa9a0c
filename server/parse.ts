import * as z from 'zod';
import { isDay, type Day } from '#domain/day.ts';
import { locales } from '#domain/member.ts';
import { Refusal } from './errors.ts';

/** Checks input at the edge. Throws `Refusal('invalid-input')` that names every wrong field. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
	const result = schema.safeParse(input);
	if (result.success) return result.data;
	const fields: Record<string, string> = {};
	for (const issue of result.error.issues) fields[issue.path.join('.') || 'input'] ??= 'invalid-input';
	throw new Refusal('invalid-input', fields);
}

/** Pieces that several inputs share. Texts are trimmed and normalised (NFC); control characters are refused. */
export const fields = {
	id: z.string().regex(/^[0-9a-z]{10,40}$/),
	name: line(80),
	title: line(200),
	shortText: line(500, 0),
	longText: z.string().max(10_000).trim(),
	day: z.custom<Day>((value) => typeof value === 'string' && isDay(value)),
	/** A time of day, `14:30`. */
	time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
	/** An address of the web. */
	link: z.url({ protocol: /^https?$/ }).max(2000),
	locale: z.enum(locales),
	timeZone: z.string().max(60).refine(isTimeZone),
	secret: z.string().min(1).max(200)
};

function line(longest: number, shortest = 1) {
	return z
		.string()
		.max(longest * 4)
		.transform((text) => text.normalize('NFC').trim())
		.pipe(
			z
				.string()
				.min(shortest)
				.max(longest)
				.regex(/^\P{Cc}*$/u)
		);
}

function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
