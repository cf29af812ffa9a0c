import type { Locale } from './locale.ts';
import { createTranslate, type Messages, type Translate } from './translate.ts';

const sources: Record<Locale, () => Promise<Messages>> = {
	'zh-CN': async () => (await import('./zh-CN/index.ts')).zhCN,
	'zh-TW': async () => (await import('./zh-TW/index.ts')).zhTW,
	en: async () => (await import('./en/index.ts')).en
};

const loaded = new Map<Locale, Promise<Translate>>();

/**
 * `t` for a language. In the browser only that language is fetched, once; on the server this is how texts are made
 * outside of components: `const t = await loadMessages('zh-CN')`.
 */
export function loadMessages(locale: Locale): Promise<Translate> {
	let translate = loaded.get(locale);
	if (!translate) {
		translate = sources[locale]().then((messages) => createTranslate(locale, messages));
		// A fetch that failed (no network for a moment) must not be remembered as the answer.
		translate.catch(() => loaded.delete(locale));
		loaded.set(locale, translate);
	}
	return translate;
}
