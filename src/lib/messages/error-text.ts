import type { RefusalCode } from '#server/errors.ts';
import type { Translate } from './translate.ts';

/** A failure that has words of its own: the server's refusals, and having no connection to it. */
export type ErrorCode = RefusalCode | 'offline';

/**
 * What to tell somebody about a failure: what happened, what was kept, what to do. A code without words (a newer
 * server, a typing mistake) is told as `internal`.
 */
export function errorText(t: Translate, code: string | null | undefined): string {
	const text = t(`errors.${code as ErrorCode}`);
	// A key that has no text comes back as it is.
	return text === `errors.${code}` ? t('errors.internal') : text;
}
