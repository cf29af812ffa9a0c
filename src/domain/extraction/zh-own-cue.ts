/** Work given by a cue that is the workspace's own, in Chinese text [EX66]. */
import type { FoundCue } from './own-words.ts';
import type { Range } from './promise.ts';
import { DAY } from './promise.ts';
import type { ChineseText, Clause } from './zh-clause.ts';
import type { Head } from './zh-head.ts';
import { MOST_TRIED, NOT_TOPIC, leadingDays } from './zh-head.ts';
import { ASKING, MODALS, OPINION_WORDS } from './zh-lexicon.ts';
import type { OwnerPhrase } from './zh-owner.ts';
import { isChineseOwner, readChineseOwners } from './zh-owner.ts';

/** 「小王跟一下报价」, 「归口市场部：报价」, where 跟一下 and 归口 are words of the workspace's own [EX66]. */
export function ownCueHead(clause: Clause, text: ChineseText): Head | null {
	const cues = text.ownWords.cuesIn(text.masked, clause).slice(0, MOST_TRIED);
	if (cues.length === 0 || OPINION_WORDS.test(clause.words.trim()) || ASKING.test(clause.words)) return null;
	for (const cue of cues) {
		const owner =
			cue.place === 'behind-owner' ? ownerBeforeCue(clause, text, cue) : ownerBehindCue(clause, text, cue);
		if (!owner) continue;
		const end = Math.max(owner.end, cue.end);
		const start = Math.min(owner.start, cue.start);
		const lead = clause.start + clause.lead;
		const closes = !SAYS_MORE.test(text.masked.slice(end, clause.end));
		const topic = SAYS_MORE.test(text.masked.slice(lead, start));
		const cuts = cue.place === 'behind-owner' && !closes ? [owner] : [{ start, end }];
		const base = { form: 'by' as const, owner, cuts, rule: 'EX66', closes: closes && !topic };
		return { ...base, start: topic ? lead : start, confidence: owner.form === 'group' ? 0.72 : 0.8 };
	}
	return null;
}

const SAYS_MORE = /[\u3400-\u9fffa-z0-9]/;

/** How long a name right before a cue may be. */
const LONGEST_NAME = 12;
const BEFORE_CUE = new RegExp(`(?:[\\s${DAY}前内]|${MODALS})*$`);

/** Who stands right before a cue: as the clause begins, else behind what it is about (「报价小王跟一下」). */
function ownerBeforeCue(clause: Clause, { masked, names }: ChineseText, cue: FoundCue): OwnerPhrase | null {
	const lead = clause.start + clause.lead;
	const near = masked.slice(Math.max(lead, cue.start - 40), cue.start);
	const end = cue.start - (BEFORE_CUE.exec(near)?.[0].length ?? 0);
	const from = lead + leadingDays(clause.words, clause.lead) - clause.lead;
	const opening = end - from <= LONGEST_NAME ? ownerFrom(masked, from, end, names) : null;
	if (opening) return opening;
	// Whoever is known first: 「报价单小刘跟一下」 is not of somebody called 单小刘.
	let shaped: OwnerPhrase | null = null;
	for (let at = Math.max(from + 1, end - LONGEST_NAME); at < end; at++) {
		if (NOT_TOPIC.test(masked[at - 1]!) || /[a-z0-9]/.test(masked[at - 1]!)) continue;
		const owner = ownerFrom(masked, at, end, names);
		if (owner?.form === 'known' || masked[at] === '@') return owner;
		shaped ??= owner?.form === 'handle' ? null : owner;
	}
	return shaped;
}

/** The owner that is all of a range. */
function ownerFrom(
	masked: string,
	start: number,
	end: number,
	names: ChineseText['names']
): OwnerPhrase | null {
	const owner = isChineseOwner(masked.slice(start, end), names);
	return owner && moved(owner, start);
}

function ownerBehindCue(clause: Clause, { masked, names }: ChineseText, cue: FoundCue): OwnerPhrase | null {
	const space = /^[\s:给]{0,2}/.exec(masked.slice(cue.end, cue.end + 2))![0].length;
	const owner = readChineseOwners(masked, cue.end + space, names, 'any');
	return owner && owner.end <= clause.end ? owner : null;
}

/** An owner that was read in a text of its own, as it stands in the block. */
function moved({ start, end, parts, form }: OwnerPhrase, by: number): OwnerPhrase {
	const there = (range: Range) => ({ start: range.start + by, end: range.end + by });
	return { ...there({ start, end }), parts: parts.map(there), form };
}
