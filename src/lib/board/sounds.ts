type Pinyin = (text: string) => readonly string[];

/**
 * Finds words in texts as people type them: the words themselves, and of Chinese also its pinyin or the initials of
 * that (zhangs, zs → 张三). How characters sound is fetched only when somebody types Latin letters.
 */
export class Sounds {
	readonly #pinyin: Pinyin | null;
	/** Texts by how they sound: 张三 → `'zhang'san`, `zs`. */
	readonly #known = new Map<string, { readonly whole: string; readonly initials: string }>();

	/** `pinyin` gives the syllables of a text, one for each character, without tones; null: not fetched. */
	constructor(pinyin: Pinyin | null = null) {
		this.#pinyin = pinyin;
	}

	/** True when what is typed may be meant as a sound, and sounds are not known yet. */
	isNeededFor(typed: string): boolean {
		return this.#pinyin === null && fold(typed).split(/\s+/).some(isLatin);
	}

	/** Whether every word that was typed is in one of some texts. */
	search(typed: string): (texts: readonly string[]) => boolean {
		const words = fold(typed).split(/\s+/).filter(Boolean);
		const finders = words.map((word) => this.#finder(word));
		return (texts) => finders.every((isIn) => texts.some(isIn));
	}

	#finder(word: string): (text: string) => boolean {
		if (!this.#pinyin || !isLatin(word)) return (text) => fold(text).includes(word);
		const sound = soundOf(word);
		return (text) => {
			if (fold(text).includes(word)) return true;
			if (!/\p{Script=Han}/u.test(text)) return false;
			const { whole, initials } = this.#hear(text);
			return initials.includes(word) || sound.test(whole);
		};
	}

	#hear(text: string) {
		const known = this.#known.get(text);
		if (known) return known;
		const syllables = this.#pinyin!(text).map(fold);
		const heard = {
			whole: syllables.map((syllable) => `'${syllable}`).join(''),
			initials: syllables.map((syllable) => syllable.charAt(0)).join('')
		};
		this.#known.set(text, heard);
		return heard;
	}
}

/** Fetches how characters sound. */
export async function fetchSounds(): Promise<Sounds> {
	const { pinyin } = await import('pinyin-pro');
	return new Sounds((text) => pinyin(text, { toneType: 'none', type: 'array', v: true }));
}

/** A word from the beginning of a syllable on, over as many as it takes. */
function soundOf(word: string): RegExp {
	return new RegExp(`'${[...word].join("'?")}`);
}

function isLatin(word: string): boolean {
	return /^[a-z]+$/.test(word);
}

function fold(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}
