/** Lines that carry the mark of an item, at their beginning or inside [EX1b]. */
import { isImperative } from './en-text.ts';
import { drafted, isOwnerForSure, marked, partsOfWork } from './entries.ts';
import { leadingOwner, withoutDays } from './entry-owner.ts';
import type { Quoted } from './extracted-item.ts';
import type { FirstLook } from './first-look.ts';
import { SINGULAR } from './labels.ts';
import {
	draftNote,
	entered,
	hasChildren,
	isFollowedByEntries,
	isHan,
	namesFor,
	step,
	titleKind,
	wordsOf
} from './line.ts';
import type { Line, Step } from './line.ts';
import { NOTHING, markerAt } from './marker.ts';
import type { Marker } from './marker.ts';
import { readNamesOnly, readOwnerList } from './owner-list.ts';
import type { Range } from './promise.ts';
import { kindAt, saidPast, scope, withLabel } from './section.ts';
import type { SectionState } from './section.ts';
import { bareTitle } from './titles.ts';

/** `ACTION: …`, `AI Ana to …`, 待办：… at the beginning of a line [EX1b]; null when there is none. */
export function readMarkerLine(line: Line, state: SectionState): Step | null {
	const { folded, statement } = line;
	const marker = ownMarker(line) ?? markerAt(folded, statement.body) ?? planMarker(line, state);
	if (!marker) return null;
	if (marker.strength === 'named') return readNamedMarker(line, state, marker);
	const rest = folded.slice(marker.end, statement.end);
	const title = bareTitle(
		folded.slice(statement.body, Math.max(statement.body, folded.indexOf(':', statement.body)))
	);
	if (NOTHING.test(rest.replace(/^\s?\([a-z -]{3,16}\)\s?:/, ''))) {
		const opens =
			rest.trim() === '' &&
			(SINGULAR.test(title)
				? line.depth >= 0 && hasChildren(line)
				: isHan(line) || isFollowedByEntries(line));
		return step(opens ? opened(line, state) : entered(line, state));
	}
	const only = onlyOwners(line, state, marker.end);
	if (only) return step(entered(line, state), { type: 'owners', owners: only });
	const inner = { ...line, statement: { ...statement, body: marker.end } };
	const several = marker.owner ? [] : partsOfWork(inner, state, kindAt(state, line.depth));
	if (several.length > 1)
		return step(entered(line, state, null, { isItem: true }), ...several.map(draftNote));
	const base = marker.strength === 'strong' ? 0.9 : 0.76;
	const draft = marked(line, state, marker.end, {
		base,
		rule: marker.rule ?? 'EX1b',
		kind: kindAt(state, line.depth),
		marker
	});
	const listed =
		marker.strength === 'strong' &&
		line.depth < 0 &&
		statement.number === null &&
		isHan(line) &&
		titleKind(line.reader, title) !== null;
	const next = listed
		? withLabel(state, scope(0, 'action', { style: 'none' }))
		: entered(line, state, null, { isItem: true });
	return drafted(line, next, draft);
}

/** 「本周：…」 behind 「上周：…」 says what is planned. */
function planMarker({ folded, statement, depth }: Line, state: SectionState): Marker | null {
	if (!saidPast(state, depth)) return null;
	const found = /^(?:本周|这周)(?:计[划画])?\s?:\s?(?=\S)/.exec(folded.slice(statement.body, statement.end));
	return found && { end: statement.body + found[0].length, owner: null, strength: 'weak' };
}

/** A mark of the workspace's own [EX67]. */
function ownMarker({ folded, statement, reader }: Line): Marker | null {
	const end = reader.ownWords.markAt(folded, statement.body);
	return end === null ? null : { end, owner: null, strength: 'strong', rule: 'EX67' };
}

function opened(line: Line, state: SectionState): SectionState {
	return line.depth >= 0 ? entered(line, state, 'action') : withLabel(state, scope(0, 'action'));
}

