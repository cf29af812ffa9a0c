import type { Locale } from './member.ts';
import { crossDepartmentMinutes } from './forms/cross-department-minutes.ts';

/**
 * A form (模板) decides the sections of a meeting's minutes. Forms are data: a new one is a file in `forms/` and a
 * line in the registry below. T-numbers are those of the four templates the product comes from.
 */
export type Form = {
	readonly id: string;
	readonly template: `T${number}`;
	readonly name: Readonly<Record<Locale, string>>;
	/** One sentence: when to take this form. */
	readonly purpose: Readonly<Record<Locale, string>>;
	/** The minutes' sections as they stand in a new document. */
	readonly skeleton: (facts: SkeletonFacts) => readonly SkeletonBlock[];
};

export type SkeletonFacts = { readonly locale: Locale; readonly departmentNames: readonly string[] };

export type SkeletonBlock =
	| { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
	| { readonly type: 'paragraph'; readonly text: string }
	| { readonly type: 'bullets' | 'numbers'; readonly items: readonly string[] }
	| {
			readonly type: 'table';
			readonly head: readonly string[];
			readonly rows: readonly (readonly string[])[];
	  };

/** Every form there is, in the order they are offered. */
export const forms: readonly Form[] = [crossDepartmentMinutes];

/** The form of that id, or null. */
export function formById(id: string): Form | null {
	return forms.find((form) => form.id === id) ?? null;
}
