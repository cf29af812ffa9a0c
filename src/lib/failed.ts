import { errorText } from '#lib/messages/error-text.ts';
import type { Translate } from '#lib/messages/translate.ts';

/** What `orFail` sent back: why not, which fields were wrong, and what had been typed. */
export type Failed = {
	readonly code: string;
	readonly fields: Readonly<Record<string, string>>;
	readonly kept: Readonly<Record<string, unknown>>;
};

/**
 * The refusal in a page's `form`, or null. On pages with several forms each one keeps its name in `form`, and asks
 * with that name: `failedIn(form, 'password')`.
 */
export function failedIn(form: unknown, name?: string): Failed | null {
	if (typeof form !== 'object' || form === null || !('code' in form) || !('kept' in form)) return null;
	const failed = form as Failed;
	return name === undefined || failed.kept.form === name ? failed : null;
}

/**
 * What to say at a field, null when it was right. `own` tells what the field takes, for input that is simply of the
 * wrong shape; other codes have words of their own. `departmentIds` is also marked by a refusal of `departmentIds.0`.
 */
export function fieldText(t: Translate, failed: Failed | null, field: string, own: string): string | null {
	const wrong = Object.keys(failed?.fields ?? {}).find((key) => key === field || key.startsWith(`${field}.`));
	if (!failed || wrong === undefined) return null;
	const code = failed.fields[wrong];
	return code === 'invalid-input' ? own : errorText(t, code);
}

/** What to say above the form: the refusals that no field of it shows. */
export function formText(t: Translate, failed: Failed | null, shown: readonly string[]): string | null {
	if (!failed) return null;
	const isShown = Object.keys(failed.fields).some((key) => shown.includes(key.split('.')[0]!));
	return isShown ? null : errorText(t, failed.code);
}

/** What had been typed into a field, else `otherwise`. */
export function keptText(failed: Failed | null, field: string, otherwise: string): string {
	const kept = failed?.kept[field];
	return typeof kept === 'string' ? kept : otherwise;
}

/** What had been chosen under a name, else `otherwise`. */
export function keptTexts(failed: Failed | null, field: string, otherwise: readonly string[]): string[] {
	const kept = failed?.kept[field];
	return Array.isArray(kept) ? kept.filter((value) => typeof value === 'string') : [...otherwise];
}
