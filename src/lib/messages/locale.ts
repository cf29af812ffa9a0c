import { locales, type Locale } from '#domain/member.ts';

export { locales, type Locale };

/** The language shown to somebody of whom we know nothing. */
export const defaultLocale: Locale = 'zh-CN';

/** Each language in its own words, for the language switch. Never translated. */
export const localeNames: Record<Locale, string> = {
	'zh-CN': '简体中文',
	'zh-TW': '繁體中文',
	en: 'English'
};

/** True when a text is exactly the tag of one of our languages. */
export function isLocale(text: string | null | undefined): text is Locale {
	return locales.includes(text as Locale);
}

/**
 * The language to answer in: the reader's own choice (`cookie`) when it is one of ours, else the best match of the
 * browser's Accept-Language, else Chinese. A browser that asks only for languages we lack gets English.
 */
export function chooseLocale({
	cookie,
	acceptLanguage
}: {
	cookie?: string | null;
	acceptLanguage?: string | null;
}): Locale {
	if (isLocale(cookie)) return cookie;
	const wanted = tagsByPreference(acceptLanguage ?? '');
	if (wanted.length === 0 || wanted[0] === '*') return defaultLocale;
	for (const tag of wanted) {
		const locale = matchLocale(tag);
		if (locale) return locale;
	}
	return 'en';
}

/** The language tags of an Accept-Language header (RFC 9110, 12.5.4), best first, without those refused by `q=0`. */
function tagsByPreference(header: string): string[] {
	return header
		.split(',')
		.map((part) => {
			const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
			const quality = parameters.find((parameter) => parameter.startsWith('q='));
			return { tag: tag.toLowerCase(), quality: quality ? Number(quality.slice(2)) || 0 : 1 };
		})
		.filter(({ tag, quality }) => tag !== '' && quality > 0)
		.sort((a, b) => b.quality - a.quality)
		.map(({ tag }) => tag);
}

/** Script decides before region: `zh-Hans-HK` is Simplified; Hong Kong, Macau and Taiwan write Traditional. */
function matchLocale(tag: string): Locale | null {
	const [language, ...subtags] = tag.split('-');
	if (language === 'en') return 'en';
	if (language !== 'zh') return null;
	if (subtags.includes('hans')) return 'zh-CN';
	if (subtags.includes('hant')) return 'zh-TW';
	return subtags.some((subtag) => ['hk', 'mo', 'tw'].includes(subtag)) ? 'zh-TW' : 'zh-CN';
}