/** `AI Ana to update the page`: without a name behind it the word is only a word. */
function readNamedMarker(line: Line, state: SectionState, marker: Marker): Step | null {
	const draft = marked(line, state, marker.end, {
		base: 0.84,
		rule: 'EX1b',
		kind: 'plain',
		marker,
		owners: []
	});
	const orders = () => /^[\s*_`~]*todo/.test(wordsOf(line)) && isImperative(line.folded, marker.end);
	if (!draft || (draft.item.owners.length === 0 && !orders())) return null;
	return drafted(line, entered(line, state, null, { isItem: true }), draft);
}

/** `ACTION: Clerk` says who is to do what was said before it; null when it says more, or names nobody who is known. */
function onlyOwners(
	line: Line,
	state: SectionState,
	from: number,
	/** Behind `ACTION:` at the end of a line initials are somebody's, known or not. */
	initials = false
): readonly Quoted[] | null {
	const { block, folded, statement } = line;
	const names = namesFor(line, state);
	const closed = /(?:\s(?:(?:work )?in progress|wip|on-?going|pending|open))?[\s.*_)\]]*$/.exec(
		folded.slice(from, statement.end)
	)![0].length;
	const range = { start: from, end: statement.end - closed };
	const signs = initials && INITIALS.test(block.text.slice(from, statement.end));
	const owners = signs
		? readOwnerList(block, folded, range, names)
		: readNamesOnly(block, folded, range, names, true);
	const sure = (text: string) =>
		isOwnerForSure(text, names) ||
		(initials && (/^\p{Lu}{2,4}$/u.test(text) || (CALLED.test(text) && !A_THING.test(text))));
	return owners && owners.length > 0 && owners.every(({ text }) => sure(text)) ? owners : null;
}

/** `He will need a desk. ACTION: Marco` */
const CALLED = /^\p{Lu}\p{Ll}{1,14}(?:\s\p{Lu}\p{Ll}{1,14})?$/u;
const A_THING = /(?:tion|ment|ing|ness|ity|ance|ship)s?$/;

const INITIALS = /^\s?\p{Lu}{2,4}(?:\s?[/&,]\s?\p{Lu}{2,4}){0,4}[\s.*_)\]]*$/u;

/** `… new hold #todo:ana`, `Discussed it. ACTION: Ana to …`: the mark stands inside the line; null when there is none. */
export function readMidMarker(line: Line, state: SectionState): Step | null {
	const { block, folded, statement } = line;
	if (!SAYS_MARKER.test(wordsOf(line))) return null;
	const tag = TAG.exec(wordsOf(line));
	const tagged = tag && !/#[a-z]+,?\s#/.test(wordsOf(line)) ? tag : null;
	const signed = tagged ? null : signedAction(line, state);
	if (signed) return signed;
	const cried = tagged ? null : CRIED.exec(block.text.slice(statement.body, statement.end));
	const closing = tagged || cried ? null : CLOSING.exec(block.text.slice(statement.body, statement.end));
	if (closing)
		return drafted(
			line,
			state,
			marked(line, state, statement.body, { base: 0.72, rule: 'EX1b', kind: 'plain' })
		);
	const found = tagged ?? cried;
	if (!found) return null;
	const at = statement.body + found.index + found[0].indexOf(found[1]!);
	const marker = markerAt(folded, at);
	if (!marker || NOTHING.test(folded.slice(marker.end, statement.end))) {
		if (!tagged || !marker) return null;
	}
	const from = tagged ? statement.body : marker.end;
	const whole = tagged ? line : { ...line, statement: { ...statement, start: at } };
	const only = tagged ? null : onlyOwners(line, state, marker.end, true);
	if (only) return givenTo(line, state, at, only);
	const before = { start: statement.body, end: statement.body + found.index };
	const leads = cried ? readNamesOnly(block, folded, before, namesFor(line, state), true) : null;
	const behind = { start: marker.end, end: statement.end };
	const names = namesFor(line, state);
	if (leads && leads.length > 0 && !leadingOwner({ block, folded, days: line.days(), names }, behind))
		return givenTo(line, state, at, leads, { start: statement.start, end: marker.end });
	const named = tagged ? behindTag(line, state, marker) : null;
	const draft = marked(whole, state, from, {
		base: 0.88,
		rule: 'EX1b',
		kind: 'plain',
		marker: named ?? marker
	});
	return drafted(line, entered(line, state, null, { isItem: true }), draft);
}

/** `To be followed up. **ACTION CLERK**`: who is to act stands behind the word, without a colon. */
function signedAction(line: Line, state: SectionState): Step | null {
	const { block, statement } = line;
	const found = SIGNED.exec(block.text.slice(statement.body, statement.end));
	if (!found || found.index < 3) return null;
	const from = statement.body + found.index + found[0].indexOf(found[1]!);
	// Written small it is a word like others, but for before somebody known.
	if (found[0].includes('action') && !namesFor(line, state).at(line.folded, from)) return null;
	const range = withoutDays(line.folded, { start: from, end: statement.end }, line.days());
	if (!range) return null;
	const named = readNamesOnly(block, line.folded, range, namesFor(line, state), true);
	const only =
		onlyOwners({ ...line, statement: { ...statement, end: range.end } }, state, from, true) ?? named;
	return only && only.length > 0 ? givenTo(line, state, statement.body + found.index, only) : null;
}

const SIGNED =
	/[\s*_([]{1,4}(?:ACTION|Action|TODO|AI|(?<=[,;(.]\s?)action)(?:\s(?:by|BY|on|ON|for))?\s([A-Z][\p{L}.]{1,14}(?:(?:\s?[/&,]\s?|\s(?:and|AND)\s)[A-Z][\p{L}.]{1,14})?)[*_)\]]{0,3}(?:,\s[a-z0-9][^,:;.]{1,24})?\.?\s*$/u;

/** `#501 close as stale. AI: Tom`: what stands before the mark is theirs. */
function givenTo(
	line: Line,
	state: SectionState,
	at: number,
	owners: readonly Quoted[],
	cut: Range = { start: at, end: line.statement.end }
): Step {
	const given = { owners, cut, rule: 'EX1b' };
	const draft = marked(line, state, line.statement.body, { base: 0.86, rule: 'EX1b', kind: 'plain', given });
	return drafted(line, entered(line, state, null, { isItem: true }), draft);
}

/** `Reply to Eve -> #todo ana`: who is named right behind the tag. */
function behindTag(line: Line, state: SectionState, marker: Marker): Marker | null {
	const { block, folded, statement } = line;
	if (marker.owner) return null;
	const names = namesFor(line, state);
	const body = { start: marker.end, end: statement.end };
	const whole = readNamesOnly(block, folded, body, names, false);
	const owners = whole ?? leadingOwner({ block, folded, days: line.days(), names }, body)?.owners;
	const first = owners?.[0];
	return first ? { ...marker, owner: { start: first.span.start, end: owners.at(-1)!.span.end } } : null;
}

/** What every line with a mark inside it holds; an address may hide one. */
const SAYS_MARKER = /action|todo|tbd|follow|待办|行动项|(?<![a-z])ai(?![a-z])|\uE000/;

const TAG =
	/(?:^|\s)(?:->\s?)?(#(?:todo|action)|(?:\[|\*\*|->\s)(?:todo|action(?: item)?)(?:\]|\*\*|:))(?![a-z0-9])/;
/** In capitals, or as a sentence of its own. */
const CRIED =
	/(?:\s|[(>\])。；;，]|[*_]{2})((?:ACTION(?:[ _]ITEM)?S?|AI|TODO)\s?(?:[([][^()[\]]{2,30}[)\]]\s?)?[:：]|(?<=\s[*_]{2})Actions?\s?[:：]|(?<=[.;]\s{0,3})Action\s(?:on|for|to)\s[^:.\s]{2,24}(?:\s[^:.\s]{2,16})?[:：]|(?<=[.;。；]\s{0,3})(?:Action(?: item)?|Todo|Follow[- ]?ups?|待办|行动项)\s?[:：]|(?<=[.;]\s{0,3})AI(?=\s[A-Z][\p{L}.]{1,20}(?:\s[A-Z]\p{L}{1,20})?\sto\s))/u;

/** 「招募表单 TODO」 */
const CLOSING = /[^\s:]\s(?:TODO|TBD)[.。]?$/;

export const MARKER_LOOK: FirstLook = { look: SAYS_MARKER, behind: [TAG, CRIED, CLOSING, SIGNED] };
