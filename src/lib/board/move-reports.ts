import type { Translate } from '#lib/messages/translate.ts';
import { errorText } from '#lib/messages/error-text.ts';

/** What to tell somebody whose move was not made. */
export function refusalText(t: Translate, code: string): string {
	if (code === 'offline') return t('board.offlineMove');
	return errorText(t, code);
}

/** The beginning of a card's text, to name it in a sentence. */
export function shortContent(content: string): string {
	const letters = [...content];
	return letters.length > 28 ? `${letters.slice(0, 27).join('')}…` : content;
}
