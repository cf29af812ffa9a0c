/** Who is named in an English line: @handles, people the directory or the minutes know, capitalised names, groups [EX20–EX25]. */
import type { NameIndex } from './names.ts';
import { BASE_VERBS, GROUP_NAME, NOT_A_NAME, ROLE } from './en-lexicon.ts';
import { keptByPlace } from './kept-by-place.ts';

export type EnglishOwner = {
	readonly start: number;
	readonly end: number;
	readonly parts: readonly { readonly start: number; readonly end: number }[];
	readonly form: 'known' | 'handle' | 'group' | 'name' | 'shape';
};

/** Small words inside of names. */
const PARTICLE = 'd[aeiou]s?|de[lnr]|della|la|le|v[ao]n|ten|ter|bin|al';
const HANDLE = /@[\p{L}\p{N}][\p{L}\p{N}_.-]{0,39}/uy;
const WORD = /[\p{L}][\p{L}\p{N}'._-]{0,30}/uy;
const AND = /\s?(?:,\s?(?:and |& )?|\/|&|\+)\s?|\s(?:(?:and|or)\s|(?=@))/y;

function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

/** The owners named from an offset on. `original` tells capitals, which the folded text has lost. */
export function readEnglishOwners(
	folded: string,
	original: string,
	at: number,
	names: NameIndex
): EnglishOwner | null {
	return ownersAt(folded, at, names, original);
}

const ownersAt = keptByPlace((folded, at, names, original): EnglishOwner | null => {
	const first = oneOwner(folded, original, at, names);
	if (!first) return null;
	const parts = [{ start: first.start, end: first.end }];
	let end = first.end;
	for (let more = 0; more < 8; more++) {
		const joint = sticky(AND, folded, end);
		const next =
			joint &&
			(oneOwner(folded, original, end + joint[0].length, names) ??
				alongside(folded, original, end + joint[0].length, first.form));
		if (!next || next.form === 'shape') break;
		parts.push({ start: next.start, end: next.end });
		end = next.end;
	}
	return { start: at, end, parts, form: first.form };
});

/** "Ana and mhy will …", "Ana and others to …": behind a name and before what they do any word is somebody. */
function alongside(
	folded: string,
	original: string,
	at: number,
	form: EnglishOwner['form']
): { start: number; end: number; form: 'name' } | null {
	const word = form === 'name' || form === 'known' || form === 'handle' ? sticky(BESIDE, original, at) : null;
	if (!word) return null;
	const end = at + word[1]!.length;
	const called = folded.slice(at, end);
	const isGroup = called === 'others' || called === 'all';
	return isGroup || (!NOT_A_NAME.test(called) && !soundsLikeAThing(called) && !VERB_WORD.test(called))
		? { start: at, end, form: 'name' }
		: null;
}

const BESIDE =
	/(\p{Ll}[\p{Ll}\d_]{1,11}(?<!ly))(?=\s(?:will|to|agreed to|volunteered|offered to|are going to|are to)\s|'ll\s)/uy;

function oneOwner(
	folded: string,
	original: string,
	at: number,
	names: NameIndex
): { start: number; end: number; form: EnglishOwner['form'] } | null {
	const handle = folded[at] === '@' ? sticky(HANDLE, folded, at) : null;
	if (handle) {
		const end = at + handle[0].replace(/[.,:;-]+$/, '').length;
		const called = names.at(folded, at + 1);
		// `@Wei Zhang`: written out, as shared documents do.
		const whole = /\p{Lu}/u.test(original[at + 1] ?? '') ? withSurname(folded, original, end) : end;
		return { start: at, end: Math.max(whole, called?.end ?? end), form: 'handle' };
	}
	if (at > 0 && /[\p{L}\p{N}_@]/u.test(folded[at - 1]!)) return null;
	const known = names.at(folded, at);
	if (known) {
		const end = withSurname(folded, original, known.end);
		// `Tom R. to …`
		const initial = /^\s[a-z]\.(?:\s[a-z]|:)/.test(folded.slice(end - 2, end + 3));
		return { start: at, end: initial ? end + 1 : end, form: 'known' };
	}
	const words = wordsFrom(folded, at, 5);
	for (let count = words.length; count > 0; count--) {
		const end = words[count - 1]!.end;
		const isPronoun = folded.slice(at, end) === 'it' && original.slice(at, end) !== 'IT';
		if (!isPronoun && GROUP_NAME.test(folded.slice(at, end))) {
			const titled =
				/^\p{Lu}/u.test(original.slice(words[count - 1]!.start)) && OFFICE.test(folded.slice(at, end));
			return { start: at, end: titled ? withSurname(folded, original, end) : end, form: 'group' };
		}
	}
	return capitalised(folded, original, words, names);
}

function wordsFrom(folded: string, at: number, most: number): { start: number; end: number }[] {
	const words: { start: number; end: number }[] = [];
	let from = at;
	while (words.length < most) {
		const word = sticky(WORD, folded, from);
		if (!word) break;
		const bare = from + (/[.,'-]$/.test(word[0]) ? word[0].replace(/[.,'-]+$/, '') : word[0]).length;
		const initial =
			words.length > 0 && bare - from === 1 && /^\.(?: [a-z]|:)/.test(folded.slice(bare, bare + 3));
		const end = initial ? bare + 1 : bare;
		words.push({ start: from, end });
		if (folded.startsWith('. ', end) && ABBREVIATED.test(folded.slice(from, end))) from = end + 2;
		else if (folded[end] === ' ') from = end + 1;
		else break;
	}
	return words;
}

/** "Ms. Tanaka", "J. Costa". */
const ABBREVIATED = /^(?:mr|mrs|ms|dr|prof|rev|fr|st|cllr|[a-z])$/;

/** `Cole`, `vM`, `van der Lind` */
const SURNAME = new RegExp(
	`^\\s(?:(?:${PARTICLE})\\s){0,2}(\\p{Lu}[\\p{Ll}'-]{1,20}|\\p{Ll}{0,2}\\p{Lu})(?![\\p{L}])`,
	'u'
);

function withSurname(folded: string, original: string, end: number): number {
	const next = SURNAME.exec(original.slice(end, end + 32));
	if (!next || NOT_A_NAME.test(next[1]!.toLowerCase())) return end;
	return end + next[0].length;
}

/** "The Director", "Clerk Owens": somebody, which "the team" is not. */
export const OFFICE = new RegExp(`^(?:the )?(?:[a-z]{2,14} )?${ROLE}(?:\\s[a-z'-]{2,20})?$`);

/** One to three words with capitals: `Brian Warner`, `Nick O`, `BW`. */
/** Abstract nouns at the beginning of a sentence look like names and are told by their ending: Registration, Funding, Membership. */
const NOUN_ENDING =
	/(?:tion|sion|ment|ness|ity|ance|ence|ship|ware|ing|ology|ures?|ages?|ments|tions|ings|ers|ors|ees|ies|ups|als|ics|sts|ubs|ites?)$/;

/** Names that end like such nouns. */
const CALLED_LIKE_A_THING =
	/^(?:florence|clarence|lawrence|laurence|torrance|terrance|terrence|constance|prudence|clement|felicity|charity|trinity|serenity|marguerite|davies|rodgers|rogers|peters|walters|waters|sanders|saunders|chambers|flowers|summers|winters|connors|jennings|hastings|sterling|stirling|fleming|harding|golding|fielding|manning|browning|banning|gosling|keating)$/;

/** Names that are verbs as well, and what somebody who is called so does. */
const CALLED_LIKE_WORK = /^(?:Mark|Chase|Grant|Bill|Drew|Rob|Sue|Pat|Page|Skip|Wade|Chip|Trace|Clay)$/;
const DOES_SOMETHING =
	/^\s(?:to|will|has|had|is|was|shall|should|would|agreed|offered|promised|volunteer)|^'ll\s/;

const IS_PARTICLE = new RegExp(`^(?:${PARTICLE})$`);

/** Written in capitals these are somebody's initials. */
const SMALL_WORD = /^(?:as|an|am|at|be|by|do|he|if|in|me|my|no|of|on|or|so|to|up|us|we)$/;

/** Registration, Rechartering: told by their ending. */
export function soundsLikeAThing(small: string): boolean {
	return small.length > 6 && NOUN_ENDING.test(small) && !CALLED_LIKE_A_THING.test(small);
}

const VERB_WORD = new RegExp(
	`^(?:${BASE_VERBS}|remember|forget|need|ensure|(?:aim|hop|try|wait|ask|work|mov|us|add|mak|hav|see|gett|go|look|plann|discuss|review|think|start|keep|need|want|tend|continu|check|await)ing|want|hope|wish|happy|glad|able)$`
);

/** "Called to order", "Seems to work", "Needs to go" */
function isVerbForm(small: string): boolean {
	if (small.endsWith('s')) return /^(?:seem|appear|tend)s$/.test(small) || VERB_WORD.test(small.slice(0, -1));
	return small.endsWith('ed') && (VERB_WORD.test(small.slice(0, -2)) || VERB_WORD.test(small.slice(0, -1)));
}

function capitalised(
	folded: string,
	original: string,
	words: readonly { start: number; end: number }[],
	names: NameIndex
): { start: number; end: number; form: 'name' | 'shape' } | null {
	let end = 0;
	let count = 0;
	for (const [at, word] of words.entries()) {
		if (count === 3) break;
		const text = original.slice(word.start, word.end);
		// `Mara van der Lind`
		const next = words[at + 1];
		if (count > 0 && next && IS_PARTICLE.test(text) && /^\p{L}/u.test(original.slice(next.start))) continue;
		const small = folded.slice(word.start, word.end);
		const initials = /^\p{Lu}{2,4}$/u.test(text) && (names.hasInitials(small) || SMALL_WORD.test(small));
		// `Rob vM`
		if (count > 0 && /^\p{Ll}{1,2}\p{Lu}$/u.test(text)) {
			end = word.end;
			break;
		}
		if (!/^\p{Lu}[\p{L}'’.-]*$/u.test(text) || (NOT_A_NAME.test(small.replace(/['’].*$/, '')) && !initials))
			break;
		if (soundsLikeAThing(small)) break;
		if (count === 0 && !initials && (VERB_WORD.test(small) || isVerbForm(small))) {
			const isCalledSo =
				CALLED_LIKE_WORK.test(text) && DOES_SOMETHING.test(folded.slice(word.end, word.end + 12));
			if (!isCalledSo) break;
		}
		end = word.end;
		count += 1;
	}
	if (count === 0) return null;
	const first = original.slice(words[0]!.start, words[0]!.end);
	const hasInitial = count > 1 && /^\p{Lu}$/u.test(first);
	const form =
		hasInitial || /^\p{Lu}{2,4}$/u.test(first) || /^\p{Lu}\p{Ll}+$/u.test(first) ? 'name' : 'shape';
	return { start: words[0]!.start, end, form };
}
